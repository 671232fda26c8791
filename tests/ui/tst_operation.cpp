// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "ui/operation/operation.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_operation {

using namespace Holdfast;
using namespace std::chrono_literals;

using Kind = Outcome::Kind;
using Phase = Operation::Phase;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

const QString rich = QStringLiteral("rich");
const QString scan = QStringLiteral("tile scan (127.0.0.1:40112): stage.move_relative");

//! A station whose Things answer late, whose lock refuses, and which leaves, and an operation there.
struct Desk
{
    Desk()
    {
        QObject::connect(&operation, &Operation::ended, &operation,
                         [this](const Outcome &outcome) { outcomes << outcome; });
    }

    //! Moves the stage along x, which is seen in moves().
    void move(int x = 5, Operation::Wait wait = 1min)
    {
        operation.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"), Json {{"x", x}},
                         wait);
    }
    void write(int exposure, Operation::Wait wait = 1min)
    {
        operation.write(rich, QStringLiteral("exposure"), exposure, wait);
    }
    qsizetype moves() const { return bench.controls->moves().size(); }
    int exposure() const { return bench.controls->rich.load()->exposure(); }
    LockStatus lock() const { return bench.operatorSession.lockStatus(); }
    bool isFree() const { return !lock().isHeld() && lock().queue.isEmpty(); }
    bool hasEndedAs(Kind kind) const
    {
        return outcomes.size() == 1 && outcomes.first().kind == kind && !operation.isUnderWay()
               && operation.waitingFor().isEmpty() && operation.waitingText().isEmpty();
    }
    void stop() const
    {
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        if (!bench.remoteSession.stop().wait())
            qFatal("The stop has failed.");
    }

    Fake::Bench bench {{true, true, true, true}};
    std::unique_ptr<StationMonitor> monitor = bench.operatorSession.monitor();
    Operation operation {{bench.operatorSession, monitor.get()}};
    QList<Outcome> outcomes;
};

} // namespace

//! Tests the requests of the operator, from the click to the outcome.
class TestOperation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void anActionRunsAndReturns()
    {
        Desk desk;
        QCOMPARE(desk.operation.phase(), Phase::Idle);
        desk.operation.invoke(rich, QStringLiteral("sum"), Json {{"first", 2}, {"second", 3}});
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Done), s_limit);
        QVERIFY(desk.outcomes.first().hasBegun);
        QCOMPARE(desk.outcomes.first().reason(), QString());
        QCOMPARE(desk.operation.invocation()->output->json, Json(5));
    }

    void aPropertyIsWrittenAndReset()
    {
        Desk desk;
        desk.write(50);
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Done), s_limit);
        QCOMPARE(desk.exposure(), 50);
        QVERIFY(!desk.operation.invocation());
        desk.outcomes.clear();
        desk.operation.reset(rich, QStringLiteral("exposure"));
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Done), s_limit);
        QCOMPARE(desk.exposure(), 100);
    }

    void whatCannotBeginHasEndedAtOnce()
    {
        Desk desk;
        desk.operation.invoke(rich, QStringLiteral("no_such_action"), Json::object());
        QVERIFY(desk.hasEndedAs(Kind::Failed));
        QVERIFY(!desk.outcomes.first().hasBegun);
        QVERIFY(desk.outcomes.first().reason().contains(QStringLiteral("no_such_action")));
        desk.outcomes.clear();
        desk.operation.invoke(rich, QStringLiteral("sum"), Json {{"first", 10}, {"second", 3}});
        QVERIFY(desk.hasEndedAs(Kind::Failed));
        QCOMPARE(desk.outcomes.first().reason(),
                 QStringLiteral("first: Input should be less than or equal to 9"));
        desk.outcomes.clear();
        desk.write(5000);
        QVERIFY(desk.hasEndedAs(Kind::Failed));
        QCOMPARE(desk.outcomes.first().reason(),
                 QStringLiteral("Input should be less than or equal to 1000"));
    }

    void anActionThatFailsHasBegun()
    {
        Desk desk;
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("^rich.fail failed: It does")));
        desk.operation.invoke(rich, QStringLiteral("fail"), Json::object());
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Failed), s_limit);
        QVERIFY(desk.outcomes.first().hasBegun);
        QCOMPARE(desk.outcomes.first().reason(), QStringLiteral("It does <i>not</i> work."));
    }

    void itWaitsBehindANamedOwnerAndRunsInItsTurn_data()
    {
        QTest::addColumn<bool>("isWrite");
        QTest::newRow("an action") << false;
        QTest::newRow("a write") << true;
    }
    void itWaitsBehindANamedOwnerAndRunsInItsTurn()
    {
        QFETCH(bool, isWrite);
        Desk desk;
        (void)desk.bench.holdRemotely();
        if (isWrite)
            desk.write(50);
        else
            desk.move();
        QCOMPARE(desk.operation.phase(), Phase::Waiting);
        QCOMPARE(desk.operation.waitingFor(), scan);
        QCOMPARE(desk.operation.waitingText(), QStringLiteral("Waiting for %1 \u2026").arg(scan));
        QCOMPARE(desk.moves(), 1); // the client's
        desk.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Done), s_limit);
        QCOMPARE(desk.moves(), isWrite ? 1 : 2);
        QCOMPARE(desk.exposure(), isWrite ? 50 : 100);
    }

    void theNextOwnerIsNamedInItsTurn()
    {
        Desk desk;
        const InvocationRecord first = desk.bench.holdRemotely();
        const Session other(desk.bench.station,
                            {Principal::Kind::Operator, QStringLiteral("focus stack"), {}});
        QVERIFY(bool(other.invoke(rich, QStringLiteral("sweep"), Json::object(),
                                  std::chrono::milliseconds {1min})));
        desk.move();
        QCOMPARE(desk.operation.waitingFor(), scan);
        QVERIFY(bool(desk.bench.operatorSession.cancel(first.id)));
        QTRY_VERIFY_WITH_TIMEOUT(
            desk.operation.waitingFor().startsWith(QStringLiteral("focus stack")), s_limit);
        QVERIFY(desk.operation.waitingFor().endsWith(QStringLiteral(": rich.sweep")));
        desk.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Done), s_limit);
    }

    void whatIsWithdrawnBeforeTheGrantNeverHappens_data()
    {
        QTest::addColumn<bool>("isWrite");
        QTest::newRow("an action") << false;
        QTest::newRow("a write") << true;
    }
    void whatIsWithdrawnBeforeTheGrantNeverHappens()
    {
        QFETCH(bool, isWrite);
        Desk desk;
        (void)desk.bench.holdRemotely();
        if (isWrite)
            desk.write(50);
        else
            desk.move();
        QCOMPARE(desk.lock().queue.size(), 1);
        desk.operation.withdraw();
        QVERIFY(desk.lock().queue.isEmpty()); // at once, and not only when that is heard of
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Withdrawn), s_limit);
        QVERIFY(!desk.outcomes.first().hasBegun);
        desk.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isFree(), s_limit);
        QCOMPARE(desk.moves(), 1); // the client's
        QCOMPARE(desk.exposure(), 100);
    }

    void aRefusalSaysWhoHasTheLockAndSinceWhen_data()
    {
        QTest::addColumn<bool>("isWrite");
        QTest::newRow("an action") << false;
        QTest::newRow("a write") << true;
    }
    void aRefusalSaysWhoHasTheLockAndSinceWhen()
    {
        QFETCH(bool, isWrite);
        Desk desk;
        (void)desk.bench.holdRemotely();
        if (isWrite)
            desk.write(50, 20ms);
        else
            desk.move(5, 20ms);
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Refused), s_limit);
        QVERIFY(!desk.outcomes.first().hasBegun);
        const QString reason = desk.outcomes.first().reason();
        for (const char *part : {"tile scan (127.0.0.1:40112)", "stage.move_relative", "since"})
            QVERIFY2(reason.contains(QLatin1StringView(part)), qPrintable(reason));
        desk.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isFree(), s_limit);
        QCOMPARE(desk.moves(), 1);
        QCOMPARE(desk.exposure(), 100);
    }

    void whoIsRefusedByALeaseIsToldWhatHelps()
    {
        Desk desk;
        LeaseWish wish;
        wish.principal = desk.bench.remoteSession.principal();
        wish.ttl = LeaseWish::longestTtl;
        QVERIFY(bool(desk.bench.remoteSession.lock().lease(wish).wait()));
        desk.move(5, 20ms);
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Refused), s_limit);
        QVERIFY(desk.outcomes.first().reason().endsWith(
            QStringLiteral("Take control: the lease then gives way.")));
    }

    void aStopEndsWhatRuns()
    {
        Desk desk;
        desk.bench.controls->blockMoves = true;
        desk.move();
        QTRY_COMPARE_WITH_TIMEOUT(desk.moves(), 1, s_limit);
        desk.stop();
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Cancelled), s_limit);
        QVERIFY(desk.outcomes.first().hasBegun);
    }

    void aStopEndsWhatWaits()
    {
        Desk desk;
        (void)desk.bench.holdRemotely();
        desk.move();
        QCOMPARE(desk.operation.phase(), Phase::Waiting);
        desk.stop();
        QTRY_COMPARE_WITH_TIMEOUT(desk.outcomes.size(), 1, s_limit);
        QVERIFY(!desk.outcomes.first().isDone() && desk.outcomes.first().kind != Kind::Withdrawn);
        QVERIFY(!desk.outcomes.first().hasBegun);
        desk.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.isFree(), s_limit);
        QCOMPARE(desk.moves(), 1); // the client's
    }

    void whileEverythingIsStoppedItIsRefused()
    {
        Desk desk;
        desk.stop();
        desk.move();
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Refused), s_limit);
        QVERIFY2(desk.outcomes.first().reason().contains(QStringLiteral("tile scan")),
                 qPrintable(desk.outcomes.first().reason()));
        QCOMPARE(desk.moves(), 0);
    }

    void whatRunsIsAskedToEndAndALateOneIsWaitedFor()
    {
        Desk desk;
        desk.bench.controls->blockMoves = true;
        desk.bench.controls->deafMoves = true;
        desk.move();
        QTRY_COMPARE_WITH_TIMEOUT(desk.moves(), 1, s_limit);
        desk.operation.withdraw();
        QTest::qWait(100); // anything that would end it too early, has
        QVERIFY(desk.operation.isUnderWay());
        QVERIFY(desk.lock().isHeld());
        desk.bench.controls->deafMoves = false;
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Withdrawn), s_limit);
        QVERIFY(desk.outcomes.first().hasBegun);
    }

    void howFarItIsIsSeen()
    {
        Desk desk;
        desk.bench.controls->blockMoves = true;
        desk.operation.invoke(rich, QStringLiteral("sweep"), Json::object());
        QTRY_VERIFY_WITH_TIMEOUT(desk.operation.invocation()->progress, s_limit);
        QCOMPARE(desk.operation.phase(), Phase::Running);
        QCOMPARE(desk.operation.invocation()->progress->percent, 50.0);
    }

    void aStationThatShutsDownEndsWhatWaitsAndWhatRuns()
    {
        Desk desk;
        Operation second({desk.bench.operatorSession, desk.monitor.get()});
        QList<Outcome> others;
        QObject::connect(&second, &Operation::ended, &second,
                         [&](const Outcome &outcome) { others << outcome; });
        desk.bench.controls->blockMoves = true;
        desk.move();
        QTRY_COMPARE_WITH_TIMEOUT(desk.moves(), 1, s_limit);
        second.write(rich, QStringLiteral("exposure"), 50, 1min);
        desk.bench.station.beginShutdown();
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Cancelled), s_limit);
        QTRY_COMPARE_WITH_TIMEOUT(others.size(), 1, s_limit);
        QVERIFY(!others.first().isDone());
        QVERIFY(!second.isUnderWay());
        QCOMPARE(desk.exposure(), 100);

        desk.operation.withdraw(); // has nothing to take back
        desk.outcomes.clear();
        desk.move();
        QVERIFY(desk.hasEndedAs(Kind::Failed));
        QCOMPARE(desk.moves(), 1);
    }

    void theEndIsHeardOfWithoutTheMonitor()
    {
        Desk desk;
        desk.bench.controls->blockMoves = true;
        desk.move();
        QTRY_COMPARE_WITH_TIMEOUT(desk.moves(), 1, s_limit);
        desk.monitor.reset();
        desk.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Done), s_limit);
    }

    void whatWasAskedForGoesOnWithoutIt()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        (void)bench.holdRemotely();
        {
            Operation operation({bench.operatorSession, monitor.get()});
            operation.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                             Json {{"x", 1}}, 1min);
        }
        bench.letGo();
        QTRY_COMPARE_WITH_TIMEOUT(bench.controls->moves().size(), 2, s_limit);
    }

    void theNextOneMayBeginInTheMomentInWhichOneEnds()
    {
        Desk desk;
        QObject::connect(&desk.operation, &Operation::ended, &desk.operation, [&desk] {
            if (desk.outcomes.size() < 3)
                desk.move();
        });
        desk.move();
        QTRY_VERIFY_WITH_TIMEOUT(desk.outcomes.size() == 3 && !desk.operation.isUnderWay(),
                                 s_limit);
        QCOMPARE(desk.moves(), 3);
        for (const Outcome &outcome : std::as_const(desk.outcomes))
            QVERIFY(outcome.isDone());
    }

    void oneThatIsReplacedIsNotHeardOfAgain()
    {
        Desk desk;
        desk.bench.controls->blockMoves = true;
        desk.move();
        QTRY_COMPARE_WITH_TIMEOUT(desk.moves(), 1, s_limit);
        desk.write(50); // waits for the move, which goes on
        QVERIFY(desk.operation.waitingFor().endsWith(QStringLiteral(": stage.move_relative")));
        desk.bench.letGo();
        QTRY_VERIFY_WITH_TIMEOUT(desk.hasEndedAs(Kind::Done), s_limit);
        QCOMPARE(desk.exposure(), 50);
        QVERIFY(!desk.operation.invocation());
    }
};

HOLDFAST_TEST(TestOperation)

} // namespace tst_operation

#include "tst_operation.moc"
