// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QByteArray>

namespace Holdfast {

class Findings;

//! Parses a JSON text that a person wrote, which may have comments as in C++. Throws ConfigurationError
//! for a syntax error, and for a text that is nested more than 100 deep or has an object with more than
//! 1000 members; these errors have a line and a column. Adds an error to \a findings for each key that
//! an object has twice.
Json parseJsonText(const QByteArray &text, Findings &findings);

} // namespace Holdfast
