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

//! \brief Under which names a server is reached, beside the host that it serves at.
struct SiteOptions
{
    //! Where people reach it who come through a proxy: "https://scope3.lab.example", without a path.
    //! Empty: nowhere.
    QUrl publicUrl {};
    QStringList allowedHosts {};     //!< further names of this server
    QList<Subnet> trustedProxies {}; //!< whose word counts as to where a request came from
    //! As what the server is announced on the local network; without a value: not at all, empty:
    //! under a name with this computer's in it.
    std::optional<QString> announcedName {};
    //! What this computer is called; without a value: what it says itself.
    std::optional<QStringList> machineNames {};
};

} // namespace Holdfast
