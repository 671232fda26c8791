// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/core/lockcore.h"
#include "core/lock/events/lockannouncer.h"
#include "core/lock/events/lockfeed.h"
#include "core/lock/gate/deadlinewatch.h"
#include "core/lock/globallock.h"

#include <QRecursiveMutex>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace Holdfast {

class ThreadRecord;

//! \brief A LockWatchdog's view of a running operation and its thread.
struct WatchedOperation : RunningOperation
{
    std::shared_ptr<ThreadRecord> thread {}; //!< null while no thread works
};

//! \brief Carries out the decisions of a LockCore. Shared by the lock, its grants and its guards,
//! and so outlives the lock where they do.
//!
//! It has the parts that the core does not know: the mutex that guards the core, the inner mutex,
//! the sleeping threads, the callbacks, the clocks, the feed and the log. Each function asks the
//! core for one verb under the mutex and carries its effects out: first, still under the mutex,
//! those that the next verb relies on, and the events; then, without any mutex, wake-ups, signals,
//! callbacks and the log.
//!
//! A lock that is free and that no other asker waits for is the common case, and an operation may
//! take it thousands of times: acquire() and leave() then do no more than the core's nest(),
//! takeFree(), unnest() and setFree(), which have next to no effects.
//!
//! The inner mutex is only locked (always by `tryLock`) and unlocked under the gate's own mutex, by
//! the thread that the core has admitted.
class LockGate : public std::enable_shared_from_this<LockGate>
{
public:
    using Clock = std::chrono::steady_clock;
    using Wait = GlobalLock::Wait;

    LockGate(const QString &name, const LockPolicy &policy, GlobalLock *lock);
    ~LockGate();
    Q_DISABLE_COPY_MOVE(LockGate)

    //! Creates the thread that it needs while the system has one left. Must be called once, before
    //! the lock is used.
    void prepare();
    //! Refuses all waiters, and every asker from now on: the lock is being destroyed.
    void close();

    const QString &name() const { return m_core.name(); }
    bool isOff() const { return m_core.rules().isOff; }
    LockStatus status() const;
    bool isHeldHere(const Holder &holder) const;
    //! Returns whether the calling thread could take the inner mutex, by trying. For tests.
    bool isInnerFree();

    //! Returns the ticket's id, also when the callback has already been called.
    quint64 request(const LockAsker &asker, Wait wait, GlobalLock::Callback callback);
    bool withdraw(quint64 ticket);
    int position(quint64 ticket) const;

    //! Lets the calling thread hold the lock, or throws GlobalLockBusyError. Returns the hold's id,
    //! which has one guard more from now on; 0 where the lock is off.
    quint64 acquire(const LockAsker &asker, Wait wait);
    //! Begins to work, in the calling thread, under the grant of \a hold to \a holder. The hold has
    //! one guard more from now on, unless \a hold is 0.
    void enter(quint64 hold, const Holder &holder, LockHooks hooks);
    //! Ends one guard of \a hold, normally of the calling thread. May destroy the gate.
    void leave(quint64 hold);
    //! Ends the grant of \a hold, which was not entered.
    void giveBack(quint64 hold);
    //! Turns the grant of \a hold into a lease.
    Lease beginLease(quint64 hold, const LeaseTerms &terms);

    void markAsBase(quint64 hold);
    void onBreak(quint64 hold, const BreakCallback &callback);
    void onAsked(quint64 hold, const AskCallback &callback);
    //! Gives way: see GlobalLock::yieldIfWanted(). \a onTicket gets the ticket's id of the
    //! owner that has given way.
    Yielded yieldIfWanted(const Holder &holder, const std::function<void(quint64)> &onTicket);
    //! Notes progress as GlobalLock::noteProgress(); without a number, as noteLife().
    void noteProgress(const Holder &holder, std::optional<double> percent);

    //! \name See GlobalLock
    //! @{
    std::optional<GlobalLockBusyError> turnsAway(const LockAsker &asker);
    bool setMode(LockMode mode, const Principal &by, const QString &reason);
    bool clearStop(const Principal &by, const QString &reason);
    BreakOutcome breakHold(const Principal &by, const QString &reason, quint64 expectedGeneration,
                           const MakeSafe &makeSafe);
    AskOutcome ask(const Principal &by, const QString &reason, quint64 expectedGeneration);
    QList<LeaseStatus> leases() const;
    std::optional<EndedLease> endedLease(quint64 id) const;
    bool renewLease(quint64 id);
    bool endLease(quint64 id, LeaseEnd how);
    QList<LockBreak> breaks() const;
    bool acknowledgeBreak(quint64 generation);
    void remember(const LockMemory &memory, std::shared_ptr<LockMemoryKeeper> keeper);
    void setFeed(std::shared_ptr<LockFeed> feed);
    //! Notes that changed() has a listener from now on.
    void beHeard() { m_announcer.beHeard(); }
    //! @}

    //! \name For a LockWatchdog: see LockCore
    //! @{
    std::optional<WatchedOperation> runningOperation(std::chrono::milliseconds stalledAfter) const;
    bool warn(quint64 hold, const std::optional<QString> &warning);
    //! @}

    //! Notes that the thread with the ThreadRecord's id \a threadId has ended.
    void threadEnded(quint64 threadId);

private:
    using Locked = std::unique_lock<std::mutex>;

    //! \brief A snapshot, and the clock times that belong to it.
    struct DatedSnapshot
    {
        LockSnapshot snapshot {};
        std::chrono::system_clock::time_point taken {};
        std::chrono::system_clock::time_point ownerSince {};

        LockStatus status() const;
    };

    //! \brief A thread that sleeps until it is served or refused. Lives on that thread's stack.
    struct Sleeper
    {
        std::shared_ptr<ThreadRecord> thread;
        quint64 hold = 0; //!< the one that it was served with; 0 before
        quint64 generation = 0;
        std::optional<LockRefusal> refusal {};
        std::optional<DatedSnapshot> seen {}; //!< the snapshot of the refusal

        bool isOver() const { return hold || refusal; }
    };

    //! \brief The waiter at a ticket: a callback, or a sleeping thread.
    struct Waiter
    {
        GlobalLock::Callback callback {};
        Sleeper *sleeper = nullptr;
    };

    //! \brief The callbacks of an owner, for as long as its hold lasts.
    struct Hooks
    {
        quint64 hold = 0;
        BreakCallback onBreak {};
        AskCallback onAsked {};
    };

    //! \brief The effects of a verb that are still to be carried out.
    struct Owed
    {
        Owed() { } // NOLINT(modernize-use-equals-default): as LockEffects

        LockEffects effects {};
        std::optional<DatedSnapshot> seen {}; //!< of the effects' snapshot
        GlobalLock::Callback served {};
        std::shared_ptr<ThreadRecord> sleeper {};     //!< the one that was served
        std::vector<GlobalLock::Callback> refused {}; //!< of each refusal; empty for a thread
        Hooks outdated {};                            //!< destroyed without the mutex

        //! Returns the refusal of the caller itself.
        GlobalLockBusyError error() const;
    };

    LockCore::TimePoint policyNow() const { return m_policyClock ? m_policyClock() : Clock::now(); }
    LockTime now() const;
    //! Returns the time without the time of day.
    LockTime quickNow() const { return {policyNow(), {}}; }
    //! Returns the time for an asker: with the time of day where its lease may have ended.
    LockTime nowFor(const Holder &holder) const { return holder.isForLease() ? now() : quickNow(); }
    //! Turns a moment of the policy's clock into one of the steady clock, and never an earlier one.
    Clock::time_point steady(LockCore::TimePoint at) const;

    //! Calls \a verb, which is one verb of the core and gets the effects to add to, under the mutex;
    //! carries the effects out, and returns what \a verb has returned.
    template<typename Verb>
    auto decide(Verb verb);

    //! Carries out the effects that the next verb relies on.
    void settle(Owed &owed);
    //! Carries out the other effects, without the mutex.
    void tell(Owed &owed);
    //! Calls settle(), unlocks the mutex, and calls tell().
    void carryOut(Locked &lock, Owed &owed);
    //! Unlocks the mutex, and emits changed(): for a verb whose only effect is another status.
    void announce(Locked &lock);
    void announceToListeners(Locked &lock);
    void keepGeneration();
    Waiter waiterOf(quint64 ticket);
    void arm();
    void expire();
    DatedSnapshot dated(LockSnapshot snapshot) const;
    static GlobalLockBusyError errorOf(const LockRefusal &refusal, const DatedSnapshot &seen);

    //! Is acquire() for a lock that is not free to the asker.
    quint64 acquireInTurn(Locked &lock, const LockAsker &asker, Wait wait, const LockTime &time);
    quint64 waitInQueue(Locked &lock, Owed &owed, const LockAsker &asker,
                        const LockCore::Answer &answer);
    //! Waits until \a sleeper is served or refused, or until \a deadline.
    void sleep(Locked &lock, const Sleeper &sleeper, const QString &operation,
               std::optional<LockCore::TimePoint> deadline);
    //! Lets the thread of \a sleeper work under the hold that it was served with, or throws its
    //! refusal. \a isNew adds a guard.
    quint64 wakeUp(Locked &lock, const Sleeper &sleeper, int depth, bool isNew);
    //! Lets the calling thread, which the core has admitted, work under \a hold. \a isNew adds a guard.
    void beginWork(Locked &lock, quint64 hold, const std::shared_ptr<ThreadRecord> &here,
                   int depth = 1, bool isNew = true);
    void noteWorker(const std::shared_ptr<ThreadRecord> &here);
    void countGuard();
    //! Takes the inner mutex, which must be free, for the calling thread.
    void takeInner(Locked &lock, quint64 hold);
    [[noreturn]] void throwInnerIsNotFree(Locked &lock, quint64 hold);
    void leaveInTurn(Locked &lock, quint64 hold, quint64 thread);
    void report(const LockStuck &stuck) const;
    BreakOutcome thingsAreSafe(quint64 safety);

    const std::function<Clock::time_point()> m_policyClock; //!< empty: the steady clock
    LockAnnouncer m_announcer;
    std::shared_ptr<LockFeed> m_feed;           //!< set before the lock is used, if at all
    std::shared_ptr<LockMemoryKeeper> m_keeper; //!< set before the lock is used, if at all

    mutable std::mutex m_mutex; //!< guards what follows
    LockCore m_core;
    std::unique_ptr<QRecursiveMutex> m_inner; //!< held by the working thread; replaceable
    ThreadRecord *m_worker = nullptr; //!< the last to begin work; valid until its thread ends
    Hooks m_hooks {};
    int m_guards = 0; //!< how many exist, also of holds that are over
    bool m_isClosed = false;
    std::shared_ptr<LockGate> m_self {}; //!< set once it is closed, while guards exist
    std::unordered_map<quint64, Waiter> m_waiting {};
    std::optional<LockCore::TimePoint> m_armedFor {}; //!< the deadline that the watch has
    Clock::time_point m_armedAt {};                   //!< the same by the steady clock
    std::unique_ptr<DeadlineWatch> m_watch;
    //! The time at which the owner of a generation began, so that each snapshot shows the same.
    mutable std::pair<quint64, std::chrono::system_clock::time_point> m_ownerSince {};
};

} // namespace Holdfast
