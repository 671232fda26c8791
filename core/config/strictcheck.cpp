// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/strictcheck.h"

#include "core/config/allowed.h"
#include "core/config/configurationerror.h"
#include "core/config/echo.h"
#include "core/config/findings.h"
#include "core/thing/validation/validation.h"

#include <QSet>

#include <algorithm>

namespace Holdfast {

namespace {

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

ConfigurationError unknownKey(const QString &key, const Json &location, const DataSchema &parent)
{
    const auto name = location.back().get<QString>();
    QStringList known;
    for (const SchemaMember &member : parent.members)
        known.append(member.name);
    return {key, QStringLiteral("There is no such key here.") + didYouMean(name, known),
            known.isEmpty() ? QStringLiteral("no keys at all") : known.join(QStringLiteral(", "))};
}

ConfigurationError notAllowed(const QString &key, const Json &given, const QString &allowed)
{
    return {key, quoted(given) + QStringLiteral(" is not allowed here."), allowed};
}

bool isUnknownMember(const ValidationIssue &issue)
{
    return issue.type == QStringLiteral("extra_forbidden");
}

ConfigurationError toError(const DataSchema &root, const QString &rootKey,
                           const ValidationIssue &issue)
{
    const QString key = keyOf(rootKey, issue.location);
    const DataSchema *parent = nullptr;
    const DataSchema *schema = &root;
    for (const Json &step : issue.location) {
        parent = schema;
        schema = schema ? childSchema(*schema, step) : nullptr;
    }
    if (parent && isUnknownMember(issue))
        return unknownKey(key, issue.location, *parent);
    if (issue.type == QStringLiteral("missing"))
        return {key, QStringLiteral("This is missing."), schema ? allowedText(*schema) : QString()};
    return notAllowed(key, issue.input, schema ? allowedText(*schema) : issue.message);
}

//! \brief The errors of one part of a configuration, and the keys that have one.
class Errors
{
public:
    Errors(const DataSchema &schema, const QString &key, Findings &findings)
        : m_schema(schema)
        , m_key(key)
        , m_findings(findings)
    {
    }

    bool isEmpty() const { return m_keys.isEmpty(); }
    bool hasAny(const std::string &member) const { return m_members.contains(toQString(member)); }

    void add(const ValidationIssue &issue) { add(issue.location, toError(m_schema, m_key, issue)); }

    // Validation is written for HTTP clients and coerces values for them. The author of a file can
    // correct it instead.
    void addCoerced(const Json &given, const Json &taken)
    {
        addCoerced(&m_schema, given, taken, Json::array());
    }

private:
    void add(const Json &location, const ConfigurationError &error)
    {
        m_keys.insert(error.key);
        if (!location.empty() && location.front().is_string())
            m_members.insert(location.front().get<QString>());
        m_findings.add(error);
    }

    void addCoerced(const DataSchema *schema, const Json &given, const Json &taken,
                    const Json &location)
    {
        const auto below = [&location](const Json &step) {
            Json child = location;
            child.push_back(step);
            return child;
        };
        if (given.is_object() && taken.is_object()) {
            for (const auto &[name, value] : given.items())
                addCoerced(schema ? childSchema(*schema, name) : nullptr, value,
                           taken.value(name, Json()), below(name));
        } else if (given.is_array() && taken.is_array()) {
            for (std::size_t i = 0; i < given.size() && i < taken.size(); ++i)
                addCoerced(schema ? schema->items.get() : nullptr, given[i], taken[i], below(i));
        } else if (const QString key = keyOf(m_key, location);
                   given != taken && !m_keys.contains(key)) {
            add(location, notAllowed(key, given, schema ? allowedText(*schema) : QString()));
        }
    }

    const DataSchema &m_schema;
    const QString &m_key;
    Findings &m_findings;
    QSet<QString> m_keys;
    QSet<QString> m_members; //!< of the part itself
};

} // namespace

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

Json strictlyChecked(DataSchema schema, const Json &json, const QString &key, Findings &findings)
{
    forbidUnknownMembers(schema);
    Validated validated = validate(schema, json);
    // A misspelt key often explains a missing one, so unknown keys are reported first.
    std::stable_partition(validated.issues.begin(), validated.issues.end(), isUnknownMember);
    Errors errors(schema, key, findings);
    for (const ValidationIssue &issue : std::as_const(validated.issues))
        errors.add(issue);
    errors.addCoerced(json, validated.value);
    if (errors.isEmpty())
        return validated.value;
    Json sound = Json::object();
    if (json.is_object()) {
        for (const auto &[name, value] : json.items()) {
            if (!errors.hasAny(name))
                sound[name] = value;
        }
    }
    return validate(schema, sound).value;
}

Json strictlyChecked(DataSchema schema, const Json &json, const QString &key)
{
    Findings findings;
    Json checked = strictlyChecked(std::move(schema), json, key, findings);
    findings.throwFirst();
    return checked;
}

QString childKey(const QString &parent, const QString &member)
{
    return parent.isEmpty() ? shown(member) : parent + u'.' + shown(member);
}

} // namespace Holdfast
