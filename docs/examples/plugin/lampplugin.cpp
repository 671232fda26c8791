// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lamp.h"
#include "lampplugin.h"

void LampPlugin::addClasses(Holdfast::ThingRegistry &registry)
{
    registry.add<Lamp, LampOptions>(QStringLiteral("Lamp"))
        .describe(tr("A lamp whose brightness can be set."))
        .describe(QStringLiteral("most_milliwatts"), tr("How bright it may be made."))
        .range(QStringLiteral("most_milliwatts"), {0.1, 100});
}
