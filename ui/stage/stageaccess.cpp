// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stageaccess.h"

#include "core/session/session.h"
#include "ui/stage/stagerule.h"

#include <algorithm>

namespace Holdfast {

namespace {

qsizetype axesOf(const Session &session, const QString &thing)
{
    return std::count_if(allAxes.begin(), allAxes.end(), [&](Axis axis) {
        return StageRule::takes(session, thing, QStringLiteral("move_relative"), axis);
    });
}

} // namespace

QStringList stagesOf(const Session &session)
{
    QStringList stages = session.thingNames();
    stages.removeIf([&session](const QString &thing) { return axesOf(session, thing) == 0; });
    return stages;
}

QString usualStage(const Session &session)
{
    const QString usual = QStringLiteral("stage");
    const QStringList stages = stagesOf(session);
    if (stages.isEmpty() || stages.contains(usual))
        return usual;
    return *std::max_element(stages.begin(), stages.end(),
                             [&session](const QString &a, const QString &b) {
                                 return axesOf(session, a) < axesOf(session, b);
                             });
}

} // namespace Holdfast
