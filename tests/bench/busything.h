// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/thing.h"

#include <QSemaphore>

#include <atomic>
#include <chrono>

namespace Holdfast {

//! \brief A Thing that keeps workers busy, and records when its emergencyStop() was called.
class BusyThing : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int slow READ slow)
public:
    using Clock = std::chrono::steady_clock;

    explicit BusyThing(QSemaphore &begun);

    //! Blocks until the instrument is stopped, and so occupies a thread for reads.
    int slow() const;
    //! Computes under the lock, and only sometimes checks whether it should end.
    Q_INVOKABLE void compute();
    //! Sleeps without the lock, in a worker, until it is cancelled.
    Q_INVOKABLE void idle();

    void emergencyStop() override;

    //! Returns when it was stopped; the epoch before.
    Clock::time_point stoppedAt() const { return Clock::time_point(Clock::duration(m_stoppedAt)); }

private:
    QSemaphore &m_begun;
    mutable QSemaphore m_unblock;
    std::atomic<Clock::rep> m_stoppedAt {0};
};

} // namespace Holdfast
