// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>
#include <QUrl>

namespace Holdfast {

//! \brief Something that this window does, as a script would ask the server for it.
struct ScriptCall
{
    enum class Kind { Read, Write, Reset, Invoke };

    Kind kind = Kind::Read;
    QString thing;
    QString name;  //!< of the property or action, on the wire
    Json value {}; //!< the value to write, or the action's input
};

//! Returns a complete program for LabThings' client, as in docs/script.md. \a server is the address
//! at which Holdfast serves, with its prefix.
QString asPython(const ScriptCall &call, const QUrl &server);

//! Returns a command for a POSIX shell.
QString asCurl(const ScriptCall &call, const QUrl &server);

} // namespace Holdfast
