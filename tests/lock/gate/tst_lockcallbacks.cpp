// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/outcome.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <stdexcept>

namespace tst_lockcallbacks {

using namespace Holdfast;
using namespace std::chrono_literals;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");

} // namespace

//! Tests which calls the callback of a ticket may make, and which it must not.
class TestLockCallbacks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aLongChainOfHandOffsNeedsNoStack();
    void aCallbackMayAskAgainForEver();
    void aCallbackThatThrowsIsReportedAndHarmsNothing();
    void aCallbackMayDestroyTheLock();
};

void TestLockCallbacks::aLongChainOfHandOffsNeedsNoStack()
{
    constexpr int length = 100'000;
    GlobalLock lock(QStringLiteral("global lock"), GlobalLock::defaultWait, unlimitedQueue());
    LockGuard hold = lock.acquire(op);
    int grants = 0;
    for (int i = 0; i < length; ++i) {
        lock.request(Holder {}, op, Wait::unlimited(), [&grants](LockOutcome outcome) {
            grants += std::holds_alternative<LockGrant>(outcome) ? 1 : 0;
        });
    }
    hold.release();
    QCOMPARE(grants, length);
    QVERIFY(!lock.status().isHeld());
}

void TestLockCallbacks::aCallbackMayAskAgainForEver()
{
    constexpr int times = 100'000;
    GlobalLock lock;
    int grants = 0;
    GlobalLock::Callback again = [&](const LockOutcome &outcome) {
        QVERIFY(std::holds_alternative<LockGrant>(outcome));
        if (++grants < times)
            lock.request(Holder {}, op, Wait::unlimited(), again);
    };
    lock.request(Holder {}, op, Wait::unlimited(), again);
    QCOMPARE(grants, times);
    QVERIFY(isFreeForOthers(lock));
}

void TestLockCallbacks::aCallbackThatThrowsIsReportedAndHarmsNothing()
{
    GlobalLock lock;
    QTest::ignoreMessage(QtCriticalMsg,
                         QRegularExpression(QStringLiteral("must not throw.*: oh no")));
    lock.request(Holder {}, op, Wait::none(),
                 [](const LockOutcome &) { throw std::runtime_error("oh no"); });
    QVERIFY(isFreeForOthers(lock));
}

void TestLockCallbacks::aCallbackMayDestroyTheLock()
{
    for (const Wait wait : {Wait::none(), Wait::upTo(5ms)}) {
        auto lock = std::make_unique<GlobalLock>();
        LockGuard hold = lock->acquire(op);
        std::promise<void> destroyed;
        lock->request(Holder {}, op, wait, [&](const LockOutcome &) {
            lock.reset();
            destroyed.set_value();
        });
        QVERIFY(destroyed.get_future().wait_for(patience) == std::future_status::ready);
        hold.release();
    }
}

HOLDFAST_GUILESS_TEST(TestLockCallbacks)

} // namespace tst_lockcallbacks

#include "tst_lockcallbacks.moc"
