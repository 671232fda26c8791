// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/operatoraccess.h"

#include <QString>
#include <QStringList>

namespace Holdfast {

//! \brief An operator's access to one stage of the station.
struct StageAccess : OperatorAccess
{
    QString stage = QStringLiteral("stage"); //!< the Thing
};

//! Returns the Things that can be moved as a stage, in the order of the configuration: those with an action `move_relative`
//! that takes a number of steps for x, y or z.
QStringList stagesOf(const Session &session);

//! Returns the stage that an operator wants first: the one called "stage", else the first with the most of the axes x, y and z.
//! "stage" when there is none.
QString usualStage(const Session &session);

} // namespace Holdfast
