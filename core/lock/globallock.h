// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallockbusyerror.h"
#include "core/lock/holder.h"
#include "core/lock/lease.h"
#include "core/lock/lockask.h"
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

//! \brief One thing at a time: a fair, visible lock that is owned by holders.
//!
//! A LockCore decides who is next (operators before the others, inside a class first come, first
//! served, within the limits of a LockPolicy; handed over directly, so that no newcomer barges in).
//! A LockGate carries that out; its QRecursiveMutex is what the working thread really holds. Waiting
//! occupies no thread: a ticket calls back. acquire() blocks and is for code that is already in a
//! worker. Times are monotonic, deadlines absolute. A grant that races with its timeout is a grant.
//!
//! The same holder re-enters in the thread in which it works; the same holder in another thread
//! waits like anybody else. All functions are thread-safe. Knows nothing of Things or HTTP: the
//! same class guards one device under a name of its own.
class GlobalLock : public QObject
{
    Q_OBJECT
public:
    using Callback = std::function<void(LockOutcome)>;
    //! Is told the place in line of whoever has given way.
    using StandsInLine = std::function<void(const LockTicket &place)>;

    //! How long to wait: an absolute deadline is made of it at arrival.
    struct Wait
    {
        std::optional<std::chrono::milliseconds> limit; //!< empty: for as long as it takes

        static Wait none() { return {std::chrono::milliseconds {0}}; }
        static Wait unlimited() { return {}; }
        static Wait upTo(std::chrono::milliseconds limit) { return {limit}; }
    };

    using Take = LockTake;

    static constexpr std::chrono::milliseconds defaultWait {50};

    explicit GlobalLock(const QString &name = QStringLiteral("global lock"),
                        std::chrono::milliseconds wait = defaultWait, QObject *parent = nullptr);
    GlobalLock(const QString &name, std::chrono::milliseconds wait, const LockPolicy &policy,
               QObject *parent = nullptr);
    //! Refuses everybody in line. Holds and grants may go on; their guards stay safe to use.
    ~GlobalLock() override;

    //! As the destructor does: refuses everybody in line, and whoever asks from now on. To be called before
    //! anything goes that callbacks use. May be repeated.
    void close();

    QString name() const;
    //! Returns false for a lock that is off: it serves every asker at once, with guards and grants that hold
    //! nothing, and has no owner, no line and no leases. A stop latches, and LockMode::LocalOnly holds, all
    //! the same: at request(), LockGrant::enter() and acquire().
    bool isEnabled() const;
    //! Returns the wait of a caller that states none.
    Wait ownWait() const;

    //! Asks for the lock without waiting in a thread. \a callback is called exactly once unless
    //! the ticket is withdrawn: at once in this thread when the lock is free or the wait is none,
    //! later in the thread that lets go, or in the lock's own timer thread when the wait is over.
    //! It must be quick and must not throw; no mutex is held while it runs. Callbacks of one thread
    //! never run inside each other: what a callback causes is called back after it.
    //! Without \a lockClass the class follows from the holder's kind: see defaultClass().
    LockTicket request(const Holder &holder, const QString &operation, Wait wait, Callback callback,
                       std::optional<LockClass> lockClass = {}, Take take = Take::InTurn);

    //! Blocks until it has the lock, or throws GlobalLockBusyError. Re-enters when \a holder
    //! already owns it in this thread. Where waiting is forbidden (WaitingForbidden) the wait is
    //! none; so is a wait for ever for what this thread itself holds under another holder.
    LockGuard acquire(const Holder &holder, const QString &operation, Wait wait,
                      std::optional<LockClass> lockClass = {});
    //! For Holder::current(), with ownWait().
    LockGuard acquire(const QString &operation);

    //! For the safe points of a long operation, in the thread that works: lets in whoever goes
    //! before the owner's class (operators, and remote waiters who count as one), and blocks until
    //! the owner is served again, as the first of its class and without a deadline. Its guards stay
    //! good; what it knows of the devices may not (Yielded::generationChanged). Other locks that
    //! the thread holds stay held.
    //!
    //! Does nothing when nobody like that waits, when \a holder does not own the lock here, inside
    //! Uninterruptible, where waiting is forbidden, in a ticket's callback, and at a depth above 1:
    //! in a function that another one calls under its own hold, which expects nobody in between. A
    //! hold that was marked as base does not count, so an action that a session runs may begin with
    //! a hold of its own and give way all the same, but what it calls may not.
    //!
    //! \a standsInLine is called in this thread when it has given way, and before it waits. Whoever
    //! withdraws that place ends the wait: Reason::Withdrawn. It must not throw.
    //!
    //! Throws GlobalLockBusyError when the lock can no longer be had: then the hold is over. Its
    //! guards are still safe to use: they let go of nothing that is somebody else's by then.
    Yielded yieldIfWanted(const Holder &holder, const StandsInLine &standsInLine = {});
    //! For Holder::current().
    Yielded yieldIfWanted();

    //! True when \a holder owns the lock and works in this thread.
    bool isHeldHere(const Holder &holder) const;

    LockStatus status() const;

    //! From now on the lock serves only whom \a mode says, and says so to the others, with who set
    //! it, when and why. Whoever waits in line and is not served any more is refused at once, also
    //! who gave way in the middle of an operation. An owner who works goes on until it lets go,
    //! and re-enters; what was granted before a stop, but not entered, is refused at enter().
    //!
    //! Stopped latches: it goes before the other two, which can be set but have no effect until
    //! clearStop(). False when nothing changed: a second stop keeps the record of the first.
    bool setMode(LockMode mode, const HolderLabel &by, const QString &reason);

    //! Ends Stopped: the lock is in the mode again in which it was, or was set to meanwhile. False
    //! when it is not stopped.
    bool clearStop(const HolderLabel &by, const QString &reason = {});

    //! Ends somebody else's hold, if it is still the one of \a expectedGeneration. Who works under
    //! it is asked to end (LockGuard::onBreak()) and never robbed of the lock; who does not end in
    //! LockPolicy::breakPatience is shown as stuck. A hold that nobody works under is over at once:
    //! a grant that was not entered yet, which says so at enter(); and one whose thread has ended,
    //! or all of whose guards were lost to other threads. A broken operation that gives way does
    //! not come back. A lease ends. Throws std::invalid_argument when the \a reason is empty.
    //!
    //! With \a makeSafe nobody else gets the lock before that is done; what becomes of the hold is
    //! then told there, and Asked is returned.
    BreakOutcome breakHold(const HolderLabel &by, const QString &reason, quint64 expectedGeneration,
                           const MakeSafe &makeSafe = {});

    //! Lets the owner know that somebody would like to have the lock: in status(), and through
    //! LockGuard::onAsked(). Of each who asks the latest reason counts; the latest eight are kept.
    AskOutcome ask(const HolderLabel &by, const QString &reason, quint64 expectedGeneration);

    //! How far the operation of \a holder is, if it owns the lock: a sign of life, and for all to see.
    void noteProgress(const Holder &holder, double percent);
    //! A sign of life of the operation of \a holder, if it owns the lock, and nothing else: for what
    //! goes on and on, and is never half done.
    void noteLife(const Holder &holder);

    //! The leases that live, the oldest first.
    QList<LeaseStatus> leases() const;
    std::optional<LeaseStatus> lease(quint64 id) const;
    //! How a lease ended; the latest thousand are remembered.
    std::optional<EndedLease> endedLease(quint64 id) const;
    //! Counts as a use of it. False when it does not live.
    bool renewLease(quint64 id);
    //! Ends it: its operations in line are refused, the one that goes on goes on without it. False
    //! when it does not live.
    bool endLease(quint64 id);

    //! What was broken and not acknowledged yet: the latest hundred, the oldest first.
    QList<LockBreak> breaks() const;
    //! The victim has seen it. False when there is no such break (any more).
    bool acknowledgeBreak(quint64 generation);

    //! Returns why no holder like \a holder is served now, however free the lock is: everything is stopped,
    //! it is reserved for this machine, or the lease has ended. Empty when it would be served. A holder that
    //! is turned away is remembered as refused.
    std::optional<GlobalLockBusyError> turnsAway(const Holder &holder, const QString &operation,
                                                 std::optional<LockClass> lockClass = {});

    //! Goes on from \a memory, of an earlier process, and lets \a keeper keep it from now on. To be
    //! called before anybody uses the lock.
    void remember(const LockMemory &memory, std::shared_ptr<LockMemoryKeeper> keeper);

    //! Tells \a feed from now on what happens. To be called before anybody uses the lock.
    void tellTo(std::shared_ptr<LockFeed> feed);

Q_SIGNALS:
    //! Something in status() changed. Emitted in whichever thread changed it, without any mutex
    //! held; may come often: consumers use a LockMonitor, which coalesces.
    void changed();

protected:
    void connectNotify(const QMetaMethod &signal) override;

private:
    friend class LockMonitor;
    friend class LockRecorder;
    friend class LockWatchdog;
    const std::shared_ptr<LockGate> m_gate;
    const Wait m_ownWait;
};

} // namespace Holdfast
