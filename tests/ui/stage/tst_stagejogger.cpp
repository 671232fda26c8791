// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/stage/realstage.h"
#include "ui/stage/stagejogger.h"

#include <QRegularExpression>
#include <QTest>
#include <QThread>

#include <cstdlib>

namespace tst_stagejogger {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int joggerPatience = 30'000;

//! A jogger, and a stage that takes its time.
struct Jogging
{
    Jogging()
        : monitor(real.operatorSession.monitor())
        , jogger({real.operatorSession, monitor.get()})
    {
        rate[Axis::X] = 4000; // faster than the stage
    }

    bool isIdle() const { return jogger.phase() == StageJogger::Phase::Idle; }

    RealStage real;
    std::unique_ptr<StationMonitor> monitor;
    StageJogger jogger;
    StageRate rate;
};

} // namespace

//! Moving for as long as a finger is down.
class TestStageJogger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        // A jog that fails is logged.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!stage.jog failed: )")));
    }

    void movesUnderOneHoldUntilItIsLetGo()
    {
        Jogging jog;
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().x > 500, joggerPatience); // several renewals
        QCOMPARE(jog.real.lock().owner->operation, QStringLiteral("stage.jog"));
        QCOMPARE(jog.real.lock().generation, 1U);
        QCOMPARE(jog.real.operatorSession.invocations().size(), 1);
        const auto released = RealStage::Clock::now();
        jog.jogger.end();
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), joggerPatience);
        QVERIFY(jog.real.stoodStillSince(released, 100ms));
        QVERIFY(!jog.real.lock().isHeld());
        QVERIFY(jog.jogger.problem().isEmpty());
    }

    void aSmallStepIsSlow()
    {
        Jogging jog;
        jog.rate[Axis::X] = 60;
        const auto begun = RealStage::Clock::now();
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().x >= 20, joggerPatience);
        const auto renewals = (RealStage::Clock::now() - begun) / StageJogger::renewalInterval + 2;
        QVERIFY(jog.real.position().x <= renewals * 6);
        QVERIFY(!jog.jogger.isFastest());
        QCOMPARE((*jog.jogger.rate())[Axis::X], 60.0);
    }

    void anotherDirectionReplacesTheOneBefore()
    {
        Jogging jog;
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().x > 20, joggerPatience);
        StageRate down;
        down[Axis::Y] = -4000;
        jog.jogger.begin(down);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().y < -20, joggerPatience);
        const int x = jog.real.position().x;
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().y < -200, joggerPatience);
        QCOMPARE(jog.real.position().x, x);
        QCOMPARE(jog.real.lock().generation, 1U);
    }

    void axesMoveTogetherEachAtItsOwnSpeed()
    {
        Jogging jog;
        jog.rate = {{300, -75, 15}};
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().x > 300, joggerPatience);
        jog.jogger.end();
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), joggerPatience);
        QCOMPARE(jog.real.operatorSession.invocations().size(), 1);
        // What is lost to rounding is less than the part of one renewal, however often it is asked for.
        const StagePosition there = jog.real.position();
        QVERIFY2(std::abs(there.y + there.x / 4) <= 9, qPrintable(there.toString()));
        QVERIFY2(std::abs(there.z - there.x / 20) <= 3, qPrintable(there.toString()));
    }

    void aSpeedThatTremblesIsNoFaster()
    {
        Jogging jog;
        jog.rate[Axis::X] = 100;
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(jog.jogger.rate(), joggerPatience);
        const auto begun = RealStage::Clock::now();
        while (RealStage::Clock::now() - begun < 600ms) {
            jog.rate[Axis::X] = jog.rate[Axis::X] == 100 ? 101 : 100;
            jog.jogger.begin(jog.rate);
            QTest::qWait(10);
        }
        const auto renewals = (RealStage::Clock::now() - begun) / StageJogger::renewalInterval + 3;
        QVERIFY2(jog.real.position().x <= renewals * 11,
                 qPrintable(jog.real.position().toString()));
        QVERIFY(jog.real.position().x > 20);
    }

    void whatIsFasterThanTheStageMovesAsFastAsItCan()
    {
        Jogging jog;
        jog.rate = {{4000, 2000, 0}};
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(jog.jogger.rate(), joggerPatience);
        QVERIFY(jog.jogger.isFastest());
        QCOMPARE((*jog.jogger.rate())[Axis::X], 1000.0);
        QCOMPARE((*jog.jogger.rate())[Axis::Y], 500.0);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().x > 300, joggerPatience);
        jog.jogger.end();
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), joggerPatience);
        const StagePosition there = jog.real.position();
        QVERIFY2(std::abs(there.y - there.x / 2) <= 9, qPrintable(there.toString()));
    }

    void aWindowThatStallsStopsTheStageAndDoesNotGoOnByItself()
    {
        Jogging jog;
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().x > 20, joggerPatience);
        const auto stalled = RealStage::Clock::now();
        // No turn of this event loop until the stage's side has ended it.
        while (jog.real.lock().isHeld() && RealStage::Clock::now() - stalled < 30s)
            QThread::msleep(1);
        const StagePosition there = jog.real.position();
        QVERIFY(!jog.real.lock().isHeld());
        QVERIFY(jog.real.stoodStillSince(stalled, 400ms));
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), joggerPatience);
        QVERIFY2(jog.jogger.problem().contains(QStringLiteral("busy")),
                 qPrintable(jog.jogger.problem()));
        QTest::qWait(3 * StageJogger::renewalInterval.count()); // the timer that would renew it has
                                                                // not
        QCOMPARE(jog.real.position(), there);
        QCOMPARE(jog.real.operatorSession.invocations().size(), 1);
    }

    void whoLetsGoWhileItWaitsHasMovedNothing()
    {
        Jogging jog;
        const InvocationRecord move = jog.real.beginClientMove();
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().z > 20, joggerPatience);
        jog.jogger.begin(jog.rate);
        QCOMPARE(jog.jogger.phase(), StageJogger::Phase::Waiting);
        QCOMPARE(jog.real.lock().queue.size(), 1);
        jog.jogger.end();
        QVERIFY(jog.real.lock().queue.isEmpty());
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), joggerPatience);
        QVERIFY(jog.jogger.problem().isEmpty());
        jog.real.endClientMove(move);
        QTRY_VERIFY_WITH_TIMEOUT(!jog.real.lock().isHeld(), joggerPatience);
        QCOMPARE(jog.real.position().x, 0);
    }

    void whoGoesOnHoldingMovesOnceTheLockIsFree()
    {
        Jogging jog;
        const InvocationRecord move = jog.real.beginClientMove();
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().z > 20, joggerPatience);
        jog.jogger.begin(jog.rate);
        jog.real.endClientMove(move);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().x > 20, joggerPatience);
        QCOMPARE(jog.jogger.phase(), StageJogger::Phase::Moving);
    }

    void waitsNoLongerThanItSaysAndNamesTheOwner()
    {
        Jogging jog;
        const InvocationRecord move = jog.real.beginClientMove();
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().z > 20, joggerPatience);
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(!jog.jogger.problem().isEmpty(), joggerPatience);
        QVERIFY(jog.isIdle());
        QVERIFY(jog.jogger.problem().contains(QStringLiteral("tile scan (127.0.0.1:40112)")));
        jog.real.endClientMove(move);
        QTest::qWait(2 * StageJogger::renewalInterval.count()); // no object asks for it any more
        QCOMPARE(jog.real.position().x, 0);
    }

    void controlThatWasThereBeforeStays()
    {
        Jogging jog;
        QVERIFY(jog.real.operatorSession.lock().takeControl().wait());
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().x > 20, joggerPatience);
        jog.jogger.end();
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), joggerPatience);
        QVERIFY(jog.real.operatorSession.lock().hasControl());
        QVERIFY(jog.jogger.problem().isEmpty());
    }

    void anEndOfTheStageEndsIt()
    {
        SimulatedStageOptions options;
        options.softLimits.x = {-30, 30};
        const RealStage near(options);
        const auto monitor = near.operatorSession.monitor();
        StageJogger jogger({near.operatorSession, monitor.get()});
        StageRate rate;
        rate[Axis::X] = 4000;
        jogger.begin(rate);
        QTRY_VERIFY_WITH_TIMEOUT(!jogger.problem().isEmpty(), joggerPatience);
        QCOMPARE(jogger.phase(), StageJogger::Phase::Idle);
        QVERIFY(jogger.problem().contains(QStringLiteral("soft limit of 30")));
        QCOMPARE(near.position().x, 30);
        QTRY_VERIFY_WITH_TIMEOUT(!near.lock().isHeld(), joggerPatience);
    }

    void aStageThatCannotJogSaysSo()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        StageJogger jogger({bench.operatorSession, monitor.get()});
        jogger.begin({});
        QCOMPARE(jogger.phase(), StageJogger::Phase::Idle);
        QVERIFY(jogger.problem().contains(QStringLiteral("'jog'")));
        jogger.end();
        QVERIFY(bench.controls->moves().isEmpty());
    }

    void anEmergencyStopEndsItForGood()
    {
        Jogging jog;
        jog.jogger.begin(jog.rate);
        QTRY_VERIFY_WITH_TIMEOUT(jog.real.position().x > 20, joggerPatience);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        const auto stopped = RealStage::Clock::now();
        (void)jog.real.client.stop();
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), joggerPatience);
        QVERIFY(jog.real.stoodStillSince(stopped, 100ms));
        QVERIFY(!jog.jogger.problem().isEmpty());
        QVERIFY(bool(jog.real.operatorSession.lock().clearStop()));
        QTest::qWait(3 * StageJogger::renewalInterval.count()); // it does not begin anew
        QVERIFY(jog.real.stoodStillSince(stopped, 100ms));
    }
};

HOLDFAST_TEST(TestStageJogger)

} // namespace tst_stagejogger

#include "tst_stagejogger.moc"
