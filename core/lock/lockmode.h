// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QDateTime>

namespace Holdfast {

//! \brief Whom a lock serves at all.
enum class LockMode {
    Shared,    //!< everybody
    LocalOnly, //!< whoever is at this machine: the operator, and Holdfast's own work
    Stopped,   //!< nobody, until the stop is cleared
};

//! The word of \a mode on the wire: "shared", "local_only" or "stopped".
QString toWord(LockMode mode);

//! \brief A mode, and how it came about.
struct LockModeRecord
{
    LockMode mode = LockMode::Shared;
    HolderLabel by {};  //!< who set it; of no meaning for a lock that was never anything but shared
    QString reason {};  //!< as whoever set it gave it; may be empty
    QDateTime since {}; //!< UTC

    //! "stopped by operator since 14:02:11 (smoke)", in local time and without a full stop; empty
    //! for a shared lock.
    QString toClause() const;
};

} // namespace Holdfast
