// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/historyentry.h"

namespace Holdfast {

QList<HistoryKind> allHistoryKinds()
{
    using enum HistoryKind;
    return {Hold, Refusal, Left, Break, Mode, LeaseBegun, LeaseEnded, Missing, RunBegun, RunEnded};
}

QList<HistoryHow> allHistoryHows()
{
    using enum HistoryHow;
    return {None,       Released,  GaveWay,   Broken,     Unused,     GoesOn,
            Unfinished, Unknown,   Timeout,   Busy,       Closed,     TooManyOfClient,
            LocalOnly,  Stopped,   QueueFull, Withdrawn,  LeaseEnded, OtherGeneration,
            Expired,    Restarted, Shared,    NotWritten, Overflowed};
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
    case HistoryHow::Broken:
        return QStringLiteral("broken");
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
    case HistoryHow::Busy:
        return QStringLiteral("busy");
    case HistoryHow::Closed:
        return QStringLiteral("closed");
    case HistoryHow::TooManyOfClient:
        return QStringLiteral("too_many_of_client");
    case HistoryHow::LocalOnly:
        return QStringLiteral("local_only");
    case HistoryHow::Stopped:
        return QStringLiteral("stopped");
    case HistoryHow::QueueFull:
        return QStringLiteral("queue_full");
    case HistoryHow::Withdrawn:
        return QStringLiteral("withdrawn");
    case HistoryHow::LeaseEnded:
        return QStringLiteral("lease_ended");
    case HistoryHow::OtherGeneration:
        return QStringLiteral("other_generation");
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
    }
    return {};
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
    using Reason = GlobalLockBusyError::Reason;
    switch (reason) {
    case Reason::Busy:
        return position > 0 ? HistoryHow::Timeout : HistoryHow::Busy;
    case Reason::Closed:
        return HistoryHow::Closed;
    case Reason::TooManyOfClient:
        return HistoryHow::TooManyOfClient;
    case Reason::LocalOnly:
        return HistoryHow::LocalOnly;
    case Reason::Stopped:
        return HistoryHow::Stopped;
    case Reason::Broken:
        return HistoryHow::Broken;
    case Reason::QueueFull:
        return HistoryHow::QueueFull;
    case Reason::Withdrawn:
        return HistoryHow::Withdrawn;
    case Reason::LeaseEnded:
        return HistoryHow::LeaseEnded;
    case Reason::OtherGeneration:
        return HistoryHow::OtherGeneration;
    }
    return HistoryHow::Unknown;
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
