// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labconnection.h"

namespace Holdfast {

QString toWord(LabConnection connection)
{
    switch (connection) {
    case LabConnection::Connecting:
        break;
    case LabConnection::Connected:
        return QStringLiteral("connected");
    case LabConnection::Unreachable:
        return QStringLiteral("unreachable");
    case LabConnection::NameTaken:
        return QStringLiteral("name_taken");
    }
    return QStringLiteral("connecting");
}

} // namespace Holdfast
