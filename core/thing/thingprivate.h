// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/gate/threadrecord.h"
#include "core/lock/globallock.h"
#include "core/thing/affordances/affordancereader.h"
#include "core/thing/thing.h"

#include <QByteArray>
#include <QList>
#include <QLoggingCategory>
#include <QMap>

#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <source_location>
#include <vector>

namespace Holdfast {

//! \brief A Thing's declarations, and the surroundings that it was attached to.
struct Thing::Private
{
    const std::shared_ptr<ThreadRecord> thread = ThreadRecord::here(); //!< the Things' thread
    GlobalLock *lock = nullptr; //!< of a Thing that is hosted
    ThingSurroundings surroundings;
    Affordances affordances;
    Affordances runtime; //!< those that were made at run time
    std::vector<ThingPart> parts;
    QMap<QString, Annotation> annotations;
    std::vector<AffordanceReader::ValueEntry> values;
    std::vector<FrameStream *> streams;
    std::vector<ThingResource> resources;
    QList<ThingSlotBase *> slotsToConnect;
    QList<DeviceLock *> deviceLocks;
    QString title;
    QString description;
    bool requiresGlobalLock = false;
    bool expectsParts = false;
    //! \brief A line of the log, of a Thing that has no name yet.
    struct EarlyLine
    {
        LogLevel level;
        QString message;
        std::source_location where;
    };
    std::mutex logMutex;
    std::vector<EarlyLine> earlyLog; //!< until it has one
    std::mutex faultMutex;
    std::optional<Fault> fault;
    std::optional<Fault> lastingFault;    //!< about parts that are not hosted, or empty slots
    std::atomic<bool> isAttached {false}; //!< then the affordances do not change any more
    QByteArray categoryName {"holdfast.things"};
    std::unique_ptr<QLoggingCategory> category;

    //! Returns whether there is a lock to take: not before the Thing is hosted, nor where it is
    //! off.
    bool isLocked() const { return lock && lock->isEnabled(); }
};

} // namespace Holdfast
