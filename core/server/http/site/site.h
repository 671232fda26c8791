// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/site/siteoptions.h"

#include <QSet>
#include <QString>
#include <QUrl>

namespace Holdfast {

//! \brief The names of this server, and the address to which a request was sent.
//!
//! The owner of any name can let it point here (DNS rebinding). So only these are accepted:
//! addresses, "localhost", the names of this computer, the configured host, that of the public
//! address, the name under which the server is announced, and the names that the configuration
//! allows in addition.
class Site
{
public:
    //! Makes a site. \a ownHost is the configured host, a name or an address.
    Site(const QString &ownHost, const SiteOptions &options);

    //! Returns whether \a host, in the form of hostIn(), is a name of this server.
    bool isOurs(const QString &host) const;

    //! Returns whether pages from \a origin came from our public address, or from one that is allowed like it.
    bool isAllowedOrigin(const QUrl &origin) const;

    //! Fills in the address to which \a request was sent: from its Host, or from a trusted proxy,
    //! which also names its sender. Also finds out whether it is local; one from a trusted proxy never is.
    void locate(Request &request) const;

    //! Returns whether \a peer is a proxy that is believed.
    bool isTrusted(const QHostAddress &peer) const;

private:
    bool isPublic(const QUrl &origin) const;
    bool isPublic(const QByteArray &authority) const;

    QSet<QString> m_names;
    QString m_announcedLabel; //!< of "scope3-2.local", to which mDNS changes a name that is taken
    QUrl m_publicUrl;         //!< may be empty
    QList<QUrl> m_allowedOrigins;
    QList<Subnet> m_trustedProxies;
    QByteArray m_scheme; //!< "http" or "https"
};

} // namespace Holdfast
