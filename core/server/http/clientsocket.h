// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/limits.h"
#include "core/server/http/networksocket.h"
#include "core/server/http/outgoingbytes.h"

#include <QElapsedTimer>
#include <QTimer>

namespace Holdfast {

//! \brief The network's end of a connection: it cuts a client that takes nothing, and it can close
//! so that even a client that is still sending gets to read what it was told.
class ClientSocket : public NetworkSocket
{
    Q_OBJECT

public:
    //! Both must outlive it; what it has to write is counted in \a outgoing.
    ClientSocket(const Limits &limits, OutgoingBytes &outgoing, QObject *parent = nullptr);
    ~ClientSocket() override;

    //! Where the client reached us, for addresses in a reply to one that does not say it.
    QByteArray localAuthority() const;

    //! Whether for so long the client has taken nothing of what is to be written.
    bool hasStalledFor(std::chrono::milliseconds time) const;
    //! Whether for so long it has not taken everything.
    bool hasOwedFor(std::chrono::milliseconds time) const;

    //! Reads nothing more, and closes once everything is written.
    void closeWhenWritten();

    //! Closes only the sending half once everything is written, and throws away what the client
    //! still sends until it leaves, at most for Limits::lingering. Closing a socket with unread
    //! bytes would take from the client what was written last.
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
    QElapsedTimer m_owed; //!< since there was nothing to be written; invalid if there is nothing
    qint64 m_counted = 0; //!< there
    QTimer m_writeStall;
    QTimer m_lingering;
    qint64 m_toThrowAway = 4 * 1024 * 1024;
};

} // namespace Holdfast
