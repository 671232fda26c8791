// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"
#include "core/server/http/gate/networksocket.h"
#include "core/server/http/gate/outgoingbytes.h"

#include <QElapsedTimer>
#include <QTimer>

namespace Holdfast {

//! \brief The network's end of a connection: it disconnects a client that takes no data, and it can
//! close so that even a client that is still sending gets to read its answer.
class ClientSocket : public NetworkSocket
{
    Q_OBJECT

public:
    //! Makes a socket. Both must outlive it; its unsent bytes are counted in \a outgoing.
    ClientSocket(const Limits &limits, OutgoingBytes &outgoing, QObject *parent = nullptr);
    ~ClientSocket() override;

    //! Speaks TLS; a client that does not complete the handshake within Limits::headTimeout is disconnected.
    void startTls(const std::shared_ptr<const TlsContext> &context);

    //! Returns the address where the client reached us, for a reply to a request that does not name
    //! it.
    QByteArray localAuthority() const;

    //! Returns whether the client has taken none of the unsent bytes for this time.
    bool hasStalledFor(std::chrono::milliseconds time) const;
    //! Returns whether there have been unsent bytes for this time.
    bool hasOwedFor(std::chrono::milliseconds time) const;

    //! Stops reading, and closes once everything is written.
    void closeWhenWritten();

    //! Closes only the sending half once everything is written, and discards what the client still
    //! sends until it leaves, at most for Limits::lingering. Closing a socket with unread bytes
    //! would lose the last bytes that were written to the client.
    void closeAndLinger();

protected:
    qint64 writeData(const char *data, qint64 size) override;

private:
    void onBytesWritten();
    void countOutgoing();
    void watchWriting();
    void throwAway();

    const Limits &m_limits;
    OutgoingBytes &m_outgoing;
    QElapsedTimer m_owed; //!< since there were no unsent bytes; invalid if there are none
    qint64 m_counted = 0; //!< the bytes counted there
    QTimer m_writeStall;
    QTimer m_lingering;
    QTimer m_handshake;
    qint64 m_toThrowAway = 4 * 1024 * 1024;
};

} // namespace Holdfast
