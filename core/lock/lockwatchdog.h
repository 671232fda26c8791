// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <chrono>
#include <memory>

namespace Holdfast {

class GlobalLock;

//! \brief When a LockWatchdog barks.
struct LockWatchdogPolicy
{
    //! A hold whose operation has not said for so long how far it is.
    std::chrono::milliseconds stalledAfter = std::chrono::seconds {10};
    //! How often it looks. A cycle is reported once it was seen twice.
    std::chrono::milliseconds interval {500};
};

//! \brief Looks after locks in a thread of its own, and warns of those that do not get on: in the
//! log once per hold and kind, and in LockOwner::warning for as long as it is so.
//!
//! Of a hold without progress (GlobalLock::noteProgress(), or a new operation); a lease at rest has
//! nothing to get on with. And of threads that wait for each other in a circle: for a lock that one
//! of them holds, or for what another thread does (WaitsForThread); the warning names the operations
//! on the way. It only tells: nobody is robbed of anything.
class LockWatchdog
{
public:
    explicit LockWatchdog(const LockWatchdogPolicy &policy = {});
    //! Waits for its thread, which may be telling of a change of a lock just then.
    ~LockWatchdog();
    Q_DISABLE_COPY_MOVE(LockWatchdog)

    //! From now on. \a lock may go away at any time.
    void watch(const GlobalLock &lock);

    //! Looks now, in the calling thread; in between it does so by itself.
    void look();

private:
    struct State;
    const std::unique_ptr<State> m_state;
};

} // namespace Holdfast
