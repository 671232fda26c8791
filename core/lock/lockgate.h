// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/deadlinewatch.h"
#include "core/lock/globallock.h"
#include "core/lock/leasebook.h"
#include "core/lock/lockannouncer.h"
#include "core/lock/lockfeed.h"
#include "core/lock/lockgateparts.h"
#include "core/lock/lockhold.h"
#include "core/lock/lockqueue.h"

#include <QRecursiveMutex>

#include <chrono>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace Holdfast {

class ThreadRecord;

//! \brief The truth about a lock: who owns it, and who is next. Shared by the lock, its grants and
//! its guards, and so outlives the lock where they do.
//!
//! Whoever lets go makes the next in line the owner before anybody is told; so while somebody is in
//! line the lock always has an owner, and nobody can barge in. The inner mutex is only taken and
//! given back under the gate's own, by the thread that the gate said yes to. Callbacks, signals and
//! the log happen with no mutex held.
class LockGate : public std::enable_shared_from_this<LockGate>
{
public:
    using Clock = std::chrono::steady_clock;
    using Wait = GlobalLock::Wait;
    using Reason = GlobalLockBusyError::Reason;
    using Asker = LockAsker;

    LockGate(const QString &name, const LockPolicy &policy, GlobalLock *lock);
    ~LockGate();
    Q_DISABLE_COPY_MOVE(LockGate)

    const QString &name() const { return m_name; }
    LockStatus status() const;
    bool isHeldHere(const Holder &holder) const;

    //! Returns the ticket's id, also where the callback has been called by then.
    quint64 request(const Asker &asker, Wait wait, GlobalLock::Callback callback);
    bool withdraw(quint64 ticket);
    int position(quint64 ticket) const;

    //! The calling thread holds the lock, or it throws GlobalLockBusyError. Returns the hold's id.
    quint64 acquire(const Asker &asker, Wait wait);
    //! The calling thread starts to work under the grant of \a hold.
    void enter(quint64 hold);
    //! Somebody listens to changed() from now on.
    void beHeard() { m_announcer.beHeard(); }
    void setFeed(std::shared_ptr<LockFeed> feed) { m_feed = std::move(feed); }

    //! One guard of the calling thread ends.
    void leave(quint64 hold);
    //! The grant of \a hold was not used.
    void giveBack(quint64 hold);

    void markAsBase(quint64 hold);
    //! \a standsInLine is told the ticket's id of whoever has given way.
    Yielded yieldIfWanted(const Holder &holder, const std::function<void(quint64)> &standsInLine);

    //! See GlobalLock. Both return whether anything changed.
    bool setMode(LockMode mode, const HolderLabel &by, const QString &reason);
    bool clearStop(const HolderLabel &by, const QString &reason);

    //! See GlobalLock.
    std::optional<GlobalLockBusyError> turnsAway(const Asker &asker);
    void remember(const LockMemory &memory, std::shared_ptr<LockMemoryKeeper> keeper);

    //! See GlobalLock and LockGuard.
    BreakOutcome breakHold(const HolderLabel &by, const QString &reason, quint64 expectedGeneration,
                           const MakeSafe &makeSafe);
    void onBreak(quint64 hold, BreakCallback callback);
    AskOutcome ask(const HolderLabel &by, const QString &reason, quint64 expectedGeneration);
    void onAsked(quint64 hold, AskCallback callback);
    void noteProgress(const Holder &holder, double percent);
    void noteLife(const Holder &holder);

    //! The grant of \a hold becomes a lease.
    Lease beginLease(quint64 hold, const LeaseTerms &terms);
    QList<LeaseStatus> leases() const;
    std::optional<EndedLease> endedLease(quint64 id) const;
    bool renewLease(quint64 id);
    bool endLease(quint64 id, LeaseEnd how);
    QList<LockBreak> breaks() const;
    bool acknowledgeBreak(quint64 generation);

    //! The hold as a LockWatchdog sees it; empty while the lock is free, or rests with a lease.
    std::optional<LockSight> sight() const;
    //! Shows \a warning for as long as \a hold lasts; empty: no longer. False when that is no news.
    bool warn(quint64 hold, const std::optional<QString> &warning);

    //! The thread with the ThreadRecord's id \a threadId is no more.
    void threadEnded(quint64 threadId);

    //! Takes what it needs of the system, a thread, while that is to be had. To be called once, before
    //! the lock is used.
    void prepare();

    //! The lock is going away: everybody in line is refused, and whoever asks from now on.
    void close();

private:
    using Locked = std::unique_lock<std::mutex>;
    using HandOver = LockHandOver;
    using Snapshot = LockSnapshot;
    using Refused = RefusedTickets;

    void own(const Asker &asker, quint64 hold);
    //! The owner's lease begins its next operation.
    void beginOperation(const QString &operation, quint64 hold);
    //! Whether \a asker is served here and now: the lock is free, or rests with the asker's lease.
    bool isOpenTo(const Asker &asker) const;
    HandOver handOver(HoldEnded::How how = HoldEnded::How::Released);
    void serve(LockQueueEntry next, HandOver &owed);
    //! The owner's operation is over: a lease goes on, or gives way.
    HandOver endOperation();
    void settle(Locked &lock, HandOver &&owed);
    void waitInLine(Locked &lock, const Asker &asker, Wait wait);
    void standInLine(quint64 id, const Asker &asker, std::optional<Clock::time_point> deadline,
                     GlobalLock::Callback callback, SleepingThread *sleeper = nullptr);
    // What the feed is told, if there is one.
    std::optional<EndingHold> ending(HoldEnded::How how);
    void record(EndingHold &&ending);
    void record(const LockActor &who, const GlobalLockBusyError &error);
    template<typename What>
    void record(const What &what)
    {
        if (m_feed)
            m_feed->add(Clock::now(), what);
    }
    LockActor actorOf(const LockQueueEntry &entry) const;
    LockActor actorOf(const Asker &asker) const;

    LockMemory memory() const;
    void tellKeeper();

    void throwIfBroken(Locked &lock, quint64 hold);
    //! Gives up the inner mutex, which nobody can unlock any more, for a new one.
    void replaceInner();

    //! Takes out, and wakes, whoever the lock does not serve any more.
    Refused refuseFromLine();
    void tell(Refused refused, const LockStatus &status);
    const LockModeRecord &mode() const;
    //! Why nobody like this is served now, however short the line; empty when they are.
    std::optional<Reason> refuses(const Holder &holder, LockClass lockClass) const;
    //! Why \a asker gets no place in line; empty when it does.
    std::optional<Reason> refusesPlace(const Asker &asker) const;

    //! The lease under which \a holder asks; 0 for none.
    quint64 leaseOf(const Holder &holder) const;
    std::optional<EndedLease> endedLeaseOf(const Holder &holder) const;
    bool isBusy(const LeaseRecord &lease) const;
    bool ownersLeaseGivesWay() const;
    //! Whose operations are served first; 0 for no lease.
    quint64 firstLease() const;
    void rest();
    void touchLease(quint64 id);
    //! Ends the lease if its time is over, whether or not its timer has noticed. A late use must not
    //! revive it. True when it was so; the mutex was let go of meanwhile.
    bool endIfExpired(Locked &lock, quint64 lease);
    bool isExpired(const LeaseRecord &lease) const;
    void armLease(LeaseRecord &lease);
    void leaseIsDue(Locked &lock, LeaseRecord &lease);
    //! It lives no more; whether its owner goes on is up to settleLease().
    void removeLease(quint64 id, LeaseEnd how, const HolderLabel &by = {},
                     const QString &reason = {});
    //! What is owed once a lease that rests has ended, or has to give way.
    HandOver settleLease();
    LeaseStatus leaseStatus(const LeaseRecord &lease) const;
    void markBroken(const LockBreak &why);
    BreakOutcome thingsAreSafe(quint64 safety);
    Clock::time_point now() const { return m_policy.clock(); }
    std::chrono::milliseconds since(Clock::time_point arrival) const;
    quint64 enterInner(Locked &lock, int times = 1);
    quint64 nextHold() { return ++m_lastHold; }
    [[noreturn]] void giveUp(Locked &lock, Reason why);
    void reportStuck(Locked &lock, const char *why);
    void expire(quint64 ticket);
    Snapshot snapshot() const;
    DeadlineWatch &watch();

    const QString m_name;
    const LockPolicy m_policy;
    LockAnnouncer m_announcer;
    std::shared_ptr<LockFeed> m_feed; //!< set before the lock is used, if at all

    mutable std::mutex m_mutex;
    std::unique_ptr<QRecursiveMutex> m_inner; //!< what the working thread holds; replaceable
    std::optional<LockHold> m_owner;
    LockQueue m_queue;
    LeaseBook m_leases;
    quint64 m_generation = 0;
    quint64 m_version = 0;
    quint64 m_lastTicket = 0;
    quint64 m_lastHold = 0;
    std::deque<BrokenHold> m_breaks;
    bool m_closed = false;
    LockModeRecord m_mode;                      //!< never Stopped
    std::optional<LockModeRecord> m_stop;       //!< goes before m_mode while it is there
    std::shared_ptr<LockMemoryKeeper> m_keeper; //!< set before the lock is used, if at all
    std::unique_ptr<DeadlineWatch> m_watch;     //!< of tickets
};

} // namespace Holdfast
