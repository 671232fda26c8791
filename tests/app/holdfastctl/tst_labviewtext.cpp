// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/labviewtext.h"
#include "tests/lab/labstatussamples.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_labviewtext {

using namespace Holdfast;
using namespace Holdfast::Ctl;
using namespace LabSamples;

//! A lab in words, for a terminal.
class TestLabViewText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhatThereIs_data()
    {
        QTest::addColumn<QString>("line");
        QTest::newRow("the lab") << "^The station \"scope-1\" is in the lab \"cellar\"\\.$";
        QTest::newRow("a station that was never there") << "^  arm-1       silent$";
        QTest::newRow("this station") << "^  scope-1     free  <- this station$";
        QTest::newRow("a station that does not tell its lock") << "^  scope-2     present$";
        QTest::newRow("a stopped one")
            << "^  table-2     STOPPED by tile scan \\(10.0.0.7:40112\\) since .*: \"smoke\"$";
        QTest::newRow("an owner") << "^  laser       held by tile scan \\(10.0.0.7:40112\\) "
                                     "\\(table-2\\) for laser.use since ";
        QTest::newRow("an operator who waits")
            << "^              1. bob \\(scope-2, operator\\) for laser.use, waits since ";
        QTest::newRow("a waiter of this station")
            << "^              2. tile scan .* \\(scope-1\\) for laser.use, waits since .*  <- "
               "this station$";
        QTest::newRow("a free resource") << "^  robot       free$";
        QTest::newRow("one that is off the lab")
            << "^              off the lab, by ann since .*: \"etcd is gone\"$";
    }
    void saysWhatThereIs()
    {
        QFETCH(const QString, line);
        LabSituation lab = situation();
        lab.off[text("room-light")] = {text("ann"), text("etcd is gone"), at(9)};
        const QString lines = linesFor(labStatus(lab)).join(u'\n');
        const QRegularExpression expected(line, QRegularExpression::MultilineOption);
        QVERIFY2(expected.match(lines).hasMatch(), qPrintable(lines));
    }

    void escapesWhatATerminalWouldObey()
    {
        LabSituation lab = situation();
        lab.snapshot.tickets[text("t1")].operation = text("\x1b[2J");
        const QString lines = linesFor(labStatus(lab)).join(u'\n');
        QVERIFY(!lines.contains(u'\x1b'));
        QVERIFY(lines.contains(text("\\u001b[2J")));
        QVERIFY(!lineFor({.station = text("a\x1b")}).contains(u'\x1b'));
    }

    void saysWhatCameOfAStop()
    {
        using Kind = LabStopOutcome::Kind;
        QCOMPARE(lineFor({.station = text("a"), .kind = Kind::Stopped}),
                 text("a: everything stands still"));
        QCOMPARE(lineFor({.station = text("a"), .kind = Kind::NotYet, .problem = text("stage")}),
                 text("a: NOT everything stands still (stage)"));
        for (const Kind kind : {Kind::Refused, Kind::Unreachable, Kind::NoAddress})
            QVERIFY(lineFor({.station = text("a"), .kind = kind}).contains(text("NOT stopped")));
    }
};

HOLDFAST_GUILESS_TEST(TestLabViewText)

} // namespace tst_labviewtext

#include "tst_labviewtext.moc"
