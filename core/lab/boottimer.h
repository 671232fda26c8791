// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <chrono>

class QSocketNotifier;

namespace Holdfast {

//! \brief The clock that goes on while the computer sleeps, as the leases at another computer do (CLOCK_BOOTTIME).
struct BootClock
{
    using duration = std::chrono::nanoseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<BootClock>;
    static constexpr bool is_steady = true;

    static time_point now();
};

//! \brief A timer by that clock: after a sleep it expires at once when its time is over.
class BootTimer : public QObject
{
    Q_OBJECT
public:
    explicit BootTimer(QObject *parent = nullptr);
    ~BootTimer() override;

    //! Expires once, at \a time, or when the thread is next idle if that is over.
    void start(BootClock::time_point time);
    void stop();

Q_SIGNALS:
    void timeout();

private:
    void expire();

    int m_descriptor = -1;
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace Holdfast
