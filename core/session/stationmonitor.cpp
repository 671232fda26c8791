// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"

#include "core/base/inbox.h"
#include "core/journal/journal.h"
#include "core/session/invocation/invocations.h"
#include "core/session/log.h"
#include "core/session/station.h"
#include "core/session/stationevents.h"

#include <variant>

namespace Holdfast {

namespace {

// The changes that may wait for the monitor's thread: of a state only the latest one does, so this
// is reached only when thousands of invocations end while that thread is busy.
constexpr QueueLimits s_mostChanges {.ofATopic = 10'000, .ofAll = 20'000};

} // namespace

//! Puts the station's events into the monitor's inbox.
class StationMonitor::Listener : public StationListener
{
public:
    Listener(StationMonitor *owner, std::chrono::milliseconds interval)
        : m_changes({.limits = s_mostChanges, .interval = interval},
                    [owner](Changes::Entries changes) { tell(*owner, std::move(changes)); })
    {
    }
    void close() { m_changes.close(); }

    void lockChanged() override { m_changes.putLatest({Kind::Lock}, {}); }
    void journalChanged() override { m_changes.putLatest({Kind::Journal}, {}); }
    void propertyChanged(const QString &thing, const QString &property, const Json &value) override
    {
        // This is called in the thread that changes it, which works for the holder that caused the
        // change.
        m_changes.putLatest({Kind::Property, thing, property},
                            PropertyChange {value, Holder::current().principal()});
    }
    void invocationChanged(const QUuid &id) override
    {
        m_changes.putLatest({.kind = Kind::Invocation, .invocation = id}, {});
    }
    void invocationRemoved(const QUuid &id) override { m_changes.put({Kind::Removal}, id); }
    void stopped(const StopReport &report) override { m_changes.put({Kind::Stop}, report); }
    void faultChanged(const QString &thing) override
    {
        m_changes.putLatest({Kind::Fault, thing}, {});
    }

private:
    //! In the order in which a round tells them.
    enum class Kind { Lock, Journal, Property, Invocation, Removal, Stop, Fault };

    //! What has changed.
    struct Subject
    {
        Kind kind;
        QString thing {};
        QString property {};
        QUuid invocation {};

        bool operator==(const Subject &) const = default;
        friend size_t qHash(const Subject &subject, size_t seed = 0)
        {
            return qHashMulti(seed, int(subject.kind), subject.thing, subject.property,
                              subject.invocation);
        }
    };
    struct PropertyChange
    {
        Json value;
        Principal by;
    };
    //! What the receiver cannot look up later.
    using News = std::variant<std::monostate, PropertyChange, QUuid, StopReport>;
    using Changes = Inbox<Subject, News>;

    static void tell(StationMonitor &monitor, Changes::Entries changes)
    {
        changes.sort([](const Changes::Queue::Entry &one, const Changes::Queue::Entry &other) {
            return one.topic.kind < other.topic.kind;
        });
        for (const auto &[subject, news, lost] : changes) {
            if (lost > 0)
                qCWarning(sessionLog, "The window was too slow: %llu changes were not shown.",
                          lost);
            tell(monitor, subject, news);
        }
    }

    static void tell(StationMonitor &monitor, const Subject &subject, const News &news)
    {
        const Station &station = monitor.m_station;
        switch (subject.kind) {
        case Kind::Lock:
            Q_EMIT monitor.lockChanged(station.lock()->status());
            break;
        case Kind::Journal:
            if (station.journal())
                Q_EMIT monitor.journalChanged(station.journal()->state());
            break;
        case Kind::Property: {
            const auto &change = std::get<PropertyChange>(news);
            Q_EMIT monitor.propertyChanged(subject.thing, subject.property, change.value,
                                           change.by);
            break;
        }
        case Kind::Invocation:
            // One that was removed meanwhile is told as that.
            if (const auto invocation = station.invocations().find(subject.invocation))
                Q_EMIT monitor.invocationChanged(invocation->record());
            break;
        case Kind::Removal:
            Q_EMIT monitor.invocationRemoved(std::get<QUuid>(news));
            break;
        case Kind::Stop:
            Q_EMIT monitor.stopped(std::get<StopReport>(news));
            break;
        case Kind::Fault:
            Q_EMIT monitor.faultChanged(subject.thing);
            break;
        }
    }

    Changes m_changes;
};

StationMonitor::StationMonitor(Station &station, std::chrono::milliseconds interval)
    : m_station(station)
    , m_listener(std::make_shared<Listener>(this, interval))
{
    station.events().add(m_listener);
}

StationMonitor::~StationMonitor()
{
    m_listener->close();
}

} // namespace Holdfast
