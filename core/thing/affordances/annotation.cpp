// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/annotation.h"

namespace Holdfast {

Annotation &Annotation::title(const QString &title)
{
    m_title = title;
    return *this;
}

Annotation &Annotation::unit(Unit unit)
{
    m_unit = unit;
    return *this;
}

Annotation &Annotation::range(Range range)
{
    m_range = range;
    return *this;
}

Annotation &Annotation::greaterThan(double limit)
{
    m_greaterThan = limit;
    return *this;
}

Annotation &Annotation::lessThan(double limit)
{
    m_lessThan = limit;
    return *this;
}

Annotation &Annotation::multipleOf(double step)
{
    m_multipleOf = step;
    return *this;
}

Annotation &Annotation::length(int least, int most)
{
    m_length = {least, most};
    return *this;
}

Annotation &Annotation::wireName(const QString &name)
{
    m_wireName = name;
    return *this;
}

Annotation &Annotation::withoutGlobalLock()
{
    m_usesGlobalLock = false;
    return *this;
}

Annotation &Annotation::onlyForAdmins()
{
    m_isForAdmins = true;
    return *this;
}

Annotation &Annotation::lockWait(std::chrono::milliseconds wait)
{
    m_lockWait = wait;
    return *this;
}

Annotation &Annotation::setting()
{
    m_isSetting = true;
    return *this;
}

Annotation &Annotation::resetsTo(const QVariant &value)
{
    m_resetsTo = value;
    return *this;
}

Annotation &Annotation::retention(std::chrono::milliseconds time)
{
    m_retention = time;
    return *this;
}

Annotation &Annotation::renewable(const QString &endedBy)
{
    m_endedBy = endedBy;
    return *this;
}

Annotation &Annotation::input(const QString &name, Unit unit, std::optional<Range> range,
                              const QString &description)
{
    Input &input = m_inputs[name];
    input.unit = unit;
    input.range = range;
    input.description = description;
    return *this;
}

Annotation &Annotation::input(const char *name, Unit unit, std::optional<Range> range,
                              const QString &description)
{
    return input(QString::fromUtf8(name), unit, range, description);
}

Annotation &Annotation::inputMediaType(const QString &name, const QString &mediaType)
{
    m_inputs[name].mediaType = mediaType;
    return *this;
}

Annotation &Annotation::required(const QStringList &members)
{
    for (const QString &member : members)
        m_inputs[member].required = true;
    return *this;
}

Annotation &Annotation::optionalInput()
{
    m_isInputOptional = true;
    return *this;
}

Annotation &Annotation::forPrograms()
{
    m_isForPrograms = true;
    return *this;
}

Annotation &Annotation::absent()
{
    m_isAbsent = true;
    return *this;
}

} // namespace Holdfast
