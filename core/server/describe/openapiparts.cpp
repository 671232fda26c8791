// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/openapiparts.h"

namespace Holdfast::OpenApi {

Json reference(const char *kind, const char *name)
{
    return Json {{"$ref", std::string("#/components/") + kind + '/' + name}};
}

Json content(const char *type, Json schema)
{
    return Json {{type, {{"schema", std::move(schema)}}}};
}

Json answer(const char *description, Json schema)
{
    return Json {{"description", description},
                 {"content", content("application/json", std::move(schema))}};
}

void addFailures(Json &responses, const Failures &failures)
{
    for (const Failure &failure : failures)
        responses[failure.status] = reference("responses", failure.response);
}

void addWriteFailures(Json &responses)
{
    addFailures(responses, {{"403", "Forbidden"},
                            {"409", "Busy"},
                            {"410", "LeaseEnded"},
                            {"412", "Outdated"},
                            {"422", "Invalid"},
                            {"429", "TooMany"},
                            {"500", "Failed"},
                            {"503", "Unavailable"}});
}

Json parameters(std::initializer_list<const char *> names)
{
    Json list = Json::array();
    for (const char *name : names)
        list.push_back(reference("parameters", name));
    return list;
}

Json headers(std::initializer_list<const char *> names)
{
    Json json = Json::object();
    for (const char *name : names)
        json[name] = reference("headers", name);
    return json;
}

Json operation(const QString &id, const QString &tag, const QString &summary,
               const QString &description)
{
    Json json {{"tags", Json::array({tag})}, {"operationId", id}, {"summary", summary}};
    if (!description.isEmpty())
        json["description"] = description;
    json["responses"] = Json::object();
    return json;
}

} // namespace Holdfast::OpenApi
