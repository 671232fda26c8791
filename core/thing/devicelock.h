// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

#include <QString>

#include <memory>
#include <source_location>

namespace Holdfast {

class Thing;

//! \brief A separate lock for one device of a Thing: a serial port, a camera.
//!
//!     DeviceLock m_port {this, "port"};
//!     ...
//!     const auto hold = m_port.hold(); // for one question and its answer
//!
//! It covers what the global lock does not: readings, timers, and functions that opted out of it
//! can meet at the device, also with an action that has the global lock. It works where the global
//! lock is switched off, and is shown and watched like the global lock, under the name "stage
//! port".
//!
//! Hold it for as short as the device needs, and against deadlocks always in the same order: the
//! global lock first, then device locks, and several of these in the order of their declaration.
//! While you hold one, never ask for the global lock, give way, or wait for another thread.
class DeviceLock
{
public:
    //! Makes a lock for the device \a name of \a owner.
    DeviceLock(Thing *owner, const char *name);
    //! Refuses all waiters.
    ~DeviceLock();
    Q_DISABLE_COPY_MOVE(DeviceLock)

    //! Holds the device until the end of the scope, for the holder for which this thread works:
    //! re-enters, waits as long as \a wait says (by default 50 ms, and not at all where waiting is
    //! forbidden), then throws GlobalLockBusyError. In the Thing's constructor it guards nothing,
    //! as no other thread can use the device yet.
    LockGuard hold(std::source_location where = std::source_location::current()) const;
    //! Holds the device, and waits for it as long as \a wait says.
    LockGuard hold(GlobalLock::Wait wait,
                   std::source_location where = std::source_location::current()) const;

    //! Holds the device if that is possible at once; otherwise the guard holds nothing: see
    //! LockGuard::isHolding().
    LockGuard tryHold(std::source_location where = std::source_location::current()) const;

    //! Returns the lock itself, for its status; null before the Thing is attached.
    GlobalLock *lock() const { return m_lock.get(); }

private:
    friend class Thing;
    void attach();

    const Thing *m_owner;
    const QString m_name;
    std::unique_ptr<GlobalLock> m_lock;
};

} // namespace Holdfast
