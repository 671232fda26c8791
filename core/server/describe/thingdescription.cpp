// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/thingdescription.h"

#include "core/server/describe/forms.h"
#include "core/thing/validation/schemajson.h"

#include <QCryptographicHash>
#include <QSysInfo>
#include <QUuid>

namespace Holdfast {

namespace {

//! Returns "urn:uuid:...": the identity of the resource at \a path ("/api/stage/") of this machine.
//! The same after every start and under every address; different on another machine.
QString thingUrn(const QString &path)
{
    static const QUuid ours(QStringLiteral("{3c6f1d0e-92a4-4b57-8f0d-6b1e5a7c4d29}"));
    QByteArray machine = QSysInfo::machineUniqueId();
    if (machine.isEmpty())
        machine = QSysInfo::machineHostName().toUtf8();
    // It is hashed, because the machine's own id must not be published.
    const QUuid id = QUuid::createUuidV5(ours, machine + path.toUtf8());
    return QStringLiteral("urn:uuid:") + id.toString(QUuid::WithoutBraces);
}

Json headOf(const Affordance &affordance)
{
    Json json = Json::object();
    if (!affordance.description.isEmpty())
        json["description"] = affordance.description;
    json["title"] = affordance.title;
    return json;
}

Json propertyJson(const PropertyAffordance &property, const Forms &forms)
{
    Json json = headOf(property);
    json["writeOnly"] = false;
    json["readOnly"] = property.readOnly;
    json["observable"] = property.observable;
    addSchema(json, property.schema);
    if (property.resetValue && !property.resetValue->is_null())
        json["default"] = *property.resetValue;
    json["forms"] = forms.of(property);
    return json;
}

// Returns the input of an action; one without inputs takes an empty object, or no body.
Json inputJson(const ActionAffordance &action)
{
    if (action.hasInputs())
        return toSchemaJson(action.input);
    DataSchema nothing = action.input;
    nothing.nullable = true;
    return toSchemaJson(nothing);
}

Json actionJson(const ActionAffordance &action, const Forms &forms)
{
    Json json = headOf(action);
    json["synchronous"] = false;
    json["uriVariables"] = Forms::uriVariables();
    json["forms"] = forms.of(action);
    json["input"] = inputJson(action);
    json["output"] = toSchemaJson(action.output);
    return json;
}

Json eventJson(const EventAffordance &event, Json forms)
{
    Json json = headOf(event);
    json["data"] = toSchemaJson(event.data);
    json["forms"] = std::move(forms);
    return json;
}

Json thingJson(const Affordances &affordances, const Forms &forms, Security security)
{
    Json properties = Json::object();
    for (const PropertyAffordance &property : affordances.properties)
        properties[toUtf8String(property.name)] = propertyJson(property, forms);
    Json actions = Json::object();
    for (const ActionAffordance &action : affordances.actions)
        actions[toUtf8String(action.name)] = actionJson(action, forms);
    Json events = Json::object();
    for (const EventAffordance &event : affordances.events) {
        Json served = forms.of(event);
        if (!served.empty()) // one without a form violates the standard
            events[toUtf8String(event.name)] = eventJson(event, std::move(served));
    }
    Json json {{"title", affordances.title},
               {"properties", std::move(properties)},
               {"actions", std::move(actions)}};
    if (!events.empty())
        json["events"] = std::move(events);
    if (!affordances.description.isEmpty())
        json["description"] = affordances.description;
    json["schemaDefinitions"] = Forms::schemaDefinitions();
    addDescriptionFrame(json, forms.path(), security);
    return json;
}

} // namespace

void addDescriptionFrame(Json &description, const QString &path, Security security)
{
    const QByteArray hash =
        QCryptographicHash::hash(toBytes(description), QCryptographicHash::Sha256);
    description["id"] = thingUrn(path);
    description["version"] = {
        {"instance", HOLDFAST_VERSION "+" + hash.first(4).toHex().toStdString()}};
    description["base"] = QStringLiteral("http") + BasedText::base() + u'/';
    if (security == Security::Bearer) {
        description["securityDefinitions"] = {{"token",
                                               {{"description", "A token of this server"},
                                                {"scheme", "bearer"},
                                                {"in", "header"},
                                                {"format", "opaque"}}}};
        description["security"] = "token";
    } else {
        description["securityDefinitions"] = {
            {"no_security", {{"description", "No security"}, {"scheme", "nosec"}}}};
        description["security"] = "no_security";
    }
    // Some consumers know the first context only, others need the second: together they suit all.
    description["@context"] =
        Json::array({"https://www.w3.org/2019/wot/td/v1", "https://www.w3.org/2022/wot/td/v1.1"});
}

ThingDescription::ThingDescription(const QString &thing, const Affordances &affordances,
                                   const QString &prefix, const QList<Transport> &transports,
                                   Security security)
    : m_text(thingJson(affordances, Forms(thing, prefix, transports), security))
{
}

} // namespace Holdfast
