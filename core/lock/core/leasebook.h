// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lease.h"

#include <chrono>
#include <deque>
#include <list>
#include <optional>

namespace Holdfast {

//! \brief The LockCore's record of a lease that is alive.
struct LeaseRecord
{
    using Clock = std::chrono::steady_clock;

    quint64 id = 0; //!< set by the book
    Holder holder;
    LockClass lockClass;
    LeaseTerms terms;
    quint64 generation;
    std::chrono::system_clock::time_point sinceOfDay;
    Clock::time_point lastUse;
    std::optional<Clock::time_point>
        looksAt {}; //!< the deadline at which it is checked; empty for none
};

//! \brief The leases of one lock: those that are alive, and the latest thousand that ended. A pure
//! part of LockCore.
class LeaseBook
{
public:
    //! Adds a lease, and gives it its number.
    const LeaseRecord &add(LeaseRecord lease);

    bool isEmpty() const { return m_alive.empty(); }
    const std::list<LeaseRecord> &alive() const { return m_alive; }
    LeaseRecord *find(quint64 id);
    const LeaseRecord *find(quint64 id) const;
    LeaseRecord *ofHolder(quint64 holderId);
    const LeaseRecord *ofHolder(quint64 holderId) const;

    //! Notes that the lease has ended.
    void end(quint64 id, LeaseEnd how, const Principal &by, const QString &reason,
             const QDateTime &when);

    std::optional<EndedLease> ended(quint64 id) const;
    std::optional<EndedLease> endedOfHolder(quint64 holderId) const;

private:
    std::list<LeaseRecord> m_alive;
    std::deque<EndedLease> m_ended;
    quint64 m_last = 0;
};

} // namespace Holdfast
