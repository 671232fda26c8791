// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/response.h"
#include "core/thing/error.h"

#include <functional>

namespace Holdfast {

//! Returns \a error as LabThings' clients expect it: 422 with a list of issues, problem details
//! with 409 and 500, a plain {"detail":...} otherwise. Each body is an object, so that every client
//! finds its "detail".
Response toResponse(const Error &error);

//! Returns the answer to one issue with a request that was not parsed as JSON, or with its path; \a
//! location begins with "body" or "path".
Response invalidRequest(const ValidationIssue &issue, const Json &location);

//! Returns the result of \a make; a 500 when it throws.
Response guarded(const std::function<Response()> &make);

} // namespace Holdfast
