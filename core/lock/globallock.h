// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/core/lockask.h"
#include "core/lock/globallockbusyerror.h"
#include "core/lock/holder.h"
#include "core/lock/lease.h"
#include "core/lock/lockclass.h"
#include "core/lock/lockguard.h"
#include "core/lock/lockmemory.h"
#include "core/lock/lockpolicy.h"
#include "core/lock/lockstatus.h"
#include "core/lock/lockticket.h"
#include "core/lock/lockyield.h"
#include "core/lock/waitingforbidden.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Holdfast {

class LockFeed;
class LockGate;

//! \brief A fair, visible lock that is owned by holders, so that one operation runs at a time.
//!
//! A LockCore decides which waiter is next: operators before the others, inside a class first come,
//! first served, within the limits of a LockPolicy. The lock is handed over directly, so that no
//! newcomer barges in. A LockGate carries the decisions out; its QRecursiveMutex is the mutex that
//! the working thread really holds. Waiting occupies no thread: a ticket calls back. acquire()
//! blocks and is for code that already runs in a worker. Times are monotonic, deadlines absolute. A
//! grant that races with its timeout is a grant.
//!
//! A holder re-enters in the thread in which it works; in another thread the same holder waits like
//! any other asker. All functions are thread-safe. The class knows nothing of Things or HTTP: it
//! also guards one device under a name of its own.
class GlobalLock : public QObject
{
    Q_OBJECT
public:
    //! Is called with the outcome of a request.
    using Callback = std::function<void(LockOutcome)>;
    //! Is called with the ticket of an owner that has given way.
    using OnTicket = std::function<void(const LockTicket &ticket)>;

    //! The wait that an asker allows. The lock turns it into an absolute deadline at arrival.
    struct Wait
    {
        std::optional<std::chrono::milliseconds> limit; //!< empty: for as long as it takes

        //! Returns the wait of an asker that wants the lock at once or not at all.
        static Wait none() { return {std::chrono::milliseconds {0}}; }
        //! Returns the wait of an asker that waits as long as it takes.
        static Wait unlimited() { return {}; }
        //! Returns the wait of an asker that gives up after \a limit.
        static Wait upTo(std::chrono::milliseconds limit) { return {limit}; }
    };

    //! Whether leases give way to the asker.
    using Take = LockTake;

    //! The wait of a lock for which none was set.
    static constexpr std::chrono::milliseconds defaultWait {50};

    //! Makes a lock with the name \a name for people. \a wait is the one of callers that state none.
    explicit GlobalLock(const QString &name = QStringLiteral("global lock"),
                        std::chrono::milliseconds wait = defaultWait, QObject *parent = nullptr);
    //! Makes a lock with other rules than the usual ones.
    GlobalLock(const QString &name, std::chrono::milliseconds wait, const LockPolicy &policy,
               QObject *parent = nullptr);
    //! Refuses all waiters. Holds and grants may outlive the lock; their guards stay safe to use.
    ~GlobalLock() override;

    //! Refuses all waiters and every later asker, as the destructor does. Must be called before the
    //! destruction of anything that callbacks use. May be repeated.
    void close();

    //! Returns its name: "global lock", "stage port".
    QString name() const;
    //! Returns false for a lock that is off: it serves every asker at once, with guards and grants
    //! that hold nothing, and has no owner, no queue and no leases. A stop still latches, and
    //! LockMode::LocalOnly still holds, at request(), LockGrant::enter() and acquire().
    bool isEnabled() const;
    //! Returns the wait of a caller that states none.
    Wait ownWait() const;

    //! Asks for the lock without blocking the thread. \a callback is called exactly once unless the
    //! ticket is withdrawn: at once in this thread when the lock is free or the wait is none, later
    //! in the thread that releases the lock, or in the lock's own timer thread when the wait is
    //! over. It must be quick and must not throw; no mutex is held while it runs. Callbacks of one
    //! thread never run inside each other: a callback that another one causes is called after it.
    //! Without \a lockClass the class follows from the holder's kind: see defaultClass().
    LockTicket request(const Holder &holder, const QString &operation, Wait wait, Callback callback,
                       std::optional<LockClass> lockClass = {}, Take take = Take::InTurn);

    //! Blocks until it has the lock, or throws GlobalLockBusyError. Re-enters when \a holder
    //! already owns it in this thread. Where waiting is forbidden (WaitingForbidden) the wait is
    //! none; so is an unlimited wait for a lock that this thread itself holds under another holder.
    LockGuard acquire(const Holder &holder, const QString &operation, Wait wait,
                      std::optional<LockClass> lockClass = {});
    //! Acquires the lock for Holder::current(), with ownWait().
    LockGuard acquire(const QString &operation);

    //! Gives way at a safe point of a long operation, in the thread that works: lets in the waiters
    //! that go before the owner's class (operators, and remote waiters that count as operators),
    //! and blocks until the owner is served again, as the first of its class and without a
    //! deadline. Its guards stay valid; its knowledge of the devices may be outdated
    //! (Yielded::generationChanged). Other locks that the thread holds stay held.
    //!
    //! Does nothing when there is no such waiter, when \a holder does not own the lock here, inside
    //! Uninterruptible, where waiting is forbidden, in a ticket's callback, and at a depth above 1:
    //! in a function that another one calls under its own hold, which expects no other owner in
    //! between. A hold that was marked as base does not count, so an action that a session runs may
    //! begin with a hold of its own and still give way, but the functions that it calls may not.
    //!
    //! \a onTicket is called in this thread after giving way and before the wait. A caller that
    //! withdraws that ticket ends the wait: Reason::Withdrawn. \a onTicket must not throw.
    //!
    //! Throws GlobalLockBusyError when the lock cannot be had again: then the hold is over. Its
    //! guards are still safe to use: they release nothing that another holder owns by then.
    Yielded yieldIfWanted(const Holder &holder, const OnTicket &onTicket = {});
    //! Does the same for Holder::current().
    Yielded yieldIfWanted();

    //! Returns whether \a holder owns the lock and works in this thread.
    bool isHeldHere(const Holder &holder) const;

    //! Returns a snapshot of the lock. Cheap; may be called in any thread.
    LockStatus status() const;

    //! Serves from now on only the holders that \a mode allows. Refusals of the others name the
    //! mode and who set it, when and why. Waiters that are no longer served are refused at once,
    //! also those that gave way in the middle of an operation. A working owner goes on until it
    //! releases the lock, and may re-enter; a hold that was granted before a stop, but not entered,
    //! is refused at enter().
    //!
    //! Stopped latches: it overrides the other two modes, which can be set but have no effect until
    //! clearStop(). Returns false when nothing changed: a second stop keeps the record of the
    //! first.
    bool setMode(LockMode mode, const Principal &by, const QString &reason);

    //! Ends Stopped: the lock returns to its previous mode, or to the one that was set meanwhile.
    //! Returns false when the lock is not stopped.
    bool clearStop(const Principal &by, const QString &reason = {});

    //! Ends the hold of \a expectedGeneration, if it is still the current one. The operation under
    //! it is asked to end (LockGuard::onBreak()) and never deprived of the lock; when it does not
    //! end within LockPolicy::breakPatience, it is shown as stuck. A hold without a working thread
    //! is over at once: a grant that was not entered yet, which is refused at enter(); and a hold
    //! whose thread has ended, or all of whose guards were lost to other threads. A broken
    //! operation that gives way does not come back. A lease ends. Throws std::invalid_argument when
    //! the \a reason is empty.
    //!
    //! With \a makeSafe no other holder gets the lock before the instrument is safe; the hold's
    //! outcome is then returned by the \a done function that \a makeSafe gets, and breakHold()
    //! returns Asked.
    BreakOutcome breakHold(const Principal &by, const QString &reason, quint64 expectedGeneration,
                           const MakeSafe &makeSafe = {});

    //! Tells the owner, in status() and through LockGuard::onAsked(), that \a by would like to have
    //! the lock. The latest reason of each asker counts; the latest eight askers are kept.
    AskOutcome ask(const Principal &by, const QString &reason, quint64 expectedGeneration);

    //! Notes the progress of the operation of \a holder, if it owns the lock: it counts as a sign
    //! of life, and is shown in status().
    void noteProgress(const Holder &holder, double percent);
    //! Notes a sign of life of the operation of \a holder, if it owns the lock, and nothing else:
    //! for an endless operation, which has no progress.
    void noteLife(const Holder &holder);

    //! Returns the leases that are alive, the oldest first.
    QList<LeaseStatus> leases() const;
    //! Returns the lease \a id; empty when it is not alive.
    std::optional<LeaseStatus> lease(quint64 id) const;
    //! Returns how a lease ended; the latest thousand are remembered.
    std::optional<EndedLease> endedLease(quint64 id) const;
    //! Counts as a use of the lease. Returns false when it is not alive.
    bool renewLease(quint64 id);
    //! Ends the lease: its operations in the queue are refused, and a running one goes on without it.
    //! Returns false when the lease is not alive.
    bool endLease(quint64 id);

    //! Returns the breaks that were not acknowledged yet: the latest hundred, the oldest first.
    QList<LockBreak> breaks() const;
    //! Notes that the victim has seen the break. Returns false when there is no such break, or no
    //! longer.
    bool acknowledgeBreak(quint64 generation);

    //! Returns why no holder like \a holder is served now, even if the lock is free: everything is
    //! stopped, the lock is reserved for this machine, or the lease has ended. Returns nothing when
    //! it would be served. A holder that is turned away is recorded as refused.
    std::optional<GlobalLockBusyError> turnsAway(const Holder &holder, const QString &operation,
                                                 std::optional<LockClass> lockClass = {});

    //! Continues from \a memory, of an earlier process, and lets \a keeper keep it from now on.
    //! Must be called before the first use of the lock.
    void remember(const LockMemory &memory, std::shared_ptr<LockMemoryKeeper> keeper);

    //! Sends the lock's events to \a feed from now on. Must be called before the first use of the
    //! lock.
    void tellTo(std::shared_ptr<LockFeed> feed);

Q_SIGNALS:
    //! Is emitted after a change of status(), in the thread that caused it, without any mutex held.
    //! May come often: the receiver puts it into an Inbox, which coalesces.
    void changed();

protected:
    //! Notes that there is a listener: without one, changed() is not emitted.
    void connectNotify(const QMetaMethod &signal) override;

private:
    friend class LockRecorder;
    friend class LockWatchdog;
    const std::shared_ptr<LockGate> m_gate;
    const Wait m_ownWait;
};

} // namespace Holdfast
