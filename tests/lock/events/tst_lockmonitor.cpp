// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/events/lockmonitor.h"
#include "core/lock/globallock.h"
#include "tests/lock/elsewhere.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

namespace tst_lockmonitor {

using namespace Holdfast;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");

LockStatus lastOf(const QSignalSpy &spy)
{
    return spy.last().first().value<LockStatus>();
}

} // namespace

//! A monitor tells one thread of a lock's changes: not each, but always the latest.
class TestLockMonitor : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsAChange();
    void saysNothingWhenNothingChanged();
    void coalescesAndEndsWithTheLatest();
    void tellsItsOwnThread();
    void mayBeDestroyedAmidChanges();
    void outlivesTheLock();
};

void TestLockMonitor::tellsAChange()
{
    GlobalLock lock;
    LockMonitor monitor(&lock, 1ms);
    QSignalSpy spy(&monitor, &LockMonitor::changed);
    LockGuard hold = lock.acquire(op);
    QCOMPARE(spy.size(), 0); // never inside the call that changes the lock
    QVERIFY(monitor.status().isHeld());
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, patience.count());
    QCOMPARE(lastOf(spy).owner->operation, op);
    hold.release();
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 2, patience.count());
    QVERIFY(!lastOf(spy).isHeld());
}

void TestLockMonitor::saysNothingWhenNothingChanged()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(op);
    LockMonitor monitor(&lock, 1ms);
    QSignalSpy spy(&monitor, &LockMonitor::changed);
    QVERIFY(!spy.wait(50));
    const LockGuard nested = lock.acquire(op);
    QVERIFY(spy.wait(int(patience.count())));
    QVERIFY(!spy.wait(50));
    QCOMPARE(spy.size(), 1);
}

void TestLockMonitor::coalescesAndEndsWithTheLatest()
{
    constexpr auto interval = 100ms;
    GlobalLock lock;
    LockMonitor monitor(&lock, interval);
    std::vector<Clock::time_point> times;
    LockStatus last;
    connect(&monitor, &LockMonitor::changed, this, [&](const LockStatus &status) {
        times.push_back(Clock::now());
        last = status;
    });
    constexpr int turns = 300;
    auto busy = std::async(std::launch::async, [&lock] {
        for (int i = 0; i < turns; ++i) {
            attempt(lock, Wait::none());
            std::this_thread::sleep_for(1ms);
        }
        return lock.status().version;
    });
    QTRY_VERIFY_WITH_TIMEOUT(busy.wait_for(0s) == std::future_status::ready, patience.count());
    const quint64 version = busy.get();
    QVERIFY(version >= 2 * turns);
    QTRY_COMPARE_WITH_TIMEOUT(last.version, version, patience.count());
    QVERIFY(times.size() > 1);
    for (size_t i = 1; i < times.size(); ++i)
        QVERIFY2(times[i] - times[i - 1] >= interval - 2ms, "two signals in one interval");
}

void TestLockMonitor::tellsItsOwnThread()
{
    GlobalLock lock;
    LockMonitor monitor(&lock, 1ms);
    std::thread::id where;
    connect(
        &monitor, &LockMonitor::changed, this, [&where] { where = std::this_thread::get_id(); },
        Qt::DirectConnection);
    elsewhere([&lock] { return attempt(lock, Wait::none()); });
    QTRY_VERIFY_WITH_TIMEOUT(where == std::this_thread::get_id(), patience.count());
}

void TestLockMonitor::mayBeDestroyedAmidChanges()
{
    GlobalLock lock;
    const std::jthread busy([&lock](const std::stop_token &enough) {
        while (!enough.stop_requested())
            attempt(lock, Wait::none());
    });
    for (int i = 0; i < 500; ++i) {
        LockMonitor monitor(&lock, 0ms);
        QSignalSpy spy(&monitor, &LockMonitor::changed);
        if (i % 10 == 0)
            QVERIFY(spy.wait(int(patience.count())));
    }
}

void TestLockMonitor::outlivesTheLock()
{
    auto lock = std::make_unique<GlobalLock>(QStringLiteral("stage port"));
    LockMonitor monitor(lock.get(), 1ms);
    QSignalSpy spy(&monitor, &LockMonitor::changed);
    {
        const LockGuard hold = lock->acquire(op);
    }
    lock.reset();
    QTRY_COMPARE_WITH_TIMEOUT(spy.size(), 1, patience.count());
    QVERIFY(!monitor.status().isHeld());
    QCOMPARE(monitor.status().name, QStringLiteral("stage port"));
}

HOLDFAST_GUILESS_TEST(TestLockMonitor)

} // namespace tst_lockmonitor

#include "tst_lockmonitor.moc"
