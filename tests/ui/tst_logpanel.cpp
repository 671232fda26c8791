// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/log/logfilter.h"
#include "ui/log/logmodel.h"
#include "ui/log/logpanel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QScrollBar>
#include <QTableView>
#include <QTest>

namespace tst_logpanel {

using namespace Holdfast;

namespace {

LogLine line(LogLevel level, const QString &message)
{
    return {QDateTime::currentDateTimeUtc(), level, QStringLiteral("stage"), message};
}

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
