// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/safestates.h"

#include "app/holdfastctl/jsonread.h"

namespace Holdfast::Ctl {

QStringList unsafeThings(const Json &things)
{
    QStringList lines;
    if (!things.is_array())
        return lines;
    for (const Json &thing : things) {
        const QString outcome = JsonRead::text(thing, "outcome");
        if (outcome == QStringLiteral("stopped"))
            continue;
        QString line = QStringLiteral("  %1: ").arg(JsonRead::text(thing, "thing"));
        line += outcome == QStringLiteral("late") ? QStringLiteral("has not stopped yet")
                                                  : QStringLiteral("could not be stopped");
        if (const QString message = JsonRead::text(thing, "message"); !message.isEmpty())
            line += QStringLiteral(" (%1)").arg(message);
        lines.append(line);
    }
    return lines;
}

} // namespace Holdfast::Ctl
