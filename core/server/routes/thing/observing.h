// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/http/responder.h"
#include "core/server/routes/routecontext.h"

namespace Holdfast {

//! Returns whether \a request accepts server-sent events.
bool wantsEventStream(const Request &request);

//! Returns the time after which the sender of \a request resumes: its Last-Event-ID; 0 without one.
qint64 lastEventTime(const Request &request);

//! Answers with the values of \a properties as server-sent events: the present ones, and every
//! change. One property's events have no name.
void streamProperties(const RouteContext &context, const Request &request,
                      const Responder &responder, const QString &thing,
                      const QStringList &properties, bool named);

} // namespace Holdfast
