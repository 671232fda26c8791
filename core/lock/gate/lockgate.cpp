// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/lockgate.h"

#include "core/base/threadlocalscope.h"
#include "core/lock/callowner.h"
#include "core/lock/events/locklog.h"
#include "core/lock/gate/threadrecord.h"
#include "core/lock/locktext.h"

#include <algorithm>
#include <deque>
#include <exception>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace Holdfast {

namespace {

using std::chrono::duration_cast;

thread_local bool s_uninterruptible = false;

// Keeps the mutex for good: no thread can unlock it any more, and destroying a locked mutex is
// undefined.
void abandon(std::unique_ptr<QRecursiveMutex> mutex)
{
    static std::mutex guard;
    static auto &abandoned = *new std::vector<std::unique_ptr<QRecursiveMutex>>;
    const std::lock_guard lock(guard);
    abandoned.push_back(std::move(mutex));
}

const char *textOf(LockStuck::Why why)
{
    switch (why) {
    case LockStuck::Why::GuardEndedElsewhere:
        return "a guard ended in another thread than the one that holds the lock";
    case LockStuck::Why::ThreadEnded:
        return "the thread that holds the lock has ended";
    case LockStuck::Why::GoesOnThoughBroken:
        return "its operation goes on though its hold was broken";
    case LockStuck::Why::InnerMutexNotFree:
        return "internal error: the inner mutex is not free after a grant";
    }
    return "";
}

void askToEnd(const BreakCallback &callback, const LockBreak &why)
{
    callOwner("ends a broken operation", callback, why);
}

void tellOwner(const AskCallback &callback, const LockAsk &ask)
{
    callOwner("is told of requests for the lock", callback, ask);
}

// An exception from here would leave behind a ticket that no thread sleeps for; ending the
// process is better than that.
void tellTicket(const std::function<void(quint64)> &onTicket, quint64 place) noexcept
{
    onTicket(place);
}

[[noreturn]] void throwUsedUp()
{
    throw std::logic_error("This grant is no longer the owner of its lock.");
}

struct Delivery
{
    GlobalLock::Callback callback;
    LockOutcome outcome;
};

thread_local std::deque<Delivery> *s_deliveries = nullptr;

// Returns whether this thread is inside a callback that deliver() calls.
bool isDelivering()
{
    return s_deliveries != nullptr;
}

void callBack(Delivery delivery) noexcept
{
    try {
        delivery.callback(std::move(delivery.outcome));
    } catch (const std::exception &error) {
        qCCritical(lockLog, "A lock's callback must not throw, but did: %s", error.what());
    } catch (...) {
        qCCritical(lockLog, "A lock's callback must not throw, but did.");
    }
}

// Calls the callback in this thread, and never one callback inside another: a callback that a callback
// causes is called after it, so that a long chain of hand-offs needs no deeper stack. An exception that a
// callback throws is logged and goes no further.
void deliver(GlobalLock::Callback callback, LockOutcome outcome)
{
    if (s_deliveries) {
        s_deliveries->push_back({std::move(callback), std::move(outcome)});
        return;
    }
    std::deque<Delivery> deliveries;
    const ThreadLocalScope scope(s_deliveries, &deliveries);
    callBack({std::move(callback), std::move(outcome)});
    while (!deliveries.empty()) {
        Delivery next = std::move(deliveries.front());
        deliveries.pop_front();
        callBack(std::move(next));
    }
}

} // namespace

Uninterruptible::Uninterruptible()
    : m_scope(s_uninterruptible, true)
{
}

bool Uninterruptible::here()
{
    return s_uninterruptible;
}

LockGate::LockGate(const QString &name, const LockPolicy &policy, GlobalLock *lock)
    : m_policyClock(policy.clock)
    , m_announcer(lock)
    , m_core(name, policy)
    , m_inner(std::make_unique<QRecursiveMutex>())
{
}

LockGate::~LockGate()
{
    if (m_core.isEntered())
        abandon(std::move(m_inner));
}

void LockGate::prepare()
{
    const Locked lock(m_mutex);
    m_watch = std::make_unique<DeadlineWatch>([weak = weak_from_this()](quint64) {
        if (const auto gate = weak.lock())
            gate->expire();
    });
}

void LockGate::close()
{
    m_announcer.close();
    Locked lock(m_mutex);
    m_isClosed = true;
    if (m_guards > 0)
        m_self = shared_from_this();
    Owed owed;
    m_core.close(now(), owed.effects);
    const auto watch = std::move(m_watch);
    settle(owed);
    lock.unlock();
    if (watch)
        watch->stop();
    tell(owed);
}

// --- the time ----------------------------------------------------------------------------------

LockTime LockGate::now() const
{
    return {policyNow(), std::chrono::system_clock::now()};
}

LockGate::Clock::time_point LockGate::steady(LockCore::TimePoint at) const
{
    const auto left = at - policyNow();
    return Clock::now() + left;
}

void LockGate::arm()
{
    const auto next = m_core.nextDeadline();
    if (next == m_armedFor || !m_watch)
        return;
    if (m_armedFor)
        m_watch->remove(0, m_armedAt);
    m_armedFor = next;
    if (!next)
        return;
    m_armedAt = steady(*next);
    m_watch->add(0, m_armedAt);
}

void LockGate::expire()
{
    Locked lock(m_mutex);
    const auto due = std::exchange(m_armedFor, {});
    while (due) {
        LockTime time = now();
        time.at = std::max(time.at, *due);
        Owed owed;
        if (!m_core.expire(time, owed.effects))
            break;
        carryOut(lock, owed);
        lock.lock();
    }
    arm();
}

// --- carrying out ------------------------------------------------------------------------------

LockStatus LockGate::DatedSnapshot::status() const
{
    LockStatus complete = snapshot.status;
    complete.taken = toDateTime(taken);
    if (complete.owner)
        complete.owner->since = toDateTime(ownerSince);
    if (complete.owner && complete.owner->lease)
        complete.owner->lease->since = toDateTime(snapshot.leaseSince);
    return complete;
}

LockGate::DatedSnapshot LockGate::dated(LockSnapshot snapshot) const
{
    DatedSnapshot made;
    made.taken = std::chrono::system_clock::now();
    if (snapshot.status.owner) {
        if (m_ownerSince.first != snapshot.status.generation) {
            // Both clocks are read now: this thread may have been interrupted since the snapshot.
            const LockTime here = now();
            const auto held = here.at - snapshot.ownerSince;
            m_ownerSince = {snapshot.status.generation,
                            here.ofDay - duration_cast<std::chrono::system_clock::duration>(held)};
        }
        made.ownerSince = m_ownerSince.second;
    }
    made.snapshot = std::move(snapshot);
    return made;
}

GlobalLockBusyError LockGate::errorOf(const LockRefusal &refusal, const DatedSnapshot &seen)
{
    return {seen.status(),  refusal.waited, refusal.position,
            refusal.reason, refusal.broken, refusal.endedLease};
}

GlobalLockBusyError LockGate::Owed::error() const
{
    return errorOf(effects.refused.last(), *seen);
}

LockGate::Waiter LockGate::waiterOf(quint64 ticket)
{
    const auto found = m_waiting.find(ticket);
    if (found == m_waiting.end())
        return {};
    Waiter waiter = std::move(found->second);
    m_waiting.erase(found);
    return waiter;
}

void LockGate::settle(Owed &owed)
{
    LockEffects &effects = owed.effects;
    if (effects.innerIsLost)
        abandon(std::exchange(m_inner, std::make_unique<QRecursiveMutex>()));
    if (m_keeper && effects.isMemoryNews)
        m_keeper->changed(m_core.memory());
    else
        keepGeneration();
    if (effects.snapshot)
        owed.seen = dated(std::move(*effects.snapshot));
    if (effects.served && !owed.served) {
        Waiter waiter = waiterOf(effects.served->ticket);
        owed.served = std::move(waiter.callback);
        if (waiter.sleeper) {
            waiter.sleeper->hold = effects.served->hold;
            waiter.sleeper->generation = effects.served->generation;
            owed.sleeper = waiter.sleeper->thread;
        }
    }
    for (const LockRefusal &refusal : effects.refused) {
        Waiter waiter = waiterOf(refusal.ticket);
        if (waiter.sleeper) {
            waiter.sleeper->refusal = refusal;
            waiter.sleeper->seen = owed.seen;
            waiter.sleeper->thread->served().notify_one();
        }
        owed.refused.push_back(std::move(waiter.callback));
    }
    if (m_hooks.hold && m_hooks.hold != m_core.workingHold())
        owed.outdated = std::exchange(m_hooks, {});
    for (LockEvent &event : effects.events)
        m_feed->add(event.at, std::move(event.what));
    arm();
}

void LockGate::keepGeneration()
{
    if (m_keeper && m_keeper->takeAsk(m_core.generation()))
        m_keeper->changed(m_core.memory());
}

void LockGate::announce(Locked &lock)
{
    if (m_announcer.isHeard())
        announceToListeners(lock);
    else
        lock.unlock(); // and nothing after it: the lock may have been destroyed by now
}

Q_NEVER_INLINE void LockGate::announceToListeners(Locked &lock)
{
    const std::shared_ptr<LockGate> self = shared_from_this(); // a listener may destroy the lock
    lock.unlock();
    m_announcer.announce();
}

template<typename Verb>
auto LockGate::decide(Verb verb)
{
    Locked lock(m_mutex);
    Owed owed;
    if constexpr (std::is_void_v<std::invoke_result_t<Verb, LockEffects &>>) {
        verb(owed.effects);
        carryOut(lock, owed);
    } else {
        const auto result = verb(owed.effects);
        carryOut(lock, owed);
        return result;
    }
}

void LockGate::carryOut(Locked &lock, Owed &owed)
{
    settle(owed);
    const LockEffects &effects = owed.effects;
    if (!(effects.isNews && m_announcer.isHeard()) && !effects.stuck && !effects.served
        && effects.refused.isEmpty()) {
        lock.unlock(); // and nothing after it: the lock may have been destroyed by now
        return;
    }
    const std::shared_ptr<LockGate> self = shared_from_this(); // a listener may destroy the lock
    lock.unlock();
    tell(owed);
}

void LockGate::tell(Owed &owed)
{
    LockEffects &effects = owed.effects;
    if (owed.sleeper)
        owed.sleeper->served().notify_one();
    if (effects.stuck)
        report(*effects.stuck);
    if (effects.isNews)
        m_announcer.announce();
    if (owed.served) {
        LockServed &served = *effects.served;
        deliver(std::move(owed.served), LockGrant(shared_from_this(), std::move(served.holder),
                                                  served.generation, served.hold));
    }
    for (std::size_t i = 0; i < owed.refused.size(); ++i) {
        if (owed.refused[i])
            deliver(std::move(owed.refused[i]), errorOf(effects.refused[qsizetype(i)], *owed.seen));
    }
}

void LockGate::report(const LockStuck &stuck) const
{
    const QString name =
        this->name(); // utf16() may reallocate even a const string: not a shared one
    qCCritical(lockLog, "The %ls is stuck: %s. Its holder is %ls, its operation %ls, for %ls.",
               qUtf16Printable(name), textOf(stuck.why),
               qUtf16Printable(stuck.principal.toString()), qUtf16Printable(stuck.operation),
               qUtf16Printable(toText(stuck.held)));
}

// --- asking ------------------------------------------------------------------------------------

quint64 LockGate::request(const LockAsker &asker, Wait wait, GlobalLock::Callback callback)
{
    Locked lock(m_mutex);
    Owed owed;
    const LockEffects &effects = owed.effects;
    const quint64 ticket = m_core.request(asker, wait.limit, nowFor(asker.holder), owed.effects);
    if (effects.served && effects.served->ticket == ticket) {
        owed.served = std::move(callback);
        carryOut(lock, owed);
    } else if (!effects.refused.isEmpty()) {
        carryOut(lock, owed);
        deliver(std::move(callback), owed.error());
    } else {
        m_waiting.emplace(ticket, Waiter {std::move(callback), nullptr});
        carryOut(lock, owed);
    }
    return ticket;
}

bool LockGate::withdraw(quint64 ticket)
{
    Waiter gone; // destroyed without the mutex
    Locked lock(m_mutex);
    Owed owed;
    if (!m_core.withdraw(ticket, quickNow(), owed.effects))
        return false;
    if (owed.effects.refused.isEmpty()) // otherwise a thread must be told
        gone = waiterOf(ticket);
    carryOut(lock, owed);
    return true;
}

int LockGate::position(quint64 ticket) const
{
    const Locked lock(m_mutex);
    return m_core.position(ticket, quickNow());
}

std::optional<GlobalLockBusyError> LockGate::turnsAway(const LockAsker &asker)
{
    Locked lock(m_mutex);
    Owed owed;
    if (!m_core.turnsAway(asker, quickNow(), owed.effects))
        return {};
    carryOut(lock, owed);
    return owed.error();
}

// acquire() and leave() are flattened: of a lock that is free, the small functions that they call would
// otherwise be a good part of the cost.
[[gnu::flatten]] quint64 LockGate::acquire(const LockAsker &asker, Wait wait)
{
    const quint64 here = ThreadRecord::idHere();
    Locked lock(m_mutex);
    quint64 hold = m_core.nest(asker.holder, here);
    if (!hold) {
        const LockTime time = nowFor(asker.holder);
        hold = m_core.takeFree(asker, here, time.at);
        if (!hold)
            return acquireInTurn(lock, asker, wait, time);
        if (!m_worker || m_worker->id() != here)
            noteWorker(ThreadRecord::here());
        keepGeneration();
    }
    takeInner(lock, hold);
    countGuard();
    announce(lock);
    return hold;
}

Q_NEVER_INLINE quint64 LockGate::acquireInTurn(Locked &lock, const LockAsker &asker, Wait wait,
                                               const LockTime &time)
{
    using What = LockCore::Answer::What;
    const auto &here = ThreadRecord::here();
    Owed owed;
    const auto answer = m_core.acquire(asker, {here->id(), !WaitingForbidden::here()}, wait.limit,
                                       time, owed.effects);
    if (answer.what == What::Waits)
        return waitInQueue(lock, owed, asker, answer);
    if (answer.what == What::Has && answer.id)
        beginWork(lock, answer.id, here);
    carryOut(lock, owed);
    if (answer.what == What::Refused)
        throw owed.error();
    return answer.id;
}

quint64 LockGate::waitInQueue(Locked &lock, Owed &owed, const LockAsker &asker,
                              const LockCore::Answer &answer)
{
    const std::shared_ptr<LockGate> self = shared_from_this(); // keeps the gate alive
    Sleeper sleeper {.thread = ThreadRecord::here()};
    m_waiting.emplace(answer.id, Waiter {{}, &sleeper});
    carryOut(lock, owed);
    lock.lock();
    sleep(lock, sleeper, asker.operation, answer.deadline);
    if (!sleeper.isOver()) {
        LockTime time = quickNow();
        time.at = std::max(time.at, *answer.deadline);
        Owed late;
        m_core.timeIsUp(answer.id, time, late.effects);
        carryOut(lock, late);
    }
    return wakeUp(lock, sleeper, 1, true);
}

void LockGate::sleep(Locked &lock, const Sleeper &sleeper, const QString &operation,
                     std::optional<LockCore::TimePoint> deadline)
{
    const ThreadWaitScope waits({.lock = weak_from_this(), .what = operation});
    const auto isOver = [&sleeper] { return sleeper.isOver(); };
    if (deadline)
        sleeper.thread->served().wait_until(lock, steady(*deadline), isOver);
    else
        sleeper.thread->served().wait(lock, isOver);
}

quint64 LockGate::wakeUp(Locked &lock, const Sleeper &sleeper, int depth, bool isNew)
{
    if (sleeper.refusal) {
        if (lock.owns_lock())
            lock.unlock();
        throw errorOf(*sleeper.refusal, *sleeper.seen);
    }
    Owed owed;
    const auto entry =
        m_core.enter(sleeper.hold, sleeper.thread->id(), quickNow(), owed.effects, depth);
    if (entry == LockCore::Entry::Works)
        beginWork(lock, sleeper.hold, sleeper.thread, depth, isNew);
    carryOut(lock, owed);
    if (entry != LockCore::Entry::Works)
        throw owed.error();
    return sleeper.hold;
}

// --- working -----------------------------------------------------------------------------------

Q_NEVER_INLINE void LockGate::noteWorker(const std::shared_ptr<ThreadRecord> &here)
{
    here->tellEndTo(*this);
    m_worker = here.get();
}

void LockGate::beginWork(Locked &lock, quint64 hold, const std::shared_ptr<ThreadRecord> &here,
                         int depth, bool isNew)
{
    noteWorker(here);
    for (int i = 0; i < depth; ++i)
        takeInner(lock, hold);
    if (isNew)
        countGuard();
}

void LockGate::countGuard()
{
    // A grant may be entered after the lock's destruction, when nothing else keeps the gate alive.
    if (m_guards++ == 0 && m_isClosed)
        m_self = shared_from_this();
}

void LockGate::takeInner(Locked &lock, quint64 hold)
{
    if (!m_inner->tryLock())
        throwInnerIsNotFree(lock, hold);
}

Q_NEVER_INLINE void LockGate::throwInnerIsNotFree(Locked &lock, quint64 hold)
{
    Owed owed;
    m_core.innerIsNotFree(hold, quickNow(), owed.effects);
    carryOut(lock, owed);
    throw std::logic_error("The lock's inner mutex is not free after a grant.");
}

void LockGate::enter(quint64 hold, const Holder &holder, LockHooks hooks)
{
    using Entry = LockCore::Entry;
    const auto &here = ThreadRecord::here();
    Locked lock(m_mutex);
    Owed owed;
    const Entry entry = hold ? m_core.enter(hold, here->id(), quickNow(), owed.effects)
                             : m_core.enterOff(holder, quickNow(), owed.effects);
    QList<LockAsk> asks;
    AskCallback onAsked;
    if (entry == Entry::Works && hold) {
        beginWork(lock, hold, here);
        if (hooks.isBase)
            m_core.markAsBase(hold, here->id());
        if (hooks.onAsked) {
            asks = m_core.asks(hold);
            onAsked = asks.isEmpty() ? AskCallback() : hooks.onAsked;
        }
        if (hooks.onBreak || hooks.onAsked)
            m_hooks = {hold, std::move(hooks.onBreak), std::move(hooks.onAsked)};
    }
    carryOut(lock, owed);
    if (entry == Entry::Refused)
        throw owed.error();
    if (entry == Entry::NotTheOwner)
        throwUsedUp();
    for (const LockAsk &asked : std::as_const(asks))
        tellOwner(onAsked, asked);
}

[[gnu::flatten]] void LockGate::leave(quint64 hold)
{
    const quint64 here = ThreadRecord::idHere();
    std::shared_ptr<LockGate> last; // released at the very end, as it may destroy the gate
    Locked lock(m_mutex);
    if (--m_guards == 0 && m_self)
        last = std::move(m_self);
    if (!m_core.unnest(hold, here)) {
        if (m_hooks.hold || !m_core.isFreedBy(hold, here)) {
            leaveInTurn(lock, hold, here);
            return;
        }
        if (m_feed) {
            const LockCore::TimePoint at = policyNow();
            m_feed->add(at, m_core.setFreeAt(at));
        } else {
            m_core.setFree();
        }
    }
    m_inner->unlock();
    announce(lock);
}

Q_NEVER_INLINE void LockGate::leaveInTurn(Locked &lock, quint64 hold, quint64 thread)
{
    Owed owed;
    const auto left = m_core.leave(hold, thread, quickNow(), owed.effects);
    if (left == LockCore::Left::NotTheOwner)
        return;
    if (left == LockCore::Left::Once)
        m_inner->unlock();
    carryOut(lock, owed);
}

void LockGate::giveBack(quint64 hold)
{
    if (hold) // else of a lock that is off
        decide([&](LockEffects &effects) { m_core.giveBack(hold, quickNow(), effects); });
}

Lease LockGate::beginLease(quint64 hold, const LeaseTerms &terms)
{
    Locked lock(m_mutex);
    Owed owed;
    std::optional<Lease> begun;
    const auto entry = m_core.beginLease(hold, terms, now(), owed.effects, begun);
    carryOut(lock, owed);
    if (entry == LockCore::Entry::Refused)
        throw owed.error();
    if (!begun)
        throwUsedUp();
    return *begun;
}

bool LockGate::isHeldHere(const Holder &holder) const
{
    const quint64 here = ThreadRecord::idHere();
    const Locked lock(m_mutex);
    return m_core.isHeldBy(holder, here);
}

bool LockGate::isInnerFree()
{
    const Locked lock(m_mutex);
    const bool isFree = m_inner->tryLock();
    if (isFree)
        m_inner->unlock();
    return isFree;
}

void LockGate::markAsBase(quint64 hold)
{
    const quint64 here = ThreadRecord::idHere();
    const Locked lock(m_mutex);
    m_core.markAsBase(hold, here);
}

void LockGate::onBreak(quint64 hold, const BreakCallback &callback)
{
    const quint64 here = ThreadRecord::idHere();
    BreakCallback latest = callback; // later the previous callback, destroyed without the mutex
    Locked lock(m_mutex);
    if (!m_core.worksUnder(hold, here))
        return;
    m_hooks.hold = hold;
    m_hooks.onBreak.swap(latest);
    const auto broken = m_core.breaking(hold);
    lock.unlock();
    if (broken)
        askToEnd(callback, *broken);
}

void LockGate::onAsked(quint64 hold, const AskCallback &callback)
{
    const quint64 here = ThreadRecord::idHere();
    AskCallback latest = callback;
    Locked lock(m_mutex);
    if (!m_core.worksUnder(hold, here))
        return;
    m_hooks.hold = hold;
    m_hooks.onAsked.swap(latest);
    const QList<LockAsk> asks = m_core.asks(hold);
    lock.unlock();
    for (const LockAsk &asked : asks)
        tellOwner(callback, asked);
}

Yielded LockGate::yieldIfWanted(const Holder &holder, const std::function<void(quint64)> &onTicket)
{
    const auto &here = ThreadRecord::here();
    // In a callback a waiter that is let in could not be told before this thread returns from it.
    const bool mayWait = !Uninterruptible::here() && !WaitingForbidden::here() && !isDelivering();
    Locked lock(m_mutex);
    Owed owed;
    const auto pause = m_core.yield(holder, here->id(), mayWait, quickNow(), owed.effects);
    if (!pause.isOwner)
        return {};
    if (!pause.ticket)
        return {.gaveWay = false, .generationChanged = false, .generation = m_core.generation()};
    for (int i = 0; i < pause.depth; ++i)
        m_inner->unlock();
    Hooks mine = std::exchange(m_hooks, {});
    Sleeper sleeper {.thread = here};
    m_waiting.emplace(pause.ticket, Waiter {{}, &sleeper});
    carryOut(lock, owed);
    tellTicket(onTicket, pause.ticket);
    lock.lock();
    sleep(lock, sleeper, pause.operation, {});
    if (sleeper.hold)
        m_hooks = std::move(mine);
    wakeUp(lock, sleeper, pause.depth, false);
    return {.gaveWay = true, .generationChanged = true, .generation = sleeper.generation};
}

void LockGate::noteProgress(const Holder &holder, std::optional<double> percent)
{
    decide(
        [&](LockEffects &effects) { m_core.noteProgress(holder, percent, quickNow(), effects); });
}

// --- modes, breaks, asks, leases ---------------------------------------------------------------

bool LockGate::setMode(LockMode mode, const Principal &by, const QString &reason)
{
    const LockModeRecord record {mode, by, reason, QDateTime::currentDateTimeUtc()};
    return decide([&](LockEffects &effects) { return m_core.setMode(record, now(), effects); });
}

bool LockGate::clearStop(const Principal &by, const QString &reason)
{
    return decide(
        [&](LockEffects &effects) { return m_core.clearStop(by, reason, now(), effects); });
}

void LockGate::remember(const LockMemory &memory, std::shared_ptr<LockMemoryKeeper> keeper)
{
    const Locked lock(m_mutex);
    m_core.remember(memory);
    m_keeper = std::move(keeper);
}

void LockGate::setFeed(std::shared_ptr<LockFeed> feed)
{
    const Locked lock(m_mutex);
    m_feed = std::move(feed);
    m_core.recordFromNowOn();
}

BreakOutcome LockGate::breakHold(const Principal &by, const QString &reason,
                                 quint64 expectedGeneration, const MakeSafe &makeSafe)
{
    if (reason.isEmpty())
        throw std::invalid_argument("A reason has to be given to break a hold.");
    BreakCallback callback;
    const auto broken = decide([&](LockEffects &effects) {
        callback = m_hooks.onBreak;
        return m_core.breakHold(by, reason, expectedGeneration, bool(makeSafe), now(), effects);
    });
    if (broken.isAsked)
        askToEnd(callback, broken.what);
    if (broken.safety)
        makeSafe(broken.what, [self = shared_from_this(), safety = broken.safety] {
            return self->thingsAreSafe(safety);
        });
    return broken.outcome;
}

BreakOutcome LockGate::thingsAreSafe(quint64 safety)
{
    return decide(
        [&](LockEffects &effects) { return m_core.thingsAreSafe(safety, quickNow(), effects); });
}

QList<LockBreak> LockGate::breaks() const
{
    const Locked lock(m_mutex);
    return m_core.breaks();
}

bool LockGate::acknowledgeBreak(quint64 generation)
{
    const Locked lock(m_mutex);
    return m_core.acknowledgeBreak(generation);
}

AskOutcome LockGate::ask(const Principal &by, const QString &reason, quint64 expectedGeneration)
{
    const LockAsk asked {by, reason, QDateTime::currentDateTimeUtc()};
    AskCallback callback;
    const AskOutcome outcome = decide([&](LockEffects &effects) {
        callback = m_hooks.onAsked;
        return m_core.ask(asked, expectedGeneration, effects);
    });
    if (outcome == AskOutcome::Asked)
        tellOwner(callback, asked);
    return outcome;
}

QList<LeaseStatus> LockGate::leases() const
{
    const Locked lock(m_mutex);
    return m_core.leases(quickNow());
}

std::optional<EndedLease> LockGate::endedLease(quint64 id) const
{
    const Locked lock(m_mutex);
    return m_core.endedLease(id);
}

bool LockGate::renewLease(quint64 id)
{
    return decide([&](LockEffects &effects) { return m_core.renewLease(id, now(), effects); });
}

bool LockGate::endLease(quint64 id, LeaseEnd how)
{
    return decide([&](LockEffects &effects) { return m_core.endLease(id, how, now(), effects); });
}

// --- being looked at ---------------------------------------------------------------------------

LockStatus LockGate::status() const
{
    Locked lock(m_mutex);
    const DatedSnapshot now = dated(m_core.snapshot(quickNow()));
    lock.unlock();
    return now.status();
}

std::optional<WatchedOperation>
LockGate::runningOperation(std::chrono::milliseconds stalledAfter) const
{
    const Locked lock(m_mutex);
    const auto seen = m_core.runningOperation(stalledAfter, quickNow());
    if (!seen)
        return {};
    // The gate is told of a thread's end before the thread's record is destroyed.
    return WatchedOperation {*seen, seen->threadId ? m_worker->shared_from_this() : nullptr};
}

bool LockGate::warn(quint64 hold, const std::optional<QString> &warning)
{
    return decide([&](LockEffects &effects) { return m_core.warn(hold, warning, effects); });
}

void LockGate::threadEnded(quint64 threadId)
{
    decide([&](LockEffects &effects) {
        if (m_worker && m_worker->id() == threadId)
            m_worker = nullptr;
        m_core.threadEnded(threadId, quickNow(), effects);
    });
}

} // namespace Holdfast
