// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/deadlinewatch.h"
#include "core/lock/globallock.h"
#include "core/lock/lockannouncer.h"
#include "core/lock/lockcore.h"
#include "core/lock/lockfeed.h"

#include <QRecursiveMutex>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace Holdfast {

class ThreadRecord;

//! \brief What a LockWatchdog looks at: an operation that goes on, and who works.
struct LockSight : HoldSight
{
    std::shared_ptr<ThreadRecord> thread {}; //!< null while none works
};

//! \brief Does in the world what a LockCore decides. Shared by the lock, its grants and its guards, and
//! so outlives the lock where they do.
//!
//! It has what the core knows nothing of: the mutex that guards the core, the inner mutex, the threads
//! that sleep, the callbacks, the clocks, the feed and the log. Each function asks the core for one verb
//! under the mutex and carries its effects out: first, still under the mutex, what the next verb must
//! find done; then, without any mutex, wake-ups, signals, events, callbacks and the log.
//!
//! The inner mutex is only taken (always by `tryLock`) and given back under the gate's own, by the
//! thread that the core has said yes to.
class LockGate : public std::enable_shared_from_this<LockGate>
{
public:
    using Clock = std::chrono::steady_clock;
    using Wait = GlobalLock::Wait;

    LockGate(const QString &name, const LockPolicy &policy, GlobalLock *lock);
    ~LockGate();
    Q_DISABLE_COPY_MOVE(LockGate)

    //! Takes what it needs of the system, a thread, while that is to be had. To be called once, before
    //! the lock is used.
    void prepare();
    //! Refuses everybody in line, and every asker from now on: the lock is going away.
    void close();

    const QString &name() const { return m_core.name(); }
    bool isOff() const { return m_core.rules().isOff; }
    LockStatus status() const;
    bool isHeldHere(const Holder &holder) const;
    //! Returns whether the calling thread could have the inner mutex, by trying. For tests.
    bool isInnerFree();

    //! Returns the ticket's id, also where the callback has been called by then.
    quint64 request(const LockAsker &asker, Wait wait, GlobalLock::Callback callback);
    bool withdraw(quint64 ticket);
    int position(quint64 ticket) const;

    //! Lets the calling thread hold the lock, or throws GlobalLockBusyError. Returns the hold's id, for which
    //! there is a guard from now on; 0 where the lock is off.
    quint64 acquire(const LockAsker &asker, Wait wait);
    //! Begins to work, in the calling thread, under the grant of \a hold to \a holder; there is a guard from
    //! now on, unless \a hold is 0.
    void enter(quint64 hold, const Holder &holder, LockHooks hooks);
    //! Ends one guard of \a hold, of the calling thread if all is well. It may be the end of the gate.
    void leave(quint64 hold);
    //! Ends the grant of \a hold, which was not used.
    void giveBack(quint64 hold);
    //! Makes a lease of the grant of \a hold.
    Lease beginLease(quint64 hold, const LeaseTerms &terms);

    void markAsBase(quint64 hold);
    void onBreak(quint64 hold, BreakCallback callback);
    void onAsked(quint64 hold, AskCallback callback);
    //! \a standsInLine is told the ticket's id of what has given way.
    Yielded yieldIfWanted(const Holder &holder, const std::function<void(quint64)> &standsInLine);
    //! See GlobalLock::noteProgress(); without a number, noteLife().
    void noteProgress(const Holder &holder, std::optional<double> percent);

    //! \name See GlobalLock
    //! @{
    std::optional<GlobalLockBusyError> turnsAway(const LockAsker &asker);
    bool setMode(LockMode mode, const HolderLabel &by, const QString &reason);
    bool clearStop(const HolderLabel &by, const QString &reason);
    BreakOutcome breakHold(const HolderLabel &by, const QString &reason, quint64 expectedGeneration,
                           const MakeSafe &makeSafe);
    AskOutcome ask(const HolderLabel &by, const QString &reason, quint64 expectedGeneration);
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
    std::optional<LockSight> sight(std::chrono::milliseconds stalledAfter) const;
    bool warn(quint64 hold, const std::optional<QString> &warning);
    //! @}

    //! The thread with the ThreadRecord's id \a threadId is no more.
    void threadEnded(quint64 threadId);

private:
    using Locked = std::unique_lock<std::mutex>;

    //! \brief A snapshot, and the times of day that it goes with.
    struct Seen
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
        quint64 hold = 0; //!< that it was served with; 0 while it was not
        quint64 generation = 0;
        std::optional<LockRefusal> refusal {};
        std::optional<Seen> seen {}; //!< with the refusal

        bool isOver() const { return hold || refusal; }
    };

    //! \brief What stands behind a place in line: a callback, or a thread that sleeps.
    struct Waiter
    {
        GlobalLock::Callback callback {};
        Sleeper *sleeper = nullptr;
    };

    //! \brief What an owner wants to be told through, for as long as its hold lasts.
    struct Hooks
    {
        quint64 hold = 0;
        BreakCallback onBreak {};
        AskCallback onAsked {};
    };

    //! \brief What a verb owes the world.
    struct Owed
    {
        Owed() { } // as LockEffects

        LockEffects effects {};
        std::optional<Seen> seen {}; //!< of the effects' snapshot
        GlobalLock::Callback served {};
        std::shared_ptr<ThreadRecord> sleeper {};     //!< that was served
        std::vector<GlobalLock::Callback> refused {}; //!< of each refusal; empty for a thread
        Hooks outdated {};                            //!< to be destroyed without the mutex

        //! Returns the refusal that is the caller's own.
        GlobalLockBusyError error() const;
    };

    LockTime now() const;
    //! The time without that of day.
    LockTime quickNow() const { return {m_policyClock(), {}}; }
    //! The time for an asker: with that of day where it may find that its lease has ended.
    LockTime nowFor(const Holder &holder) const { return holder.isForLease() ? now() : quickNow(); }
    //! The same for one that blocks in \a thread; none where it only nests.
    LockTime nowFor(const Holder &holder, quint64 thread) const
    {
        return m_core.isHeldBy(holder, thread) ? LockTime {} : nowFor(holder);
    }
    //! Turns a moment of the policy's clock into one of the steady clock, and never an earlier one.
    Clock::time_point steady(LockCore::TimePoint at) const;

    //! Does what the next verb must find done.
    void settle(Owed &owed);
    //! Does the rest, without the mutex.
    void tell(Owed &owed);
    //! Settles, lets go of the mutex, and tells.
    void carryOut(Locked &lock, Owed &owed);
    //! Lets go of the mutex, and tells that the status is another one, where that is all there is to tell.
    void announce(Locked &lock);
    void keepGeneration();
    Waiter waiterOf(quint64 ticket);
    void arm();
    void expire();
    Seen seen(LockSnapshot snapshot) const;
    static GlobalLockBusyError errorOf(const LockRefusal &refusal, const Seen &seen);

    quint64 waitInLine(Locked &lock, Owed &owed, const LockAsker &asker,
                       const LockCore::Answer &answer);
    //! Waits until \a sleeper is served or refused, or until \a deadline.
    void sleep(Locked &lock, const Sleeper &sleeper, const QString &operation,
               std::optional<LockCore::TimePoint> deadline);
    //! Lets the thread of \a sleeper work under the hold that it was served with, or throws its refusal;
    //! with a guard that \a isNew.
    quint64 wakeUp(Locked &lock, const Sleeper &sleeper, int depth, bool isNew);
    void noteWorker(const std::shared_ptr<ThreadRecord> &here);
    void countGuard();
    //! Takes the inner mutex, which must be free, for the calling thread.
    void takeInner(Locked &lock, quint64 hold, int times);
    void report(const LockStuck &stuck) const;
    BreakOutcome thingsAreSafe(quint64 safety);

    const std::function<Clock::time_point()> m_policyClock;
    LockAnnouncer m_announcer;
    std::shared_ptr<LockFeed> m_feed;           //!< set before the lock is used, if at all
    std::shared_ptr<LockMemoryKeeper> m_keeper; //!< set before the lock is used, if at all

    mutable std::mutex m_mutex; //!< guards what follows
    LockCore m_core;
    std::unique_ptr<QRecursiveMutex> m_inner; //!< what the working thread holds; replaceable
    ThreadRecord *m_worker = nullptr; //!< the latest that began to work; valid until it ends
    Hooks m_hooks {};
    int m_guards = 0; //!< there are, also of holds that are over
    bool m_isClosed = false;
    std::shared_ptr<LockGate> m_self {}; //!< once it is closed, for as long as there are guards
    std::unordered_map<quint64, Waiter> m_waiting {};
    std::optional<LockCore::TimePoint> m_armedFor {}; //!< the deadline that the watch has
    Clock::time_point m_armedAt {};                   //!< the same by the steady clock
    std::unique_ptr<DeadlineWatch> m_watch;
    //! When the owner of a generation began: the same each time it is looked at.
    mutable std::pair<quint64, std::chrono::system_clock::time_point> m_ownerSince {};
};

} // namespace Holdfast
