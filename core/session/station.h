// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journaloptions.h"
#include "core/lock/globallock.h"
#include "core/lock/lockrecorder.h"
#include "core/lock/lockwatchdog.h"
#include "core/session/log.h"
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
class LockStateStore;
class SettingsStore;
class StationEvents;
class Thing;
class ThingHost;
class Workers;
struct StationParts;

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
    bool lockAsThing = false;       //!< host a GlobalLockThing, unless the lock is off
    LockWatchdogPolicy watchdog {}; //!< of the global lock and all device locks
    int keptInvocations = 1000;     //!< finished ones; the oldest go first
    Json applicationConfig;         //!< for Things that ask for it
    QString settingsFolder;         //!< where settings are kept; empty: nowhere
    QString lockStateFile {};       //!< where a stop outlives the process; empty: it does not
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
    //! Shuts down if that was not done, and never waits longer than shutdown() does. What code that
    //! does not come back still uses is kept until it does: see StationParts.
    ~Station() override;

    //! Makes, connects and opens the Things. On failure everything is closed again, and the error
    //! names the Thing and says why; as data in its problem's members `thing`, and `loaded` for those
    //! that were made without trouble. Waits: call it before there is anything to keep waiting.
    Result<void> start();

    //! Makes the Things safe, cancels what runs and refuses whoever waits: nothing is begun any more. From
    //! any thread; waits for nothing.
    void beginShutdown();

    //! Begins to shut down, waits for what runs, closes the Things and saves their settings. Returns the names of
    //! those that did not come back within \a limit; then this may be called again to wait on. The
    //! Things stay there, closed, for sessions that come late.
    QStringList shutdown(std::chrono::milliseconds limit = std::chrono::seconds {3});

    //! Destroys the Things after shutdown(), when no session is used any more. Returns the names of those
    //! that did not come back within \a limit.
    QStringList end(std::chrono::milliseconds limit = std::chrono::seconds {3});

    //! Something has not come back when it was shut down last, or when it could not start.
    bool isLate() const { return !m_late.isEmpty(); }

    //! Nothing new is begun once it does.
    bool isShuttingDown() const { return m_shuttingDown; }

    const StationOptions &options() const;
    //! Returns the global lock, which is never null. Where the configuration has switched it off it is off
    //! (GlobalLock::isEnabled()): a stop latches, and "local only" holds all the same.
    GlobalLock *lock() const;
    LockStateStore &lockState() const;
    LeaseDesk &leases() const;
    //! Returns null where there is none, or the lock is off.
    Journal *journal() const;
    ThingHost &things() const;
    Workers &workers() const;
    Invocations &invocations() const;
    EmergencyStop &emergencyStop() const;
    BlobShelf &blobs() const;
    SettingsStore &settings() const;
    StationEvents &events();
    //! For what clients can cause as often as they like.
    const LimitedLog &clientLog() const { return m_clientLog; }

private:
    QStringList closeThings(const QDeadlineTimer &deadline);
    void lookAfter(const GlobalLock &lock);

    std::vector<ThingSpec> m_specs;
    std::atomic<bool> m_shuttingDown {false};
    LimitedLog m_clientLog;
    QStringList m_late; //!< what shutdown() has returned last
    std::unique_ptr<StationParts> m_parts;
};

} // namespace Holdfast
