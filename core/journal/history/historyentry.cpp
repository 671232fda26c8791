// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/history/historyentry.h"

namespace Holdfast {

QList<HistoryKind> allHistoryKinds()
{
    using enum HistoryKind;
    return {Hold, Refusal, Left, Break, Mode, LeaseBegun, LeaseEnded, Missing, RunBegun, RunEnded};
}

QList<HistoryHow> allHistoryHows()
{
    using enum HistoryHow;
    QList<HistoryHow> all = {None,    Released, GaveWay,   Unused, GoesOn,     Unfinished, Unknown,
                             Timeout, Expired,  Restarted, Shared, NotWritten, Overflowed};
    for (const RefusalReason::Row &reason : refusalReasons)
        all << HistoryHow(reason.number);
    return all;
}

QString toWord(HistoryKind kind)
{
    switch (kind) {
    case HistoryKind::Hold:
        return QStringLiteral("hold");
    case HistoryKind::Refusal:
        return QStringLiteral("refusal");
    case HistoryKind::Left:
        return QStringLiteral("left");
    case HistoryKind::Break:
        return QStringLiteral("break");
    case HistoryKind::Mode:
        return QStringLiteral("mode");
    case HistoryKind::LeaseBegun:
        return QStringLiteral("lease_begun");
    case HistoryKind::LeaseEnded:
        return QStringLiteral("lease_ended");
    case HistoryKind::Missing:
        return QStringLiteral("missing");
    case HistoryKind::RunBegun:
        return QStringLiteral("run_begun");
    case HistoryKind::RunEnded:
        return QStringLiteral("run_ended");
    }
    return {};
}

QString toWord(HistoryHow how)
{
    switch (how) {
    case HistoryHow::None:
        return {};
    case HistoryHow::Released:
        return QStringLiteral("released");
    case HistoryHow::GaveWay:
        return QStringLiteral("gave_way");
    case HistoryHow::Unused:
        return QStringLiteral("unused");
    case HistoryHow::GoesOn:
        return QStringLiteral("goes_on");
    case HistoryHow::Unfinished:
        return QStringLiteral("unfinished");
    case HistoryHow::Unknown:
        return QStringLiteral("unknown");
    case HistoryHow::Timeout:
        return QStringLiteral("timeout");
    case HistoryHow::Expired:
        return QStringLiteral("expired");
    case HistoryHow::Restarted:
        return QStringLiteral("restarted");
    case HistoryHow::Shared:
        return QStringLiteral("shared");
    case HistoryHow::NotWritten:
        return QStringLiteral("not_written");
    case HistoryHow::Overflowed:
        return QStringLiteral("overflowed");
    case HistoryHow::Broken:
    case HistoryHow::Closed:
    case HistoryHow::LocalOnly:
    case HistoryHow::Stopped:
        break;
    }
    const RefusalReason::Row *reason = RefusalReason::withNumber(int(how));
    return reason ? QString::fromLatin1(reason->word) : QString();
}

HistoryHow toHistoryHow(HoldEnded::How how)
{
    switch (how) {
    case HoldEnded::How::Released:
        return HistoryHow::Released;
    case HoldEnded::How::GaveWay:
        return HistoryHow::GaveWay;
    case HoldEnded::How::Broken:
        return HistoryHow::Broken;
    case HoldEnded::How::Unused:
        return HistoryHow::Unused;
    }
    return HistoryHow::Unknown;
}

HistoryHow toHistoryHow(GlobalLockBusyError::Reason reason, int position)
{
    if (reason == GlobalLockBusyError::Reason::Busy && position > 0)
        return HistoryHow::Timeout;
    return HistoryHow(RefusalReason::rowOf(reason).number);
}

HistoryHow toHistoryHow(LeaseEnd end)
{
    switch (end) {
    case LeaseEnd::Released:
        return HistoryHow::Released;
    case LeaseEnd::Expired:
        return HistoryHow::Expired;
    case LeaseEnd::Broken:
        return HistoryHow::Broken;
    case LeaseEnd::Stopped:
        return HistoryHow::Stopped;
    case LeaseEnd::Closed:
        return HistoryHow::Closed;
    case LeaseEnd::Restarted:
        return HistoryHow::Restarted;
    }
    return HistoryHow::Unknown;
}

HistoryHow toHistoryHow(LockMode mode)
{
    switch (mode) {
    case LockMode::Shared:
        return HistoryHow::Shared;
    case LockMode::LocalOnly:
        return HistoryHow::LocalOnly;
    case LockMode::Stopped:
        return HistoryHow::Stopped;
    }
    return HistoryHow::Unknown;
}

} // namespace Holdfast
