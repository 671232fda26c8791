// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/lockhub.h"

#include "core/base/inbox.h"
#include "core/server/stream/eventsource.h"
#include "core/session/lock/lockviews.h"
#include "core/session/stationevents.h"
#include "core/thing/json/jsonconversion.h"
#include "core/wire/lockoverview.h"

#include <QMetaMethod>
#include <QRandomGenerator>

#include <variant>

namespace Holdfast {

namespace {

constexpr QueueLimits s_mostRefusals {.ofATopic = 8, .ofAll = 8};

// Each number only grows, so the sum changes whenever one of them does.
quint64 versionOf(const LockStatus &global, const QList<LockStatus> &devices, quint64 journal)
{
    quint64 version = global.version + journal;
    for (const LockStatus &device : devices)
        version += device.version;
    return version;
}

} // namespace

//! Puts what happens to the lock into the hub's inbox.
class LockHub::Listener : public StationListener
{
public:
    explicit Listener(LockHub *owner)
        : m_refusals({.limits = s_mostRefusals, .interval = interval},
                     [owner](const Refusals::Entries &refusals) { publish(*owner, refusals); })
    {
    }
    void close() { m_refusals.close(); }

    bool hearsThings() const override { return false; }
    void lockChanged() override { m_refusals.ring(); }
    void journalChanged() override { m_refusals.ring(); }
    void lockEvents(const LockFeed::Batch &batch, const ClockPair &clocks) override
    {
        for (const LockEvent &event : batch.events) {
            if (const auto *refused = std::get_if<LockRefused>(&event.what))
                m_refusals.put(Topic::Refusal, {*refused, clocks.timeOf(event.at)});
        }
    }

private:
    enum class Topic { Refusal };
    struct Refusal
    {
        LockRefused what;
        std::chrono::system_clock::time_point at;
    };
    using Refusals = Inbox<Topic, Refusal>;

    static void publish(LockHub &hub, const Refusals::Entries &refusals)
    {
        if (!hub.isSignalConnected(QMetaMethod::fromSignal(&LockHub::changed))) {
            hub.stopListening();
            return;
        }
        hub.publishState();
        QByteArray events;
        for (const auto &[topic, refusal, lost] : refusals) {
            if (lost > 0)
                events += serverSentEvent({}, "refused_more", QByteArray::number(lost));
            const auto view = LockRefusedView::of(refusal.what, refusal.at);
            const Json json = toPayload(QVariant::fromValue(view)).json;
            events += serverSentEvent({}, "refused", toBytes(json));
        }
        if (!events.isEmpty())
            Q_EMIT hub.refused(events);
    }

    Refusals m_refusals;
};

LockHub::LockHub(const Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_run(QByteArray::number(QRandomGenerator::system()->generate(), 16))
{
}

LockHub::~LockHub()
{
    stopListening();
}

void LockHub::stopListening()
{
    if (m_listener)
        std::exchange(m_listener, nullptr)->close();
}

ServedStatePtr LockHub::watch()
{
    if (!m_listener) {
        m_listener = std::make_shared<Listener>(this);
        m_session.listen(m_listener);
        // Changes before the listener was added are in the returned state.
        m_published = version();
    }
    return state();
}

quint64 LockHub::version() const
{
    const LockAccess lock = m_session.lock();
    return versionOf(lock.status(), lock.devices(), lock.journalVersion());
}

ServedStatePtr LockHub::state() const
{
    const LockAccess lock = m_session.lock();
    // Read first: a later change is published once more.
    const quint64 journalVersion = lock.journalVersion();
    const LockStatus global = lock.status();
    const QList<LockStatus> devices = lock.devices();
    const LockOverview overview {lock.isEnabled(), global, lock.leases(), devices, lock.journal()};

    ServedState state;
    state.version = versionOf(global, devices, journalVersion);
    state.id = m_run + '-' + QByteArray::number(state.version);
    state.json = toBytes(toJson(overview));
    state.event = serverSentEvent(state.id, {}, state.json);
    return std::make_shared<const ServedState>(std::move(state));
}

void LockHub::publishState()
{
    if (version() == m_published)
        return;
    const ServedStatePtr now = state();
    m_published = now->version;
    Q_EMIT changed(now);
}

} // namespace Holdfast
