// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/lockwatchdog.h"

#include "core/base/workerthread.h"
#include "core/lock/core/waitcycle.h"
#include "core/lock/events/locklog.h"
#include "core/lock/gate/lockgate.h"
#include "core/lock/globallock.h"
#include "core/lock/locktext.h"

#include <mutex>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace Holdfast {

namespace {

//! A warning of one hold, or its end.
struct Finding
{
    std::shared_ptr<LockGate> gate;
    quint64 hold;
    std::optional<QString> warning;
    bool isToBeLogged = false;
};

//! What the watchdog remembers of a lock from one look to the next.
struct Watched
{
    std::weak_ptr<LockGate> gate;
    quint64 hold = 0;   //!< the one that the other members describe
    QString stalled {}; //!< the warning given, for as long as it lasts
    QString cycle {};
    WaitCycle::Waits suspects {}; //!< the waits of a cycle that was seen once
    bool stalledLogged = false;
    bool cycleLogged = false;
};

QString stalledText(const QString &lock, const WatchedOperation &running)
{
    return QStringLiteral("No progress for %1: %2 holds the %3 for %4, which goes on for %5.")
        .arg(toText(running.sinceProgress), running.principal.toString(), lock, running.operation,
             toText(running.operationFor));
}

} // namespace

struct LockWatchdog::State
{
    explicit State(const LockWatchdogPolicy &rules)
        : policy(rules)
    {
    }

    const LockWatchdogPolicy policy;
    std::mutex mutex;
    std::vector<Watched> locks {};
    //! The cycles already reported: each is seen from every lock in it. No other cycle ever has the
    //! same waits.
    std::set<WaitCycle::Waits> told {};
    std::optional<WorkerThread> thread {}; //!< there once there is a lock

    std::vector<Finding> findings();
    std::optional<Finding> findingOf(Watched &watched, const std::shared_ptr<LockGate> &gate,
                                     const WatchedOperation &running);
    void noticeCycle(Watched &watched, const std::shared_ptr<LockGate> &gate,
                     const WatchedOperation &running);
};

LockWatchdog::LockWatchdog(const LockWatchdogPolicy &policy)
    : m_state(std::make_unique<State>(policy))
{
}

LockWatchdog::~LockWatchdog()
{
    if (m_state->thread)
        m_state->thread->end();
}

void LockWatchdog::watch(const GlobalLock &lock)
{
    const std::lock_guard guard(m_state->mutex);
    m_state->locks.push_back({.gate = lock.m_gate});
    if (m_state->thread)
        return;
    const auto nextLook = [this] {
        return std::chrono::steady_clock::now() + m_state->policy.interval;
    };
    m_state->thread.emplace(
        QStringLiteral("lock watchdog"),
        [this, nextLook] {
            look();
            return nextLook();
        },
        nextLook());
}

void LockWatchdog::look()
{
    // Findings are reported without the mutex: a listener of the change may call back.
    std::vector<Finding> found;
    {
        const std::lock_guard lock(m_state->mutex);
        found = m_state->findings();
    }
    for (const Finding &finding : found) {
        if (finding.gate->warn(finding.hold, finding.warning) && finding.isToBeLogged)
            qCWarning(lockLog, "%ls", qUtf16Printable(*finding.warning));
    }
}

std::vector<Finding> LockWatchdog::State::findings()
{
    std::erase_if(locks, [](const Watched &watched) { return watched.gate.expired(); });
    std::vector<Finding> found;
    for (Watched &watched : locks) {
        const std::shared_ptr<LockGate> gate = watched.gate.lock();
        const std::optional<WatchedOperation> running =
            gate ? gate->runningOperation(policy.stalledAfter) : std::nullopt;
        if (!running)
            continue;
        if (watched.hold != running->hold)
            watched = {.gate = gate, .hold = running->hold};
        if (auto finding = findingOf(watched, gate, *running))
            found.push_back(std::move(*finding));
    }
    return found;
}

std::optional<Finding> LockWatchdog::State::findingOf(Watched &watched,
                                                      const std::shared_ptr<LockGate> &gate,
                                                      const WatchedOperation &running)
{
    noticeCycle(watched, gate, running);
    if (!running.isStalled)
        watched.stalled.clear();
    else if (watched.stalled.isEmpty())
        watched.stalled = stalledText(gate->name(), running);
    const bool inCycle = !watched.cycle.isEmpty();
    const QString &warning = inCycle ? watched.cycle : watched.stalled;
    if (warning.isEmpty())
        return running.isWarned ? std::optional(Finding {gate, running.hold, {}}) : std::nullopt;
    bool &logged = inCycle ? watched.cycleLogged : watched.stalledLogged;
    bool isNews = !std::exchange(logged, true);
    if (isNews && inCycle)
        isNews = told.insert(watched.suspects).second;
    return Finding {gate, running.hold, warning, isNews};
}

void LockWatchdog::State::noticeCycle(Watched &watched, const std::shared_ptr<LockGate> &gate,
                                      const WatchedOperation &running)
{
    const std::optional<WaitCycle> cycle = WaitCycle::of(gate, running);
    if (!cycle) {
        watched.suspects.clear();
        watched.cycle.clear();
        return;
    }
    if (watched.suspects != cycle->waits)
        watched.cycle.clear();
    else if (watched.cycle.isEmpty())
        watched.cycle = cycle->text;
    watched.suspects = cycle->waits;
}

} // namespace Holdfast
