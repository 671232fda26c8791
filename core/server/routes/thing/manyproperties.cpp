// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/router.h"
#include "core/server/problems.h"
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

// Collects the values of several properties; they may come in any order.
struct Collection
{
    Json values = Json::object();
    QStringList failed;
    qsizetype missing = 0;

    Response toResponse() const
    {
        Response response = Response::json(toBytes(values));
        // A value that cannot be read must not prevent the reading of the others.
        if (!failed.isEmpty())
            response.headers.add("holdfast-unreadable", failed.join(u',').toUtf8());
        return response;
    }
};

QStringList namesOf(const Affordances &offered, bool observable)
{
    QStringList names;
    for (const PropertyAffordance &property : offered.properties) {
        if (!observable || property.observable)
            names << property.name;
    }
    return names;
}

void readAll(const RouteContext &context, const Request &request, const Responder &responder,
             const QString &thing)
{
    const Session session = context.session(request);
    const QStringList names = namesOf(*session.affordances(thing), false);
    const auto collection = std::make_shared<Collection>();
    collection->missing = names.size();
    for (const QString &name : names)
        collection->values[toUtf8String(name)] = nullptr; // keeps this order
    if (names.isEmpty())
        responder.reply(collection->toResponse());
    for (const QString &name : names) {
        session.read(thing, name)
            .then(context.owner, [collection, responder, name, root = context.address(request, {})](
                                     const Result<Payload> &value) {
                if (value) {
                    collection->values[toUtf8String(name)] = payloadJson(*value, root);
                } else {
                    collection->values.erase(toUtf8String(name));
                    collection->failed << name;
                }
                if (--collection->missing == 0)
                    responder.reply(guarded([&] { return collection->toResponse(); }));
            });
    }
}

Response writesResponse(const Session &session, const WritesReceipt &receipt, const Json &values)
{
    Json results = Json::object();
    for (const auto &member : values.items()) {
        const QString name = toQString(member.key());
        if (receipt.written.contains(name))
            results[member.key()] = {{"status", 201}};
        else if (name == receipt.failed)
            results[member.key()] = toJson(problemOf(*receipt.error));
        else
            results[member.key()] = nullptr; // not tried
    }
    Json body {{"results", std::move(results)}};
    if (receipt.error)
        body["detail"] = QStringLiteral("%1: %2").arg(receipt.failed, receipt.error->message());
    Response response = Response::json(toBytes(body), receipt.error ? 500 : 200);
    response.headers = lockGeneration(session, receipt.generation);
    return response;
}

void writeMany(const RouteContext &context, const Request &request, const Responder &responder,
               const QString &thing)
{
    const Result<Json> values = parseBody(request.body);
    if (!values) {
        responder.reply(toResponse(values.error()));
        return;
    }
    if (!values->is_object()) {
        responder.reply(invalidRequest({.type = QStringLiteral("dict_type"),
                                        .location = Json::array(),
                                        .message = QStringLiteral("Input should be an object with "
                                                                  "properties and their values"),
                                        .input = *values,
                                        .context = nullptr},
                                       Json::array({"body"})));
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
    if (!context.mayWait(request, *session, responder))
        return;
    const PreferredWait prefer(request, PreferredWait::longestForWrite);
    context.answer(
        session->writeAll(thing, *values, prefer.wait()), responder,
        [session = *session, values = *values](const Result<WritesReceipt> &receipt) {
            return writesResponse(session, *receipt, values);
        },
        prefer.applied());
}

} // namespace

void addManyPropertiesRoutes(Router &router, const RouteContext &context)
{
    const Session session = context.session();
    for (const QString &thing : session.thingNames()) {
        const Affordances &offered = *session.affordances(thing);
        if (isOffered(offered, u"properties"))
            continue;
        const QString path = context.prefix + u'/' + thing + QStringLiteral("/properties");
        router.add(Method::Get, path,
                   [context, thing, observable = namesOf(offered, true)](
                       const Request &request, const auto &, const Responder &responder) {
                       if (!EventSource::isWanted(request))
                           readAll(context, request, responder, thing);
                       else if (const auto share = context.take(Counted::Subscriptions, request,
                                                                responder, observable.size()))
                           streamProperties(*context.hub, context.session(request), thing,
                                            observable, EventStream::Naming::ByAffordance,
                                            responder, share);
                   });
        router.add(
            Method::Put, path,
            [context, thing](const Request &request, const auto &, const Responder &responder) {
                writeMany(context, request, responder, thing);
            });
    }
}

} // namespace Holdfast
