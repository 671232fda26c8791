// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>

#include <memory>

namespace Holdfast {

//! \brief A state that clients watch: the answer to a GET, and the same as a server-sent event. A value that is serialized once, for
//! all clients.
struct ServedState
{
    quint64 version = 0; //!< changes whenever the state does
    QByteArray id;       //!< of this state, in this run of the server: "5f3c9a1e-41"
    QByteArray json;
    QByteArray event; //!< the same state as a server-sent event
};
using ServedStatePtr = std::shared_ptr<const ServedState>;

//! Returns the entity tag of \a state. Weak, because the times in it go on.
inline QByteArray entityTag(const ServedState &state)
{
    return "W/\"" + state.id + '"';
}

} // namespace Holdfast
