// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/jsonconversion.h"

namespace Holdfast {

//! Returns how many bytes of memory \a payload takes, roughly: its JSON, and the bytes of its blobs that are not in files.
qint64 bytesOf(const Payload &payload);

} // namespace Holdfast
