// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaboardplugin.h"

#include "core/instruments/sangaboard/sangaillumination.h"

using Holdfast::SangaboardStageOptions;

void SangaboardPlugin::addClasses(Holdfast::ThingRegistry &registry)
{
    registry
        .add<Holdfast::SangaboardStage, SangaboardStageOptions>(QStringLiteral("SangaboardStage"))
        .describe(QStringLiteral("The motor stage of an OpenFlexure microscope, at a Sangaboard."))
        .describe(QStringLiteral("port"),
                  QStringLiteral("The serial port, best by its link in /dev/serial/by-id; or auto: "
                                 "the only port with the USB ids of a "
                                 "Sangaboard."))
        .describe(QStringLiteral("min_step_delay"),
                  QStringLiteral("Microseconds that a step of the fastest axis takes."))
        .describe(QStringLiteral("ramp_time"),
                  QStringLiteral("Microseconds from standstill to full speed."))
        .describe(QStringLiteral("micrometres_per_step"),
                  QStringLiteral("The length of a motor step of x and y: above 0, and at most %1.")
                      .arg(SangaboardStageOptions::longestStep))
        .describe(QStringLiteral("micrometres_per_step_z"),
                  QStringLiteral("The length of a motor step of z: above 0, and at most %1.")
                      .arg(SangaboardStageOptions::longestStep))
        .describe(
            QStringLiteral("soft_limits"),
            QStringLiteral(
                "How far each axis may go, in motor steps, from the zero that the user sets."))
        .describe(QStringLiteral("axis_inverted"),
                  QStringLiteral("Which axes count in the other direction than the board does."))
        .describe(
            QStringLiteral("backlash_steps"),
            QStringLiteral(
                "How far each axis goes too far and back when it moves towards smaller numbers."))
        .describe(QStringLiteral("serial_log"),
                  QStringLiteral("A file that records what goes over the serial line."))
        .range(QStringLiteral("min_step_delay"),
               {SangaboardStageOptions::fastestStep, SangaboardStageOptions::slowestStep})
        .range(QStringLiteral("ramp_time"), {0, SangaboardStageOptions::longestRamp});
    registry.add<Holdfast::SangaIllumination>(QStringLiteral("SangaIllumination"))
        .describe(QStringLiteral(
            "The LED of an OpenFlexure microscope, at the Sangaboard of its stage."));
}
