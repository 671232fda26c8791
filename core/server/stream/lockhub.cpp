// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/lockhub.h"

#include "core/base/inbox.h"
#include "core/server/stream/eventsource.h"
#include "core/session/lock/lockviews.h"
#include "core/session/stationevents.h"
#include "core/thing/json/jsonconversion.h"

#include <QMetaMethod>

#include <variant>

namespace Holdfast {

namespace {

constexpr QueueLimits s_mostRefusals {.ofATopic = 8, .ofAll = 8};

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
            const Json json = toOutput(QVariant::fromValue(view)).json;
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
    , m_writer(session)
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

LockStatePtr LockHub::watch()
{
    if (!m_listener) {
        m_listener = std::make_shared<Listener>(this);
        m_session.listen(m_listener);
        // Changes before the listener was added are in the returned state.
        m_published = m_writer.version();
    }
    return state();
}

void LockHub::publishState()
{
    if (m_writer.version() == m_published)
        return;
    const LockStatePtr now = m_writer.write();
    m_published = now->version;
    Q_EMIT changed(now);
}

} // namespace Holdfast
