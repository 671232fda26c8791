// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/deadlinewatch.h"

#include <condition_variable>
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

    const Expired expired;
    std::mutex mutex;
    std::condition_variable news;
    std::set<std::pair<Clock::time_point, quint64>> deadlines;
    // The time at which the thread looks next without being woken. Most deadlines are removed long
    // before they are due, so this may be earlier than all of them.
    Clock::time_point looksAt = Clock::time_point::min();
    bool stopped = false;
};

DeadlineWatch::DeadlineWatch(Expired expired)
    : m_state(std::make_shared<State>(std::move(expired)))
    , m_thread([state = m_state] { run(state); })
{
}

DeadlineWatch::~DeadlineWatch()
{
    stop();
}

void DeadlineWatch::add(quint64 id, Clock::time_point deadline)
{
    const std::lock_guard lock(m_state->mutex);
    if (m_state->stopped)
        return;
    m_state->deadlines.emplace(deadline, id);
    if (deadline < m_state->looksAt) // waking a thread costs more than the rest of this function
        m_state->news.notify_one();
}

void DeadlineWatch::remove(quint64 id, Clock::time_point deadline)
{
    const std::lock_guard lock(m_state->mutex);
    m_state->deadlines.erase({deadline, id});
}

void DeadlineWatch::stop()
{
    std::thread thread;
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->stopped = true;
        m_state->deadlines.clear();
        thread.swap(m_thread);
    }
    m_state->news.notify_one();
    if (!thread.joinable())
        return;
    if (thread.get_id() == std::this_thread::get_id())
        thread.detach();
    else
        thread.join();
}

void DeadlineWatch::run(const std::shared_ptr<State> &state)
{
    std::unique_lock lock(state->mutex);
    while (!state->stopped) {
        if (state->deadlines.empty()) {
            state->looksAt = Clock::time_point::max();
            state->news.wait(lock);
            continue;
        }
        const auto [deadline, id] = *state->deadlines.begin();
        if (Clock::now() < deadline) {
            state->looksAt = deadline;
            state->news.wait_until(lock, deadline);
            continue;
        }
        state->looksAt = Clock::time_point::min();
        state->deadlines.erase(state->deadlines.begin());
        lock.unlock();
        state->expired(id);
        lock.lock();
    }
}

} // namespace Holdfast
