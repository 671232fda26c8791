// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

namespace tst_lockwatch {

using namespace Holdfast;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long

const QByteArray s_events = "GET /lock/events";

Json heldBy(const QString &owner)
{
    return lockMemory(lockOwner(owner));
}

} // namespace

class TestLockWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void printsABlockForEachChange();
    void printsALineOfJsonForEachChange();
    void goesOnWhenTheServerComesBack();
    void noticesASilentServer();
    void endsWhenItIsNoHoldfast();
    void keepsOneViewOnATerminal();
};

void TestLockWatch::printsABlockForEachChange()
{
    FakeLockServer server;
    server.tell(s_events, {FakeReply::stream()});
    CtlProcess ctl(server.url());
    ctl.launch(QStringLiteral("lock watch"));
    QTRY_COMPARE_WITH_TIMEOUT(server.streams(), qsizetype {1}, s_limit);
    server.push("retry: 1000\n\nevent: alive\ndata: 1\n\n: a comment\n\n");
    server.pushState(lockMemory());
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("free")), s_limit);
    // In pieces, as the network likes it.
    const QByteArray event = "data: " + toBytes(heldBy(QStringLiteral("scan"))) + "\n\n";
    server.push(event.first(20));
    server.push(event.sliced(20));
    server.push(R"(event: refused
data: {"label":"bert","operation":"stage.home","reason":"queue_full","waited":0.05}

)");
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("refused")), s_limit);
    ctl.interrupt(SIGINT);
    QVERIFY(ctl.end());
    QCOMPARE(ctl.exitCode(), 0);
    static const QRegularExpression blocks(QStringLiteral(
        "^\\d\\d:\\d\\d:\\d\\d global lock: free\n\n"
        "\\d\\d:\\d\\d:\\d\\d global lock: held by scan\n  for .*\n  since .*\n\n"
        "\\d\\d:\\d\\d:\\d\\d refused: bert for stage.home: queue full, after 50 ms\n\n$"));
    QVERIFY2(blocks.match(ctl.output()).hasMatch(), ctl.said().constData());
    QCOMPARE(ctl.errorOutput(), QString());
}

void TestLockWatch::printsALineOfJsonForEachChange()
{
    FakeLockServer server;
    server.tell(s_events, {FakeReply::drop(), FakeReply::drop(), FakeReply::stream()});
    CtlProcess ctl(server.url());
    ctl.launch(QStringLiteral("lock watch --json"));
    QTRY_COMPARE_WITH_TIMEOUT(server.streams(), qsizetype {1}, s_limit);
    server.pushState(heldBy(QStringLiteral("scan")));
    server.push("event: refused\ndata: {\"label\":\"bert\"}\n\n");
    QTRY_COMPARE_WITH_TIMEOUT(ctl.output().count(u'\n'), 3, s_limit);
    ctl.interrupt(SIGTERM);
    QVERIFY(ctl.end());
    QCOMPARE(ctl.exitCode(), 0);
    const QStringList lines = ctl.output().split(u'\n');
    QVERIFY2(lines[0].startsWith(QStringLiteral("{\"unreachable\":\"")), qPrintable(lines[0]));
    QVERIFY(Json::parse(lines[1].toStdString()) == heldBy(QStringLiteral("scan")));
    QVERIFY(Json::parse(lines[2].toStdString()) == (Json {{"refused", {{"label", "bert"}}}}));
}

void TestLockWatch::goesOnWhenTheServerComesBack()
{
    FakeLockServer server;
    server.tell(s_events, {FakeReply::stream()});
    CtlProcess ctl(server.url());
    ctl.launch(QStringLiteral("lock watch"));
    QTRY_COMPARE_WITH_TIMEOUT(server.streams(), qsizetype {1}, s_limit);
    server.pushState(lockMemory());
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("free")), s_limit);
    server.vanish();
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("cannot be reached")), s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("Trying again")), s_limit);
    server.comeBack();
    QTRY_COMPARE_WITH_TIMEOUT(server.streams(), qsizetype {1}, s_limit);
    server.pushState(heldBy(QStringLiteral("scan")));
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("held by scan")), s_limit);
    ctl.interrupt(SIGINT);
    QVERIFY(ctl.end());
    QCOMPARE(ctl.exitCode(), 0);
}

void TestLockWatch::noticesASilentServer()
{
    FakeLockServer server;
    server.tell(s_events, {FakeReply::stream()});
    CtlProcess ctl(server.url());
    ctl.launch(QStringLiteral("lock watch"));
    QTRY_COMPARE_WITH_TIMEOUT(server.streams(), qsizetype {1}, s_limit);
    server.pushState(lockMemory());
    // No sign of life follows.
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("it does not answer")), s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(server.count(s_events) >= 2, s_limit);
    ctl.interrupt(SIGINT);
    QVERIFY(ctl.end());
    QCOMPARE(ctl.exitCode(), 0);
}

void TestLockWatch::endsWhenItIsNoHoldfast()
{
    FakeLockServer server;
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock watch")));
    QCOMPARE(ctl.exitCode(), 5);
    QVERIFY2(ctl.notes(QStringLiteral("Is it a Holdfast")), ctl.said().constData());
}

void TestLockWatch::keepsOneViewOnATerminal()
{
    // util-linux' script gives it a terminal.
    const QString script = QStandardPaths::findExecutable(QStringLiteral("script"));
    if (script.isEmpty())
        QSKIP("There is no script(1) here to make a terminal with.");
    FakeLockServer server;
    server.tell(s_events, {FakeReply::stream()});
    CtlProcess ctl(server.url());
    QProcessEnvironment environment = ctl.processEnvironment();
    environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
    ctl.setProcessEnvironment(environment);
    ctl.setProgram(script);
    ctl.launch(QStringLiteral("-qec"), {QStringLiteral("exec " HOLDFASTCTL_PROGRAM " lock watch"),
                                        QStringLiteral("/dev/null")});
    // (exec: a shell in between would answer Ctrl+C in its own way.)
    QTRY_COMPARE_WITH_TIMEOUT(server.streams(), qsizetype {1}, s_limit);
    server.pushState(lockMemory());
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("global lock: free")), s_limit);
    server.pushState(heldBy(QStringLiteral("scan")));
    // The times go on though nothing changes: the lock had been held for 38 seconds when the server
    // sent its status.
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("(40 s), generation 17")), s_limit);
    QVERIFY2(ctl.says(QStringLiteral("\x1b[2A")),
             ctl.said().constData()); // over the two lines of a free lock
    QVERIFY2(ctl.says(QStringLiteral("\x1b[4A")), ctl.said().constData());
    server.push(R"(event: refused
data: {"label":"bert","operation":"stage.home","reason":"busy","waited":0.05}

)");
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("  refused ")), s_limit);
    server.endStreams();
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("The state below is OLD.")), s_limit);
    ctl.write("\x03"); // Ctrl+C
    QVERIFY(ctl.end());
    QCOMPARE(ctl.exitCode(), 0);
}

HOLDFAST_GUILESS_TEST(TestLockWatch)

} // namespace tst_lockwatch

#include "tst_lockwatch.moc"
