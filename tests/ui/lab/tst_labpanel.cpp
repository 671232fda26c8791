// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labservice.h"
#include "core/session/stationmonitor.h"
#include "core/wire/stopjson.h"
#include "tests/client/fakelockserver.h"
#include "tests/lab/labstatussamples.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/mainwindow/openpart.h"
#include "tests/ui/nowarnings.h"
#include "ui/lab/labpanel.h"
#include "ui/mainwindow/mainwindow.h"

#include <QDockWidget>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

namespace tst_labpanel {

using namespace Holdfast;
using namespace LabSamples;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long

struct Panel
{
    Panel()
        : monitor(bench.operatorSession.monitor())
        , panel({bench.operatorSession, monitor.get()})
    {
        panel.resize(1200, 300);
        panel.show();
    }

    QTableView *table(const char *name) const
    {
        return panel.findChild<QTableView *>(QLatin1StringView(name));
    }
    QString row(const char *tableName, int row) const
    {
        const QAbstractItemModel &model = *table(tableName)->model();
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column)
            cells << model.index(row, column).data().toString();
        return cells.join(u'|');
    }
    QString label(const char *name) const
    {
        return panel.findChild<QLabel *>(QLatin1StringView(name))->text();
    }
    QPushButton *stop() const
    {
        return panel.findChild<QPushButton *>(QStringLiteral("stopLabButton"));
    }

    Fake::Bench bench;
    std::unique_ptr<StationMonitor> monitor;
    LabPanel panel;
};

QString clock(int seconds)
{
    return at(seconds).toLocalTime().toString(QStringLiteral("HH:mm:ss"));
}

} // namespace

//! The pane "Lab" of the window.
class TestLabPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void showsWhatIsSharedWithOwnersAndQueues()
    {
        Panel window;
        window.panel.setStatus(labStatus(situation()));
        const char *const table = "labResourcesTable";
        QCOMPARE(window.table(table)->model()->rowCount(), 6);
        QVERIFY2(window.row(table, 0).startsWith(
                     text("Laser 488|tile scan (10.0.0.7:40112)|table-2|laser.use|")),
                 qPrintable(window.row(table, 0)));
        QVERIFY(window.row(table, 0).contains(clock(10)));
        QVERIFY(window.row(table, 0).endsWith(text("this station is number 2")));
        QVERIFY(window.row(table, 1).contains(text("1. waiting|bob|scope-2|")));
        QVERIFY(window.row(table, 2).contains(text("2. waiting|tile scan")));
        QVERIFY(window.row(table, 2).endsWith(text("|this station")));
        QVERIFY(window.row(table, 3).startsWith(text("robot|free|")));
        QVERIFY(window.table(table)->model()->index(2, 0).data(Qt::FontRole).value<QFont>().bold());
    }

    void showsTheStations()
    {
        Panel window;
        LabSituation lab = situation();
        lab.memory.note(lab.snapshot, at(30));
        lab.snapshot.stations.remove(text("scope-2"));
        window.panel.setStatus(labStatus(lab));
        const char *const table = "labStationsTable";
        QCOMPARE(window.row(table, 0), text("arm-1|silent||||"));
        QCOMPARE(window.row(table, 1), text("scope-1|this station|free|||0"));
        QVERIFY(window.row(table, 2).startsWith(text("scope-2|silent since ")));
        QVERIFY(window.row(table, 3).startsWith(text("table-2|present|STOPPED by tile scan")));
        QVERIFY(window.row(table, 3).endsWith(text("|2")));
    }

    void saysWhetherTheLabCanBeReached()
    {
        Panel window;
        LabSituation lab = situation();
        window.panel.setStatus(labStatus(lab));
        QCOMPARE(window.label("labState"), text("This station, scope-1, is in the lab cellar."));
        lab.connection = LabConnection::Unreachable;
        lab.problem = text("no leader");
        window.panel.setStatus(labStatus(lab));
        const QString state = window.label("labState");
        for (const QString &part : {text("no leader"), text("local Things work"), clock(0)})
            QVERIFY2(state.contains(part), qPrintable(state));
    }

    void keepsTheSelectionWhileNoRowComesOrGoes()
    {
        Panel window;
        LabSituation lab = situation();
        window.panel.setStatus(labStatus(lab));
        window.table("labResourcesTable")->selectRow(3);
        lab.snapshot.owners[text("robot")] = {text("t2"), 50};
        window.panel.setStatus(labStatus(lab));
        lab.snapshot.owners.remove(text("robot"));
        window.panel.setStatus(labStatus(situation()));
        lab.connection = LabConnection::NameTaken;
        window.panel.setStatus(labStatus(lab));
        QVERIFY(window.label("labState").contains(text("another name")));
    }

    void theWindowHasItOnlyInALab()
    {
        const Fake::Bench bench;
        const QString dock = QStringLiteral("labDock");
        {
            const MainWindow window(bench.operatorSession);
            QVERIFY(!window.findChild<QDockWidget *>(dock));
        }
        LabSetup setup;
        setup.options.lab = text("cellar");
        setup.options.station = text("scope-1");
        const LabService lab(setup);
        MainWindow window(bench.operatorSession, nullptr, nullptr, &lab);
        QVERIFY(window.findChild<QDockWidget *>(dock));
        QVERIFY(window.findChild<QWidget *>(QStringLiteral("labDockButton")));
        const auto *state = window.findChild<QLabel *>(QStringLiteral("labState"));
        QCOMPARE(state->text(), text("This station, scope-1, is about to enter the lab cellar."));
        openPart(window.findChild<QDockWidget *>(dock));
        for (const char *name : {"labResourcesTable", "labStationsTable", "stopLabButton"}) {
            const auto *part = window.findChild<QWidget *>(QLatin1StringView(name));
            QVERIFY2(!part->toolTip().isEmpty(), name);
            QVERIFY2(part->focusPolicy() & Qt::TabFocus, name);
        }
    }

    void aSinglePressStopsNothing()
    {
        Panel window;
        window.panel.setStatus(labStatus(situation()));
        const QString before = window.stop()->text();
        QTest::mouseClick(window.stop(), Qt::LeftButton);
        QVERIFY(window.stop()->text() != before);
        QVERIFY(window.stop()->text().contains(u'4'));
        QTRY_COMPARE_WITH_TIMEOUT(window.stop()->text(), before, s_limit);
        QCOMPARE(window.bench.controls->stops.load(), 0);
    }

    void theSecondPressStopsAllStations()
    {
        FakeLockServer other;
        other.tell("POST /stop",
                   {{200,
                     toJson(StopReport {.by = person("ann"), .at = at(1), .latched = true}),
                     {},
                     FakeReply::Kind::Answer}});
        LabSituation lab = situation();
        lab.snapshot.resources.remove(text("robot"));
        lab.snapshot.stations[text("scope-2")].url = other.url().toString();
        lab.snapshot.stations[text("table-2")].url.clear();
        Panel window;
        window.panel.setStatus(labStatus(lab));
        window.panel.setToken("secret");
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        window.stop()->setFocus();
        QTest::keyClick(window.stop(), Qt::Key_Space);
        QTest::keyClick(window.stop(), Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(
            window.label("labStopReport").startsWith(text("NOT every station has stopped!")),
            s_limit);
        QCOMPARE(window.bench.controls->stops.load(), 1);
        QCOMPARE(other.count("POST /stop"), 1);
        QCOMPARE(other.requests("POST /stop").first().headers["authorization"],
                 QByteArray("Bearer secret"));
        const QString report = window.label("labStopReport");
        QVERIFY2(report.contains(text("scope-1: everything stands still")), qPrintable(report));
        QVERIFY2(report.contains(text("scope-2: everything stands still")), qPrintable(report));
        QVERIFY2(report.contains(text("table-2: NOT stopped (")), qPrintable(report));
    }
};

HOLDFAST_TEST(TestLabPanel)

} // namespace tst_labpanel

#include "tst_labpanel.moc"
