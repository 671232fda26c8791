// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/authority.h"
#include "core/server/http/parse/bodyreader.h"
#include "core/server/http/parse/controlcharacters.h"
#include "core/server/http/parse/entitytags.h"
#include "core/server/http/parse/headparser.h"
#include "core/server/http/parse/wire.h"
#include "core/server/http/site/originpolicy.h"
#include "core/server/http/websockettalk.h"
#include "core/server/routes/preferredwait.h"
#include "tests/fuzz/fuzztarget.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <utility>

namespace Holdfast::fuzz_head {

namespace {

using Fuzz::require;

constexpr qsizetype s_pieceOfBody = 7;

//! What a BodyReader has made of bytes.
struct ReadBody
{
    bool isComplete = false;
    int refusal = 0; //!< its status; 0 for none
    QByteArray body {};
    qsizetype used = 0; //!< bytes

    friend bool operator==(const ReadBody &, const ReadBody &) = default;
};

ReadBody readBody(const RequestHead &head, QByteArrayView bytes, qsizetype sizeOfPiece)
{
    BodyReader reader(head, Limits {}.bodyBytes);
    ReadBody result;
    QByteArray buffer;
    qsizetype given = 0;
    do {
        const qsizetype size = std::min(sizeOfPiece, bytes.size() - given);
        buffer += bytes.sliced(given, size);
        given += size;
        result.isComplete = reader.read(buffer);
    } while (!result.isComplete && given < bytes.size());
    if (!result.isComplete)
        return result;
    result.refusal = reader.refusal() ? reader.refusal()->status : 0;
    if (result.refusal == 0) {
        result.body = reader.take();
        result.used = given - buffer.size();
    }
    return result;
}

void checkFields(const Headers &headers)
{
    for (const auto &[name, value] : headers) {
        require(!name.isEmpty() && std::all_of(name.begin(), name.end(), isTokenCharacter),
                "The name of a field is a token.");
        require(!hasControlCharacter(value), "The value of a field has no control character.");
    }
}

void checkHead(QByteArrayView input, const RequestHead &head, const Limits &limits)
{
    require(head.size > 0 && head.size <= std::min<qsizetype>(input.size(), limits.headBytes),
            "A head is within the input and the limit.");
    require(head.request.method != Method::Other && head.request.rawPath.size() > 0,
            "A request has a method and a path.");
    require(head.contentLength >= 0 && head.contentLength <= limits.bodyBytes,
            "The length of a body is within the limit.");
    require(!head.isChunked || head.contentLength == 0, "A body has one kind of length.");
    require(!head.needsHost || head.request.headers.count("host") == 1,
            "A request of HTTP/1.1 has one host.");
    checkFields(head.request.headers);

    const auto again = parseHead(input.first(head.size), limits);
    const auto *same = std::get_if<RequestHead>(&again);
    require(same && same->size == head.size && same->request.path == head.request.path,
            "What follows a head does not change it.");
    for (const qsizetype size : {head.size - 1, head.size / 2})
        require(std::holds_alternative<HeadIncomplete>(parseHead(input.first(size), limits)),
                "A part of a good head is incomplete, and not refused.");
}

// Everything that looks at a head before a route does.
void useHead(Request request)
{
    static const OriginPolicy policy(
        QStringLiteral("lab"), {.publicUrl = QUrl(QStringLiteral("https://scope.lab.example")),
                                .allowedHosts = {QStringLiteral("microscope")},
                                .trustedProxies = {{QHostAddress(QHostAddress::LocalHost), 32}}});
    request.peerAddress = QHostAddress(QHostAddress::LocalHost);
    policy.locate(request);
    policy.mayOpenWebSocket(request);
    objectionToWebSocket(request);
    failedPrecondition(request, true);
    const EntityTags tags(request.headers, "if-none-match");
    require(!tags.isAny() || tags.isGiven(), "A tag that is any is given.");
    const PreferredWait wait(request, PreferredWait::longestForAction);
    require(!wait.isGiven() || !wait.applied().value("preference-applied").isEmpty(),
            "A preference that is obeyed is named in the answer.");

    const Response response =
        policy.answer(request).value_or(Response::redirect(request.baseUrl() + request.path));
    const Response whole = completed(response, policy.replyHeaders(request), true);
    checkFields(whole.headers);
    const qsizetype lines = whole.headers.size() + (whole.contentType.isEmpty() ? 2 : 3);
    require(headToWire(whole).count('\n') == lines, "No field of an answer makes another one.");
}

void readHead(QByteArrayView input)
{
    const Limits limits;
    ParsedHead parsed = parseHead(input, limits);
    if (const auto *refused = std::get_if<HeadRefused>(&parsed))
        require(refused->status >= 400 && !refused->detail.isEmpty(), "A refusal says why.");
    const auto *head = std::get_if<RequestHead>(&parsed);
    if (!head)
        return;
    checkHead(input, *head, limits);
    const QByteArrayView rest = input.sliced(head->size);
    require(readBody(*head, rest, std::max<qsizetype>(rest.size(), 1))
                == readBody(*head, rest, s_pieceOfBody),
            "A body does not depend on the pieces in which it comes.");
    useHead(head->request);
}

const Fuzz::Target s_target("head", &readHead);

} // namespace

} // namespace Holdfast::fuzz_head
