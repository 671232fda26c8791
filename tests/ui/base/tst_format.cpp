// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/text/format.h"
#include "ui/stop/stopreporttext.h"

#include <QTest>

using namespace Holdfast;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::chrono::milliseconds)

namespace tst_format {

class TestFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void durations_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("time");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, std::chrono::milliseconds time, const char *text) {
            QTest::newRow(name) << time << QString::fromLatin1(text);
        };
        row("nothing", 0ms, "0 s");
        row("less than a second", 999ms, "0 s");
        row("a deadline that has passed", -1500ms, "0 s");
        row("seconds", 38'900ms, "38 s");
        row("a minute", 60s, "1 min 0 s");
        row("minutes", 125s, "2 min 5 s");
        row("hours", 64min + 59s, "1 h 4 min");
        row("more than a day", 25h, "25 h 0 min");
    }

    void durations()
    {
        QFETCH(std::chrono::milliseconds, time);
        QTEST(Format::duration(time), "text");
    }

    void whatSomethingTookIsSaidInTenths_data()
    {
        QTest::addColumn<std::chrono::milliseconds>("time");
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, std::chrono::milliseconds time, const char *text) {
            QTest::newRow(name) << time << QString::fromLatin1(text);
        };
        row("nothing worth saying", 99ms, "under 0.1 s");
        row("a short move", 200ms, "0.2 s");
        row("rounded down", 9'999ms, "9.9 s");
        row("longer", 10'900ms, "10 s");
        row("minutes", 125s + 300ms, "2 min 5 s");
    }

    void whatSomethingTookIsSaidInTenths()
    {
        QFETCH(std::chrono::milliseconds, time);
        QTEST(Format::took(time), "text");
    }

    void aStopWithNothingToStopSaysSo()
    {
        StopReport report;
        report.by = {Principal::Kind::Operator, QStringLiteral("operator"), {}};
        report.at = QDateTime::currentDateTimeUtc();
        QVERIFY(stopReportText(report).startsWith(QStringLiteral("Nothing to stop. By operator")));
    }

    void aTimeOfTodayNeedsNoDate()
    {
        const QDateTime noon(QDate::currentDate(), QTime(12, 3, 4));
        QCOMPARE(Format::time(noon.toUTC()), QStringLiteral("12:03:04"));
        const QString longAgo = Format::time(noon.addDays(-400).toUTC());
        QVERIFY(longAgo.size() > 8);
        QVERIFY(longAgo.endsWith(QStringLiteral("12:03:04")));
        QVERIFY(Format::time({}).isEmpty());
    }

    void aStopReportNamesWhoIsLateFirst()
    {
        StopReport report;
        report.by = {Principal::Kind::Operator, QStringLiteral("operator"), {}};
        report.at = QDateTime::currentDateTimeUtc();
        report.cancelled = 2;
        report.things = {
            {QStringLiteral("camera"), StopReport::Outcome::Stopped, {}},
            {QStringLiteral("stage"), StopReport::Outcome::Late, {}},
            {QStringLiteral("laser"), StopReport::Outcome::Failed, QStringLiteral("No answer.")}};
        const QString text = stopReportText(report);
        QVERIFY2(text.startsWith(QStringLiteral("Not everything has stopped! stage has not "
                                                "answered yet. laser failed to stop: No answer. "
                                                "Stopped: camera. Actions told to end: 2. ")),
                 qPrintable(text));
        report.things.resize(1);
        QVERIFY(stopReportText(report).startsWith(QStringLiteral("Stopped: camera.")));
    }
};

HOLDFAST_TEST(TestFormat)

} // namespace tst_format

#include "tst_format.moc"
