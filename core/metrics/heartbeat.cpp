// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/metrics/heartbeat.h"

#include <utility>

namespace Holdfast {

Heartbeat::Heartbeat(std::shared_ptr<LoopLag> lag, QObject *parent)
    : QObject(parent)
    , m_lag(std::move(lag))
{
    // The other types of timers are imprecise themselves.
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, [this] {
        m_lag->turned(LoopLag::Clock::now());
        expectNext();
    });
    expectNext();
}

Heartbeat::~Heartbeat()
{
    m_lag->end();
}

void Heartbeat::expectNext()
{
    m_lag->expect(LoopLag::Clock::now() + interval);
    m_timer.start(interval);
}

} // namespace Holdfast
