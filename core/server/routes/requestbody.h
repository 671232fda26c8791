// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"
#include "core/thing/result.h"

#include <QByteArray>

namespace Holdfast {

//! Returns the JSON in \a body, whatever its content type, within JsonLimits. An empty body is a
//! "missing" field.
Result<Json> parseBody(const QByteArray &body);

//! Returns the refusal of a body that is missing, or is null where null is no value.
Error missingBody();

} // namespace Holdfast
