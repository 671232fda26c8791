// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/stream/eventsource.h"
#include "core/server/stream/lockhub.h"

#include <chrono>

namespace Holdfast {

//! \brief The lock as server-sent events: its whole state, at the beginning and with each change.
//!
//! A slow client gets the latest state only, and before it the number of states that it has missed
//! (event "skipped"); never more than that waits here. An event "alive" is the sign of life, which
//! scripts can see, unlike a comment.
class LockStream : public EventSource
{
    Q_OBJECT
public:
    static constexpr std::chrono::seconds heartbeat {5};
    //! The time after which a client that has lost the connection should come back.
    static constexpr std::chrono::milliseconds retry {1000};

    //! Makes a stream. \a known is the id of the state that the client has; it is not sent again.
    LockStream(LockHub &hub, const QByteArray &known);

protected:
    void begun() override;
    void send() override;
    QByteArray signOfLife() const override;

private:
    void put(const LockStatePtr &state);
    void putRefusals(const QByteArray &events);

    QByteArray m_known;
    LockStatePtr m_waiting; //!< null when the client is up to date
    quint64 m_skipped = 0;  //!< states that it missed before that one
    QByteArray m_refusals;  //!< the waiting ones
};

} // namespace Holdfast
