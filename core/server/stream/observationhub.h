// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/notification.h"
#include "core/session/session.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace Holdfast {

//! \brief An observation of a topic, for as long as this lives. Destroyed in the hub's thread.
class Observation
{
public:
    using Show = std::function<void(const NotificationPtr &)>;

    explicit Observation(Show show)
        : m_show(std::move(show))
    {
    }
    void show(const NotificationPtr &notification) const { m_show(notification); }

private:
    Show m_show;
};

//! \brief Brings the station's events to their observers, in the server's thread: every single
//! notification, in order.
//!
//! It listens only while there are observers, and a little longer, so that an observer that comes
//! back can have the events that it has missed. When its thread is too slow, a topic loses its
//! oldest notifications first, and the next one says how many were lost.
class ObservationHub : public QObject
{
    Q_OBJECT
public:
    //! The number of notifications of one topic that may wait for the server's thread.
    static constexpr int mostWaiting = 1000;
    //! The number of events that are kept for observers that come back.
    static constexpr int mostKept = 256;
    //! The time for which it goes on listening after its last observer.
    static constexpr std::chrono::seconds lingering {30};

    explicit ObservationHub(const Session &session, QObject *parent = nullptr);
    ~ObservationHub() override;

    //! Calls \a show, in this thread, with all notifications of \a topic, until the observation is
    //! destroyed. \a show may end observations, but must not delete its own owner.
    std::shared_ptr<Observation> observe(const Topic &topic, Observation::Show show);

    //! Returns the kept ones of \a topic after \a time, in order; of a property, only its latest.
    std::vector<NotificationPtr> since(const Topic &topic, qint64 time) const;

private:
    class Listener;

    void deliver(const NotificationPtr &notification);
    void forgetTheGone();

    Session m_session;
    std::shared_ptr<Listener> m_listener; //!< null while it does not listen
    QHash<Topic, std::vector<std::weak_ptr<Observation>>> m_observations;
    std::deque<NotificationPtr> m_kept;
    QHash<Topic, NotificationPtr> m_latest; //!< of properties
    QTimer m_housekeeping;
    int m_idleRounds = 0;
    qint64 m_lastTime = 0; //!< of the notifications so far
};

} // namespace Holdfast
