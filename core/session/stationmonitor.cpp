// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"

#include "core/journal/journal.h"
#include "core/session/invocation/invocations.h"
#include "core/session/station.h"

#include <QSet>
#include <QTimer>

#include <algorithm>
#include <map>
#include <mutex>

namespace Holdfast {

//! The events since the last delivery. It outlives the monitor while a thread is adding to it.
struct StationMonitor::Inbox : StationListener
{
    struct Change
    {
        Json value;
        Principal by;
    };

    std::mutex mutex;
    StationMonitor *owner = nullptr; //!< null once it is destroyed
    bool woken = false;              //!< a delivery is planned

    bool lockHasChanged = false;
    bool journalHasChanged = false;
    std::map<std::pair<QString, QString>, Change> properties;
    QList<QUuid> invocations; //!< in the order of their first change
    QList<QUuid> removed;
    QList<StopReport> reports;
    QSet<QString> faults; //!< the Things whose fault has changed

    bool isEmpty() const
    {
        return !lockHasChanged && !journalHasChanged && properties.empty() && invocations.isEmpty()
               && removed.isEmpty() && reports.isEmpty() && faults.isEmpty();
    }

    void lockChanged() override
    {
        put([&] { lockHasChanged = true; });
    }
    void journalChanged() override
    {
        put([&] { journalHasChanged = true; });
    }
    void propertyChanged(const QString &thing, const QString &property, const Json &value) override
    {
        // This is called in the thread that changes it, which works for the holder that caused the
        // change.
        const Principal by = Holder::current().principal();
        put([&] { properties.insert_or_assign({thing, property}, Change {value, by}); });
    }
    void invocationChanged(const QUuid &id) override
    {
        put([&] {
            if (!invocations.contains(id))
                invocations << id;
        });
    }
    void invocationRemoved(const QUuid &id) override
    {
        put([&] {
            invocations.removeOne(id);
            removed << id;
        });
    }
    void stopped(const StopReport &report) override
    {
        put([&] { reports << report; });
    }
    void faultChanged(const QString &thing) override
    {
        put([&] { faults << thing; });
    }

    template<typename Change>
    void put(Change change)
    {
        const std::lock_guard lock(mutex);
        change();
        if (owner && !std::exchange(woken, true)) {
            StationMonitor *monitor = owner;
            QMetaObject::invokeMethod(
                monitor, [monitor] { monitor->deliver(); }, Qt::QueuedConnection);
        }
    }
};

StationMonitor::StationMonitor(Station &station, std::chrono::milliseconds interval)
    : m_station(station)
    , m_inbox(std::make_shared<Inbox>())
{
    m_inbox->owner = this;
    m_pause.setSingleShot(true);
    m_pause.setInterval(interval);
    connect(&m_pause, &QTimer::timeout, this, &StationMonitor::deliver);

    station.events().add(m_inbox);
}

StationMonitor::~StationMonitor()
{
    const std::lock_guard lock(m_inbox->mutex);
    m_inbox->owner = nullptr;
}

void StationMonitor::deliver()
{
    bool lockHasChanged = false;
    bool journalHasChanged = false;
    std::map<std::pair<QString, QString>, Inbox::Change> properties;
    QList<QUuid> invocations;
    QList<QUuid> removed;
    QList<StopReport> reports;
    QSet<QString> faults;
    {
        const std::lock_guard lock(m_inbox->mutex);
        if (m_inbox->isEmpty()) {
            m_inbox->woken = false;
            return;
        }
        lockHasChanged = std::exchange(m_inbox->lockHasChanged, false);
        journalHasChanged = std::exchange(m_inbox->journalHasChanged, false);
        properties.swap(m_inbox->properties);
        invocations.swap(m_inbox->invocations);
        removed.swap(m_inbox->removed);
        reports.swap(m_inbox->reports);
        faults.swap(m_inbox->faults);
    }
    // Until the pause is over it counts as woken, so that further changes wait for its end.
    m_pause.start();
    if (lockHasChanged)
        Q_EMIT lockChanged(m_station.lock()->status());
    if (journalHasChanged && m_station.journal())
        Q_EMIT journalChanged(m_station.journal()->state());
    for (const auto &[name, change] : properties)
        Q_EMIT propertyChanged(name.first, name.second, change.value, change.by);
    for (const QUuid &id : std::as_const(invocations)) {
        if (const auto invocation = m_station.invocations().find(id))
            Q_EMIT invocationChanged(invocation->record());
    }
    for (const QUuid &id : std::as_const(removed))
        Q_EMIT invocationRemoved(id);
    for (const StopReport &report : std::as_const(reports))
        Q_EMIT stopped(report);
    for (const QString &thing : std::as_const(faults))
        Q_EMIT faultChanged(thing);
}

} // namespace Holdfast
