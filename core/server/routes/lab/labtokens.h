// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labagent.h"
#include "core/server/http/request.h"
#include "core/thing/result.h"

namespace Holdfast {

struct RouteContext;

//! Returns what the Holdfast-Lab header of \a request names, "laser=1234567, robot=1234570": the resources of the lab that its sender
//! has, with their fencing tokens. Nothing without the header. Fails with Invalid for another form, with Forbidden when the sender
//! has not at least the role station, and with Conflict when this station is in no lab.
Result<LabTokens> labTokens(const RouteContext &context, const Request &request);

//! Writes such a header.
QByteArray labHeader(const LabTokens &tokens);

} // namespace Holdfast
