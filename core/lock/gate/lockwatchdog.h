// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>
#include <memory>

namespace Holdfast {

class GlobalLock;

//! \brief When a LockWatchdog warns.
struct LockWatchdogPolicy
{
    //! The time without reported progress after which an operation counts as stalled.
    std::chrono::milliseconds stalledAfter = std::chrono::seconds {10};
    //! The interval of its checks. A cycle is reported once it was seen twice.
    std::chrono::milliseconds interval {500};
};

//! \brief Watches locks in a thread of its own, and warns of those that make no progress: in the
//! log once per hold and kind, and in LockOwner::warning for as long as it is so.
//!
//! It warns of a hold without progress (GlobalLock::noteProgress(), or a new operation), except of
//! a lease at rest; and of threads that wait for each other in a circle: for a lock that one of
//! them holds, or for another thread (WaitsForThread). The warning names the operations on the way.
//! It only reports: no holder loses its lock.
class LockWatchdog
{
public:
    explicit LockWatchdog(const LockWatchdogPolicy &policy = {});
    //! Waits for its thread, which may be reporting a change of a lock just then.
    ~LockWatchdog();
    Q_DISABLE_COPY_MOVE(LockWatchdog)

    //! Watches \a lock from now on. It may be destroyed at any time.
    void watch(const GlobalLock &lock);

    //! Looks at once, in the calling thread; otherwise the watchdog looks by itself.
    void look();

private:
    struct State;
    const std::unique_ptr<State> m_state;
};

} // namespace Holdfast
