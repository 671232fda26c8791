// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace Holdfast {

class GlobalLock;
class LockGate;

//! \brief Reports a lock's changes in its own thread, coalesced: at most one signal per interval,
//! and always one for the latest state. May outlive the lock.
class LockMonitor : public QObject
{
    Q_OBJECT
public:
    explicit LockMonitor(GlobalLock *lock,
                         std::chrono::milliseconds interval = std::chrono::milliseconds {50},
                         QObject *parent = nullptr);
    ~LockMonitor() override;

    //! Returns the lock's status at the time of the call.
    LockStatus status() const;

Q_SIGNALS:
    void changed(const Holdfast::LockStatus &status);

private:
    struct Bell;
    void answer();
    void publish();

    const std::shared_ptr<const LockGate> m_gate;
    const std::shared_ptr<Bell> m_bell;
    QTimer m_quiet;
    quint64 m_published; //!< the version of the latest signal, or of the status at the start
};

} // namespace Holdfast
