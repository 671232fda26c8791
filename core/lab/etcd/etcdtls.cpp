// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/etcd/etcdtls.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslKey>

namespace Holdfast {

namespace {

// Of EC first, because that is what is usual today.
QSslKey readKey(const QByteArray &pem)
{
    for (const QSsl::KeyAlgorithm algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return {};
}

} // namespace

std::variant<QSslConfiguration, QString> loadEtcdTls(const EtcdTls &tls)
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (!tls.caFile.isEmpty()) {
        const QList<QSslCertificate> authorities = QSslCertificate::fromPath(tls.caFile);
        if (authorities.isEmpty())
            return QStringLiteral("\"%1\" has no certificate in it that can be read.")
                .arg(tls.caFile);
        configuration.setCaCertificates(authorities);
    }
    if (tls.certificateFile.isEmpty() != tls.keyFile.isEmpty())
        return QStringLiteral(
            "A certificate of the client needs its key, and the key its certificate.");
    if (tls.certificateFile.isEmpty())
        return configuration;

    const QList<QSslCertificate> chain = QSslCertificate::fromPath(tls.certificateFile);
    if (chain.isEmpty())
        return QStringLiteral("\"%1\" has no certificate in it that can be read.")
            .arg(tls.certificateFile);
    QFile file(tls.keyFile);
    if (!file.open(QIODevice::ReadOnly))
        return QStringLiteral("\"%1\" cannot be read: %2.").arg(tls.keyFile, file.errorString());
    const QSslKey key = readKey(file.readAll());
    if (key.isNull())
        return QStringLiteral("\"%1\" has no key in it that can be read.").arg(tls.keyFile);
    configuration.setLocalCertificateChain(chain);
    configuration.setPrivateKey(key);
    return configuration;
}

} // namespace Holdfast
