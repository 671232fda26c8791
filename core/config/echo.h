// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QString>

namespace Holdfast {

//! Prepares \a text from a file for being repeated in a message: control characters and invisible ones
//! are escaped ("\u001b"), and a text of more than \a most characters is cut and ends in "...".
QString shown(const QString &text, qsizetype most = 80);

//! Returns a value as an error message quotes it: as JSON, and shown() like every other text.
QString quoted(const Json &json);

} // namespace Holdfast
