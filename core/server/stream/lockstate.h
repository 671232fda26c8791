// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "core/thing/json.h"

#include <QByteArray>

#include <memory>

namespace Holdfast {

//! \brief A state of the global lock, its journal and the devices' locks: what GET /lock says. A value that is
//! written down once, for everybody who is told.
struct LockState
{
    quint64 version = 0; //!< another one whenever anything has changed
    QByteArray id;       //!< of this state, in this run of the server: "5f3c9a1e-41"
    QByteArray json;
    QByteArray event; //!< the same as a server-sent event
};
using LockStatePtr = std::shared_ptr<const LockState>;

//! \brief Writes states down.
class LockStateWriter
{
public:
    explicit LockStateWriter(const Session &session);

    //! As it is now.
    LockStatePtr write() const;
    quint64 version() const;

private:
    const Session m_session;
    const QByteArray m_run; //!< tells the states of this run from those of all others
};

//! The entity tag of \a state. Weak, as the times in it go on.
QByteArray entityTag(const LockState &state);

} // namespace Holdfast
