// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/outcome.h"
#include "tests/lock/turns.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <vector>

namespace tst_locklimits {

using namespace Holdfast;
using namespace std::chrono_literals;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");

Holder client(const QString &name, const QString &address)
{
    return Holder(Principal::client(name, address));
}

std::optional<Reason> refusalOf(GlobalLock &lock, const Holder &holder)
{
    // Shared, because a ticket that gets its place is called back later.
    const auto reason = std::make_shared<std::optional<Reason>>();
    lock.request(holder, op, Wait::unlimited(), [reason](const LockOutcome &outcome) {
        if (const auto *refusal = std::get_if<GlobalLockBusyError>(&outcome))
            *reason = refusal->reason();
    });
    return *reason;
}

void ignore(const LockOutcome &)
{
}

} // namespace

//! Tests how many waiters may stand in the queue, and which refusal the others get.
class TestLockLimits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void clientKeys_data();
    void clientKeys();
    void anotherNameGivesNoMorePlaces();
    void oneClientHasEightPlaces();
    void aPlaceThatIsLeftCanBeTakenAgain();
    void theLineHasSixtyFourPlaces();
    void operatorsAlwaysGetAPlace();
    void limitsAreConfigurable();
    void theLimitsHoldForSleepingThreadsToo();
};

void TestLockLimits::clientKeys_data()
{
    QTest::addColumn<QString>("address");
    QTest::addColumn<QString>("key");
    const auto row = [](const char *name, const char *address, const char *key) {
        QTest::newRow(name) << QString::fromLatin1(address) << QString::fromLatin1(key);
    };
    row("name and host, without the port", "127.0.0.1:40112", "scan@127.0.0.1");
    row("an address of the newer kind", "[::1]:40112", "scan@[::1]");
    row("the same without a port", "::1", "scan@::1");
    row("a host without a port", "127.0.0.1", "scan@127.0.0.1");
    row("a client without an address", "", "scan@");
}

void TestLockLimits::clientKeys()
{
    QFETCH(const QString, address);
    QFETCH(const QString, key);
    QCOMPARE(Principal::client(QStringLiteral("scan"), address).clientKey, key);
}

void TestLockLimits::anotherNameGivesNoMorePlaces()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(op);
    Principal scan = Principal::client(QStringLiteral("scan"), QStringLiteral("127.0.0.1:1"));
    for (int i = 0; i < 8; ++i) {
        scan.name = QStringLiteral("scan %1").arg(i);
        QVERIFY(!refusalOf(lock, Holder(scan)));
    }
    scan.name = QStringLiteral("another one");
    QCOMPARE(refusalOf(lock, Holder(scan)), std::optional(Reason::TooManyOfClient));
}

void TestLockLimits::oneClientHasEightPlaces()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(op);
    for (int i = 0; i < 8; ++i) {
        const QString address = QStringLiteral("127.0.0.1:%1").arg(40'000 + i);
        lock.request(client(QStringLiteral("scan"), address), op, Wait::unlimited(), ignore);
    }
    QCOMPARE(lock.status().queue.size(), 8);
    Outcome ninth;
    lock.request(client(QStringLiteral("scan"), QStringLiteral("127.0.0.1:50000")), op,
                 Wait::upTo(patience), ninth.callback());
    QCOMPARE(ninth.calls(), 1);
    QVERIFY(ninth.refusal().reason() == Reason::TooManyOfClient);
    QCOMPARE(ninth.refusal().position(), 0);
    QVERIFY(ninth.refusal().retryAfter() >= 1s);
    QCOMPARE(ninth.refusal().message(),
             QStringLiteral("The global lock could not be acquired: this client has 8 requests in "
                            "line already, as many as one client may have. Wait for one of them "
                            "first."));
    QVERIFY(!refusalOf(lock, client(QStringLiteral("scan"), QStringLiteral("10.0.0.2:1"))));
    QVERIFY(!refusalOf(lock, client(QStringLiteral("other"), QStringLiteral("127.0.0.1:1"))));
}

void TestLockLimits::aPlaceThatIsLeftCanBeTakenAgain()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(op);
    std::vector<LockTicket> tickets;
    for (int i = 0; i < 8; ++i)
        tickets.push_back(lock.request(aClient(), op, Wait::unlimited(), ignore));
    QVERIFY(refusalOf(lock, aClient()) == Reason::TooManyOfClient);
    QVERIFY(tickets[3].withdraw());
    lock.request(aClient(), op, Wait::unlimited(), ignore);
    QCOMPARE(lock.status().queue.size(), 8);
    QVERIFY(refusalOf(lock, aClient()) == Reason::TooManyOfClient);
}

void TestLockLimits::theLineHasSixtyFourPlaces()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(op);
    for (int i = 0; i < 64; ++i) {
        const QString name = QStringLiteral("client %1").arg(i);
        lock.request(client(name, {}), op, Wait::unlimited(), ignore);
    }
    QCOMPARE(lock.status().queue.size(), 64);
    Outcome next;
    lock.request(aClient(), op, Wait::unlimited(), next.callback());
    QCOMPARE(next.calls(), 1);
    QVERIFY(next.refusal().reason() == Reason::QueueFull);
    QVERIFY(next.refusal().retryAfter() >= 1s);
    QCOMPARE(next.refusal().message(),
             QStringLiteral("The global lock could not be acquired: 64 requests wait in line "
                            "already, which is the most that may. Try again later."));
    QVERIFY(refusalOf(lock, Holder {}) == Reason::QueueFull);
}

void TestLockLimits::operatorsAlwaysGetAPlace()
{
    LockPolicy policy;
    policy.limits.inAll = 0;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, policy);
    LockGuard hold = lock.acquire(op);
    Outcome click;
    lock.request(anOperator(), op, Wait::unlimited(), click.callback());
    QCOMPARE(click.calls(), 0);
    hold.release();
    QVERIFY(click.isGrant());
}

void TestLockLimits::limitsAreConfigurable()
{
    LockPolicy policy;
    policy.limits = {.perClient = 1, .inAll = 2};
    GlobalLock lock(QStringLiteral("global lock"), 50ms, policy);
    QVERIFY(lock.status().limits == policy.limits);
    const LockGuard hold = lock.acquire(op);
    lock.request(aClient(), op, Wait::unlimited(), ignore);
    QVERIFY(refusalOf(lock, aClient()) == Reason::TooManyOfClient);
    lock.request(Holder {}, op, Wait::unlimited(), ignore);
    QVERIFY(refusalOf(lock, Holder {}) == Reason::QueueFull);
}

void TestLockLimits::theLimitsHoldForSleepingThreadsToo()
{
    LockPolicy policy;
    policy.limits.inAll = 0;
    GlobalLock lock(QStringLiteral("global lock"), 50ms, policy);
    const LockGuard hold = lock.acquire(op);
    const Attempt refused =
        elsewhere([&lock] { return attempt(lock, Wait::unlimited(), aClient()); });
    QVERIFY(!refused.granted);
    QVERIFY(refused.refusal->reason() == Reason::QueueFull);
}

HOLDFAST_GUILESS_TEST(TestLockLimits)

} // namespace tst_locklimits

#include "tst_locklimits.moc"
