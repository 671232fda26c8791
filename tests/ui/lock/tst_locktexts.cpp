// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "ui/lock/breakreporttext.h"
#include "ui/lock/control/lockquestions.h"
#include "ui/lock/lockownertext.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_locktexts {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

Principal scan()
{
    return Principal::client(QStringLiteral("tile scan"), QStringLiteral("127.0.0.1:40112"));
}

LockStatus heldByScan()
{
    LockStatus status;
    status.generation = 7;
    status.owner = LockOwner {};
    status.owner->principal = scan();
    status.owner->operation = QStringLiteral("stage.move_relative");
    status.owner->operationFor = 38s;
    return status;
}

LockStatus of(LockMode mode)
{
    LockStatus status;
    status.mode = {mode,
                   {Principal::Kind::Operator, QStringLiteral("operator"), {}},
                   QStringLiteral("smoke"),
                   QDateTime::currentDateTimeUtc()};
    return status;
}

BreakReport asked()
{
    BreakReport report;
    report.outcome = BreakOutcome::Asked;
    report.broken.generation = 7;
    report.broken.victim = scan();
    report.broken.operation = QStringLiteral("stage.move_relative");
    return report;
}

} // namespace

class TestLockTexts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theHeadlineIsTheOwnerOrWhyThereIsNone()
    {
        QCOMPARE(LockOwnerText::headline(heldByScan()),
                 QStringLiteral("tile scan (127.0.0.1:40112)"));
        QCOMPARE(LockOwnerText::headline({}), QStringLiteral("Free"));
        QCOMPARE(LockOwnerText::headline(of(LockMode::LocalOnly)), QStringLiteral("Free"));
        QCOMPARE(LockOwnerText::headline(of(LockMode::Stopped)), QStringLiteral("Stopped"));
    }

    void theRemarkSaysWhomTheLockServes()
    {
        QVERIFY(LockOwnerText::remark(heldByScan()).contains(QStringLiteral("remote client")));
        QCOMPARE(LockOwnerText::remark({}), QStringLiteral("The global lock is free."));
        const QString local = LockOwnerText::remark(of(LockMode::LocalOnly));
        QVERIFY(local.startsWith(QStringLiteral("Local only by operator since ")));
        QVERIFY(local.endsWith(QStringLiteral(": smoke")));
        QVERIFY(LockOwnerText::remark(of(LockMode::Stopped))
                    .startsWith(QStringLiteral("Stopped by operator since ")));
        LockStatus stillRuns = of(LockMode::Stopped);
        stillRuns.owner = heldByScan().owner;
        QVERIFY(LockOwnerText::remark(stillRuns).startsWith(QStringLiteral("Stopped by")));
    }

    void aLeaseSaysHowLongItLasts_data()
    {
        QTest::addColumn<LeaseStatus>("lease");
        QTest::addColumn<QString>("text");
        LeaseStatus resting;
        resting.note = QStringLiteral("overnight");
        resting.ttl = 30s;
        resting.remaining = 14s;
        resting.idle = 16s;
        QTest::newRow("one that rests")
            << resting << QStringLiteral("overnight; ends in 12 s if unused; unused for 18 s");
        LeaseStatus busy = resting;
        busy.remaining.reset();
        busy.operation = QStringLiteral("stage.move_relative");
        QTest::newRow("one that is used")
            << busy << QStringLiteral("overnight; 30 s after its last use");
        LeaseStatus control;
        control.idle = 5min;
        QTest::newRow("one without an end")
            << control << QStringLiteral("until it is given back; unused for 5 min 2 s");
    }

    void aLeaseSaysHowLongItLasts()
    {
        QFETCH(LeaseStatus, lease);
        QTEST(LockOwnerText::lease(lease, 2s), "text");
    }

    void whoAsksIsNamedWithTheReasonTheLatestFirst()
    {
        const LockAsk first {scan(), QStringLiteral("I am late"), QDateTime::currentDateTimeUtc()};
        LockAsk second = first;
        second.reason = QStringLiteral("please");
        const QStringList lines = LockOwnerText::asks({first, second}).split(u'\n');
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith(QStringLiteral("tile scan (127.0.0.1:40112) at ")));
        QVERIFY(lines[0].endsWith(QStringLiteral(": please")));
        QVERIFY(lines[1].endsWith(QStringLiteral(": I am late")));
    }

    void whatIsWrongIsSaidWithItsNameAndAge()
    {
        LockOwner owner = *heldByScan().owner;
        QCOMPARE(LockOwnerText::trouble(owner, 0ms), QString());
        owner.warning = QStringLiteral("It does not get on.");
        QCOMPARE(LockOwnerText::trouble(owner, 0ms), QStringLiteral("It does not get on."));
        owner.warning.reset();
        owner.stuck = true;
        const QString gone = LockOwnerText::trouble(owner, 2s);
        QVERIFY(gone.startsWith(QStringLiteral("Stuck for 40 s")));
        QVERIFY(gone.contains(QStringLiteral("Break the hold")));
        owner.breaking = LockBreak {};
        owner.breaking->by.name = QStringLiteral("operator");
        owner.breaking->reason = QStringLiteral("the lens is in the way");
        const QString broken = LockOwnerText::trouble(owner, 2s);
        QVERIFY(broken.startsWith(QStringLiteral("Stuck: stage.move_relative")));
        QVERIFY(broken.contains(QStringLiteral("running for 40 s")));
        QVERIFY(broken.contains(QStringLiteral("Broken by operator")));
        QVERIFY(broken.endsWith(QStringLiteral(": the lens is in the way")));
    }

    void aBreakSaysWhatBecameOfTheOperation()
    {
        LockStatus now = heldByScan();
        QVERIFY(isBreakUnderWay(asked(), now));
        QVERIFY(breakReportText(asked(), now)
                    .endsWith(QStringLiteral("stage.move_relative still runs.")));
        now.owner->stuck = true;
        QVERIFY(breakReportText(asked(), now).contains(QStringLiteral("is stuck")));
        QVERIFY(breakReportText(asked(), now).contains(QStringLiteral("38 s")));

        const QString over = QStringLiteral("The hold of tile scan (127.0.0.1:40112) has ended.");
        now.generation = 8; // another owner's by now
        QVERIFY(!isBreakUnderWay(asked(), now));
        QCOMPARE(breakReportText(asked(), now), over);
        QCOMPARE(breakReportText(asked(), {}), over);
        BreakReport freed = asked();
        freed.outcome = BreakOutcome::Freed;
        QCOMPARE(breakReportText(freed, heldByScan()), over);
    }

    void aBreakSaysFirstWhoIsNotSafe()
    {
        BreakReport report = asked();
        report.things = {
            {QStringLiteral("stage"), StopReport::Outcome::Stopped, {}},
            {QStringLiteral("laser"), StopReport::Outcome::Late, {}},
            {QStringLiteral("camera"), StopReport::Outcome::Failed, QStringLiteral("no answer")}};
        const QString text = breakReportText(report, {});
        QVERIFY(text.startsWith(QStringLiteral(
            "laser has not become safe yet! camera failed to become safe: no answer The hold")));
        QVERIFY(!text.contains(QStringLiteral("stage ")));
    }

    void theQuestionsNameWhomAndWhat()
    {
        const ReasonQuestion ask = LockQuestions::beforeAsking(heldByScan());
        QVERIFY(ask.question.contains(QStringLiteral("tile scan (127.0.0.1:40112)")));
        QVERIFY(!ask.reason.isEmpty());
        const ReasonQuestion breakIt = LockQuestions::beforeBreaking(heldByScan());
        QVERIFY(breakIt.question.contains(QStringLiteral("tile scan (127.0.0.1:40112)")));
        QVERIFY(breakIt.question.contains(QStringLiteral("stage.move_relative")));
        QVERIFY(breakIt.reason.isEmpty());
        QVERIFY(breakIt.isReasonRequired);
        QVERIFY(!breakIt.byReturn);
        QVERIFY(!LockQuestions::beforeReserving().isReasonRequired);
    }
};

HOLDFAST_GUILESS_TEST(TestLockTexts)

} // namespace tst_locktexts

#include "tst_locktexts.moc"
