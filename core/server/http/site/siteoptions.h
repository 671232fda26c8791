// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHostAddress>
#include <QList>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>
#include <utility>

namespace Holdfast {

//! An address, and how many of its bits count.
using Subnet = std::pair<QHostAddress, int>;

//! \brief The names under which a server is reached, besides the host that it serves at.
struct SiteOptions
{
    //! The address for people who come through a proxy: "https://scope3.lab.example", without a
    //! path. Empty: none.
    QUrl publicUrl {};
    QStringList allowedHosts {};     //!< further names of this server
    QList<QUrl> allowedOrigins {};   //!< where pages come from that may use it, besides its own
    QList<Subnet> trustedProxies {}; //!< those believed about where a request came from
    //! The name under which the server is announced on the local network; without a value: not at
    //! all, empty: under a name with this computer's in it.
    std::optional<QString> announcedName {};
    bool speaksTls = false; //!< the server itself does, and not only a proxy
    //! This computer's name; without a value: the one that it reports itself.
    std::optional<QStringList> machineNames {};
};

} // namespace Holdfast
