// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/journalstate.h"
#include "core/lock/holder.h"
#include "core/lock/lockstatus.h"
#include "core/thing/invocationrecord.h"
#include "core/thing/json/json.h"
#include "core/thing/stopreport.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace Holdfast {

class Station;

//! \brief Reports the station's changes in its own thread: the lock, properties, invocations,
//! stops.
//!
//! Coalesced, so that no flood of changes can overload an event loop: the first change comes at
//! once, then at most one round per interval, each with the latest state only.
class StationMonitor : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds defaultInterval {40};

    //! Is made by Session::monitor().
    explicit StationMonitor(Station &station, std::chrono::milliseconds interval = defaultInterval);
    ~StationMonitor() override;

Q_SIGNALS:
    void lockChanged(const Holdfast::LockStatus &status);
    void journalChanged(const Holdfast::JournalState &state);
    //! Is emitted after changes of a property. \a value is the latest one; readers that need every
    //! single one use an event instead. \a by is the holder whose operation changed it; of the kind
    //! System when the Thing did so by itself.
    void propertyChanged(const QString &thing, const QString &property, const Holdfast::Json &value,
                         const Holdfast::Principal &by);
    //! Is emitted when one was added, or has changed in any way.
    void invocationChanged(const Holdfast::InvocationRecord &invocation);
    //! Is emitted when one was removed, because it was too old or there were too many.
    void invocationRemoved(const QUuid &id);
    void stopped(const Holdfast::StopReport &report);
    //! Is emitted when Session::fault() of \a thing has changed, or is over.
    void faultChanged(const QString &thing);

private:
    class Listener;

    Station &m_station;
    std::shared_ptr<Listener> m_listener;
};

} // namespace Holdfast
