// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfast-mmcore/worker.h"

#include <utility>

namespace Holdfast {

using Clock = std::chrono::steady_clock;

Worker::Worker()
    : m_thread([this] { run(); })
{
}

Worker::~Worker()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void Worker::add(Job job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_jobs.push_back(std::move(job));
    }
    m_changed.notify_all();
}

void Worker::follow(Poll poll)
{
    m_polls.push_back(std::move(poll));
}

void Worker::run()
{
    auto nextPoll = Clock::now();
    for (;;) {
        Job job;
        {
            std::unique_lock lock(m_mutex);
            const auto isWanted = [this] { return m_isEnding || !m_jobs.empty(); };
            if (m_polls.empty())
                m_changed.wait(lock, isWanted);
            else
                m_changed.wait_until(lock, nextPoll, isWanted);
            if (m_isEnding)
                return;
            if (!m_jobs.empty()) {
                job = std::move(m_jobs.front());
                m_jobs.pop_front();
            }
        }
        const bool wasIdle = m_polls.empty();
        if (job)
            job();
        if (wasIdle)
            nextPoll = Clock::now() + pollInterval;
        if (Clock::now() < nextPoll)
            continue;
        // Also between many jobs: a move must not wait for the end of the queue.
        std::erase_if(m_polls, [](const Poll &poll) { return poll(); });
        nextPoll = Clock::now() + pollInterval;
    }
}

} // namespace Holdfast
