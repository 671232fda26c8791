// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/taskthread.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QSemaphore>
#include <QTest>
#include <QThreadPool>

#include <atomic>
#include <memory>

namespace tst_taskthread {

using namespace Holdfast;

namespace {

constexpr std::chrono::seconds longEnough {60}; // only a test that fails takes so long

qsizetype countOf(const QString &folder)
{
    return QDir(folder).entryList(QDir::AllEntries | QDir::NoDotAndDotDot).size();
}

//! Counts the threads and descriptors of the process.
std::pair<qsizetype, qsizetype> resources()
{
    return {countOf(QStringLiteral("/proc/self/task")), countOf(QStringLiteral("/proc/self/fd"))};
}

} // namespace

class TestTaskThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runsOneTaskAfterTheOther();
    void keepsTheOrderOfTasks();
    void endsAfterTheTasksThatItWasGiven();
    void goesOnAloneAfterTheDeadlineOfItsEnd();
    void aPoolHasAllItsThreadsBeforehand();
};

void TestTaskThread::runsOneTaskAfterTheOther()
{
    TaskThread thread(QStringLiteral("tasks"));
    const auto before = resources();
    const QThread *in = nullptr;
    for (int i = 0; i < 100; ++i) {
        const QThread *now = nullptr;
        thread.start([&now] { now = QThread::currentThread(); });
        QVERIFY(thread.waitForDone(QDeadlineTimer(longEnough)));
        QVERIFY(now && now != QThread::currentThread());
        QVERIFY(!in || in == now);
        in = now;
    }
    QCOMPARE(resources(), before);
}

void TestTaskThread::keepsTheOrderOfTasks()
{
    TaskThread thread(QStringLiteral("tasks"));
    QSemaphore goOn;
    QList<int> order;
    thread.start([&goOn] { goOn.acquire(); });
    for (int i = 0; i < 10; ++i)
        thread.start([&order, i] { order << i; });
    QVERIFY(!thread.waitForDone(QDeadlineTimer(0)));
    goOn.release();
    QVERIFY(thread.waitForDone(QDeadlineTimer(longEnough)));
    QCOMPARE(order, QList<int>({0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

void TestTaskThread::endsAfterTheTasksThatItWasGiven()
{
    TaskThread thread(QStringLiteral("tasks"));
    int done = 0;
    for (int i = 0; i < 10; ++i)
        thread.start([&done] { ++done; });
    QVERIFY(thread.end(QDeadlineTimer(longEnough)));
    QCOMPARE(done, 10);
    thread.start([&done] { ++done; });
    QVERIFY(thread.waitForDone(QDeadlineTimer(longEnough)));
    QCOMPARE(done, 10);
}

void TestTaskThread::goesOnAloneAfterTheDeadlineOfItsEnd()
{
    struct Gate
    {
        QSemaphore running;
        QSemaphore goOn;
        QSemaphore done;
    };
    const auto gate = std::make_shared<Gate>();
    {
        TaskThread thread(QStringLiteral("tasks"));
        thread.start([gate] {
            gate->running.release();
            gate->goOn.acquire();
        });
        thread.start([gate] { gate->done.release(); });
        gate->running.acquire();
        QVERIFY(!thread.end(QDeadlineTimer(0)));
    } // does not wait
    QVERIFY(!gate->done.tryAcquire());
    gate->goOn.release();
    QVERIFY(gate->done.tryAcquire(1, longEnough));
}

void TestTaskThread::aPoolHasAllItsThreadsBeforehand()
{
    QThreadPool pool;
    pool.setMaxThreadCount(5);
    QVERIFY(beginThreadsNow(pool));
    const auto before = resources();
    QSemaphore goOn;
    QSemaphore running;
    std::atomic<int> done = 0;
    for (int i = 0; i < 20; ++i) {
        pool.start([&] {
            running.release();
            goOn.acquire();
            ++done;
        });
    }
    QVERIFY(running.tryAcquire(5, longEnough)); // all at the same time
    QCOMPARE(resources(), before);
    goOn.release(20);
    QVERIFY(pool.waitForDone(int(std::chrono::milliseconds(longEnough).count())));
    QCOMPARE(done.load(), 20);
}

HOLDFAST_APPLESS_TEST(TestTaskThread)

} // namespace tst_taskthread

#include "tst_taskthread.moc"
