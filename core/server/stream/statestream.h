// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/eventsource.h"
#include "core/server/stream/servedstate.h"

#include <chrono>

namespace Holdfast {

//! \brief A state as server-sent events: the whole state, at the beginning and with each change.
//!
//! A slow client gets the latest state only, and before it the number of states that it has missed
//! (event "skipped"); never more than that waits here. An event "alive" is the sign of life, which
//! scripts can see, unlike a comment.
class StateStream : public EventSource
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds heartbeat {5};
    //! The time after which a client that has lost the connection should come back.
    static constexpr std::chrono::milliseconds retry {1000};

    //! Makes a stream of what \a hub serves: it has watch(), and a signal changed(). \a known is the id of the state that the client has;
    //! it is not sent again.
    template<typename Hub>
    StateStream(Hub &hub, const QByteArray &known)
        : StateStream(known)
    {
        connect(&hub, &Hub::changed, this, &StateStream::put);
        put(hub.watch());
    }

protected:
    void begun() override;
    void send() override;
    QByteArray signOfLife() const override;

private:
    explicit StateStream(const QByteArray &known);
    void put(const ServedStatePtr &state);

    QByteArray m_known;
    ServedStatePtr m_waiting; //!< null when the client is up to date
    quint64 m_skipped = 0;    //!< states that it missed before that one
};

} // namespace Holdfast
