// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace Holdfast {

//! The roles that a token can have. Each may do what those before it may do.
enum class Role {
    Viewer,   //!< reads everything, and may stop everything
    Operator, //!< writes properties, runs actions, takes leases
    Station,  //!< as an operator: another station, which works for its own clients
    Admin, //!< breaks holds, reserves the lock, clears a stop, makes tokens, switches the computer off
};

//! What a request needs.
enum class Need {
    Nothing,    //!< the login page
    Read,       //!< any valid token; so does a stop
    Act,        //!< the role operator, station or admin
    Administer, //!< the role admin
};

//! Returns the word of \a role on the wire: "viewer", "operator", "station" or "admin".
QString toWord(Role role);
//! Returns the role of that word; empty when there is none.
std::optional<Role> roleFrom(const QString &word);
//! Returns the words of all roles.
QStringList roleWords();

//! Returns whether \a role is enough for what needs \a need.
bool suffices(Role role, Need need);
//! Returns the least role that is enough for \a need.
Role leastRole(Need need);

} // namespace Holdfast
