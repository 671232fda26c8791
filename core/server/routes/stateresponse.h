// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/lateanswer.h"
#include "core/server/http/parse/entitytags.h"
#include "core/server/routes/preferredwait.h"
#include "core/server/routes/routecontext.h"
#include "core/server/stream/statestream.h"

namespace Holdfast {

//! Serves the states of hubs: each has state(), watch(), and a signal changed().
namespace StateResponse {

constexpr std::chrono::seconds longestPoll {std::chrono::hours {1}};

//! Returns the answer with \a state, or a 304 to a client that knows it.
Response of(const ServedState &state, const EntityTags &known, const Headers &more = {});

//! Answers with the first state that has none of the tags \a known; with 304 if there is none within
//! the wait that the client prefers, or before the client says that it sends no more.
template<typename Hub>
void poll(const RouteContext &context, Hub &hub, const Request &request, const EntityTags &known,
          const PreferredWait &prefer, const Responder &responder)
{
    const auto share = context.take(Counted::Subscriptions, request, responder);
    if (!share)
        return;
    auto *answer = new LateAnswer(responder, context.owner);
    answer->keep(share);
    const Headers applied = prefer.applied();
    const auto present = [&hub, known, applied] { return of(*hub.state(), known, applied); };
    const auto look = [answer, known, applied](const ServedStatePtr &state) {
        if (!known.matchWeakly(entityTag(*state)))
            answer->give(of(*state, known, applied));
    };
    answer->answerAfter(*prefer.wait(), present);
    answer->answerOnceFinished(present);
    QObject::connect(&hub, &Hub::changed, answer, look);
    look(hub.watch());
}

//! Answers a GET: at once, or as poll() does when the client names a state that it knows, and prefers to wait.
template<typename Hub>
void show(const RouteContext &context, Hub &hub, const Request &request, const Responder &responder)
{
    const EntityTags known(request.headers, "if-none-match");
    const PreferredWait prefer(request, longestPoll);
    // A client that names no known state is answered at once.
    if (prefer.isGiven() && known.isGiven() && request.method == Method::Get)
        return poll(context, hub, request, known, prefer, responder);
    responder.reply(of(*hub.state(), known));
}

//! Answers with \a Stream, which has a constructor like that of StateStream.
template<typename Stream, typename Hub>
void stream(const RouteContext &context, Hub &hub, const Request &request,
            const Responder &responder)
{
    const auto share = context.take(Counted::Subscriptions, request, responder);
    if (!share)
        return;
    auto stream = std::make_unique<Stream>(hub, EventSource::lastEventId(request));
    stream->keep(share);
    responder.stream(std::move(stream));
}

} // namespace StateResponse

} // namespace Holdfast
