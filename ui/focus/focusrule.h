// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/permission.h"

#include <QString>

namespace Holdfast {

class Session;

//! \brief The one rule that decides what the operator may do with the autofocus and the camera-stage mapping. A
//! lock that another owner holds forbids nothing: the operator waits in line.
namespace FocusRule {

//! Returns the name of the Thing that finds the focus.
QString autofocus();
//! Returns the name of the Thing that knows what a pixel is on the stage.
QString mapping();

//! Returns whether \a action of \a thing, one of the two, may run now: it is there, nothing is stopped, and stage
//! and camera can be used.
Permission mayRun(const Session &session, const QString &thing, const QString &action);

} // namespace FocusRule

} // namespace Holdfast
