// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/validation.h"

namespace Holdfast {

//! The part of validate() for the JSON object that stands for a blob. The value is as toOutput() has
//! it, whatever the client said of the blob besides its address.
Validated validateBlob(const DataSchema &schema, const Json &value, const FindBlob &find);

} // namespace Holdfast
