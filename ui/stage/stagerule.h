// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/base/permission.h"

#include <QString>

namespace Holdfast {

class Session;

//! \brief The one rule that decides which controls of the stage may be used. A lock that another
//! owner holds forbids nothing: the operator may wait in line. A STOP forbids all, and so does a
//! fault of the stage, unless its property `connected` says that its device is there.
namespace StageRule {

//! Returns whether \a stage is there, and can run \a action now.
Permission mayRun(const Session &session, const QString &stage, const QString &action);
//! Returns whether \a stage is there, and can move along \a axis now.
Permission mayMove(const Session &session, const QString &stage, Axis axis);

//! Returns whether \a action of \a stage takes a number for \a axis, whether it can run now or not.
bool takes(const Session &session, const QString &stage, const QString &action, Axis axis);
//! Returns why nothing can be done along \a axis with \a stage: it has no such axis.
QString lacks(Axis axis);

} // namespace StageRule

} // namespace Holdfast
