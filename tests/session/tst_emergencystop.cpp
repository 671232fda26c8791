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
    void callsOnceMoreWhenTheLockHasHadAnotherOwner_data()
    {
        QTest::addColumn<bool>("hasAnother");
        QTest::newRow("the next owner of the lock came between the calls and the latch") << true;
        QTest::newRow("no other owner came") << false;
    }
    void callsOnceMoreWhenTheLockHasHadAnotherOwner()
    {
        QFETCH(bool, hasAnother);
        Workbench bench;
        quint64 owner = 7;
        EmergencyStop stop([&owner] { return owner; }, [](const StopReport &) {});
        QVERIFY(stop.prepare({&bench}));
        bool isCalled = false;
        auto reply = stop.stop({&bench}, {}, [&](StopReport &) {
            // What was stopped has let the next operation in.
            isCalled = QTest::qWaitFor([&] { return bench.stops.load() == 1; }, 30'000);
            owner += hasAnother ? 1 : 0;
        });
        QVERIFY(isCalled);
        QVERIFY(reply.wait()->isComplete());
        QVERIFY(stop.waitForDone(QDeadlineTimer::Forever));
        QCOMPARE(bench.stops.load(), hasAnother ? 2 : 1);
    }

    void callsOnceMoreAfterACallThatHangs()
    {
        Workbench bench;
        quint64 owner = 7;
        EmergencyStop stop([&owner] { return owner; }, [](const StopReport &) {});
        QVERIFY(stop.prepare({&bench}));
        bench.hangsInStop = true;
        (void)stop.stop({&bench}, {}, [&owner](StopReport &) { ++owner; });
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
