// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/page/pagefile.h"
#include "core/server/routes/routecontext.h"
#include "core/server/routes/routes.h"
#include "core/wire/pluginjson.h"

namespace Holdfast {

void addPluginRoutes(Router &router, const RouteContext &context)
{
    // Plug-ins are searched once, at the start.
    addFixed(router, context.prefix + QStringLiteral("/plugins"),
             Response::json(toBytes(toJson(context.plugins))));
}

} // namespace Holdfast
