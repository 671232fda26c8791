// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/micromanagerplugin.h"

#include "core/config/thingregistry.h"
#include "core/instruments/micromanager/micromanager.h"

namespace Holdfast {

void MicroManagerPlugin::addClasses(ThingRegistry &registry)
{
    using Options = MicroManagerOptions;
    const Range timeout {Options::shortestTimeout, Options::longestTimeout};
    registry.add<MicroManager, Options>(QStringLiteral("MicroManager"))
        .describe(QStringLiteral("The devices of a configuration of Micro-Manager."))
        .describe(
            QStringLiteral("adapters"),
            QStringLiteral("The folders with device adapters; empty for those of Micro-Manager."))
        .describe(
            QStringLiteral("config"),
            QStringLiteral("A configuration file of Micro-Manager: an absolute path, or the name "
                           "of a file in the folder of the adapters."))
        .describe(QStringLiteral("program"),
                  QStringLiteral("The program holdfast-mmcore; empty for the one beside Holdfast."))
        .describe(QStringLiteral("name_prefix"),
                  QStringLiteral("What stands in front of the names of all its devices."))
        .describe(
            QStringLiteral("micrometres_per_step"),
            QStringLiteral("How long a step of the stages is; 0 for positions in micrometres."))
        .range(QStringLiteral("micrometres_per_step"), {0, Options::longestStep})
        .describe(QStringLiteral("start_timeout"),
                  QStringLiteral("How many seconds it may take to load the devices."))
        .range(QStringLiteral("start_timeout"), timeout)
        .describe(
            QStringLiteral("answer_timeout"),
            QStringLiteral("After how many seconds without an answer the program that runs the "
                           "adapters is ended."))
        .range(QStringLiteral("answer_timeout"), timeout);
}

} // namespace Holdfast
