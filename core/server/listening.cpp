// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/listening.h"

#include "core/server/http/gate/gateserver.h"

#include <QHostInfo>

namespace Holdfast {

namespace {

Result<QHostAddress> addressOf(const QString &host)
{
    if (host == QLatin1String("localhost"))
        return QHostAddress(QHostAddress::LocalHost);
    const QHostAddress address(host);
    // Qt has a separate value for the addresses of both families.
    if (address == QHostAddress(QHostAddress::AnyIPv6))
        return QHostAddress(QHostAddress::Any);
    if (!address.isNull())
        return address;
    const QHostInfo found = QHostInfo::fromName(host);
    if (!found.addresses().isEmpty())
        return found.addresses().constFirst();
    return Error::unavailable(
        QStringLiteral("There is no host \"%1\" to serve at: name an address of this computer, "
                       "0.0.0.0 for every IPv4 address, or :: for every address.")
            .arg(host));
}

QString whyNot(const GateServer &gate, const ServerOptions &options)
{
    switch (gate.serverError()) {
    case QAbstractSocket::AddressInUseError:
        return QStringLiteral("Port %1 of %2 is in use by another program. Choose another port.")
            .arg(options.port)
            .arg(options.host);
    case QAbstractSocket::SocketAccessError:
        return QStringLiteral("This user may not serve at port %1. Choose one from 1024 on.")
            .arg(options.port);
    case QAbstractSocket::SocketAddressNotAvailableError:
        return QStringLiteral("%1 is not an address of this computer.").arg(options.host);
    default:
        return QStringLiteral("Cannot serve at port %1 of %2: %3.")
            .arg(options.port)
            .arg(options.host, gate.errorString());
    }
}

} // namespace

Result<QUrl> listen(GateServer &gate, const ServerOptions &options)
{
    const Result<QHostAddress> address = addressOf(options.host);
    if (!address)
        return address.error();
    gate.setTls(options.tls);
    if (!gate.start(*address, options.port))
        return Error::unavailable(whyNot(gate, options));
    QUrl url;
    url.setScheme(options.tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(options.host);
    url.setPort(gate.serverPort());
    url.setPath(options.apiPrefix + u'/');
    return url;
}

} // namespace Holdfast
