// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

struct ssl_ctx_st;

namespace Holdfast {

//! \brief The certificate of a server, and how it speaks TLS: versions 1.2 and 1.3, and HTTP/1.1 over it. Immutable; usable in any
//! thread.
class TlsContext
{
public:
    //! Makes a context of a certificate, the certificates that vouch for it, and its key without a password, all in PEM. The error
    //! is a clause: "the key does not belong to the certificate".
    static Result<std::shared_ptr<const TlsContext>> create(const QByteArray &certificates,
                                                            const QByteArray &key);
    ~TlsContext();
    Q_DISABLE_COPY_MOVE(TlsContext)

    //! Returns the SHA-256 of the certificate.
    const QByteArray &digest() const { return m_digest; }
    //! Returns it as people compare it: "AB:CD:...".
    QString fingerprint() const;

    //! Returns OpenSSL's object, for TlsSession.
    ssl_ctx_st *handle() const { return m_context.get(); }

private:
    struct Free
    {
        void operator()(ssl_ctx_st *context) const;
    };
    using Handle = std::unique_ptr<ssl_ctx_st, Free>;

    TlsContext(Handle context, QByteArray digest);

    const Handle m_context;
    const QByteArray m_digest;
};

} // namespace Holdfast
