// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QByteArray>

namespace Holdfast {

//! Parses a JSON text that a person wrote. Throws ConfigurationError for a syntax error, and for a text
//! that is nested more than 100 deep or has an object with more than 1000 members; these errors have a
//! line and a column. For a key that an object has twice, the error names the key.
Json parseJsonText(const QByteArray &text);

} // namespace Holdfast
