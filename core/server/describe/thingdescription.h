// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances.h"

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! \brief A W3C Thing Description (TD 1.1) of what a Thing offers over HTTP.
//!
//! Made once for each Thing. Only its "base" depends on how a client has reached the server.
class ThingDescription
{
public:
    //! \a prefix stands before every path: "/api/v1", or empty.
    ThingDescription(const QString &thing, const Affordances &affordances, const QString &prefix);

    //! The JSON text for a client that has reached the server at \a baseUrl:
    //! "http://localhost:5000".
    QByteArray toBytes(const QString &baseUrl) const;

private:
    QByteArray m_beforeBase;
    QByteArray m_afterBase;
};

} // namespace Holdfast
