// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/siteentries.h"

#include "core/config/configurationerror.h"
#include "core/config/echo.h"
#include "core/config/strictcheck.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace Holdfast {

namespace {

[[noreturn]] void refuseEntry(const QString &key, const Json &given, const QString &allowed)
{
    throw ConfigurationError(key, quoted(given) + QStringLiteral(" is not allowed here."), allowed);
}

QString itemKey(const QString &list, std::size_t index)
{
    return list + QStringLiteral("[%1]").arg(index);
}

// Returns whether \a url is a scheme of the web, a host and perhaps a port.
bool isOrigin(const QUrl &url)
{
    const bool isWeb =
        url.scheme() == QStringLiteral("http") || url.scheme() == QStringLiteral("https");
    const bool isBare =
        url.path().size() <= 1 && !url.hasQuery() && !url.hasFragment() && url.userInfo().isEmpty();
    return url.isValid() && isWeb && !url.host().isEmpty() && isBare;
}

bool isHostName(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\A(?!-)[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?\\z"));
    return pattern.match(text).hasMatch();
}

} // namespace

QUrl readPublicUrl(const Json &entry)
{
    if (entry.is_null())
        return {};
    const QUrl url(entry.get<QString>(), QUrl::StrictMode);
    if (!isOrigin(url))
        refuseEntry(QStringLiteral("public_url"), entry,
                    QStringLiteral("an address like https://scope3.lab.example, with a port if it "
                                   "needs one, and without a path"));
    return url.adjusted(QUrl::RemovePath);
}

QList<QUrl> readAllowedOrigins(const Json &entry)
{
    QList<QUrl> origins;
    for (const Json &item : entry) {
        const QUrl url(item.get<QString>(), QUrl::StrictMode);
        if (!isOrigin(url))
            refuseEntry(itemKey(QStringLiteral("allowed_origins"), std::size_t(origins.size())),
                        item,
                        QStringLiteral("an origin like https://dashboard.lab.example, with a port "
                                       "if it needs one, and without a path"));
        origins << url.adjusted(QUrl::RemovePath);
    }
    return origins;
}

QStringList readAllowedHosts(const Json &entry)
{
    const QString key = QStringLiteral("allowed_hosts");
    QStringList hosts;
    for (const Json &item : entry) {
        const auto host = item.get<QString>();
        if (!isHostName(host))
            refuseEntry(itemKey(key, std::size_t(hosts.size())), item,
                        QStringLiteral("the name of a host, like scope3.lab.example, without a "
                                       "port"));
        hosts << host;
    }
    return hosts;
}

QString readServeEntry(const Json &entry)
{
    const QString key = QStringLiteral("serve");
    QString folder;
    const Json given = entry.is_object() ? entry : Json::object();
    for (const auto &[place, value] : given.items()) {
        const QString placeKey = childKey(key, toQString(place));
        if (place != "/")
            throw ConfigurationError(placeKey,
                                     QStringLiteral("Nothing can be served at this place."),
                                     QStringLiteral("only / as the place"));
        if (!value.is_string() || value.get<QString>().isEmpty())
            refuseEntry(placeKey, value, QStringLiteral("the path of a folder"));
        QString path = value.get<QString>();
        if (path.startsWith(QStringLiteral("~/")))
            path = QDir::home().filePath(path.mid(2));
        folder = QDir(path).absolutePath();
        if (!QFileInfo(QDir(folder).filePath(QStringLiteral("index.html"))).isFile())
            throw ConfigurationError(
                placeKey, QStringLiteral("There is no file index.html in %1.").arg(shown(folder)),
                QStringLiteral("the folder of a web app that was built"));
    }
    return folder;
}

QList<std::pair<QHostAddress, int>> readTrustedProxies(const Json &entry)
{
    const QString key = QStringLiteral("trusted_proxies");
    QList<std::pair<QHostAddress, int>> proxies;
    for (const Json &item : entry) {
        const auto proxy = QHostAddress::parseSubnet(item.get<QString>());
        if (proxy.first.isNull() || proxy.second < 0)
            refuseEntry(itemKey(key, std::size_t(proxies.size())), item,
                        QStringLiteral("an address like 127.0.0.1, or a network like "
                                       "192.168.1.0/24"));
        proxies << proxy;
    }
    return proxies;
}

} // namespace Holdfast
