// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapidocument.h"

#include "core/server/describe/openapithing.h"
#include "core/thing/validation/schemajson.h"

#include <QFile>

namespace Holdfast {

namespace {

// Returns the document's common part. The prefix has no character that would need escaping.
Json commonPart(const QString &prefix)
{
    QFile file(QStringLiteral(":/holdfast/openapi/openapi.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The program has been built without %s.", qUtf8Printable(file.fileName()));
    QByteArray text = file.readAll();
    text.replace("\"{prefix}", '"' + prefix.toLatin1());
    return Json::parse(text.cbegin(), text.cend());
}

// Adds the answer to a malformed request: any request may break the rules of HTTP, or have control
// characters in its address.
void addBadRequest(Json &operations)
{
    for (auto &[method, operation] : operations.items()) {
        if (operation.is_object() && operation.contains("responses"))
            operation["responses"].emplace("400",
                                           Json {{"$ref", "#/components/responses/BadRequest"}});
    }
}

} // namespace

OpenApiDocument::OpenApiDocument(const QString &prefix)
    : m_prefix(prefix)
    , m_json(commonPart(prefix))
{
    m_json["info"]["version"] = HOLDFAST_VERSION;
    for (auto &[path, operations] : m_json["paths"].items())
        addBadRequest(operations);
}

void OpenApiDocument::addSchema(const char *name, const DataSchema &schema)
{
    m_json["components"]["schemas"][name] = toSchemaJson(schema, SchemaDialect::OpenApi);
}

void OpenApiDocument::requireToken()
{
    Json &components = m_json["components"];
    components["securitySchemes"]["token"] = {
        {"type", "http"},
        {"scheme", "bearer"},
        {"description", "A token of this server: see \"holdfastctl token\"."}};
    m_json["security"] = Json::array({Json {{"token", Json::array()}}});
    Json refused = components["responses"]["Forbidden"];
    refused["description"] = "The request has no token, or one that is not valid.";
    refused["headers"]["WWW-Authenticate"] = {{"schema", {{"type", "string"}}}};
    components["responses"]["Unauthorized"] = std::move(refused);
    for (auto &[path, operations] : m_json["paths"].items()) {
        for (auto &[method, operation] : operations.items()) {
            // What says itself that it needs nothing is left as it is.
            if (!operation.is_object() || !operation.contains("responses")
                || operation.contains("security"))
                continue;
            operation["responses"].emplace("401",
                                           Json {{"$ref", "#/components/responses/Unauthorized"}});
            operation["responses"].emplace("403",
                                           Json {{"$ref", "#/components/responses/Forbidden"}});
        }
    }
}

void OpenApiDocument::addThing(const QString &name, const Affordances &affordances)
{
    Json tag {{"name", name}};
    tag["description"] =
        affordances.description.isEmpty() ? affordances.title : affordances.description;
    m_json["tags"].push_back(std::move(tag));
    const Json paths = thingPaths(name, affordances, m_prefix);
    for (const auto &[path, operations] : paths.items()) {
        m_json["paths"][path] = operations;
        addBadRequest(m_json["paths"][path]);
    }
}

} // namespace Holdfast
