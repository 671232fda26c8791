// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/boundedqueue.h"
#include "core/thing/invocationrecord.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QUuid>

#include <memory>

namespace Holdfast {

//! \brief The subject of an observation: one affordance of one Thing.
struct Topic
{
    enum class Kind {
        Property,
        Event,
        Action,     //!< each invocation of it
        Invocation, //!< one of them, with all its changes, also of its log
    };

    Kind kind = Kind::Property;
    QString thing {};
    QString name {};

    static Topic ofInvocation(const QUuid &id)
    {
        return {Kind::Invocation, {}, id.toString(QUuid::WithoutBraces)};
    }

    bool operator==(const Topic &) const = default;
    friend size_t qHash(const Topic &topic, size_t seed = 0)
    {
        return qHashMulti(seed, int(topic.kind), topic.thing, topic.name);
    }
};

//! \brief One event or change, shared by all its observers.
struct Notification
{
    Topic topic;
    QByteArray json = "null";                         //!< a property's value; an event's data
    QUuid invocation {};                              //!< of an action
    InvocationState state = InvocationState::Pending; //!< of that invocation
    qint64 time = 0;  //!< microseconds since 1970, and greater than that of all earlier ones
    quint64 lost = 0; //!< how many of this topic before it were lost
};

using NotificationPtr = std::shared_ptr<const Notification>;

//! The notifications that one client has still to get: put() them with Notification::lost.
using NotificationQueue = BoundedQueue<Topic, NotificationPtr>;
inline constexpr QueueLimits notificationLimits {.ofATopic = 64, .ofAll = 1000};

//! Returns "2026-11-24T09:30:00.123456Z", which also identifies a notification.
QString timeText(qint64 microseconds);
//! Returns the time that timeText() was given; 0 when \a text is not such a text.
qint64 timeFrom(const QString &text);

} // namespace Holdfast
