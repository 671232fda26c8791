// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/station.h"

#include "core/journal/journal.h"
#include "core/session/blobshelf.h"
#include "core/session/emergencystop.h"
#include "core/session/globallockthing.h"
#include "core/session/invocations.h"
#include "core/session/leasedesk.h"
#include "core/session/lockwitness.h"
#include "core/session/settingsstore.h"
#include "core/session/thinghost.h"
#include "core/session/workers.h"
#include "core/thing/devicelock.h"
#include "core/thing/thing.h"

namespace Holdfast {

namespace {

std::unique_ptr<Journal> journalFor(const GlobalLock *lock, const JournalOptions &options,
                                    const StationEvents &events)
{
    if (!lock || options.place == JournalOptions::Place::Off)
        return nullptr;
    return std::make_unique<Journal>(options, [&events] {
        events.tell([](StationListener &listener) { listener.journalChanged(); });
    });
}

std::unique_ptr<LockRecorder> recorderFor(GlobalLock *lock, const Journal *journal,
                                          std::vector<std::shared_ptr<LockEventSink>> sinks,
                                          const std::shared_ptr<LockWitness> &witness)
{
    if (witness)
        sinks.push_back(witness);
    if (journal)
        sinks.push_back(journal->sink());
    if (!lock || sinks.empty())
        return nullptr;
    auto recorder = std::make_unique<LockRecorder>(std::move(sinks));
    recorder->record(*lock);
    return recorder;
}

} // namespace

Station::Station(const StationOptions &options, std::vector<ThingSpec> things, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_specs(std::move(things))
    , m_lock(options.globalLockEnabled ? std::make_unique<GlobalLock>(
                 QStringLiteral("global lock"), options.globalLockWait, options.globalLockPolicy)
                                       : nullptr)
    , m_witness(m_lock && options.lockAsThing ? std::make_shared<LockWitness>() : nullptr)
    , m_journal(journalFor(m_lock.get(), options.journal, m_events))
    , m_recorder(recorderFor(m_lock.get(), m_journal.get(), options.lockSinks, m_witness))
    , m_leases(m_lock ? std::make_unique<LeaseDesk>(*m_lock) : nullptr)
    , m_blobs(std::make_unique<BlobShelf>())
    , m_workers(std::make_unique<Workers>())
    , m_invocations(std::make_unique<Invocations>(m_events, m_lock.get(), options.keptInvocations,
                                                  options.abandonedAfter))
    , m_emergencyStop(std::make_unique<EmergencyStop>([this](const StopReport &report) {
        m_events.tell([&](StationListener &listener) { listener.stopped(report); });
    }))
    , m_settings(std::make_unique<SettingsStore>(options.settingsFolder))
    , m_things(std::make_unique<ThingHost>(*this))
    , m_watchdog(options.watchdog)
{
    if (m_lock)
        lookAfter(*m_lock);
    if (m_witness)
        m_specs.push_back({GlobalLockThing::hostedName(), [this] {
                               return std::make_unique<GlobalLockThing>(*m_lock, m_witness);
                           }});
}

void Station::lookAfter(const GlobalLock &lock)
{
    connect(
        &lock, &GlobalLock::changed, this,
        [this] { m_events.tell([](StationListener &listener) { listener.lockChanged(); }); },
        Qt::DirectConnection);
    m_watchdog.watch(lock);
}

Station::~Station()
{
    shutdown();
}

Result<void> Station::start()
{
    Result<void> started = m_things->start(m_specs);
    if (started)
        started = m_emergencyStop->prepare(m_things->things());
    for (const Thing *thing : m_things->things()) {
        for (const DeviceLock *device : thing->deviceLocks())
            lookAfter(*device->lock());
    }
    return started;
}

QStringList Station::shutdown(std::chrono::milliseconds limit)
{
    const QDeadlineTimer deadline(limit);
    QStringList late = shutDownThings(deadline);
    // Even when a Thing hangs: its process ends without unwinding, and may not take settings along.
    constexpr std::chrono::milliseconds least {250};
    const bool isSaved = m_settings->flush(std::max(deadline, QDeadlineTimer(least)));
    if (!isSaved)
        late << QStringLiteral("(the settings folder)");
    return late;
}

QStringList Station::shutDownThings(const QDeadlineTimer &deadline)
{
    if (!m_shuttingDown.exchange(true) && !m_things->things().isEmpty()) {
        (void)m_emergencyStop->stop(
            m_things->things(), {HolderLabel::Kind::System, QStringLiteral("shutdown"), {}},
            [this](StopReport &report) { report.cancelled = m_invocations->cancelAll(); });
    }
    if (!m_workers->waitForDone(deadline))
        return m_workers->busyThings();
    const auto remaining = std::chrono::milliseconds(std::max<qint64>(0, deadline.remainingTime()));
    if (!m_emergencyStop->waitForDone(remaining))
        return m_emergencyStop->busyThings();
    return m_things->stop(deadline);
}

} // namespace Holdfast
