// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/schemadocument.h"

#include "core/config/configurationschema.h"
#include "core/config/strictcheck.h"
#include "core/config/thingregistry.h"
#include "core/thing/validation/schemajson.h"

namespace Holdfast {

namespace {

Json strictJson(DataSchema schema)
{
    forbidUnknownMembers(schema);
    return toSchemaJson(schema, SchemaDialect::OpenApi);
}

Json reference(const QString &definition)
{
    return {{"$ref", QStringLiteral("#/definitions/") + definition}};
}

QString optionsOf(const QString &className)
{
    return className + QStringLiteral("Options");
}

//! Replaces the values that \a property may have, but not what it says of itself.
void setValues(Json &property, const Json &values)
{
    const Json description = property.value("description", Json());
    property = Json::object();
    if (!description.is_null())
        property["description"] = description;
    property.update(values);
}

Json classNameSchema(const ThingRegistry &registry)
{
    Json choices = Json::array();
    for (const QString &name : registry.classNames()) {
        Json choice {{"const", name}};
        if (const QString text = registry.find(name, {}).kwargs().description; !text.isEmpty())
            choice["description"] = text;
        choices.push_back(std::move(choice));
    }
    choices.push_back({{"type", "string"}});
    return {{"anyOf", std::move(choices)}};
}

Json ifClassIs(const QString &name, const Json &then)
{
    const auto isNamedBy = [&name](const char *key) {
        return Json {{"properties", {{key, {{"const", name}}}}}, {"required", Json::array({key})}};
    };
    return {{"if", {{"anyOf", Json::array({isNamedBy("class"), isNamedBy("cls")})}}},
            {"then", then}};
}

Json thingEntryJson(const ThingRegistry &registry)
{
    Json entry = strictJson(thingEntrySchema());
    Json &properties = entry["properties"];
    for (const char *key : {"class", "cls"})
        setValues(properties[key], reference(QStringLiteral("ClassName")));
    properties["args"]["maxItems"] = 0;
    properties["thing_slots"]["additionalProperties"] = {
        {"type", Json::array({"string", "array", "null"})}, {"items", {{"type", "string"}}}};
    entry["oneOf"] = Json::array(
        {Json {{"required", Json::array({"class"})}}, Json {{"required", Json::array({"cls"})}}});
    Json options = Json::array();
    for (const QString &name : registry.classNames())
        options.push_back(
            ifClassIs(name, {{"properties", {{"kwargs", reference(optionsOf(name))}}}}));
    if (!options.empty())
        entry["allOf"] = std::move(options);
    return entry;
}

Json definitions(const ThingRegistry &registry)
{
    Json all {{"ClassName", classNameSchema(registry)}, {"ThingEntry", thingEntryJson(registry)}};
    for (const QString &name : registry.classNames()) {
        DataSchema kwargs = registry.find(name, {}).kwargs();
        kwargs.additionalProperties = false; // also where there are no options at all
        all[toUtf8String(optionsOf(name))] = strictJson(std::move(kwargs));
    }
    return all;
}

} // namespace

Json configurationJsonSchema(const ThingRegistry &registry, const QStringList &reservedNames)
{
    Json schema {{"$schema", "http://json-schema.org/draft-07/schema#"},
                 {"title", "The configuration of a Holdfast station"}};
    schema.update(strictJson(configurationSchema()));
    Json &properties = schema["properties"];
    Json names {{"pattern", "^[A-Za-z0-9_-]+$"}};
    if (!reservedNames.isEmpty())
        names["not"] = {{"enum", toPayload(QVariant(reservedNames)).json}};
    setValues(properties["things"],
              {{"type", "object"},
               {"propertyNames", std::move(names)},
               {"additionalProperties",
                {{"anyOf", Json::array({reference(QStringLiteral("ClassName")),
                                        reference(QStringLiteral("ThingEntry"))})}}}});
    setValues(
        properties["journal"],
        {{"anyOf", Json::array({Json {{"const", false}}, strictJson(journalEntrySchema())})}});
    setValues(properties["serve"], {{"type", "object"},
                                    {"properties", {{"/", {{"type", "string"}, {"minLength", 1}}}}},
                                    {"additionalProperties", false}});
    setValues(properties["tls"],
              {{"anyOf", Json::array({Json {{"type", "boolean"}}, strictJson(tlsSchema())})}});
    setValues(properties["announce"],
              {{"anyOf", Json::array({Json {{"type", "boolean"}}, strictJson(announceSchema())})}});
    Json lab = strictJson(labEntrySchema());
    lab["properties"]["resources"]["additionalProperties"] = strictJson(labResourceSchema());
    setValues(properties["lab"], lab);
    // A file may also stand on another one: see onItsBase().
    properties["base_config_file"] = {
        {"type", "string"},
        {"minLength", 1},
        {"description",
         "A configuration file on which this one is based; changes stand in patch."}};
    properties["patch"] = {
        {"type", "object"},
        {"description", "The keys that differ from the base; null removes one (RFC 7396)."}};
    schema.erase("required");
    schema["anyOf"] = Json::array({Json {{"required", Json::array({"things"})}},
                                   Json {{"required", Json::array({"base_config_file"})}}});
    schema["definitions"] = definitions(registry);
    return schema;
}

} // namespace Holdfast
