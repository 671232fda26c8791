// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/affordances/affordances.h"
#include "ui/base/permission.h"

#include <QString>

namespace Holdfast {

class Session;

//! \brief The one rule that decides what the operator may do with the camera: the Thing that the
//! live view shows. A lock that another owner holds forbids nothing: the operator waits in line.
namespace CameraRule {

//! Returns the camera's name.
QString thing();
//! Returns the property; null when the camera has none of that name, or there is no camera.
const PropertyAffordance *property(const Session &session, QStringView name);

//! Returns whether there is a camera that can take pictures now.
Permission mayCapture(const Session &session);
//! Returns the same as an input of "capture" for a picture of \a format: "jpeg" or "png". A camera
//! that knows no formats takes none.
Json captureInput(const Session &session, const QString &format);

//! Returns in a sentence what is missing: the camera, or a feature of this one. Empty when nothing
//! is missing.
QString missing(const Session &session);

} // namespace CameraRule

} // namespace Holdfast
