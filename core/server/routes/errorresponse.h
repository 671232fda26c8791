// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/response.h"
#include "core/thing/error.h"

#include <functional>

namespace Holdfast {

//! \a error as LabThings' clients expect it: 422 with a list of issues, problem details with 409
//! and 500, a plain {"detail":...} otherwise. Each body is an object, so that every client finds
//! its "detail".
Response toResponse(const Error &error);

//! One issue with a request that was not even looked at as JSON, or with its path; \a location
//! begins with "body" or "path".
Response invalidRequest(const ValidationIssue &issue, const Json &location);

//! What \a make returns; when it throws, a 500.
Response guarded(const std::function<Response()> &make);

} // namespace Holdfast
