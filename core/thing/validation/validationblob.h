// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation/validation.h"

namespace Holdfast {

//! Does the part of validate() for the JSON object that refers to a blob. The result is as
//! toPayload() has it, whatever the client sent about the blob besides its address.
Validated validateBlob(const DataSchema &schema, const Json &value, const FindBlob &find);

} // namespace Holdfast
