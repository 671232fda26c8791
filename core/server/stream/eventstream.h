// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/stream.h"
#include "core/server/stream/observationhub.h"

#include <QTimer>

#include <memory>
#include <vector>

namespace Holdfast {

//! Returns one server-sent event (the "text/event-stream" of HTML). \a event may be empty: a
//! browser's onmessage and node-wot only get such events.
QByteArray serverSentEvent(const QByteArray &id, const QByteArray &event, const QByteArray &data);

//! \brief A client's observations, as server-sent events. A slow client loses the oldest ones, and
//! is informed in a comment; a comment is also sent regularly as a sign of life.
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

    //! Sends all notifications of \a topic from now on; for an event, first those since \a time (0:
    //! none).
    void observe(ObservationHub &hub, const Topic &topic, qint64 time = 0);
    //! Sends the present value of a property, unless a newer one was sent meanwhile.
    void tellNow(const Topic &property, const QByteArray &json);

protected:
    void drained() override;

private:
    void put(const NotificationPtr &notification);

    const Naming m_naming;
    QTimer m_heart;
    NotificationQueue m_queue {notificationLimits};
    QHash<Topic, bool> m_isTold;
    std::vector<std::shared_ptr<Observation>> m_observations;
};

} // namespace Holdfast
