// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/app/holdfastctl/fakelockserver.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

#include <csignal>

using namespace Holdfast;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long

FakeReply state(const QString &owner, const QByteArray &tag)
{
    return {200, lockState(owner.isEmpty() ? Json() : lockOwner(owner)),
            "ETag: W/\"" + tag + "\"\r\n", FakeReply::Kind::Answer};
}

const FakeReply s_unchanged {304, {}, {}, FakeReply::Kind::Answer};

} // namespace

class TestLockWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void printsABlockForEachChange();
    void printsALineOfJsonForEachChange();
    void goesOnWhenTheServerComesBack();
    void endsWhenItIsNoHoldfast();
    void keepsOneViewOnATerminal();
};

void TestLockWatch::printsABlockForEachChange()
{
    FakeLockServer server;
    server.tell("GET /lock", {state({}, "1"), s_unchanged, s_unchanged,
                              state(QStringLiteral("scan"), "2"), s_unchanged});
    CtlProcess ctl(server.url());
    ctl.launch(QStringLiteral("lock watch"));
    QTRY_VERIFY_WITH_TIMEOUT(server.count("GET /lock") >= 6, s_limit);
    ctl.interrupt(SIGINT);
    QVERIFY(ctl.end());
    QCOMPARE(ctl.exitCode(), 0);
    static const QRegularExpression blocks(QStringLiteral(
        "^\\d\\d:\\d\\d:\\d\\d global lock: free\n\n"
        "\\d\\d:\\d\\d:\\d\\d global lock: held by scan\n  for .*\n  since .*\n\n$"));
    QVERIFY2(blocks.match(ctl.output()).hasMatch(), ctl.said().constData());
    QCOMPARE(ctl.errorOutput(), QString());

    const QList<FakeRequest> requests = server.requests("GET /lock");
    QVERIFY(!requests[0].headers.contains("if-none-match"));
    QCOMPARE(requests[1].headers.value("if-none-match"), QByteArray("W/\"1\""));
    QCOMPARE(requests[3].headers.value("if-none-match"), QByteArray("W/\"1\""));
    QCOMPARE(requests[5].headers.value("if-none-match"), QByteArray("W/\"2\""));
}

void TestLockWatch::printsALineOfJsonForEachChange()
{
    FakeLockServer server;
    server.tell("GET /lock", {state({}, "1"), FakeReply::drop(), FakeReply::drop(),
                              state(QStringLiteral("scan"), "2"), s_unchanged});
    CtlProcess ctl(server.url());
    ctl.launch(QStringLiteral("lock watch --json"));
    QTRY_COMPARE_WITH_TIMEOUT(ctl.output().count(u'\n'), 3, s_limit);
    ctl.interrupt(SIGTERM);
    QVERIFY(ctl.end());
    QCOMPARE(ctl.exitCode(), 0);
    const QStringList lines = ctl.output().split(u'\n');
    QVERIFY(Json::parse(lines[0].toStdString()) == lockState());
    QVERIFY2(lines[1].startsWith(QStringLiteral("{\"unreachable\":\"")), qPrintable(lines[1]));
    QVERIFY(Json::parse(lines[2].toStdString()) == lockState(lockOwner(QStringLiteral("scan"))));
}

void TestLockWatch::goesOnWhenTheServerComesBack()
{
    FakeLockServer server;
    server.tell("GET /lock", {state({}, "1"), s_unchanged});
    CtlProcess ctl(server.url());
    ctl.launch(QStringLiteral("lock watch"));
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("free")), s_limit);
    server.vanish();
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("cannot be reached")), s_limit);
    server.tell("GET /lock", {state(QStringLiteral("scan"), "1"), s_unchanged});
    server.comeBack();
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("held by scan")), s_limit);
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
    server.tell("GET /lock",
                {state({}, "1"), s_unchanged, state(QStringLiteral("scan"), "2"), s_unchanged});
    CtlProcess ctl(server.url());
    QProcessEnvironment environment = ctl.processEnvironment();
    environment.insert(QStringLiteral("TERM"), QStringLiteral("xterm"));
    ctl.setProcessEnvironment(environment);
    ctl.setProgram(script);
    ctl.launch(QStringLiteral("-qec"), {QStringLiteral("exec " HOLDFASTCTL_PROGRAM " lock watch"),
                                        QStringLiteral("/dev/null")});
    // (exec: a shell in between would answer Ctrl+C in its own way.)
    // The times go on though nothing changes: it was held for 38 seconds when the server said so.
    QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("(40 s), generation 17")), s_limit);
    QVERIFY2(ctl.says(QStringLiteral("global lock: free")), ctl.said().constData());
    QVERIFY2(ctl.says(QStringLiteral("\x1b[2A")),
             ctl.said().constData()); // over the two lines of a free lock
    QVERIFY2(ctl.says(QStringLiteral("\x1b[4A")), ctl.said().constData());
    ctl.write("\x03"); // Ctrl+C
    QVERIFY(ctl.end());
    QCOMPARE(ctl.exitCode(), 0);
}

QTEST_GUILESS_MAIN(TestLockWatch)
#include "tst_lockwatch.moc"
