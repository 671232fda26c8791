// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lab/labtickets.h"

#include "core/lab/labtransaction.h"
#include "core/server/http/router.h"
#include "core/server/routes/lab/labtokens.h"
#include "core/server/routes/requestbody.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/server/routes/sender.h"
#include "core/session/station.h"
#include "core/thing/validation/validation.h"

#include <memory>

namespace Holdfast {

namespace {

using Type = DataSchema::Type;

constexpr int s_longestOperation = 200;

SchemaMember ticketTime(const char *name, std::chrono::milliseconds least,
                        std::chrono::milliseconds most)
{
    DataSchema schema;
    schema.type = Type::Integer;
    schema.minimum = double(least.count());
    schema.maximum = double(most.count());
    return {QString::fromLatin1(name), schema, false};
}

DataSchema ticketText(int shortest, int longest)
{
    DataSchema schema;
    schema.type = Type::String;
    schema.minLength = shortest;
    schema.maxLength = longest;
    return schema;
}

DataSchema ticketBody()
{
    DataSchema resources;
    resources.type = Type::Array;
    resources.items = std::make_shared<const DataSchema>(ticketText(1, 64));
    DataSchema schema;
    schema.type = Type::Object;
    schema.members = {
        {QStringLiteral("resources"), resources, true},
        {QStringLiteral("operation"), ticketText(0, s_longestOperation), false},
        ticketTime("ttl_ms", LabTicketWish::shortestTtl, LabTicketWish::longestTtl),
        ticketTime("wait_ms", {}, LabTicketWish::longestWait),
    };
    schema.additionalProperties = false;
    return schema;
}

Error wrongResources(const Json &given)
{
    return Error::invalid({ValidationIssue {
        .type = QStringLiteral("resources"),
        .location = Json::array({"resources"}),
        .message = QStringLiteral("Input should be the names of 1 to %1 resources, each once")
                       .arg(LabTransactions::mostResources),
        .input = given,
        .context = nullptr}});
}

Result<LabTicketWish> ticketWish(const Request &request)
{
    static const DataSchema schema = ticketBody();
    const Result<Json> given = parseBody(request.body);
    if (!given)
        return given.error();
    if (given->is_null())
        return missingBody();
    const Validated validated = validate(schema, *given);
    if (!validated.isValid())
        return Error::invalid(validated.issues);
    const Json &body = validated.value;
    LabTicketWish wish;
    for (const Json &resource : body.at("resources"))
        wish.resources << resource.get<QString>();
    if (wish.resources.isEmpty() || wish.resources.size() > LabTransactions::mostResources
        || wish.resources.removeDuplicates() > 0)
        return wrongResources(body.at("resources"));
    wish.principal = senderOf(request);
    if (body.contains("operation"))
        wish.operation = body.at("operation").get<QString>();
    if (body.contains("ttl_ms"))
        wish.ttl = std::chrono::milliseconds(body.at("ttl_ms").get<qint64>());
    if (body.contains("wait_ms"))
        wish.wait = std::chrono::milliseconds(body.at("wait_ms").get<qint64>());
    return wish;
}

Response ticketResponse(const LabTicketGrant &ticket, int status)
{
    Json tokens = Json::object();
    for (auto each = ticket.tokens.begin(); each != ticket.tokens.end(); ++each)
        tokens[toUtf8String(each.key())] = each.value();
    const Json json {{"key", toUtf8String(ticket.key)},
                     {"tokens", tokens},
                     {"header", toUtf8String(QString::fromUtf8(labHeader(ticket.tokens)))},
                     {"ttl_ms", ticket.ttl.count()}};
    Response response = Response::json(toBytes(json), status);
    response.headers.add("cache-control", "no-store");
    return response;
}

} // namespace

void addLabTicketRoutes(Router &router, const RouteContext &context)
{
    const auto tickets = std::make_shared<LabTickets>(context.station->lab());
    const QString path = context.prefix + QStringLiteral("/lab/tickets");
    router.add(
        Method::Post, path,
        [context, tickets](const Request &request, const auto &, const Responder &responder) {
            const Result<LabTicketWish> wish = ticketWish(request);
            if (!wish) {
                responder.reply(toResponse(wish.error()));
                return;
            }
            if (!context.mayLease(request, responder))
                return;
            context.answer(
                tickets->ask(*wish), responder,
                [](const Result<LabTicketGrant> &ticket) { return ticketResponse(*ticket, 201); });
        });
    router.add(
        Method::Put, path + QStringLiteral("/{key}"),
        [tickets](const Request &, const Router::Captures &captures, const Responder &responder) {
            const auto ticket = tickets->renew(captures[QStringLiteral("key")]);
            responder.reply(ticket ? ticketResponse(*ticket, 200) : toResponse(ticket.error()));
        });
    router.add(
        Method::Delete, path + QStringLiteral("/{key}"),
        [tickets](const Request &, const Router::Captures &captures, const Responder &responder) {
            const auto released = tickets->release(captures[QStringLiteral("key")]);
            responder.reply(released ? Response::noContent() : toResponse(released.error()));
        });
}

} // namespace Holdfast
