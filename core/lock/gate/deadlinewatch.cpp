// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/deadlinewatch.h"

#include <mutex>
#include <set>
#include <utility>

namespace Holdfast {

// The state is shared with the thread, which outlives the watch when it destroys the watch itself.
struct DeadlineWatch::State
{
    explicit State(Expired whenExpired)
        : expired(std::move(whenExpired))
    {
    }

    //! Reports the deadlines that have expired, and returns the next one.
    Clock::time_point look();

    const Expired expired;
    std::mutex mutex;
    std::set<std::pair<Clock::time_point, quint64>> deadlines;
    // The time at which the thread looks next without being woken. Most deadlines are removed long
    // before they are due, so this may be earlier than all of them.
    Clock::time_point looksAt = WorkerThread::never;
    bool stopped = false;
};

DeadlineWatch::DeadlineWatch(Expired expired)
    : m_state(std::make_shared<State>(std::move(expired)))
    , m_thread(QStringLiteral("lock deadlines"), [state = m_state] { return state->look(); })
{
}

DeadlineWatch::~DeadlineWatch()
{
    stop();
}

void DeadlineWatch::add(quint64 id, Clock::time_point deadline)
{
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->stopped)
            return;
        m_state->deadlines.emplace(deadline, id);
        if (deadline
            >= m_state->looksAt) // waking a thread costs more than the rest of this function
            return;
        m_state->looksAt = deadline;
    }
    m_thread.wake();
}

void DeadlineWatch::remove(quint64 id, Clock::time_point deadline)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->deadlines.erase({deadline, id});
}

void DeadlineWatch::stop()
{
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopped = true;
        m_state->deadlines.clear();
    }
    m_thread.end();
}

DeadlineWatch::Clock::time_point DeadlineWatch::State::look()
{
    std::unique_lock lock(mutex);
    while (!deadlines.empty()) {
        const auto [deadline, id] = *deadlines.begin();
        if (Clock::now() < deadline)
            return looksAt = deadline;
        looksAt = Clock::time_point::min();
        deadlines.erase(deadlines.begin());
        lock.unlock();
        expired(id);
        lock.lock();
    }
    return looksAt = WorkerThread::never;
}

} // namespace Holdfast
