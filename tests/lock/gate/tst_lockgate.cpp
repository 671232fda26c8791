// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/lockgate.h"
#include "tests/lock/leasing.h"
#include "tests/lock/outcome.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <cstdlib>
#include <memory>
#include <new>

// Counts the allocations of this thread. The sanitizers have allocators of their own. GCC 14 takes a delete that
// is inlined without its new for a mismatch.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HOLDFAST_COUNTS_ALLOCATIONS

namespace {

thread_local int s_allocations = 0;

} // namespace

void *operator new(std::size_t size)
{
    ++s_allocations;
    if (void *memory = std::malloc(size ? size : 1)) // NOLINT(cppcoreguidelines-no-malloc)
        return memory;
    throw std::bad_alloc();
}

[[gnu::noinline]] void operator delete(void *memory) noexcept
{
    std::free(memory); // NOLINT(cppcoreguidelines-no-malloc)
}

[[gnu::noinline]] void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory); // NOLINT(cppcoreguidelines-no-malloc)
}
#endif

namespace tst_lockgate {

using namespace Holdfast;
using namespace std::chrono_literals;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");

//! Creates a gate without a GlobalLock around it.
std::shared_ptr<LockGate> makeGate()
{
    auto gate = std::make_shared<LockGate>(QStringLiteral("global lock"), LockPolicy {}, nullptr);
    gate->prepare();
    return gate;
}

bool isInnerFreeElsewhere(LockGate &gate)
{
    return elsewhere([&gate] { return gate.isInnerFree(); });
}

} // namespace

//! Tests how the gate carries out effects: the inner mutex, and its cost.
class TestLockGate : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theThreadThatWorksHoldsTheInnerMutex();
    void whatIsGrantedAndNotEnteredDoesNotHoldIt();
    void whatGivesWayLetsGoOfIt();
    void anUncontendedHoldAllocatesNothing_data();
    void anUncontendedHoldAllocatesNothing();
    void hooksComeWithTheEntry();
};

void TestLockGate::theThreadThatWorksHoldsTheInnerMutex()
{
    const auto gate = makeGate();
    QVERIFY(isInnerFreeElsewhere(*gate));
    const LockAsker asker {aClient(), op, LockClass::Remote};
    const quint64 hold = gate->acquire(asker, Wait::none()); // no other owner is in the way
    QVERIFY2(gate->isInnerFree(), "it is recursive, and this thread's");
    QVERIFY(!isInnerFreeElsewhere(*gate));
    QCOMPARE(gate->acquire(asker, Wait::none()), hold);
    gate->leave(hold);
    QVERIFY2(!isInnerFreeElsewhere(*gate), "one of two nested holds goes on");
    gate->leave(hold);
    QVERIFY(isInnerFreeElsewhere(*gate));
    gate->close();
}

void TestLockGate::whatIsGrantedAndNotEnteredDoesNotHoldIt()
{
    const auto gate = makeGate();
    Outcome outcome;
    gate->request({aClient(), op, LockClass::Remote}, Wait::none(), outcome.callback());
    QVERIFY(isInnerFreeElsewhere(*gate));
    {
        const LockGuard guard = outcome.takeGrant().enter();
        QVERIFY(!isInnerFreeElsewhere(*gate));
    }
    QVERIFY(isInnerFreeElsewhere(*gate));
    gate->close();
}

void TestLockGate::whatGivesWayLetsGoOfIt()
{
    const auto gate = makeGate();
    const quint64 hold = gate->acquire({aClient(), op, LockClass::Remote}, Wait::none());
    bool wasFree = false;
    gate->request({anOperator(), op, LockClass::Operator}, Wait::unlimited(),
                  [&](const LockOutcome &) { wasFree = isInnerFreeElsewhere(*gate); });
    QVERIFY(gate->yieldIfWanted(aClient(), [](quint64) {}).gaveWay);
    QVERIFY(wasFree);
    QVERIFY(!isInnerFreeElsewhere(*gate));
    gate->leave(hold);
    QVERIFY(isInnerFreeElsewhere(*gate));
    gate->close();
}

void TestLockGate::anUncontendedHoldAllocatesNothing_data()
{
    QTest::addColumn<bool>("isRecorded");
    QTest::newRow("not recorded") << false;
    QTest::newRow("recorded") << true;
}

void TestLockGate::anUncontendedHoldAllocatesNothing()
{
#ifdef HOLDFAST_COUNTS_ALLOCATIONS
    QFETCH(bool, isRecorded);
    GlobalLock lock;
    if (isRecorded)
        lock.tellTo(std::make_shared<LockFeed>());
    const Holder &holder = aClient();
    const auto use = [&] {
        LockGuard outer = lock.acquire(holder, op, Wait::unlimited());
        const LockGuard inner = lock.acquire(holder, op, Wait::unlimited());
    };
    use(); // the thread gets its record
    const int before = s_allocations;
    for (int i = 0; i < 100; ++i)
        use();
    QCOMPARE(s_allocations, before);
    const auto counted = std::make_unique<int>(0);
    QVERIFY2(s_allocations > before, "allocations are not counted");
#else
    QSKIP("A sanitizer counts for itself.");
#endif
}

void TestLockGate::hooksComeWithTheEntry()
{
    GlobalLock lock;
    Turns turns(lock);
    Outcome outcome;
    lock.request(aClient(), op, Wait::none(), outcome.callback());
    QVERIFY(lock.ask(anOperator().principal(), QStringLiteral("lunch"), 1) == AskOutcome::Asked);
    QStringList heard;
    LockGrant grant = outcome.takeGrant();
    LockGuard session =
        grant.enter({.onBreak = [&heard](const LockBreak &why) { heard << why.reason; },
                     .onAsked = [&heard](const LockAsk &ask) { heard << ask.reason; },
                     .isBase = true});
    QCOMPARE(heard, QStringList {QStringLiteral("lunch")});
    turns.ask(anOperator(), u'A');
    {
        const LockGuard action = lock.acquire(aClient(), op, Wait::none());
        QVERIFY2(lock.yieldIfWanted(aClient()).gaveWay, "the base counts");
    }
    lock.breakHold(anOperator().principal(), QStringLiteral("smoke"), lock.status().generation);
    QCOMPARE(heard.last(), QStringLiteral("smoke"));
    session.release();
    QVERIFY(isFreeForOthers(lock));
}

HOLDFAST_GUILESS_TEST(TestLockGate)

} // namespace tst_lockgate

#include "tst_lockgate.moc"
