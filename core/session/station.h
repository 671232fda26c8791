// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"
#include "core/journal/journaloptions.h"
#include "core/lock/events/lockrecorder.h"
#include "core/lock/gate/lockwatchdog.h"
#include "core/lock/globallock.h"
#include "core/session/log.h"
#include "core/thing/result.h"
#include "core/thing/thingslot.h"
#include "core/thing/workcontext.h"

#include <QDeadlineTimer>
#include <QList>
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
class LabService;
class LeaseDesk;
class LockMemoryStore;
class SettingsStore;
class SharedUses;
class StationEvents;
class Thing;
class ThingHost;
class Workers;
struct StationParts;

//! \brief A Thing to be hosted: its name, and how to make it.
struct ThingSpec
{
    QString name;
    //! Makes the Thing; called in the Things' thread. May throw.
    std::function<std::unique_ptr<Thing>()> make;
    //! The name of its settings file; empty: the C++ class.
    QString className {};
    SlotChoices slotChoices {}; //!< for those that cannot be found by type alone
};

//! \brief The reason why a Thing would prevent the start.
struct StartProblem
{
    QString thing;
    QString message;
};

//! \brief What can be said about a start without asking a device.
struct Rehearsal
{
    QList<StartProblem> problems; //!< what would prevent it
    QList<StartProblem> unseen;   //!< what only a device knows; each message is a clause
};

//! \brief The options of a station.
struct StationOptions
{
    bool globalLockEnabled = true;
    std::chrono::milliseconds globalLockWait = GlobalLock::defaultWait;
    LogLevel globalLockLogLevel = LogLevel::Info; //!< of a refusal in the log of the program
    //! Of a refusal in the log of the action that was refused. OpenFlexure's window shows errors only.
    LogLevel refusedActionLogLevel = LogLevel::Error;
    LockPolicy globalLockPolicy {};
    std::vector<std::shared_ptr<LockEventSink>>
        lockSinks {};               //!< the listeners for the lock's events
    bool lockAsThing = false;       //!< host a GlobalLockThing, unless the lock is off
    LockWatchdogPolicy watchdog {}; //!< of the global lock and all device locks
    int keptInvocations = 1000;     //!< finished ones; the oldest go first
    Limits limits {};               //!< of results that are kept, and of the threads of one Thing
    Json applicationConfig;         //!< for Things that ask for it
    QString dataFolder {};          //!< for what the Things record; empty: they cannot
    QString settingsFolder;         //!< the folder of the settings; empty: they are not kept
    QString
        lockMemoryFile {}; //!< the file in which a stop outlives the process; empty: it does not
    JournalOptions journal {};          //!< of the global lock
    std::shared_ptr<LabService> lab {}; //!< what other stations share with this one; null: nothing
    QStringList reservedNames {}; //!< names that no part of a Thing may have: the server needs them
    //! See Session::WhilePending.
    std::chrono::milliseconds abandonedAfter = std::chrono::seconds {10};
};

//! \brief The instrument as a whole: its Things, the lock, the workers and their work.
//!
//! It only composes its parts, which do the work. Sessions are the way to use it.
class Station : public QObject
{
    Q_OBJECT
public:
    //! Makes a station. \a things are in the order in which they are made and opened.
    Station(const StationOptions &options, std::vector<ThingSpec> things,
            QObject *parent = nullptr);
    //! Shuts down if that was not done, and never waits longer than shutdown() does. Objects that
    //! late code still uses are kept until it returns: see StationParts.
    ~Station() override;

    //! Makes, connects and opens the Things. On failure everything is closed again, and the error
    //! names the Thing and the reason; as data in its problem's members `thing`, and `loaded` for
    //! those that were made successfully. Blocks: call it before there are clients.
    Result<void> start();

    //! Makes and connects the Things without opening one, and returns what would prevent the start, and
    //! what cannot be said without a device. To be called instead of start(); calls nothing of a Thing but its
    //! constructor and destructor.
    Rehearsal rehearse();

    //! Makes the Things safe, cancels running operations and refuses all waiters: no operation
    //! begins any more. May be called in any thread; does not block.
    void beginShutdown();

    //! Begins to shut down, waits for running operations, closes the Things and saves their
    //! settings. Returns the names of those that did not return within \a limit; then this may be
    //! called again to continue waiting. The closed Things continue to exist, for sessions that
    //! come late.
    QStringList shutdown(std::chrono::milliseconds limit = std::chrono::seconds {3});

    //! Destroys the Things after shutdown(), when no session is used any more. Returns the names of
    //! those that did not return within \a limit.
    QStringList end(std::chrono::milliseconds limit = std::chrono::seconds {3});

    //! Calls \a call in the Things' thread, soon. Returns false when the Things do not run. Does not block.
    bool callInThingThread(const std::function<void()> &call);

    //! Returns whether code had not returned at the last shutdown, or when the station could not
    //! start.
    bool isLate() const { return !m_late.isEmpty(); }

    //! Returns whether it shuts down: then no new operation begins.
    bool isShuttingDown() const { return m_shuttingDown; }

    const StationOptions &options() const;
    //! Returns the global lock, which is never null. Where the configuration has switched it off it
    //! is off (GlobalLock::isEnabled()): a stop still latches, and "local only" still holds.
    GlobalLock *lock() const;
    LockMemoryStore &lockMemory() const;
    LeaseDesk &leases() const;
    //! Returns the journal; null where there is none, or the lock is off.
    Journal *journal() const;
    //! Returns the lab in which the station takes part; null when it is in none.
    LabService *lab() const;
    SharedUses &sharedUses() const;
    ThingHost &things() const;
    Workers &workers() const;
    Invocations &invocations() const;
    EmergencyStop &emergencyStop() const;
    BlobShelf &blobs() const;
    SettingsStore &settings() const;
    StationEvents &events();
    //! Returns the log for lines that clients can cause as often as they like.
    const LimitedLog &clientLog() const { return m_clientLog; }

private:
    //! Ends a start that failed: closes and destroys the Things, without an emergency stop.
    void giveUp();
    QStringList closeThings(const QDeadlineTimer &deadline);
    void lookAfter(const GlobalLock &lock);

    std::vector<ThingSpec> m_specs;
    std::atomic<bool> m_shuttingDown {false};
    LimitedLog m_clientLog;
    QStringList m_late; //!< the last result of shutdown()
    std::unique_ptr<StationParts> m_parts;
};

} // namespace Holdfast
