// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

#include <utility>

namespace Holdfast {

//! Returns \a text without the white space around it; in HTTP that is SP and HTAB only.
QByteArrayView withoutWhiteSpace(QByteArrayView text);

//! \brief The header fields of a message, in their order, found without regard to case.
//!
//! Names are kept in lower case. A field may occur more than once. A line end in a value becomes a
//! space, so that no value can add a field of its own.
class Headers
{
public:
    using Field = std::pair<QByteArray, QByteArray>;

    Headers() = default;
    Headers(std::initializer_list<Field> fields);

    //! Returns the value of the first field of that name, or an empty one.
    QByteArray value(QByteArrayView name) const;
    bool contains(QByteArrayView name) const { return count(name) > 0; }
    qsizetype count(QByteArrayView name) const;

    //! Returns the values of all fields of that name as one (RFC 9110, 5.3).
    QByteArray joined(QByteArrayView name) const;
    //! Returns the elements of a list, which may be spread over several fields (RFC 9110, 5.6.1). A
    //! comma within quotation marks separates nothing; empty elements are left out.
    QByteArrayList list(QByteArrayView name) const;
    //! Returns whether \a token is in that list, in any case, with parameters (";q=1") or without.
    bool lists(QByteArrayView name, QByteArrayView token) const;

    //! Adds a field, whether or not one of that name exists.
    void add(QByteArrayView name, const QByteArray &value);
    //! Replaces all fields of that name by this one.
    void set(QByteArrayView name, const QByteArray &value);
    void remove(QByteArrayView name);

    qsizetype size() const { return m_fields.size(); }
    auto begin() const { return m_fields.cbegin(); }
    auto end() const { return m_fields.cend(); }

private:
    QList<Field> m_fields;
};

} // namespace Holdfast
