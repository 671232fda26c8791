// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/stream.h"
#include "core/server/stream/notificationqueue.h"
#include "core/server/stream/observationhub.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace Holdfast {

//! One server-sent event (the "text/event-stream" of HTML). \a event may be empty: such events are
//! what a browser's onmessage and node-wot hear.
QByteArray serverSentEvent(const QByteArray &id, const QByteArray &event, const QByteArray &data);

//! \brief What a client observes, as server-sent events. A slow client loses the oldest ones, and is
//! told so in a comment; a comment comes every now and then as a sign of life.
class EventStream : public Stream
{
    Q_OBJECT

public:
    enum class Naming {
        None,         //!< of one affordance
        ByAffordance, //!< of several: "event:" says which
    };
    static constexpr std::chrono::seconds heartbeat {15};

    explicit EventStream(Naming naming);

    Response head() const override;

    //! Tells everything of \a topic from now on; of an event, before that what has happened since
    //! \a time (0: nothing).
    void observe(ObservationHub &hub, const Topic &topic, qint64 time = 0);
    //! Tells the value that a property has, unless a newer one was told meanwhile.
    void tellNow(const Topic &property, const QByteArray &json);

protected:
    void drained() override;

private:
    void put(const NotificationPtr &notification);

    const Naming m_naming;
    QTimer m_heart;
    NotificationQueue m_queue;
    QHash<Topic, bool> m_isTold;
    std::vector<std::shared_ptr<Observation>> m_observations;
};

} // namespace Holdfast
