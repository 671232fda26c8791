// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_lockrunend {

using namespace Holdfast;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long
constexpr int s_ttl = 3000;     // a renewal each second

FakeReply answer(int status, const Json &body = {})
{
    return {status, body, {}, FakeReply::Kind::Answer};
}

const FakeReply s_renewed = answer(200, Json {{"state", "active"}, {"asks", Json::array()}});

//! Says "up" when it is ready, and which signal has ended it: in time also when nothing does.
const QString s_patient = QStringLiteral(
    "trap 'echo TERM; exit 9' TERM; trap 'echo HUP; exit 8' HUP; trap 'echo QUIT; exit 7' QUIT;"
    "trap 'echo INT; exit 6' INT; echo up; i=0; while [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); "
    "done");

} // namespace

//! Tests the events that end a lease or a command before its time.
class TestLockRunEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_server = std::make_unique<FakeLockServer>();
        m_server->tell("POST /lock/leases", {grantedLease(s_ttl)});
        m_server->tell(s_renew, {s_renewed});
        m_server->tell(s_release, {answer(204)});
        m_ctl = std::make_unique<CtlProcess>(m_server->url());
    }

    void renewsEachThirdOfItsTime();
    void forwardsSignalsAndReleases_data();
    void forwardsSignalsAndReleases();
    void saysWhyTheLeaseIsLost_data();
    void saysWhyTheLeaseIsLost();
    void onlyWarnsWhenAskedTo();
    void noticesALossAtTheEnd();
    void letsTheCommandReleaseItself();
    void triesAgainWhenARenewalFails_data();
    void triesAgainWhenARenewalFails();
    void givesUpWhenTheTimeIsOver();
    void tellsWhoAsksAndWhoTakes();
    void takesTheCommandAlongWhenItIsKilled();

private:
    static constexpr auto s_renew = "PUT /lock/leases/3";
    static constexpr auto s_release = "DELETE /lock/leases/3";

    void launchPatient(const QString &options = {})
    {
        m_ctl->launch(QStringLiteral("lock run%1 -- sh -c").arg(options), {s_patient});
        QTRY_VERIFY_WITH_TIMEOUT(m_ctl->says(QStringLiteral("up\n")), s_limit);
    }

    std::unique_ptr<FakeLockServer> m_server;
    std::unique_ptr<CtlProcess> m_ctl;
};

void TestLockRunEnd::renewsEachThirdOfItsTime()
{
    launchPatient();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count(s_renew) >= 4, s_limit); // beyond the ttl
    QCOMPARE(m_server->requests(s_renew).first().headers.value("lock-token"),
             QByteArray("s3cret-t0ken"));
    QCOMPARE(m_ctl->errorOutput(), QString());
    m_ctl->interrupt(SIGTERM);
    QVERIFY(m_ctl->end());
}

void TestLockRunEnd::forwardsSignalsAndReleases_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("exitCode");
    QTest::newRow("SIGTERM") << SIGTERM << "TERM" << 9;
    QTest::newRow("SIGHUP") << SIGHUP << "HUP" << 8;
    QTest::newRow("SIGQUIT") << SIGQUIT << "QUIT" << 7;
    QTest::newRow("SIGINT") << SIGINT << "INT" << 6;
}

void TestLockRunEnd::forwardsSignalsAndReleases()
{
    QFETCH(const int, signal);
    QFETCH(const QString, name);
    QFETCH(const int, exitCode);
    launchPatient();
    m_ctl->interrupt(signal);
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), exitCode);
    QCOMPARE(m_ctl->output(), QStringLiteral("up\n%1\n").arg(name));
    QCOMPARE(m_server->count(s_release), 1);
}

void TestLockRunEnd::saysWhyTheLeaseIsLost_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<QString>("note");
    const QString theLease = QStringLiteral("the lock is lost: the lease of sh (127.0.0.1:1) ");
    QTest::newRow("broken") << 410 << R"({"reason": "broken", "by": "bob", "why": "smoke",
                                   "at": "2026-01-02T03:04:05.678Z"})"
                            << theLease + QStringLiteral("was broken by bob at ");
    QTest::newRow("broken, with a reason")
        << 410 << R"({"reason": "broken", "by": "bob", "why": "smoke", "at": null})"
        << "(smoke).";
    QTest::newRow("stopped") << 410 << R"({"reason": "stopped", "by": "bob", "why": null})"
                             << theLease + QStringLiteral("ended when bob stopped everything");
    QTest::newRow("expired") << 410 << R"({"reason": "expired", "by": null})"
                             << theLease + QStringLiteral("expired");
    QTest::newRow("restarted") << 410 << R"({"reason": "restarted"})"
                               << theLease
                                      + QStringLiteral("ended when the server was started again");
    QTest::newRow("closed") << 410 << R"({"reason": "closed"})"
                            << theLease + QStringLiteral("ended with the server");
    QTest::newRow("a reason of the future")
        << 410 << R"({"reason": "eaten", "detail": "By a dog."})"
        << "the lock is lost: By a dog.";
    QTest::newRow("unknown") << 403 << R"({"detail": "?"})"
                             << "the server does not know it";
    QTest::newRow("with control characters") << 410 << R"({"reason": "broken", "by": "\u001b[2J"})"
                                             << "was broken by \\u001b[2J at";
}

void TestLockRunEnd::saysWhyTheLeaseIsLost()
{
    QFETCH(const int, status);
    QFETCH(const QString, body);
    QFETCH(const QString, note);
    m_server->tell(s_renew, {s_renewed, answer(status, Json::parse(body.toStdString()))});
    launchPatient();
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), 123);
    QCOMPARE(m_ctl->output(), QStringLiteral("up\nTERM\n"));
    QVERIFY2(m_ctl->notes(note), m_ctl->said().constData());
    QCOMPARE(m_server->count(s_release), 0);
}

void TestLockRunEnd::onlyWarnsWhenAskedTo()
{
    m_server->tell(s_renew, {answer(410, Json {{"reason", "expired"}})});
    launchPatient(QStringLiteral(" --keep-running"));
    QTRY_VERIFY_WITH_TIMEOUT(m_ctl->notes(QStringLiteral("goes on without the lock")), s_limit);
    QCOMPARE(m_ctl->state(), QProcess::Running);
    m_ctl->interrupt(SIGHUP);
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->output(), QStringLiteral("up\nHUP\n"));
    QCOMPARE(m_ctl->exitCode(), 123);
}

void TestLockRunEnd::noticesALossAtTheEnd()
{
    m_server->tell(s_release, {answer(410, Json {{"reason", "broken"}, {"by", "bob"}})});
    QVERIFY(m_ctl->runToEnd(QStringLiteral("lock run -- true")));
    QCOMPARE(m_ctl->exitCode(), 123);
    QVERIFY2(m_ctl->notes(QStringLiteral("was broken by bob at ")), m_ctl->said().constData());
}

void TestLockRunEnd::letsTheCommandReleaseItself()
{
    const FakeReply released = answer(410, Json {{"reason", "released"}});
    m_server->tell(s_renew, {released});
    m_server->tell(s_release, {released});
    launchPatient();
    QTRY_VERIFY_WITH_TIMEOUT(m_ctl->notes(QStringLiteral("has released the lock itself")), s_limit);
    m_ctl->interrupt(SIGHUP);
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), 8);
    QCOMPARE(m_server->count(s_renew), 1);
}

void TestLockRunEnd::triesAgainWhenARenewalFails_data()
{
    QTest::addColumn<bool>("hangs");
    QTest::newRow("the server hangs") << true;
    QTest::newRow("the server closes the connection") << false;
}

void TestLockRunEnd::triesAgainWhenARenewalFails()
{
    QFETCH(const bool, hangs);
    const FakeReply none = hangs ? FakeReply::hang() : FakeReply::drop();
    m_server->tell(s_renew, hangs ? QList<FakeReply> {s_renewed, none, s_renewed}
                                  : QList<FakeReply> {s_renewed, none, none, s_renewed});
    launchPatient();
    QTRY_VERIFY_WITH_TIMEOUT(m_ctl->notes(QStringLiteral("the lease is renewed again")), s_limit);
    QCOMPARE(m_ctl->errorOutput().count(QStringLiteral("the lease could not be renewed.")), 1);
    QCOMPARE(m_ctl->output(), QStringLiteral("up\n"));
    m_ctl->interrupt(SIGTERM);
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), 9);
}

void TestLockRunEnd::givesUpWhenTheTimeIsOver()
{
    m_server->tell(s_renew, {s_renewed, FakeReply::drop()});
    launchPatient();
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), 123);
    QCOMPARE(m_ctl->output(), QStringLiteral("up\nTERM\n"));
    QCOMPARE(m_ctl->errorOutput().count(QStringLiteral("the lease could not be renewed.")), 1);
    QVERIFY2(m_ctl->notes(QStringLiteral("the lock is lost: it could not be renewed for 3 s.")),
             m_ctl->said().constData());
    QVERIFY(m_server->count(s_renew) >= 3);
}

void TestLockRunEnd::tellsWhoAsksAndWhoTakes()
{
    const Json asks = Json::array({Json {{"by", "bob"}, {"reason", "lunch"}, {"at", nullptr}}});
    m_server->tell(s_renew,
                   {answer(200, Json {{"state", "active"}, {"asks", asks}}),
                    answer(200, Json {{"state", "suspended"}, {"asks", asks}}),
                    answer(200, Json {{"state", "active"}, {"asks", asks}, {"generation", 20}})});
    launchPatient();
    QTRY_VERIFY_WITH_TIMEOUT(m_ctl->notes(QStringLiteral("the generation is 20 now")), s_limit);
    m_ctl->interrupt(SIGTERM);
    QVERIFY(m_ctl->end());
    QCOMPARE(
        m_ctl->errorOutput().count(QStringLiteral("asked to release the lock by bob: \"lunch\"")),
        1);
    QCOMPARE(m_ctl->errorOutput().count(QStringLiteral("the operator has taken the lock")), 1);
}

void TestLockRunEnd::takesTheCommandAlongWhenItIsKilled()
{
    const QTemporaryDir folder; // the pipe to us ends with holdfastctl
    const QString file = folder.filePath(QStringLiteral("got"));
    m_ctl->launch(QStringLiteral("lock run -- sh -c"),
                  {QStringLiteral("trap 'mkdir \"$0\"; exit' TERM; echo up; i=0; "
                                  "while [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done"),
                   file});
    QTRY_VERIFY_WITH_TIMEOUT(m_ctl->says(QStringLiteral("up\n")), s_limit);
    m_ctl->interrupt(SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(file), s_limit);
    QCOMPARE(m_server->count(s_release), 0);
}

HOLDFAST_GUILESS_TEST(TestLockRunEnd)

} // namespace tst_lockrunend

#include "tst_lockrunend.moc"
