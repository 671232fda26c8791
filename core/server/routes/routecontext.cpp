// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/routecontext.h"

#include "core/server/routes/sender.h"
#include "core/session/station.h"

namespace Holdfast {

namespace {

Error wrongHeader(const QString &what, const QByteArray &value)
{
    return Error::invalid({ValidationIssue {
        .type = QStringLiteral("value_error"),
        .location = Json::array({"if-lock-generation"}),
        .message = what,
        .input = QString::fromLatin1(value),
        .context = nullptr,
    }});
}

// Returns the generation that the client requires; empty when it requires none.
Result<std::optional<quint64>> insisted(const Request &request, bool hasToken)
{
    const QByteArray text = request.headers.value("if-lock-generation").trimmed();
    if (text.isEmpty())
        return std::optional<quint64>();
    if (!hasToken)
        return wrongHeader(QStringLiteral("If-Lock-Generation needs a Lock-Token"), text);
    bool isNumber = false;
    const quint64 generation = text.toULongLong(&isNumber);
    if (!isNumber)
        return wrongHeader(QStringLiteral("If-Lock-Generation should be a whole number"), text);
    return std::optional(generation);
}

QByteArray tokenOf(const Request &request)
{
    return request.headers.value("lock-token").trimmed();
}

// Counts a lease that the request names as used. After the lease's end one may still read.
void renewLeaseOf(const Session &session, const Request &request)
{
    if (const QByteArray token = tokenOf(request); !token.isEmpty())
        static_cast<void>(session.lock().use(token));
}

} // namespace

bool isOffered(const Affordances &offered, QStringView name)
{
    return offered.property(name) || offered.action(name) || offered.stream(name);
}

Headers lockGeneration(const Session &session, quint64 generation)
{
    if (!session.isUnderLease() || generation == 0)
        return {};
    return {{"lock-generation", QByteArray::number(generation)}};
}

Session RouteContext::session() const
{
    return Session(*station, {});
}

Session RouteContext::session(const Request &request) const
{
    const Session session(*station, senderOf(request));
    renewLeaseOf(session, request);
    return session;
}

Session RouteContext::valueReader(const Request &request) const
{
    const Session session = this->session();
    renewLeaseOf(session, request);
    return session;
}

Result<Session> RouteContext::lockedSession(const Request &request) const
{
    Session session(*station, senderOf(request));
    const QByteArray token = tokenOf(request);
    const auto generation = insisted(request, !token.isEmpty());
    if (!generation)
        return generation.error();
    if (token.isEmpty())
        return session;
    Result<LeaseUse> lease = session.lock().use(token);
    if (!lease)
        return lease.error();
    LeaseUse use = *lease;
    use.expectedGeneration = *generation;
    const auto status = session.lock().leaseStatus(use.id);
    if (use.expectedGeneration && status) {
        // A suspended lease will have another generation when it resumes.
        const bool isCurrent =
            status->state == LeaseState::Active && status->generation == *use.expectedGeneration;
        if (!isCurrent)
            return Error::outdated(
                QStringLiteral("Another owner has had the global lock in between: the lease is %1, "
                               "and was last at generation %2.")
                    .arg(toWord(status->state))
                    .arg(status->generation),
                status->generation);
    }
    return session.under(use);
}

QString RouteContext::address(const Request &request, const QString &path) const
{
    return request.baseUrl() + prefix + path;
}

} // namespace Holdfast
