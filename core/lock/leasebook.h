// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lease.h"

#include <chrono>
#include <deque>
#include <list>
#include <optional>

namespace Holdfast {

//! \brief What a gate knows of a lease that lives.
struct LeaseRecord
{
    using Clock = std::chrono::steady_clock;

    quint64 id;
    Holder holder;
    LockClass lockClass;
    LeaseTerms terms;
    quint64 generation;
    std::chrono::system_clock::time_point sinceWall;
    Clock::time_point lastUse;
    quint64 timer = 0; //!< its ticket with the deadline watch; 0 while it has none
    Clock::time_point timerAt {};
};

//! \brief The leases of one lock: those that live, and the latest thousand of those that ended.
//! Not thread-safe: the gate guards it.
class LeaseBook
{
public:
    LeaseRecord &add(const Holder &holder, LockClass lockClass, const LeaseTerms &terms,
                     quint64 generation);

    bool isEmpty() const { return m_alive.empty(); }
    const std::list<LeaseRecord> &alive() const { return m_alive; }
    LeaseRecord *find(quint64 id);
    const LeaseRecord *find(quint64 id) const;
    LeaseRecord *ofHolder(quint64 holderId);
    const LeaseRecord *ofHolder(quint64 holderId) const;
    LeaseRecord *ofTimer(quint64 timer);

    //! It lives no more.
    void end(quint64 id, LeaseEnd how, const HolderLabel &by, const QString &reason);

    std::optional<EndedLease> ended(quint64 id) const;
    std::optional<EndedLease> endedOfHolder(quint64 holderId) const;

private:
    std::list<LeaseRecord> m_alive;
    std::deque<EndedLease> m_ended;
    quint64 m_last = 0;
};

} // namespace Holdfast
