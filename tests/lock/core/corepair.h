// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/core/lockcore.h"
#include "tests/lock/core/modelpair.h"

#include <QStringList>

namespace Holdfast {

//! \brief A lock's core and its model, driven side by side through simulated time.
//!
//! It plays the world of the core: the inner mutex, threads that sleep and are woken late, callbacks,
//! and a timer that may be late.
class CorePair : public ModelPair
{
public:
    explicit CorePair(quint32 seed)
        : ModelPair(seed)
        , m_isRecorded(seed % 4 != 0)
        , m_core(QStringLiteral("global lock"), rules())
    {
        if (m_isRecorded)
            m_core.recordFromNowOn();
        model.perClient = rules().limits.perClient;
        model.inAll = rules().limits.inAll;
    }

    //! Does one operation of a random kind with both. Returns the difference afterwards, if there
    //! is one.
    QString step()
    {
        model.told.clear();
        model.ended.clear();
        m_told.clear();
        m_ended.clear();
        m_wrong.clear();
        const int kind = below(100);
        if (kind < 34)
            ask();
        else if (kind < 66)
            goOn();
        else if (kind < 69)
            withdraw();
        else if (kind < 75)
            yield();
        else if (kind < 80)
            makeLease();
        else if (kind < 83)
            renewOrEndLease();
        else if (kind < 86)
            breakHold();
        else if (kind < 88)
            thingsAreSafe();
        else if (kind < 91)
            setMode();
        else if (kind < 93)
            noteProgress();
        else if (kind < 94)
            mishap();
        else
            passTime();
        return difference();
    }

    //! Ends it all: all that wait are refused.
    QString close()
    {
        LockEffects effects;
        const std::size_t waiting = model.line().size();
        m_core.close(time(), effects);
        const bool isAll = effects.refused.size() == qsizetype(waiting)
                           && m_core.snapshot(time()).status.queue.isEmpty();
        return isAll ? QString() : QStringLiteral("not all were refused at the end");
    }

private:
    using Time = LockModel::Time;
    using Entry = LockCore::Entry;

    //! A hold that was granted, and by which no thread works yet.
    struct Granted
    {
        quint64 hold;
        Holder holder;
        quint64 thread = 0; //!< that was promised it; 0: any
        int depth = 1;
    };
    //! A thread that sleeps.
    struct Sleeping
    {
        quint64 thread;
        int depth = 1;
        Time deadline = LockModel::never;
    };

    static LockRules rules()
    {
        LockRules rules;
        rules.limits = {.perClient = 4, .inAll = 10};
        return rules;
    }

    void wrong(const QString &what) { m_wrong << what; }

    LockTime time() const
    {
        const std::chrono::milliseconds since(model.now + 1'000'000);
        return {LockCore::TimePoint(since), std::chrono::system_clock::time_point(since)};
    }

    // --- the world ---

    //! Takes the inner mutex, as an owner does.
    void takeInner(quint64 thread, int times)
    {
        if (m_innerDepth > 0 && m_innerThread != thread)
            wrong(QStringLiteral("the inner mutex is not free"));
        m_innerThread = thread;
        m_innerDepth += times;
    }

    void begin(quint64 hold, const Holder &holder, quint64 thread, int depth)
    {
        takeInner(thread, depth);
        m_hold = hold;
        m_holder = holder;
        m_thread = thread;
    }

    //! Records \a effects. \a own is the number of a ticket that was asked for just now.
    void carryOut(LockEffects &effects, quint64 ownTicket = 0, int own = 0)
    {
        if (ownTicket)
            m_numberOf[ownTicket] = own;
        if (effects.innerIsLost) {
            m_innerDepth = 0;
            m_hold = 0;
        }
        if (effects.served) {
            const LockServed &served = *effects.served;
            m_told.push_back({m_numberOf.at(served.ticket)});
            ++counts[QStringLiteral("granted")];
            m_granted = Granted {served.hold, served.holder};
            const auto sleeping = m_sleeping.find(served.ticket);
            if (sleeping != m_sleeping.end()) {
                m_granted->thread = sleeping->second.thread;
                m_granted->depth = sleeping->second.depth;
                m_sleeping.erase(sleeping);
            }
        }
        qsizetype refusals = 0;
        for (const LockRefusal &refusal : effects.refused) {
            if (refusal.ticket == 0 && own == 0)
                continue; // of a hold that does not begin
            m_told.push_back({refusal.ticket ? m_numberOf.at(refusal.ticket) : own, refusal.reason,
                              refusal.waited.count(), refusal.position});
            m_sleeping.erase(refusal.ticket);
            ++refusals;
            ++counts[QStringLiteral("refused %1")
                         .arg(QString::fromLatin1(RefusalReason::rowOf(refusal.reason).word))];
            if (!effects.snapshot)
                wrong(QStringLiteral("a refusal without a status"));
        }
        qsizetype events = 0;
        for (const LockEvent &event : effects.events) {
            events += std::holds_alternative<LockRefused>(event.what) ? 1 : 0;
            if (const auto *hold = std::get_if<HoldEnded>(&event.what))
                noteEnd(*hold);
        }
        if (m_isRecorded && events != refusals)
            wrong(QStringLiteral("refusals and their events"));
    }

    void noteEnd(const HoldEnded &hold)
    {
        using std::chrono::duration_cast;
        using std::chrono::milliseconds;
        m_ended.push_back({hold.who.operation.toInt(), hold.how,
                           duration_cast<milliseconds>(hold.waited).count(),
                           duration_cast<milliseconds>(hold.held).count()});
    }

    // --- asking ---

    void ask()
    {
        const int number = ++m_last;
        LockModel::Ask ask {
            number, std::array {Kind::Operator, Kind::Client, Kind::Client, Kind::System}.at(
                        std::size_t(below(4)))};
        std::optional<Holder> holder;
        if (!m_leases.empty() && oneIn(2)) {
            const auto any = anyLease();
            if (model.leases.contains(any->first) || oneIn(8)) {
                holder = any->second.holder;
                ask.lease = any->first;
                ask.kind = holder->principal().kind;
            }
        }
        if (!holder) {
            const int client = 1 + below(3);
            const QString name = QString::number(client);
            holder = Holder(ask.kind == Kind::Client ? Principal::client(name, {})
                                                     : Principal {ask.kind, name, {}});
        }
        ask.client = ask.kind == Kind::Client ? holder->principal().name.toInt() : 0;
        ask.takes = ask.isOperator() && !ask.lease && oneIn(3);
        ask.limit = oneIn(4) ? 0 : oneIn(3) ? LockModel::never : 1 + below(60'000);
        ask.isThread = oneIn(3);
        const LockCore::Limit limit = ask.limit == LockModel::never
                                          ? LockCore::Limit()
                                          : std::chrono::milliseconds(ask.limit);
        const QString operation = QString::number(number);
        const LockAsker asker {*holder, operation, defaultClass(ask.kind),
                               ask.takes ? LockTake::FromLeases : LockTake::InTurn};
        if (ask.isThread) {
            block(ask, asker, limit);
            return;
        }
        LockEffects effects;
        const quint64 ticket = m_core.request(asker, limit, time(), effects);
        model.request(ask);
        carryOut(effects, ticket, number);
    }

    void block(LockModel::Ask ask, const LockAsker &asker, LockCore::Limit limit)
    {
        ask.takes = false; // a caller that blocks does not take control
        LockAsker mine = asker;
        mine.take = LockTake::InTurn;
        const quint64 thread = m_hold && oneIn(8) ? m_thread : ++m_lastThread;
        ask.isForItself = thread == m_thread && m_hold;
        if (ask.isForItself && ask.limit != 0)
            ask.limit = LockModel::never; // a thread that works cannot sleep as well
        ask.mayWait = !oneIn(6);
        if (ask.limit == LockModel::never)
            limit.reset();
        LockEffects effects;
        const quint64 free = m_core.takeFree(mine, thread, time().at);
        const auto answer =
            free ? LockCore::Answer {LockCore::Answer::What::Has, free, {}}
                 : m_core.acquire(mine, {thread, ask.mayWait}, limit, time(), effects);
        const std::size_t before = model.told.size();
        model.request(ask);
        if (answer.what == LockCore::Answer::What::Has) {
            m_told.push_back({ask.ticket});
            begin(answer.id, mine.holder, thread, 1);
            if (model.owner && model.told.size() > before && !model.told.back().why)
                model.enter();
            ++counts[QStringLiteral("acquired")];
        } else if (answer.what == LockCore::Answer::What::Waits) {
            m_sleeping[answer.id] = {thread, 1,
                                     ask.limit == LockModel::never ? LockModel::never
                                                                   : model.now + ask.limit};
            if (answer.deadline.has_value() != (ask.limit != LockModel::never))
                wrong(QStringLiteral("the deadline of a thread"));
        }
        carryOut(effects, answer.what == LockCore::Answer::What::Waits ? answer.id : 0, ask.ticket);
    }

    void withdraw()
    {
        const int number = anyWaiter();
        if (!number)
            return;
        const auto line = model.line();
        const auto ticket =
            std::find_if(m_numberOf.begin(), m_numberOf.end(), [number](const auto &entry) {
                return entry.second == number;
            })->first;
        if (m_core.position(ticket, time())
            != std::find(line.begin(), line.end(), number) - line.begin() + 1)
            wrong(QStringLiteral("a position"));
        LockEffects effects;
        if (!m_core.withdraw(ticket, time(), effects) || !model.withdraw(number))
            wrong(QStringLiteral("a place that could not be withdrawn"));
        carryOut(effects);
        ++counts[QStringLiteral("withdrawn")];
    }

    // --- working ---

    //! Does an operation as the owner of the lock.
    void goOn()
    {
        if (m_granted)
            enterOrDrop();
        else if (m_hold && oneIn(4) && m_innerDepth < 4)
            nest();
        else if (m_hold)
            leave(m_thread);
    }

    void enterOrDrop()
    {
        const Granted granted = *std::exchange(m_granted, {});
        LockEffects effects;
        if (!granted.thread && oneIn(4)) {
            m_core.giveBack(granted.hold, time(), effects);
            model.drop();
            carryOut(effects);
            return;
        }
        const quint64 thread = granted.thread ? granted.thread : ++m_lastThread;
        const Entry entry = m_core.enter(granted.hold, thread, time(), effects, granted.depth);
        const auto why = model.enter(granted.depth);
        if (entry == Entry::Works) {
            begin(granted.hold, granted.holder, thread, granted.depth);
            if (!granted.thread && oneIn(2)) {
                m_core.markAsBase(granted.hold, thread);
                model.owner->base = 1;
            }
        }
        checkEntry(entry, why, effects);
        carryOut(effects);
    }

    void checkEntry(Entry entry, std::optional<Reason> why, const LockEffects &effects)
    {
        const auto told =
            entry == Entry::Refused ? std::optional(effects.refused.last().reason) : std::nullopt;
        if (entry == Entry::NotTheOwner || told != why)
            wrong(QStringLiteral("how a hold began"));
        if (told)
            ++counts[QStringLiteral("did not begin")];
    }

    void nest()
    {
        if (m_core.nest(m_holder, m_thread) != m_hold)
            wrong(QStringLiteral("nesting"));
        ++model.owner->depth;
        takeInner(m_thread, 1);
        ++counts[QStringLiteral("nested")];
    }

    void leave(quint64 thread)
    {
        LockEffects effects;
        const auto left = leaveSimply(thread) ? LockCore::Left::Once
                                              : m_core.leave(m_hold, thread, time(), effects);
        if (thread != m_thread) {
            model.leaveElsewhere();
            if (left != LockCore::Left::Elsewhere || !effects.stuck)
                wrong(QStringLiteral("a stranger has let go"));
            return;
        }
        if (left != LockCore::Left::Once)
            wrong(QStringLiteral("the owner could not let go"));
        model.leave();
        if (--m_innerDepth == 0)
            m_hold = 0;
        carryOut(effects);
    }

    //! Releases the lock without effects, where that is possible.
    bool leaveSimply(quint64 thread)
    {
        if (m_core.unnest(m_hold, thread))
            return true;
        if (!m_core.isFreedBy(m_hold, thread))
            return false;
        if (m_isRecorded)
            noteEnd(m_core.setFreeAt(time().at));
        else
            m_core.setFree();
        ++counts[QStringLiteral("set free")];
        return true;
    }

    void yield()
    {
        if (!m_hold || m_granted)
            return;
        const int number = ++m_last;
        const bool mayGiveWay = !oneIn(8);
        LockEffects effects;
        const auto pause = m_core.yield(m_holder, m_thread, mayGiveWay, time(), effects);
        const bool gaveWay = mayGiveWay && model.yield(number);
        if (!pause.isOwner || (pause.ticket != 0) != gaveWay)
            wrong(QStringLiteral("whether it gave way"));
        if (pause.ticket) {
            m_sleeping[pause.ticket] = {m_thread, pause.depth};
            m_numberOf[pause.ticket] = number;
            m_innerDepth = 0;
            m_hold = 0;
            ++counts[QStringLiteral("gave way")];
        }
        carryOut(effects);
    }

    void noteProgress()
    {
        if (!m_hold || !model.owner || model.rests())
            return;
        const std::optional<double> percent =
            oneIn(3) ? std::nullopt : std::optional(double(below(100)));
        LockEffects effects;
        m_core.noteProgress(m_holder, percent, time(), effects);
        model.noteProgress(percent);
        ++counts[QStringLiteral("progress")];
    }

    //! Ends a guard in another thread, or lets a thread die.
    void mishap()
    {
        if (!m_hold || model.owner->threadEnded || !oneIn(3))
            return;
        if (oneIn(2)) {
            leave(++m_lastThread);
            ++counts[QStringLiteral("lost guards")];
            return;
        }
        LockEffects effects;
        m_core.threadEnded(m_thread, time(), effects);
        model.threadEnded();
        m_hold = 0; // no thread is left to let go
        ++counts[QStringLiteral("lost threads")];
    }

    // --- leases ---

    void makeLease()
    {
        if (!m_granted || m_granted->thread || m_granted->holder.isForLease())
            return;
        const Granted granted = *std::exchange(m_granted, {});
        const int id = ++m_lastLease;
        const Time ttl = oneIn(3) ? LockModel::never : 1 + below(40'000);
        LeaseTerms terms;
        if (ttl != LockModel::never)
            terms.ttl = std::chrono::milliseconds(ttl);
        LockEffects effects;
        std::optional<Lease> begun;
        const Entry entry = m_core.beginLease(granted.hold, terms, time(), effects, begun);
        const auto why = model.intoLease(id, ttl);
        if (begun) {
            m_leases.emplace(id, *begun);
            ++counts[QStringLiteral("leases")];
        }
        checkEntry(entry, why, effects);
        carryOut(effects);
    }

    void renewOrEndLease()
    {
        if (m_leases.empty())
            return;
        const auto any = anyLease();
        LockEffects effects;
        if (oneIn(2)) {
            if (m_core.renewLease(any->second.id, time(), effects) != model.renew(any->first))
                wrong(QStringLiteral("a renewal"));
        } else if (m_core.endLease(any->second.id, LeaseEnd::Released, time(), effects)
                   != model.endLease(any->first)) {
            wrong(QStringLiteral("the end of a lease"));
        }
        carryOut(effects);
        if (m_leases.size() > 5 && !model.leases.contains(any->first))
            m_leases.erase(any);
    }

    // --- modes and breaks ---

    void breakHold()
    {
        const int expected = model.generation - (oneIn(4) ? 1 : 0);
        const bool isMadeSafe = oneIn(3);
        LockEffects effects;
        const auto broken = m_core.breakHold({}, QStringLiteral("smoke"), quint64(expected),
                                             isMadeSafe, time(), effects);
        const bool wasGranted = m_granted.has_value();
        const auto granted = m_granted;
        const auto outcome = model.breakHold(expected, isMadeSafe);
        if (broken.outcome != outcome)
            wrong(QStringLiteral("what became of a break"));
        if (broken.safety)
            m_safety = broken.safety;
        if (outcome == BreakOutcome::Freed) {
            m_granted.reset();
            if (wasGranted && !granted->thread)
                enterRevoked(*granted);
        }
        carryOut(effects);
        ++counts[QStringLiteral("broken %1").arg(int(outcome))];
    }

    void enterRevoked(const Granted &granted)
    {
        LockEffects effects;
        if (m_core.enter(granted.hold, ++m_lastThread, time(), effects) != Entry::Refused
            || effects.refused.last().reason != Reason::Broken)
            wrong(QStringLiteral("a grant that was broken can be used"));
    }

    void thingsAreSafe()
    {
        if (!m_safety)
            return;
        LockEffects effects;
        const auto outcome = m_core.thingsAreSafe(std::exchange(m_safety, 0), time(), effects);
        const bool isStill = model.owner && model.owner->isMadeSafe;
        if (!isStill)
            wrong(QStringLiteral("a hold has ended before things were safe"));
        else if (outcome != model.thingsAreSafe())
            wrong(QStringLiteral("what became of a hold when things were safe"));
        if (outcome == BreakOutcome::Freed)
            m_granted.reset();
        carryOut(effects);
        ++counts[QStringLiteral("safe")];
    }

    void setMode()
    {
        const int kind = model.stopped && !oneIn(4) ? 1 : below(8);
        const Principal by {Kind::Operator, QStringLiteral("operator"), {}};
        LockEffects effects;
        const auto set = [&](LockMode mode) {
            m_core.setMode({mode, by, {}, {}}, time(), effects);
            model.setMode(mode);
        };
        if (kind == 0) {
            set(LockMode::Stopped);
            ++counts[QStringLiteral("stops")];
        } else if (kind < 6) {
            m_core.clearStop(by, {}, time(), effects);
            model.stopped = false;
            set(LockMode::Shared);
        } else {
            set(LockMode::LocalOnly);
            ++counts[QStringLiteral("local only")];
        }
        carryOut(effects);
    }

    // --- time ---

    void passTime()
    {
        const Time target = model.now + below(oneIn(4) ? 40'000 : 3'000);
        // The timer may be as late as a machine that is busy elsewhere makes it.
        const bool isLate = oneIn(4);
        while (!isLate) {
            Time next = target + 1;
            if (const auto deadline = m_core.nextDeadline())
                next = std::min(next, timeOf(*deadline));
            for (const auto &[ticket, sleeping] : m_sleeping)
                next = std::min(next, sleeping.deadline);
            if (next > target)
                break;
            model.now = std::max(model.now, next);
            expire();
        }
        model.now = target;
        if (!isLate)
            expire();
        ++counts[isLate ? QStringLiteral("late") : QStringLiteral("in time")];
    }

    static Time timeOf(LockCore::TimePoint at)
    {
        return std::chrono::duration_cast<std::chrono::milliseconds>(at.time_since_epoch()).count()
               - 1'000'000;
    }

    void expire()
    {
        for (;;) {
            LockEffects effects;
            if (!m_core.expire(time(), effects))
                break;
            carryOut(effects);
            if (!effects.refused.isEmpty())
                ++counts[QStringLiteral("expired tickets")];
            if (effects.stuck)
                ++counts[QStringLiteral("stuck")];
        }
        const std::size_t leases = model.leases.size();
        model.expire();
        if (model.leases.size() < leases)
            ++counts[QStringLiteral("expired leases")];
        const auto sleeping = m_sleeping;
        for (const auto &[ticket, thread] : sleeping) {
            if (thread.deadline > model.now)
                continue;
            LockEffects effects;
            if (m_core.timeIsUp(ticket, time(), effects) != model.timeIsUp(m_numberOf.at(ticket)))
                wrong(QStringLiteral("the end of a wait"));
            carryOut(effects);
        }
    }

    // --- comparing ---

    template<typename Item>
    static QString listOf(const std::vector<Item> &items)
    {
        QStringList all;
        for (const Item &item : items) {
            if constexpr (std::is_same_v<Item, LockModel::Told>)
                all << QStringLiteral("%1:%2 (%3, %4)")
                           .arg(item.ticket)
                           .arg(item.why ? int(*item.why) : -1)
                           .arg(item.waited)
                           .arg(item.position);
            else
                all << QStringLiteral("%1:%2 (%3, %4)")
                           .arg(item.ticket)
                           .arg(int(item.how))
                           .arg(item.waited)
                           .arg(item.held);
        }
        return all.join(u' ');
    }

    QString difference()
    {
        for (auto *told : {&m_told, &model.told})
            putGrantsFirst(*told, [](const LockModel::Told &each) { return !each.why; });
        if (m_told != model.told)
            return QStringLiteral("other outcomes: %1 instead of %2")
                .arg(listOf(m_told), listOf(model.told));
        if (m_isRecorded && m_ended != model.ended)
            return QStringLiteral("other ends: %1 instead of %2")
                .arg(listOf(m_ended), listOf(model.ended));
        if (!m_wrong.isEmpty())
            return m_wrong.join(u';');
        const Time next = model.nextDeadline();
        if (next != LockModel::never
            && (!m_core.nextDeadline() || timeOf(*m_core.nextDeadline()) > next))
            return QStringLiteral("nothing is to be done at %1").arg(next);
        const LockStatus status = m_core.snapshot(time()).status;
        QString differs = statusDifference(
            status, [this](const LockWaiter &waiter) { return m_numberOf.at(waiter.ticketId); });
        if (differs.isEmpty() && model.owner)
            differs = ownerDifference(*status.owner);
        return differs.isEmpty() ? leaseDifference() : differs;
    }

    QString ownerDifference(const LockOwner &owner) const
    {
        const LockModel::Owner &expected = *model.owner;
        if (owner.stuck != expected.isStuck || owner.breaking.has_value() != expected.isBroken
            || owner.progress != expected.progress
            || owner.held.count() != model.now - expected.since)
            return QStringLiteral("the owner");
        const auto running =
            m_core.runningOperation(std::chrono::milliseconds(LockModel::stalledAfter), time());
        if (running.has_value() == (expected.ticket == 0))
            return QStringLiteral("what a watchdog sees");
        if (!running)
            return {};
        const Time since = model.now - expected.progressSince;
        if (running->sinceProgress.count() != since
            || running->isStalled != (since >= LockModel::stalledAfter)
            || running->operationFor.count() != model.now - expected.operationSince
            || (running->threadId != 0) != (expected.hasEntered && !expected.threadEnded))
            return QStringLiteral("what a watchdog finds");
        return {};
    }

    QString leaseDifference() const
    {
        const auto timesDiffer = [this](const LeaseStatus &lease, int id) {
            const LockModel::Lease &expected = model.leases.at(id);
            const bool isBusy = model.isBusy(id);
            return lease.remaining.has_value() != (!isBusy && expected.ttl != LockModel::never)
                   || lease.idle.count() != (isBusy ? 0 : model.now - expected.lastUse);
        };
        return ModelPair::leaseDifference(m_core.leases(time()), timesDiffer);
    }

    const bool m_isRecorded;
    LockCore m_core;
    std::map<quint64, int> m_numberOf {}; //!< of each ticket: its number here, and in the model
    std::map<quint64, Sleeping> m_sleeping {};
    std::optional<Granted> m_granted {};
    quint64 m_hold = 0; //!< under which m_thread works; 0 for none
    Holder m_holder {};
    quint64 m_thread = 0;
    quint64 m_innerThread = 0;
    int m_innerDepth = 0;
    quint64 m_safety = 0;
    quint64 m_lastThread = 0;
    std::vector<LockModel::Told> m_told {};
    std::vector<LockModel::Ended> m_ended {};
    QStringList m_wrong {};
};

} // namespace Holdfast
