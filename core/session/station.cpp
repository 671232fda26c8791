// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/station.h"

#include "core/session/lock/globallockthing.h"
#include "core/session/log.h"
#include "core/session/stationparts.h"
#include "core/thing/devicelock.h"
#include "core/thing/thing.h"

namespace Holdfast {

Station::Station(const StationOptions &options, std::vector<ThingSpec> things, QObject *parent)
    : QObject(parent)
    , m_specs(std::move(things))
    , m_parts(std::make_unique<StationParts>(options))
{
    lookAfter(*m_parts->lock);
    if (options.lockAsThing && m_parts->lock->isEnabled()) {
        m_specs.push_back({GlobalLockThing::hostedName(), [parts = m_parts.get()] {
                               return std::make_unique<GlobalLockThing>(*parts->lock,
                                                                        parts->events);
                           }});
    }
}

void Station::lookAfter(const GlobalLock &lock)
{
    // The lock is the context itself: it may change in a late worker, when the station has ended.
    connect(
        &lock, &GlobalLock::changed, &lock,
        [&events = m_parts->events] {
            events.tell([](StationListener &listener) { listener.lockChanged(); });
        },
        Qt::DirectConnection);
    m_parts->watchdog->watch(lock);
}

Station::~Station()
{
    // Things that were late a moment ago are not waited for once more.
    const std::chrono::milliseconds limit =
        m_late.isEmpty() ? std::chrono::seconds {3} : std::chrono::milliseconds {0};
    QStringList late = shutdown(limit);
    if (late.isEmpty())
        late = end();
    if (late.isEmpty())
        return;
    writeLog(LogLevel::Error,
             QStringLiteral(
                 "Ended without waiting for %1. The objects in use are kept until it finishes.")
                 .arg(late.join(QStringLiteral(", "))));
    StationParts::endLater(std::move(m_parts));
}

Result<void> Station::start()
{
    Result<void> started = m_parts->things->start(m_specs);
    if (started)
        started = m_parts->emergencyStop->prepare(m_parts->things->things());
    if (!started) {
        giveUp();
        return started;
    }
    for (const Thing *thing : m_parts->things->things()) {
        for (const DeviceLock *device : thing->deviceLocks())
            lookAfter(*device->lock());
    }
    return started;
}

Rehearsal Station::rehearse()
{
    const Rehearsal rehearsal = m_parts->things->rehearse(m_specs);
    giveUp();
    return rehearsal;
}

void Station::giveUp()
{
    // A Thing that was opened may have reported changes, which a worker may be reading just now.
    m_shuttingDown = true;
    m_parts->workers->close();
    constexpr std::chrono::seconds limit {3};
    m_late = closeThings(QDeadlineTimer(limit));
    if (m_late.isEmpty())
        m_late = end(limit);
}

void Station::beginShutdown()
{
    if (m_shuttingDown.exchange(true))
        return;
    m_parts->workers->close();
    m_parts->sharedUses->close();
    if (m_parts->things->things().isEmpty()) {
        m_parts->lock->close();
        return;
    }
    // The lock's mode is not set, unlike in a user's stop: that one outlives the process.
    (void)m_parts->emergencyStop->stop(m_parts->things->things(),
                                       {Principal::Kind::System, QStringLiteral("shutdown"), {}},
                                       [this](StopReport &report) {
                                           report.cancelled = m_parts->invocations->cancelAll();
                                           m_parts->lock->close();
                                       });
}

QStringList Station::shutdown(std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    beginShutdown();
    m_late = closeThings(deadline);
    // This is done even when a Thing hangs: its process ends without unwinding, and must not lose
    // settings.
    constexpr std::chrono::milliseconds least {250};
    const bool isSaved = m_parts->settings->flush(std::max(deadline, QDeadlineTimer(least)));
    if (!isSaved)
        m_late << QStringLiteral("(the settings folder)");
    return m_late;
}

QStringList Station::closeThings(const QDeadlineTimer &deadline)
{
    if (const QStringList busy = m_parts->busyThings(deadline); !busy.isEmpty())
        return busy;
    // A stop from now on would call Things that are closed.
    m_parts->emergencyStop->close();
    if (const QStringList busy = m_parts->busyThings(deadline); !busy.isEmpty())
        return busy;
    return m_parts->things->stop(deadline);
}

QStringList Station::end(std::chrono::milliseconds limit)
{
    return m_parts->things->end(QDeadlineTimer(limit));
}

bool Station::callInThingThread(const std::function<void()> &call)
{
    return m_parts->things->callInThread(call);
}

const StationOptions &Station::options() const
{
    return m_parts->options;
}

GlobalLock *Station::lock() const
{
    return m_parts->lock.get();
}

LockMemoryStore &Station::lockMemory() const
{
    return *m_parts->lockMemory;
}

LeaseDesk &Station::leases() const
{
    return *m_parts->leases;
}

Journal *Station::journal() const
{
    return m_parts->journal.get();
}

LabService *Station::lab() const
{
    return m_parts->options.lab.get();
}

SharedUses &Station::sharedUses() const
{
    return *m_parts->sharedUses;
}

ThingHost &Station::things() const
{
    return *m_parts->things;
}

Workers &Station::workers() const
{
    return *m_parts->workers;
}

Invocations &Station::invocations() const
{
    return *m_parts->invocations;
}

EmergencyStop &Station::emergencyStop() const
{
    return *m_parts->emergencyStop;
}

BlobShelf &Station::blobs() const
{
    return *m_parts->blobs;
}

SettingsStore &Station::settings() const
{
    return *m_parts->settings;
}

StationEvents &Station::events()
{
    return m_parts->events;
}

} // namespace Holdfast
