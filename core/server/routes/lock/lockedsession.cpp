// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/lock/lockedsession.h"

#include <QNetworkInterface>

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

} // namespace

Result<Session> lockedSession(const Session &session, const Request &request)
{
    const QByteArray token = request.headers.value("lock-token").trimmed();
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

void renewLeaseOf(const Session &session, const Request &request)
{
    const QByteArray token = request.headers.value("lock-token").trimmed();
    if (!token.isEmpty())
        static_cast<void>(session.lock().use(token));
}

Headers lockGeneration(const Session &session, quint64 generation)
{
    if (!session.isUnderLease() || generation == 0)
        return {};
    return {{"lock-generation", QByteArray::number(generation)}};
}

bool isFromThisMachine(const Request &request)
{
    if (request.peerAddress.isLoopback())
        return true;
    const auto isPeer = [&request](const QHostAddress &own) {
        return own.isEqual(request.peerAddress, QHostAddress::TolerantConversion);
    };
    const QList<QHostAddress> all = QNetworkInterface::allAddresses();
    return std::any_of(all.begin(), all.end(), isPeer);
}

} // namespace Holdfast
