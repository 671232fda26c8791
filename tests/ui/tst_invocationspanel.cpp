// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/table/textexport.h"
#include "ui/invocations/invocationdetails.h"
#include "ui/invocations/invocationsmodel.h"
#include "ui/invocations/invocationspanel.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <QTimeZone>
#include <QUrl>

namespace tst_invocationspanel {

using namespace Holdfast;

namespace {

InvocationRecord record(int second, InvocationState state)
{
    InvocationRecord r;
    r.id = QUuid::createUuid();
    r.thing = QStringLiteral("stage");
    r.action = QStringLiteral("a%1").arg(second);
    r.state = state;
    r.requested = QDateTime(QDate(2026, 1, 2), QTime(3, 4, second), QTimeZone::utc());
    return r;
}

QStringList operations(const QAbstractItemModel &model)
{
    QStringList list;
    for (int row = 0; row < model.rowCount(); ++row)
        list << model.index(row, InvocationsModel::OperationColumn).data().toString();
    return list;
}

//! Expects the station's own log line that a move has failed.
void expectFailure()
{
    QTest::ignoreMessage(
        QtWarningMsg, QRegularExpression(QStringLiteral("^stage.move_relative failed: x would")));
}

} // namespace

class TestInvocationsPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void theNewestIsFirstInWhateverOrderTheyCome()
    {
        InvocationsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const int second : {2, 1, 3})
            model.update(record(second, InvocationState::Completed));
        QCOMPARE(operations(model),
                 QStringList({QStringLiteral("stage.a3"), QStringLiteral("stage.a2"),
                              QStringLiteral("stage.a1")}));
    }

    void beyondTheLimitTheOldestFinishedOneGoes()
    {
        InvocationsModel model(nullptr, 2);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.update(record(1, InvocationState::Running));
        model.update(record(2, InvocationState::Completed));
        model.update(record(3, InvocationState::Completed));
        QCOMPARE(operations(model),
                 QStringList({QStringLiteral("stage.a3"), QStringLiteral("stage.a1")}));
    }

    void aChangeReplacesWhatWasKnown()
    {
        InvocationsModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        InvocationRecord one = record(1, InvocationState::Pending);
        one.queuePosition = 2;
        model.update(one);
        QCOMPARE(model.index(0, InvocationsModel::StateColumn).data().toString(),
                 QStringLiteral("Pending, place 2"));
        one.state = InvocationState::Running;
        one.queuePosition = 0;
        one.progress = Progress {40, QStringLiteral("sweeping")};
        model.update(one);
        QCOMPARE(model.rowCount(), 1);
        const QModelIndex progress = model.index(0, InvocationsModel::ProgressColumn);
        QCOMPARE(progress.data().toString(), QStringLiteral("40 %, sweeping"));
        QCOMPARE(progress.data(InvocationsModel::PercentRole).toDouble(), 40.0);
        QVERIFY(model.hasUnfinished());
        one.state = InvocationState::Error;
        one.error = Error::unavailable(QStringLiteral("It broke."));
        model.update(one);
        QVERIFY(!model.hasUnfinished());
        QCOMPARE(model.index(0, InvocationsModel::MessageColumn).data().toString(),
                 QStringLiteral("It broke."));
        model.remove(one.id);
        QCOMPARE(model.rowCount(), 0);
    }

    void othersInvocationsAreShownAndCancelledByKey()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        InvocationsPanel panel({bench.operatorSession, monitor.get()});
        auto *table = panel.findChild<QTableView *>(QStringLiteral("invocationsTable"));
        const QAbstractItemModelTester tester(
            table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto *cancel = panel.findChild<QPushButton *>(QStringLiteral("cancelInvocationButton"));
        QVERIFY(!cancel->isEnabled());
        panel.show();
        QVERIFY(QTest::qWaitForWindowActive(&panel));

        (void)bench.holdRemotely();
        const auto cell = [&](int column) {
            return table->model()->index(0, column).data().toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(cell(InvocationsModel::StateColumn), QStringLiteral("Running"),
                                  30'000);
        QCOMPARE(cell(InvocationsModel::WhoColumn), QStringLiteral("tile scan (127.0.0.1:40112)"));

        table->setFocus();
        table->selectRow(0);
        QVERIFY(cancel->isEnabled());
        QTest::keyClick(panel.windowHandle(), Qt::Key_Delete);
        QTRY_COMPARE_WITH_TIMEOUT(cell(InvocationsModel::StateColumn), QStringLiteral("Cancelled"),
                                  30'000);
        QVERIFY(!cancel->isEnabled());
        QVERIFY(bench.controls->blockMoves); // it was not let go, it was cancelled
    }

    void thePlaceInLineIsKeptUpToDate()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        InvocationsPanel panel({bench.operatorSession, monitor.get()});
        auto *model = panel.findChild<QTableView *>(QStringLiteral("invocationsTable"))->model();
        (void)bench.holdRemotely();
        const auto wait = [&] {
            return bench.remoteSession.invoke(QStringLiteral("stage"),
                                              QStringLiteral("move_relative"), Json {{"x", 1}},
                                              std::chrono::minutes {5});
        };
        const auto first = wait();
        const auto second = wait();
        QVERIFY(first && second);
        const auto state = [&] {
            return model->index(0, InvocationsModel::StateColumn).data().toString();
        };
        QTRY_COMPARE_WITH_TIMEOUT(model->rowCount(), 3, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("Pending, place 2"), 30'000);
        QVERIFY(bool(bench.remoteSession.cancel(first->id)));
        QTRY_COMPARE_WITH_TIMEOUT(state(), QStringLiteral("Pending, place 1"), 30'000);
    }

    void theSelectedOnesReasonIsBelowTheTable()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        const InvocationsPanel panel({bench.operatorSession, monitor.get()});
        auto *table = panel.findChild<QTableView *>(QStringLiteral("invocationsTable"));
        const auto *remark = panel.findChild<QLabel *>(QStringLiteral("invocationsRemark"));
        expectFailure();
        QVERIFY(bool(bench.remoteSession.invoke(
            QStringLiteral("stage"), QStringLiteral("move_relative"), Json {{"x", 999'999}})));
        QTRY_COMPARE_WITH_TIMEOUT(
            table->model()->index(0, InvocationsModel::StateColumn).data().toString(),
            QStringLiteral("Failed"), 30'000);
        table->selectRow(0);
        QCOMPARE(remark->text(), QStringLiteral("x would leave the soft limits."));
        const auto *cancel =
            panel.findChild<QPushButton *>(QStringLiteral("cancelInvocationButton"));
        QVERIFY(cancel->toolTip().contains(QStringLiteral("Not now: The selected one has ended.")));
    }

    void theDetailsShowInputResultAndError()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        InvocationsPanel panel({bench.operatorSession, monitor.get()});
        auto *table = panel.findChild<QTableView *>(QStringLiteral("invocationsTable"));
        expectFailure();
        const auto failed = bench.remoteSession.invoke(
            QStringLiteral("stage"), QStringLiteral("move_relative"), Json {{"x", 999'999}});
        QVERIFY(bool(failed));
        QTRY_COMPARE_WITH_TIMEOUT(
            table->model()->index(0, InvocationsModel::StateColumn).data().toString(),
            QStringLiteral("Failed"), 30'000);
        table->selectRow(0);
        panel.showDetails();
        const auto *text =
            panel.findChild<QPlainTextEdit *>(QStringLiteral("invocationDetailsText"));
        QVERIFY(text);
        QVERIFY(text->toPlainText().contains(QStringLiteral("999999")));
        QVERIFY(text->toPlainText().contains(QStringLiteral("x would leave the soft limits.")));
    }

    void theInvocationsOfAClientAreFoundCopiedAndSaved()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        InvocationsPanel panel({bench.operatorSession, monitor.get()});
        panel.show();
        const auto *empty = panel.findChild<QLabel *>(QStringLiteral("invocationsEmpty"));
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->text(), QStringLiteral("No action has been invoked yet."));
        const auto move = [](const Session &session, int x) {
            return session.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                                  Json {{"x", x}}, std::chrono::minutes {5});
        };
        const auto remote = move(bench.remoteSession, 12);
        const auto own = move(bench.operatorSession, 34);
        QVERIFY(remote && own);
        auto *table = panel.findChild<QTableView *>(QStringLiteral("invocationsTable"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 2, 30'000);
        QVERIFY(!empty->isVisible());

        auto *client = panel.findChild<QComboBox *>(QStringLiteral("invocationsClient"));
        client->setCurrentIndex(client->findText(QStringLiteral("tile scan")));
        QCOMPARE(table->model()->rowCount(), 1);
        const auto *remark = panel.findChild<QLabel *>(QStringLiteral("invocationsRemark"));
        auto *copy = panel.findChild<QPushButton *>(QStringLiteral("copyInvocationsButton"));
        QTest::mouseClick(copy, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(remark->text(), QStringLiteral("1 row(s) copied."), 30'000);
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.contains(QStringLiteral("12")), qPrintable(copied));
        QVERIFY(copied.contains(remote->id.toString(QUuid::WithoutBraces)));
        QVERIFY(!copied.contains(own->id.toString(QUuid::WithoutBraces)));

        auto *search = panel.findChild<QLineEdit *>(QStringLiteral("invocationsSearch"));
        search->setText(QStringLiteral("autofocus"));
        QCOMPARE(table->model()->rowCount(), 0);
        QVERIFY(empty->isVisible());
        QCOMPARE(empty->text(), QStringLiteral("No invocation matches the search and the client."));
        // One that is hidden is shown when it is wanted, as from the timeline.
        panel.select(own->id);
        QVERIFY(search->text().isEmpty());
        QCOMPARE(table->model()->rowCount(), 2);
        const QModelIndexList chosen = table->selectionModel()->selectedRows();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().siblingAtColumn(InvocationsModel::WhoColumn).data().toString(),
                 QStringLiteral("operator"));
        const QString below = QStringLiteral("/proc/self/status/list.txt");
        panel.findChild<TextExport *>(QStringLiteral("invocationsExport"))->saveAs(below);
        QTRY_VERIFY_WITH_TIMEOUT(
            remark->text().startsWith(below + QStringLiteral(" was not written. ")), 30'000);
    }

    void whatWasDoneCanBeDoneFromAScript()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        InvocationsPanel panel({bench.operatorSession, monitor.get()});
        panel.show();
        auto *button = panel.findChild<QPushButton *>(QStringLiteral("invocationScriptButton"));
        QVERIFY(!button->isEnabled());
        QVERIFY(button->toolTip().contains(QStringLiteral("No action has been invoked yet.")));
        const auto move = bench.remoteSession.invoke(
            QStringLiteral("stage"), QStringLiteral("move_relative"), Json {{"x", 12}});
        QVERIFY(move);
        const auto *table = panel.findChild<QTableView *>(QStringLiteral("invocationsTable"));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, 30'000);
        panel.select(move->id);
        QVERIFY(button->isEnabled());
        QList<QAction *> actions = button->menu()->actions();
        QVERIFY(!actions.last()->isEnabled()); // no server, no script
        panel.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:5001/")));
        QVERIFY(actions.last()->isEnabled());
        actions.last()->trigger();
        const QString copied = QGuiApplication::clipboard()->text();
        QVERIFY2(copied.startsWith(QStringLiteral("curl")), qPrintable(copied));
        QVERIFY2(copied.contains(QStringLiteral("127.0.0.1:5001/stage/move_relative")),
                 qPrintable(copied));
        QVERIFY2(copied.contains(QStringLiteral("12")), qPrintable(copied));
        QVERIFY(panel.findChild<QLabel *>(QStringLiteral("invocationsRemark"))
                    ->text()
                    .contains(QStringLiteral("Copied")));
    }
};

HOLDFAST_TEST(TestInvocationsPanel)

} // namespace tst_invocationspanel

#include "tst_invocationspanel.moc"
