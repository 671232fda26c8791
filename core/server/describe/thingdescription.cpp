// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/thingdescription.h"

#include "core/server/describe/schemajson.h"

namespace Holdfast {

namespace {

Json headOf(const Affordance &affordance)
{
    Json json = Json::object();
    if (!affordance.description.isEmpty())
        json["description"] = affordance.description;
    json["title"] = affordance.title;
    return json;
}

Json formsOf(const QString &path, const Affordance &affordance, Json operations)
{
    Json form {{"href", path + affordance.name}, {"op", std::move(operations)}};
    return Json::array({std::move(form)});
}

Json propertyJson(const QString &path, const PropertyAffordance &property)
{
    Json json = headOf(property);
    json["writeOnly"] = false;
    json["readOnly"] = property.readOnly;
    addSchema(json, property.schema);
    Json operations = Json::array({"readproperty"});
    if (!property.readOnly)
        operations.push_back("writeproperty");
    json["forms"] = formsOf(path, property, std::move(operations));
    return json;
}

// An action without inputs takes an empty object, or nothing.
Json inputJson(const DataSchema &input)
{
    if (!input.members.isEmpty())
        return toSchemaJson(input);
    DataSchema nothing = input;
    nothing.nullable = true;
    return toSchemaJson(nothing);
}

Json actionJson(const QString &path, const ActionAffordance &action)
{
    Json json = headOf(action);
    json["forms"] = formsOf(path, action, Json::array({"invokeaction"}));
    json["input"] = inputJson(action.input);
    json["output"] = toSchemaJson(action.output);
    return json;
}

} // namespace

ThingDescription::ThingDescription(const QString &thing, const Affordances &affordances,
                                   const QString &prefix)
{
    const QString path = prefix + u'/' + thing + u'/';
    Json properties = Json::object();
    for (const PropertyAffordance &property : affordances.properties)
        properties[toUtf8String(property.name)] = propertyJson(path, property);
    Json actions = Json::object();
    for (const ActionAffordance &action : affordances.actions)
        actions[toUtf8String(action.name)] = actionJson(path, action);

    Json before {{"title", affordances.title},
                 {"properties", std::move(properties)},
                 {"actions", std::move(actions)}};
    if (!affordances.description.isEmpty())
        before["description"] = affordances.description;
    // Some consumers know the first context only, others want the second: together they suit all.
    const Json after {
        {"securityDefinitions",
         {{"no_security", {{"description", "No security"}, {"scheme", "nosec"}}}}},
        {"security", "no_security"},
        {"@context",
         Json::array({"https://www.w3.org/2019/wot/td/v1", "https://www.w3.org/2022/wot/td/v1.1"})},
    };
    m_beforeBase = Holdfast::toBytes(before).chopped(1) + ",\"base\":";
    m_afterBase = ',' + Holdfast::toBytes(after).sliced(1);
}

QByteArray ThingDescription::toBytes(const QString &baseUrl) const
{
    return m_beforeBase + Holdfast::toBytes(Json(baseUrl + u'/')) + m_afterBase;
}

} // namespace Holdfast
