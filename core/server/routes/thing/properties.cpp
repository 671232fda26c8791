// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/routes/lab/labtokens.h"
#include "core/server/routes/preferredwait.h"
#include "core/server/routes/requestbody.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/stream/eventstream.h"
#include "core/session/lab/labtokenscope.h"
#include "core/wire/payloadjson.h"

namespace Holdfast {

namespace {

// A property's request between the router and the session.
struct PropertyRoute
{
    RouteContext context;
    QString thing;
    QString property;
    bool takesNull;
    bool observable;
    bool usesGlobalLock; //!< to write it
    bool isValue;        //!< a Value stands behind it: to read it runs no code of the Thing

    void read(const Request &request, const Responder &responder) const
    {
        if (observable && EventSource::isWanted(request)) {
            if (const auto share = context.take(Counted::Subscriptions, request, responder))
                streamProperties(*context.hub, context.session(request), thing, {property},
                                 EventStream::Naming::None, responder, share);
            return;
        }
        // To find out who asks costs more than to read a Value.
        const Session session = isValue ? context.valueReader(request) : context.session(request);
        context.answer(session.read(thing, property), responder,
                       [root = context.address(request, {})](const Result<Payload> &output) {
                           return Response::json(toBytes(payloadJson(*output, root)));
                       });
    }

    void write(const Request &request, const Responder &responder) const
    {
        const Result<Json> value = parseBody(request.body);
        if (!value || (value->is_null() && !takesNull)) {
            responder.reply(toResponse(value ? missingBody() : value.error()));
            return;
        }
        change(request, responder, 201, [&](const Session &session, Session::LockWait wait) {
            return session.write(thing, property, *value, wait);
        });
    }

    void reset(const Request &request, const Responder &responder) const
    {
        change(request, responder, 200, [&](const Session &session, Session::LockWait wait) {
            return session.reset(thing, property, wait);
        });
    }

private:
    template<typename Ask>
    void change(const Request &request, const Responder &responder, int done, Ask ask) const
    {
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
        const PreferredWait prefer(request, PreferredWait::longestForWrite);
        context.answer(
            ask(*session, prefer.wait()), responder,
            [session = *session, done](const Result<WriteReceipt> &receipt) {
                Response response = Response::json("null", done);
                response.headers = lockGeneration(session, receipt->generation);
                return response;
            },
            prefer.applied());
    }
};

} // namespace

void addPropertyRoutes(Router &router, const RouteContext &context)
{
    const Session session = context.session();
    for (const QString &thing : session.thingNames()) {
        for (const PropertyAffordance &property : session.affordances(thing)->properties) {
            const PropertyRoute route {context,
                                       thing,
                                       property.name,
                                       property.schema.acceptsNull(),
                                       property.observable,
                                       property.usesGlobalLock,
                                       bool(property.readNow)};
            const QString path = context.prefix + u'/' + thing + u'/' + property.name;
            router.add(Method::Get, path,
                       [route](const Request &request, const auto &, const Responder &responder) {
                           route.read(request, responder);
                       });
            if (property.readOnly)
                continue;
            router.add(Method::Put, path,
                       [route](const Request &request, const auto &, const Responder &responder) {
                           route.write(request, responder);
                       });
            if (!property.resetValue)
                continue;
            router.add(Method::Post, path + QStringLiteral("/reset"),
                       [route](const Request &request, const auto &, const Responder &responder) {
                           route.reset(request, responder);
                       });
        }
    }
}

} // namespace Holdfast
