// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/authority.h"

#include <QByteArray>

#include <algorithm>

namespace Holdfast {

namespace {

struct AuthorityParts
{
    QByteArrayView host; // with its brackets
    QByteArrayView port;
    bool isBracketed;
};

AuthorityParts partsOf(QByteArrayView authority)
{
    const qsizetype bracket = authority.startsWith('[') ? authority.indexOf(']') : -1;
    const qsizetype colon = authority.indexOf(':', std::max<qsizetype>(bracket, 0));
    return {colon < 0 ? authority : authority.first(colon),
            colon < 0 ? QByteArrayView() : authority.sliced(colon + 1), bracket >= 0};
}

} // namespace

bool isTokenCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
           || (c != '\0' && QByteArrayView("!#$%&'*+-.^_`|~").contains(c));
}

bool isAuthority(QByteArrayView text)
{
    const AuthorityParts parts = partsOf(text);
    const auto fitsName = [&parts](char c) {
        return parts.isBracketed ? (isTokenCharacter(c) || c == ':' || c == '[' || c == ']')
                                 : (isTokenCharacter(c) && c != '%' && c != '\'');
    };
    return !parts.host.isEmpty() && (!parts.isBracketed || parts.host.endsWith(']'))
           && parts.port.size() <= 5 && std::all_of(parts.host.begin(), parts.host.end(), fitsName)
           && std::all_of(parts.port.begin(), parts.port.end(),
                          [](char c) { return c >= '0' && c <= '9'; });
}

QString hostIn(QByteArrayView authority)
{
    const AuthorityParts parts = partsOf(authority);
    QByteArrayView host = parts.host;
    if (parts.isBracketed && host.size() >= 2)
        host = host.sliced(1).chopped(1);
    else if (host.size() > 1 && host.endsWith('.'))
        host.chop(1);
    return QString::fromLatin1(host).toLower();
}

std::optional<int> portIn(QByteArrayView authority)
{
    const AuthorityParts parts = partsOf(authority);
    bool isNumber = false;
    const int port = parts.port.toByteArray().toInt(&isNumber);
    return isNumber ? std::optional(port) : std::nullopt;
}

} // namespace Holdfast
