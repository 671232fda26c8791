// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "core/thing/json/json.h"

#include <QByteArray>

#include <memory>

namespace Holdfast {

//! \brief A state of the global lock, its journal and the devices' locks: the answer to GET /lock.
//! A value that is serialized once, for all clients.
struct LockState
{
    quint64 version = 0; //!< changes whenever the state does
    QByteArray id;       //!< of this state, in this run of the server: "5f3c9a1e-41"
    QByteArray json;
    QByteArray event; //!< the same state as a server-sent event
};
using LockStatePtr = std::shared_ptr<const LockState>;

//! \brief Serializes states.
class LockStateWriter
{
public:
    explicit LockStateWriter(const Session &session);

    //! Returns the present state.
    LockStatePtr write() const;
    quint64 version() const;

private:
    const Session m_session;
    const QByteArray m_run; //!< distinguishes the states of this run from those of others
};

//! Returns the entity tag of \a state. Weak, because the times in it go on.
QByteArray entityTag(const LockState &state);

} // namespace Holdfast
