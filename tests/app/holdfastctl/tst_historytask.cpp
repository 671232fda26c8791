// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/ctlarguments.h"
#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_historytask {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

Json entry(int id, const char *who, const Json &more = Json::object())
{
    Json made {{"id", id},          {"kind", "hold"},
               {"how", "gave_way"}, {"at", "2026-11-24T22:00:00.000Z"},
               {"who", who},        {"operation", "stage.move_relative"},
               {"waited_ms", 0.25}, {"held_ms", 38'000.5}};
    made.update(more);
    return made;
}

FakeReply page(const Json &entries, const Json &next = nullptr, const char *state = "writing",
               const Json &reason = nullptr)
{
    return {200,
            Json {{"entries", entries},
                  {"next", next},
                  {"journal", {{"state", state}, {"reason", reason}}}},
            {},
            FakeReply::Kind::Answer};
}

} // namespace

//! history.
class TestHistoryTask : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsATable();
    void turnsPagesUntilItHasEnough();
    void printsALineOfJsonForEachEntry();
    void asksForWhatTheUserWants();
    void saysWhenTheJournalIsNotWritten();
    void saysWhenThereIsNothing();
    void doesNotUnderstandEverything();
    void readsSpans_data();
    void readsSpans();
    void readsTimes();
};

void TestHistoryTask::showsATable()
{
    FakeLockServer server;
    server.tell("GET /lock/history?limit=100",
                {page({entry(2, "tile scan"), entry(1, "anna",
                                                    {{"kind", "refusal"},
                                                     {"how", "timeout"},
                                                     {"held_ms", nullptr},
                                                     {"other", "tile scan"},
                                                     {"other_operation", "camera.capture"},
                                                     {"reason", "x\u001b[2J"}})})});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("history")));
    QCOMPARE(ctl.exitCode(), 0);
    const QStringList lines = ctl.output().split(u'\n');
    QCOMPARE(lines.size(), 4);
    QVERIFY2(lines[0].startsWith(QStringLiteral("TIME ")), ctl.said().constData());
    QVERIFY2(lines[1].contains(QRegularExpression(
                 QStringLiteral("hold +tile scan +stage.move_relative +<1 ms +38 s +gave way$"))),
             ctl.said().constData());
    QVERIFY2(
        lines[2].contains(QRegularExpression(QStringLiteral(
            "refusal +anna +stage.move_relative +<1 ms +timeout, tile scan for camera.capture, "
            "\"x\\\\u001b\\[2J\"$"))),
        ctl.said().constData());
    QCOMPARE(lines[0].indexOf(QStringLiteral("WHO")),
             lines[1].indexOf(QStringLiteral("tile scan")));
    QCOMPARE(ctl.errorOutput(), QString());
}

void TestHistoryTask::turnsPagesUntilItHasEnough()
{
    FakeLockServer server;
    server.tell("GET /lock/history?limit=3",
                {page(Json::array({entry(5, "a"), entry(4, "b")}), "7-4")});
    server.tell("GET /lock/history?limit=1&cursor=7-4",
                {page(Json::array({entry(3, "c")}), "7-3")});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("history --limit 3")));
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.output().count(u'\n'), 4);
    QCOMPARE(ctl.output().count(QStringLiteral("TIME")), 1);
}

void TestHistoryTask::printsALineOfJsonForEachEntry()
{
    FakeLockServer server;
    const Json second = entry(1, "\xc3\xa4nna");
    server.tell("GET /lock/history?limit=100", {page({entry(2, "a"), second})});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("history --json")));
    const QStringList lines = ctl.output().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(Json::parse(lines[1].toStdString()) == second);
    QVERIFY(lines[1].contains(QStringLiteral("\\u00e4nna")));
}

void TestHistoryTask::asksForWhatTheUserWants()
{
    FakeLockServer server;
    server.tell("GET /lock/history?from=2026-11-24T21%3A00%3A00.000Z&who=a%26b&operation=stage"
                "&kind=hold%2Crefusal&class=remote&at_least_ms=90000&limit=100",
                {page(Json::array({entry(1, "a&b")}))});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("history --who a&b --operation stage --kind hold,refusal "
                                        "--class remote --at-least 90s --from"),
                         {QStringLiteral("2026-11-24T22:00:00+01:00")}));
    QVERIFY2(ctl.exitCode() == 0, ctl.said().constData());
}

void TestHistoryTask::saysWhenTheJournalIsNotWritten()
{
    FakeLockServer server;
    server.tell("GET /lock/history?limit=100",
                {page(Json::array({entry(1, "a")}), nullptr, "paused", "The disk is full.")});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("history")));
    QCOMPARE(ctl.exitCode(), 0);
    QVERIFY(ctl.notes(QStringLiteral("the journal is paused. The disk is full.")));
}

void TestHistoryTask::saysWhenThereIsNothing()
{
    FakeLockServer server;
    server.tell("GET /lock/history?limit=100", {page(Json::array())});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("history")));
    QCOMPARE(ctl.exitCode(), 0);
    QVERIFY(ctl.says(QStringLiteral("The history has no entries that match")));
}

void TestHistoryTask::doesNotUnderstandEverything()
{
    FakeLockServer server;
    server.tell("GET /lock/history?limit=100",
                {{200, Json {{"entries", 7}}, {}, FakeReply::Kind::Answer}});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("history")));
    QCOMPARE(ctl.exitCode(), 5);
}

void TestHistoryTask::readsSpans_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds"); // -1: none
    QTest::newRow("seconds") << QStringLiteral("90s") << qint64 {90'000};
    QTest::newRow("minutes") << QStringLiteral("30m") << qint64 {1'800'000};
    QTest::newRow("hours, and a half") << QStringLiteral("1.5h") << qint64 {5'400'000};
    QTest::newRow("days") << QStringLiteral("2d") << qint64 {172'800'000};
    QTest::newRow("no unit") << QStringLiteral("30") << qint64 {-1};
    QTest::newRow("no number") << QStringLiteral("h") << qint64 {-1};
    QTest::newRow("a word") << QStringLiteral("months") << qint64 {-1};
    QTest::newRow("less than nothing") << QStringLiteral("-1h") << qint64 {-1};
    QTest::newRow("not a number") << QStringLiteral("nanh") << qint64 {-1};
    QTest::newRow("too long") << QStringLiteral("4000d") << qint64 {-1};
}

void TestHistoryTask::readsSpans()
{
    QFETCH(const QString, text);
    const auto span = Ctl::readSpan(text);
    QTEST(span ? qint64(span->count()) : qint64 {-1}, "milliseconds");
}

void TestHistoryTask::readsTimes()
{
    const QDateTime local(QDate(2026, 11, 24), QTime(22, 0));
    QCOMPARE(Ctl::readTime(QStringLiteral("2026-11-24 22:00")), local);
    QCOMPARE(Ctl::readTime(QStringLiteral("2026-11-24T22:00:00")), local);
    QCOMPARE(Ctl::readTime(QStringLiteral("2026-11-24T22:00:00Z")).toUTC().time(), QTime(22, 0));
    const QDateTime now = QDateTime::currentDateTime();
    const QDateTime latest = Ctl::readTime(QStringLiteral("22:00"));
    QCOMPARE(latest.time(), QTime(22, 0));
    QVERIFY(latest <= QDateTime::currentDateTime() && latest >= now.addDays(-1).addSecs(-3600));
    for (const char *wrong : {"", "yesterday", "25:00", "2026-11-24", "2026-13-24 22:00"})
        QVERIFY2(!Ctl::readTime(QString::fromLatin1(wrong)).isValid(), wrong);
}

HOLDFAST_GUILESS_TEST(TestHistoryTask)

} // namespace tst_historytask

#include "tst_historytask.moc"
