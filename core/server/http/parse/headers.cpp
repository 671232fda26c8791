// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/headers.h"

#include <algorithm>

namespace Holdfast {

namespace {

bool isNamed(const Headers::Field &field, QByteArrayView name)
{
    return field.first.size() == name.size() && field.first.compare(name, Qt::CaseInsensitive) == 0;
}

bool isWhiteSpace(char c)
{
    return c == ' ' || c == '\t';
}

// Returns the end of the element at the beginning of text.
qsizetype endOfElement(QByteArrayView text)
{
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (isQuoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            isQuoted = !isQuoted;
        else if (text[i] == ',' && !isQuoted)
            return i;
    }
    return text.size();
}

} // namespace

QByteArrayView withoutWhiteSpace(QByteArrayView text)
{
    while (!text.isEmpty() && isWhiteSpace(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isWhiteSpace(text.back()))
        text.chop(1);
    return text;
}

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

QByteArray Headers::joined(QByteArrayView name) const
{
    QByteArrayList values;
    for (const auto &field : m_fields) {
        if (isNamed(field, name))
            values << field.second;
    }
    return values.join(", ");
}

QByteArrayList Headers::list(QByteArrayView name) const
{
    QByteArrayList elements;
    for (const auto &field : m_fields) {
        if (!isNamed(field, name))
            continue;
        QByteArrayView rest(field.second);
        while (!rest.isEmpty()) {
            const qsizetype end = endOfElement(rest);
            const QByteArrayView element = withoutWhiteSpace(rest.first(end));
            if (!element.isEmpty())
                elements << element.toByteArray();
            rest = rest.sliced(std::min(end + 1, rest.size()));
        }
    }
    return elements;
}

bool Headers::lists(QByteArrayView name, QByteArrayView token) const
{
    const QByteArrayList elements = list(name);
    return std::any_of(elements.cbegin(), elements.cend(), [token](const QByteArray &element) {
        const qsizetype semicolon = element.indexOf(';');
        const QByteArrayView word =
            semicolon < 0 ? QByteArrayView(element) : QByteArrayView(element).first(semicolon);
        return withoutWhiteSpace(word).compare(token, Qt::CaseInsensitive) == 0;
    });
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
