// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"

namespace Holdfast {

//! \brief The class of an asker: which goes first when several wait. Inside a class it is first
//! come, first served.
enum class LockClass {
    Operator, //!< the person at the window: before all others
    Remote,   //!< clients, scripts, and Holdfast's own work
};

//! \brief Whether leases give way, between their operations, to an asker.
enum class LockTake {
    InTurn,     //!< they do not: the asker waits until the lease ends
    FromLeases, //!< remote ones do; only for operators, without effect for others
};

//! Returns the class of an asker that states none. The operator is Operator, a client Remote. So is
//! the system: its work, and code that gave no label, can wait for a person, but no person waits
//! for it.
LockClass defaultClass(Principal::Kind kind);

//! Returns the word of \a lockClass on the wire: "operator" or "remote".
QString toWord(LockClass lockClass);

} // namespace Holdfast
