// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/client/pinnedcertificate.h"

#include <QCryptographicHash>
#include <QList>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslError>

#include <algorithm>

namespace Holdfast {

std::optional<PinnedCertificate> PinnedCertificate::fromText(const QString &text)
{
    static const QRegularExpression pattern(
        QStringLiteral("\\A[0-9A-Fa-f]{2}(:?[0-9A-Fa-f]{2}){31}\\z"));
    const QString trimmed = text.trimmed();
    if (!pattern.match(trimmed).hasMatch())
        return {};
    PinnedCertificate pinned;
    pinned.m_digest = QByteArray::fromHex(trimmed.toLatin1().replace(':', QByteArray()));
    return pinned;
}

void PinnedCertificate::guard(QNetworkAccessManager &manager) const
{
    if (!isSet())
        return;
    QObject::connect(&manager, &QNetworkAccessManager::sslErrors, &manager,
                     [pinned = *this](QNetworkReply *reply, const QList<QSslError> &errors) {
                         const QSslCertificate its = reply->sslConfiguration().peerCertificate();
                         if (pinned.isOf(its) || (its.isNull() && pinned.explains(errors)))
                             reply->ignoreSslErrors();
                     });
}

void PinnedCertificate::prepare(QNetworkRequest &request) const
{
    if (isSet())
        request.setSslConfiguration(configuration());
}

QSslConfiguration PinnedCertificate::configuration() const
{
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    if (isSet())
        configuration.setCaCertificates({});
    return configuration;
}

bool PinnedCertificate::isOf(const QSslCertificate &certificate) const
{
    return isSet() && certificate.digest(QCryptographicHash::Sha256) == m_digest;
}

bool PinnedCertificate::explains(const QList<QSslError> &errors) const
{
    // Each error names its certificate. Without authorities, that is the server's own.
    return !errors.isEmpty()
           && std::all_of(errors.begin(), errors.end(),
                          [this](const QSslError &error) { return isOf(error.certificate()); });
}

} // namespace Holdfast
