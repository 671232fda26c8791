// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/sequence/sequenceobject.h"

#include <cmath>
#include <utility>

namespace Holdfast {

void SequenceFindings::refuse(const QString &path, const QString &why)
{
    problems << QStringLiteral("%1: %2").arg(path, why);
}

SequenceObject::SequenceObject(const Json &json, QString path, SequenceFindings *findings)
    : m_json(json)
    , m_path(std::move(path))
    , m_findings(findings)
{
    if (!json.is_object())
        findings->refuse(m_path.isEmpty() ? QStringLiteral("sequence") : m_path,
                         QStringLiteral("it is no object"));
}

QString SequenceObject::pathOf(const char *key) const
{
    const QString name = QString::fromLatin1(key);
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

const Json *SequenceObject::member(const char *key)
{
    m_known.insert(key);
    if (!m_json.is_object())
        return nullptr;
    const auto found = m_json.find(key);
    return found == m_json.end() || found->is_null() ? nullptr : &*found;
}

std::optional<double> SequenceObject::number(const char *key)
{
    const Json *value = member(key);
    if (!value)
        return {};
    if (!value->is_number() || !std::isfinite(value->get<double>())) {
        refuse(key, QStringLiteral("it is no number"));
        return {};
    }
    return value->get<double>();
}

double SequenceObject::needed(const char *key)
{
    if (!has(key))
        refuse(key, QStringLiteral("it is missing"));
    return number(key).value_or(0);
}

int SequenceObject::count(const char *key, int most)
{
    const double value = needed(key);
    if (value >= 1 && value <= most && value == std::floor(value))
        return int(value);
    refuse(
        key,
        QStringLiteral("it is %1, and must be a whole number from 1 to %2").arg(value).arg(most));
    return 1;
}

bool SequenceObject::flag(const char *key, bool otherwise)
{
    const Json *value = member(key);
    if (!value)
        return otherwise;
    if (!value->is_boolean()) {
        refuse(key, QStringLiteral("it is neither true nor false"));
        return otherwise;
    }
    return value->get<bool>();
}

QString SequenceObject::text(const char *key)
{
    const Json *value = member(key);
    if (!value)
        return {};
    if (!value->is_string()) {
        refuse(key, QStringLiteral("it is no text"));
        return {};
    }
    return toQString(value->get<std::string>());
}

void SequenceObject::refuseIfThere(const char *key, const QString &why)
{
    const Json *value = member(key);
    if (value && !(value->is_structured() && value->empty()))
        refuse(key, why);
}

void SequenceObject::refuse(const char *key, const QString &why) const
{
    m_findings->refuse(pathOf(key), why);
}

void SequenceObject::refuseOthers() const
{
    if (!m_json.is_object())
        return;
    for (const auto &[key, value] : m_json.items()) {
        if (!m_known.contains(key) && !value.is_null())
            refuse(key.c_str(), QStringLiteral("Holdfast does not know it"));
    }
}

} // namespace Holdfast
