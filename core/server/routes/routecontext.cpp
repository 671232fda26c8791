// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/routecontext.h"

#include "core/server/routes/lock/lockedsession.h"
#include "core/server/routes/sender.h"
#include "core/session/station.h"

namespace Holdfast {

bool isOffered(const Affordances &offered, QStringView name)
{
    return offered.property(name) || offered.action(name) || offered.stream(name);
}

Session RouteContext::session() const
{
    return Session(*station, {});
}

Session RouteContext::session(const Request &request) const
{
    Session session(*station, senderOf(request));
    renewLeaseOf(session, request);
    return session;
}

Session RouteContext::valueReader(const Request &request) const
{
    Session session = this->session();
    renewLeaseOf(session, request);
    return session;
}

Result<Session> RouteContext::lockedSession(const Request &request) const
{
    return Holdfast::lockedSession(Session(*station, senderOf(request)), request);
}

QString RouteContext::address(const Request &request, const QString &path) const
{
    return request.baseUrl() + prefix + path;
}

} // namespace Holdfast
