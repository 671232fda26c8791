// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thingerror.h"
#include "core/thing/workcontext.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace tst_workcontext {

using namespace Holdfast;
using namespace std::chrono_literals;

class TestWorkContext : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aRequestIsNoticedOnce()
    {
        WorkContext context;
        const WorkScope scope(&context);
        throwIfCancelled();
        context.requestCancel();
        QVERIFY(context.isCancelRequested());
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, throwIfCancelled());
        QVERIFY(!context.isCancelRequested());
        throwIfCancelled(); // it was declined
        cancellableSleep(1ms);
        context.requestCancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, cancellableSleep(1h));
    }

    void aRequestEndsASleep()
    {
        WorkContext context;
        std::promise<void> sleeping;
        auto work = std::async(std::launch::async, [&] {
            const WorkScope scope(&context);
            sleeping.set_value();
            cancellableSleep(1h);
        });
        sleeping.get_future().wait();
        context.requestCancel();
        QVERIFY(work.wait_for(20s) == std::future_status::ready);
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, work.get());
    }

    void sleepsForAsLongAsItIsTold()
    {
        WorkContext context;
        const WorkScope scope(&context);
        const auto start = std::chrono::steady_clock::now();
        cancellableSleep(30ms);
        QVERIFY(std::chrono::steady_clock::now() - start >= 30ms);
    }

    void outsideAnActionNothingIsCancelled()
    {
        QVERIFY(!WorkContext::current());
        throwIfCancelled();
        cancellableSleep(1ms);
        reportProgress(50);
    }

    void scopesNestAndAreOfTheirThread()
    {
        WorkContext outer;
        WorkContext inner;
        const WorkScope scope(&outer);
        {
            const WorkScope nested(&inner);
            QCOMPARE(WorkContext::current(), &inner);
        }
        QCOMPARE(WorkContext::current(), &outer);
        QVERIFY(!std::async(std::launch::async, [] { return WorkContext::current(); }).get());
    }

    void aHookHearsOfEachRequestWhileItLives()
    {
        WorkContext context;
        int called = 0;
        context.requestCancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, context.throwIfCancelled());
        {
            const CancelHook hook(context, [&called] { ++called; });
            QCOMPARE(called, 0);
            context.requestCancel();
            context.requestCancel();
            QCOMPARE(called, 2);
            QVERIFY2(context.isCancelRequested(), "a hook does not use the request up");
        }
        context.requestCancel();
        QCOMPARE(called, 2);
    }

    void aHookThatComesTooLateIsCalledAtOnce()
    {
        WorkContext context;
        context.requestCancel();
        bool called = false;
        const CancelHook hook(context, [&called] { called = true; });
        QVERIFY(called);
    }

    void noHookRunsOnceItIsGone()
    {
        constexpr int rounds = 2000;
        WorkContext context;
        std::atomic<bool> begun {false};
        std::atomic<bool> done {false};
        auto canceller = std::async(std::launch::async, [&] {
            while (!done) {
                context.requestCancel();
                begun = true;
            }
        });
        QTRY_VERIFY_WITH_TIMEOUT(begun, 30'000);
        std::vector<std::atomic<bool>> gone(rounds);
        std::atomic<int> calls {0};
        std::atomic<int> late {0};
        for (int round = 0; round < rounds; ++round) {
            {
                const CancelHook hook(context, [&, round] {
                    ++calls;
                    std::this_thread::yield();
                    late += gone[size_t(round)] ? 1 : 0;
                });
            }
            gone[size_t(round)] = true;
        }
        done = true;
        canceller.get();
        QVERIFY(calls >= rounds);
        QCOMPARE(late.load(), 0);
    }

    void theNewestRenewalCountsAndIsTakenOnce()
    {
        int taken = 0;
        WorkContext context({}, {}, [&taken] { ++taken; });
        const WorkScope scope(&context);
        const auto now = std::chrono::steady_clock::now();
        QVERIFY(context.renew({.input = 1, .asked = now - 1s}));
        QVERIFY(context.renew({.input = 2, .asked = now}));
        const std::optional<Renewal> first = awaitRenewal(now + 1h);
        QVERIFY(first);
        QCOMPARE(first->input.toInt(), 2);
        QVERIFY(first->asked == now);
        QVERIFY(!awaitRenewal(now));
        QCOMPARE(taken, 1);
    }

    void aRenewalEndsTheWaitForIt()
    {
        WorkContext context;
        std::promise<void> waiting;
        auto work = std::async(std::launch::async, [&] {
            const WorkScope scope(&context);
            waiting.set_value();
            return awaitRenewal(std::chrono::steady_clock::now() + 1h);
        });
        waiting.get_future().wait();
        QVERIFY(context.renew({.input = 3}));
        QVERIFY(work.wait_for(20s) == std::future_status::ready);
        QCOMPARE(work.get()->input.toInt(), 3);
    }

    void whatIsAboutToEndIsRenewedOnlyByWhatCameBefore()
    {
        WorkContext context;
        const WorkScope scope(&context);
        QVERIFY(context.renew({.input = 1}));
        QVERIFY(!endRenewals());
        QVERIFY(awaitRenewal({}));
        QVERIFY(endRenewals());
        QVERIFY(!context.renew({.input = 2}));
        QVERIFY(!awaitRenewal({}));
    }

    void whatIsCancelledIsNotRenewed()
    {
        WorkContext context;
        const WorkScope scope(&context);
        context.requestCancel();
        QVERIFY(!context.renew({.input = 1}));
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, (void)awaitRenewal({}));
        QVERIFY(!awaitRenewal({}));
    }

    void outsideAnActionNothingIsRenewed()
    {
        const auto deadline = std::chrono::steady_clock::now() + 5ms;
        QVERIFY(!awaitRenewal(deadline));
        QVERIFY(std::chrono::steady_clock::now() >= deadline);
        QVERIFY(endRenewals());
    }

    void progressStaysWithinBounds_data()
    {
        QTest::addColumn<double>("said");
        QTest::addColumn<double>("reported");
        QTest::newRow("below the beginning") << -5.0 << 0.0;
        QTest::newRow("on the way") << 33.3 << 33.3;
        QTest::newRow("beyond the end") << 150.0 << 100.0;
    }
    void progressStaysWithinBounds()
    {
        QFETCH(double, said);
        QFETCH(double, reported);
        Progress last;
        WorkContext context({}, [&last](const Progress &progress) { last = progress; });
        const WorkScope scope(&context);
        reportProgress(said, QStringLiteral("step"));
        QCOMPARE(last.percent, reported);
        QCOMPARE(last.message, QStringLiteral("step"));
    }

    void aVeryLongSleepIsNotAVeryShortOne()
    {
        WorkContext context;
        std::promise<void> sleeping;
        auto work = std::async(std::launch::async, [&] {
            const WorkScope scope(&context);
            sleeping.set_value();
            cancellableSleep(std::chrono::nanoseconds::max());
        });
        sleeping.get_future().wait();
        QVERIFY(work.wait_for(100ms) == std::future_status::timeout);
        context.requestCancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, work.get());
    }
};

HOLDFAST_GUILESS_TEST(TestWorkContext)

} // namespace tst_workcontext

#include "tst_workcontext.moc"
