// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/lock/events/lockrecorder.h"
#include "core/lock/gate/lockwatchdog.h"
#include "core/lock/globallock.h"
#include "core/session/emergencystop.h"
#include "core/session/invocation/blobshelf.h"
#include "core/session/invocation/invocations.h"
#include "core/session/invocation/workers.h"
#include "core/session/lab/shareduses.h"
#include "core/session/lock/leasedesk.h"
#include "core/session/lock/lockmemorystore.h"
#include "core/session/settings/settingsstore.h"
#include "core/session/station.h"
#include "core/session/stationevents.h"
#include "core/session/thinghost.h"

#include <memory>

namespace Holdfast {

//! \brief The parts of a station, in one object.
//!
//! A Thing's code may outlast the station: a worker that does not return in time goes on using its
//! Thing, its invocation, the lock and the listeners. So the parts know one another but never the
//! station, and end together, once no code runs in them any more.
struct StationParts
{
    explicit StationParts(const StationOptions &stationOptions);
    //! Refuses the lock's remaining waiters while everything that they use still exists.
    ~StationParts();
    Q_DISABLE_COPY_MOVE(StationParts)

    //! Returns the Things that a part is still busy with; empty when all can end. Waits until \a
    //! deadline.
    QStringList busyThings(const QDeadlineTimer &deadline);

    //! Keeps \a parts until their late code has returned, and destroys them then: in a thread of
    //! its own, so that no caller waits for it. Parts with a thread of their own that late code
    //! does not need, such as the journal, end at once: the process may end by returning from
    //! main(), which destroys objects that such a thread would go on using. Must be called in the
    //! thread in which the parts were made.
    static void endLater(std::unique_ptr<StationParts> parts);

    const StationOptions options;
    StationEvents events;
    const std::unique_ptr<GlobalLock> lock;
    std::unique_ptr<Journal> journal;
    std::unique_ptr<LockRecorder> recorder; //!< null where the lock is off
    std::unique_ptr<LeaseDesk> leases;
    std::unique_ptr<BlobShelf> blobs;
    std::unique_ptr<Workers> workers;
    std::unique_ptr<Invocations> invocations;
    std::unique_ptr<SharedUses> sharedUses = std::make_unique<SharedUses>();
    std::unique_ptr<EmergencyStop> emergencyStop;
    std::unique_ptr<LockMemoryStore> lockMemory; //!< answers to a stop wait for it
    std::unique_ptr<SettingsStore> settings;
    std::unique_ptr<ThingHost> things;
    std::unique_ptr<LockWatchdog> watchdog;
};

} // namespace Holdfast
