// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/parse/headers.h"

#include <QByteArray>

#include <chrono>

namespace Holdfast {

//! \brief A reply of a server, taken apart.
struct RawReply
{
    int status = 0; //!< 0: the connection ended, or the time was over, before a whole head came
    Headers headers;
    QByteArray body;
};

//! \brief A client that sends exactly the bytes that it is told to, over a blocking socket.
class RawClient
{
public:
    explicit RawClient(quint16 port);
    //! Connects a socket that was made before, and is closed with this: when no more can be made.
    RawClient(quint16 port, int socket);
    ~RawClient();
    Q_DISABLE_COPY_MOVE(RawClient)

    bool isConnected() const { return m_descriptor >= 0; }

    //! Sends, and returns how much went out before the server hung up or took nothing for so long.
    qint64 send(const QByteArray &bytes,
                std::chrono::milliseconds patience = std::chrono::seconds(10));
    //! Sends byte by byte, each in a segment of its own.
    void sendSlowly(const QByteArray &bytes);

    //! Returns the next reply; without Content-Length its body ends with the connection.
    RawReply reply(bool hasBody = true);
    //! Sends and reads the reply.
    RawReply request(const QByteArray &bytes);
    //! Reads until at least \a size bytes are there, or the connection ends.
    QByteArray read(qsizetype size);
    //! Returns whether the server closes within the time, and sends nothing more before.
    bool isClosed();
    //! Returns whether the server sends nothing for that long.
    bool isSilent(std::chrono::milliseconds time);

    //! Ends sending; the server's data is still read.
    void finish();
    //! Sends, and says so in the same segment.
    void finishWith(const QByteArray &bytes);
    //! Ends the connection with a reset instead of politely.
    void reset();
    //! Makes the receive buffer small; only of use before the server sends much.
    void takeLittle();
    void close();

private:
    bool receive(std::chrono::milliseconds limit);

    int m_descriptor = -1;
    QByteArray m_buffer;
    bool m_ended = false;
};

} // namespace Holdfast
