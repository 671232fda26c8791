// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/headparser.h"

#include "core/server/http/parse/authority.h"
#include "core/server/http/parse/controlcharacters.h"
#include "core/server/http/parse/requesttarget.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace Holdfast {

namespace {

using HeadRefusal = std::optional<HeadRefused>;

HeadRefused refused(int status, const char *detail,
                    std::optional<ConnectionLimit> limit = std::nullopt)
{
    return {status, QString::fromLatin1(detail), limit};
}

bool isToken(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

struct Target
{
    QByteArray authority; // of "http://authority/path"; empty where there is only a path
    QByteArray path;      // with the query; "*" for the server as a whole
};

constexpr QByteArrayView s_wholeServer("*");

std::optional<Target> splitTarget(QByteArrayView target, Method method)
{
    constexpr QByteArrayView scheme("http://");
    if (target == s_wholeServer && method == Method::Options)
        return Target {{}, target.toByteArray()};
    if (target.startsWith('/'))
        return Target {{}, target.toByteArray()};
    if (target.size() < scheme.size()
        || target.first(scheme.size()).compare(scheme, Qt::CaseInsensitive) != 0)
        return {};
    const QByteArrayView rest = target.sliced(scheme.size());
    const auto end = std::find_if(rest.begin(), rest.end(),
                                  [](char c) { return c == '/' || c == '?' || c == '#'; });
    const QByteArrayView authority = rest.first(std::distance(rest.begin(), end));
    if (!isAuthority(authority))
        return {};
    const QByteArray path = rest.sliced(authority.size()).toByteArray();
    if (path.isEmpty() && method == Method::Options) // RFC 9112, 3.2.4
        return Target {authority.toByteArray(), s_wholeServer.toByteArray()};
    return Target {authority.toByteArray(), path.startsWith('/') ? path : '/' + path};
}

HeadRefusal readRequestLine(QByteArrayView line, const Limits &limits, RequestHead &head)
{
    const qsizetype first = line.indexOf(' ');
    const qsizetype last = line.lastIndexOf(' ');
    if (first < 0 || last == first || !isToken(line.first(first)))
        return refused(400, "The request line must be METHOD, target and HTTP/1.1.");
    const QByteArrayView target = line.sliced(first + 1, last - first - 1);
    const QByteArrayView version = line.sliced(last + 1);
    if (version.size() != 8 || !version.startsWith("HTTP/") || !isDigit(version[5])
        || version[6] != '.' || !isDigit(version[7]))
        return refused(400, "The request line must end in HTTP/1.1.");
    if (version != QByteArrayView("HTTP/1.1") && version != QByteArrayView("HTTP/1.0"))
        return refused(505, "Only HTTP/1.1 and HTTP/1.0 are supported.");
    if (target.size() > limits.targetBytes)
        return refused(414, "The request's target is too long.", ConnectionLimit::TargetBytes);
    head.request.method = methodFrom(line.first(first));
    const auto split = splitTarget(target, head.request.method);
    const auto parts = split ? parseTarget(split->path) : std::nullopt;
    if (!parts)
        return refused(400, "The request's target must be a path that is encoded properly.");
    head.authority = split->authority;
    if (head.request.method == Method::Other)
        return refused(501, "This method is not supported.");
    head.request.rawPath = parts->rawPath;
    head.request.path = parts->path;
    head.request.query = parts->query;
    head.needsHost = version.endsWith('1');
    head.keepAlive = head.needsHost;
    return {};
}

HeadRefusal readField(QByteArrayView line, const Limits &limits, RequestHead &head)
{
    const qsizetype colon = line.indexOf(':');
    if (colon < 0 || !isToken(line.first(colon)))
        return refused(400, "A header field must be a name, a colon and a value.");
    const QByteArrayView value = withoutWhiteSpace(line.sliced(colon + 1));
    if (hasControlCharacter(value))
        return refused(400, "A header field has a control character in it.");
    if (head.request.headers.size() >= limits.headerCount)
        return refused(431, "There are too many header fields.", ConnectionLimit::HeaderCount);
    head.request.headers.add(line.first(colon), value.toByteArray());
    return {};
}

HeadRefusal readLength(const Limits &limits, RequestHead &head)
{
    const Headers &headers = head.request.headers;
    if (headers.contains("transfer-encoding")) {
        // Readers that obey different ones of the two would read different requests.
        if (headers.contains("content-length") || headers.count("transfer-encoding") != 1
            || !head.needsHost)
            return refused(400, "A body has a Content-Length or, in HTTP/1.1, one encoding.");
        if (headers.value("transfer-encoding").compare("chunked", Qt::CaseInsensitive) != 0)
            return refused(501, "\"chunked\" is the only Transfer-Encoding that is supported.");
        head.isChunked = true;
        return {};
    }
    if (!headers.contains("content-length"))
        return {};
    const QByteArray length = headers.value("content-length");
    if (headers.count("content-length") != 1 || length.isEmpty()
        || !std::all_of(length.cbegin(), length.cend(), isDigit))
        return refused(400, "Content-Length must be one number.");
    bool fits = false;
    head.contentLength = length.toLongLong(&fits);
    if (!fits || head.contentLength > limits.bodyBytes)
        return refused(413, "The body is too large.", ConnectionLimit::BodyBytes);
    return {};
}

HeadRefusal readHost(RequestHead &head)
{
    Headers &headers = head.request.headers;
    const qsizetype count = headers.count("host");
    if (count > 1 || (count == 0 && head.needsHost)
        || (count == 1 && !isAuthority(headers.value("host"))))
        return refused(400, "There must be one Host header, with a name and perhaps a port.");
    if (!head.authority.isEmpty())
        headers.set("host", head.authority); // RFC 9112, 3.2.2: the field is to be ignored then
    return {};
}

HeadRefusal readMeaning(const Limits &limits, RequestHead &head)
{
    const Headers &headers = head.request.headers;
    if (const HeadRefusal refusal = readHost(head))
        return refusal;
    if (const HeadRefusal refusal = readLength(limits, head))
        return refusal;
    if (headers.lists("connection", "close"))
        head.keepAlive = false;
    if (!head.needsHost) {
        head.request.headers.remove("upgrade"); // RFC 9110, 7.8: not in HTTP/1.0
        return {};                              // 10.1.1: nor are expectations
    }
    const QByteArrayList expectations = headers.list("expect");
    for (const QByteArray &expectation : expectations) {
        if (expectation.compare("100-continue", Qt::CaseInsensitive) != 0)
            return refused(417, "100-continue is the only expectation that is supported.");
    }
    head.expectsContinue = !expectations.isEmpty();
    return {};
}

} // namespace

ParsedHead parseHead(QByteArrayView bytes, const Limits &limits)
{
    RequestHead head;
    bool isFirst = true;
    qsizetype from = 0;
    const QByteArrayView within = bytes.first(std::min<qsizetype>(bytes.size(), limits.headBytes));
    for (qsizetype end = 0; (end = within.indexOf('\n', from)) >= 0; from = end + 1) {
        if (end == from || within[end - 1] != '\r')
            return refused(400, "Lines must end in CR LF.");
        const QByteArrayView line = within.sliced(from, end - 1 - from);
        if (line.isEmpty() && !isFirst) {
            head.size = end + 1;
            if (HeadRefusal refusal = readMeaning(limits, head))
                return *std::move(refusal);
            return head;
        }
        const HeadRefusal refusal =
            isFirst ? readRequestLine(line, limits, head) : readField(line, limits, head);
        if (refusal)
            return *refusal;
        isFirst = false;
    }
    constexpr qsizetype aroundTarget = 32; // method, version and the spaces
    if (isFirst && bytes.size() > limits.targetBytes + aroundTarget)
        return refused(414, "The request's target is too long.", ConnectionLimit::TargetBytes);
    if (bytes.size() >= limits.headBytes)
        return refused(431, "The request's head is too large.", ConnectionLimit::HeadBytes);
    if (isFirst && !bytes.isEmpty() && !isTokenCharacter(bytes.front()))
        return refused(400, "This is not HTTP.");
    return HeadIncomplete {};
}

} // namespace Holdfast
