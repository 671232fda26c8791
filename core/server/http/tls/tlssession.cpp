// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/tls/tlssession.h"

#include "core/server/http/tls/tlscontext.h"

#include <array>
#include <new>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <utility>

namespace Holdfast {

namespace {

constexpr std::size_t s_recordBytes = 16 * 1024; // a record of TLS has no more

} // namespace

void TlsSession::Free::operator()(ssl_st *session) const
{
    SSL_free(session);
}

TlsSession::TlsSession(std::shared_ptr<const TlsContext> context)
    : m_context(std::move(context))
    , m_session(SSL_new(m_context->handle()))
{
    BIO *in = BIO_new(BIO_s_mem());
    BIO *out = BIO_new(BIO_s_mem());
    if (!m_session || !in || !out)
        throw std::bad_alloc();
    SSL_set_bio(m_session.get(), in, out);
    SSL_set_accept_state(m_session.get());
}

TlsSession::~TlsSession() = default;

bool TlsSession::receive(QByteArrayView encrypted, QByteArray &plain)
{
    ERR_clear_error();
    std::size_t taken = 0;
    if (BIO_write_ex(SSL_get_rbio(m_session.get()), encrypted.data(), std::size_t(encrypted.size()),
                     &taken)
            != 1
        || taken != std::size_t(encrypted.size()))
        return false;
    std::array<char, s_recordBytes> chunk; // not filled, so it costs nothing
    for (;;) {
        std::size_t count = 0;
        const int result = SSL_read_ex(m_session.get(), chunk.data(), chunk.size(), &count);
        if (result != 1)
            return !isBroken(result);
        plain.append(chunk.data(), qsizetype(count));
    }
}

// Returns whether a call has failed for good. The others need more bytes.
bool TlsSession::isBroken(int result)
{
    switch (SSL_get_error(m_session.get(), result)) {
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE:
        return false;
    case SSL_ERROR_ZERO_RETURN:
        m_isFinished = true;
        return false;
    default:
        m_wasPlainHttp = ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
        ERR_clear_error();
        return true;
    }
}

void TlsSession::write(QByteArrayView plain)
{
    if (!isReady() || plain.isEmpty())
        return;
    ERR_clear_error();
    std::size_t count = 0;
    SSL_write_ex(m_session.get(), plain.data(), std::size_t(plain.size()), &count);
}

void TlsSession::finish()
{
    ERR_clear_error();
    if (isReady())
        SSL_shutdown(m_session.get());
}

QByteArray TlsSession::takeEncrypted()
{
    BIO *out = SSL_get_wbio(m_session.get());
    QByteArray bytes(qsizetype(BIO_ctrl_pending(out)), Qt::Uninitialized);
    if (bytes.isEmpty())
        return bytes;
    std::size_t count = 0;
    BIO_read_ex(out, bytes.data(), std::size_t(bytes.size()), &count);
    bytes.truncate(qsizetype(count));
    return bytes;
}

bool TlsSession::isReady() const
{
    return SSL_is_init_finished(m_session.get()) == 1;
}

} // namespace Holdfast
