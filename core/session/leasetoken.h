// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace Holdfast {

//! \brief The secret that a client uses its lease with: "hf1.RUN.LEASE.SECRET".
//!
//! RUN says which run of the server gave it out, so that a later one can tell a token that it has
//! never heard of from one that a restart has made worthless. The secret has 192 random bits; the
//! server keeps hash() only.
struct LeaseToken
{
    QDateTime run; //!< when that run of the server began
    quint64 lease = 0;
    QByteArray secret;

    //! A new one; \a run in milliseconds.
    static LeaseToken create(const QDateTime &run, quint64 lease);
    //! Empty for what cannot be a token.
    static std::optional<LeaseToken> parse(const QByteArray &text);

    QByteArray toByteArray() const;
    QByteArray hash() const;
};

} // namespace Holdfast
