// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakerich.h"
#include "ui/thing/thingsmodel.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

namespace tst_thingsmodel {

using namespace Holdfast;

namespace {

QString textOf(const ThingsModel &model, int row)
{
    return model.index(row).data().toString();
}

InvocationRecord runOf(const QString &thing)
{
    InvocationRecord record;
    record.id = QUuid::createUuid();
    record.thing = thing;
    record.action = QStringLiteral("<b>sweep");
    record.by = Principal::client(QStringLiteral("scan"), {});
    record.state = InvocationState::Running;
    return record;
}

} // namespace

class TestThingsModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theThingsAreInTheOrderOfTheConfiguration()
    {
        const Fake::Bench bench({true, true, true, true});
        ThingsModel model(bench.operatorSession);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(textOf(model, 0), QStringLiteral("camera"));
        QCOMPARE(textOf(model, 1), QStringLiteral("stage"));
        QCOMPARE(textOf(model, 2), QStringLiteral("rich (Rich Thing)"));
        QCOMPARE(model.thing(2), QStringLiteral("rich"));
        QCOMPARE(model.thing(3), QString());
    }

    void whatRunsIsSaidInWords()
    {
        const Fake::Bench bench({true, true, true, true});
        ThingsModel model(bench.operatorSession);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QSignalSpy changes(&model, &ThingsModel::dataChanged);
        InvocationRecord run = runOf(QStringLiteral("rich"));
        model.update(run);
        model.update(run);
        QCOMPARE(changes.size(), 1);
        QCOMPARE(textOf(model, 2), QStringLiteral("rich \u2013 running"));
        const QString toolTip = model.index(2).data(Qt::ToolTipRole).toString();
        QVERIFY(toolTip.contains(QStringLiteral("&lt;b&gt;sweep, for scan")));
        run.state = InvocationState::Completed;
        model.update(run);
        QCOMPARE(textOf(model, 2), QStringLiteral("rich (Rich Thing)"));
        model.update(runOf(QStringLiteral("absent")));
        QCOMPARE(changes.size(), 2);
    }

    void aFaultIsSaidInWords()
    {
        const Fake::Bench bench({true, true, true, true});
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QStringLiteral("does not answer")));
        bench.controls->stage.load()->beLost();
        ThingsModel model(bench.operatorSession);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(textOf(model, 1), QStringLiteral("stage \u2013 fault"));
        QVERIFY(model.index(1).data(Qt::ToolTipRole).toString().contains(Fake::Stage::lost.what));
        const QSignalSpy changes(&model, &ThingsModel::dataChanged);
        model.setFault(QStringLiteral("stage"), {});
        QCOMPARE(changes.size(), 1);
        QCOMPARE(textOf(model, 1), QStringLiteral("stage"));
    }

    void whatRanAlreadyIsKnown()
    {
        Fake::Bench bench({true, true, true, true});
        const QUuid id = bench.holdRemotely().id;
        ThingsModel model(bench.operatorSession);
        QCOMPARE(textOf(model, 1), QStringLiteral("stage \u2013 running"));
        model.remove(id);
        QCOMPARE(textOf(model, 1), QStringLiteral("stage"));
    }
};

HOLDFAST_TEST(TestThingsModel)

} // namespace tst_thingsmodel

#include "tst_thingsmodel.moc"
