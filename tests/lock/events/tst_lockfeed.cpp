// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockfeed.h"
#include "tests/lock/leasing.h"
#include "tests/lock/outcome.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace tst_lockfeed {

using namespace Holdfast;
using namespace std::chrono_literals;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("stage.move_relative");
const QString other = QStringLiteral("camera.capture");
const QString lens = QStringLiteral("the lens is in the way");

//! A lock and the feed that it tells, with a clock that the test moves.
struct Recorded
{
    HandClock clock;
    std::shared_ptr<LockFeed> feed = std::make_shared<LockFeed>();
    GlobalLock lock {QStringLiteral("global lock"), 50ms, clock.policy()};

    Recorded() { lock.tellTo(feed); }

    //! Returns the event since the last call, which must be a single one of this kind.
    template<typename What>
    What only()
    {
        const LockFeed::Batch batch = feed->take();
        if (batch.lost != 0 || batch.events.size() != 1) {
            const auto text = QStringLiteral("%1 events, not one").arg(batch.events.size());
            QTest::qFail(qPrintable(text), __FILE__, __LINE__);
            return {};
        }
        return std::get<What>(batch.events.front().what);
    }
};

//! Wakes a thread that waits for events.
class Bell
{
public:
    void ring()
    {
        const std::lock_guard lock(m_mutex);
        m_hasRung = true;
        m_rung.notify_one();
    }
    bool waitForIt()
    {
        std::unique_lock lock(m_mutex);
        return m_rung.wait_for(lock, patience, [this] { return std::exchange(m_hasRung, false); });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_rung;
    bool m_hasRung = false;
};

} // namespace

//! Tests the events that a lock reports to its feed: all that a reader may want to look up later,
//! once each.
class TestLockFeed : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsOfAHoldWhenItIsOver();
    void tellsHowLongWhoWasServedHadWaited();
    void tellsOfAGrantThatWasNotUsed();
    void tellsWhoWasRefusedAndWhy();
    void tellsOfAWaitThatWasOver();
    void tellsWhoLeftTheLine();
    void tellsOfAHoldThatGaveWay();
    void tellsOfABreak();
    void tellsOfLeasesAndTheirOperations();
    void tellsOfModesAndWhoWasTurnedAway();
    void ringsOncePerBatch();
    void losesAndCountsWhatDoesNotFit();
    void tellsAReaderBesideTheLockOfEachEventOrItsLoss();
};

void TestLockFeed::tellsOfAHoldWhenItIsOver()
{
    Recorded here;
    {
        const LockGuard outer = here.lock.acquire(aClient(), op, Wait::none());
        const LockGuard inner = here.lock.acquire(aClient(), other, Wait::none());
        here.clock.advance(1500ms);
        QVERIFY(here.feed->take().events.empty());
    }
    const auto hold = here.only<HoldEnded>();
    QVERIFY(hold.how == HoldEnded::How::Released);
    QCOMPARE(hold.who.holder.id(), aClient().id());
    QCOMPARE(hold.who.holder.principal(), aClient().principal());
    QCOMPARE(hold.who.operation, op);
    QVERIFY(hold.who.lockClass == LockClass::Remote);
    QCOMPARE(hold.who.lease, 0U);
    QCOMPARE(hold.generation, 1U);
    QVERIFY(hold.held == 1500ms);
    QVERIFY(hold.waited == 0ms);
}

void TestLockFeed::tellsHowLongWhoWasServedHadWaited()
{
    Recorded here;
    LockGuard hold = here.lock.acquire(aClient(), op, Wait::none());
    Outcome next;
    here.lock.request(anOperator(), other, Wait::unlimited(), next.callback());
    here.clock.advance(700ms);
    hold.release();
    QVERIFY(here.only<HoldEnded>().held == 700ms);
    LockGuard served = next.takeGrant().enter();
    here.clock.advance(20ms);
    served.release();
    const auto waited = here.only<HoldEnded>();
    QCOMPARE(waited.who.operation, other);
    QVERIFY(waited.who.lockClass == LockClass::Operator);
    QVERIFY(waited.waited == 700ms);
    QVERIFY(waited.held == 20ms);
    QCOMPARE(waited.generation, 2U);
}

void TestLockFeed::tellsOfAGrantThatWasNotUsed()
{
    Recorded here;
    here.lock.request(aClient(), op, Wait::none(), [](const LockOutcome &) {});
    QVERIFY(here.only<HoldEnded>().how == HoldEnded::How::Unused);
}

void TestLockFeed::tellsWhoWasRefusedAndWhy()
{
    Recorded here;
    const LockGuard hold = here.lock.acquire(anOperator(), op, Wait::none());
    Outcome asked;
    here.lock.request(aClient(), other, Wait::none(), asked.callback());
    const auto byTicket = here.only<LockRefused>();
    QVERIFY(byTicket.reason == Reason::Busy);
    QCOMPARE(byTicket.position, 0);
    QCOMPARE(byTicket.who.operation, other);
    QCOMPARE(byTicket.owner.name, QStringLiteral("operator"));
    QCOMPARE(byTicket.ownerOperation, op);

    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                             (void)here.lock.acquire(aClient(), other, Wait::none()));
    const auto blocking = here.only<LockRefused>();
    QVERIFY(blocking.reason == Reason::Busy);
    QCOMPARE(blocking.who.holder.id(), aClient().id());
}

void TestLockFeed::tellsOfAWaitThatWasOver()
{
    Recorded here;
    const LockGuard hold = here.lock.acquire(anOperator(), op, Wait::none());
    Outcome asked;
    here.lock.request(aClient(), other, Wait::upTo(1ms), asked.callback());
    QVERIFY(asked.waitForIt());
    QCOMPARE(here.only<LockRefused>().position, 1);
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                             (void)here.lock.acquire(aClient(), other, Wait::upTo(1ms)));
    QCOMPARE(here.only<LockRefused>().position, 1);
}

void TestLockFeed::tellsWhoLeftTheLine()
{
    Recorded here;
    const LockGuard hold = here.lock.acquire(anOperator(), op, Wait::none());
    Outcome asked;
    LockTicket ticket = here.lock.request(aClient(), other, Wait::unlimited(), asked.callback());
    here.clock.advance(300ms);
    QVERIFY(ticket.withdraw());
    const auto left = here.only<TicketWithdrawn>();
    QCOMPARE(left.who.holder.id(), aClient().id());
    QCOMPARE(left.position, 1);
    QVERIFY(left.waited == 300ms);
}

void TestLockFeed::tellsOfAHoldThatGaveWay()
{
    Recorded here;
    LockGuard hold = here.lock.acquire(aClient(), op, Wait::none());
    here.lock.request(anOperator(), other, Wait::unlimited(), [](const LockOutcome &) {});
    QVERIFY(here.lock.yieldIfWanted(aClient()).gaveWay);
    hold.release();
    const auto events = here.feed->take().events;
    QCOMPARE(events.size(), 3U);
    QVERIFY(std::get<HoldEnded>(events[0].what).how == HoldEnded::How::GaveWay);
    QVERIFY(std::get<HoldEnded>(events[1].what).how == HoldEnded::How::Unused);
    const auto resumed = std::get<HoldEnded>(events[2].what);
    QVERIFY(resumed.how == HoldEnded::How::Released);
    QCOMPARE(resumed.who.operation, op);
    QCOMPARE(resumed.generation, 3U);
}

void TestLockFeed::tellsOfABreak()
{
    Recorded here;
    LockGuard hold = here.lock.acquire(aClient(), op, Wait::none());
    QVERIFY(here.lock.breakHold(anOperator().principal(), lens, 1) == BreakOutcome::Asked);
    const auto broken = here.only<LockBreak>();
    QCOMPARE(broken.reason, lens);
    QCOMPARE(broken.victim, aClient().principal());
    QVERIFY(here.lock.breakHold(anOperator().principal(), lens, 1) == BreakOutcome::Asked);
    QVERIFY2(here.feed->take().events.empty(), "the same hold was broken twice");
    hold.release();
    QVERIFY(here.only<HoldEnded>().how == HoldEnded::How::Broken);
}

void TestLockFeed::tellsOfLeasesAndTheirOperations()
{
    Recorded here;
    const Lease lease = leaseOn(here.lock, aClient(), {.note = lens, .ttl = 60s});
    auto events = here.feed->take().events;
    QCOMPARE(events.size(), 2U); // the grant that became the lease was an operation, too
    const auto begun = std::get<LeaseBegun>(events[1].what);
    QCOMPARE(begun.id, lease.id);
    QCOMPARE(begun.terms.note, lens);
    QCOMPARE(begun.principal, aClient().principal());

    LockGuard working = here.lock.acquire(lease.holder, op, Wait::none());
    here.clock.advance(40ms);
    working.release();
    const auto hold = here.only<HoldEnded>();
    QCOMPARE(hold.who.lease, lease.id);
    QCOMPARE(hold.who.operation, op);
    QVERIFY2(hold.held == 40ms, "the lease's rest is no part of its operation");

    QVERIFY(here.lock.endLease(lease.id));
    const auto ended = here.only<EndedLease>();
    QCOMPARE(ended.id, lease.id);
    QVERIFY(ended.end == LeaseEnd::Released);
}

void TestLockFeed::tellsOfModesAndWhoWasTurnedAway()
{
    Recorded here;
    LockGuard hold = here.lock.acquire(aClient(), op, Wait::none());
    Outcome asked;
    here.lock.request(aClient(), other, Wait::unlimited(), asked.callback());
    QVERIFY(here.lock.setMode(LockMode::Stopped, anOperator().principal(), lens));
    auto events = here.feed->take().events;
    QCOMPARE(events.size(), 2U);
    const auto changed = std::get<ModeChanged>(events[0].what);
    QVERIFY(changed.from == LockMode::Shared);
    QVERIFY(changed.to.mode == LockMode::Stopped);
    QCOMPARE(changed.to.reason, lens);
    const auto refused = std::get<LockRefused>(events[1].what);
    QVERIFY(refused.reason == Reason::Stopped);
    QCOMPARE(refused.position, 1);

    QVERIFY(!here.lock.setMode(LockMode::Stopped, anOperator().principal(), lens));
    QVERIFY(here.feed->take().events.empty());
    QVERIFY(here.lock.clearStop(anOperator().principal()));
    const auto cleared = here.only<ModeChanged>();
    QVERIFY(cleared.from == LockMode::Stopped);
    QVERIFY(cleared.to.mode == LockMode::Shared);
    hold.release();
}

void TestLockFeed::ringsOncePerBatch()
{
    int rings = 0;
    LockFeed feed([&rings] { ++rings; });
    const auto add = [&feed] { feed.add(std::chrono::steady_clock::now(), TicketWithdrawn {}); };
    add();
    add();
    QCOMPARE(rings, 1);
    QCOMPARE(feed.take().events.size(), 2U);
    add();
    QCOMPARE(rings, 2);
}

void TestLockFeed::losesAndCountsWhatDoesNotFit()
{
    LockFeed feed({}, 2);
    std::mutex lock; // as a lock has one
    std::vector<std::future<void>> threads;
    for (int thread = 0; thread < 4; ++thread) {
        threads.push_back(std::async(std::launch::async, [&feed, &lock] {
            for (int i = 0; i < 1000; ++i) {
                const std::lock_guard guard(lock);
                feed.add(std::chrono::steady_clock::now(), TicketWithdrawn {});
            }
        }));
    }
    threads.clear();
    const LockFeed::Batch batch = feed.take();
    QCOMPARE(batch.events.size(), 2U);
    QCOMPARE(batch.lost, 3998U);
    QCOMPARE(feed.take().lost, 0U);
}

void TestLockFeed::tellsAReaderBesideTheLockOfEachEventOrItsLoss()
{
    constexpr int many = 200'000;
    Bell bell;
    LockFeed feed([&bell] { bell.ring(); }, 13);
    const auto adding = std::async(std::launch::async, [&feed] {
        for (int i = 1; i <= many; ++i) {
            feed.add(std::chrono::steady_clock::now(), TicketWithdrawn {.who = {}, .position = i});
            if (i % 1000 == 0)
                std::this_thread::yield(); // on a single processor, too, the reader has its turns
        }
    });
    quint64 taken = 0;
    quint64 lost = 0;
    int latest = 0;
    while (taken + lost < many) {
        QVERIFY2(bell.waitForIt(), "the reader was not told of the last events");
        const LockFeed::Batch batch = feed.take();
        for (const LockEvent &event : batch.events) {
            const int position = std::get<TicketWithdrawn>(event.what).position;
            QVERIFY2(position > latest, "events in another order");
            latest = position;
        }
        taken += batch.events.size();
        lost += batch.lost;
    }
    QCOMPARE(taken + lost, quint64(many));
    QVERIFY(taken > 13);
}

HOLDFAST_APPLESS_TEST(TestLockFeed)

} // namespace tst_lockfeed

#include "tst_lockfeed.moc"
