// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

#include <QDateTime>

namespace Holdfast {

//! \brief Which holders a lock serves.
enum class LockMode {
    Shared,    //!< all
    LocalOnly, //!< those at this machine: the operator, and Holdfast's own work
    Stopped,   //!< none, until the stop is cleared
};

//! Returns the word of \a mode on the wire: "shared", "local_only" or "stopped".
QString toWord(LockMode mode);

//! \brief A mode, and who set it, when and why.
struct LockModeRecord
{
    LockMode mode = LockMode::Shared; //!< which holders are served
    Principal by {};    //!< who set it; without meaning for a lock that has always been shared
    QString reason {};  //!< as given by the one who set it; may be empty
    QDateTime since {}; //!< UTC

    //! Returns "stopped by operator since 14:02:11 (smoke)", in local time and without a full stop;
    //! empty for a shared lock.
    QString toClause() const;
};

} // namespace Holdfast
