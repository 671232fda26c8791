// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/authority.h"
#include "core/server/http/parse/controlcharacters.h"
#include "core/server/http/router.h"
#include "tests/fuzz/fuzztarget.h"
#include "tests/fuzz/gatebench.h"

#include <algorithm>
#include <stdexcept>

namespace Holdfast::fuzz_gate {

namespace {

using Captures = Router::Captures;
using Fuzz::require;

constexpr QByteArrayView s_continue("HTTP/1.1 100 Continue\r\n\r\n");
constexpr QByteArrayView s_lineEnd("\r\n");

void addRoutes(Router &router)
{
    const auto echo = [](const Request &request, const Captures &, const Responder &responder) {
        responder.reply({200, "text/plain", {}, request.body});
    };
    router.add(Method::Get, QStringLiteral("/hello"), echo);
    router.add(Method::Put, QStringLiteral("/echo"), echo);
    router.add(Method::Post, QStringLiteral("/echo"), echo);
    router.add(Method::Post, QStringLiteral("/stop"), echo);
    router.add(Method::Get, QStringLiteral("/named/{name}"),
               [](const Request &, const Captures &captures, const Responder &responder) {
                   responder.reply(Response::error(404, captures.value(QStringLiteral("name"))));
               });
    router.add(Method::Get, QStringLiteral("/moved/{name}"),
               [](const Request &request, const Captures &captures, const Responder &responder) {
                   responder.reply(Response::redirect(request.baseUrl() + QStringLiteral("/named/")
                                                      + captures.value(QStringLiteral("name"))));
               });
    router.add(Method::Delete, QStringLiteral("/nothing"),
               [](const Request &, const Captures &, const Responder &responder) {
                   responder.reply(Response::noContent());
               });
    router.add(Method::Get, QStringLiteral("/throw"),
               [](const Request &, const Captures &, const Responder &) {
                   throw std::runtime_error("a handler went wrong");
               });
    router.add(Method::Get, QStringLiteral("/drop"),
               [](const Request &, const Captures &, const Responder &) {});
}

//! A server with some routes.
struct Bench
{
    Bench() { addRoutes(router); }

    Router router {};
    Fuzz::GateBench gate {{}, [this](const Request &request, const Responder &responder) {
                              router.route(request, responder);
                          }};
};

QByteArrayView takeLine(QByteArrayView &rest)
{
    const qsizetype end = rest.indexOf(s_lineEnd);
    require(end >= 0, "A line of an answer has an end.");
    const QByteArrayView line = rest.first(end);
    rest = rest.sliced(end + s_lineEnd.size());
    return line;
}

//! Reads one answer from the beginning of \a rest.
void takeAnswer(QByteArrayView &rest, const AnsweredRequest &expected)
{
    while (rest.startsWith(s_continue))
        rest = rest.sliced(s_continue.size());
    require(takeLine(rest).startsWith("HTTP/1.1 " + QByteArray::number(expected.status) + ' '),
            "Each request has one answer, in order.");
    Headers headers;
    for (QByteArrayView line = takeLine(rest); !line.isEmpty(); line = takeLine(rest)) {
        const qsizetype colon = line.indexOf(':');
        require(colon > 0 && std::all_of(line.begin(), line.begin() + colon, isTokenCharacter)
                    && !hasControlCharacter(line),
                "A line of an answer's head is a field.");
        headers.add(line.first(colon), withoutWhiteSpace(line.sliced(colon + 1)).toByteArray());
    }
    if (expected.method == Method::Head || expected.status == 204 || expected.status == 304)
        return;
    require(headers.count("content-length") == 1, "An answer has one length.");
    const qsizetype length = headers.value("content-length").toLongLong();
    require(length >= 0 && length <= rest.size(), "An answer is as long as it says.");
    rest = rest.sliced(length);
}

void talk(QByteArrayView input)
{
    static auto *const bench = new Bench;
    const QByteArray answers = bench->gate.talk(Fuzz::GateBench::inPieces(input));
    QByteArrayView rest(answers);
    for (const AnsweredRequest &answer : bench->gate.answered())
        takeAnswer(rest, answer);
    while (rest.startsWith(s_continue))
        rest = rest.sliced(s_continue.size());
    require(rest.isEmpty(), "Nothing is sent besides answers.");
}

const Fuzz::Target s_target("gate", &talk);

} // namespace

} // namespace Holdfast::fuzz_gate
