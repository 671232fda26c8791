// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/access/role.h"

#include <QByteArray>
#include <QDateTime>
#include <QList>
#include <QString>

#include <optional>

namespace Holdfast {

//! \brief What is known of a token, which does not include the token itself.
struct TokenRecord
{
    QString name; //!< of its user; no other token has it
    Role role = Role::Viewer;
    QByteArray digest; //!< see digestOf()
    QDateTime created; //!< UTC

    friend bool operator==(const TokenRecord &a, const TokenRecord &b) = default;
};

//! \brief A token that was just made: the only time that it is known in clear.
struct NewToken
{
    TokenRecord record;
    QByteArray token;
};

//! \brief The tokens that are valid. A value.
class TokenBook
{
public:
    //! Returns the record of \a token; empty when it is not valid. Looks at all tokens, however early it finds it.
    std::optional<TokenRecord> find(const QByteArray &token) const;
    //! Returns whether a token of that digest is valid.
    bool hasDigest(const QByteArray &digest) const;
    //! Returns the record with that name; null when there is none.
    const TokenRecord *named(const QString &name) const;

    //! Adds a token; its name must be free.
    void add(const TokenRecord &record) { m_records << record; }
    //! Removes the token of that name. Returns false when there is none.
    bool remove(const QString &name);

    const QList<TokenRecord> &records() const { return m_records; }
    bool isEmpty() const { return m_records.isEmpty(); }

private:
    QList<TokenRecord> m_records;
};

} // namespace Holdfast
