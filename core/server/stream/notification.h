// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/invocationrecord.h"

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QUuid>

#include <memory>

namespace Holdfast {

//! \brief What can be observed: one affordance of one Thing.
struct Topic
{
    enum class Kind {
        Property,
        Event,
        Action,     //!< each invocation of it
        Invocation, //!< one of them, and everything about it: its log, too
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

//! \brief One thing that has happened, shared by all who hear of it.
struct Notification
{
    Topic topic;
    QByteArray json = "null";                         //!< a property's value; an event's data
    QUuid invocation {};                              //!< of an action
    InvocationState state = InvocationState::Pending; //!< of that invocation
    qint64 time = 0;  //!< microseconds since 1970, and greater than that of all earlier ones
    quint64 lost = 0; //!< how many of this topic before it were lost on their way
};

using NotificationPtr = std::shared_ptr<const Notification>;

//! "2026-11-24T09:30:00.123456Z": names a notification, too.
QString timeText(qint64 microseconds);
//! What timeText() was made of; 0 when it is no such text.
qint64 timeFrom(const QString &text);

} // namespace Holdfast
