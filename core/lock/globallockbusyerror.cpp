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

// Returns how many waiters were before the caller: position - 1 if it was in the queue, otherwise all.
qsizetype waitingBefore(const LockStatus &status, int position)
{
    return position > 0 ? position - 1 : status.queue.size();
}

QString ownerAndQueue(const LockStatus &status, int position)
{
    const qsizetype before = waitingBefore(status, position);
    QString clause =
        status.owner ? ownerClause(*status.owner) : QStringLiteral("it was busy, but is free now");
    if (before > 0)
        clause +=
            (status.owner ? QStringLiteral(", and ") : QStringLiteral("; ")) + lineClause(before);
    return clause;
}

QString beginningFor(const LockStatus &status)
{
    return QStringLiteral("The %1 could not be acquired: ").arg(status.name);
}

QString messageFor(const LockStatus &status, int position, Reason reason,
                   const std::optional<LockBreak> &broken,
                   const std::optional<EndedLease> &endedLease)
{
    const auto valueOf = [&](const QString &name) {
        if (name == QStringLiteral("mode"))
            return status.mode.toClause();
        if (name == QStringLiteral("generation"))
            return QString::number(status.generation);
        if (name == QStringLiteral("per_client"))
            return QString::number(status.limits.perClient);
        if (name == QStringLiteral("line"))
            return QString::number(status.queue.size());
        if (name == QStringLiteral("lease"))
            return endedLease ? endedLease->toClause() : QStringLiteral("its lease has ended");
        if (name == QStringLiteral("break") && broken)
            return broken->toClause();
        return ownerAndQueue(status, position);
    };
    QString message = beginningFor(status);
    const QString sentence = QString::fromLatin1(RefusalReason::rowOf(reason).sentence);
    qsizetype from = 0;
    for (;;) {
        const qsizetype begin = sentence.indexOf(QLatin1Char('{'), from);
        const qsizetype end = begin < 0 ? sentence.size() : begin;
        message += QStringView(sentence).sliced(from, end - from);
        if (begin < 0)
            return message + QLatin1Char('.');
        from = sentence.indexOf(QLatin1Char('}'), begin) + 1;
        message += valueOf(sentence.sliced(begin + 1, from - begin - 2));
    }
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
    // The length of a hold is unknown; one that has lasted for long tends to last for longer.
    const auto line = seconds {waitingBefore(m_status, m_position)};
    return std::clamp(m_status.owner->held + line, shortest, longest);
}

QString GlobalLockBusyError::message() const
{
    return QString::fromUtf8(what());
}

QString GlobalLockBusyError::explanation() const
{
    QString reason = message().mid(beginningFor(m_status).size());
    for (const char *word : {"it ", "its ", "this "}) {
        if (reason.startsWith(QLatin1String(word)))
            reason[0] = reason[0].toUpper();
    }
    return reason;
}

} // namespace Holdfast
