// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/thing/snapshot.h"

#include "core/server/http/lateanswer.h"

namespace Holdfast {

namespace {

// The longest wait for a picture, below that of LabThings' client, which is 5 s.
constexpr std::chrono::seconds s_longestSnapshot {3};

} // namespace

void showSnapshot(const RouteContext &context, const Request &request, const QString &thing,
                  const Responder &responder)
{
    const auto share = context.take(Counted::Subscriptions, request, responder);
    if (!share)
        return;
    const Session session = context.session(request);
    auto *answer = new LateAnswer(responder, context.owner);
    answer->keep(share);
    answer->answerAfter(s_longestSnapshot, [] {
        return Response::error(503, QStringLiteral("The stream has shown no picture for %1 s.")
                                        .arg(s_longestSnapshot.count()));
    });
    const auto watch = session.watch(
        thing, session.affordances(thing)->streams.front()->name(), [answer](const Frame &frame) {
            answer->give({200, QByteArrayLiteral("image/jpeg"), {}, frame.jpeg});
        });
    if (watch)
        answer->keep(*watch);
    else
        answer->give(toResponse(watch.error()));
}

} // namespace Holdfast
