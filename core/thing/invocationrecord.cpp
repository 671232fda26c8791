// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/invocationrecord.h"

namespace Holdfast {

QString toWord(InvocationState state)
{
    switch (state) {
    case InvocationState::Pending:
        break;
    case InvocationState::Running:
        return QStringLiteral("running");
    case InvocationState::Completed:
        return QStringLiteral("completed");
    case InvocationState::Cancelled:
        return QStringLiteral("cancelled");
    case InvocationState::Error:
        return QStringLiteral("error");
    }
    return QStringLiteral("pending");
}

} // namespace Holdfast
