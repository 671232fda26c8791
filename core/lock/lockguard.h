// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/lock/lease.h"
#include "core/lock/lockask.h"
#include "core/lock/lockbreak.h"

#include <memory>

namespace Holdfast {

class LockGate;
class LockGrant;

//! \brief What an operation wants of its hold from the beginning: see LockGuard's functions of the same
//! names.
struct LockHooks
{
    BreakCallback onBreak {};
    AskCallback onAsked {};
    bool isBase = false; //!< see LockGuard::markAsBase()
};

//! \brief While it lives, its holder owns the lock: a scope guard.
//!
//! Guards are fresh every time and nest. A guard stays in the thread that made it: destroyed in
//! another one it refuses to release, reports that, and the owner is shown as stuck.
class [[nodiscard]] LockGuard
{
public:
    LockGuard() = default; //!< guards nothing
    LockGuard(LockGuard &&other) noexcept;
    LockGuard &operator=(LockGuard &&other) noexcept;
    ~LockGuard();

    bool isHolding() const { return m_gate != nullptr; }

    //! Lets go before the scope ends. Throws std::logic_error when it holds nothing (any more).
    //! In another thread than the one that holds, it does what the destructor does there.
    void release();

    //! This guard, and those around it, are not the operation's own: whoever runs an operation
    //! holds for it, and says so. See GlobalLock::yieldIfWanted(). Only in the guard's thread.
    void markAsBase();

    //! What asks the operation under this hold to end when somebody breaks it. Called in the thread
    //! that breaks, without any mutex, possibly more than once and just after the hold has ended;
    //! at once when it was broken already. Must be quick and must not throw. One per hold: the
    //! latest counts. Only in the guard's thread.
    void onBreak(BreakCallback callback);

    //! What tells the operation under this hold that somebody asks for the lock. As onBreak().
    void onAsked(AskCallback callback);

private:
    friend class GlobalLock;
    friend class LockGrant;
    //! Of \a gate, which counts its guards, and so is there until LockGate::leave() of the last one.
    LockGuard(LockGate *gate, quint64 hold);
    LockGate *m_gate = nullptr;
    quint64 m_hold = 0;
};

//! \brief The lock is yours, but nobody works under it yet: the good outcome of a ticket.
//!
//! May cross threads. Whoever will work calls enter() in the thread that works; a grant that is
//! destroyed without is handed on to the next in line.
class [[nodiscard]] LockGrant
{
public:
    LockGrant(LockGrant &&other) noexcept;
    LockGrant &operator=(LockGrant &&other) noexcept;
    ~LockGrant();

    const Holder &holder() const { return m_holder; }
    quint64 generation() const { return m_generation; }

    //! Takes the inner mutex for this thread. The grant is used up. Throws std::logic_error when
    //! it already was, and GlobalLockBusyError when everything has been stopped since,
    //! or the grant was broken. Of a lock that is off (LockRules::isOff) the guard holds nothing.
    LockGuard enter(LockHooks hooks = {});

    //! Keeps the lock beyond this grant, for one operation after the other: whoever asks under the
    //! holder of the lease enters at once, in whichever thread, one operation at a time; the others
    //! wait in line before everybody else. The grant is used up.
    //!
    //! The lease ends when it is not used for its ttl (the clock stands still while an operation
    //! goes on or waits, so it never cuts one short), with GlobalLock::endLease(), when its hold is
    //! broken, and with a stop. A remote lease gives way, between its operations, to an operator
    //! who takes control (GlobalLock::Take) and to LockMode::LocalOnly: it is suspended, and its
    //! next operation stands first in its class. Throws as enter(); and
    //! std::logic_error for an operation of a lease.
    Lease intoLease(const LeaseTerms &terms);

private:
    friend class LockGate;
    friend class GlobalLock;
    LockGrant(std::shared_ptr<LockGate> gate, Holder holder, quint64 generation, quint64 hold);
    std::shared_ptr<LockGate> m_gate;
    Holder m_holder;
    quint64 m_generation;
    quint64 m_hold;
};

} // namespace Holdfast
