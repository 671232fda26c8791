// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/routes/routecontext.h"

namespace Holdfast {

//! Answers with the next picture of the first stream of \a thing, or with 503 when none comes.
void showSnapshot(const RouteContext &context, const Request &request, const QString &thing,
                  const Responder &responder);

} // namespace Holdfast
