// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/sender.h"

#include <QNetworkInterface>

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

constexpr int s_longest = 64;
// Between the name of a client and the ClientId: in neither of them.
constexpr auto s_separator = u'\n';

QString printable(const QByteArray &header)
{
    return printableLabel(QString::fromUtf8(header));
}

struct Browser
{
    const char *token; //!< in the User-Agent
    const char *name;
};

// Browsers claim to be their predecessors as well, so the newest come first.
constexpr std::array s_browsers {
    Browser {"Edg/", "Edge"},
    Browser {"EdgA/", "Edge"},
    Browser {"EdgiOS/", "Edge"},
    Browser {"OPR/", "Opera"},
    Browser {"Firefox/", "Firefox"},
    Browser {"FxiOS/", "Firefox"},
    Browser {"Electron/", "Electron"},
    Browser {"QtWebEngine/", "QtWebEngine"},
    Browser {"Chrome/", "Chromium"},
    Browser {"Chromium/", "Chromium"},
    Browser {"HeadlessChrome/", "Chromium"},
    Browser {"CriOS/", "Chromium"},
    Browser {"Safari/", "Safari"},
};

// Returns the name of a browser, all of which call themselves Mozilla first.
QByteArray browserOf(const QByteArray &userAgent)
{
    const QByteArrayList tokens = userAgent.split(' ');
    const auto isNamed = [&tokens](const Browser &browser) {
        return std::any_of(tokens.begin(), tokens.end(), [&browser](const QByteArray &token) {
            return token.startsWith(browser.token);
        });
    };
    const auto *found = std::find_if(s_browsers.begin(), s_browsers.end(), isNamed);
    return found == s_browsers.end() ? QByteArray() : QByteArray(found->name);
}

// Returns "python-httpx" of "python-httpx/0.27.0 (something)".
QByteArray productOf(const QByteArray &userAgent)
{
    qsizetype end = 0;
    while (end < userAgent.size() && userAgent[end] != '/' && userAgent[end] != ' ')
        ++end;
    const QByteArray product = userAgent.first(end);
    const QByteArray browser = product == "Mozilla" ? browserOf(userAgent) : QByteArray();
    return browser.isEmpty() ? product : browser;
}

QString nameOf(const Request &request)
{
    if (!request.access.name.isEmpty())
        return request.access.name;
    QString name = printable(request.headers.value("holdfast-client"));
    if (name.isEmpty())
        name = printable(productOf(request.headers.value("user-agent")));
    return name.isEmpty() ? QStringLiteral("unnamed client") : name;
}

} // namespace

QString printableLabel(const QString &name)
{
    const auto isPlain = [](QChar c) { return c >= u' ' && c <= u'~'; };
    if (name.size() <= s_longest && std::all_of(name.cbegin(), name.cend(), isPlain))
        return name.trimmed();
    QString printable;
    int length = 0;
    const auto characters = name.toUcs4();
    for (const uint character : characters) {
        if (!QChar::isPrint(character) || character == QChar::ReplacementCharacter)
            continue;
        if (++length > s_longest)
            break;
        printable += QChar::fromUcs4(character);
    }
    return printable.trimmed();
}

Principal senderOf(const Request &request)
{
    Principal sender = Principal::client(nameOf(request), request.peerName());
    sender.clientKey += s_separator + QString::fromUtf8(request.client.key);
    return sender;
}

bool isOf(const QString &clientKey, const ClientId &client)
{
    return QStringView(clientKey).sliced(clientKey.lastIndexOf(s_separator) + 1)
           == QString::fromUtf8(client.key);
}

bool isFromThisMachine(const Request &request)
{
    if (request.peerAddress.isLoopback())
        return true;
    const auto isPeer = [&request](const QHostAddress &own) {
        return own.isEqual(request.peerAddress, QHostAddress::TolerantConversion);
    };
    const QList<QHostAddress> all = QNetworkInterface::allAddresses();
    return std::any_of(all.begin(), all.end(), isPeer);
}

} // namespace Holdfast
