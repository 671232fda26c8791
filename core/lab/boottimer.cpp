// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/boottimer.h"

#include <QSocketNotifier>

#include <algorithm>
#include <ctime>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>

namespace Holdfast {

BootClock::time_point BootClock::now()
{
    timespec time {};
    clock_gettime(CLOCK_BOOTTIME, &time);
    return time_point {std::chrono::seconds {time.tv_sec} + duration {time.tv_nsec}};
}

BootTimer::BootTimer(QObject *parent)
    : QObject(parent)
    , m_descriptor(timerfd_create(CLOCK_BOOTTIME, TFD_NONBLOCK | TFD_CLOEXEC))
{
    if (m_descriptor < 0)
        throw std::system_error(errno, std::generic_category(), "no timer");
    m_notifier = new QSocketNotifier(m_descriptor, QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, &BootTimer::expire);
}

BootTimer::~BootTimer()
{
    delete m_notifier; // before its descriptor
    close(m_descriptor);
}

void BootTimer::start(BootClock::time_point time)
{
    // A time of 0 would stop it.
    const auto since = std::max(time.time_since_epoch(), BootClock::duration {1});
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(since);
    const itimerspec setting {
        .it_interval = {},
        .it_value = {.tv_sec = seconds.count(), .tv_nsec = (since - seconds).count()}};
    timerfd_settime(m_descriptor, TFD_TIMER_ABSTIME, &setting, nullptr);
}

void BootTimer::stop()
{
    const itimerspec setting {};
    timerfd_settime(m_descriptor, 0, &setting, nullptr);
}

void BootTimer::expire()
{
    quint64 count = 0;
    // Nothing to read: it was set or stopped since the notifier saw it.
    if (read(m_descriptor, &count, sizeof count) == sizeof count && count > 0)
        Q_EMIT timeout();
}

} // namespace Holdfast
