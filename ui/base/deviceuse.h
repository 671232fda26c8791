// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/permission.h"

#include <QString>

namespace Holdfast {

class Session;

//! Returns whether the operator may use the device of the Thing \a thing. A fault forbids it, unless the Thing's
//! property `connected` says that the device is there: some pictures of a camera may arrive incomplete, and
//! to repair a stage the operator may even have to move it.
Permission mayUseDevice(const Session &session, const QString &thing);

} // namespace Holdfast
