// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockannouncer.h"

#include "core/base/threadlocalscope.h"
#include "core/lock/globallock.h"

namespace Holdfast {

namespace {

// The announcements that this thread is currently making: a slot may destroy the lock.
struct Running
{
    const LockAnnouncer *which;
    const Running *outer;
};

thread_local const Running *s_running = nullptr;

} // namespace

LockAnnouncer::LockAnnouncer(GlobalLock *lock)
    : m_lock(lock)
{
}

void LockAnnouncer::emitChanged()
{
    // The count is raised before the pointer is read: close() clears the pointer before it reads
    // the count, so one of the two sees the other.
    m_running.fetch_add(1);
    {
        const Running running {this, s_running};
        const ThreadLocalScope scope(s_running, &running);
        if (GlobalLock *lock = m_lock.load())
            Q_EMIT lock->changed();
    }
    m_running.fetch_sub(1);
    if (!m_lock.load())
        m_running.notify_all();
}

void LockAnnouncer::close()
{
    m_lock.store(nullptr);
    int own = 0;
    for (const Running *running = s_running; running; running = running->outer)
        own += running->which == this ? 1 : 0;
    for (int all = m_running.load(); all > own; all = m_running.load())
        m_running.wait(all);
}

} // namespace Holdfast
