// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/invocations/invocationdetails.h"
#include "ui/invocations/invocationsmodel.h"
#include "ui/lock/lockownercard.h"
#include "ui/lock/lockqueuemodel.h"
#include "ui/log/logmodel.h"
#include "ui/mainwindow/mainwindow.h"
#include "ui/stage/arrowbutton.h"
#include "ui/stage/positions/positionspanel.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QTableView>
#include <QTest>
#include <QTextDocumentFragment>
#include <QUrl>

namespace tst_foreigntext {

using namespace Holdfast;

namespace {

QString foreign()
{
    return QStringLiteral("<b>x</b><img src=\"/nonexistent\">&amp;<!--");
}

QString shownBy(const QString &toolTip)
{
    return Qt::mightBeRichText(toolTip) ? QTextDocumentFragment::fromHtml(toolTip).toPlainText()
                                        : toolTip;
}

//! Returns whether nothing in a tool tip but the frame that plainToolTip() puts around it is HTML.
bool isPlain(const QString &toolTip)
{
    return !Qt::mightBeRichText(toolTip)
           || (toolTip.startsWith(QStringLiteral("<span style=\"white-space: pre-wrap\">"))
               && toolTip.count(u'<') == 2);
}

QString whereIs(const QWidget *widget)
{
    QString path = widget->objectName();
    for (const QWidget *parent = widget->parentWidget(); parent; parent = parent->parentWidget())
        path.prepend(parent->objectName() + u'/');
    return path;
}

//! Returns the widgets in \a window that could take a text for HTML; empty when there are none.
QString interpreters(const QWidget &window)
{
    const QStringList links {QStringLiteral("serverAddress")};
    QStringList found;
    for (const auto *label : window.findChildren<QLabel *>()) {
        if (label->textFormat() != Qt::PlainText && !links.contains(label->objectName()))
            found << whereIs(label) + QStringLiteral(" shows \"") + label->text() + u'"';
    }
    for (const auto *widget : window.findChildren<QWidget *>()) {
        if (!isPlain(widget->toolTip()))
            found << QStringLiteral("tool tip of ") + whereIs(widget);
    }
    return found.join(u'\n');
}

//! Returns whether all cells' tool tips show the text of the cell, letter by letter.
bool toolTipsAreLiteral(const QAbstractItemModel &model)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            const QModelIndex index = model.index(row, column);
            const QString toolTip = index.data(Qt::ToolTipRole).toString();
            if (!toolTip.isEmpty()
                && (!isPlain(toolTip) || shownBy(toolTip) != index.data().toString()))
                return false;
        }
    }
    return true;
}

InvocationRecord failed()
{
    InvocationRecord record;
    record.id = QUuid::createUuid();
    record.thing = foreign();
    record.action = foreign();
    record.by = Principal::client(foreign(), QStringLiteral("127.0.0.1:40112"));
    record.state = InvocationState::Error;
    record.requested = QDateTime::currentDateTimeUtc();
    record.error = Error::unavailable(foreign());
    return record;
}

} // namespace

class TestForeignText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aToolTipShowsEveryLetter_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("marks of HTML") << foreign();
        QTest::newRow("a text without any") << QStringLiteral("stage.move_relative");
        QTest::newRow("several lines") << QStringLiteral("one\n  <u>two</u>");
        QTest::newRow("nothing") << QString();
    }

    void aToolTipShowsEveryLetter()
    {
        QFETCH(QString, text);
        QVERIFY(isPlain(plainToolTip(text)));
        QCOMPARE(shownBy(plainToolTip(text)), text);
    }

    void aToolTipIsNotLongerThanOneReads()
    {
        QVERIFY(shownBy(plainToolTip(QString(1'000'000, u'<'))).size() < 2100);
    }

    void noPartOfTheWindowTakesTextForHtml()
    {
        Fake::Bench bench;
        MainWindow window(bench.operatorSession);
        window.show();
        QCOMPARE(interpreters(window), QString());
        const auto text = [&](const char *name) {
            return window.findChild<QLabel *>(QLatin1StringView(name))->text();
        };

        const Session stranger(bench.station,
                               Principal::client(foreign(), QStringLiteral("127.0.0.1:40112")));
        bench.controls->blockMoves = true;
        const auto move = [&](const Session &session) {
            return bool(session.invoke(QStringLiteral("stage"), QStringLiteral("move_relative"),
                                       Json {{"x", 1}}, std::chrono::minutes {5}));
        };
        QVERIFY(move(stranger));
        QTRY_VERIFY_WITH_TIMEOUT(text("lockHeadline").contains(foreign()), 30'000);
        QVERIFY(move(stranger));
        window.log()->append(
            {QDateTime::currentDateTimeUtc(), LogLevel::Warning, foreign(), foreign()});
        window.setServerProblem(foreign(), 5001);
        QCOMPARE(text("serverProblem"), foreign());
        window.findChild<QAbstractButton *>(QStringLiteral("moveLeftButton"))->click();
        QTRY_VERIFY_WITH_TIMEOUT(text("moveStatusText").contains(foreign()), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(text("moveStatusText").startsWith(QStringLiteral("Not moved")),
                                 30'000);
        QVERIFY(text("moveStatusText").contains(foreign()));

        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        (void)stranger.stop();
        QTRY_VERIFY_WITH_TIMEOUT(text("stopReport").contains(foreign()), 30'000);
        QCOMPARE(interpreters(window), QString());
        const auto tables = window.findChildren<QTableView *>();
        QCOMPARE(tables.size(), 4);
        window.findChild<PositionsPanel *>()->mark();
        auto *positions = window.findChild<QTableView *>(QStringLiteral("positionsTable"));
        QVERIFY(positions->model()->setData(positions->model()->index(0, 0), foreign()));
        for (auto *table : tables) {
            QVERIFY(toolTipsAreLiteral(*table->model()));
            table->selectRow(0); // with any text about the selected one
        }
        QCOMPARE(interpreters(window), QString());
        window.setServerAddress(QUrl(QStringLiteral("http://127.0.0.1:5000/<b>x</b>")));
        QVERIFY(!text("serverAddress").contains(QStringLiteral("<b>")));
        QVERIFY(!window.grab().isNull());
    }

    void theLockShowsItsUsersLetterByLetter()
    {
        LockOwner owner;
        owner.principal = Principal::client(foreign(), {});
        owner.operation = foreign();
        LockOwnerCard card;
        LockStatus status;
        status.owner = owner;
        card.setStatus(status);
        QCOMPARE(card.findChild<QLabel *>(QStringLiteral("lockOperation"))->text(), foreign());
        QCOMPARE(interpreters(card), QString());

        LockWaiter waiter;
        waiter.principal = owner.principal;
        waiter.operation = foreign();
        LockQueueModel queue;
        queue.setQueue({waiter});
        QCOMPARE(queue.index(0, LockQueueModel::WhoColumn).data().toString(), foreign());
        QVERIFY(toolTipsAreLiteral(queue));
    }

    void theListsShowMessagesLetterByLetter()
    {
        InvocationsModel invocations;
        invocations.update(failed());
        QCOMPARE(invocations.index(0, InvocationsModel::MessageColumn).data().toString(),
                 foreign());
        QVERIFY(toolTipsAreLiteral(invocations));

        LogModel log;
        log.append({QDateTime::currentDateTimeUtc(), LogLevel::Info, foreign(), foreign()});
        QVERIFY(toolTipsAreLiteral(log));
        QVERIFY(!log.index(0, LogModel::MessageColumn).data(Qt::ToolTipRole).isNull());
    }

    void theDetailsShowEverythingLetterByLetter()
    {
        InvocationDetails details(failed(), nullptr);
        details.setAttribute(Qt::WA_DeleteOnClose, false);
        const auto *text =
            details.findChild<QPlainTextEdit *>(QStringLiteral("invocationDetailsText"));
        QVERIFY(text->toPlainText().contains(foreign()));
        QCOMPARE(interpreters(details), QString());
    }

    void anArrowSaysLetterByLetterWhyItMayNotBeUsed()
    {
        ArrowButton arrow(Axis::X, 1);
        QVERIFY(isPlain(arrow.toolTip()));
        arrow.setPermission({false, foreign()});
        QVERIFY(isPlain(arrow.toolTip()));
        QVERIFY(shownBy(arrow.toolTip()).endsWith(foreign()));
    }
};

HOLDFAST_TEST(TestForeignText)

} // namespace tst_foreigntext

#include "tst_foreigntext.moc"
