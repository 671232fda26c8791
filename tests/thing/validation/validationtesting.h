// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/validation.h"

#include <QMetaType>
#include <QStringList>

Q_DECLARE_METATYPE(Holdfast::DataSchema)

namespace Holdfast {

template<typename T>
inline DataSchema schemaFor()
{
    return DataSchema::of(QMetaType::fromType<T>()).value();
}

//! A schema with limits, made in one expression.
template<typename Change>
inline DataSchema with(DataSchema schema, Change change)
{
    change(schema);
    return schema;
}

//! Returns "type @ location: message (context)", one line per issue.
inline QString summary(const QList<ValidationIssue> &issues)
{
    QStringList lines;
    for (const ValidationIssue &issue : issues) {
        QString line = issue.type + QStringLiteral(" @ ")
                       + QString::fromUtf8(toBytes(issue.location)) + QStringLiteral(": ")
                       + issue.message;
        if (!issue.context.is_null())
            line += QLatin1Char(' ') + QString::fromUtf8(toBytes(issue.context));
        lines.append(line);
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace Holdfast
