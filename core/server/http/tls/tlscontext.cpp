// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/tls/tlscontext.h"

#include <array>
#include <limits>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <utility>

namespace Holdfast {

namespace {

struct FreeBio
{
    void operator()(BIO *bio) const { BIO_free_all(bio); }
};
struct FreeCertificate
{
    void operator()(X509 *certificate) const { X509_free(certificate); }
};
struct FreeKey
{
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;
using Certificate = std::unique_ptr<X509, FreeCertificate>;
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

// Returns OpenSSL's reason for the last failure, and forgets it.
QString lastReason()
{
    const unsigned long error = ERR_peek_last_error();
    const char *reason = ERR_reason_error_string(error);
    ERR_clear_error();
    return QString::fromLatin1(reason ? reason : "unknown error");
}

Error failure(const QString &clause)
{
    const QString reason = lastReason();
    return Error::unavailable(QStringLiteral("%1 (%2)").arg(clause, reason));
}

Bio reading(const QByteArray &text)
{
    const auto size = std::min<qsizetype>(text.size(), std::numeric_limits<int>::max());
    return Bio(BIO_new_mem_buf(text.constData(), static_cast<int>(size)));
}

// Without this OpenSSL would ask at the terminal for the password of a key.
int noPassword(char *, int, int, void *)
{
    return -1;
}

// Chooses HTTP/1.1 of the protocols that a client offers; a client that does not offer it gets it as well.
int chooseProtocol(SSL *, const unsigned char **chosen, unsigned char *chosenSize,
                   const unsigned char *offered, unsigned int offeredSize, void *)
{
    static constexpr std::array<unsigned char, 9> ours {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char *selected = nullptr;
    if (SSL_select_next_proto(&selected, chosenSize, ours.data(), ours.size(), offered, offeredSize)
        != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *chosen = selected;
    return SSL_TLSEXT_ERR_OK;
}

QByteArray digestOf(X509 *certificate)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest {};
    unsigned int size = 0;
    X509_digest(certificate, EVP_sha256(), digest.data(), &size);
    return QByteArray(reinterpret_cast<const char *>(digest.data()), qsizetype(size));
}

void setUp(SSL_CTX *context)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION
                                     | SSL_OP_IGNORE_UNEXPECTED_EOF);
    // An idle connection keeps no buffers.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF); // tickets do the same
    SSL_CTX_set_alpn_select_cb(context, &chooseProtocol, nullptr);
}

} // namespace

void TlsContext::Free::operator()(ssl_ctx_st *context) const
{
    SSL_CTX_free(context);
}

Result<std::shared_ptr<const TlsContext>> TlsContext::create(const QByteArray &certificates,
                                                             const QByteArray &key)
{
    ERR_clear_error();
    Handle context(SSL_CTX_new(TLS_server_method()));
    if (!context)
        return failure(QStringLiteral("OpenSSL cannot be used"));
    setUp(context.get());
    const Bio chain = reading(certificates);
    const Certificate own(PEM_read_bio_X509(chain.get(), nullptr, &noPassword, nullptr));
    if (!own)
        return failure(QStringLiteral("there is no certificate in PEM in it"));
    if (SSL_CTX_use_certificate(context.get(), own.get()) != 1)
        return failure(QStringLiteral("its certificate cannot be used"));
    while (X509 *next = PEM_read_bio_X509(chain.get(), nullptr, &noPassword, nullptr)) {
        if (SSL_CTX_add0_chain_cert(context.get(), next) != 1) {
            X509_free(next);
            return failure(QStringLiteral("a further certificate in it cannot be used"));
        }
    }
    ERR_clear_error(); // the end of the text is an error to OpenSSL
    const Key secret(PEM_read_bio_PrivateKey(reading(key).get(), nullptr, &noPassword, nullptr));
    if (!secret)
        return failure(QStringLiteral("there is no key in PEM, without a password, in it"));
    if (SSL_CTX_use_PrivateKey(context.get(), secret.get()) != 1)
        return failure(QStringLiteral("the key does not belong to the certificate"));
    return std::shared_ptr<const TlsContext>(
        new TlsContext(std::move(context), digestOf(own.get())));
}

TlsContext::TlsContext(Handle context, QByteArray digest)
    : m_context(std::move(context))
    , m_digest(std::move(digest))
{
}

TlsContext::~TlsContext() = default;

QString TlsContext::fingerprint() const
{
    return QString::fromLatin1(m_digest.toHex(':').toUpper());
}

} // namespace Holdfast
