// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journal.h"
#include "core/lock/globallock.h"
#include "core/lock/lockrecorder.h"
#include "core/lock/lockwatchdog.h"
#include "core/session/blobshelf.h"
#include "core/session/emergencystop.h"
#include "core/session/invocations.h"
#include "core/session/leasedesk.h"
#include "core/session/lockstatestore.h"
#include "core/session/lockwitness.h"
#include "core/session/settingsstore.h"
#include "core/session/station.h"
#include "core/session/stationevents.h"
#include "core/session/thinghost.h"
#include "core/session/workers.h"

#include <memory>

namespace Holdfast {

//! \brief What a station is made of, in one piece.
//!
//! A Thing's code may outlast the station: a worker that does not come back in time goes on using its
//! Thing, its invocation, the lock and whoever hears of it. So the parts know one another but never the
//! station, and end together, once nothing runs in them any more.
struct StationParts
{
    explicit StationParts(const StationOptions &stationOptions);
    //! Whoever still stands in the lock's line is refused while all that he uses is there.
    ~StationParts();
    Q_DISABLE_COPY_MOVE(StationParts)

    //! The Things that a part is still busy with; empty when all can end. Waits until \a deadline.
    QStringList busyThings(const QDeadlineTimer &deadline);

    //! Keeps \a parts until their late code has come back, and ends them then: in a thread of its own,
    //! so that no caller waits for it. What has a thread of its own and is of no use to late code, such
    //! as the journal, ends at once: the process may end by returning from main(), which destroys what
    //! such a thread would go on using. To be called in the thread in which the parts were made.
    static void endLater(std::unique_ptr<StationParts> parts);

    const StationOptions options;
    StationEvents events;
    const std::unique_ptr<GlobalLock> lock;
    std::shared_ptr<LockWitness> witness; //!< null where the lock is no Thing
    std::unique_ptr<Journal> journal;
    std::unique_ptr<LockRecorder> recorder; //!< null where nobody is to be told
    std::unique_ptr<LeaseDesk> leases;
    std::unique_ptr<BlobShelf> blobs;
    std::unique_ptr<Workers> workers;
    std::unique_ptr<Invocations> invocations;
    std::unique_ptr<EmergencyStop> emergencyStop;
    std::unique_ptr<LockStateStore> lockState; //!< answers to a stop wait for it
    std::unique_ptr<SettingsStore> settings;
    std::unique_ptr<ThingHost> things;
    std::unique_ptr<LockWatchdog> watchdog;
};

} // namespace Holdfast
