// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/locksinkthread.h"

#include <QDeadlineTimer>

#include <algorithm>
#include <iterator>
#include <utility>

namespace Holdfast {

namespace {

bool isEmpty(const LockFeed::Batch &batch)
{
    return batch.events.empty() && batch.lost == 0;
}

} // namespace

LockSinkThread::LockSinkThread(const QString &name, std::shared_ptr<LockEventSink> sink,
                               std::size_t limit)
    : m_sink(std::move(sink))
    , m_limit(limit)
    , m_thread(std::make_unique<TaskThread>(name))
{
}

LockSinkThread::~LockSinkThread() = default;

void LockSinkThread::take(const LockFeed::Batch &batch, const ClockPair &clocks)
{
    const std::lock_guard lock(m_mutex);
    // What has happened after a look may not be given before it.
    add(batch, m_waiting.look ? m_waiting.after : m_waiting.before);
    m_waiting.clocks = clocks;
    schedule();
}

void LockSinkThread::add(const LockFeed::Batch &batch, LockFeed::Batch &to)
{
    const std::size_t used = m_waiting.before.events.size() + m_waiting.after.events.size();
    const std::size_t fits = std::min(batch.events.size(), m_limit - std::min(m_limit, used));
    const auto end = std::next(batch.events.begin(), std::ptrdiff_t(fits));
    to.events.insert(to.events.end(), batch.events.begin(), end);
    to.lost += batch.lost + (batch.events.size() - fits);
}

void LockSinkThread::look(const LockStatus &status, const ClockPair &clocks)
{
    const std::lock_guard lock(m_mutex);
    LockFeed::Batch after = std::exchange(m_waiting.after, {});
    LockFeed::Batch &before = m_waiting.before;
    before.events.insert(before.events.end(), std::make_move_iterator(after.events.begin()),
                         std::make_move_iterator(after.events.end()));
    before.lost += after.lost;
    m_waiting.look = Look {status, clocks};
    schedule();
}

void LockSinkThread::schedule()
{
    if (!std::exchange(m_isScheduled, true))
        m_thread->start([this] { giveOn(); });
}

void LockSinkThread::giveOn()
{
    Waiting waiting;
    {
        const std::lock_guard lock(m_mutex);
        m_isScheduled = false;
        std::swap(waiting, m_waiting);
    }
    if (!isEmpty(waiting.before))
        m_sink->take(waiting.before, waiting.clocks);
    if (waiting.look)
        m_sink->look(waiting.look->status, waiting.look->clocks);
    if (!isEmpty(waiting.after))
        m_sink->take(waiting.after, waiting.clocks);
}

void LockSinkThread::flush()
{
    m_thread->waitForDone(QDeadlineTimer::Forever);
}

void LockSinkThread::end()
{
    m_thread->start([this] { m_sink->end(); });
    m_thread.reset();
}

} // namespace Holdfast
