// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QMetaType>
#include <QString>

namespace Holdfast {

//! \brief What a station knows about etcd.
enum class LabConnection {
    Connecting, //!< There has been no good round yet, or none since it was unreachable.
    Connected,
    Unreachable, //!< Rounds fail, and the last lease is over.
    NameTaken,   //!< Another station of this name is in the lab.
};

//! Returns the word of \a connection on the wire: "connecting", "connected", "unreachable" or "name_taken".
QString toWord(LabConnection connection);

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::LabConnection)
