// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

namespace Holdfast {

class Router;
struct Request;
struct RouteContext;

//! \name The server's resources, with a function for each.
//! All of them are called before serving begins, when the station has started.
//! @{

void addThingRoutes(Router &router, const RouteContext &context);
void addPropertyRoutes(Router &router, const RouteContext &context);
void addActionRoutes(Router &router, const RouteContext &context);
void addInvocationRoutes(Router &router, const RouteContext &context);
void addResourceRoutes(Router &router, const RouteContext &context);
void addDataRoutes(Router &router, const RouteContext &context);
void addBlobRoutes(Router &router, const RouteContext &context);
void addStreamRoutes(Router &router, const RouteContext &context);
void addSocketRoutes(Router &router, const RouteContext &context);
void addObservationRoutes(Router &router, const RouteContext &context);
void addManyPropertiesRoutes(Router &router, const RouteContext &context);
void addInvocationLogRoutes(Router &router, const RouteContext &context);
void addLabRoutes(Router &router, const RouteContext &context);
void addLockRoutes(Router &router, const RouteContext &context);
void addHistoryRoutes(Router &router, const RouteContext &context);
void addLeaseRoutes(Router &router, const RouteContext &context);
void addOverrideRoutes(Router &router, const RouteContext &context);
void addStopRoutes(Router &router, const RouteContext &context);
void addLabTicketRoutes(Router &router, const RouteContext &context);
void addLoginRoutes(Router &router, const RouteContext &context);
void addTokenRoutes(Router &router, const RouteContext &context);
void addMetricsRoutes(Router &router, const RouteContext &context);
void addStatusPageRoutes(Router &router, const RouteContext &context);
void addPluginRoutes(Router &router, const RouteContext &context);
void addDocumentationRoutes(Router &router, const RouteContext &context);
void addLogRoutes(Router &router, const RouteContext &context);
void addOpenFlexure2Routes(Router &router, const RouteContext &context);
void addWebAppRoutes(Router &router, const RouteContext &context);

//! Returns whether \a request asks to stop something, judged by its head: it must not be delayed.
bool isStopRequest(const Request &request);

//! Adds all of the above.
void addAllRoutes(Router &router, const RouteContext &context);

//! @}

} // namespace Holdfast
