// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/lockeduse.h"

#include "core/lab/labservice.h"
#include "core/session/emergencystop.h"
#include "core/session/invocation/workers.h"
#include "core/session/lab/labrefusals.h"
#include "core/session/lab/labtokenscope.h"
#include "core/session/lab/shareduse.h"
#include "core/session/lab/shareduses.h"
#include "core/session/log.h"
#include "core/session/servedclient.h"
#include "core/session/station.h"
#include "core/session/thinghost.h"
#include "core/thing/thing.h"

#include <algorithm>

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
    const ServedClient client(principal);
    log.log.write(log.level, QStringLiteral("Refused %1 for %2: %3")
                                 .arg(use.operation, principal.toString(), refusal.message()));
    use.refused(Error::busy(refusal));
}

//! Runs in a worker. Even a granted lock may be refused at the last moment: by a stop, by a break,
//! or because it is no longer at the generation that its user requires.
void runUnder(LockGrant &grant, const LockedUse &use, const Caller &caller, const RefusalLog &log)
{
    const HolderScope scope(grant.holder());
    const ServedClient client(caller.principal);
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
            const ServedClient client(holder.principal());
            const std::function<void()> done = shared->work(0);
            done();
        },
        [shared] { shared->refused(Error::shuttingDown()); });
}

//! \brief What an operation needs to wait for the lock and to run. The station is not among it: it may have ended when a late
//! worker hands the lock on.
struct WayToLock
{
    GlobalLock *lock;
    Workers *workers;
    RefusalLog log;
    Caller caller;
};

LockTicket waitForLock(const WayToLock &way, LockedUse use, std::optional<LockClass> lockClass)
{
    const auto wait = use.wait ? GlobalLock::Wait::upTo(*use.wait) : way.lock->ownWait();
    const auto shared = std::make_shared<LockedUse>(std::move(use));
    return way.lock->request(
        way.caller.lease ? way.caller.lease->holder : Holder(way.caller.principal),
        shared->operation, wait,
        [way, shared](LockOutcome outcome) {
            if (const auto *refusal = std::get_if<GlobalLockBusyError>(&outcome)) {
                refuse(way.log, way.caller.principal, *shared, *refusal);
                return;
            }
            const auto grant = std::make_shared<LockGrant>(std::move(std::get<LockGrant>(outcome)));
            if (isOutdated(way.caller, *grant)) {
                refuse(way.log, way.caller.principal, *shared,
                       GlobalLockBusyError(way.lock->status(), {}, 0,
                                           GlobalLockBusyError::Reason::OtherGeneration));
                return; // this releases the grant
            }
            way.workers->run(
                way.lock->isEnabled() ? Workers::Kind::Locked : Workers::Kind::Unlocked,
                shared->thing->name(),
                [way, shared, grant] { runUnder(*grant, *shared, way.caller, way.log); },
                [shared] { shared->refused(Error::shuttingDown()); });
        },
        lockClass);
}

//! Returns the Things of this station that \a resources stand for.
QList<Thing *> membersOf(const Station &station, const QStringList &resources)
{
    QList<Thing *> members;
    for (Thing *thing : station.things().instruments()) {
        const QStringList needed = station.lab()->resourcesOf(thing->name());
        if (std::any_of(needed.begin(), needed.end(),
                        [&](const QString &each) { return resources.contains(each); }))
            members << thing;
    }
    return members;
}

UseTicket startSharedUse(const Station &station, const WayToLock &way, LockedUse use,
                         const QStringList &resources)
{
    LabService &lab = *station.lab();
    // One that would not be served keeps nothing from other stations.
    if (const auto refusal = way.lock->turnsAway(way.caller.lease ? way.caller.lease->holder
                                                                  : Holder(way.caller.principal),
                                                 use.operation)) {
        refuse(way.log, way.caller.principal, use, *refusal);
        return {};
    }
    const LabTokens &tokens = LabTokenScope::here();
    const bool hasAll = std::all_of(resources.begin(), resources.end(),
                                    [&](const QString &each) { return tokens.contains(each); });
    const LabSituation situation = lab.situation();
    const bool isCut = situation.connection == LabConnection::Unreachable
                       || situation.connection == LabConnection::NameTaken;
    if (isCut && std::all_of(resources.begin(), resources.end(), [&lab](const QString &each) {
            return lab.share(each)->staysOpen;
        }))
        return waitForLock(way, std::move(use), {});
    if (isCut) {
        use.refused(LabRefusals::unreachable(situation, resources));
        return {};
    }
    const bool hasSome = std::any_of(resources.begin(), resources.end(),
                                     [&](const QString &each) { return tokens.contains(each); });
    if (hasSome && !hasAll) {
        use.refused(LabRefusals::incomplete(resources, tokens.keys()));
        return {};
    }
    using std::chrono::milliseconds;
    // A caller that has the lock already, by its lease, or other resources, does not wait for the lab while it keeps them.
    const milliseconds wait =
        way.caller.lease || !tokens.isEmpty()
            ? milliseconds {0}
            : use.wait.value_or(way.lock->ownWait().limit.value_or(milliseconds {0}));
    const auto shared = std::make_shared<SharedUse>(
        lab, station.sharedUses(), way.caller, resources, std::move(use),
        [way](LockedUse each, std::optional<LockClass> lockClass) {
            return waitForLock(way, std::move(each), lockClass);
        },
        [&stop = station.emergencyStop(), things = membersOf(station, resources)] {
            stop.makeSafe(things, [](const QList<StopReport::Entry> &) {});
        });
    if (!station.sharedUses().add(shared)) {
        shared->refuse(Error::shuttingDown());
        return {};
    }
    if (hasAll)
        shared->startWith(tokens);
    else
        shared->start(wait);
    return UseTicket(shared);
}

} // namespace

UseTicket startLockedUse(Station &station, const Caller &caller, LockedUse use)
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

    const WayToLock way {station.lock(),
                         &station.workers(),
                         {station.clientLog(), station.options().globalLockLogLevel},
                         caller};
    if (const LabService *lab = station.lab()) {
        const QStringList resources = lab->resourcesOf(use.thing->name());
        if (!resources.isEmpty())
            return startSharedUse(station, way, std::move(use), resources);
    }
    return waitForLock(way, std::move(use), {});
}

} // namespace Holdfast
