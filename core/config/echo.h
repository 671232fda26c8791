// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QString>

namespace Holdfast {

//! What somebody wrote, as a message repeats it: control characters and others that do not show
//! are escaped ("\u001b"), and what is longer than \a most characters ends in "...".
QString shown(const QString &text, qsizetype most = 80);

//! A value as an error message quotes it: JSON, shown() like every other text.
QString quoted(const Json &json);

} // namespace Holdfast
