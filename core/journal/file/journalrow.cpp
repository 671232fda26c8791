// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/file/journalrow.h"

#include "core/lock/lockstatus.h"

namespace Holdfast {

using std::chrono::duration_cast;
using std::chrono::microseconds;

namespace {

void setActor(HistoryEntry &entry, const LockActor &who)
{
    entry.who = who.holder.principal();
    entry.operation = who.operation;
    entry.lockClass = who.lockClass;
    entry.lease = who.lease;
}

//! \brief Fills in a row; there is one function for each kind of event.
struct Filling
{
    HistoryEntry &entry;

    void operator()(const HoldEnded &ended)
    {
        entry.kind = HistoryKind::Hold;
        entry.how = toHistoryHow(ended.how);
        setActor(entry, ended.who);
        entry.generation = ended.generation;
        entry.waited = duration_cast<microseconds>(ended.waited);
        entry.held = duration_cast<microseconds>(ended.held);
    }
    void operator()(const LockRefused &refused)
    {
        entry.kind = HistoryKind::Refusal;
        entry.how = toHistoryHow(refused.reason, refused.position);
        setActor(entry, refused.who);
        entry.waited = refused.waited;
        entry.position = refused.position;
        entry.other = refused.owner;
        entry.otherOperation = refused.ownerOperation;
    }
    void operator()(const TicketWithdrawn &left)
    {
        entry.kind = HistoryKind::Left;
        setActor(entry, left.who);
        entry.waited = left.waited;
        entry.position = left.position;
    }
    void operator()(const LeaseBegun &begun)
    {
        entry.kind = HistoryKind::LeaseBegun;
        entry.who = begun.principal;
        entry.lockClass = begun.lockClass;
        entry.lease = begun.id;
        entry.generation = begun.generation;
        entry.reason = begun.terms.note;
    }
    void operator()(const EndedLease &ended)
    {
        entry.kind = HistoryKind::LeaseEnded;
        entry.how = toHistoryHow(ended.end);
        entry.who = ended.principal;
        entry.lease = ended.id;
        entry.reason = ended.reason;
        if (ended.end == LeaseEnd::Broken || ended.end == LeaseEnd::Stopped)
            entry.other = ended.by;
    }
    void operator()(const LockBreak &broken)
    {
        entry.kind = HistoryKind::Break;
        entry.who = broken.by;
        entry.other = broken.victim;
        entry.operation = broken.operation;
        entry.generation = broken.generation;
        entry.lease = broken.lease;
        entry.reason = broken.reason;
    }
    void operator()(const ModeChanged &changed)
    {
        entry.kind = HistoryKind::Mode;
        entry.how = toHistoryHow(changed.to.mode);
        entry.who = changed.to.by;
        entry.reason = changed.to.reason;
    }
};

} // namespace

qint64 toNumber(std::chrono::system_clock::time_point time)
{
    return std::chrono::floor<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

JournalRow toRow(const LockEvent &event, const ClockPair &clocks)
{
    JournalRow row;
    std::visit(Filling {row.entry}, event.what);
    const auto *hold = std::get_if<HoldEnded>(&event.what);
    row.at = toNumber(clocks.timeOf(hold ? event.at - hold->held : event.at));
    return row;
}

JournalRow toRow(const LockOwner &owner, quint64 generation,
                 std::chrono::steady_clock::time_point since, const ClockPair &clocks)
{
    JournalRow row;
    row.at = toNumber(clocks.timeOf(since));
    HistoryEntry &entry = row.entry;
    entry.kind = HistoryKind::Hold;
    entry.how = HistoryHow::GoesOn;
    entry.who = owner.principal;
    entry.operation = owner.operation;
    entry.lockClass = owner.lockClass;
    entry.generation = generation;
    entry.lease = owner.lease ? owner.lease->id : 0;
    entry.held = owner.operationFor;
    return row;
}

} // namespace Holdfast
