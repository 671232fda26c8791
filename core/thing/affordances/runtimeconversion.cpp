// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/runtimeconversion.h"

#include "core/thing/thingerror.h"
#include "core/thing/validation/schemafromjson.h"
#include "core/thing/validation/validation.h"

#include <QRegularExpression>

namespace Holdfast {

namespace {

[[noreturn]] void fail(const QString &name, const QString &message)
{
    throw DeclarationError(
        QStringLiteral("'%1', which is made at run time, %2").arg(name.left(200), message));
}

void checkName(const QString &name)
{
    static const QRegularExpression legal(QStringLiteral("\\A[A-Za-z0-9_-]{1,100}\\z"));
    if (!legal.match(name).hasMatch())
        fail(name, QStringLiteral("cannot have this name: it may have 1 to 100 letters from A to Z "
                                  "and a to z, digits, _ and -."));
    if (name == QLatin1String("ws"))
        fail(name, QStringLiteral("cannot have this name: the WebSocket of the Thing is there."));
}

DataSchema schemaOf(const QString &name, const Json &schema)
{
    try {
        return schemaFromJson(schema);
    } catch (const DeclarationError &error) {
        fail(name, QStringLiteral("has a schema that cannot be used: ") + error.message());
    }
}

template<typename Declared>
void fill(Affordance &affordance, const Declared &declared)
{
    checkName(declared.name);
    affordance.name = declared.name;
    affordance.title = declared.title.isEmpty() ? declared.name : declared.title;
    affordance.description = declared.description;
}

//! Returns the schema of an action's input. One without members is that of an action without inputs.
DataSchema inputOf(const RuntimeAction &action)
{
    DataSchema input;
    input.type = DataSchema::Type::Object;
    if (!action.input.is_null())
        input = schemaOf(action.name, action.input);
    // LabThings describes an action without inputs as one that takes an empty object or null.
    if (input.type == DataSchema::Type::Object && input.members.isEmpty()
        && !input.additionalProperties)
        input.nullable = false;
    if (input.type == DataSchema::Type::Null) {
        input = {};
        input.type = DataSchema::Type::Object;
    }
    return input;
}

DataSchema valueOrNothing(const QString &name, const Json &schema)
{
    if (!schema.is_null())
        return schemaOf(name, schema);
    DataSchema nothing;
    nothing.type = DataSchema::Type::Null;
    return nothing;
}

void checkProperty(const RuntimeProperty &property)
{
    if (!property.read && !property.readNow)
        fail(property.name, QStringLiteral("has no function that reads it."));
    if (property.isSetting && (!property.write || !property.observable))
        fail(property.name, QStringLiteral("cannot be a setting: it needs a function that writes "
                                           "it, and has to be observable."));
    if (property.resetValue && !property.write)
        fail(property.name, QStringLiteral("is read-only, so it cannot be reset."));
}

} // namespace

PropertyAffordance toAffordance(const RuntimeProperty &property)
{
    PropertyAffordance result;
    fill(result, property);
    checkProperty(property);
    result.schema =
        property.schema.is_null() ? DataSchema() : schemaOf(property.name, property.schema);
    // These are the property's own, as those of a class are.
    if (property.title.isEmpty() && !result.schema.title.isEmpty())
        result.title = result.schema.title;
    if (property.description.isEmpty())
        result.description = result.schema.description;
    result.schema.title.clear();
    result.schema.description.clear();
    if (!property.unitText.isEmpty())
        result.schema.setUnit(property.unitText);
    else if (property.unit != Unit::None)
        result.schema.setUnit(symbol(property.unit));
    result.readOnly = !property.write;
    result.observable = property.observable;
    result.usesGlobalLock = property.usesGlobalLock;
    result.lockWait = property.lockWait;
    result.isSetting = property.isSetting;
    result.read = property.readNow ? property.readNow : property.read;
    result.write = property.write;
    if (property.readNow)
        result.readNow = [read = property.readNow] { return QVariant::fromValue(read()); };
    if (property.resetValue) {
        const Validated checked = validate(result.schema, *property.resetValue);
        if (!checked.isValid())
            fail(property.name, QStringLiteral("resets to a value that does not fit: %1.")
                                    .arg(checked.issues.first().message));
        result.resetValue = checked.value;
    }
    return result;
}

ActionAffordance toAffordance(const RuntimeAction &action)
{
    ActionAffordance result;
    fill(result, action);
    if (!action.run)
        fail(action.name, QStringLiteral("has no function that runs it."));
    result.input = inputOf(action);
    result.input.title = result.name + QStringLiteral("_input");
    result.output = valueOrNothing(action.name, action.output);
    result.output.title = result.name + QStringLiteral("_output");
    result.isStop = action.isStop || result.name == QLatin1String("stop");
    result.usesGlobalLock = action.usesGlobalLock && !result.isStop;
    result.lockWait = action.lockWait;
    result.retention = action.retention;
    result.run = action.run;
    result.endedBy = action.endedBy;
    if (result.isRenewable() && !result.hasEnd())
        fail(action.name,
             QStringLiteral("cannot be renewable: its input has no member '%1' of type "
                            "boolean, which would end it.")
                 .arg(action.endedBy));
    return result;
}

EventAffordance toAffordance(const RuntimeEvent &event)
{
    EventAffordance result;
    fill(result, event);
    result.data = valueOrNothing(event.name, event.data);
    return result;
}

} // namespace Holdfast
