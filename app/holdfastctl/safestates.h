// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QStringList>

namespace Holdfast::Ctl {

//! Of the Things that were to be brought to a safe state, those that are not, or not yet: a line
//! for each. \a things is what the server says of a stop or of a break.
QStringList unsafeThings(const Json &things);

} // namespace Holdfast::Ctl
