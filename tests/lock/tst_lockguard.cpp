// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/elsewhere.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <stdexcept>

namespace tst_lockguard {

using namespace Holdfast;
using Wait = GlobalLock::Wait;

//! Tests scope guards and grants: each is given back, once.
class TestLockGuard : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void guardsReleaseOnExceptions();
    void guardsAreFreshEachTime();
    void guardsMove();
    void grantsAreUsedOnce();
    void guardsOutliveTheLock();
};

void TestLockGuard::guardsReleaseOnExceptions()
{
    GlobalLock lock;
    const auto fail = [&lock] {
        const LockGuard outer = lock.acquire(QStringLiteral("outer"));
        const LockGuard inner = lock.acquire(QStringLiteral("inner"));
        throw std::runtime_error("the stage fell off");
    };
    for (int i = 0; i < 3; ++i) {
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, fail());
        QVERIFY(!lock.status().isHeld());
        QVERIFY(isFreeForOthers(lock));
    }
}

void TestLockGuard::guardsAreFreshEachTime()
{
    GlobalLock lock;
    const auto hold = [&lock] { return lock.acquire(QStringLiteral("again")); };
    for (quint64 generation = 1; generation <= 5; ++generation) {
        const LockGuard outer = hold();
        const LockGuard inner = hold();
        QVERIFY(outer.isHolding() && inner.isHolding());
        QCOMPARE(lock.status().owner->depth, 2);
        QCOMPARE(lock.status().generation, generation);
    }
    QVERIFY(isFreeForOthers(lock));
}

void TestLockGuard::guardsMove()
{
    GlobalLock lock;
    LockGuard first = lock.acquire(QStringLiteral("first"));
    LockGuard second = std::move(first);
    QVERIFY(second.isHolding());
    second = lock.acquire(QStringLiteral("second"));
    QCOMPARE(lock.status().owner->depth, 1);
    second = LockGuard();
    QVERIFY(isFreeForOthers(lock));
}

void TestLockGuard::grantsAreUsedOnce()
{
    GlobalLock lock;
    std::optional<LockGrant> grant;
    lock.request(Holder {}, QStringLiteral("ticket"), Wait::none(), [&grant](LockOutcome outcome) {
        grant = std::get<LockGrant>(std::move(outcome));
    });
    QVERIFY(grant);
    QCOMPARE(lock.status().owner->depth, 0);
    QVERIFY(!isFreeForOthers(lock));
    LockGuard hold = grant->enter();
    QCOMPARE(lock.status().owner->depth, 1);
    QVERIFY(lock.isHeldHere(grant->holder()));
    QVERIFY_THROWS_EXCEPTION(std::logic_error, static_cast<void>(grant->enter()));
    grant.reset();
    QVERIFY(!isFreeForOthers(lock));
    hold.release();
    QVERIFY(isFreeForOthers(lock));
}

void TestLockGuard::guardsOutliveTheLock()
{
    auto lock = std::make_unique<GlobalLock>();
    LockGuard hold = lock->acquire(QStringLiteral("hold"));
    lock.reset();
    QVERIFY(hold.isHolding());
    hold.release();
    QVERIFY(!hold.isHolding());
}

HOLDFAST_GUILESS_TEST(TestLockGuard)

} // namespace tst_lockguard

#include "tst_lockguard.moc"
