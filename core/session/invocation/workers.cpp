// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/workers.h"

#include "core/base/taskthread.h"
#include "core/session/log.h"

#include <algorithm>

namespace Holdfast {

Workers::Workers()
{
    m_read.setMaxThreadCount(8);
    // One works; the second begins while the first, whose lock is already handed over, still
    // finishes.
    m_locked.setMaxThreadCount(2);
    m_unlocked.setMaxThreadCount(16);
    for (QThreadPool *threads : {&m_read, &m_locked, &m_unlocked}) {
        if (!beginThreadsNow(*threads))
            writeLog(
                LogLevel::Error,
                QStringLiteral("The operating system refuses to create threads for the Things."));
    }
}

QThreadPool &Workers::pool(Kind kind)
{
    switch (kind) {
    case Kind::Read:
        return m_read;
    case Kind::Locked:
        return m_locked;
    case Kind::Unlocked:
        break;
    }
    return m_unlocked;
}

void Workers::run(Kind kind, const QString &thing, std::function<void()> task,
                  std::function<void()> dropped)
{
    const auto job = std::make_shared<Job>(Job {thing, std::move(task), std::move(dropped)});
    std::unique_lock lock(m_mutex);
    if (m_closed) {
        lock.unlock();
        job->dropped();
        return;
    }
    const auto place = m_waiting.insert(m_waiting.end(), job);
    lock.unlock();
    pool(kind).start([this, job, place] { begin(job, place); });
}

void Workers::begin(const std::shared_ptr<Job> &job, Jobs::iterator place)
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_closed)
            return; // it was dropped
        m_waiting.erase(place);
        m_busy << job->thing;
    }
    job->task();
    // The task is released before the Thing counts as idle: it may own the last reference to other
    // objects.
    job->task = {};
    job->dropped = {};
    const std::lock_guard lock(m_mutex);
    m_busy.removeOne(job->thing);
}

void Workers::close()
{
    Jobs waiting;
    {
        const std::lock_guard lock(m_mutex);
        m_closed = true;
        waiting.swap(m_waiting);
    }
    for (const auto &job : waiting) {
        job->dropped();
        job->task = {};
        job->dropped = {};
    }
}

bool Workers::waitForDone(const QDeadlineTimer &deadline)
{
    const auto wait = [&deadline](QThreadPool &pool) {
        const qint64 limit =
            deadline.isForever() ? -1 : std::max<qint64>(0, deadline.remainingTime());
        return pool.waitForDone(int(limit));
    };
    return wait(m_locked) && wait(m_unlocked) && wait(m_read);
}

QStringList Workers::busyThings() const
{
    const std::lock_guard lock(m_mutex);
    QStringList things = m_busy;
    things.removeDuplicates();
    return things;
}

} // namespace Holdfast
