// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/affordanceaccess.h"

#include "core/thing/thing.h"
#include "core/thing/thingerror.h"

#include <stdexcept>
#include <vector>

namespace Holdfast {

namespace {

//! The arguments of a method call, in the raw form that metacall needs: [0] is the return value.
class Arguments
{
public:
    Arguments(const ActionAffordance &action, const Json &input, const QList<Blob> &blobs)
        : m_returned(action.method.returnMetaType() == QMetaType::fromType<void>()
                         ? QVariant()
                         : QVariant(action.method.returnMetaType()))
    {
        m_values.reserve(size_t(action.method.parameterCount()));
        if (action.takesStruct) {
            m_values.push_back(fromJson(input, action.method.parameterMetaType(0), blobs));
        } else {
            for (int i = 0; i < action.method.parameterCount(); ++i) {
                const std::string name = action.input.members[i].name.toStdString();
                m_values.push_back(
                    fromJson(input.at(name), action.method.parameterMetaType(i), blobs));
            }
        }
        m_raw.push_back(m_returned.isValid() ? m_returned.data() : nullptr);
        for (QVariant &value : m_values) {
            // A parameter of type QVariant or Json would be passed as itself.
            m_raw.push_back(value.data());
        }
    }

    void **raw() { return m_raw.data(); }
    const QVariant &returned() const { return m_returned; }

private:
    QVariant m_returned;
    std::vector<QVariant> m_values;
    std::vector<void *> m_raw;
};

// Clients recognize these errors by the beginning of their texts.
template<typename WhatFailed>
Payload returnedPayload(const QVariant &value, WhatFailed whatFailed)
{
    try {
        return toPayload(value);
    } catch (const std::invalid_argument &error) {
        throw InvalidReturnValueError(toUtf8String(whatFailed()) + ": " + error.what());
    }
}

} // namespace

Payload readProperty(const Thing &thing, const PropertyAffordance &property)
{
    if (property.isRuntime())
        return {property.read(), {}};
    return returnedPayload(
        property.readNow ? property.readNow() : property.property.read(&thing),
        [&] { return QStringLiteral("Error serialising %1.%2").arg(thing.name(), property.name); });
}

void writeProperty(Thing &thing, const PropertyAffordance &property, const Json &value,
                   const QList<Blob> &blobs)
{
    if (property.isRuntime()) {
        property.write(value);
        return;
    }
    if (!property.property.write(&thing, fromJson(value, property.property.metaType(), blobs))) {
        throw ThingError(QStringLiteral("The property '%1' of '%2' did not take the value.")
                             .arg(property.name, thing.name()));
    }
}

void restoreProperty(Thing &thing, const PropertyAffordance &property, const Json &value)
{
    if (property.readOnly)
        property.restore(fromJson(value, property.property.metaType()));
    else
        writeProperty(thing, property, value);
}

Payload runAction(Thing &thing, const ActionAffordance &action, const Json &input,
                  const QList<Blob> &blobs)
{
    if (action.run) {
        const bool isLeftOut = input.is_null() && !action.hasInputs();
        return action.run(isLeftOut ? Json::object() : input, blobs);
    }
    Arguments arguments(action, input, blobs);
    QMetaObject::metacall(&thing, QMetaObject::InvokeMetaMethod, action.method.methodIndex(),
                          arguments.raw());
    return returnedPayload(arguments.returned(), [&] {
        return QStringLiteral("Error validating the output of '%1.%2'")
            .arg(thing.name(), action.name);
    });
}

} // namespace Holdfast
