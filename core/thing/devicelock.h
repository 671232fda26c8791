// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

#include <QString>

#include <memory>
#include <source_location>

namespace Holdfast {

class Thing;

//! \brief A lock of its own for one device of a Thing: a serial port, a camera.
//!
//!     DeviceLock m_port {this, "port"};
//!     ...
//!     const auto hold = m_port.hold(); // for one question and its answer
//!
//! For what the global lock does not cover: readings, timers, and whatever opted out of it can meet
//! at the device, also with an action that has the global lock. Works where the global lock is
//! switched off, and is shown and watched as that one is, under the name "stage port".
//!
//! Hold it for as short as the device needs, and against deadlocks always in the same order: the
//! global lock first, then device locks, and several of these in the order of their declaration.
//! Never ask for the global lock, give way, or wait for another thread, while you hold one.
class DeviceLock
{
public:
    DeviceLock(Thing *owner, const char *name);
    ~DeviceLock();
    Q_DISABLE_COPY_MOVE(DeviceLock)

    //! Holds the device until the end of the scope, for whoever this thread works for: re-enters,
    //! waits as long as \a wait says (by default 50 ms, and not at all where waiting is forbidden),
    //! then throws GlobalLockBusyError. In the Thing's constructor it guards nothing: nobody else
    //! is there yet.
    LockGuard hold(std::source_location where = std::source_location::current()) const;
    LockGuard hold(GlobalLock::Wait wait,
                   std::source_location where = std::source_location::current()) const;

    //! Holds it if that can be had at once; else what it returns guards nothing:
    //! LockGuard::isHolding().
    LockGuard tryHold(std::source_location where = std::source_location::current()) const;

    //! The lock itself, to be looked at; null before the Thing is attached.
    GlobalLock *lock() const { return m_lock.get(); }

private:
    friend class Thing;
    void attach();

    const Thing *m_owner;
    const QString m_name;
    std::unique_ptr<GlobalLock> m_lock;
};

} // namespace Holdfast
