// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/lockeduse.h"

#include "core/session/invocation/workers.h"
#include "core/session/log.h"
#include "core/session/station.h"
#include "core/thing/thing.h"

namespace Holdfast {

namespace {

//! \brief The level and the log of refusals.
struct RefusalLog
{
    LimitedLog log;
    LogLevel level;
};

void refuse(const RefusalLog &log, const Principal &principal, const LockedUse &use,
            const GlobalLockBusyError &refusal)
{
    log.log.write(log.level, QStringLiteral("Refused %1 for %2: %3")
                                 .arg(use.operation, principal.toString(), refusal.message()));
    use.refused(Error::busy(refusal));
}

//! Runs in a worker. Even a granted lock may be refused at the last moment: by a stop, by a break,
//! or because it is no longer at the generation that its user requires.
void runUnder(LockGrant &grant, const LockedUse &use, const Caller &caller, const RefusalLog &log)
{
    const HolderScope scope(grant.holder());
    const quint64 generation = grant.generation();
    std::function<void()> done;
    try {
        // The session's own hold must not keep a long action from giving way at its safe points.
        const LockGuard guard =
            grant.enter({.onBreak = use.onBreak, .onAsked = use.onAsked, .isBase = true});
        done = use.work(generation);
    } catch (const GlobalLockBusyError &refusal) {
        refuse(log, caller.principal, use, refusal);
        return;
    }
    done();
}

bool isOutdated(const Caller &caller, const LockGrant &grant)
{
    return caller.lease && caller.lease->expectedGeneration
           && *caller.lease->expectedGeneration != grant.generation();
}

void runWithout(Workers &workers, const Holder &holder, LockedUse use)
{
    const auto shared = std::make_shared<const LockedUse>(std::move(use));
    workers.run(
        Workers::Kind::Unlocked, shared->thing->name(),
        [holder, shared] {
            const HolderScope scope(holder);
            const std::function<void()> done = shared->work(0);
            done();
        },
        [shared] { shared->refused(Error::shuttingDown()); });
}

} // namespace

LockTicket startLockedUse(Station &station, const Caller &caller, LockedUse use)
{
    if (station.isShuttingDown()) {
        use.refused(Error::shuttingDown());
        return {};
    }
    if (!use.usesGlobalLock) {
        // It is never the lease's holder, whose operations may be running at the same time.
        runWithout(station.workers(), Holder(caller.principal), std::move(use));
        return {};
    }

    const RefusalLog log {station.clientLog(), station.options().globalLockLogLevel};
    GlobalLock *lock = station.lock();
    const auto wait = use.wait ? GlobalLock::Wait::upTo(*use.wait) : lock->ownWait();
    const auto shared = std::make_shared<LockedUse>(std::move(use));
    return lock->request(
        caller.lease ? caller.lease->holder : Holder(caller.principal), shared->operation, wait,
        // The station is not captured: it may have ended when a late worker hands the lock on.
        [&workers = station.workers(), lock, caller, log, shared](LockOutcome outcome) {
            if (const auto *refusal = std::get_if<GlobalLockBusyError>(&outcome)) {
                refuse(log, caller.principal, *shared, *refusal);
                return;
            }
            const auto grant = std::make_shared<LockGrant>(std::move(std::get<LockGrant>(outcome)));
            if (isOutdated(caller, *grant)) {
                refuse(log, caller.principal, *shared,
                       GlobalLockBusyError(lock->status(), {}, 0,
                                           GlobalLockBusyError::Reason::OtherGeneration));
                return; // this releases the grant
            }
            workers.run(
                lock->isEnabled() ? Workers::Kind::Locked : Workers::Kind::Unlocked,
                shared->thing->name(),
                [caller, log, shared, grant] { runUnder(*grant, *shared, caller, log); },
                [shared] { shared->refused(Error::shuttingDown()); });
        });
}

} // namespace Holdfast
