// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallockbusyerror.h"
#include "core/lock/lockguard.h"

#include <memory>
#include <variant>

namespace Holdfast {

//! \brief How a ticket ended: granted, or refused with the reason. A withdrawn ticket never calls
//! back.
using LockOutcome = std::variant<LockGrant, GlobalLockBusyError>;

//! \brief The place of a holder in the queue. A handle: copies are the same ticket; dropping it withdraws
//! nothing.
class LockTicket
{
public:
    //! Makes a ticket for no place in line.
    LockTicket() = default;

    //! Returns the number of the place; 0 for none.
    quint64 id() const { return m_id; }

    //! Leaves the queue. Returns false when it was too late: the outcome has been, or is being,
    //! delivered. A thread that sleeps for this ticket (GlobalLock::yieldIfWanted()) is woken and
    //! told.
    bool withdraw();

    //! Returns the position in the queue from 1; 0 when it is not in the queue.
    int position() const;

private:
    friend class GlobalLock;
    LockTicket(std::weak_ptr<LockGate> gate, quint64 id);
    std::weak_ptr<LockGate> m_gate;
    quint64 m_id = 0;
};

} // namespace Holdfast
