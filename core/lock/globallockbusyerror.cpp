// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallockbusyerror.h"

#include "core/lock/locktext.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

using Reason = GlobalLockBusyError::Reason;
using std::chrono::seconds;

QString lineClause(qsizetype before)
{
    return before == 1 ? QStringLiteral("1 other waits in line before you")
                       : QStringLiteral("%1 others wait in line before you").arg(before);
}

// Who queued stood behind position - 1 others; who did not would have had to go behind all.
qsizetype inLineBefore(const LockStatus &status, int position)
{
    return position > 0 ? position - 1 : status.queue.size();
}

QString messageFor(const LockStatus &status, int position, Reason reason,
                   const std::optional<LockBreak> &broken,
                   const std::optional<EndedLease> &endedLease)
{
    QString message = QStringLiteral("The %1 could not be acquired: ").arg(status.name);
    if (reason == Reason::Closed)
        return message + QStringLiteral("it is being shut down.");
    if (reason == Reason::Broken && broken)
        return message + broken->toClause() + QLatin1Char('.');
    if (reason == Reason::LeaseEnded)
        return message
               + (endedLease ? endedLease->toClause() : QStringLiteral("its lease has ended"))
               + QLatin1Char('.');
    if (reason == Reason::OtherGeneration)
        return message
               + QStringLiteral(
                     "somebody else has had it in between (it is at generation %1 by now).")
                     .arg(status.generation);
    if (reason == Reason::Stopped)
        return message
               + QStringLiteral("it is %1. The stop has to be cleared first.")
                     .arg(status.mode.toClause());
    if (reason == Reason::Withdrawn)
        return message + QStringLiteral("its place in line was withdrawn.");
    if (reason == Reason::LocalOnly)
        return message
               + QStringLiteral("it is %1. Reading goes on as ever.").arg(status.mode.toClause());
    if (reason == Reason::TooManyOfClient)
        return message
               + QStringLiteral(
                     "this client has %1 requests in line already, as many as one client "
                     "may have. Wait for one of them first.")
                     .arg(status.limits.perClient);
    if (reason == Reason::QueueFull)
        return message
               + QStringLiteral(
                     "%1 requests wait in line already, as many as may. Try again later.")
                     .arg(status.queue.size());
    const qsizetype before = inLineBefore(status, position);
    if (status.owner)
        message += ownerClause(*status.owner);
    else
        message += QStringLiteral("it was busy, but is free by now");
    if (before > 0)
        message +=
            (status.owner ? QStringLiteral(", and ") : QStringLiteral("; ")) + lineClause(before);
    return message + QLatin1Char('.');
}

} // namespace

GlobalLockBusyError::GlobalLockBusyError(LockStatus status, std::chrono::milliseconds waited,
                                         int position, Reason reason,
                                         std::optional<LockBreak> broken,
                                         std::optional<EndedLease> endedLease)
    : std::runtime_error(messageFor(status, position, reason, broken, endedLease).toStdString())
    , m_status(std::move(status))
    , m_waited(waited)
    , m_position(position)
    , m_reason(reason)
    , m_broken(std::move(broken))
    , m_endedLease(std::move(endedLease))
{
}

std::chrono::milliseconds GlobalLockBusyError::retryAfter() const
{
    constexpr std::chrono::milliseconds shortest = seconds {1};
    constexpr std::chrono::milliseconds longest = seconds {30};
    if (m_reason == Reason::Stopped || m_reason == Reason::LocalOnly)
        return longest;
    if (!m_status.owner)
        return shortest;
    if (m_status.owner->stuck)
        return longest;
    if (m_status.owner->lease && m_status.owner->lease->remaining)
        return std::clamp(*m_status.owner->lease->remaining, shortest, longest);
    // Nothing says how long a hold will last; what has lasted for long tends to go on for long.
    const auto line = seconds {inLineBefore(m_status, m_position)};
    return std::clamp(m_status.owner->held + line, shortest, longest);
}

QString GlobalLockBusyError::message() const
{
    return QString::fromUtf8(what());
}

} // namespace Holdfast
