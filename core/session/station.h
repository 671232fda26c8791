// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journaloptions.h"
#include "core/lock/globallock.h"
#include "core/lock/lockrecorder.h"
#include "core/lock/lockwatchdog.h"
#include "core/session/log.h"
#include "core/session/stationevents.h"
#include "core/thing/result.h"
#include "core/thing/thingslot.h"
#include "core/thing/workcontext.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QStringList>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <vector>

namespace Holdfast {

class BlobShelf;
class EmergencyStop;
class Invocations;
class Journal;
class LeaseDesk;
class LockWitness;
class SettingsStore;
class Thing;
class ThingHost;
class Workers;

//! \brief A Thing that is to be hosted: its name, and how to make it.
struct ThingSpec
{
    QString name;
    //! Called in the Things' thread. May throw.
    std::function<std::unique_ptr<Thing>()> make;
    //! What its settings file is named after; empty: the C++ class.
    QString className {};
    SlotChoices slotChoices {}; //!< where they are not to be found by type alone
};

//! \brief How a station works.
struct StationOptions
{
    bool globalLockEnabled = true;
    std::chrono::milliseconds globalLockWait = GlobalLock::defaultWait;
    LogLevel globalLockLogLevel = LogLevel::Info; //!< of an action that was refused
    LockPolicy globalLockPolicy {};
    std::vector<std::shared_ptr<LockEventSink>> lockSinks {}; //!< are told what happens to the lock
    bool lockAsThing = false;       //!< host a GlobalLockThing, where there is a lock
    LockWatchdogPolicy watchdog {}; //!< of the global lock and all device locks
    int keptInvocations = 1000;     //!< finished ones; the oldest go first
    Json applicationConfig;         //!< for Things that ask for it
    QString settingsFolder;         //!< where settings are kept; empty: nowhere
    JournalOptions journal {};      //!< of the global lock
    //! See Session::WhilePending.
    std::chrono::milliseconds abandonedAfter = std::chrono::seconds {10};
};

//! \brief The instrument as a whole: its Things, the lock, the workers and what they are doing.
//!
//! Composition only; what it is made of does the work. Sessions are the way to use it.
class Station : public QObject
{
    Q_OBJECT
public:
    //! \a things in the order in which they are made and opened.
    Station(const StationOptions &options, std::vector<ThingSpec> things,
            QObject *parent = nullptr);
    //! Shuts down if that was not done; never waits longer than shutdown() does.
    ~Station() override;

    //! Makes, connects and opens the Things. On failure everything is closed again, and the error
    //! names the Thing and says why; as data in its problem's members `thing`, and `loaded` for those
    //! that were made without trouble. Waits: call it before there is anything to keep waiting.
    Result<void> start();

    //! Cancels everything, makes the Things safe, closes them and saves their settings. Returns the names of those that
    //! did not come back within \a limit; then the process must end without unwinding, or this be
    //! called again to wait on.
    QStringList shutdown(std::chrono::milliseconds limit = std::chrono::seconds {3});

    //! Nothing new is begun once it does.
    bool isShuttingDown() const { return m_shuttingDown; }

    const StationOptions &options() const { return m_options; }
    //! Null when the configuration has switched it off.
    GlobalLock *lock() const { return m_lock.get(); }
    //! Null as the lock.
    LeaseDesk *leases() const { return m_leases.get(); }
    //! Null where there is none, or no lock.
    Journal *journal() const { return m_journal.get(); }
    ThingHost &things() const { return *m_things; }
    Workers &workers() const { return *m_workers; }
    Invocations &invocations() const { return *m_invocations; }
    EmergencyStop &emergencyStop() const { return *m_emergencyStop; }
    BlobShelf &blobs() const { return *m_blobs; }
    SettingsStore &settings() const { return *m_settings; }
    StationEvents &events() { return m_events; }
    //! For what clients can cause as often as they like.
    const LimitedLog &clientLog() const { return m_clientLog; }

private:
    QStringList shutDownThings(const QDeadlineTimer &deadline);
    void lookAfter(const GlobalLock &lock);

    StationOptions m_options;
    std::vector<ThingSpec> m_specs;
    std::atomic<bool> m_shuttingDown {false};
    StationEvents m_events;
    LimitedLog m_clientLog;
    std::unique_ptr<GlobalLock> m_lock;
    std::shared_ptr<LockWitness> m_witness; //!< null where the lock is no Thing
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<LockRecorder> m_recorder; //!< null where nobody is to be told
    std::unique_ptr<LeaseDesk> m_leases;
    std::unique_ptr<BlobShelf> m_blobs;
    std::unique_ptr<Workers> m_workers;
    std::unique_ptr<Invocations> m_invocations;
    std::unique_ptr<EmergencyStop> m_emergencyStop;
    std::unique_ptr<SettingsStore> m_settings;
    std::unique_ptr<ThingHost> m_things;
    LockWatchdog m_watchdog;
};

} // namespace Holdfast
