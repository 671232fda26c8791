// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances.h"
#include "ui/base/permission.h"

#include <QString>

namespace Holdfast {

class Session;

//! \brief The one rule that decides what the operator may do with the camera: the Thing that the live
//! view shows. That somebody holds the lock forbids nothing: the operator waits in line.
namespace CameraRule {

//! Its name.
QString thing();
//! Null when the camera has none of that name, or there is no camera.
const PropertyAffordance *property(const Session &session, QStringView name);

//! Whether there is a camera that can take pictures now.
Permission mayCapture(const Session &session);
//! The same as what "capture" takes to give a picture of \a format: "jpeg" or "png". A camera that knows
//! no formats takes none.
Json captureInput(const Session &session, const QString &format);

//! What is not there, in a sentence: that there is no camera, or what this one lacks. Empty when there
//! is everything.
QString missing(const Session &session);

} // namespace CameraRule

} // namespace Holdfast
