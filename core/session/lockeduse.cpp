// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lockeduse.h"

#include "core/session/log.h"
#include "core/session/station.h"
#include "core/session/workers.h"
#include "core/thing/thing.h"

namespace Holdfast {

namespace {

void refuse(LogLevel level, const HolderLabel &label, const LockedUse &use,
            const GlobalLockBusyError &refusal)
{
    writeLog(level, QStringLiteral("Refused %1 for %2: %3")
                        .arg(use.operation, label.toString(), refusal.message()));
    use.refused(Error::busy(refusal));
}

//! In a worker. Even a granted lock may be refused at the last moment, by a stop or a break.
void runUnder(LockGrant &grant, const LockedUse &use, const HolderLabel &label, LogLevel level)
{
    const HolderScope scope(grant.holder());
    std::function<void()> done;
    try {
        LockGuard guard = grant.enter();
        // The session's own hold must not keep a long action from giving way at its safe points.
        guard.markAsBase();
        done = use.work();
    } catch (const GlobalLockBusyError &refusal) {
        refuse(level, label, use, refusal);
        return;
    }
    done();
}

} // namespace

LockTicket startLockedUse(Station &station, const HolderLabel &label, LockedUse use)
{
    if (station.isShuttingDown()) {
        use.refused(Error::unavailable(QStringLiteral("Holdfast is shutting down.")));
        return {};
    }
    const Holder holder(label);
    GlobalLock *lock = station.lock();
    if (!lock || !use.usesGlobalLock) {
        Thing *thing = use.thing;
        station.workers().run(Workers::Kind::Unlocked, thing->name(),
                              [holder, use = std::move(use)] {
                                  const HolderScope scope(holder);
                                  const std::function<void()> done = use.work();
                                  done();
                              });
        return {};
    }

    const auto wait = use.wait ? GlobalLock::Wait::upTo(*use.wait) : lock->ownWait();
    const LogLevel level = station.options().globalLockLogLevel;
    const QString operation = use.operation;
    const auto shared = std::make_shared<LockedUse>(std::move(use));
    return lock->request(
        holder, operation, wait, [&station, label, level, shared](LockOutcome outcome) {
            if (const auto *refusal = std::get_if<GlobalLockBusyError>(&outcome)) {
                refuse(level, label, *shared, *refusal);
                return;
            }
            const auto grant = std::make_shared<LockGrant>(std::move(std::get<LockGrant>(outcome)));
            station.workers().run(
                Workers::Kind::Locked, shared->thing->name(),
                [label, level, shared, grant] { runUnder(*grant, *shared, label, level); });
        });
}

} // namespace Holdfast
