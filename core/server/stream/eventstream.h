// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/responder.h"
#include "core/server/stream/eventsource.h"
#include "core/server/stream/observationhub.h"

#include <memory>
#include <vector>

namespace Holdfast {

//! \brief A client's observations, as server-sent events. A slow client loses the oldest ones, and
//! is informed in a comment.
class EventStream : public EventSource
{
    Q_OBJECT

public:
    enum class Naming {
        None,         //!< of one affordance
        ByAffordance, //!< of several: "event:" says which
    };

    explicit EventStream(Naming naming);

    //! Sends all notifications of \a topic from now on; for an event, first those since \a time (0:
    //! none).
    void observe(ObservationHub &hub, const Topic &topic, qint64 time = 0);
    //! Sends the present value of a property, unless a newer one was sent meanwhile.
    void tellNow(const Topic &property, const QByteArray &json);

protected:
    void send() override;

private:
    void put(const NotificationPtr &notification);

    const Naming m_naming;
    NotificationQueue m_queue {notificationLimits};
    QHash<Topic, bool> m_isTold;
    std::vector<std::shared_ptr<Observation>> m_observations;
};

//! Answers with the values of \a properties as server-sent events: the present ones, and every
//! change. Keeps \a share as long.
void streamProperties(ObservationHub &hub, const Session &session, const QString &thing,
                      const QStringList &properties, EventStream::Naming naming,
                      const Responder &responder, const std::shared_ptr<const void> &share);

} // namespace Holdfast
