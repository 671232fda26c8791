// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/siteoptions.h"

#include <QSet>
#include <QString>
#include <QUrl>

namespace Holdfast {

//! \brief Which names are this server's, and where a request was sent to.
//!
//! Whoever owns a name can let it point here (DNS rebinding). So ours are only addresses, "localhost",
//! what this computer is called, the host that the server is configured with, the one of its public
//! address, the name under which it is announced, and what the configuration allows beside.
class Site
{
public:
    //! \a ownHost: what the server is configured to serve at, a name or an address.
    Site(const QString &ownHost, const SiteOptions &options);

    //! \a host: as hostIn() has it.
    bool isOurs(const QString &host) const;

    //! Whether pages from \a origin came from our public address.
    bool isPublic(const QUrl &origin) const;

    //! Fills in where \a request was sent to: by its Host, or by the word of a proxy that is trusted,
    //! which also says who sent it.
    void locate(Request &request) const;

private:
    bool isTrusted(const QHostAddress &peer) const;
    bool isPublic(const QByteArray &authority) const;

    QSet<QString> m_names;
    QString m_announcedLabel; //!< of "scope3-2.local", which mDNS makes of a name that is taken
    QUrl m_publicUrl;         //!< or an empty one
    QList<Subnet> m_trustedProxies;
};

} // namespace Holdfast
