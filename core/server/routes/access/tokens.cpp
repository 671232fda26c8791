// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/admission/tokenkeeper.h"
#include "core/server/http/router.h"
#include "core/server/routes/access/tokenbody.h"
#include "core/server/routes/requestbody.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/thing/validation/validation.h"

namespace Holdfast {

namespace {

Json toJson(const TokenRecord &record)
{
    return Json {{"name", toUtf8String(record.name)},
                 {"role", toUtf8String(toWord(record.role))},
                 {"created", toUtf8String(record.created.toUTC().toString(Qt::ISODateWithMs))}};
}

Response secretJson(const Json &json, int status = 200)
{
    Response response = Response::json(toBytes(json), status);
    response.headers.add("cache-control", "no-store");
    return response;
}

Response listTokens(const TokenKeeper &tokens)
{
    Json json = Json::array();
    for (const TokenRecord &record : tokens.tokens()->records())
        json.push_back(toJson(record));
    return secretJson(json);
}

void createToken(const RouteContext &context, const Request &request, const Responder &responder)
{
    const Result<Json> body = parseBody(request.body);
    if (!body || body->is_null()) {
        responder.reply(toResponse(body ? missingBody() : body.error()));
        return;
    }
    const Validated validated = validate(tokenBody(), *body);
    if (!validated.isValid()) {
        responder.reply(toResponse(Error::invalid(validated.issues)));
        return;
    }
    const auto role = roleFrom(validated.value["role"].get<QString>());
    context.answer(context.access.tokens->create(validated.value["name"].get<QString>(),
                                                 role.value_or(Role::Viewer)),
                   responder, [](const Result<NewToken> &made) {
                       Json json = toJson(made->record);
                       json["token"] = made->token.toStdString();
                       return secretJson(json, 201);
                   });
}

} // namespace

const DataSchema &tokenBody()
{
    static const DataSchema schema = [] {
        DataSchema name;
        name.type = DataSchema::Type::String;
        name.minLength = 1;
        name.maxLength = 64;
        DataSchema role;
        role.type = DataSchema::Type::String;
        role.enumeration = roleWords();
        DataSchema body;
        body.type = DataSchema::Type::Object;
        body.members = {{QStringLiteral("name"), name, true}, {QStringLiteral("role"), role, true}};
        body.additionalProperties = false;
        return body;
    }();
    return schema;
}

void addTokenRoutes(Router &router, const RouteContext &context)
{
    if (!context.access.tokens)
        return;
    const QString path = context.prefix + QStringLiteral("/tokens");
    router.add(
        Method::Get, path,
        [context](const Request &, const auto &, const Responder &responder) {
            responder.reply(listTokens(*context.access.tokens));
        },
        Router::Calls::IfWanted, Need::Administer);
    router.add(
        Method::Post, path,
        [context](const Request &request, const auto &, const Responder &responder) {
            createToken(context, request, responder);
        },
        Router::Calls::IfWanted, Need::Administer);
    router.add(
        Method::Delete, path + QStringLiteral("/{name}"),
        [context](const Request &, const Router::Captures &captures, const Responder &responder) {
            context.answer(context.access.tokens->revoke(captures[QStringLiteral("name")]),
                           responder,
                           [](const Result<TokenRecord> &) { return Response::noContent(); });
        },
        Router::Calls::IfWanted, Need::Administer);
}

} // namespace Holdfast
