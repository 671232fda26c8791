// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/core/lockcore.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace Holdfast {

namespace {

using std::chrono::duration_cast;
using std::chrono::milliseconds;

// The number is limited so that notices that are never acknowledged do not accumulate.
constexpr std::size_t s_mostBreaks = 100;
constexpr qsizetype s_mostAsks = 8;

bool isNone(LockCore::Limit limit)
{
    return limit && *limit <= milliseconds::zero();
}

std::optional<LockCore::TimePoint> deadlineOf(LockCore::Limit limit, const LockTime &now)
{
    // A longer wait is as good as an unlimited one, and this stays within the clock's range.
    constexpr std::chrono::hours longest {24 * 365 * 10};
    if (!limit || *limit > longest)
        return {};
    return now.at + *limit;
}

} // namespace

LockCore::LockCore(const QString &name, const LockRules &rules)
    : m_name(name)
    , m_rules(rules)
    , m_queue(rules)
{
}

// --- what every verb needs ---------------------------------------------------------------------

milliseconds LockCore::between(TimePoint from, const LockTime &now)
{
    return duration_cast<milliseconds>(now.at - from);
}

void LockCore::changed(LockEffects &effects)
{
    ++m_version;
    effects.isNews = true;
}

void LockCore::stuck(LockStuck::Why why, const LockTime &now, LockEffects &effects)
{
    m_owner->stuck = true;
    effects.stuck = LockStuck {why, m_owner->holder.principal(), m_owner->operation,
                               between(m_owner->since, now)};
    changed(effects);
}

void LockCore::recordEnd(HoldEnded::How how, const LockTime &now, LockEffects &effects)
{
    if (!m_isRecorded || m_owner->rests)
        return;
    if (m_owner->breaking)
        how = HoldEnded::How::Broken;
    else if (m_owner->threadId == 0 && how == HoldEnded::How::Released)
        how = HoldEnded::How::Unused;
    record(endOf(how, now.at), now, effects);
}

LockActor LockCore::actorOf(const LockQueueEntry &entry) const
{
    return {entry.holder, entry.operation, entry.lockClass, entry.lease};
}

LockActor LockCore::actorOf(const LockAsker &asker) const
{
    quint64 lease = leaseOf(asker.holder);
    if (const auto ended = lease ? std::nullopt : endedLeaseOf(asker.holder))
        lease = ended->id;
    return {asker.holder, asker.operation, asker.lockClass, lease};
}

// --- refusals ----------------------------------------------------------------------------------

std::optional<LockCore::Reason> LockCore::refuses(const Holder &holder, LockClass lockClass) const
{
    if (m_isClosed)
        return Reason::Closed;
    if (m_stop)
        return Reason::Stopped;
    if (holder.isForLease() && !leaseOf(holder))
        return Reason::LeaseEnded;
    if (m_mode.mode != LockMode::LocalOnly)
        return {};
    const bool isLocal =
        lockClass == LockClass::Operator || holder.kind() == Principal::Kind::System;
    return isLocal ? std::nullopt : std::optional(Reason::LocalOnly);
}

std::optional<LockCore::Reason> LockCore::refusesTicket(const LockAsker &asker) const
{
    const QString client = asker.holder.principal().clientKey;
    if (!client.isEmpty() && m_queue.countOf(client) >= m_rules.limits.perClient)
        return Reason::TooManyOfClient;
    if (asker.lockClass != LockClass::Operator && m_queue.size() >= m_rules.limits.inAll)
        return Reason::QueueFull;
    return {};
}

void LockCore::refuse(quint64 ticket, const LockAsker &asker, Reason why, const LockTime &now,
                      LockEffects &effects) const
{
    effects.refused.append(LockRefusal {.ticket = ticket,
                                        .who = actorOf(asker),
                                        .reason = why,
                                        .endedLease = endedLeaseOf(asker.holder)});
    tellRefusals(now, effects);
}

void LockCore::refuseEntry(const LockQueueEntry &entry, int position, Reason why,
                           const LockTime &now, LockEffects &effects) const
{
    effects.refused.append(LockRefusal {.ticket = entry.id,
                                        .who = actorOf(entry),
                                        .reason = why,
                                        .waited = between(entry.arrival, now),
                                        .position = position,
                                        .broken = {},
                                        .endedLease = endedLeaseOf(entry.holder)});
}

void LockCore::refuseFromQueue(const LockTime &now, LockEffects &effects)
{
    int position = 0;
    for (const LockQueueEntry *waiting : m_queue.inOrder(now.at, firstLease())) {
        ++position;
        const auto why = refuses(waiting->holder, waiting->lockClass);
        if (!why)
            continue;
        // An operation that gave way in the middle ends without its lease.
        if (why == Reason::LeaseEnded && waiting->resumes)
            continue;
        const auto entry = m_queue.take(waiting->id);
        forget(*entry, now);
        refuseEntry(*entry, position, *why, now, effects);
    }
}

void LockCore::tellRefusals(const LockTime &now, LockEffects &effects) const
{
    if (effects.refused.isEmpty())
        return;
    if (!effects.snapshot)
        effects.snapshot = snapshot(now);
    if (!m_isRecorded)
        return;
    for (const LockRefusal &refusal : effects.refused) {
        LockRefused refused {.who = refusal.who,
                             .reason = refusal.reason,
                             .waited = refusal.waited,
                             .position = refusal.position};
        if (const auto &owner = effects.snapshot->status.owner) {
            refused.owner = owner->principal;
            refused.ownerOperation = owner->operation;
        }
        record(std::move(refused), now, effects);
    }
}

std::optional<LockCore::Reason> LockCore::turnsAway(const LockAsker &asker, const LockTime &now,
                                                    LockEffects &effects)
{
    const auto why = refuses(asker.holder, asker.lockClass);
    if (why)
        refuse(0, asker, *why, now, effects);
    return why;
}

// --- asking, and the queue ---------------------------------------------------------------------

bool LockCore::isOpenTo(const LockAsker &asker) const
{
    return !m_owner
           || (m_owner->rests && m_owner->lease && m_owner->lease == leaseOf(asker.holder));
}

LockCore::Answer LockCore::acquire(const LockAsker &asker, const Thread &thread, Limit limit,
                                   const LockTime &now, LockEffects &effects)
{
    endIfExpired(leaseOf(asker.holder), now, effects);
    auto why = refuses(asker.holder, asker.lockClass);
    if (!why && m_rules.isOff)
        return {Answer::What::Has, 0, {}};
    if (!why && isOpenTo(asker)) {
        begin(asker, ++m_lastHold, now, effects);
        m_owner->threadId = thread.id;
        m_owner->depth = 1;
        return {Answer::What::Has, m_owner->id, {}};
    }
    const auto deadline = deadlineOf(limit, now);
    if (!why) {
        // A thread that would wait for itself without limit is refused instead.
        const bool isForItself = m_owner->threadId == thread.id && !deadline;
        why = isNone(limit) || !thread.mayWait || isForItself ? Reason::Busy : refusesTicket(asker);
    }
    if (why) {
        refuse(0, asker, *why, now, effects);
        return {Answer::What::Refused, 0, {}};
    }
    const quint64 ticket = ++m_lastTicket;
    enqueue({.id = ticket,
             .holder = asker.holder,
             .operation = asker.operation,
             .lockClass = asker.lockClass,
             .clientKey = asker.holder.principal().clientKey,
             .arrival = now.at,
             .deadline = deadline,
             .isThread = true,
             .lease = leaseOf(asker.holder)});
    changed(effects);
    settleLease(now, effects);
    return {Answer::What::Waits, ticket, deadline};
}

quint64 LockCore::request(const LockAsker &asker, Limit limit, const LockTime &now,
                          LockEffects &effects)
{
    endIfExpired(leaseOf(asker.holder), now, effects);
    const quint64 ticket = ++m_lastTicket;
    auto why = refuses(asker.holder, asker.lockClass);
    if (!why && m_rules.isOff) {
        effects.served.emplace(LockServed {ticket, 0, 0, asker.holder});
        return ticket;
    }
    if (!why && isOpenTo(asker)) {
        begin(asker, ++m_lastHold, now, effects);
        effects.served.emplace(LockServed {ticket, m_owner->id, m_generation, asker.holder});
        return ticket;
    }
    if (!why)
        why = isNone(limit) ? Reason::Busy : refusesTicket(asker);
    if (why) {
        refuse(ticket, asker, *why, now, effects);
        return ticket;
    }
    enqueue(
        {.id = ticket,
         .holder = asker.holder,
         .operation = asker.operation,
         .lockClass = asker.lockClass,
         .clientKey = asker.holder.principal().clientKey,
         .arrival = now.at,
         .deadline = deadlineOf(limit, now),
         .lease = leaseOf(asker.holder),
         .takes = asker.take == LockTake::FromLeases && asker.lockClass == LockClass::Operator});
    changed(effects);
    settleLease(now, effects);
    return ticket;
}

void LockCore::enqueue(LockQueueEntry entry)
{
    if (entry.deadline && !entry.isThread)
        m_deadlines.insert({*entry.deadline, Deadline::Of::Ticket, entry.id});
    const auto arrival = entry.arrival;
    if (entry.lease)
        m_queue.insertAfterFirst(std::move(entry), arrival);
    else
        m_queue.append(std::move(entry));
}

void LockCore::forget(const LockQueueEntry &entry, const LockTime &now)
{
    if (entry.deadline && !entry.isThread)
        m_deadlines.erase({*entry.deadline, Deadline::Of::Ticket, entry.id});
    touchLease(entry.lease, now);
}

std::optional<LockQueueEntry> LockCore::takeFromQueue(quint64 ticket, const LockTime &now,
                                                      LockEffects &effects)
{
    auto entry = m_queue.take(ticket);
    if (entry) {
        forget(*entry, now);
        changed(effects);
    }
    return entry;
}

bool LockCore::withdraw(quint64 ticket, const LockTime &now, LockEffects &effects)
{
    const int place = position(ticket, now);
    const auto entry = takeFromQueue(ticket, now, effects);
    if (!entry)
        return false;
    if (entry->isThread) {
        refuseEntry(*entry, place, Reason::Withdrawn, now, effects);
        tellRefusals(now, effects);
    } else {
        record(TicketWithdrawn {actorOf(*entry), between(entry->arrival, now), place}, now,
               effects);
    }
    return true;
}

bool LockCore::timeIsUp(quint64 ticket, const LockTime &now, LockEffects &effects)
{
    const int place = position(ticket, now);
    const auto entry = takeFromQueue(ticket, now, effects);
    if (!entry)
        return false;
    refuseEntry(*entry, place, Reason::Busy, now, effects);
    tellRefusals(now, effects);
    return true;
}

int LockCore::position(quint64 ticket, const LockTime &now) const
{
    return m_queue.position(ticket, now.at, firstLease());
}

// --- owning, and handing over ------------------------------------------------------------------

void LockCore::begin(const LockAsker &asker, quint64 hold, const LockTime &now,
                     LockEffects &effects)
{
    if (m_owner)
        beginOperation(asker.operation, hold, now);
    else
        own(asker.holder, asker.operation, asker.lockClass, hold, now);
    changed(effects);
}

void LockCore::own(const Holder &holder, const QString &operation, LockClass lockClass,
                   quint64 hold, const LockTime &now)
{
    m_owner.emplace(hold, holder, operation, lockClass, now.at);
    ++m_generation;
    if (!holder.isForLease())
        return;
    if (LeaseRecord *lease = m_leases.find(leaseOf(holder))) {
        m_owner->lease = m_owner->operationLease = lease->id;
        lease->generation = m_generation;
    }
}

void LockCore::beginOperation(const QString &operation, quint64 hold, const LockTime &now)
{
    m_owner->id = hold;
    m_owner->rests = false;
    m_owner->operationLease = m_owner->lease;
    m_owner->operation = operation;
    m_owner->waited = {};
    m_owner->operationSince = m_owner->progressSince = now.at;
}

void LockCore::serve(LockQueueEntry next, const LockTime &now, LockEffects &effects)
{
    if (next.deadline && !next.isThread)
        m_deadlines.erase({*next.deadline, Deadline::Of::Ticket, next.id});
    const quint64 hold = next.resumes ? next.resumes->hold : ++m_lastHold;
    if (m_owner)
        beginOperation(next.operation, hold, now);
    else
        own(next.holder, next.operation, next.lockClass, hold, now);
    m_owner->waited = now.at - next.arrival;
    m_owner->isForThread = next.isThread;
    if (next.resumes) {
        m_owner->base = next.resumes->base;
        m_owner->progress = next.resumes->progress;
        m_owner->breaking = std::move(next.resumes->breaking); // and therefore it does not resume
    }
    effects.served.emplace(LockServed {next.id, hold, m_generation, std::move(next.holder)});
}

void LockCore::handOver(HoldEnded::How how, const LockTime &now, LockEffects &effects)
{
    recordEnd(how, now, effects);
    if (m_owner->brokenUntil != TimePoint {})
        m_deadlines.erase({m_owner->brokenUntil, Deadline::Of::Break, m_owner->id});
    m_owner.reset();
    changed(effects);
    if (!m_queue.isEmpty())
        serve(*m_queue.takeNext(now.at), now, effects);
}

void LockCore::endOperation(const LockTime &now, LockEffects &effects)
{
    if (m_owner->safety) {
        m_owner->isOver = true;
        changed(effects);
        return;
    }
    if (!m_owner->lease) {
        handOver(HoldEnded::How::Released, now, effects);
        return;
    }
    touchLease(m_owner->lease, now);
    if (ownersLeaseGivesWay()) {
        handOver(HoldEnded::How::Released, now, effects);
        return;
    }
    recordEnd(HoldEnded::How::Released, now, effects);
    rest();
    changed(effects);
    if (auto next = m_queue.takeOfLease(m_owner->lease))
        serve(std::move(*next), now, effects);
}

void LockCore::giveUp(Reason why, const LockTime &now, LockEffects &effects)
{
    effects.snapshot = snapshot(now);
    effects.refused.append(LockRefusal {
        .ticket = 0,
        .who = {m_owner->holder, m_owner->operation, m_owner->lockClass, m_owner->operationLease},
        .reason = why,
        .waited = between(m_owner->since, now),
        .position = 0,
        .broken = m_owner->breaking});
    endOperation(now, effects);
}

// --- working -----------------------------------------------------------------------------------

LockCore::Entry LockCore::mayBegin(quint64 hold, const LockTime &now, LockEffects &effects)
{
    if (!m_owner || m_owner->id != hold) {
        const auto broken =
            std::find_if(m_breaks.begin(), m_breaks.end(),
                         [hold](const BrokenHold &other) { return other.hold == hold; });
        if (broken == m_breaks.end())
            return Entry::NotTheOwner;
        effects.snapshot = snapshot(now);
        effects.refused.append(
            LockRefusal {.ticket = 0, .who = {}, .reason = Reason::Broken, .broken = broken->what});
        return Entry::Refused;
    }
    return m_owner->depth == 0 ? Entry::Works : Entry::NotTheOwner;
}

LockCore::Entry LockCore::enter(quint64 hold, quint64 thread, const LockTime &now,
                                LockEffects &effects, int depth)
{
    const Entry entry = mayBegin(hold, now, effects);
    if (entry != Entry::Works)
        return entry;
    // A hold that was granted before a stop, and has not begun by then, does not begin.
    if (m_stop || m_owner->breaking) {
        giveUp(m_stop ? Reason::Stopped : Reason::Broken, now, effects);
        return Entry::Refused;
    }
    m_owner->threadId = thread;
    m_owner->depth = depth;
    changed(effects);
    return Entry::Works;
}

LockCore::Entry LockCore::enterOff(const Holder &holder, const LockTime &now, LockEffects &effects)
{
    const QString noOperation;
    const LockClass lockClass = defaultClass(holder.kind());
    return turnsAway({holder, noOperation, lockClass}, now, effects) ? Entry::Refused
                                                                     : Entry::Works;
}

LockCore::Left LockCore::leave(quint64 hold, quint64 thread, const LockTime &now,
                               LockEffects &effects)
{
    if (!m_owner || m_owner->id != hold)
        return Left::NotTheOwner;
    if (m_owner->threadId != thread) {
        ++m_owner->lostGuards;
        stuck(LockStuck::Why::GuardEndedElsewhere, now, effects);
        return Left::Elsewhere;
    }
    if (--m_owner->depth == 0)
        endOperation(now, effects);
    else
        changed(effects);
    return Left::Once;
}

void LockCore::giveBack(quint64 hold, const LockTime &now, LockEffects &effects)
{
    if (m_owner && m_owner->id == hold && m_owner->depth == 0)
        endOperation(now, effects);
}

void LockCore::markAsBase(quint64 hold, quint64 thread)
{
    if (m_owner && m_owner->id == hold && m_owner->threadId == thread)
        m_owner->base = m_owner->depth;
}

LockCore::Pause LockCore::yield(const Holder &holder, quint64 thread, bool mayGiveWay,
                                const LockTime &now, LockEffects &effects)
{
    if (!isHeldBy(holder, thread))
        return {};
    Pause pause {.isOwner = true, .ticket = 0, .hold = m_owner->id, .depth = m_owner->depth};
    // A lease lets its client work undisturbed by other clients, however long they have waited.
    const bool isWanted = m_owner->lease && m_owner->lockClass == LockClass::Remote
                              ? m_queue.hasOperator()
                              : m_queue.hasBefore(m_owner->lockClass, now.at);
    if (!mayGiveWay || !isWanted || m_owner->safety || m_owner->depth - m_owner->base > 1)
        return pause;
    pause.ticket = ++m_lastTicket;
    pause.operation = m_owner->operation;
    LockQueueEntry entry {
        .id = pause.ticket,
        .holder = m_owner->holder,
        .operation = m_owner->operation,
        .lockClass = m_owner->lockClass,
        .clientKey = m_owner->holder.principal().clientKey,
        .arrival = now.at,
        .deadline = {},
        .isThread = true,
        .resumes = PausedHold {m_owner->id, m_owner->base, m_owner->progress, m_owner->breaking},
        .lease = m_owner->lease};
    handOver(HoldEnded::How::GaveWay, now, effects);
    m_queue.insertFirst(std::move(entry), now.at);
    return pause;
}

void LockCore::noteProgress(const Holder &holder, std::optional<double> percent,
                            const LockTime &now, LockEffects &effects)
{
    if (!m_owner || m_owner->holder != holder || m_owner->rests)
        return;
    m_owner->progressSince = now.at;
    if (!percent)
        return;
    // Progress is shown in whole percents: smaller changes are not worth a notification.
    const bool isNews =
        !m_owner->progress || std::floor(*m_owner->progress) != std::floor(*percent);
    m_owner->progress = percent;
    if (isNews)
        changed(effects);
}

// --- modes -------------------------------------------------------------------------------------

bool LockCore::setMode(const LockModeRecord &record, const LockTime &now, LockEffects &effects)
{
    const bool isStop = record.mode == LockMode::Stopped;
    if (isStop ? m_stop.has_value() : m_mode.mode == record.mode)
        return false;
    const ModeChanged event {mode().mode, record};
    if (isStop) {
        m_stop = record;
        removeAllLeases(LeaseEnd::Stopped, record.by, record.reason, now, effects);
    } else {
        m_mode = record;
    }
    changed(effects);
    effects.isMemoryNews = true;
    refuseFromQueue(now, effects);
    settleLease(now, effects);
    this->record(event, now, effects);
    tellRefusals(now, effects);
    return true;
}

bool LockCore::clearStop(const Principal &by, const QString &reason, const LockTime &now,
                         LockEffects &effects)
{
    if (!m_stop)
        return false;
    const QDateTime when = toDateTime(now.ofDay);
    m_stop.reset();
    if (m_mode.mode == LockMode::Shared)
        m_mode = {LockMode::Shared, by, reason, when};
    changed(effects);
    effects.isMemoryNews = true;
    record(ModeChanged {LockMode::Stopped, {m_mode.mode, by, reason, when}}, now, effects);
    return true;
}

void LockCore::remember(const LockMemory &memory)
{
    m_generation = memory.generation;
    m_mode = memory.mode;
    m_stop = memory.stop;
    ++m_version;
}

void LockCore::close(const LockTime &now, LockEffects &effects)
{
    m_isClosed = true;
    removeAllLeases(LeaseEnd::Closed, {}, {}, now, effects);
    changed(effects);
    refuseFromQueue(now, effects);
    settleLease(now, effects); // to none: the queue is empty
    tellRefusals(now, effects);
}

// --- breaks and asks ---------------------------------------------------------------------------

LockCore::Break LockCore::breakHold(const Principal &by, const QString &reason,
                                    quint64 expectedGeneration, bool isMadeSafe,
                                    const LockTime &now, LockEffects &effects)
{
    if (!m_owner)
        return {};
    if (m_generation != expectedGeneration)
        return {.outcome = BreakOutcome::OtherGeneration};
    const bool isNew = !m_owner->breaking;
    if (isNew)
        markBroken({m_generation, m_owner->holder.id(), m_owner->holder.principal(),
                    m_owner->operation, by, reason, toDateTime(now.ofDay),
                    m_owner->rests ? m_owner->lease : m_owner->operationLease},
                   now, effects);
    refuseFromQueue(now, effects); // removes the operations of a lease that has ended
    if (!effects.refused.isEmpty())
        effects.snapshot = snapshot(now);
    Break broken {.outcome = BreakOutcome::Asked, .what = *m_owner->breaking};
    if (isMadeSafe && !m_owner->safety)
        broken.safety = m_owner->safety = ++m_lastTicket;
    if ((m_owner->isGone() || m_owner->isIdle()) && !m_owner->safety) {
        broken.outcome = BreakOutcome::Freed;
        effects.innerIsLost = m_owner->isGone();
        handOver(HoldEnded::How::Released, now, effects);
    } else {
        broken.isAsked = true;
        if (m_owner->depth > 0 && m_owner->brokenUntil == TimePoint {}) {
            m_owner->brokenUntil = now.at + m_rules.breakPatience;
            m_deadlines.insert({m_owner->brokenUntil, Deadline::Of::Break, m_owner->id});
        }
        changed(effects);
    }
    if (isNew)
        record(broken.what, now, effects);
    tellRefusals(now, effects);
    return broken;
}

void LockCore::markBroken(const LockBreak &why, const LockTime &now, LockEffects &effects)
{
    m_owner->breaking = why;
    if (m_breaks.size() == s_mostBreaks)
        m_breaks.pop_front();
    m_breaks.push_back({m_owner->id, why});
    if (m_owner->lease)
        removeLease(m_owner->lease, LeaseEnd::Broken, why.by, why.reason, now, effects);
    changed(effects);
}

BreakOutcome LockCore::thingsAreSafe(quint64 safety, const LockTime &now, LockEffects &effects)
{
    if (!m_owner || m_owner->safety != safety)
        return BreakOutcome::Freed;
    m_owner->safety = 0;
    if (!m_owner->isOver && !m_owner->isIdle() && !m_owner->isGone())
        return BreakOutcome::Asked;
    effects.innerIsLost = m_owner->isGone();
    handOver(HoldEnded::How::Released, now, effects);
    return BreakOutcome::Freed;
}

QList<LockBreak> LockCore::breaks() const
{
    QList<LockBreak> all;
    for (const BrokenHold &broken : m_breaks)
        all.append(broken.what);
    return all;
}

bool LockCore::acknowledgeBreak(quint64 generation)
{
    return std::erase_if(m_breaks,
                         [generation](const BrokenHold &broken) {
                             return broken.what.generation == generation;
                         })
           > 0;
}

std::optional<LockBreak> LockCore::breaking(quint64 hold) const
{
    return m_owner && m_owner->id == hold ? m_owner->breaking : std::nullopt;
}

AskOutcome LockCore::ask(const LockAsk &asked, quint64 expectedGeneration, LockEffects &effects)
{
    if (!m_owner)
        return AskOutcome::NotHeld;
    if (m_generation != expectedGeneration)
        return AskOutcome::OtherGeneration;
    QList<LockAsk> &asks = m_owner->asks;
    asks.removeIf([&asked](const LockAsk &earlier) { return earlier.by.isSame(asked.by); });
    if (asks.size() == s_mostAsks)
        asks.removeFirst();
    asks.append(asked);
    changed(effects);
    return AskOutcome::Asked;
}

QList<LockAsk> LockCore::asks(quint64 hold) const
{
    return m_owner && m_owner->id == hold ? m_owner->asks : QList<LockAsk>();
}

// --- leases ------------------------------------------------------------------------------------

LockCore::Entry LockCore::beginLease(quint64 hold, const LeaseTerms &terms, const LockTime &now,
                                     LockEffects &effects, std::optional<Lease> &begun)
{
    const Entry entry = mayBegin(hold, now, effects);
    if (entry != Entry::Works || m_owner->holder.isForLease())
        return entry == Entry::Works ? Entry::NotTheOwner : entry;
    if (m_stop || m_owner->breaking) {
        giveUp(m_stop ? Reason::Stopped : Reason::Broken, now, effects);
        return Entry::Refused;
    }
    m_owner->holder = m_owner->holder.forLease();
    const LeaseRecord &lease = m_leases.add({.holder = m_owner->holder,
                                             .lockClass = m_owner->lockClass,
                                             .terms = terms,
                                             .generation = m_generation,
                                             .sinceOfDay = now.ofDay,
                                             .lastUse = now.at});
    m_owner->lease = m_owner->operationLease = lease.id;
    begun = Lease {lease.id, lease.holder, m_generation};
    const LeaseBegun event {lease.id, lease.holder.principal(), lease.lockClass, terms,
                            m_generation};
    endOperation(now, effects); // a waiter to which it has to give way may have arrived
    record(event, now, effects);
    return Entry::Works;
}

quint64 LockCore::leaseOf(const Holder &holder) const
{
    if (!holder.isForLease())
        return 0;
    const LeaseRecord *lease = m_leases.ofHolder(holder.id());
    return lease ? lease->id : 0;
}

std::optional<EndedLease> LockCore::endedLeaseOf(const Holder &holder) const
{
    return holder.isForLease() ? m_leases.endedOfHolder(holder.id()) : std::nullopt;
}

void LockCore::rest()
{
    m_owner->rests = true;
    m_owner->operation.clear();
    m_owner->threadId = 0;
    m_owner->warning.reset();
    m_owner->base = 0;
    m_owner->isForThread = false;
    m_owner->progress.reset();
}

bool LockCore::ownersLeaseGivesWay() const
{
    return m_owner->lockClass == LockClass::Remote
           && (m_queue.hasTaker() || refuses(m_owner->holder, m_owner->lockClass));
}

quint64 LockCore::firstLease() const
{
    return m_owner && m_owner->lease && !ownersLeaseGivesWay() ? m_owner->lease : 0;
}

void LockCore::settleLease(const LockTime &now, LockEffects &effects)
{
    if (m_owner && m_owner->rests && (!m_owner->lease || ownersLeaseGivesWay()))
        endOperation(now, effects);
}

bool LockCore::isBusy(const LeaseRecord &lease) const
{
    return (m_owner && m_owner->lease == lease.id && !m_owner->rests)
           || m_queue.hasOfLease(lease.id);
}

bool LockCore::isExpired(const LeaseRecord &lease, const LockTime &now) const
{
    return lease.terms.ttl && !isBusy(lease) && now.at >= lease.lastUse + *lease.terms.ttl;
}

void LockCore::touchLease(quint64 id, const LockTime &now)
{
    if (LeaseRecord *lease = id ? m_leases.find(id) : nullptr) {
        lease->lastUse = now.at;
        armLease(*lease);
    }
}

// The deadline is checked late rather than moved with every use: most leases are used long before
// they expire.
void LockCore::armLease(LeaseRecord &lease)
{
    if (!lease.terms.ttl || lease.looksAt)
        return;
    lease.looksAt = lease.lastUse + *lease.terms.ttl;
    m_deadlines.insert({*lease.looksAt, Deadline::Of::Lease, lease.id});
}

bool LockCore::endIfExpired(quint64 id, const LockTime &now, LockEffects &effects)
{
    const LeaseRecord *lease = id ? m_leases.find(id) : nullptr;
    if (!lease || !isExpired(*lease, now))
        return false;
    removeLease(id, LeaseEnd::Expired, {}, {}, now, effects);
    settleLease(now, effects);
    return true;
}

bool LockCore::renewLease(quint64 id, const LockTime &now, LockEffects &effects)
{
    if (endIfExpired(id, now, effects))
        return false;
    touchLease(id, now);
    return m_leases.find(id) != nullptr;
}

bool LockCore::endLease(quint64 id, LeaseEnd how, const LockTime &now, LockEffects &effects)
{
    if (endIfExpired(id, now, effects) || !m_leases.find(id))
        return false;
    removeLease(id, how, {}, {}, now, effects);
    refuseFromQueue(now, effects);
    tellRefusals(now, effects);
    settleLease(now, effects);
    return true;
}

void LockCore::removeLease(quint64 id, LeaseEnd how, const Principal &by, const QString &reason,
                           const LockTime &now, LockEffects &effects)
{
    const LeaseRecord *lease = m_leases.find(id);
    if (lease->looksAt)
        m_deadlines.erase({*lease->looksAt, Deadline::Of::Lease, id});
    m_leases.end(id, how, by, reason, toDateTime(now.ofDay));
    if (m_isRecorded)
        record(*m_leases.ended(id), now, effects);
    if (m_owner && m_owner->lease == id)
        m_owner->lease = 0;
    changed(effects);
}

void LockCore::removeAllLeases(LeaseEnd how, const Principal &by, const QString &reason,
                               const LockTime &now, LockEffects &effects)
{
    while (!m_leases.isEmpty())
        removeLease(m_leases.alive().front().id, how, by, reason, now, effects);
}

LeaseStatus LockCore::statusOf(const LeaseRecord &lease, const LockTime &now) const
{
    const bool isOwner = m_owner && m_owner->lease == lease.id;
    LeaseStatus status {.id = lease.id,
                        .principal = lease.holder.principal(),
                        .lockClass = lease.lockClass,
                        .note = lease.terms.note,
                        .state = isOwner ? LeaseState::Active : LeaseState::Suspended,
                        .operation = isOwner ? m_owner->operation : QString(),
                        .generation = lease.generation,
                        .ttl = lease.terms.ttl};
    if (isBusy(lease))
        return status;
    status.idle = between(lease.lastUse, now);
    if (lease.terms.ttl)
        status.remaining = std::max(*lease.terms.ttl - status.idle, milliseconds::zero());
    return status;
}

QList<LeaseStatus> LockCore::leases(const LockTime &now) const
{
    QList<LeaseStatus> all;
    for (const LeaseRecord &lease : m_leases.alive()) {
        all.append(statusOf(lease, now));
        all.last().since = toDateTime(lease.sinceOfDay);
    }
    return all;
}

// --- what comes with time ----------------------------------------------------------------------

std::optional<LockCore::TimePoint> LockCore::nextDeadline() const
{
    return m_deadlines.empty() ? std::nullopt : std::optional(m_deadlines.begin()->at);
}

bool LockCore::expire(const LockTime &now, LockEffects &effects)
{
    if (m_deadlines.empty() || m_deadlines.begin()->at > now.at)
        return false;
    const Deadline due = *m_deadlines.begin();
    m_deadlines.erase(m_deadlines.begin());
    switch (due.of) {
    case Deadline::Of::Ticket:
        timeIsUp(due.id, now, effects);
        break;
    case Deadline::Of::Break:
        stuck(LockStuck::Why::GoesOnThoughBroken, now, effects);
        break;
    case Deadline::Of::Lease: {
        LeaseRecord *lease = m_leases.find(due.id);
        lease->looksAt.reset();
        if (isBusy(*lease)) // it is checked again when that operation is over
            break;
        if (lease->lastUse + *lease->terms.ttl > due.at)
            armLease(*lease);
        else
            endIfExpired(due.id, now, effects);
        break;
    }
    }
    return true;
}

std::optional<RunningOperation> LockCore::runningOperation(milliseconds stalledAfter,
                                                           const LockTime &now) const
{
    if (!m_owner || m_owner->rests || m_isClosed)
        return {};
    const auto sinceProgress = between(m_owner->progressSince, now);
    return RunningOperation {.hold = m_owner->id,
                             .threadId = m_owner->threadEnded ? 0 : m_owner->threadId,
                             .principal = m_owner->holder.principal(),
                             .operation = m_owner->operation,
                             .operationFor = between(m_owner->operationSince, now),
                             .sinceProgress = sinceProgress,
                             .isStalled = sinceProgress >= stalledAfter,
                             .isWarned = m_owner->warning.has_value()};
}

bool LockCore::warn(quint64 hold, const std::optional<QString> &warning, LockEffects &effects)
{
    if (!m_owner || m_owner->id != hold || m_owner->rests || m_owner->warning == warning)
        return false;
    m_owner->warning = warning;
    changed(effects);
    return true;
}

// --- mishaps -----------------------------------------------------------------------------------

void LockCore::threadEnded(quint64 thread, const LockTime &now, LockEffects &effects)
{
    if (!m_owner || m_owner->threadId != thread)
        return;
    m_owner->threadEnded = true;
    stuck(LockStuck::Why::ThreadEnded, now, effects);
}

void LockCore::innerIsNotFree(quint64 hold, const LockTime &now, LockEffects &effects)
{
    if (!m_owner || m_owner->id != hold)
        return;
    --m_owner->depth;
    stuck(LockStuck::Why::InnerMutexNotFree, now, effects);
}

// --- being looked at ---------------------------------------------------------------------------

LockSnapshot LockCore::snapshot(const LockTime &now) const
{
    LockSnapshot made;
    made.at = now.at;
    LockStatus &status = made.status;
    status.name = m_name;
    status.generation = m_generation;
    status.version = m_version;
    status.mode = mode();
    status.limits = m_rules.limits;
    if (m_owner) {
        made.ownerSince = m_owner->since;
        status.owner = LockOwner {.holderId = m_owner->holder.id(),
                                  .principal = m_owner->holder.principal(),
                                  .operation = m_owner->operation,
                                  .since = {},
                                  .held = between(m_owner->since, now),
                                  .depth = m_owner->depth,
                                  .stuck = m_owner->stuck,
                                  .lockClass = m_owner->lockClass,
                                  .breaking = m_owner->breaking,
                                  .operationFor = between(m_owner->operationSince, now),
                                  .progress = m_owner->progress,
                                  .sinceProgress = between(m_owner->progressSince, now),
                                  .lease = {},
                                  .asks = m_owner->asks,
                                  .warning = m_owner->warning};
        if (const LeaseRecord *lease = m_leases.find(m_owner->lease)) {
            made.leaseSince = lease->sinceOfDay;
            status.owner->lease = statusOf(*lease, now);
        }
    }
    status.queue.reserve(m_queue.size());
    for (const LockQueueEntry *entry : m_queue.inOrder(now.at, firstLease())) {
        LockWaiter waiter {.ticketId = entry->id,
                           .holderId = entry->holder.id(),
                           .principal = entry->holder.principal(),
                           .operation = entry->operation,
                           .waited = between(entry->arrival, now),
                           .remaining = {},
                           .lockClass = entry->lockClass,
                           .position = int(status.queue.size()) + 1,
                           .takes = entry->takes};
        if (entry->deadline)
            waiter.remaining = std::max(duration_cast<milliseconds>(*entry->deadline - now.at),
                                        milliseconds::zero());
        status.queue.append(waiter);
    }
    return made;
}

} // namespace Holdfast
