// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/emergencystop.h"
#include "tests/program/testprogram.h"
#include "tests/session/workbench.h"

#include <QTest>

namespace tst_emergencystop {

using namespace Holdfast;

//! Tests what a stop does beside the calls that it begins with.
class TestEmergencyStop : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void callsOnceMoreWhenAnOperationMayHaveBegunMeanwhile_data()
    {
        QTest::addColumn<bool>("mayHaveBegun");
        QTest::newRow("the next owner of the lock came between the calls and the latch") << true;
        QTest::newRow("no other owner came") << false;
    }
    void callsOnceMoreWhenAnOperationMayHaveBegunMeanwhile()
    {
        QFETCH(bool, mayHaveBegun);
        Workbench bench;
        EmergencyStop stop([](const StopReport &) {});
        QVERIFY(stop.prepare({&bench}));
        auto reply = stop.stop({&bench}, {}, [&](StopReport &) {
            // What was stopped has let the next operation in.
            const bool isCalled = QTest::qWaitFor([&] { return bench.stops.load() == 1; }, 30'000);
            return isCalled && mayHaveBegun ? EmergencyStop::Reach::MaybeNotLatest
                                            : EmergencyStop::Reach::Whole;
        });
        QVERIFY(reply.wait()->isComplete());
        QVERIFY(stop.waitForDone(QDeadlineTimer::Forever));
        QCOMPARE(bench.stops.load(), mayHaveBegun ? 2 : 1);
    }

    void callsOnceMoreAfterACallThatHangs()
    {
        Workbench bench;
        EmergencyStop stop([](const StopReport &) {});
        QVERIFY(stop.prepare({&bench}));
        bench.hangsInStop = true;
        (void)stop.stop({&bench}, {},
                        [](StopReport &) { return EmergencyStop::Reach::MaybeNotLatest; });
        QTRY_COMPARE_WITH_TIMEOUT(bench.stops.load(), 1, 30'000);
        bench.hangsInStop = false;
        bench.unhang.release();
        QVERIFY(stop.waitForDone(QDeadlineTimer::Forever));
        QCOMPARE(bench.stops.load(), 2);
    }
};

HOLDFAST_GUILESS_TEST(TestEmergencyStop)

} // namespace tst_emergencystop

#include "tst_emergencystop.moc"
