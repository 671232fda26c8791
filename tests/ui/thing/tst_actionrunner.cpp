// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "ui/thing/action/actionrunner.h"

#include <QRegularExpression>
#include <QTest>

#include <memory>

namespace tst_actionrunner {

using namespace Holdfast;

using Phase = Operation::Phase;

namespace {

const QString rich = QStringLiteral("rich");

struct Wire
{
    explicit Wire(const char *name)
        : monitor(bench.operatorSession.monitor())
        , runner({bench.operatorSession, monitor.get()}, rich,
                 *bench.operatorSession.affordances(rich)->action(QString::fromLatin1(name)))
    {
    }

    bool isDone() const
    {
        return runner.operation().phase() == Phase::Idle && runner.operation().invocation()
               && runner.operation().invocation()->isFinished();
    }

    Fake::Bench bench {{true, true, true, true}};
    std::unique_ptr<StationMonitor> monitor;
    ActionRunner runner;
};

} // namespace

class TestActionRunner : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void itRunsAndReturns()
    {
        Wire wire("sum");
        wire.runner.run(Json {{"first", 2}, {"second", 3}});
        QTRY_VERIFY_WITH_TIMEOUT(wire.isDone(), 30'000);
        QCOMPARE(wire.runner.problem(), QString());
        QCOMPARE(wire.runner.operation().invocation()->output->json, Json(5));
    }

    void whatIsWrongWithItsInputIsSaidAtOnce()
    {
        Wire wire("sum");
        wire.runner.run(Json {{"first", 10}, {"second", 3}});
        QCOMPARE(wire.runner.operation().phase(), Phase::Idle);
        QCOMPARE(wire.runner.problem(),
                 QStringLiteral("Not run. first: Input should be less than or equal to 9"));
    }

    void aFailureIsOneSentence()
    {
        Wire wire("fail");
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("^rich.fail failed: It does")));
        wire.runner.run(Json::object());
        QTRY_COMPARE_WITH_TIMEOUT(wire.runner.problem(),
                                  QStringLiteral("The action failed. It does <i>not</i> work."),
                                  30'000);
    }

    void itSaysHowFarItIsAndCanBeCancelled()
    {
        Wire wire("sweep");
        wire.bench.controls->blockMoves = true;
        wire.runner.run(Json::object());
        QTRY_VERIFY_WITH_TIMEOUT(wire.runner.operation().invocation()->progress, 30'000);
        QCOMPARE(wire.runner.operation().phase(), Phase::Running);
        QCOMPARE(wire.runner.operation().invocation()->progress->percent, 50.0);
        const QUuid id = wire.runner.operation().invocation()->id;
        wire.runner.run(Json::object()); // is under way
        QCOMPARE(wire.runner.operation().invocation()->id, id);
        wire.runner.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(wire.runner.problem(), QStringLiteral("Cancelled."), 30'000);
    }

    void itWaitsForTheLockAndLeavesTheLineWhenTold()
    {
        Wire wire("sum");
        (void)wire.bench.holdRemotely();
        wire.runner.run(Json {{"first", 2}, {"second", 3}});
        QTRY_COMPARE_WITH_TIMEOUT(wire.runner.operation().phase(), Phase::Waiting, 30'000);
        QCOMPARE(wire.runner.operation().waitingFor(),
                 QStringLiteral("tile scan (127.0.0.1:40112): stage.move_relative"));
        wire.runner.cancel();
        QTRY_COMPARE_WITH_TIMEOUT(wire.runner.operation().phase(), Phase::Idle, 30'000);
        QVERIFY(!wire.runner.operation().invocation()->output);
    }

    void whoDoesNotGetTheLockIsToldWhy()
    {
        Wire wire("nothing");
        (void)wire.bench.holdRemotely();
        wire.runner.run(Json::object());
        QTRY_VERIFY_WITH_TIMEOUT(!wire.runner.problem().isEmpty(), 30'000);
        QVERIFY2(wire.runner.problem().startsWith(
                     QStringLiteral("Not run. The global lock could not be acquired")),
                 qPrintable(wire.runner.problem()));
    }

    void anEndWithoutAListenerIsCaughtUpWith()
    {
        Wire wire("sweep");
        wire.bench.controls->blockMoves = true;
        wire.runner.run(Json::object());
        wire.monitor.reset();
        wire.bench.controls->blockMoves = false;
        QTRY_VERIFY_WITH_TIMEOUT(wire.isDone(), 30'000);
        QCOMPARE(wire.runner.operation().invocation()->state, InvocationState::Completed);
    }

    void aStopIsNotTheOperatorsCancel()
    {
        Wire wire("sweep");
        wire.bench.controls->blockMoves = true;
        wire.runner.run(Json::object());
        QTRY_VERIFY_WITH_TIMEOUT(wire.runner.operation().invocation()->progress, 30'000);
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        QVERIFY(wire.bench.remoteSession.stop().wait());
        QTRY_VERIFY_WITH_TIMEOUT(wire.runner.problem().startsWith(
                                     QStringLiteral("The action was stopped before its end.")),
                                 30'000);
    }
};

HOLDFAST_TEST(TestActionRunner)

} // namespace tst_actionrunner

#include "tst_actionrunner.moc"
