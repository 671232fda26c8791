// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/preferredwait.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/stream/lockpoll.h"
#include "core/server/stream/lockstream.h"

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_longestLockPoll {std::chrono::hours {1}};

void showLock(const RouteContext &context, const Request &request, const Responder &responder)
{
    (void)context.session(request); // a lease that the request names counts as used
    const EntityTags known(request.headers, "if-none-match");
    const PreferredWait prefer(request, s_longestLockPoll);
    // A client that names no known state is answered at once.
    if (prefer.isGiven() && known.isGiven() && request.method == Method::Get)
        return LockPoll::begin(*context.lock, known, *prefer.wait(), responder, prefer.applied());
    const LockStatePtr now = context.lock->state();
    responder.reply(lockResponse(*now, known.matchWeakly(entityTag(*now))));
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
                   responder.stream(std::make_unique<LockStream>(
                       *context.lock, EventSource::lastEventId(request)));
               });
}

} // namespace Holdfast
