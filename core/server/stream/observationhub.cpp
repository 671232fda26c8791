// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/observationhub.h"

#include "core/base/inbox.h"
#include "core/session/stationevents.h"

#include <QSet>

#include <atomic>
#include <mutex>
#include <utility>

namespace Holdfast {

namespace {

constexpr std::chrono::seconds s_round {1};
constexpr QueueLimits s_mostNotifications {.ofATopic = ObservationHub::mostWaiting,
                                           .ofAll = 20 * ObservationHub::mostWaiting};

qint64 microsecondsNow()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

//! Puts the events for which there are observers into the hub's inbox.
class ObservationHub::Listener : public StationListener
{
public:
    explicit Listener(ObservationHub *owner)
        // NOLINTNEXTLINE(performance-unnecessary-value-param): they are moved from
        : m_inbox({.limits = s_mostNotifications}, [owner](Notifications::Entries entries) {
            for (auto &[topic, notification, lost] : entries)
                deliver(*owner, std::move(notification), lost);
        })
    {
    }
    void close() { m_inbox.close(); }

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
    using Notifications = Inbox<Topic, Notification>;

    // Adds a notification. The JSON is written once, by the thread that causes the change, and only
    // if there is an observer.
    void put(Notification &&notification, const Json *value = nullptr)
    {
        if (!isWanted(notification.topic))
            return;
        if (value)
            notification.json = toBytes(*value);
        const Topic topic = notification.topic;
        if (topic.kind == Topic::Kind::Invocation) {
            // One notification that the invocation has changed is enough.
            m_inbox.putLatest(topic, std::move(notification));
        } else {
            notification.time = microsecondsNow();
            m_inbox.put(topic, std::move(notification));
        }
    }

    bool isWanted(const Topic &topic)
    {
        const std::lock_guard lock(m_mutex);
        return m_wanted.contains(topic);
    }

    static void deliver(ObservationHub &hub, Notification &&notification, quint64 lost)
    {
        hub.m_lastTime = std::max(hub.m_lastTime + 1, notification.time);
        notification.time = hub.m_lastTime;
        notification.lost = lost;
        hub.deliver(std::make_shared<const Notification>(std::move(notification)));
    }

    std::mutex m_mutex;
    QSet<Topic> m_wanted;
    std::atomic_bool m_wantsInvocations = false;
    Notifications m_inbox;
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
    if (m_listener)
        m_listener->close();
}

std::shared_ptr<Observation> ObservationHub::observe(const Topic &topic, Observation::Show show)
{
    if (!m_listener) {
        m_listener = std::make_shared<Listener>(this);
        m_session.listen(m_listener);
        m_housekeeping.start();
    }
    m_idleRounds = 0;
    m_listener->want(topic);
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
            m_listener->unwant(of.key());
            of = m_observations.erase(of);
        } else {
            ++of;
        }
    }
    m_idleRounds = isAnybodyThere ? 0 : m_idleRounds + 1;
    if (m_idleRounds * s_round < lingering)
        return;
    m_housekeeping.stop();
    m_listener->close();
    m_listener.reset();
    m_observations.clear();
    m_kept.clear();
    m_latest.clear();
}

} // namespace Holdfast
