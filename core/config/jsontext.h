// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QByteArray>

namespace Holdfast {

//! Parses a JSON text that a person wrote. Throws ConfigurationError: for a syntax error, and for
//! what is nested more than 100 deep or has more than 1000 members in an object, with line and
//! column; for a key that an object has twice with that key.
Json parseJsonText(const QByteArray &text);

} // namespace Holdfast
