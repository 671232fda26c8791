// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/table/textexport.h"
#include "ui/log/logfilter.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpanel.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

namespace tst_logpanel {

using namespace Holdfast;

namespace {

LogLine line(LogLevel level, const QString &message, const QString &client = {})
{
    return {QDateTime::currentDateTimeUtc(), level, QStringLiteral("stage"), message, client};
}

//! \brief The panel in front of the operator, with a line of each of two clients and one of none.
class Desk
{
public:
    Desk()
    {
        panel.resize(600, 300);
        panel.show();
        if (!QTest::qWaitForWindowActive(&panel))
            qFatal("The panel does not become active.");
        model.append(line(LogLevel::Info, QStringLiteral("Started.")));
        model.append(line(LogLevel::Info, QStringLiteral("The lamp is on."), tiles));
        model.append(line(LogLevel::Warning, QStringLiteral("The lamp is hot."), script));
        table()->setFocus();
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(panel.windowHandle(), key, modifiers);
    }
    template<typename Part>
    Part *part(const char *name) const
    {
        return panel.findChild<Part *>(QLatin1StringView(name));
    }
    QTableView *table() const { return part<QTableView>("logTable"); }
    QString note() const
    {
        const auto *note = part<QLabel>("logEmpty");
        return note->isVisible() ? note->text() : QString();
    }
    QString outcome() const { return part<QLabel>("logOutcome")->text(); }
    QStringList messages() const
    {
        QStringList list;
        for (int row = 0; row < table()->model()->rowCount(); ++row)
            list << table()->model()->index(row, LogModel::MessageColumn).data().toString();
        return list;
    }

    const QString tiles = QStringLiteral("tile scan");
    const QString script = QStringLiteral("script");
    LogModel model;
    LogPanel panel {&model};
};

} // namespace

class TestLogPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aModelKeepsTheLastLinesOnly()
    {
        LogModel model(nullptr, 3);
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (int i = 1; i <= 5; ++i)
            model.append(line(LogLevel::Info, QString::number(i)));
        QCOMPARE(model.rowCount(), 3);
        QCOMPARE(model.index(0, LogModel::MessageColumn).data().toString(), QStringLiteral("3"));
        QCOMPARE(model.index(2, LogModel::MessageColumn).data().toString(), QStringLiteral("5"));
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }

    void aLineSaysWhenHowSeriousWhoAndWhat()
    {
        LogModel model;
        LogLine entry = line(LogLevel::Warning, QStringLiteral("lamp is hot"));
        model.append(entry);
        const auto text = [&](int column) { return model.index(0, column).data().toString(); };
        QCOMPARE(text(LogModel::TimeColumn),
                 entry.time.toLocalTime().toString(QStringLiteral("HH:mm:ss")));
        QCOMPARE(text(LogModel::LevelColumn), QStringLiteral("Warning"));
        QCOMPARE(text(LogModel::SourceColumn), QStringLiteral("stage"));
        QCOMPARE(text(LogModel::MessageColumn), QStringLiteral("lamp is hot"));
    }

    void holdfastsOwnLinesDoNotRepeatItsName()
    {
        LogModel model;
        LogLine entry = line(LogLevel::Info, QStringLiteral("x"));
        entry.source = QStringLiteral("holdfast.lock");
        model.append(entry);
        const QModelIndex source = model.index(0, LogModel::SourceColumn);
        QCOMPARE(source.data().toString(), QStringLiteral("lock"));
        QVERIFY(source.data(Qt::ToolTipRole).toString().contains(QStringLiteral("holdfast.lock")));
        QCOMPARE(model.index(0, LogModel::LevelColumn).data().toString(), QStringLiteral("Info"));
    }

    void theOperatorChoosesTheLowestLevel_data()
    {
        QTest::addColumn<LogLevel>("level");
        QTest::addColumn<int>("shown");
        QTest::newRow("everything") << LogLevel::Debug << 4;
        QTest::newRow("information and above") << LogLevel::Info << 3;
        QTest::newRow("warnings and above") << LogLevel::Warning << 2;
        QTest::newRow("errors") << LogLevel::Error << 1;
    }

    void theOperatorChoosesTheLowestLevel()
    {
        QFETCH(LogLevel, level);
        LogModel model;
        LogPanel panel(&model);
        for (const LogLevel each :
             {LogLevel::Debug, LogLevel::Info, LogLevel::Warning, LogLevel::Error})
            model.append(line(each, QStringLiteral("x")));
        auto *box = panel.findChild<QComboBox *>(QStringLiteral("logLevelBox"));
        box->setCurrentIndex(box->findData(static_cast<int>(level)));
        auto *table = panel.findChild<QTableView *>(QStringLiteral("logTable"));
        const QAbstractItemModelTester tester(
            table->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QTEST(table->model()->rowCount(), "shown");
    }

    void aSearchShowsTheLinesWithAllOfItsWords()
    {
        Desk desk;
        desk.press(Qt::Key_F, Qt::ControlModifier);
        auto *search = desk.part<QLineEdit>("logSearch");
        QVERIFY(search->hasFocus());
        QTest::keyClicks(search, QStringLiteral("LAMP  hot"));
        QCOMPARE(desk.messages(), QStringList {QStringLiteral("The lamp is hot.")});
        desk.model.append(line(LogLevel::Info, QStringLiteral("The lamp is cold.")));
        desk.model.append(line(LogLevel::Info, QStringLiteral("It is hot, says the lamp.")));
        QCOMPARE(desk.messages().size(), 2);
        QVERIFY(desk.note().isEmpty());
        QTest::keyClicks(search, QStringLiteral("z"));
        QCOMPARE(desk.note(),
                 QStringLiteral("No line matches the search, the client and the level."));
        QCOMPARE(desk.table()->accessibleDescription(), desk.note());
        desk.press(Qt::Key_Escape);
        QCOMPARE(desk.messages().size(), 5);
        QVERIFY(desk.note().isEmpty());
        QTest::mouseClick(desk.part<QPushButton>("clearLogButton"), Qt::LeftButton);
        QCOMPARE(desk.note(), QStringLiteral("Nothing has been logged."));
    }

    void theLinesOfOneClientAreShown()
    {
        Desk desk;
        auto *client = desk.part<QComboBox>("logClient");
        QCOMPARE(client->count(), 3); // "All clients", and two in the order of the alphabet
        client->setFocus();
        desk.press(Qt::Key_Down);
        QCOMPARE(client->currentText(), desk.script);
        QCOMPARE(desk.messages(), QStringList {QStringLiteral("The lamp is hot.")});
        desk.model.append(line(LogLevel::Info, QStringLiteral("x"), QStringLiteral("other")));
        QCOMPARE(client->currentText(), desk.script);
        QCOMPARE(desk.messages().size(), 1);
        desk.press(Qt::Key_Home);
        QCOMPARE(desk.messages().size(), 4);
    }

    void theSelectedLinesAreCopied()
    {
        Desk desk;
        desk.table()->selectRow(2);
        desk.press(Qt::Key_Up, Qt::ShiftModifier);
        desk.press(Qt::Key_C, Qt::ControlModifier);
        WAIT_UNTIL(desk.outcome() == QStringLiteral("2 row(s) copied."));
        QCOMPARE(QGuiApplication::clipboard()->text(),
                 toText(desk.model.line(1)) + u'\n' + toText(desk.model.line(2)) + u'\n');
        desk.table()->clearSelection();
        QTest::mouseClick(desk.part<QPushButton>("copyLogButton"), Qt::LeftButton);
        WAIT_UNTIL(desk.outcome() == QStringLiteral("3 row(s) copied."));
    }

    void whatIsShownIsSaved()
    {
        const QTemporaryDir folder;
        const QString file = folder.filePath(QStringLiteral("warnings.txt"));
        Desk desk;
        desk.part<QLineEdit>("logSearch")->setText(QStringLiteral("hot"));
        desk.table()->selectRow(0);
        QTest::mouseClick(desk.part<QPushButton>("saveLogButton"), Qt::LeftButton);
        auto *dialog = desk.part<QFileDialog>("logFileDialog");
        QVERIFY(dialog && dialog->isVisible());
        Q_EMIT dialog->fileSelected(file);
        dialog->reject();
        WAIT_UNTIL(desk.outcome() == QStringLiteral("1 row(s) are in ") + file);
        QFile saved(file);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(QString::fromUtf8(saved.readAll()), toText(desk.model.line(2)) + u'\n');
    }

    void thatALogCannotBeSavedIsSaid()
    {
        const QTemporaryDir folder;
        QFile inTheWay(folder.filePath(QStringLiteral("file")));
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        const QString file = inTheWay.fileName() + QStringLiteral("/log.txt");
        Desk desk;
        desk.part<TextExport>("logExport")->saveAs(file);
        WAIT_UNTIL(desk.outcome().startsWith(file + QStringLiteral(" was not written. ")));
        QVERIFY(!QFile::exists(file));
        desk.model.clear();
        QTest::mouseClick(desk.part<QPushButton>("saveLogButton"), Qt::LeftButton);
        QCOMPARE(desk.outcome(), QStringLiteral("Nothing was saved: nothing is shown."));
        QVERIFY(!desk.part<QFileDialog>("logFileDialog"));
    }

    void theNewestLineStaysInViewUnlessOneHasScrolledAway()
    {
        LogModel model;
        LogPanel panel(&model);
        panel.resize(400, 200);
        panel.show();
        for (int i = 0; i < 100; ++i)
            model.append(line(LogLevel::Info, QString::number(i)));
        auto *bar = panel.findChild<QTableView *>(QStringLiteral("logTable"))->verticalScrollBar();
        QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > 50, 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(bar->value(), bar->maximum(), 30'000);
        bar->setValue(3);
        const int before = bar->maximum();
        model.append(line(LogLevel::Info, QStringLiteral("one more")));
        QTRY_VERIFY_WITH_TIMEOUT(bar->maximum() > before, 30'000);
        QCOMPARE(bar->value(), 3);
    }
};

HOLDFAST_TEST(TestLogPanel)

} // namespace tst_logpanel

#include "tst_logpanel.moc"
