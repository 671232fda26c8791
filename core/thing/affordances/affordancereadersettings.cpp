// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/affordancereader.h"
#include "core/thing/json/jsonconversion.h"
#include "core/thing/validation/validation.h"

namespace Holdfast {

// Which properties may be settings, and which may be reset.

void AffordanceReader::checkSetting(const PropertyAffordance &property) const
{
    if (!property.isSetting || property.readNow)
        return;
    const QMetaMethod notify = property.property.notifySignal();
    const bool tellsItsValue = notify.isValid() && notify.parameterCount() > 0
                               && notify.parameterMetaType(0) == property.property.metaType();
    if (property.readOnly || !tellsItsValue) {
        fail(QStringLiteral(
                 "'%1' cannot be a setting: it needs a Value behind it, or a setter and a "
                 "NOTIFY signal that carries the value.")
                 .arg(property.name));
    }
}

std::optional<Json> AffordanceReader::resetValue(const PropertyAffordance &property,
                                                 const std::optional<QVariant> &declared) const
{
    if (declared && property.readOnly)
        fail(QStringLiteral("'%1' is read-only, so it cannot be reset.").arg(property.name));
    if (property.readOnly || property.schema.isBlob || (!declared && !property.readNow))
        return {};
    const Json value = toPayload(declared ? *declared : property.readNow()).json;
    // The constructor may leave a value that could not be written, such as NaN.
    if (const Validated checked = validate(property.schema, value); checked.isValid())
        return checked.value;
    else if (declared)
        fail(QStringLiteral("The value that '%1' resets to does not fit: %2.")
                 .arg(property.name, checked.issues.first().message));
    return {};
}

void AffordanceReader::refusePropertyWords(const QString &name, const Annotation &annotation) const
{
    if (annotation.m_isSetting || annotation.m_resetsTo)
        fail(QStringLiteral("'%1' is not a property: it cannot be a setting or be reset.")
                 .arg(name));
    if (annotation.m_greaterThan || annotation.m_lessThan || annotation.m_multipleOf
        || annotation.m_length)
        fail(QStringLiteral("'%1' is not a property: it has no values to be limited.").arg(name));
}

} // namespace Holdfast
