// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/describe/basedtext.h"
#include "core/server/describe/security.h"

#include <QStringList>

namespace Holdfast {

//! \brief The Thing Description by which the station itself is found, at "/.well-known/wot": it
//! links to the Things, and offers the functions that concern them all (the lock, the emergency
//! stop).
class StationDescription
{
public:
    //! Makes the description. \a prefix stands before every path: "/api/v1", or empty.
    StationDescription(const QStringList &things, const QString &prefix,
                       Security security = Security::None);

    QByteArray toBytes(const QString &baseUrl) const { return m_text.toBytes(baseUrl); }

private:
    BasedText m_text;
};

} // namespace Holdfast
