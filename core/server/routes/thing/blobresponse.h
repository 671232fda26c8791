// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/responder.h"
#include "core/server/routes/routecontext.h"
#include "core/thing/blob.h"

namespace Holdfast {

//! Answers with the bytes of \a blob under its media type, or with the part that \a request asks
//! for.
void answerWithBlob(const RouteContext &context, const Request &request, const Responder &responder,
                    const Blob &blob);

} // namespace Holdfast
