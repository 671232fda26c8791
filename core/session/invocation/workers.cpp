// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/workers.h"

#include "core/base/taskthread.h"
#include "core/session/log.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace Holdfast {

Workers::Workers(const Limits &limits, std::function<void(Kind)> heldBack)
    : m_limits(limits)
    , m_heldBack(std::move(heldBack))
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
    const auto job = std::make_shared<Job>(Job {kind, thing, std::move(task), std::move(dropped)});
    std::unique_lock lock(m_mutex);
    if (m_closed) {
        lock.unlock();
        job->dropped();
        return;
    }
    const auto place = m_waiting.insert(m_waiting.end(), job);
    Share &share = m_shares.at(std::size_t(kind))[thing];
    const bool isHeldBack = share.begun >= mostOf(kind);
    job->isHeldBack = isHeldBack;
    ++(isHeldBack ? share.heldBack : share.begun);
    lock.unlock();
    if (!isHeldBack)
        pool(kind).start([this, job, place] { begin(job, place); });
    else if (m_heldBack)
        m_heldBack(kind);
}

int Workers::mostOf(Kind kind) const
{
    switch (kind) {
    case Kind::Read:
        return m_limits.readers;
    case Kind::Unlocked:
        return m_limits.workers;
    case Kind::Locked:
        break; // the lock lets one work at a time
    }
    return std::numeric_limits<int>::max();
}

void Workers::passOn(Kind kind, const QString &thing)
{
    auto &shares = m_shares.at(std::size_t(kind));
    Share &share = shares[thing];
    --share.begun;
    if (share.heldBack == 0 || m_closed) {
        if (share.begun == 0)
            shares.remove(thing);
        return;
    }
    const auto next = std::find_if(m_waiting.begin(), m_waiting.end(), [&](const auto &job) {
        return job->isHeldBack && job->kind == kind && job->thing == thing;
    });
    --share.heldBack;
    ++share.begun;
    (*next)->isHeldBack = false;
    pool(kind).start([this, job = *next, next] { begin(job, next); });
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
    passOn(job->kind, job->thing);
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
