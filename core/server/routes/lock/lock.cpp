// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/lateanswer.h"
#include "core/server/http/parse/entitytags.h"
#include "core/server/http/router.h"
#include "core/server/routes/preferredwait.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/stream/lockstream.h"

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_longestLockPoll {std::chrono::hours {1}};

// Returns the answer with \a state, or a 304 to a client that knows it.
Response lockResponse(const LockState &state, const EntityTags &known, const Headers &more = {})
{
    const bool isKnown = known.matchWeakly(entityTag(state));
    Response response = isKnown ? Response {304, {}, {}, {}} : Response::json(state.json);
    response.headers.add("etag", entityTag(state));
    for (const Headers::Field &field : more)
        response.headers.add(field.first, field.second);
    return response;
}

// Answers with the first state that has none of the tags \a known; with 304 if there is none within
// the wait that the client prefers, or before the client says that it sends no more.
void pollLock(const RouteContext &context, const Request &request, const EntityTags &known,
              const PreferredWait &prefer, const Responder &responder)
{
    const auto share = context.take(Counted::Subscriptions, request, responder);
    if (!share)
        return;
    LockHub &hub = *context.lock;
    auto *answer = new LateAnswer(responder, context.owner);
    answer->keep(share);
    const Headers applied = prefer.applied();
    const auto present = [&hub, known, applied] {
        return lockResponse(*hub.state(), known, applied);
    };
    const auto look = [answer, known, applied](const LockStatePtr &state) {
        if (!known.matchWeakly(entityTag(*state)))
            answer->give(lockResponse(*state, known, applied));
    };
    answer->answerAfter(*prefer.wait(), present);
    answer->answerOnceFinished(present);
    QObject::connect(&hub, &LockHub::changed, answer, look);
    look(hub.watch());
}

void showLock(const RouteContext &context, const Request &request, const Responder &responder)
{
    (void)context.session(request); // a lease that the request names counts as used
    const EntityTags known(request.headers, "if-none-match");
    const PreferredWait prefer(request, s_longestLockPoll);
    // A client that names no known state is answered at once.
    if (prefer.isGiven() && known.isGiven() && request.method == Method::Get)
        return pollLock(context, request, known, prefer, responder);
    responder.reply(lockResponse(*context.lock->state(), known));
}

} // namespace

void addLockRoutes(Router &router, const RouteContext &context)
{
    const QString path = context.prefix + QStringLiteral("/lock");
    router.add(Method::Get, path,
               [context](const Request &request, const auto &, const Responder &responder) {
                   showLock(context, request, responder);
               });
    router.add(Method::Get, path + QStringLiteral("/events"),
               [context](const Request &request, const auto &, const Responder &responder) {
                   const auto share = context.take(Counted::Subscriptions, request, responder);
                   if (!share)
                       return;
                   auto stream = std::make_unique<LockStream>(*context.lock,
                                                              EventSource::lastEventId(request));
                   stream->keep(share);
                   responder.stream(std::move(stream));
               });
}

} // namespace Holdfast
