// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/lock/refusalreason.h"

#include <chrono>
#include <optional>
#include <stdexcept>

namespace Holdfast {

//! \brief The lock could not be had in time. Carries the facts that its reader needs: the owner,
//! its operation, since when it has the lock, how long the caller waited and at which
//! position in the queue.
class GlobalLockBusyError : public std::runtime_error
{
public:
    //! For LocalOnly and Stopped see status().mode, for Broken broken(), for LeaseEnded endedLease().
    using Reason = RefusalReason::Value;

    //! \a position is the position in the queue at the end, from 1; 0 for a caller that never waited
    //! there.
    GlobalLockBusyError(LockStatus status, std::chrono::milliseconds waited, int position,
                        Reason reason = Reason::Busy, std::optional<LockBreak> broken = {},
                        std::optional<EndedLease> endedLease = {});

    //! Returns the lock's status at the refusal.
    const LockStatus &status() const { return m_status; }
    //! Returns how long the caller has waited.
    std::chrono::milliseconds waited() const { return m_waited; }
    //! Returns the place in line at the end, from 1; 0 for a caller that never waited in line.
    int position() const { return m_position; }
    //! Returns why the caller did not get the lock.
    Reason reason() const { return m_reason; }
    //! Returns the break of the caller's hold; set for Reason::Broken.
    const std::optional<LockBreak> &broken() const { return m_broken; }
    //! Returns the end of the lease under which the caller asked; set for Reason::LeaseEnded, if it
    //! is still remembered.
    const std::optional<EndedLease> &endedLease() const { return m_endedLease; }

    //! Returns an estimate, from 1 s to 30 s, of when trying again is worth it.
    std::chrono::milliseconds retryAfter() const;

    //! "The global lock could not be acquired: tile scan (127.0.0.1:40112) holds it for
    //! stage.move_relative since 14:02:11 (38 s)." The same text as what().
    QString message() const;
    //! "tile scan (127.0.0.1:40112) holds it for stage.move_relative since 14:02:11 (38 s).": the reason alone,
    //! with a capital letter where it does not begin with the name of a client.
    QString explanation() const;

private:
    LockStatus m_status;
    std::chrono::milliseconds m_waited;
    int m_position;
    Reason m_reason;
    std::optional<LockBreak> m_broken;
    std::optional<EndedLease> m_endedLease;
};

} // namespace Holdfast
