// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationparts.h"

#include "core/lab/labservice.h"
#include "core/lock/events/locksinkthread.h"

#include <thread>

namespace Holdfast {

namespace {

std::unique_ptr<LockMemoryStore> stateOf(GlobalLock &lock, const QString &file)
{
    auto store = std::make_unique<LockMemoryStore>(file);
    store->keep(lock);
    return store;
}

LockPolicy policyOf(const StationOptions &options)
{
    LockPolicy policy = options.globalLockPolicy;
    policy.isOff = !options.globalLockEnabled;
    return policy;
}

std::unique_ptr<Journal> journalFor(const GlobalLock &lock, const JournalOptions &options,
                                    const StationEvents &events)
{
    if (!lock.isEnabled() || options.place == JournalOptions::Place::Off)
        return nullptr;
    return std::make_unique<Journal>(options, [&events] {
        events.tell([](StationListener &listener) { listener.journalChanged(); });
    });
}

//! Gives the station's listeners what happens to the lock.
class ListenersSink : public LockEventSink
{
public:
    explicit ListenersSink(const StationEvents &events)
        : m_events(events)
    {
    }
    void take(const LockFeed::Batch &batch, const ClockPair &clocks) override
    {
        m_events.tell([&](StationListener &listener) { listener.lockEvents(batch, clocks); });
    }

private:
    const StationEvents &m_events;
};

// Makes the recorder, whose thread tells those who listen to the lock: the metrics (among \a
// sinks), the journal, and the station's listeners, which are the event clients, the window and the
// Thing "global_lock".
std::unique_ptr<LockRecorder> recorderFor(GlobalLock &lock, const Journal *journal,
                                          std::vector<std::shared_ptr<LockEventSink>> sinks,
                                          const StationEvents &events)
{
    if (!lock.isEnabled())
        return nullptr;
    sinks.push_back(std::make_shared<ListenersSink>(events));
    if (journal) {
        // A disk that hangs must not keep the other sinks from what happens.
        sinks.push_back(
            std::make_shared<LockSinkThread>(QStringLiteral("journal"), journal->sink()));
    }
    auto recorder = std::make_unique<LockRecorder>(std::move(sinks));
    recorder->record(lock);
    return recorder;
}

StationLimit limitOf(Workers::Kind kind)
{
    return kind == Workers::Kind::Read ? StationLimit::Readers : StationLimit::Workers;
}

} // namespace

StationParts::StationParts(const StationOptions &stationOptions)
    : options(stationOptions)
    , lock(std::make_unique<GlobalLock>(QStringLiteral("global lock"), options.globalLockWait,
                                        policyOf(options)))
    , journal(journalFor(*lock, options.journal, events))
    , recorder(recorderFor(*lock, journal.get(), options.lockSinks, events))
    , leases(std::make_unique<LeaseDesk>(*lock))
    , blobs(std::make_unique<BlobShelf>())
    , workers(std::make_unique<Workers>(options.limits,
                                        [this](Workers::Kind kind) {
                                            events.tell([kind](StationListener &listener) {
                                                listener.limitMet(limitOf(kind));
                                            });
                                        }))
    , invocations(std::make_unique<Invocations>(events, *lock, options.limits.resultBytes,
                                                options.keptInvocations, options.abandonedAfter))
    , emergencyStop(std::make_unique<EmergencyStop>([this] { return lock->status().generation; },
                                                    [this](const StopReport &report) {
                                                        events.tell([&](StationListener &listener) {
                                                            listener.stopped(report);
                                                        });
                                                    }))
    , lockMemory(stateOf(*lock, options.lockMemoryFile))
    , settings(std::make_unique<SettingsStore>(options.settingsFolder))
    , things(std::make_unique<ThingHost>(*this))
    , watchdog(std::make_unique<LockWatchdog>(options.watchdog))
{
}

StationParts::~StationParts()
{
    lock->close();
    // Its thread calls operations of the station.
    if (options.lab)
        options.lab->stop();
}

QStringList StationParts::busyThings(const QDeadlineTimer &deadline)
{
    if (!workers->waitForDone(deadline))
        return workers->busyThings();
    if (!emergencyStop->waitForDone(deadline))
        return emergencyStop->busyThings();
    return {};
}

void StationParts::endLater(std::unique_ptr<StationParts> parts)
{
    parts->invocations->leaveThread();
    parts->lock->moveToThread(nullptr);
    parts->watchdog.reset();
    parts->recorder.reset();
    parts->journal.reset();
    std::thread([kept = std::move(parts)] {
        const QDeadlineTimer forever(QDeadlineTimer::Forever);
        (void)kept->busyThings(forever);
        (void)kept->things->stop(forever);
        (void)kept->things->end(forever);
    }).detach();
}

} // namespace Holdfast
