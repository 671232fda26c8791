// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/validation.h"

#include <QMetaType>
#include <QStringList>
#include <QTest>

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

//! Compares what the row's "schema" makes of its "input" with its "value".
inline void compareAccepted()
{
    QFETCH(DataSchema, schema);
    QFETCH(QByteArray, input);
    QFETCH(QByteArray, value);
    const Validated result = validate(schema, Json::parse(input.toStdString()));
    QCOMPARE(summary(result.issues), QString());
    QVERIFY(result.isValid());
    QCOMPARE(toBytes(result.value), value);
}

//! Compares what the row's "schema" says of its "input" with its "issues".
inline void compareIssues()
{
    QFETCH(DataSchema, schema);
    QFETCH(QByteArray, input);
    QFETCH(QString, issues);
    const Validated result = validate(schema, Json::parse(input.toStdString()));
    QCOMPARE(summary(result.issues), issues);
    QVERIFY(!result.isValid());
}

} // namespace Holdfast
