// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/describe/basedtext.h"
#include "core/server/describe/security.h"
#include "core/server/describe/transport.h"
#include "core/thing/affordances/affordances.h"

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! \brief A W3C Thing Description (TD 1.1) of a Thing over HTTP.
//!
//! Made once for each Thing. Only the addresses in it depend on how a client has reached the
//! server.
class ThingDescription
{
public:
    //! Makes the description. \a prefix stands before every path: "/api/v1", or empty.
    ThingDescription(const QString &thing, const Affordances &affordances, const QString &prefix,
                     const QList<Transport> &transports = servedTransports(),
                     Security security = Security::None);

    //! Returns the JSON text for a client that has reached the server at \a baseUrl:
    //! "http://localhost:5000".
    QByteArray toBytes(const QString &baseUrl) const { return m_text.toBytes(baseUrl); }

private:
    BasedText m_text;
};

//! Adds to \a description the members that all descriptions of this server have in common, and
//! those that depend on the rest of it: its identity (that of \a path), its version, security and
//! contexts.
void addDescriptionFrame(Json &description, const QString &path, Security security);

} // namespace Holdfast
