// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDateTime>

#include <optional>

namespace Holdfast {

//! \brief The secret with which a client uses its lease: "hf1.RUN.LEASE.SECRET".
//!
//! RUN identifies the run of the server that gave it out, so that a later run can tell an unknown
//! token from one that a restart has made invalid. The secret has 192 random bits; the server keeps
//! hash() only.
struct LeaseToken
{
    QDateTime run; //!< the time when that run of the server began
    quint64 lease = 0;
    QByteArray secret;

    //! Returns a new token; \a run in milliseconds.
    static LeaseToken create(const QDateTime &run, quint64 lease);
    //! Parses a token; empty for text that cannot be one.
    static std::optional<LeaseToken> parse(const QByteArray &text);

    QByteArray toByteArray() const;
    QByteArray hash() const;
};

} // namespace Holdfast
