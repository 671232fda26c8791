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

//! Returns whether there is a stage that can run \a action.
Permission mayRun(const Session &session, const QString &action);
//! Returns whether there is a stage that moves along \a axis.
Permission mayMove(const Session &session, Axis axis);

} // namespace StageRule

} // namespace Holdfast
