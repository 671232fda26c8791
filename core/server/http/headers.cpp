// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/headers.h"

#include <algorithm>

namespace Holdfast {

namespace {

bool isNamed(const Headers::Field &field, QByteArrayView name)
{
    return field.first.compare(name, Qt::CaseInsensitive) == 0;
}

} // namespace

Headers::Headers(std::initializer_list<Field> fields)
{
    for (const auto &[name, value] : fields)
        add(name, value);
}

QByteArray Headers::value(QByteArrayView name) const
{
    for (const auto &field : m_fields) {
        if (isNamed(field, name))
            return field.second;
    }
    return {};
}

qsizetype Headers::count(QByteArrayView name) const
{
    return std::count_if(m_fields.cbegin(), m_fields.cend(),
                         [name](const Field &field) { return isNamed(field, name); });
}

void Headers::add(QByteArrayView name, const QByteArray &value)
{
    QByteArray line = value;
    for (const char end : {'\r', '\n', '\0'}) {
        if (line.contains(end))
            line.replace(end, ' ');
    }
    m_fields.append({name.toByteArray().toLower(), line});
}

void Headers::set(QByteArrayView name, const QByteArray &value)
{
    remove(name);
    add(name, value);
}

void Headers::remove(QByteArrayView name)
{
    m_fields.removeIf([name](const Field &field) { return isNamed(field, name); });
}

} // namespace Holdfast
