// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/admission/credentials.h"

#include "core/server/http/parse/authority.h"

namespace Holdfast {

namespace {

QByteArray bearerToken(const Headers &headers)
{
    constexpr QByteArrayView scheme("bearer ");
    const QByteArray value = headers.value("authorization").trimmed();
    const bool isBearer =
        value.size() > scheme.size()
        && QByteArrayView(value).first(scheme.size()).compare(scheme, Qt::CaseInsensitive) == 0;
    return isBearer ? value.sliced(scheme.size()).trimmed() : QByteArray();
}

QByteArray subprotocolToken(const Headers &headers)
{
    for (const QByteArray &protocol : headers.list("sec-websocket-protocol")) {
        if (protocol.startsWith(subprotocolWithToken))
            return protocol.sliced(subprotocolWithToken.size());
    }
    return {};
}

QByteArray cookieToken(const Request &request)
{
    const QByteArray beginning = cookieName(request) + '=';
    for (const Headers::Field &field : request.headers) {
        if (field.first != "cookie")
            continue;
        for (const QByteArray &pair : field.second.split(';')) {
            const QByteArray cookie = pair.trimmed();
            if (cookie.startsWith(beginning))
                return cookie.sliced(beginning.size());
        }
    }
    return {};
}

} // namespace

const QByteArray subprotocolWithToken = QByteArrayLiteral("holdfast.bearer.");

QByteArray cookieName(const Request &request)
{
    const QByteArray authority = request.base.section(QStringLiteral("://"), 1).toLatin1();
    const int usual = request.base.startsWith(QStringLiteral("https")) ? 443 : 80;
    return "holdfast_" + QByteArray::number(portIn(authority).value_or(usual));
}

QByteArray tokenIn(const Request &request)
{
    QByteArray token = bearerToken(request.headers);
    if (token.isEmpty())
        token = subprotocolToken(request.headers);
    return token.isEmpty() ? cookieToken(request) : token;
}

} // namespace Holdfast
