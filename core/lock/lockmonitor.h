// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>

namespace Holdfast {

class GlobalLock;

//! \brief Tells its own thread about a lock's changes, coalesced: at most one signal per interval,
//! and always one for the latest state.
class LockMonitor : public QObject
{
    Q_OBJECT
public:
    explicit LockMonitor(GlobalLock *lock,
                         std::chrono::milliseconds interval = std::chrono::milliseconds{50},
                         QObject *parent = nullptr);

    //! The latest status; taken from the lock at the call.
    LockStatus status() const;

Q_SIGNALS:
    void changed(const Holdfast::LockStatus &status);

private:
    void wake();
    void publish();

    GlobalLock *m_lock;
    QTimer m_quiet;
    std::atomic<bool> m_woken{false};
    bool m_dirty = false;
};

} // namespace Holdfast
