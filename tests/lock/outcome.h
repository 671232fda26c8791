// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "tests/lock/elsewhere.h"

#include <condition_variable>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace Holdfast {

//! Returns the policy of a lock with a line of unlimited length.
inline LockPolicy unlimitedQueue()
{
    LockPolicy policy;
    policy.limits = {.perClient = std::numeric_limits<int>::max(),
                     .inAll = std::numeric_limits<int>::max()};
    return policy;
}

//! The outcome of one ticket. It is read in the test's thread, and set from any.
class Outcome
{
    template<typename Read>
    auto locked(Read read)
    {
        const std::lock_guard lock(m_mutex);
        return read();
    }

public:
    GlobalLock::Callback callback()
    {
        return [this](LockOutcome outcome) {
            const std::lock_guard lock(m_mutex);
            ++m_calls;
            m_when = std::chrono::steady_clock::now();
            m_where = std::this_thread::get_id();
            m_outcome = std::move(outcome);
            m_told.notify_all();
        };
    }

    bool waitForIt()
    {
        std::unique_lock lock(m_mutex);
        return m_told.wait_for(lock, patience, [this] { return m_calls > 0; });
    }

    int calls()
    {
        return locked([this] { return m_calls; });
    }
    bool isGrant()
    {
        return locked([this] { return std::holds_alternative<LockGrant>(*m_outcome); });
    }
    LockGrant takeGrant()
    {
        return locked([this] { return std::get<LockGrant>(std::move(*m_outcome)); });
    }
    GlobalLockBusyError refusal()
    {
        return locked([this] { return std::get<GlobalLockBusyError>(*m_outcome); });
    }
    std::chrono::steady_clock::time_point when()
    {
        return locked([this] { return m_when; });
    }
    std::thread::id where()
    {
        return locked([this] { return m_where; });
    }

    //! Gives the grant back.
    void drop()
    {
        std::optional<LockOutcome> dropped;
        const std::lock_guard lock(m_mutex);
        dropped.swap(m_outcome);
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_told;
    int m_calls = 0;
    std::chrono::steady_clock::time_point m_when;
    std::thread::id m_where;
    std::optional<LockOutcome> m_outcome;
};

} // namespace Holdfast
