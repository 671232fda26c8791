// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockticket.h"

#include <memory>

namespace Holdfast {

class SharedUse;

//! \brief The place of an operation in line: in that of the lock, and before that in that of the lab, if other stations share what
//! it needs. A handle: copies are the same ticket; dropping it withdraws nothing.
class UseTicket
{
public:
    //! Makes a ticket for no place in line.
    UseTicket() = default;
    //! Makes one for an operation that waits for the lock alone.
    UseTicket(const LockTicket &ticket)
        : m_ticket(ticket)
    {
    }
    //! Makes one for an operation that waits for the lab, too.
    explicit UseTicket(std::shared_ptr<SharedUse> shared)
        : m_shared(std::move(shared))
    {
    }

    //! Leaves the line. Returns false when it was too late: see LockTicket::withdraw().
    bool withdraw();
    //! Returns the position in line from 1; 0 when it is not in line.
    int position() const;

private:
    LockTicket m_ticket;
    std::shared_ptr<SharedUse> m_shared; //!< null for the lock alone
};

} // namespace Holdfast
