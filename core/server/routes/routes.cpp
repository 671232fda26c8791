// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/routes.h"

#include <initializer_list>

namespace Holdfast {

void addAllRoutes(Router &router, const RouteContext &context)
{
    for (const auto add : {&addThingRoutes,
                           &addPropertyRoutes,
                           &addActionRoutes,
                           &addInvocationRoutes,
                           &addResourceRoutes,
                           &addDataRoutes,
                           &addBlobRoutes,
                           &addStreamRoutes,
                           &addSocketRoutes,
                           &addObservationRoutes,
                           &addManyPropertiesRoutes,
                           &addInvocationLogRoutes,
                           &addLockRoutes,
                           &addHistoryRoutes,
                           &addLeaseRoutes,
                           &addLabTicketRoutes,
                           &addLabRoutes,
                           &addOverrideRoutes,
                           &addStopRoutes,
                           &addMetricsRoutes,
                           &addStatusPageRoutes,
                           &addPluginRoutes,
                           &addDocumentationRoutes,
                           &addLogRoutes,
                           &addOpenFlexure2Routes,
                           &addLoginRoutes,
                           &addTokenRoutes,
                           &addWebAppRoutes})
        add(router, context);
}

} // namespace Holdfast
