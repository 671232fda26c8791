// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/entries/limitsentry.h"

#include "core/base/limits/limittable.h"
#include "core/config/configurationerror.h"

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

DataSchema schemaOf(const LimitRow &row)
{
    DataSchema schema;
    schema.type = DataSchema::Type::Integer;
    schema.minimum = double(row.least);
    schema.maximum = double(row.most);
    const qint64 usual = row.get(Limits());
    schema.description =
        QString(row.meaning).replace(QStringLiteral("{n}"), QStringLiteral("so many")) + u'.';
    schema.description[0] = schema.description[0].toUpper();
    schema.description += QStringLiteral(" Usual: %1.").arg(usual);
    return schema;
}

DataSchema sectionSchema()
{
    DataSchema schema;
    schema.type = DataSchema::Type::Object;
    schema.additionalProperties = false;
    return schema;
}

//! Lets a limit of all clients that the file has lowered also lower those of one, unless the file names these.
void fit(Limits &limits, const Json &entry)
{
    const auto isNamed = [&entry](const LimitRow &row) {
        const auto section = entry.find(toUtf8String(row.section));
        return section != entry.end() && section->contains(toUtf8String(row.name));
    };
    for (const auto what :
         {Counted::Connections, Counted::Bodies, Counted::Messages, Counted::Subscriptions,
          Counted::Invocations, Counted::Inputs, Counted::Leases, Counted::HistoryQueries}) {
        const qint64 total = limitOf(limits, what).total;
        for (const auto scope : {LimitScope::Client, LimitScope::Local}) {
            const LimitRow &row = *limitRow(what, scope);
            if (row.get(limits) <= total)
                continue;
            if (isNamed(row))
                throw ConfigurationError(
                    row.key(), QStringLiteral("%1 is not allowed here.").arg(row.get(limits)),
                    QStringLiteral("at most %1, which is %2")
                        .arg(total)
                        .arg(limitRow(what, LimitScope::Total)->key()));
            row.set(limits, total);
        }
    }
}

} // namespace

DataSchema limitsSchema()
{
    DataSchema limits = sectionSchema();
    for (const LimitRow &row : limitRows()) {
        if (limits.members.isEmpty() || limits.members.constLast().name != row.section)
            limits.members << SchemaMember {row.section, sectionSchema(), false};
        limits.members.last().schema.members << SchemaMember {row.name, schemaOf(row), false};
    }
    return limits;
}

Limits readLimits(const Json &entry)
{
    Limits limits;
    if (!entry.is_object())
        return limits;
    for (const LimitRow &row : limitRows()) {
        const auto section = entry.find(toUtf8String(row.section));
        if (section == entry.end())
            continue;
        const auto value = section->find(toUtf8String(row.name));
        if (value != section->end())
            row.set(limits, value->get<qint64>());
    }
    fit(limits, entry);
    return limits;
}

} // namespace Holdfast
