// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/service/servicemanager.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <systemd/sd-daemon.h>
#include <utility>

namespace Holdfast {

namespace {

// The environment stays as it is: the programs that a Thing starts are not believed anyway, because
// the unit says NotifyAccess=main.
void tell(const QByteArray &state)
{
    // There is nothing to be done about a service manager that does not listen.
    (void)sd_notify(0, state.constData());
}

} // namespace

ServiceManager::ServiceManager(QObject *parent)
    : QObject(parent)
{
    connect(&m_timer, &QTimer::timeout, this, &ServiceManager::tellWhenAlive);
}

void ServiceManager::status(const QString &text)
{
    tell("STATUS=" + text.simplified().toUtf8());
}

void ServiceManager::ready(std::vector<InLoop> loops)
{
    using namespace std::chrono_literals;
    m_loops = std::move(loops);
    tell("READY=1");
    std::uint64_t patience = 0; // of the watchdog, in microseconds
    if (sd_watchdog_enabled(0, &patience) <= 0)
        return;
    // A loop has one turn of the timer to answer in, so a live program tells it at least every
    // second turn: twice as often as it must.
    constexpr int turns = 4;
    const std::chrono::microseconds turn(patience / turns);
    m_timer.start(std::max(std::chrono::floor<std::chrono::milliseconds>(turn), 1ms));
    tellWhenAlive();
}

void ServiceManager::stopping()
{
    m_timer.stop();
    tell("STOPPING=1");
}

void ServiceManager::tellWhenAlive()
{
    if (m_owing && *m_owing > 0)
        return;
    tell("WATCHDOG=1");
    m_owing = std::make_shared<std::atomic<int>>(0);
    for (const InLoop &loop : m_loops) {
        ++*m_owing;
        if (!loop([owing = m_owing] { --*owing; }))
            --*m_owing;
    }
}

} // namespace Holdfast
