// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/tls/owncertificate.h"

#include "core/base/randombytes.h"

#include <QHostAddress>

#include <chrono>
#include <memory>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace Holdfast {

namespace {

constexpr qsizetype s_longestName = 64; // of a common name (RFC 5280)
constexpr qsizetype s_serialBytes = 16;
constexpr long s_validSeconds = std::chrono::seconds(std::chrono::years {20}).count();
constexpr long s_begunBefore = std::chrono::seconds(std::chrono::days {1}).count();

struct Free
{
    void operator()(BIO *bio) const { BIO_free_all(bio); }
    void operator()(X509 *certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY *key) const { EVP_PKEY_free(key); }
    void operator()(X509_EXTENSION *extension) const { X509_EXTENSION_free(extension); }
    void operator()(BIGNUM *number) const { BN_free(number); }
};

template<typename T>
using Owned = std::unique_ptr<T, Free>;

Error failure()
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    const Error error = Error::unavailable(QStringLiteral("OpenSSL cannot make a certificate (%1)")
                                               .arg(QString::fromLatin1(reason ? reason : "")));
    ERR_clear_error();
    return error;
}

// Returns the names as an extension has them: "DNS:scope3,IP:192.168.0.3".
QByteArray alternativeNames(const QStringList &hosts)
{
    QByteArrayList names;
    for (const QString &host : hosts)
        names << (QHostAddress(host).isNull() ? "DNS:" : "IP:") + host.toLatin1();
    return names.join(',');
}

bool addExtension(X509 *certificate, int kind, const QByteArray &value)
{
    X509V3_CTX context {};
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Owned<X509_EXTENSION> extension(
        X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerial(X509 *certificate)
{
    const QByteArray random = randomBytes(s_serialBytes);
    const Owned<BIGNUM> number(BN_bin2bn(reinterpret_cast<const unsigned char *>(random.data()),
                                         int(random.size()), nullptr));
    return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate));
}

bool setSubject(X509 *certificate, const QByteArray &name)
{
    X509_NAME *subject = X509_get_subject_name(certificate);
    const auto add = [subject](const char *field, const QByteArray &text) {
        return X509_NAME_add_entry_by_txt(subject, field, MBSTRING_UTF8,
                                          reinterpret_cast<const unsigned char *>(text.data()),
                                          int(text.size()), -1, 0)
               == 1;
    };
    return add("O", "Holdfast") && add("CN", name.left(s_longestName))
           && X509_set_issuer_name(certificate, subject) == 1;
}

} // namespace

Result<QByteArray> makeOwnCertificate(const QStringList &hosts)
{
    ERR_clear_error();
    const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
    const Owned<X509> certificate(X509_new());
    if (!key || !certificate)
        return failure();
    constexpr long version3 = 2;
    const bool isMade =
        X509_set_version(certificate.get(), version3) == 1 && setSerial(certificate.get())
        && X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -s_begunBefore)
        && X509_gmtime_adj(X509_getm_notAfter(certificate.get()), s_validSeconds)
        && X509_set_pubkey(certificate.get(), key.get()) == 1
        && setSubject(certificate.get(), hosts.value(0).toUtf8())
        && addExtension(certificate.get(), NID_subject_alt_name, alternativeNames(hosts))
        && addExtension(certificate.get(), NID_basic_constraints, "critical,CA:FALSE")
        && addExtension(certificate.get(), NID_ext_key_usage, "serverAuth")
        && X509_sign(certificate.get(), key.get(), EVP_sha256()) > 0;
    const Owned<BIO> text(BIO_new(BIO_s_mem()));
    if (!isMade || !text
        || PEM_write_bio_PrivateKey(text.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr)
               != 1
        || PEM_write_bio_X509(text.get(), certificate.get()) != 1)
        return failure();
    QByteArray pem(qsizetype(BIO_ctrl_pending(text.get())), Qt::Uninitialized);
    std::size_t size = 0;
    BIO_read_ex(text.get(), pem.data(), std::size_t(pem.size()), &size);
    pem.truncate(qsizetype(size));
    return pem;
}

} // namespace Holdfast
