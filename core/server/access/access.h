// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/access/role.h"

#include <QByteArray>
#include <QString>

namespace Holdfast {

//! \brief What the sender of a request may do, and why.
struct Access
{
    //! The reason for which a request is admitted.
    enum class Reason {
        None,     //!< it is not
        Local,    //!< it comes from a program on this machine, past no proxy
        Insecure, //!< the server is open to all of its clients (--insecure)
        Token,    //!< it has a valid token
    };

    Reason reason = Reason::None;
    Role role = Role::Viewer;     //!< of the token; Admin for a local request
    QString name {};              //!< of the token; empty without one
    QByteArray digest {};         //!< of the token
    bool isFailedAttempt = false; //!< it has a token, which is not valid

    bool isAdmitted() const { return reason != Reason::None; }
    //! Returns whether the sender may do what needs \a need. A server that is open to all lets none of them administer it: that
    //! is for requests from this machine.
    bool allows(Need need) const
    {
        return need == Need::Nothing || (isAdmitted() && suffices(role, need));
    }
};

} // namespace Holdfast
