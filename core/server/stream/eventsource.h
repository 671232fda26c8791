// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/stream.h"

#include <QTimer>

#include <chrono>

namespace Holdfast {

//! Returns one server-sent event (the "text/event-stream" of HTML). \a event may be empty: a
//! browser's onmessage and node-wot only get such events.
QByteArray serverSentEvent(const QByteArray &id, const QByteArray &event, const QByteArray &data);

//! \brief A stream of server-sent events: the head, the sign of life, and how much is written to a
//! slow client.
//!
//! A derived class has what waits for its client, and writes it in send() when there is room. The
//! stream ends with end(), or with the server.
class EventSource : public Stream
{
    Q_OBJECT
public:
    //! The time between two signs of life, unless the derived class has one of its own.
    static constexpr std::chrono::seconds usualHeartbeat {15};

    //! Returns whether \a request accepts server-sent events.
    static bool isWanted(const Request &request);
    //! Returns the id of the event after which the sender of \a request resumes; empty when it
    //! names none.
    static QByteArray lastEventId(const Request &request);

    Response head() const final;

protected:
    //! \a mostOnTheWay is the number of bytes that may wait for the network. While more wait, events
    //! stay with the derived class.
    explicit EventSource(qint64 mostOnTheWay, std::chrono::milliseconds heartbeat = usualHeartbeat);

    //! Returns whether an event may be written now.
    bool hasRoom() const { return isActive() && backlog() < m_mostOnTheWay; }
    //! Sends what waits if there is room; else it is sent later.
    void trySend();

    //! Writes what waits, for as long as there is room. Is called when there is room again, or
    //! something new.
    virtual void send() = 0;
    //! Is called once, when the head is on its way, before send().
    virtual void begun() { }
    //! Returns the text that shows that the connection is alive: a comment, which clients do not
    //! see.
    virtual QByteArray signOfLife() const { return ":\n\n"; }

    void drained() final;

private:
    const qint64 m_mostOnTheWay;
    const std::chrono::milliseconds m_heartbeat;
    QTimer m_heart;
};

} // namespace Holdfast
