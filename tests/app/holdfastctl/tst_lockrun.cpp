// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_lockrun {

using namespace Holdfast;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long

FakeReply answer(int status, const Json &body = {}, const QByteArray &headers = {})
{
    return {status, body, headers, FakeReply::Kind::Answer};
}

Json busy(const char *mode = "shared")
{
    return Json {{"detail", "The global lock could not be acquired: scan holds it."},
                 {"mode", mode},
                 {"retry_after_ms", 10}};
}

} // namespace

//! Getting the lock, running the command, and letting go.
class TestLockRun : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_server = std::make_unique<FakeLockServer>();
        m_server->tell("DELETE /lock/leases/3", {answer(204)});
        m_server->tell("PUT /lock/leases/3", {answer(200, Json {{"state", "active"}})});
        m_server->tell("GET /lock", {answer(200, lockMemory(lockOwner(QStringLiteral("scan"))))});
    }

    void givesTheCommandTheLease();
    void asksForWhatTheUserWants();
    void endsAsTheCommandEnds_data();
    void endsAsTheCommandEnds();
    void doesNotAskForWhatCannotRun_data();
    void doesNotAskForWhatCannotRun();
    void releasesWhenTheCommandDoesNotStart();
    void passesItsInputOn();
    void doesNotRunWithoutTheLock_data();
    void doesNotRunWithoutTheLock();
    void waitsAgainAndAgain();
    void saysWhomItWaitsFor();
    void waitsForAServerThatGoesAway();
    void leavesTheLineOnASignal();
    void saysWhenItCannotRelease();

private:
    static constexpr auto s_post = "POST /lock/leases";
    static constexpr auto s_release = "DELETE /lock/leases/3";

    std::unique_ptr<FakeLockServer> m_server;
};

void TestLockRun::givesTheCommandTheLease()
{
    m_server->tell(s_post, {grantedLease()});
    CtlProcess ctl(m_server->url(QStringLiteral("/")));
    QVERIFY(ctl.runToEnd(QStringLiteral("lock run -- sh -c"),
                         {QStringLiteral("echo $LOCK_TOKEN $LOCK_GENERATION $HOLDFAST_URL")}));
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.output(), QStringLiteral("s3cret-t0ken 18 %1\n").arg(m_server->url().toString()));
    QCOMPARE(ctl.errorOutput(), QString());
    QCOMPARE(m_server->count(s_release), 1);
    QCOMPARE(m_server->requests(s_release).first().headers.value("lock-token"),
             QByteArray("s3cret-t0ken"));
}

void TestLockRun::asksForWhatTheUserWants()
{
    m_server->tell(s_post, {grantedLease()});
    CtlProcess ctl(m_server->url());
    QVERIFY(ctl.runToEnd(
        QStringLiteral("lock run --label scan --note overnight --ttl 2.5 --wait 7 -- true")));
    QCOMPARE(m_server->count(s_post), 1);
    Json body = m_server->requests(s_post).first().body;
    QVERIFY(body["request_id"].get<std::string>().size() >= 8);
    QVERIFY(body["wait_ms"] > 6000 && body["wait_ms"] <= 7000);
    body.erase("request_id");
    body.erase("wait_ms");
    QVERIFY((body == Json {{"label", "scan"}, {"ttl_ms", 2500}, {"note", "overnight"}}));

    CtlProcess plain(m_server->url());
    QVERIFY(plain.runToEnd(QStringLiteral("lock run /bin/true")));
    Json wish = m_server->requests(s_post).last().body;
    wish.erase("request_id");
    QVERIFY((wish == Json {{"label", "true"}, {"ttl_ms", 30'000}}));
}

void TestLockRun::endsAsTheCommandEnds_data()
{
    QTest::addColumn<QString>("shell");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("well") << "exit 0" << 0;
    QTest::newRow("with a code of its own") << "exit 42" << 42;
    QTest::newRow("with a code that holdfastctl has too") << "exit 121" << 121;
    QTest::newRow("by a signal") << "kill -KILL $$" << 128 + SIGKILL;
    QTest::newRow("by its own SIGPIPE") << "kill -PIPE $$" << 128 + SIGPIPE;
}

void TestLockRun::endsAsTheCommandEnds()
{
    QFETCH(const QString, shell);
    QFETCH(const int, exitCode);
    m_server->tell(s_post, {grantedLease()});
    CtlProcess ctl(m_server->url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock run -- sh -c"), {shell}));
    QCOMPARE(ctl.exitCode(), exitCode);
    QCOMPARE(m_server->count(s_release), 1);
}

void TestLockRun::doesNotAskForWhatCannotRun_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("note");
    QTest::newRow("no such command")
        << "no-such-command-here" << 127 << "There is no command \"no-such-command-here\".";
    QTest::newRow("no such file") << "./no/such/file" << 127 << "There is no command";
    QTest::newRow("a file that is not executable")
        << "/etc/passwd" << 126 << "\"/etc/passwd\" cannot be executed.";
    QTest::newRow("a folder") << "/etc" << 126 << "\"/etc\" cannot be executed.";
}

void TestLockRun::doesNotAskForWhatCannotRun()
{
    QFETCH(const QString, program);
    QFETCH(const int, exitCode);
    QFETCH(const QString, note);
    CtlProcess ctl(m_server->url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock run --"), {program}));
    QCOMPARE(ctl.exitCode(), exitCode);
    QVERIFY2(ctl.notes(note), ctl.said().constData());
    QCOMPARE(m_server->count(s_post), 0);
}

void TestLockRun::releasesWhenTheCommandDoesNotStart()
{
    QTemporaryDir folder;
    QFile script(folder.filePath(QStringLiteral("script")));
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("#!/no/such/interpreter\n");
    script.close();
    QVERIFY(script.setPermissions(QFile::ReadOwner | QFile::ExeOwner));
    m_server->tell(s_post, {grantedLease()});
    CtlProcess ctl(m_server->url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock run --"), {script.fileName()}));
    QCOMPARE(ctl.exitCode(), 126);
    QVERIFY2(ctl.notes(QStringLiteral("script\" cannot be executed.")), ctl.said().constData());
    QCOMPARE(m_server->count(s_release), 1);
}

void TestLockRun::passesItsInputOn()
{
    m_server->tell(s_post, {grantedLease()});
    CtlProcess ctl(m_server->url());
    ctl.launch(QStringLiteral("lock run cat"));
    ctl.write("in and out\n");
    ctl.closeWriteChannel();
    QVERIFY(ctl.end());
    QCOMPARE(ctl.output(), QStringLiteral("in and out\n"));
}

void TestLockRun::doesNotRunWithoutTheLock_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("mode");
    QTest::addColumn<QString>("options");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("note");
    QTest::newRow("busy") << 409 << QByteArray("shared") << "" << 121 << "scan holds it.";
    QTest::newRow("busy, without waiting")
        << 409 << QByteArray("shared") << " --wait 0" << 121 << "scan holds it.";
    QTest::newRow("the line is full") << 503 << QByteArray("shared") << "" << 121 << "could not be";
    QTest::newRow("stopped") << 409 << QByteArray("stopped") << " --wait 600" << 122
                             << "holdfastctl clear-stop";
    QTest::newRow("local only") << 409 << QByteArray("local_only") << " --wait 600" << 122
                                << "could not be acquired";
    QTest::newRow("a label that is refused")
        << 422 << QByteArray("shared") << "" << 125 << "does not accept";
    QTest::newRow("an error") << 500 << QByteArray("shared") << " --wait 600" << 124
                              << "status 500";
    QTest::newRow("no such path") << 404 << QByteArray("shared") << " --wait 600" << 124
                                  << "Is it a Holdfast";
    QTest::newRow("no lease in the answer")
        << 201 << QByteArray("shared") << "" << 124 << "is not that of";
    QTest::newRow("no server") << 0 << QByteArray() << " --wait 600" << 120 << "cannot be reached";
}

void TestLockRun::doesNotRunWithoutTheLock()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, mode);
    QFETCH(const QString, options);
    QFETCH(const int, exitCode);
    QFETCH(const QString, note);
    m_server->tell(s_post, {answer(status, busy(mode.constData()))});
    if (status == 0)
        m_server->vanish();
    CtlProcess ctl(m_server->url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock run%1 -- echo ran").arg(options)));
    QCOMPARE(ctl.exitCode(), exitCode);
    QVERIFY2(ctl.notes(note), ctl.said().constData());
    QCOMPARE(ctl.output(), QString());
    QVERIFY(m_server->count(s_post) <= 1);
}

void TestLockRun::waitsAgainAndAgain()
{
    m_server->tell(s_post, {answer(409, busy()),
                            answer(429, Json {{"detail", "Too many."}}, "Retry-After: 1\r\n"),
                            answer(503, Json {}), grantedLease()});
    CtlProcess ctl(m_server->url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock run --wait 600 -- echo ran")));
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.output(), QStringLiteral("ran\n"));
    const QList<FakeRequest> wishes = m_server->requests(s_post);
    QCOMPARE(wishes.size(), 4);
    for (const FakeRequest &wish : wishes) {
        QVERIFY(wish.body == wishes.first().body);
        QVERIFY(wish.body["wait_ms"] == 60'000); // more than that no server allows
    }
}

void TestLockRun::saysWhomItWaitsFor()
{
    m_server->tell(s_post, {FakeReply::hang()});
    CtlProcess ctl(m_server->url());
    ctl.launch(QStringLiteral("lock run --wait 600 -- true"));
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("GET /lock") >= 3, s_limit);
    m_server->tell("GET /lock", {answer(200, lockMemory(lockOwner(QStringLiteral("anna")), 18))});
    QTRY_VERIFY_WITH_TIMEOUT(
        ctl.notes(
            QStringLiteral("waiting for the lock: anna holds it for stage.move_relative since ")),
        s_limit);
    QCOMPARE(ctl.errorOutput().count(QStringLiteral("waiting for the lock: scan holds it")), 1);
    ctl.interrupt(SIGTERM);
    QVERIFY(ctl.end());
}

void TestLockRun::waitsForAServerThatGoesAway()
{
    m_server->tell(s_post,
                   {answer(409, busy()), FakeReply::drop(), FakeReply::drop(), grantedLease()});
    CtlProcess ctl(m_server->url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock run --wait 600 -- echo ran")));
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(ctl.output(), QStringLiteral("ran\n"));
    QCOMPARE(ctl.errorOutput().count(QStringLiteral("the connection was closed. Trying again")), 1);
    QCOMPARE(m_server->requests(s_post).last().body["request_id"].get<std::string>(),
             m_server->requests(s_post).first().body["request_id"].get<std::string>());
}

void TestLockRun::leavesTheLineOnASignal()
{
    m_server->tell(s_post, {FakeReply::hang()});
    CtlProcess ctl(m_server->url());
    ctl.launch(QStringLiteral("lock run --wait 600 -- echo ran"));
    QTRY_COMPARE_WITH_TIMEOUT(m_server->count(s_post), 1, s_limit);
    ctl.interrupt(SIGINT);
    QVERIFY(ctl.end());
    QCOMPARE(ctl.exitCode(), 128 + SIGINT);
    QCOMPARE(ctl.output(), QString());
    QTRY_COMPARE_WITH_TIMEOUT(m_server->connections(), 0, s_limit);
}

void TestLockRun::saysWhenItCannotRelease()
{
    m_server->tell(s_post, {grantedLease(4000)});
    m_server->tell(s_release, {FakeReply::hang()});
    CtlProcess ctl(m_server->url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock run -- sh -c"), {QStringLiteral("exit 7")}));
    QCOMPARE(ctl.exitCode(), 7);
    QVERIFY2(ctl.notes(QStringLiteral("could not be released. ")), ctl.said().constData());
    QVERIFY2(ctl.notes(QStringLiteral("The lease ends by itself within 4 s.")),
             ctl.said().constData());
}

HOLDFAST_GUILESS_TEST(TestLockRun)

} // namespace tst_lockrun

#include "tst_lockrun.moc"
