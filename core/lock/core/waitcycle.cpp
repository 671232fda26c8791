// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/core/waitcycle.h"

#include "core/lock/gate/lockgate.h"
#include "core/lock/gate/threadrecord.h"

namespace Holdfast {

namespace {

QString holds(const WatchedOperation &running, const QString &lock)
{
    return QStringLiteral("%1 holds the %2 for %3")
        .arg(running.principal.toString(), lock, running.operation);
}

} // namespace

std::optional<WaitCycle> WaitCycle::of(const std::shared_ptr<LockGate> &gate,
                                       const WatchedOperation &running)
{
    WaitCycle cycle;
    cycle.text = QStringLiteral("Deadlock: %1").arg(holds(running, gate->name()));
    QString andWaits = QStringLiteral(" and waits");
    std::set<quint64> seen;
    std::shared_ptr<ThreadRecord> thread = running.thread;
    while (thread && seen.insert(thread->id()).second) {
        const std::optional<ThreadWait> wait = thread->waitsFor();
        if (!wait)
            return {};
        cycle.waits.emplace(thread->id(), wait->number);
        const std::shared_ptr<LockGate> next = wait->lock.lock();
        if (!next) {
            cycle.text += QStringLiteral("%1 for %2").arg(andWaits, wait->what);
            andWaits = QStringLiteral(", which waits");
            thread = wait->thread.lock();
        } else {
            const std::optional<WatchedOperation> owner =
                next->runningOperation(std::chrono::milliseconds::max());
            if (!owner)
                return {};
            cycle.text +=
                QStringLiteral("%1 for the %2 with %3").arg(andWaits, next->name(), wait->what);
            andWaits = QStringLiteral(" and waits");
            thread = owner->thread;
            if (thread != running.thread)
                cycle.text += QStringLiteral("; %1").arg(holds(*owner, next->name()));
        }
        if (thread == running.thread) {
            cycle.text += QLatin1Char('.');
            return cycle;
        }
    }
    return {}; // the chain ends, or leads to a circle that this holder is not part of
}

} // namespace Holdfast
