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

//! \brief A Thing that keeps workers busy, and remembers when it was told to be safe.
class BusyThing : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int slow READ slow)
public:
    using Clock = std::chrono::steady_clock;

    explicit BusyThing(QSemaphore &begun);

    //! Until the instrument is stopped; so it occupies a thread for reads.
    int slow() const;
    //! Under the lock, and busy: a computation that only now and then looks whether it should end.
    Q_INVOKABLE void compute();
    //! Without the lock, in a worker, and cancellable.
    Q_INVOKABLE void idle();

    void emergencyStop() override;

    //! The epoch when it has not been told.
    Clock::time_point stoppedAt() const { return Clock::time_point(Clock::duration(m_stoppedAt)); }

private:
    QSemaphore &m_begun;
    mutable QSemaphore m_unblock;
    std::atomic<Clock::rep> m_stoppedAt {0};
};

} // namespace Holdfast
