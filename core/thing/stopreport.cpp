// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/stopreport.h"

namespace Holdfast {

QString toWord(StopReport::Outcome outcome)
{
    switch (outcome) {
    case StopReport::Outcome::Stopped:
        break;
    case StopReport::Outcome::Late:
        return QStringLiteral("late");
    case StopReport::Outcome::Failed:
        return QStringLiteral("failed");
    }
    return QStringLiteral("stopped");
}

} // namespace Holdfast
