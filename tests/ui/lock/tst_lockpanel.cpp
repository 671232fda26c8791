// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/namedelegate.h"
#include "ui/lock/lockownercard.h"
#include "ui/lock/lockpanel.h"
#include "ui/lock/lockqueuemodel.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QLabel>
#include <QProgressBar>
#include <QTableView>
#include <QTest>

namespace tst_lockpanel {

using namespace Holdfast;

namespace {

LockWaiter waiter(quint64 id)
{
    LockWaiter w;
    w.ticketId = id;
    w.principal = Principal::client(QStringLiteral("client %1").arg(id), {});
    w.operation = QStringLiteral("stage.move_relative");
    w.waited = std::chrono::seconds {3};
    return w;
}

QString textOf(const QWidget &widget, const char *name)
{
    return widget.findChild<QLabel *>(QLatin1StringView(name))->text();
}

} // namespace

class TestLockPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void theQueueFollowsArrivalsAndDepartures()
    {
        LockQueueModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setQueue({waiter(1), waiter(2), waiter(3)});
        const QPersistentModelIndex third = model.index(2, LockQueueModel::WhoColumn);
        model.setQueue({waiter(2), waiter(3), waiter(4)});
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(third.row(), 1);
        QCOMPARE(third.data().toString(), QStringLiteral("client 3"));
        QCOMPARE(model.index(1, LockQueueModel::PositionColumn).data().toInt(), 2);
        model.setQueue({waiter(4), waiter(3)}); // another waiter was preferred
        QCOMPARE(model.index(0, LockQueueModel::WhoColumn).data().toString(),
                 QStringLiteral("client 4"));
        model.setQueue({});
        QCOMPARE(model.rowCount(), 0);
    }

    void aWaiterWithoutDeadlineNeverGivesUp()
    {
        LockQueueModel model;
        LockWaiter patient = waiter(1);
        LockWaiter brief = waiter(2);
        brief.remaining = std::chrono::minutes {3};
        model.setQueue({patient, brief});
        QCOMPARE(model.index(0, LockQueueModel::GivesUpColumn).data().toString(),
                 QStringLiteral("never"));
        QVERIFY(model.index(1, LockQueueModel::GivesUpColumn)
                    .data()
                    .toString()
                    .contains(QStringLiteral(" min ")));
    }

    void theClassAndWhoTakesControlAreSaid()
    {
        LockQueueModel model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        LockWaiter taker = waiter(1);
        taker.lockClass = LockClass::Operator;
        taker.takes = true;
        model.setQueue({taker, waiter(2)});
        const auto text = [&](int row, int column) {
            return model.index(row, column).data().toString();
        };
        QCOMPARE(text(0, LockQueueModel::ClassColumn), QStringLiteral("operator"));
        QCOMPARE(text(1, LockQueueModel::ClassColumn), QStringLiteral("remote"));
        QCOMPARE(text(0, LockQueueModel::OperationColumn), QStringLiteral("takes control"));
        QCOMPARE(text(1, LockQueueModel::OperationColumn), QStringLiteral("stage.move_relative"));
        const auto isBold = [&](int row) {
            return model.index(row, LockQueueModel::OperationColumn)
                .data(Qt::FontRole)
                .value<QFont>()
                .bold();
        };
        QVERIFY(isBold(0));
        QVERIFY(!isBold(1));
    }

    void theCardShowsOnlyWhatThereIs()
    {
        LockOwnerCard card;
        card.show();
        const auto isShown = [&](const char *name) {
            return card.findChild<QWidget *>(QLatin1StringView(name))->isVisible();
        };
        LockStatus status;
        status.owner = LockOwner {};
        status.owner->principal.name = QStringLiteral("tile scan");
        status.owner->operationFor = std::chrono::seconds {30};
        card.setStatus(status);
        for (const char *name : {"lockProgress", "lockLease", "lockAsks", "lockTrouble"})
            QVERIFY2(!isShown(name), name);

        status.owner->progress = 25;
        status.owner->lease = LeaseStatus {};
        status.owner->lease->note = QStringLiteral("overnight");
        status.owner->asks = {LockAsk {{}, QStringLiteral("please"), {}}};
        status.owner->breaking = LockBreak {};
        card.setStatus(status);
        for (const char *name : {"lockProgress", "lockLease", "lockAsks", "lockTrouble"})
            QVERIFY2(isShown(name), name);
        QCOMPARE(card.findChild<QProgressBar *>(QStringLiteral("lockProgress"))->value(), 25);
        // Less once the time goes on, but a test must not be so slow.
        QVERIFY(textOf(card, "lockRemaining").startsWith(QStringLiteral("about 1 min ")));
        QVERIFY(textOf(card, "lockLease").startsWith(QStringLiteral("overnight")));
        QVERIFY(textOf(card, "lockAsks").endsWith(QStringLiteral("please")));
        card.setStatus({});
        for (const char *name : {"lockProgress", "lockLease", "lockAsks", "lockTrouble"})
            QVERIFY2(!isShown(name), name);
    }

    void anOperationMayBreakAfterItsDotAndStaysWhatItIs()
    {
        const NameDelegate delegate;
        QString shown = delegate.displayText(QStringLiteral("stage.move_relative"), QLocale::c());
        QCOMPARE(shown.indexOf(QChar(0x200b)), QStringLiteral("stage.").size());
        QCOMPARE(shown.remove(QChar(0x200b)), QStringLiteral("stage.move_relative"));
    }

    void howeverLongNamesAreTheCardStaysNarrow()
    {
        LockOwnerCard card;
        const int narrow = card.minimumSizeHint().width();
        LockStatus status;
        status.owner = LockOwner {};
        status.owner->principal.name = QString(400, u'x');
        status.owner->operation = QString(400, u'y');
        status.owner->lease = LeaseStatus {};
        status.owner->lease->note = QString(400, u'z');
        status.owner->asks = {LockAsk {status.owner->principal, QString(400, u'a'), {}}};
        status.owner->breaking = LockBreak {};
        status.owner->breaking->reason = QString(400, u'b');
        card.setStatus(status);
        QVERIFY(card.minimumSizeHint().width() <= narrow + 100); // the captions of more rows
        QVERIFY(card.minimumSizeHint().height() <= 300);
    }

    void aStuckOwnerIsSaidInWords()
    {
        LockOwnerCard card;
        LockOwner owner;
        owner.principal = Principal::client(QStringLiteral("tile scan"), {});
        owner.operation = QStringLiteral("stage.move_relative");
        owner.held = std::chrono::seconds {125};
        owner.depth = 2;
        owner.stuck = true;
        LockStatus status;
        status.owner = owner;
        card.setStatus(status);
        QCOMPARE(textOf(card, "lockHeadline"), QStringLiteral("tile scan"));
        QVERIFY(textOf(card, "lockTrouble").startsWith(QStringLiteral("Stuck")));
        QCOMPARE(textOf(card, "lockElapsed"), QStringLiteral("for 2 min 5 s"));
        QVERIFY(card.findChild<QLabel *>(QStringLiteral("lockOperation"))
                    ->toolTip()
                    .endsWith(QStringLiteral(": 2")));
    }

    void aSwitchedOffLockIsSaid()
    {
        const Fake::Bench bench({.lock = false});
        const auto monitor = bench.operatorSession.monitor();
        const LockPanel panel({bench.operatorSession, monitor.get()});
        QCOMPARE(textOf(panel, "lockHeadline"), QStringLiteral("Switched off"));
    }

    void aSwitchedOffLockCanBeReservedAllTheSame()
    {
        const Fake::Bench bench({.lock = false});
        const auto monitor = bench.operatorSession.monitor();
        LockPanel panel({bench.operatorSession, monitor.get()});
        panel.show();
        auto *local = panel.findChild<QAbstractButton *>(QStringLiteral("localOnlyButton"));
        QVERIFY(local && local->isVisible() && local->isEnabled());
        QVERIFY(bench.operatorSession.lock().setLocalOnly(true));
        QTRY_VERIFY_WITH_TIMEOUT(local->isChecked(), 30'000);
        QTest::mouseClick(local, Qt::LeftButton);
        QVERIFY(bench.operatorSession.lockStatus().mode.mode == LockMode::Shared);
        QCOMPARE(textOf(panel, "lockHeadline"), QStringLiteral("Switched off"));
    }

    void theQueueIsSeenBesideTheButtons()
    {
        const Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        LockPanel panel({bench.operatorSession, monitor.get()});
        // Wide and low, as in the window when it is 1240 x 720.
        const int lowest = 12 * panel.fontMetrics().lineSpacing();
        panel.resize(40 * lowest / 12, lowest);
        panel.show();
        QVERIFY2(panel.heightForWidth(panel.width()) <= lowest,
                 qPrintable(QString::number(panel.heightForWidth(panel.width()))));
        const auto *table = panel.findChild<QTableView *>(QStringLiteral("lockQueueTable"));
        QVERIFY(panel.rect().contains(QRect(table->mapTo(&panel, QPoint()), table->size())));
    }

    void theOwnerAndTheQueueAreShownAsTheyChange()
    {
        Fake::Bench bench;
        const auto monitor = bench.operatorSession.monitor();
        const LockPanel panel({bench.operatorSession, monitor.get()});
        const auto *table = panel.findChild<QTableView *>(QStringLiteral("lockQueueTable"));
        const QAbstractItemModelTester tester(
            table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(textOf(panel, "lockHeadline"), QStringLiteral("Free"));

        (void)bench.holdRemotely();
        QTRY_COMPARE_WITH_TIMEOUT(textOf(panel, "lockHeadline"),
                                  QStringLiteral("tile scan (127.0.0.1:40112)"), 30'000);
        QCOMPARE(textOf(panel, "lockOperation"), QStringLiteral("stage.move_relative"));
        QVERIFY(textOf(panel, "lockRemark").contains(QStringLiteral("remote client")));

        const auto waiting =
            bench.operatorSession.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                                         Json {{"x", 2}}, std::chrono::minutes {5});
        QVERIFY(bool(waiting));
        QTRY_COMPARE_WITH_TIMEOUT(table->model()->rowCount(), 1, 30'000);
        QCOMPARE(table->model()->index(0, LockQueueModel::WhoColumn).data().toString(),
                 QStringLiteral("operator"));

        bench.letGo();
        QTRY_COMPARE_WITH_TIMEOUT(textOf(panel, "lockHeadline"), QStringLiteral("Free"), 30'000);
        QCOMPARE(table->model()->rowCount(), 0);
    }
};

HOLDFAST_TEST(TestLockPanel)

} // namespace tst_lockpanel

#include "tst_lockpanel.moc"
