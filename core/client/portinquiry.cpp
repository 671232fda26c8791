// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/portinquiry.h"

#include "core/thing/json/foreignjson.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <utility>

namespace Holdfast {

namespace {

// The description of a server with many Things is some hundred kilobytes long.
constexpr qint64 largestAnswer = 8 * 1024 * 1024;

QString reachable(const QString &host)
{
    const QHostAddress address(host);
    if (address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::Any)
        || address == QHostAddress(QHostAddress::AnyIPv6))
        return QHostAddress(QHostAddress::LocalHost).toString();
    return host;
}

int statusOf(const QNetworkReply &reply)
{
    return reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

QString textIn(const Json &object, const char *key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? toQString(found->get<std::string>())
                                                       : QString();
}

} // namespace

PortInquiry::PortInquiry(QObject *parent)
    : QObject(parent)
{
    m_manager.setProxy(QNetworkProxy::NoProxy);
    m_manager.setTransferTimeout(int(std::chrono::milliseconds(patience).count()));
}

PortInquiry::~PortInquiry()
{
    delete m_reply;
}

void PortInquiry::ask(const QString &host, quint16 port, const Then &then)
{
    delete m_reply;
    m_then = then;
    m_address = {};
    m_address.setScheme(QStringLiteral("http"));
    m_address.setHost(reachable(host));
    m_address.setPort(port);
    m_address.setPath(QStringLiteral("/"));
    // It has the same path whatever the prefix of the server is, and is answered without a question to a Thing.
    send(QStringLiteral("/openapi.json"), &PortInquiry::readDescription);
}

void PortInquiry::send(const QString &path, void (PortInquiry::*read)(QNetworkReply &))
{
    QUrl url = m_address;
    url.setPath(path);
    QNetworkRequest request(url);
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    QNetworkReply *reply = m_manager.get(request);
    m_reply = reply;
    connect(reply, &QNetworkReply::readyRead, this, [reply] {
        if (reply->bytesAvailable() > largestAnswer)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, read] {
        reply->deleteLater();
        m_reply.clear();
        if (statusOf(*reply) != 0)
            (this->*read)(*reply);
        else if (reply->error() == QNetworkReply::ConnectionRefusedError)
            end(PortOwner::Kind::Nothing);
        else
            end(PortOwner::Kind::Other);
    });
}

void PortInquiry::readDescription(QNetworkReply &reply)
{
    const int status = statusOf(reply);
    if (status == 401 && reply.rawHeader("WWW-Authenticate").contains("realm=\"Holdfast\"")) {
        end(PortOwner::Kind::Holdfast);
        return;
    }
    if (status == 200) {
        const Json description = foreignJsonOrNull(reply.readAll(), fileJsonLimits);
        const auto info = description.is_object() ? description.find("info") : description.end();
        if (description.is_object() && info != description.end() && info->is_object()
            && textIn(*info, "title") == u"Holdfast") {
            end(PortOwner::Kind::Holdfast, textIn(*info, "version"));
            return;
        }
    } else if (status == 403 || (status >= 300 && status < 400)) {
        // The page that says why it could not start takes the place of all others.
        send(QStringLiteral("/labthings_fallback"), &PortInquiry::readFallback);
        return;
    }
    end(PortOwner::Kind::Other);
}

void PortInquiry::readFallback(QNetworkReply &reply)
{
    const bool isFallback = statusOf(reply) == 200 && reply.readAll().trimmed() == "true";
    end(isFallback ? PortOwner::Kind::FailedHoldfast : PortOwner::Kind::Other);
}

void PortInquiry::end(PortOwner::Kind kind, const QString &version)
{
    PortOwner owner {.kind = kind, .version = version};
    if (owner.isHoldfast())
        owner.page = m_address;
    const Then then = std::exchange(m_then, {});
    then(owner);
}

} // namespace Holdfast
