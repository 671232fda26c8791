// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/workerthread.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QFile>
#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <memory>
#include <optional>
#include <unistd.h>
#include <vector>

namespace tst_workerthread {

using namespace Holdfast;

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds patience {60}; // only a test that fails takes so long

QDeadlineTimer longEnough()
{
    return QDeadlineTimer(patience);
}

QByteArray nameOfThisThread()
{
    QFile file(QStringLiteral("/proc/self/task/%1/comm").arg(::gettid()));
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

//! The work of a thread that a test holds up.
struct Hurdle
{
    QSemaphore running {};
    QSemaphore goOn {};
    std::atomic<int> calls = 0;

    WorkerThread::TimePoint work()
    {
        ++calls;
        running.release();
        goOn.acquire();
        return WorkerThread::never;
    }
};

} // namespace

class TestWorkerThread : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void worksOnlyWhenItIsWoken()
    {
        std::atomic<int> calls = 0;
        QByteArray name;
        WorkerThread thread(QStringLiteral("a-name-of-more-bytes"), [&] {
            ++calls;
            name = nameOfThisThread();
            return WorkerThread::never;
        });
        QVERIFY(thread.waitForDone(longEnough()));
        QCOMPARE(calls.load(), 0);
        thread.wake();
        QVERIFY(thread.waitForDone(longEnough()));
        QCOMPARE(calls.load(), 1);
        QCOMPARE(name, QByteArray("a-name-of-more-"));
    }

    void worksAtTheTimeThatItsWorkHasAskedFor()
    {
        constexpr std::chrono::milliseconds pause {20};
        const auto first = Clock::now() + pause;
        std::vector<Clock::time_point> due {first};
        std::vector<Clock::time_point> at;
        QSemaphore done;
        const WorkerThread thread(
            QStringLiteral("clock"),
            [&] {
                at.push_back(Clock::now());
                if (at.size() == 3) {
                    done.release();
                    return WorkerThread::never;
                }
                due.push_back(at.back() + pause);
                return due.back();
            },
            first);
        QVERIFY(done.tryAcquire(1, patience));
        for (std::size_t i = 0; i < at.size(); ++i)
            QVERIFY(at[i] >= due[i]);
    }

    void isWokenBeforeTheTimeHasCome()
    {
        std::atomic<int> calls = 0;
        WorkerThread thread(QStringLiteral("clock"), [&calls] {
            ++calls;
            return Clock::now() + std::chrono::hours {1};
        });
        for (int i = 1; i <= 3; ++i) {
            thread.wake();
            QVERIFY(thread.waitForDone(longEnough()));
            QCOMPARE(calls.load(), i);
        }
    }

    void worksOnceMoreWhenItIsWokenAtWork()
    {
        Hurdle hurdle;
        WorkerThread thread(QStringLiteral("work"), [&hurdle] { return hurdle.work(); });
        thread.wake();
        hurdle.running.acquire();
        thread.wake();
        thread.wake();
        QVERIFY(!thread.waitForDone(QDeadlineTimer(0)));
        hurdle.goOn.release(3);
        QVERIFY(thread.waitForDone(longEnough()));
        QCOMPARE(hurdle.calls.load(), 2);
    }

    void doesTheWorkForWhichItWasWokenBeforeItsEnd()
    {
        Hurdle hurdle;
        hurdle.goOn.release(2);
        WorkerThread thread(QStringLiteral("work"), [&hurdle] { return hurdle.work(); });
        thread.wake();
        QVERIFY(thread.end(longEnough()));
        QCOMPARE(hurdle.calls.load(), 1);
        thread.wake();
        QVERIFY(thread.waitForDone(longEnough()));
        QVERIFY(thread.end(longEnough()));
        QCOMPARE(hurdle.calls.load(), 1);
    }

    void doesNotWaitForTheNextTimeAtItsEnd()
    {
        std::atomic<int> calls = 0;
        WorkerThread thread(
            QStringLiteral("clock"),
            [&calls] {
                ++calls;
                return WorkerThread::never;
            },
            Clock::now() + std::chrono::hours {1});
        QVERIFY(thread.end(longEnough()));
        QCOMPARE(calls.load(), 0);
    }

    void leavesAThreadAloneThatDoesNotEnd()
    {
        const auto hurdle = std::make_shared<Hurdle>();
        const auto kept = std::make_shared<int>(1);
        {
            WorkerThread thread(QStringLiteral("stuck"), [hurdle, kept] { return hurdle->work(); });
            thread.wake();
            hurdle->running.acquire();
            QVERIFY(!thread.end(QDeadlineTimer(0)));
            QVERIFY(!thread.end(QDeadlineTimer::Forever));
        } // does not wait
        QVERIFY(kept.use_count() > 1);
        hurdle->goOn.release();
        WAIT_UNTIL(kept.use_count() == 1);
    }

    void mayBeDestroyedByItsOwnWork()
    {
        const auto kept = std::make_shared<int>(1);
        QSemaphore done;
        auto thread = std::make_unique<std::optional<WorkerThread>>();
        thread->emplace(QStringLiteral("work"), [kept, &done, &thread] {
            thread.reset();
            done.release();
            return WorkerThread::never;
        });
        (*thread)->wake();
        QVERIFY(done.tryAcquire(1, patience));
        WAIT_UNTIL(kept.use_count() == 1);
    }

    void theWakerMayOutliveTheThread()
    {
        std::atomic<int> calls = 0;
        std::function<void()> wake;
        {
            WorkerThread thread(QStringLiteral("work"), [&calls] {
                ++calls;
                return WorkerThread::never;
            });
            wake = thread.waker();
            wake();
        }
        QCOMPARE(calls.load(), 1);
        wake();
        QCOMPARE(calls.load(), 1);
    }

    void theWorkIsDestroyedThoughItHasTheWaker()
    {
        struct Owner
        {
            std::function<void()> wake {};
        };
        const auto owner = std::make_shared<Owner>();
        {
            WorkerThread thread(QStringLiteral("work"), [owner] { return WorkerThread::never; });
            owner->wake = thread.waker();
        }
        QCOMPARE(owner.use_count(), 1);
    }
};

HOLDFAST_GUILESS_TEST(TestWorkerThread)

} // namespace tst_workerthread

#include "tst_workerthread.moc"
