// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/strictcheck.h"

#include "core/config/allowed.h"
#include "core/config/configurationerror.h"
#include "core/config/echo.h"
#include "core/thing/validation/validation.h"

#include <algorithm>

namespace Holdfast {

namespace {

void forbidUnknownMembers(DataSchema &schema)
{
    if (!schema.members.isEmpty())
        schema.additionalProperties = false;
    for (SchemaMember &member : schema.members)
        forbidUnknownMembers(member.schema);
    if (schema.items) {
        DataSchema items = *schema.items;
        forbidUnknownMembers(items);
        schema.items = std::make_shared<const DataSchema>(std::move(items));
    }
}

QString stepInto(const QString &key, const Json &step)
{
    if (step.is_string())
        return childKey(key, step.get<QString>());
    return key + QStringLiteral("[%1]").arg(step.get<int>());
}

QString keyOf(const QString &root, const Json &location)
{
    QString key = root;
    for (const Json &step : location)
        key = stepInto(key, step);
    return key;
}

const DataSchema *childSchema(const DataSchema &schema, const Json &step)
{
    if (step.is_number())
        return schema.items.get();
    const auto name = step.get<QString>();
    for (const SchemaMember &member : schema.members) {
        if (member.name == name)
            return &member.schema;
    }
    return nullptr;
}

[[noreturn]] void refuseUnknown(const QString &key, const Json &location, const DataSchema &parent)
{
    const auto name = location.back().get<QString>();
    QStringList known;
    for (const SchemaMember &member : parent.members)
        known.append(member.name);
    throw ConfigurationError(
        key, QStringLiteral("There is no such key here.") + didYouMean(name, known),
        known.isEmpty() ? QStringLiteral("no keys at all") : known.join(QStringLiteral(", ")));
}

[[noreturn]] void refuse(const DataSchema &root, const QString &rootKey,
                         const ValidationIssue &issue)
{
    const QString key = keyOf(rootKey, issue.location);
    const DataSchema *parent = nullptr;
    const DataSchema *schema = &root;
    for (const Json &step : issue.location) {
        parent = schema;
        schema = schema ? childSchema(*schema, step) : nullptr;
    }
    if (parent && issue.type == QStringLiteral("extra_forbidden"))
        refuseUnknown(key, issue.location, *parent);
    if (issue.type == QStringLiteral("missing"))
        throw ConfigurationError(key, QStringLiteral("This is missing."),
                                 schema ? allowedText(*schema) : QString());
    throw ConfigurationError(key, quoted(issue.input) + QStringLiteral(" is not allowed here."),
                             schema ? allowedText(*schema) : issue.message);
}

// Validation is written for HTTP clients and coerces values for them. The author of a file can correct
// it instead.
void refuseCoerced(const DataSchema *schema, const Json &given, const Json &taken,
                   const QString &key)
{
    if (given.is_object() && taken.is_object()) {
        for (const auto &[name, value] : given.items())
            refuseCoerced(schema ? childSchema(*schema, name) : nullptr, value,
                          taken.value(name, Json()), childKey(key, toQString(name)));
    } else if (given.is_array() && taken.is_array()) {
        for (std::size_t i = 0; i < given.size() && i < taken.size(); ++i)
            refuseCoerced(schema ? schema->items.get() : nullptr, given[i], taken[i],
                          stepInto(key, i));
    } else if (given != taken) {
        throw ConfigurationError(key, quoted(given) + QStringLiteral(" is not allowed here."),
                                 schema ? allowedText(*schema) : QString());
    }
}

} // namespace

Json strictlyChecked(DataSchema schema, const Json &json, const QString &key)
{
    forbidUnknownMembers(schema);
    const Validated validated = validate(schema, json);
    // A misspelt key often explains a missing one, so unknown keys are reported first.
    const auto unknown =
        std::find_if(validated.issues.begin(), validated.issues.end(), [](const auto &issue) {
            return issue.type == QStringLiteral("extra_forbidden");
        });
    if (unknown != validated.issues.end())
        refuse(schema, key, *unknown);
    if (!validated.isValid())
        refuse(schema, key, validated.issues.first());
    refuseCoerced(&schema, json, validated.value, key);
    return validated.value;
}

QString childKey(const QString &parent, const QString &member)
{
    return parent.isEmpty() ? shown(member) : parent + u'.' + shown(member);
}

} // namespace Holdfast
