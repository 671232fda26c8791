// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockmonitor.h"

#include "core/lock/gate/lockgate.h"
#include "core/lock/globallock.h"

#include <atomic>
#include <mutex>

namespace Holdfast {

//! \brief The part that any thread may use: shared with the connection, so that a change in another
//! thread never meets a monitor that is being destroyed.
struct LockMonitor::Bell
{
    std::atomic<bool> rung {false};
    std::mutex mutex;
    LockMonitor *monitor = nullptr;

    void ring()
    {
        if (rung.exchange(true))
            return;
        const std::lock_guard lock(mutex);
        if (monitor)
            QMetaObject::invokeMethod(monitor, &LockMonitor::answer, Qt::QueuedConnection);
    }
};

LockMonitor::LockMonitor(GlobalLock *lock, std::chrono::milliseconds interval, QObject *parent)
    : QObject(parent)
    , m_gate(lock->m_gate)
    , m_bell(std::make_shared<Bell>())
    , m_quiet(this)
{
    m_bell->monitor = this;
    m_quiet.setSingleShot(true);
    m_quiet.setTimerType(Qt::PreciseTimer);
    m_quiet.setInterval(interval);
    connect(&m_quiet, &QTimer::timeout, this, &LockMonitor::publish);
    // The connection is never removed: Qt may be delivering in another thread just then. Without
    // its monitor the bell has no effect, and it is destroyed with the lock.
    connect(
        lock, &GlobalLock::changed, lock, [bell = m_bell] { bell->ring(); }, Qt::DirectConnection);
    m_published = m_gate->status().version;
}

LockMonitor::~LockMonitor()
{
    const std::lock_guard lock(m_bell->mutex);
    m_bell->monitor = nullptr;
}

LockStatus LockMonitor::status() const
{
    return m_gate->status();
}

void LockMonitor::answer()
{
    // During the quiet interval the bell stays rung, so that no further event is posted; then
    // publish() checks for itself.
    if (!m_quiet.isActive())
        publish();
}

void LockMonitor::publish()
{
    m_bell->rung.store(false);
    const LockStatus now = m_gate->status();
    if (now.version == m_published)
        return;
    m_bell->rung.store(true);
    m_published = now.version;
    m_quiet.start();
    Q_EMIT changed(now);
}

} // namespace Holdfast
