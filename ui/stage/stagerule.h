// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/axis.h"

#include <QString>

namespace Holdfast {

class Session;

//! \brief Whether something may be done, and if not, why, for the operator to read.
struct Permission
{
    bool allowed = true;
    QString reason; //!< empty when allowed

    static Permission yes() { return {}; }
    static Permission no(const QString &reason) { return {false, reason}; }
};

//! \brief The one rule that decides which controls of the stage may be used. That somebody holds
//! the lock forbids nothing: the operator may wait in line.
namespace StageRule {

//! Whether there is a stage that can run \a action.
Permission mayRun(const Session &session, const QString &action);
//! Whether there is a stage that moves along \a axis.
Permission mayMove(const Session &session, Axis axis);

} // namespace StageRule

} // namespace Holdfast
