// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

class QNetworkAccessManager;
class QNetworkRequest;
class QSslCertificate;
class QSslConfiguration;
class QSslError;

namespace Holdfast {

//! \brief The certificate that a server has to have, known by its SHA-256 fingerprint. A server with another certificate gets no
//! request, whatever authority vouches for it. A value; without a fingerprint it changes nothing.
class PinnedCertificate
{
public:
    PinnedCertificate() = default;

    //! Reads a fingerprint as people write it: 64 hexadecimal digits, perhaps with colons between them. Returns nothing when it is
    //! none.
    static std::optional<PinnedCertificate> fromText(const QString &text);

    bool isSet() const { return !m_digest.isEmpty(); }
    //! Returns the fingerprint, with colons; empty without one.
    QString toText() const { return QString::fromLatin1(m_digest.toHex(':').toUpper()); }

    //! Lets the requests of \a manager that prepare() has seen reach that server only. To be called once.
    void guard(QNetworkAccessManager &manager) const;
    //! Lets no authority vouch for the server of \a request.
    void prepare(QNetworkRequest &request) const;

    //! Returns what prepare() sets, for other kinds of connections. Their every handshake has errors then.
    QSslConfiguration configuration() const;
    //! Returns whether \a errors of such a handshake are those of the right certificate, and mean nothing.
    bool explains(const QList<QSslError> &errors) const;

    friend bool operator==(const PinnedCertificate &, const PinnedCertificate &) = default;

private:
    bool isOf(const QSslCertificate &certificate) const;

    QByteArray m_digest;
};

} // namespace Holdfast
