// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <utility>

namespace Holdfast {

//! \a text without white space around it; in HTTP that is SP and HTAB, and nothing else.
QByteArrayView withoutWhiteSpace(QByteArrayView text);

//! \brief The header fields of a message: in their order, found without regard to case.
//!
//! Names are kept in lower case. A field may be there more than once. A line end in a value becomes
//! a space, so no value can bring in a field of its own.
class Headers
{
public:
    using Field = std::pair<QByteArray, QByteArray>;

    Headers() = default;
    Headers(std::initializer_list<Field> fields);

    //! The value of the first field of that name, or an empty one.
    QByteArray value(QByteArrayView name) const;
    bool contains(QByteArrayView name) const { return count(name) > 0; }
    qsizetype count(QByteArrayView name) const;

    //! The values of all fields of that name as one (RFC 9110, 5.3).
    QByteArray joined(QByteArrayView name) const;
    //! The elements of a list, which may be spread over several fields (RFC 9110, 5.6.1). A comma
    //! within quotation marks separates nothing; empty elements are left out.
    QByteArrayList list(QByteArrayView name) const;
    //! Whether \a token is in that list, in whatever case, with parameters (";q=1") or without.
    bool lists(QByteArrayView name, QByteArrayView token) const;

    //! Adds a field, whether or not there is one of that name.
    void add(QByteArrayView name, const QByteArray &value);
    //! Replaces every field of that name by this one.
    void set(QByteArrayView name, const QByteArray &value);
    void remove(QByteArrayView name);

    qsizetype size() const { return m_fields.size(); }
    auto begin() const { return m_fields.cbegin(); }
    auto end() const { return m_fields.cend(); }

private:
    QList<Field> m_fields;
};

} // namespace Holdfast
