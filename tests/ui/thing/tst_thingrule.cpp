// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "ui/operation/operationtext.h"
#include "ui/thing/thingrule.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_thingrule {

using namespace Holdfast;

namespace {

LockStatus heldBy(Principal::Kind kind, const QString &operation)
{
    LockStatus status;
    LockOwner owner;
    owner.principal = {kind, QStringLiteral("tile scan"), QStringLiteral("127.0.0.1:40112")};
    owner.operation = operation;
    status.owner = owner;
    return status;
}

const PropertyAffordance &propertyOf(const Fake::Bench &bench, const char *name)
{
    return *bench.operatorSession.affordances(u"rich")->property(QString::fromLatin1(name));
}

const ActionAffordance &action(const Fake::Bench &bench, const char *name)
{
    return *bench.operatorSession.affordances(u"rich")->action(QString::fromLatin1(name));
}

} // namespace

class TestThingRule : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whatIsReadOnlyCannotBeSet()
    {
        const Fake::Bench bench({true, true, true, true});
        const Permission no =
            ThingRule::mayWrite(bench.operatorSession, propertyOf(bench, "temperature"));
        QVERIFY(!no.allowed);
        QCOMPARE(no.reason, QStringLiteral("This property can only be read."));
        QVERIFY(ThingRule::mayWrite(bench.operatorSession, propertyOf(bench, "exposure")).allowed);
        QVERIFY(ThingRule::mayReset(bench.operatorSession, propertyOf(bench, "exposure")).allowed);
        QVERIFY(!ThingRule::mayReset(bench.operatorSession, propertyOf(bench, "gain")).allowed);
    }

    void anotherOwnerOfTheLockForbidsNothing()
    {
        Fake::Bench bench({true, true, true, true});
        (void)bench.holdRemotely();
        QVERIFY(ThingRule::mayWrite(bench.operatorSession, propertyOf(bench, "exposure")).allowed);
        QVERIFY(ThingRule::mayRun(bench.operatorSession, action(bench, "nothing")).allowed);
    }

    void whileEverythingIsStoppedTheReasonSaysWho()
    {
        const Fake::Bench bench({true, true, true, true});
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        QVERIFY(bench.operatorSession.stop().wait());
        for (const Permission &no :
             {ThingRule::mayWrite(bench.operatorSession, propertyOf(bench, "exposure")),
              ThingRule::mayReset(bench.operatorSession, propertyOf(bench, "exposure")),
              ThingRule::mayRun(bench.operatorSession, action(bench, "nothing"))}) {
            QVERIFY(!no.allowed);
            QVERIFY2(no.reason.startsWith(QStringLiteral("Stopped by operator since")),
                     qPrintable(no.reason));
        }
        ActionAffordance stop = action(bench, "nothing");
        stop.isStop = true;
        QVERIFY(ThingRule::mayRun(bench.operatorSession, stop).allowed);
    }

    void scriptsNeedTheServer()
    {
        QVERIFY(!ThingRule::mayScript({}).allowed);
        QVERIFY(ThingRule::mayScript(QUrl(QStringLiteral("http://127.0.0.1:5000"))).allowed);
    }

    void whoIsWaitedFor_data()
    {
        QTest::addColumn<LockStatus>("status");
        QTest::addColumn<QString>("waitingFor");
        using Kind = Principal::Kind;
        const QString mine = QStringLiteral("rich.exposure");
        const QString move = QStringLiteral("stage.move_relative");
        const QString who = QStringLiteral("tile scan (127.0.0.1:40112): ");
        QTest::newRow("no owner") << LockStatus() << QString();
        QTest::newRow("a client's move") << heldBy(Kind::Client, move) << who + move;
        QTest::newRow("a client that does the same") << heldBy(Kind::Client, mine) << who + mine;
        QTest::newRow("a lease that rests")
            << heldBy(Kind::Client, {}) << who + QStringLiteral("a lease that rests");
        QTest::newRow("the operator's own move") << heldBy(Kind::Operator, move) << who + move;
        QTest::newRow("not its own operation") << heldBy(Kind::Operator, mine) << QString();
        QTest::newRow("not the operator in control") << heldBy(Kind::Operator, {}) << QString();
    }

    void whoIsWaitedFor()
    {
        QFETCH(LockStatus, status);
        QFETCH(QString, waitingFor);
        QCOMPARE(OperationText::waitingFor(status, QStringLiteral("rich.exposure")), waitingFor);
    }
};

HOLDFAST_TEST(TestThingRule)

} // namespace tst_thingrule

#include "tst_thingrule.moc"
