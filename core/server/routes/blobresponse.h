// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/request.h"
#include "core/server/http/response.h"
#include "core/thing/blob.h"

namespace Holdfast {

//! The bytes of \a blob under its media type, or as many of them as \a request wants.
Response blobResponse(const Request &request, const Blob &blob);

} // namespace Holdfast
