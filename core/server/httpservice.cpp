// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/httpservice.h"

#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/session/session.h"

#include <QHostInfo>
#include <QRegularExpression>

namespace Holdfast {

namespace {

Result<QHostAddress> addressOf(const QString &host)
{
    if (host == QLatin1String("localhost"))
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress address(host);
    if (!address.isNull())
        return address;
    const QHostInfo found = QHostInfo::fromName(host);
    if (!found.addresses().isEmpty())
        return found.addresses().constFirst();
    return Error::unavailable(
        QStringLiteral("There is no host \"%1\" to serve at: name an address of this computer, or "
                       "0.0.0.0 for all of them.")
            .arg(host));
}

} // namespace

HttpService::HttpService(Station &station, const ServerOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_hub(Session(station, {}))
    , m_lock(Session(station, {}))
    , m_gate(
          options.limits,
          [this](const Request &request, const Responder &responder) {
              m_router.route(request, responder);
          },
          OriginPolicy(options.host))
{
    connect(&m_gate, &GateServer::finished, this, &HttpService::finished);
    const RouteContext context {&station, options.apiPrefix, &m_hub, this, &m_lock};
    addAllRoutes(m_router, context);
}

Result<QUrl> HttpService::listen()
{
    const Result<QHostAddress> address = addressOf(m_options.host);
    if (!address)
        return address.error();
    if (!m_gate.start(*address, m_options.port))
        return Error::unavailable(whyNot());
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(m_options.host);
    url.setPort(m_gate.serverPort());
    url.setPath(m_options.apiPrefix + u'/');
    return url;
}

void HttpService::shutDown()
{
    m_hub.close();
    m_lock.close();
    m_gate.shutDown();
}

QString HttpService::whyNot() const
{
    switch (m_gate.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return QStringLiteral("Port %1 of %2 is in use by another program. Choose another port.")
            .arg(m_options.port)
            .arg(m_options.host);
    case QAbstractSocket::SocketAccessError:
        return QStringLiteral("This user may not serve at port %1. Choose one from 1024 on.")
            .arg(m_options.port);
    case QAbstractSocket::SocketAddressNotAvailableError:
        return QStringLiteral("%1 is no address of this computer.").arg(m_options.host);
    default:
        return QStringLiteral("Cannot serve at port %1 of %2: %3.")
            .arg(m_options.port)
            .arg(m_options.host, m_gate.errorString());
    }
}

} // namespace Holdfast
