// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/core/lockask.h"
#include "core/lock/holder.h"
#include "core/lock/lease.h"
#include "core/lock/lockbreak.h"

#include <memory>

namespace Holdfast {

class LockGate;
class LockGrant;

//! \brief The settings that an operation gives its hold from the beginning: see LockGuard's
//! functions of the same names.
struct LockHooks
{
    BreakCallback onBreak {}; //!< as LockGuard::onBreak()
    AskCallback onAsked {};   //!< as LockGuard::onAsked()
    bool isBase = false;      //!< see LockGuard::markAsBase()
};

//! \brief A scope guard: its holder owns the lock for as long as it lives.
//!
//! Each acquisition makes a new guard, and guards nest. A guard stays in the thread that made it:
//! when it is destroyed in another one it does not release the lock, logs that, and the owner is
//! shown as stuck.
class [[nodiscard]] LockGuard
{
public:
    LockGuard() = default; //!< guards nothing
    //! Takes over what \a other guards; it then guards nothing.
    LockGuard(LockGuard &&other) noexcept;
    //! Releases what it guards, and takes over what \a other guards.
    LockGuard &operator=(LockGuard &&other) noexcept;
    ~LockGuard()
    {
        if (m_gate)
            release();
    }

    //! Returns whether it guards a lock.
    bool isHolding() const { return m_gate != nullptr; }

    //! Releases the lock before the scope ends. Throws std::logic_error when it holds nothing, or
    //! no longer. In another thread than the one that holds, it does what the destructor does
    //! there.
    void release();

    //! Marks this guard, and those around it, as not belonging to the operation itself: a caller
    //! that runs an operation holds the lock for it, and marks its guard so. See
    //! GlobalLock::yieldIfWanted(). Only in the guard's thread.
    void markAsBase();

    //! Sets the callback that asks the operation under this hold to end when the hold is broken. It
    //! is called in the thread that breaks, without any mutex, possibly more than once and just
    //! after the hold has ended; at once when the hold was broken already. It must be quick and
    //! must not throw. One per hold: the latest counts. Only in the guard's thread.
    void onBreak(const BreakCallback &callback);

    //! Sets the callback that tells the operation under this hold of a request for the lock. As
    //! onBreak().
    void onAsked(const AskCallback &callback);

private:
    friend class GlobalLock;
    friend class LockGrant;
    //! Makes a guard of \a gate, which counts its guards, and so exists until LockGate::leave() of
    //! the last one.
    LockGuard(LockGate *gate, quint64 hold)
        : m_gate(gate)
        , m_hold(hold)
    {
    }
    LockGate *m_gate = nullptr;
    quint64 m_hold = 0;
};

//! \brief A grant of the lock, under which no thread works yet: the good outcome of a ticket.
//!
//! May cross threads. The thread that will work calls enter(); a grant that is destroyed without
//! that is handed on to the next in the queue.
class [[nodiscard]] LockGrant
{
public:
    //! Takes over the grant of \a other, which is then used up.
    LockGrant(LockGrant &&other) noexcept;
    //! Hands its grant on to the next in line, and takes over that of \a other.
    LockGrant &operator=(LockGrant &&other) noexcept;
    //! Hands the grant on to the next in line, unless it was used.
    ~LockGrant();

    //! Returns the holder to which the lock was granted.
    const Holder &holder() const { return m_holder; }
    //! Returns the generation of the lock under this grant.
    quint64 generation() const { return m_generation; }

    //! Takes the inner mutex for this thread. The grant is used up. Throws std::logic_error when it
    //! already was, and GlobalLockBusyError when everything has been stopped since, or the grant
    //! was broken. With a lock that is off (LockRules::isOff) the guard holds nothing.
    LockGuard enter(LockHooks hooks = {});

    //! Keeps the lock beyond this grant, for one operation after the other: an asker with the
    //! holder of the lease enters at once, in any thread, one operation at a time; its other
    //! operations wait in the queue before all other waiters. The grant is used up.
    //!
    //! The lease ends when it is not used for its ttl (the clock stands still while an operation
    //! runs or waits, so it never cuts one short), with GlobalLock::endLease(), when its hold is
    //! broken, and with a stop. A remote lease gives way, between its operations, to an operator
    //! who takes control (LockTake::FromLeases) and to LockMode::LocalOnly: it is suspended, and
    //! its next operation is the first of its class. Throws as enter(); and std::logic_error for an
    //! operation of a lease.
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
