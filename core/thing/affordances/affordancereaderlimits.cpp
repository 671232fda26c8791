// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/affordancereader.h"

namespace Holdfast {

// The limits of a property's values beyond its range.

void AffordanceReader::applyLimits(DataSchema &schema, const QString &name,
                                   const Annotation &annotation) const
{
    using Type = DataSchema::Type;
    const bool limitsNumber =
        annotation.m_greaterThan || annotation.m_lessThan || annotation.m_multipleOf;
    if (limitsNumber && schema.type != Type::Integer && schema.type != Type::Number)
        fail(QStringLiteral("'%1' is not a number: it cannot have a range.").arg(name));
    if (annotation.m_length && schema.type != Type::String && schema.type != Type::Array)
        fail(QStringLiteral("'%1' is neither text nor a list: it has no length.").arg(name));
    schema.exclusiveMinimum = annotation.m_greaterThan;
    schema.exclusiveMaximum = annotation.m_lessThan;
    schema.multipleOf = annotation.m_multipleOf;
    if (annotation.m_length) {
        schema.minLength = annotation.m_length->first;
        schema.maxLength = annotation.m_length->second;
    }
}

} // namespace Holdfast
