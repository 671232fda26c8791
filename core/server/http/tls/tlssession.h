// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <memory>

struct ssl_st;

namespace Holdfast {

class TlsContext;

//! \brief The server's end of one TLS connection, without a socket: encrypted bytes go in and come out. OpenSSL does the work.
class TlsSession
{
public:
    explicit TlsSession(std::shared_ptr<const TlsContext> context);
    ~TlsSession();
    Q_DISABLE_COPY_MOVE(TlsSession)

    //! Takes bytes from the network, and appends to \a plain what they contain. Returns false when they are not TLS, or were
    //! changed on their way: then the connection is of no further use.
    bool receive(QByteArrayView encrypted, QByteArray &plain);
    //! Encrypts \a plain. Before the handshake is complete it is dropped: there is no client yet that could read it.
    void write(QByteArrayView plain);
    //! Says that nothing more will be written.
    void finish();
    //! Returns the bytes for the network since the last call.
    QByteArray takeEncrypted();

    //! Returns whether the handshake is complete.
    bool isReady() const;
    //! Returns whether the client has said that it will send nothing more.
    bool isFinished() const { return m_isFinished; }
    //! Returns whether the client has spoken plain HTTP.
    bool wasPlainHttp() const { return m_wasPlainHttp; }

private:
    struct Free
    {
        void operator()(ssl_st *session) const;
    };

    bool isBroken(int result);

    const std::shared_ptr<const TlsContext> m_context;
    const std::unique_ptr<ssl_st, Free> m_session;
    bool m_isFinished = false;
    bool m_wasPlainHttp = false;
};

} // namespace Holdfast
