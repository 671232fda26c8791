// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/observationhub.h"

#include "core/session/stationevents.h"

#include <QSet>

#include <atomic>
#include <mutex>
#include <utility>

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_round {1};

qint64 microsecondsNow()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

//! The notifications that were not delivered yet. It outlives the hub while a thread is adding to
//! it.
class ObservationHub::Inbox : public StationListener
{
public:
    explicit Inbox(ObservationHub *owner)
        : m_owner(owner)
    {
    }

    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_owner = nullptr;
    }
    void want(const Topic &topic)
    {
        const std::lock_guard lock(m_mutex);
        m_wanted.insert(topic);
        if (topic.kind == Topic::Kind::Invocation)
            m_wantsInvocations = true;
    }
    void unwant(const Topic &topic)
    {
        const std::lock_guard lock(m_mutex);
        m_wanted.remove(topic);
    }
    std::deque<NotificationPtr> takeAll()
    {
        const std::lock_guard lock(m_mutex);
        m_woken = false;
        m_waiting.clear();
        return std::exchange(m_queue, {});
    }

    void propertyChanged(const QString &thing, const QString &property, const Json &value) override
    {
        put({.topic = {Topic::Kind::Property, thing, property}}, &value);
    }
    void eventEmitted(const QString &thing, const QString &event, const Json &data) override
    {
        put({.topic = {Topic::Kind::Event, thing, event}}, &data);
    }
    void invocationStepped(const InvocationStep &step) override
    {
        put({.topic = {Topic::Kind::Action, step.thing, step.action},
             .invocation = step.id,
             .state = step.state});
    }

    void invocationChanged(const QUuid &id) override
    {
        if (m_wantsInvocations)
            put({.topic = Topic::ofInvocation(id), .invocation = id});
    }

private:
    // Adds a notification. The JSON is written once, by the thread that causes the change, and only
    // if there is an observer.
    void put(Notification &&notification, const Json *value = nullptr)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_owner || !m_wanted.contains(notification.topic))
            return;
        if (value)
            notification.json = toBytes(*value);
        int &waiting = m_waiting[notification.topic];
        // One notification that the invocation has changed is enough.
        if (notification.topic.kind == Topic::Kind::Invocation && waiting > 0)
            return;
        if (waiting >= mostWaiting)
            notification.lost = dropOldest(notification.topic);
        else
            ++waiting;
        m_lastTime = std::max(m_lastTime + 1, microsecondsNow());
        notification.time = m_lastTime;
        m_queue.push_back(std::make_shared<const Notification>(std::move(notification)));
        if (!std::exchange(m_woken, true))
            QMetaObject::invokeMethod(
                m_owner, [owner = m_owner] { owner->deliver(); }, Qt::QueuedConnection);
    }

    // Drops the oldest. The next notification of the topic, or else the new one, carries the number
    // of lost ones.
    quint64 dropOldest(const Topic &topic)
    {
        const auto isOfIt = [&topic](const NotificationPtr &other) {
            return other->topic == topic;
        };
        const auto oldest = std::find_if(m_queue.begin(), m_queue.end(), isOfIt);
        const quint64 lost = (*oldest)->lost + 1;
        const auto next = std::find_if(std::next(oldest), m_queue.end(), isOfIt);
        if (next == m_queue.end()) {
            m_queue.erase(oldest);
            return lost;
        }
        Notification said = **next;
        said.lost += lost;
        *next = std::make_shared<const Notification>(std::move(said));
        m_queue.erase(oldest);
        return 0;
    }

    std::mutex m_mutex;
    ObservationHub *m_owner; //!< null once it does not listen any more
    bool m_woken = false;    //!< a delivery is planned
    QSet<Topic> m_wanted;
    std::atomic_bool m_wantsInvocations = false;
    std::deque<NotificationPtr> m_queue;
    QHash<Topic, int> m_waiting; //!< how many of each are in the queue
    qint64 m_lastTime = 0;
};

ObservationHub::ObservationHub(const Session &session, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_housekeeping.setInterval(s_round);
    connect(&m_housekeeping, &QTimer::timeout, this, &ObservationHub::forgetTheGone);
}

ObservationHub::~ObservationHub()
{
    if (m_inbox)
        m_inbox->close();
}

std::shared_ptr<Observation> ObservationHub::observe(const Topic &topic, Observation::Show show)
{
    if (!m_inbox) {
        m_inbox = std::make_shared<Inbox>(this);
        m_session.listen(m_inbox);
        m_housekeeping.start();
    }
    m_idleRounds = 0;
    m_inbox->want(topic);
    auto observation = std::make_shared<Observation>(std::move(show));
    m_observations[topic].push_back(observation);
    return observation;
}

std::vector<NotificationPtr> ObservationHub::since(const Topic &topic, qint64 time) const
{
    std::vector<NotificationPtr> found;
    if (const NotificationPtr latest = m_latest.value(topic); latest && latest->time > time)
        found.push_back(latest);
    for (const NotificationPtr &kept : m_kept) {
        if (kept->time > time && kept->topic == topic)
            found.push_back(kept);
    }
    return found;
}

void ObservationHub::deliver()
{
    if (!m_inbox)
        return;
    for (const NotificationPtr &notification : m_inbox->takeAll())
        deliver(notification);
}

void ObservationHub::deliver(const NotificationPtr &notification)
{
    if (notification->topic.kind == Topic::Kind::Property)
        m_latest.insert(notification->topic, notification);
    if (notification->topic.kind == Topic::Kind::Event) {
        m_kept.push_back(notification);
        if (m_kept.size() > mostKept)
            m_kept.pop_front();
    }
    // Copied, because a callback may begin or end observations. One that ends meanwhile does not
    // get the notification.
    const auto observations = m_observations.value(notification->topic);
    for (const std::weak_ptr<Observation> &observation : observations) {
        if (const auto alive = observation.lock())
            alive->show(notification);
    }
}

void ObservationHub::forgetTheGone()
{
    bool isAnybodyThere = false;
    for (auto of = m_observations.begin(); of != m_observations.end();) {
        std::erase_if(*of, [](const auto &observation) { return observation.expired(); });
        isAnybodyThere = isAnybodyThere || !of->empty();
        // The number of Things' affordances is limited, that of invocations is not.
        if (of->empty() && of.key().kind == Topic::Kind::Invocation) {
            m_inbox->unwant(of.key());
            of = m_observations.erase(of);
        } else {
            ++of;
        }
    }
    m_idleRounds = isAnybodyThere ? 0 : m_idleRounds + 1;
    if (m_idleRounds * s_round < lingering)
        return;
    m_housekeeping.stop();
    m_inbox->close();
    m_inbox.reset();
    m_observations.clear();
    m_kept.clear();
    m_latest.clear();
}

} // namespace Holdfast
