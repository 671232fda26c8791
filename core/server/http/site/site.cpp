// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/site/site.h"

#include "core/server/http/parse/authority.h"
#include "core/server/http/site/forwarding.h"
#include "core/server/http/site/machinenames.h"

#include <QHostAddress>

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

int defaultPort(const QUrl &url)
{
    return url.scheme() == QStringLiteral("https") ? 443 : 80;
}

bool isSameOrigin(const QUrl &a, const QUrl &b)
{
    return a.scheme() == b.scheme() && a.host() == b.host()
           && a.port(defaultPort(a)) == b.port(defaultPort(b));
}

bool isNumber(QStringView text)
{
    return !text.isEmpty()
           && std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

bool isLoopbackHost(const QString &host)
{
    return host == QStringLiteral("localhost") || isLoopbackAddress(QHostAddress(host));
}

// Returns whether a proxy has left a trace in the headers, whichever.
bool isMarkedByProxy(const Headers &headers)
{
    constexpr std::array names {"forwarded", "via", "x-real-ip"};
    return std::any_of(headers.begin(), headers.end(), [&names](const Headers::Field &field) {
        return field.first.startsWith("x-forwarded-")
               || std::find(names.begin(), names.end(), field.first) != names.end();
    });
}

} // namespace

Site::Site(const QString &ownHost, const SiteOptions &options)
    : m_publicUrl(options.publicUrl.adjusted(QUrl::RemovePath))
    , m_allowedOrigins(options.allowedOrigins)
    , m_trustedProxies(options.trustedProxies)
    , m_scheme(options.speaksTls ? "https" : "http")
{
    QStringList names = options.machineNames ? *options.machineNames : namesOfThisMachine();
    const QString local = QStringLiteral(".local");
    if (options.announcedName) {
        if (!names.isEmpty())
            m_announcedLabel = names.constFirst().section(u'.', 0, 0).toLower();
        if (!options.announcedName->isEmpty())
            names << *options.announcedName << *options.announcedName + local;
    }
    names << ownHost << m_publicUrl.host(QUrl::FullyEncoded) << QStringLiteral("localhost")
          << options.allowedHosts;
    for (const QString &name : std::as_const(names)) {
        if (!name.isEmpty() && QHostAddress(name).isNull()) // addresses are accepted in any case
            m_names.insert(hostIn(name.toLatin1()));
    }
}

bool Site::isOurs(const QString &host) const
{
    if (m_names.contains(host) || !QHostAddress(host).isNull())
        return true;
    const QString local = QStringLiteral(".local");
    const QString label = m_announcedLabel + u'-';
    return !m_announcedLabel.isEmpty() && host.startsWith(label) && host.endsWith(local)
           && isNumber(QStringView(host)
                           .sliced(label.size())
                           .chopped(std::min(local.size(), host.size() - label.size())));
}

bool Site::isAllowedOrigin(const QUrl &origin) const
{
    return isPublic(origin)
           || std::any_of(m_allowedOrigins.cbegin(), m_allowedOrigins.cend(),
                          [&origin](const QUrl &allowed) { return isSameOrigin(origin, allowed); });
}

bool Site::isPublic(const QUrl &origin) const
{
    return m_publicUrl.isValid() && !m_publicUrl.isEmpty() && isSameOrigin(origin, m_publicUrl);
}

bool Site::isPublic(const QByteArray &authority) const
{
    const int port = m_publicUrl.port(defaultPort(m_publicUrl));
    return !m_publicUrl.isEmpty() && hostIn(authority) == m_publicUrl.host(QUrl::FullyEncoded)
           && portIn(authority).value_or(port) == port;
}

void Site::locate(Request &request) const
{
    QByteArray authority = request.headers.value("host");
    QByteArray scheme = m_scheme;
    Forwarding told;
    request.isForwarded = isTrusted(request.peerAddress) || isMarkedByProxy(request.headers);
    request.isLocal = !request.isForwarded && isLoopbackAddress(request.peerAddress)
                      && isLoopbackHost(hostIn(authority));
    if (isTrusted(request.peerAddress)) {
        told = forwardingOf(request.headers,
                            [this](const QHostAddress &address) { return isTrusted(address); });
        if (!told.authority.isEmpty())
            authority = told.authority;
        if (!told.scheme.isEmpty())
            scheme = told.scheme;
        if (told.client) {
            request.peerAddress = told.client->address;
            request.peerPort = told.client->port;
        }
    }
    request.host = hostIn(authority);
    request.base = QString::fromLatin1(scheme + "://" + authority);
    // A proxy that is not configured for it forwards another Host; the browser's Origin shows the
    // real one.
    const bool isHidden = told.isTold && told.authority.isEmpty() && !m_publicUrl.isEmpty();
    const QUrl origin(QString::fromLatin1(request.headers.value("origin")), QUrl::StrictMode);
    if (isHidden || isPublic(authority) || isPublic(origin))
        request.base = m_publicUrl.toString(QUrl::FullyEncoded);
}

bool Site::isTrusted(const QHostAddress &peer) const
{
    // An address from an IPv6 socket may be written as "::ffff:127.0.0.1".
    bool isV4 = false;
    const QHostAddress v4(peer.toIPv4Address(&isV4));
    return std::any_of(m_trustedProxies.cbegin(), m_trustedProxies.cend(),
                       [&](const Subnet &subnet) {
                           return peer.isInSubnet(subnet) || (isV4 && v4.isInSubnet(subnet));
                       });
}

} // namespace Holdfast
