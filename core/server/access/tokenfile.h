// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/access/tokenbook.h"
#include "core/thing/result.h"

#include <QString>

namespace Holdfast {

//! \brief The file in which the tokens of a station are kept: names, roles and digests, never a token. All functions may block.
//!
//! The server and holdfastctl may change it at the same time: each change claims the file, reads it, and replaces it atomically
//! by one that only this account can read (mode 0600).
class TokenFile
{
public:
    explicit TokenFile(QString path);

    const QString &path() const { return m_path; }

    //! Returns the tokens; none when there is no file. The error says what is wrong with the file.
    Result<TokenBook> read() const;
    //! Makes a token. Fails with Conflict when the name is taken, with Invalid when it is none, and with Unavailable when the file
    //! cannot be changed.
    Result<NewToken> create(const QString &name, Role role) const;
    //! Ends a token, and returns what was known of it. Fails with NotFound or Unavailable.
    Result<TokenRecord> revoke(const QString &name) const;

private:
    template<typename T, typename Change>
    Result<T> change(Change change) const;
    Error unusable(const QString &why) const;

    const QString m_path;
};

} // namespace Holdfast
