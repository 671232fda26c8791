// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/core/leasebook.h"
#include "core/lock/core/lockqueue.h"
#include "core/lock/events/lockevents.h"
#include "core/lock/lockclass.h"
#include "core/lock/lockhold.h"
#include "core/lock/lockmemory.h"
#include "core/lock/lockstatus.h"

#include <QDateTime>
#include <QVarLengthArray>

#include <chrono>
#include <compare>
#include <deque>
#include <optional>
#include <set>

namespace Holdfast {

// --- the values that go into a LockCore and come out of it -------------------------------------

//! \brief The time at which a verb of a LockCore happens.
struct LockTime
{
    std::chrono::steady_clock::time_point at {};
    //! The same moment as a time of day: for the begin or end of a lease, and for modes and breaks.
    std::chrono::system_clock::time_point ofDay {};
};

//! Returns \a time as a date, in UTC.
inline QDateTime toDateTime(std::chrono::system_clock::time_point time)
{
    const auto sinceEpoch =
        std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    return QDateTime::fromMSecsSinceEpoch(sinceEpoch.count()).toUTC();
}

//! \brief An asker for a lock: its holder, operation and class.
struct LockAsker
{
    const Holder &holder;
    const QString &operation;
    LockClass lockClass;
    LockTake take = LockTake::InTurn;
};

//! \brief A status whose times of day are not filled in yet.
struct LockSnapshot
{
    LockStatus status {};
    std::chrono::steady_clock::time_point at {};
    std::chrono::steady_clock::time_point ownerSince {};
    std::chrono::system_clock::time_point leaseSince {}; //!< of the owner's lease
};

//! \brief A waiter, or a request that needed no wait, has been given the lock.
struct LockServed
{
    quint64 ticket;
    quint64 hold; //!< with which LockCore::enter() begins the work; 0 where the lock is off
    quint64 generation;
    Holder holder;
};

//! \brief An asker does not get the lock. Holds what its GlobalLockBusyError adds to the status.
struct LockRefusal
{
    quint64 ticket; //!< 0 for the caller of the verb, which had no ticket
    LockActor who;
    GlobalLockBusyError::Reason reason;
    std::chrono::milliseconds waited {};
    int position = 0;
    std::optional<LockBreak> broken {};
    std::optional<EndedLease> endedLease {};
};

//! \brief A hold needs a person's attention.
struct LockStuck
{
    enum class Why {
        GuardEndedElsewhere,
        ThreadEnded,
        GoesOnThoughBroken,
        InnerMutexNotFree,
    };

    Why why;
    Principal principal;
    QString operation;
    std::chrono::milliseconds held;
};

//! \brief The actions that a caller must carry out after a verb of a LockCore, in the order of the
//! members. Costs nothing to construct while it stays empty.
struct LockEffects
{
    // It is no aggregate, which would be cleared as a whole: that costs more than a verb.
    LockEffects() { } // NOLINT(modernize-use-equals-default): it would be an aggregate again

    //! The status is another one, and has another version: listeners are to be told.
    bool isNews = false;
    //! The memory (LockCore::memory()) has changed.
    bool isMemoryNews = false;
    //! The inner mutex is locked by a thread that will never unlock it: it must be replaced.
    bool innerIsLost = false;
    //! The hold that must be reported as stuck.
    std::optional<LockStuck> stuck {};
    //! The events, for the listeners that record them; empty when there are none.
    QVarLengthArray<LockEvent, 1> events {};
    //! The waiter that must be woken or called back. A verb serves at most one.
    std::optional<LockServed> served {};
    //! The refused askers, which must be woken, called back or, without a ticket, given an
    //! exception.
    QVarLengthArray<LockRefusal, 1> refused {};
    //! The lock's status at the refusals; set if there are any.
    std::optional<LockSnapshot> snapshot {};
};

//! \brief A LockWatchdog's view of a hold with a running operation.
struct RunningOperation
{
    quint64 hold;
    quint64 threadId = 0; //!< of the working thread; 0 while there is none, and when it has ended
    Principal principal {};
    QString operation {};
    std::chrono::milliseconds operationFor {};
    std::chrono::milliseconds sinceProgress {};
    bool isStalled = false; //!< its operation has not reported progress for too long
    bool isWarned = false;
};

// --- the core ----------------------------------------------------------------------------------

//! \brief Decides everything about a lock: its owner, the next waiter, the effects of leases,
//! breaks and modes, and which deadlines have expired.
//!
//! It is a value: it knows no mutex, no thread, no clock, no callback and no log, and the same
//! verbs at the same times have the same effects. Each verb is given the time, which must not go
//! back, and adds to \a effects the actions that its caller must carry out. LockGate carries them
//! out in the program; the random model test and `gate.pml` in tests/lock run the verbs without it.
//!
//! A holder that releases the lock makes the next in the queue the owner within the same verb; so while
//! there is a waiter in the queue the lock has an owner, and no newcomer can barge in. Threads are
//! numbers here, which are only compared; 0 is none. With LockRules::isOff every asker is served at
//! once, under the hold 0.
class LockCore
{
public:
    using TimePoint = std::chrono::steady_clock::time_point;
    using Reason = GlobalLockBusyError::Reason;
    using Limit = std::optional<std::chrono::milliseconds>; //!< the limit of a wait; empty: none

    LockCore(const QString &name, const LockRules &rules);

    const QString &name() const { return m_name; }
    const LockRules &rules() const { return m_rules; }

    //! \name Asking
    //! @{

    //! \brief The answer to an asker.
    struct Answer
    {
        enum class What {
            Has,     //!< the asker has the lock under the hold of number `id`
            Waits,   //!< the asker is in the queue with the ticket of number `id`
            Refused, //!< the reason is in the effects
        };

        What what = What::Refused;
        quint64 id = 0;
        std::optional<TimePoint> deadline {}; //!< of a blocked thread: its caller watches the clock
    };

    //! \brief A thread that asks and blocks.
    struct Thread
    {
        quint64 id;
        bool mayWait = true;
    };

    //! Takes the lock once more where \a holder works in \a thread already. Returns the hold; 0 where it
    //! does not. The only effect is another status.
    quint64 nest(const Holder &holder, quint64 thread)
    {
        if (!isHeldBy(holder, thread))
            return 0;
        ++m_owner->depth;
        ++m_version;
        return m_owner->id;
    }
    //! Takes a lock that is free and serves all, as acquire() does. Returns the hold, and the only effect is
    //! another status; 0 where acquire() has more to decide.
    quint64 takeFree(const LockAsker &asker, quint64 thread, TimePoint now)
    {
        if (m_owner || m_stop || m_mode.mode != LockMode::Shared || m_isClosed || m_rules.isOff
            || asker.holder.isForLease())
            return 0;
        if (m_lastHolder && *m_lastHolder == asker.holder)
            m_owner.emplace(++m_lastHold, *std::exchange(m_lastHolder, {}), asker.operation,
                            asker.lockClass, now);
        else
            m_owner.emplace(++m_lastHold, asker.holder, asker.operation, asker.lockClass, now);
        m_owner->threadId = thread;
        m_owner->depth = 1;
        ++m_generation;
        ++m_version;
        return m_lastHold;
    }
    //! Takes the lock for a thread, which works from now on, if nest() does not.
    Answer acquire(const LockAsker &asker, const Thread &thread, Limit limit, const LockTime &now,
                   LockEffects &effects);
    //! Asks without a thread. A grant is reported as LockEffects::served. Returns the ticket's
    //! number, which the refusal carries as well.
    quint64 request(const LockAsker &asker, Limit limit, const LockTime &now, LockEffects &effects);
    //! Returns why no such asker is served now, even if the lock is free; adds a refusal in that
    //! case.
    std::optional<Reason> turnsAway(const LockAsker &asker, const LockTime &now,
                                    LockEffects &effects);

    //! Leaves the queue. Returns false when \a ticket is not in it, or no longer.
    bool withdraw(quint64 ticket, const LockTime &now, LockEffects &effects);
    //! Ends the wait of a blocked thread at its deadline. Returns false when it was served,
    //! withdrawn or refused before.
    bool timeIsUp(quint64 ticket, const LockTime &now, LockEffects &effects);
    //! Returns the position in the queue from 1; 0 when \a ticket is not in it.
    int position(quint64 ticket, const LockTime &now) const;
    //! @}

    //! \name Working
    //! @{

    //! \brief The outcome of an attempt to begin the work.
    enum class Entry {
        Works,
        Refused, //!< the hold was stopped or broken before: the reason is in the effects
        NotTheOwner,
    };

    //! Begins the work in \a thread under a hold that was granted. A hold that has given way
    //! resumes at its previous depth.
    Entry enter(quint64 hold, quint64 thread, const LockTime &now, LockEffects &effects,
                int depth = 1);
    //! Begins the work under a grant of a lock that is off.
    Entry enterOff(const Holder &holder, const LockTime &now, LockEffects &effects);

    //! \brief The effect of a guard's end.
    enum class Left {
        Once,        //!< the thread unlocks the inner mutex once
        Elsewhere,   //!< another thread holds it: nothing is released
        NotTheOwner, //!< the hold was over already
    };

    //! Ends a nested guard of \a hold in \a thread, as leave() does. The only effect is another status. Returns
    //! false where the guard is the last one, or another thread's.
    bool unnest(quint64 hold, quint64 thread)
    {
        if (!worksUnder(hold, thread) || m_owner->depth <= 1)
            return false;
        --m_owner->depth;
        ++m_version;
        return true;
    }
    //! Returns whether leave() would free the lock, with no effect but another status and, where the lock is
    //! recorded, the event of setFreeAt().
    bool isFreedBy(quint64 hold, quint64 thread) const
    {
        return worksUnder(hold, thread) && m_owner->depth == 1 && m_queue.isEmpty()
               && !m_owner->lease && !m_owner->breaking && !m_owner->safety;
    }
    //! Does that, where isFreedBy(). A lock that is not recorded needs no time for it, and reading the clock is
    //! a good part of the cost.
    void setFree()
    {
        if (!m_owner->holder.isForLease())
            m_lastHolder = std::move(m_owner->holder);
        m_owner.reset();
        ++m_version;
    }
    //! Does the same, and returns the event of it.
    HoldEnded setFreeAt(TimePoint now)
    {
        HoldEnded end = endOf(HoldEnded::How::Released, now);
        m_owner.reset();
        ++m_version;
        return end;
    }
    //! Ends one guard of \a hold in \a thread.
    Left leave(quint64 hold, quint64 thread, const LockTime &now, LockEffects &effects);
    //! Ends a grant that was not entered.
    void giveBack(quint64 hold, const LockTime &now, LockEffects &effects);

    //! Marks all current guards as not belonging to the operation itself: see yield().
    void markAsBase(quint64 hold, quint64 thread);

    //! \brief The outcome of an offer to give way.
    struct Pause
    {
        bool isOwner = false; //!< the holder works in the thread
        quint64 ticket = 0;   //!< of the wait; 0 when the owner has not given way
        quint64 hold = 0;     //!< resumes when the ticket is served
        int depth = 0;        //!< the previous depth, which enter() restores
        QString operation {}; //!< the operation that waits
    };

    //! Gives way to waiters that go before the owner's class, if there are any and \a mayGiveWay.
    Pause yield(const Holder &holder, quint64 thread, bool mayGiveWay, const LockTime &now,
                LockEffects &effects);

    //! Notes the progress of the owner's operation, in percent; without a number, only a sign of
    //! life.
    void noteProgress(const Holder &holder, std::optional<double> percent, const LockTime &now,
                      LockEffects &effects);

    bool isHeldBy(const Holder &holder, quint64 thread) const
    {
        return m_owner && m_owner->threadId == thread && m_owner->holder == holder;
    }
    bool worksUnder(quint64 hold, quint64 thread) const
    {
        return m_owner && m_owner->id == hold && m_owner->threadId == thread;
    }
    //! Returns the hold under which an operation runs or is about to; 0 for none.
    quint64 workingHold() const { return m_owner && !m_owner->rests ? m_owner->id : 0; }
    //! @}

    //! \name Modes, breaks, asks: see GlobalLock
    //! @{

    //! Sets the mode of \a record. Returns false when nothing changed.
    bool setMode(const LockModeRecord &record, const LockTime &now, LockEffects &effects);
    bool clearStop(const Principal &by, const QString &reason, const LockTime &now,
                   LockEffects &effects);

    //! \brief The outcome of breaking a hold.
    struct Break
    {
        BreakOutcome outcome = BreakOutcome::NotHeld;
        LockBreak what {};  //!< why it ends; set for Asked
        quint64 safety = 0; //!< for thingsAreSafe(), when the instrument is to be made safe; else 0
        bool isAsked = false; //!< the operation must be told
    };

    //! Ends the hold of \a expectedGeneration; with \a isMadeSafe not before thingsAreSafe().
    Break breakHold(const Principal &by, const QString &reason, quint64 expectedGeneration,
                    bool isMadeSafe, const LockTime &now, LockEffects &effects);
    BreakOutcome thingsAreSafe(quint64 safety, const LockTime &now, LockEffects &effects);
    QList<LockBreak> breaks() const;
    bool acknowledgeBreak(quint64 generation);
    //! Returns the break of \a hold, while it is the owner's.
    std::optional<LockBreak> breaking(quint64 hold) const;

    AskOutcome ask(const LockAsk &asked, quint64 expectedGeneration, LockEffects &effects);
    //! Returns the requests to release the lock of \a hold.
    QList<LockAsk> asks(quint64 hold) const;
    //! @}

    //! \name Leases: see GlobalLock and LockGrant::intoLease()
    //! @{

    //! Turns a granted hold into a lease, which outlives its operation. Returns Works on success.
    Entry beginLease(quint64 hold, const LeaseTerms &terms, const LockTime &now,
                     LockEffects &effects, std::optional<Lease> &begun);
    bool renewLease(quint64 id, const LockTime &now, LockEffects &effects);
    bool endLease(quint64 id, LeaseEnd how, const LockTime &now, LockEffects &effects);
    QList<LeaseStatus> leases(const LockTime &now) const;
    std::optional<EndedLease> endedLease(quint64 id) const { return m_leases.ended(id); }
    //! @}

    //! \name Deadlines
    //! @{

    //! Returns the time at which expire() has something to do next; empty for never. Blocked
    //! threads are not included: they watch the clock themselves.
    std::optional<TimePoint> nextDeadline() const;
    //! Handles the deadline that was due first. Returns false when none is due by \a now.
    bool expire(const LockTime &now, LockEffects &effects);

    //! Returns the watchdog's view of the running operation, judged by \a stalledAfter; empty while
    //! the lock is free or rests with a lease.
    std::optional<RunningOperation> runningOperation(std::chrono::milliseconds stalledAfter,
                                                     const LockTime &now) const;
    //! Shows \a warning for as long as \a hold lasts; an empty one removes it. Returns false when
    //! nothing changed.
    bool warn(quint64 hold, const std::optional<QString> &warning, LockEffects &effects);
    //! @}

    //! \name Mishaps
    //! @{
    void threadEnded(quint64 thread, const LockTime &now, LockEffects &effects);
    //! Notes that the inner mutex could not be taken for \a hold, though the lock was granted.
    void innerIsNotFree(quint64 hold, const LockTime &now, LockEffects &effects);
    //! @}

    //! Refuses all waiters, and every asker from now on.
    void close(const LockTime &now, LockEffects &effects);

    void recordFromNowOn() { m_isRecorded = true; }
    void remember(const LockMemory &memory);
    LockMemory memory() const { return {m_generation, m_mode, m_stop}; }
    quint64 generation() const { return m_generation; }
    quint64 version() const { return m_version; }
    bool isHeld() const { return m_owner.has_value(); }
    //! Returns whether a thread holds the inner mutex.
    bool isEntered() const { return m_owner && m_owner->depth > 0; }
    LockSnapshot snapshot(const LockTime &now) const;

private:
    //! \brief A time at which expire() has something to do.
    struct Deadline
    {
        enum class Of { Ticket, Lease, Break };

        TimePoint at;
        Of of;
        quint64 id; //!< of a ticket, a lease or a hold

        friend auto operator<=>(const Deadline &, const Deadline &) = default;
    };
    //! \brief A break that was not acknowledged yet.
    struct BrokenHold
    {
        quint64 hold;
        LockBreak what;
    };

    static std::chrono::milliseconds between(TimePoint from, const LockTime &now);
    void changed(LockEffects &effects);
    void stuck(LockStuck::Why why, const LockTime &now, LockEffects &effects);
    template<typename What>
    void record(What &&what, const LockTime &now, LockEffects &effects) const
    {
        if (m_isRecorded)
            effects.events.append(LockEvent {now.at, std::forward<What>(what)});
    }
    //! Returns the event of the end of the owner's operation, for which the owner gives up its holder and
    //! operation unless it is a lease, which goes on.
    HoldEnded endOf(HoldEnded::How how, TimePoint now)
    {
        return {.who = {m_owner->lease ? m_owner->holder : std::move(m_owner->holder),
                        m_owner->lease ? m_owner->operation : std::move(m_owner->operation),
                        m_owner->lockClass, m_owner->operationLease},
                .how = how,
                .generation = m_generation,
                .waited = m_owner->waited,
                .held = now - m_owner->operationSince};
    }
    void recordEnd(HoldEnded::How how, const LockTime &now, LockEffects &effects);
    LockActor actorOf(const LockQueueEntry &entry) const;
    LockActor actorOf(const LockAsker &asker) const;

    const LockModeRecord &mode() const { return m_stop ? *m_stop : m_mode; }
    std::optional<Reason> refuses(const Holder &holder, LockClass lockClass) const;
    std::optional<Reason> refusesTicket(const LockAsker &asker) const;
    bool isOpenTo(const LockAsker &asker) const;

    void refuse(quint64 ticket, const LockAsker &asker, Reason why, const LockTime &now,
                LockEffects &effects) const;
    //! Refuses the waiters that the lock no longer serves.
    void refuseFromQueue(const LockTime &now, LockEffects &effects);
    void refuseEntry(const LockQueueEntry &entry, int position, Reason why, const LockTime &now,
                     LockEffects &effects) const;
    void tellRefusals(const LockTime &now, LockEffects &effects) const;
    void forget(const LockQueueEntry &entry, const LockTime &now);
    std::optional<LockQueueEntry> takeFromQueue(quint64 ticket, const LockTime &now,
                                                LockEffects &effects);
    void enqueue(LockQueueEntry entry);

    void begin(const LockAsker &asker, quint64 hold, const LockTime &now, LockEffects &effects);
    void own(const Holder &holder, const QString &operation, LockClass lockClass, quint64 hold,
             const LockTime &now);
    void beginOperation(const QString &operation, quint64 hold, const LockTime &now);
    void serve(LockQueueEntry next, const LockTime &now, LockEffects &effects);
    void handOver(HoldEnded::How how, const LockTime &now, LockEffects &effects);
    void endOperation(const LockTime &now, LockEffects &effects);
    void giveUp(Reason why, const LockTime &now, LockEffects &effects);
    Entry mayBegin(quint64 hold, const LockTime &now, LockEffects &effects);
    void markBroken(const LockBreak &why, const LockTime &now, LockEffects &effects);

    quint64 leaseOf(const Holder &holder) const;
    std::optional<EndedLease> endedLeaseOf(const Holder &holder) const;
    bool isBusy(const LeaseRecord &lease) const;
    bool isExpired(const LeaseRecord &lease, const LockTime &now) const;
    bool ownersLeaseGivesWay() const;
    quint64 firstLease() const;
    void rest();
    void touchLease(quint64 id, const LockTime &now);
    void armLease(LeaseRecord &lease);
    bool endIfExpired(quint64 id, const LockTime &now, LockEffects &effects);
    void removeLease(quint64 id, LeaseEnd how, const Principal &by, const QString &reason,
                     const LockTime &now, LockEffects &effects);
    void removeAllLeases(LeaseEnd how, const Principal &by, const QString &reason,
                         const LockTime &now, LockEffects &effects);
    void settleLease(const LockTime &now, LockEffects &effects);
    LeaseStatus statusOf(const LeaseRecord &lease, const LockTime &now) const;

    const QString m_name;
    const LockRules m_rules;
    std::optional<LockHold> m_owner {};
    //! The holder of the latest hold, for takeFree(): one that comes back at once costs no counting of
    //! references.
    std::optional<Holder> m_lastHolder {};
    LockQueue m_queue;
    LeaseBook m_leases {};
    std::set<Deadline> m_deadlines {};
    std::deque<BrokenHold> m_breaks {};
    LockModeRecord m_mode {};                //!< never Stopped
    std::optional<LockModeRecord> m_stop {}; //!< overrides m_mode while it is set
    quint64 m_generation = 0;
    quint64 m_version = 0;
    quint64 m_lastTicket = 0;
    quint64 m_lastHold = 0;
    bool m_isRecorded = false;
    bool m_isClosed = false;
};

} // namespace Holdfast
