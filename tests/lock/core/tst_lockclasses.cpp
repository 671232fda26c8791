// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/outcome.h"
#include "tests/lock/turns.h"
#include "tests/program/testprogram.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

#include <deque>

namespace tst_lockclasses {

using namespace Holdfast;
using namespace std::chrono_literals;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");
const QString globalName = QStringLiteral("global lock");

bool isOperator(QChar name)
{
    return name.isUpper();
}

} // namespace

//! Tests that operators come before the others, that all waiters of a class are served in order of
//! arrival, and that no waiter waits for ever.
class TestLockClasses : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theClassFollowsFromTheKind_data();
    void theClassFollowsFromTheKind();
    void theClassCanBeStated();
    void servesInOrder_data();
    void servesInOrder();
    void operatorsWhoPassNoRemoteWaiterAreNotCounted();
    void aWaiterAges_data();
    void aWaiterAges();
    void whoHasAgedTurnsUpInOrderOfArrival();
    void theLineShowsClassesAndPositions();
    void anOperatorWaitsForOneHoldAtMost();
    void sleepingThreadsHaveClassesToo();
    void keepsTheOrderInsideEveryClass();
};

void TestLockClasses::theClassFollowsFromTheKind_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("word");
    using Kind = Principal::Kind;
    QTest::newRow("the person at the window") << int(Kind::Operator) << QStringLiteral("operator");
    QTest::newRow("a client") << int(Kind::Client) << QStringLiteral("remote");
    QTest::newRow("the system") << int(Kind::System) << QStringLiteral("remote");
}

void TestLockClasses::theClassFollowsFromTheKind()
{
    QFETCH(const int, kind);
    QFETCH(const QString, word);
    GlobalLock lock;
    const Holder holder({Principal::Kind(kind), {}, {}});
    const LockGuard hold = lock.acquire(holder, op, Wait::none());
    QCOMPARE(toWord(lock.status().owner->lockClass), word);
    const LockTicket ticket =
        lock.request(holder, op, Wait::unlimited(), [](const LockOutcome &) {});
    QCOMPARE(toWord(lock.status().queue.first().lockClass), word);
    QCOMPARE(ticket.position(), 1);
}

void TestLockClasses::theClassCanBeStated()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(aClient(), op, Wait::none(), LockClass::Operator);
    QVERIFY(lock.status().owner->lockClass == LockClass::Operator);
    lock.request(
        anOperator(), op, Wait::unlimited(), [](const LockOutcome &) {}, LockClass::Remote);
    QVERIFY(lock.status().queue.first().lockClass == LockClass::Remote);
}

void TestLockClasses::servesInOrder_data()
{
    QTest::addColumn<int>("inARow");
    QTest::addColumn<QString>("arrivals"); // capital letters are operators
    QTest::addColumn<QString>("order");
    const auto row = [](const char *name, int inARow, const char *arrivals, const char *order) {
        QTest::newRow(name) << inARow << QString::fromLatin1(arrivals)
                            << QString::fromLatin1(order);
    };
    row("operators alone in order of arrival", 3, "ABCDE", "ABCDE");
    row("remotes alone in order of arrival", 3, "abcde", "abcde");
    row("an operator passes a remote", 3, "aA", "Aa");
    row("an operator passes every remote", 3, "abcdA", "Aabcd");
    row("operators keep their own order", 3, "aAbBcC", "ABCabc");
    row("a remote after three operators", 3, "abABCDE", "ABCaDEb");
    row("a remote after every three operators", 3, "abABCDEFG", "ABCaDEFbG");
    row("turn by turn when one in a row is set", 1, "abcABC", "AaBbCc");
    row("a row of none is a row of one", 0, "abAB", "AaBb");
    row("a longer row when it is set", 5, "aABCDEF", "ABCDEaF");
}

void TestLockClasses::servesInOrder()
{
    QFETCH(const int, inARow);
    QFETCH(const QString, arrivals);
    QFETCH(const QString, order);
    LockPolicy policy;
    policy.operatorsInARow = inARow;
    GlobalLock lock(globalName, 50ms, policy);
    Turns turns(lock);
    LockGuard hold = lock.acquire(op);
    for (const QChar name : arrivals)
        turns.ask(isOperator(name) ? anOperator() : Holder {}, name);
    QCOMPARE(turns.line(), order);
    hold.release();
    QCOMPARE(turns.served(), order);
}

void TestLockClasses::operatorsWhoPassNoRemoteWaiterAreNotCounted()
{
    GlobalLock lock;
    Turns turns(lock);
    LockGuard hold = lock.acquire(op);
    for (const QChar name : QStringLiteral("ABCDE"))
        turns.ask(anOperator(), name);
    hold.release();
    hold = lock.acquire(anOperator(), op, Wait::none());
    turns.ask(aClient(), u'a');
    turns.ask(anOperator(), u'F');
    hold.release();
    QCOMPARE(turns.served(), QStringLiteral("ABCDEFa"));
}

void TestLockClasses::aWaiterAges_data()
{
    QTest::addColumn<int>("secondsBefore");
    QTest::addColumn<int>("secondsAfter");
    QTest::addColumn<QString>("order");
    QTest::newRow("not before its time") << 29 << 0 << QStringLiteral("Aab");
    QTest::newRow("on time, before an operator who came later") << 30 << 0 << QStringLiteral("aAb");
    QTest::newRow("while the operator waits as well") << 10 << 20 << QStringLiteral("aAb");
    QTest::newRow("still behind an operator, who waits as well")
        << 10 << 19 << QStringLiteral("Aab");
}

void TestLockClasses::aWaiterAges()
{
    QFETCH(const int, secondsBefore);
    QFETCH(const int, secondsAfter);
    QFETCH(const QString, order);
    HandClock clock;
    GlobalLock lock(globalName, 50ms, clock.policy());
    Turns turns(lock);
    LockGuard hold = lock.acquire(op);
    turns.ask(aClient(), u'a');
    clock.advance(std::chrono::seconds(secondsBefore));
    turns.ask(anOperator(), u'A');
    turns.ask(aClient(), u'b');
    clock.advance(std::chrono::seconds(secondsAfter));
    QCOMPARE(turns.line(), order);
    hold.release();
    QCOMPARE(turns.served(), order);
}

void TestLockClasses::whoHasAgedTurnsUpInOrderOfArrival()
{
    HandClock clock;
    GlobalLock lock(globalName, 50ms, clock.policy());
    Turns turns(lock);
    LockGuard hold = lock.acquire(op);
    for (const QChar name : QStringLiteral("AabB")) {
        turns.ask(isOperator(name) ? anOperator() : Holder {}, name);
        clock.advance(1s);
    }
    QCOMPARE(turns.line(), QStringLiteral("ABab"));
    clock.advance(27s);
    QCOMPARE(turns.line(), QStringLiteral("AaBb"));
    clock.advance(1s);
    hold.release();
    QCOMPARE(turns.served(), QStringLiteral("AabB"));
}

void TestLockClasses::theLineShowsClassesAndPositions()
{
    HandClock clock;
    GlobalLock lock(globalName, 50ms, clock.policy());
    Turns turns(lock);
    const LockGuard hold = lock.acquire(op);
    const LockTicket a = turns.ask(aClient(), u'a');
    clock.advance(5s);
    QCOMPARE(a.position(), 1);
    const LockTicket b = turns.ask(anOperator(), u'B');
    QCOMPARE(b.position(), 1);
    QCOMPARE(a.position(), 2);
    const LockStatus status = lock.status();
    QCOMPARE(status.queue.size(), 2);
    QVERIFY(status.queue[0].lockClass == LockClass::Operator);
    QCOMPARE(status.queue[0].position, 1);
    QVERIFY(status.queue[1].lockClass == LockClass::Remote);
    QCOMPARE(status.queue[1].position, 2);
    QCOMPARE(status.queue[1].waited.count(), 5000);
    QCOMPARE(status.owner->held.count(), 5000);
    clock.advance(25s);
    QCOMPARE(a.position(), 1);
    QCOMPARE(b.position(), 2);
}

void TestLockClasses::anOperatorWaitsForOneHoldAtMost()
{
    GlobalLock lock;
    Turns turns(lock);
    Outcome current;
    lock.request(aClient(), op, Wait::none(), current.callback());
    for (const QChar name : QStringLiteral("abcdef"))
        turns.ask(Holder {}, name);
    for (int i = 0; i < 100; ++i) {
        Outcome click;
        lock.request(anOperator(), op, Wait::unlimited(), click.callback());
        current.drop();
        QCOMPARE(click.calls(), 1);
        // The remote that is served after the operator is the hold for which the next one waits.
        lock.request(aClient(), op, Wait::unlimited(), current.callback());
        click.drop();
        QVERIFY(current.isGrant());
    }
    QCOMPARE(turns.served(), QStringLiteral("abcdef"));
}

void TestLockClasses::sleepingThreadsHaveClassesToo()
{
    GlobalLock lock;
    LockGuard hold = lock.acquire(op);
    std::mutex mutex;
    QString order;
    const auto sleeper = [&](const Holder &holder, QChar name) {
        return std::async(std::launch::async, [&, holder, name] {
            const LockGuard mine = lock.acquire(holder, op, Wait::unlimited());
            const std::lock_guard guard(mutex);
            order += name;
        });
    };
    const auto remote = sleeper(aClient(), u'a');
    QTRY_COMPARE_WITH_TIMEOUT(lock.status().queue.size(), 1, patience.count());
    const auto person = sleeper(anOperator(), u'A');
    QTRY_COMPARE_WITH_TIMEOUT(lock.status().queue.size(), 2, patience.count());
    hold.release();
    remote.wait();
    person.wait();
    QCOMPARE(order, QStringLiteral("Aa"));
}

void TestLockClasses::keepsTheOrderInsideEveryClass()
{
    constexpr int grants = 100'000;
    const quint32 seed = QRandomGenerator::global()->generate();
    QRandomGenerator random(seed);
    HandClock clock;
    LockPolicy policy = clock.policy();
    policy.limits.inAll = 1'000;
    GlobalLock lock(globalName, 50ms, policy);

    std::array<std::deque<int>, 2> expected; // by class
    std::optional<LockGrant> held;
    int asked = 0;
    int served = 0;
    int inversions = 0;
    const auto ask = [&] {
        const int number = asked++;
        const auto line = size_t(random.bounded(2));
        expected[line].push_back(number);
        lock.request(line == 0 ? anOperator() : Holder {}, op, Wait::unlimited(),
                     [&, number, line](LockOutcome outcome) {
                         inversions += expected[line].front() == number ? 0 : 1;
                         expected[line].pop_front();
                         ++served;
                         held = std::get<LockGrant>(std::move(outcome));
                     });
    };
    while (asked < grants) {
        if (asked - served < 30 && random.bounded(3) > 0)
            ask();
        else
            std::exchange(held, std::nullopt).reset();
        clock.advance(std::chrono::milliseconds(random.bounded(2'000)));
    }
    while (held)
        std::exchange(held, std::nullopt).reset();
    QVERIFY2(inversions == 0, qPrintable(QStringLiteral("seed %1").arg(seed)));
    QCOMPARE(served, grants);
}

HOLDFAST_GUILESS_TEST(TestLockClasses)

} // namespace tst_lockclasses

#include "tst_lockclasses.moc"
