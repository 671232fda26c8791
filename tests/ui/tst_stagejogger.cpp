// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "ui/stage/stagejogger.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_stagejogger {

using namespace Holdfast;

namespace {

constexpr int patience = 30'000;

//! A jogger, and what the instrument hears of it.
struct Jog
{
    Jog()
        : monitor(bench.operatorSession.monitor())
        , jogger(bench.operatorSession, monitor.get())
    {
        step[Axis::X] = 100;
    }

    qsizetype moves() const { return bench.controls->moves().size(); }
    bool isIdle() const { return jogger.phase() == StageJogger::Phase::Idle; }
    LockStatus lock() const { return bench.operatorSession.lockStatus(); }

    Fake::Bench bench;
    std::unique_ptr<StationMonitor> monitor;
    StageJogger jogger;
    StageSteps step;
};

} // namespace

//! Moving for as long as a finger is down.
class TestStageJogger : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        // A move that fails is logged; how many had been asked for by then is a matter of luck.
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!stage.move_relative failed: x would leave)")));
    }

    void movesAgainAndAgainUnderOneHold()
    {
        Jog jog;
        jog.jogger.begin(jog.step);
        QTRY_VERIFY_WITH_TIMEOUT(jog.moves() >= 3, patience);
        QVERIFY(jog.lock().owner);
        QVERIFY(jog.lock().owner->lease);
        QCOMPARE(jog.lock().generation, 1U);
        jog.jogger.end();
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), patience);
        QVERIFY(!jog.lock().isHeld());
        QVERIFY(jog.jogger.problem().isEmpty());
    }

    void nothingMovesAfterTheFingerIsGone()
    {
        Jog jog;
        jog.bench.controls->blockMoves = true; // a long move
        jog.jogger.begin(jog.step);
        QTRY_COMPARE_WITH_TIMEOUT(jog.moves(), 1, patience);
        jog.jogger.end();
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), patience);
        QCOMPARE(jog.moves(), 1);
        QVERIFY(!jog.lock().isHeld());
    }

    void whoLetsGoWhileItWaitsHasMovedNothing()
    {
        Jog jog;
        (void)jog.bench.holdRemotely();
        const qsizetype before = jog.moves();
        jog.jogger.begin(jog.step);
        QCOMPARE(jog.jogger.phase(), StageJogger::Phase::Waiting);
        QCOMPARE(jog.lock().queue.size(), 1);
        jog.jogger.end();
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), patience);
        QVERIFY(jog.lock().queue.isEmpty());
        jog.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(!jog.lock().isHeld(), patience);
        QCOMPARE(jog.moves(), before);
        QVERIFY(!jog.bench.operatorSession.lock().hasControl());
    }

    void controlThatWasThereBeforeStays()
    {
        Jog jog;
        QVERIFY(jog.bench.operatorSession.lock().takeControl().wait());
        jog.jogger.begin(jog.step);
        QTRY_VERIFY_WITH_TIMEOUT(jog.moves() >= 1, patience);
        jog.jogger.end();
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), patience);
        QVERIFY(jog.bench.operatorSession.lock().hasControl());
    }

    void anEndOfTheStageEndsIt()
    {
        Jog jog;
        jog.step[Axis::X] = Fake::Stage::softLimit;
        jog.jogger.begin(jog.step);
        QTRY_VERIFY_WITH_TIMEOUT(!jog.jogger.problem().isEmpty(), patience);
        QTRY_VERIFY_WITH_TIMEOUT(jog.isIdle(), patience);
        QVERIFY(jog.jogger.problem().contains(QStringLiteral("soft limits")));
        QVERIFY(!jog.lock().isHeld());
    }
};

HOLDFAST_TEST(TestStageJogger)

} // namespace tst_stagejogger

#include "tst_stagejogger.moc"
