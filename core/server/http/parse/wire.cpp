// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/wire.h"

#include <QDateTime>
#include <QLocale>

namespace Holdfast {

namespace {

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 412:
        return "Precondition Failed";
    case 417:
        return "Expectation Failed";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return {}; // may be empty, and is not read
    }
}

// Returns the present time as a header has it (RFC 9110, 5.6.7). Formatted once a second.
QByteArray dateNow()
{
    static thread_local qint64 lastSecond = -1;
    static thread_local QByteArray lastText;
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (now.toSecsSinceEpoch() != lastSecond) {
        lastSecond = now.toSecsSinceEpoch();
        lastText = QLocale::c()
                       .toString(now, QStringLiteral("ddd, dd MMM yyyy hh:mm:ss 'GMT'"))
                       .toLatin1();
    }
    return lastText;
}

} // namespace

Response completed(Response response, const Headers &replyHeaders, bool keepAlive)
{
    for (const auto &[name, value] : replyHeaders)
        response.headers.set(name, value);
    response.headers.set("date", dateNow());
    response.headers.set("x-content-type-options", "nosniff");
    if (!response.headers.contains("cache-control"))
        response.headers.add("cache-control", "no-store");
    if (!keepAlive)
        response.headers.add("connection", "close");
    return response;
}

QByteArray headToWire(const Response &response)
{
    QByteArray wire = "HTTP/1.1 " + QByteArray::number(response.status) + ' '
                      + reasonPhrase(response.status) + "\r\n";
    if (!response.contentType.isEmpty())
        wire += "content-type: " + response.contentType + "\r\n";
    for (const auto &[name, value] : response.headers)
        wire += name + ": " + value + "\r\n";
    return wire + "\r\n";
}

QByteArray refusalToWire(const Response &refusal)
{
    Response response = completed(refusal, {}, false);
    response.headers.add("content-length", QByteArray::number(response.body.size()));
    if (response.status == 503)
        response.headers.set("retry-after", "1");
    return headToWire(response) + response.body;
}

} // namespace Holdfast
