// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/lateanswer.h"
#include "core/server/http/router.h"
#include "core/server/problems.h"
#include "core/server/routes/lab/labtokens.h"
#include "core/server/routes/preferredwait.h"
#include "core/server/routes/requestbody.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/session/lab/labtokenscope.h"
#include "core/wire/invocationjson.h"

namespace Holdfast {

namespace {

// How long the answer to an action's start waits for the action's end, so that the caller of a fast
// one need not ask again.
constexpr std::chrono::milliseconds s_longestAnswer {50};

// Returns whether the sender asks for its answer at once: "Prefer: respond-async" (RFC 7240).
bool prefersToPoll(const Request &request)
{
    return request.headers.lists("prefer", "respond-async");
}

// Answers with the result of \a toAnswer for the invocation when it has ended, or after a moment.
// If the client leaves meanwhile, or says that it sends no more, the invocation is withdrawn.
void answerAtEnd(const RouteContext &context, const Session &session, const QUuid &invocation,
                 const Responder &responder,
                 const std::function<Response(const InvocationRecord &)> &toAnswer)
{
    auto *answer = new LateAnswer(responder, context.owner);
    const auto responseTo = [toAnswer](const Result<InvocationRecord> &record) {
        return guarded([&] { return record ? toAnswer(*record) : toResponse(record.error()); });
    };
    const auto present = [session, invocation, responseTo] {
        return responseTo(session.invocation(invocation));
    };
    answer->answerAfter(s_longestAnswer, present);
    answer->answerAtClosing(present);
    const auto withdraw = [session, invocation] { session.withdraw(invocation); };
    responder.onGone(answer, withdraw);
    responder.onFinished(answer, withdraw);
    session.ended(invocation)
        .then(answer, [answer, responseTo](const Result<InvocationRecord> &ended) {
            answer->give(responseTo(ended));
        });
}

// An action's request between the router and the session.
struct ActionRoute
{
    RouteContext context;
    QString thing;
    QString action;
    bool goesWithoutInput; //!< then its caller may send no body
    bool isRenewable;      //!< its end is not waited for, as it goes on while its caller asks
    bool usesGlobalLock;
    bool isStop; //!< no limit stands in its way

    // Returns the input; null when the body is left out.
    Result<Json> input(const Request &request) const
    {
        if (goesWithoutInput && request.body.trimmed().isEmpty())
            return Json(nullptr);
        Result<Json> input = parseBody(request.body);
        if (input && input->is_null() && !goesWithoutInput)
            return missingBody();
        return input;
    }

    void invoke(const Request &request, const Responder &responder) const
    {
        const Result<Json> given = input(request);
        if (!given) {
            responder.reply(toResponse(given.error()));
            return;
        }
        const Result<Session> session = context.lockedSession(request);
        if (!session) {
            responder.reply(toResponse(session.error()));
            return;
        }
        const Result<LabTokens> tokens = labTokens(context, request);
        if (!tokens) {
            responder.reply(toResponse(tokens.error()));
            return;
        }
        const LabTokenScope lab(*tokens);
        if (usesGlobalLock && !context.mayWait(request, *session, responder))
            return;
        if (!isStop && !context.mayInvoke(request, responder))
            return;
        const PreferredWait prefer(request, PreferredWait::longestForAction);
        const auto whilePending = prefer.isGiven() ? Session::WhilePending::LeaveWhenUnasked
                                                   : Session::WhilePending::StayInQueue;
        const auto invocation = session->invoke(thing, action, *given, prefer.wait(), whilePending);
        if (!invocation) {
            responder.reply(toResponse(invocation.error()));
            return;
        }
        const InvocationAddresses addresses {request.baseUrl(), context.prefix};
        Headers applied = prefer.applied();
        const bool polls = prefersToPoll(request);
        if (polls)
            applied.add("preference-applied", "respond-async");
        const auto answer = [addresses, applied](const InvocationRecord &record) {
            Response response = Response::json(
                toBytes(invocationJson(record, addresses, problemOf(record.error))), 201);
            response.headers = applied;
            return response;
        };
        if (polls || isRenewable || invocation->isFinished())
            responder.reply(guarded([&] { return answer(*invocation); }));
        else
            answerAtEnd(context, *session, invocation->id, responder, answer);
    }

    void list(const Request &request, const Responder &responder) const
    {
        Json summaries = Json::array();
        for (const InvocationRecord &record : context.session(request).invocations(thing, action))
            summaries.push_back(invocationSummary(record, {request.baseUrl(), context.prefix}));
        responder.reply(Response::json(toBytes(summaries)));
    }
};

} // namespace

void addActionRoutes(Router &router, const RouteContext &context)
{
    const Session session = context.session();
    for (const QString &thing : session.thingNames()) {
        for (const ActionAffordance &action : session.affordances(thing)->actions) {
            const ActionRoute route {context,
                                     thing,
                                     action.name,
                                     action.goesWithoutInput(),
                                     action.isRenewable(),
                                     action.usesGlobalLock && !action.isStop,
                                     action.isStop};
            const QString path = context.prefix + u'/' + thing + u'/' + action.name;
            router.add(
                Method::Post, path,
                [route](const Request &request, const auto &, const Responder &responder) {
                    route.invoke(request, responder);
                },
                Router::Calls::IfWanted, action.isForAdmins ? Need::Administer : Need::Act);
            router.add(Method::Get, path,
                       [route](const Request &request, const auto &, const Responder &responder) {
                           route.list(request, responder);
                       });
        }
    }
}

} // namespace Holdfast
