// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/json.h"
#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/app/httpclient.h"
#include "tests/program/testprogram.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSslCertificate>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_ctlendtoend {

using namespace Holdfast;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long

//! Says "up", and goes on until SIGTERM; then makes the folder "$0", if it was given one.
const QString s_patient =
    QStringLiteral("trap 'echo TERM; mkdir -p \"$0\"; exit 9' TERM; echo up; i=0;"
                   "while [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done");

} // namespace

//! holdfastctl and Holdfast together.
class TestCtlEndToEnd : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_holdfast = std::make_unique<HoldfastProcess>();
        m_url = m_holdfast->serve(
            {QStringLiteral("--headless"), QStringLiteral("--port"), QStringLiteral("0")});
        QVERIFY2(m_url.isValid(), m_holdfast->said().constData());
    }

    void cleanup() { m_holdfast.reset(); }

    void runsACommandUnderTheLock();
    void refusesASecondRun();
    void takesTurns();
    void losesTheLeaseOfAKilledRun();
    void breaksARun();
    void stopsAndClears();
    void asksARun();
    void watchesARestart();
    void makesATokenThatServesAndIsRevoked();
    void makesTheFirstTokenInTheFile();
    void knowsAServerByItsFingerprint();

private:
    Json lock()
    {
        const HttpAnswer answer = m_client.ask("GET", m_url.resolved(QUrl(QStringLiteral("lock"))));
        return Json::parse(answer.body.toStdString(), nullptr, false);
    }

    bool isHeld() { return lock().value("held", false); }

    //! Starts a run, and waits until it has got the lock.
    std::unique_ptr<CtlProcess> patientRun(const QString &options, const QString &argument)
    {
        auto run = std::make_unique<CtlProcess>(m_url);
        run->launch(QStringLiteral("lock run%1 -- sh -c").arg(options), {s_patient, argument});
        const bool isUp =
            QTest::qWaitFor([&run] { return run->says(QStringLiteral("up\n")); }, s_limit);
        return isUp ? std::move(run) : nullptr;
    }

    QTemporaryDir m_folder;
    const QString m_made = m_folder.filePath(QStringLiteral("made"));
    std::unique_ptr<HoldfastProcess> m_holdfast;
    QUrl m_url;
    HttpClient m_client {"end to end test"};
};

void TestCtlEndToEnd::runsACommandUnderTheLock()
{
    // The command asks, without a client of its own, for the owner of the lock.
    CtlProcess run(m_url);
    QVERIFY(run.runToEnd(QStringLiteral("lock run --label scan --note overnight -- sh -c"),
                         {QStringLiteral("\"$0\" lock status; echo $LOCK_GENERATION; exit 42"),
                          QStringLiteral(HOLDFASTCTL_PROGRAM)}));
    QVERIFY2(run.exitCode() == 42, run.said().constData());
    QVERIFY2(run.says(QStringLiteral("global lock: held by scan (127.0.0.1:")),
             run.said().constData());
    QVERIFY2(run.says(QStringLiteral("active, \"overnight\"")), run.said().constData());
    QVERIFY2(run.output().endsWith(
                 QStringLiteral("\n%1\n").arg(static_cast<qint64>(lock()["generation"]))),
             run.said().constData());
    QVERIFY(!isHeld());
    CtlProcess status(m_url);
    QVERIFY(status.runToEnd(QStringLiteral("lock status")));
    QCOMPARE(status.exitCode(), 0);
}

void TestCtlEndToEnd::refusesASecondRun()
{
    const auto first = patientRun(QStringLiteral(" --label first"), m_made);
    QVERIFY(first);
    CtlProcess second(m_url);
    QVERIFY(second.runToEnd(QStringLiteral("lock run --wait 0 -- echo ran")));
    QCOMPARE(second.exitCode(), 121);
    QVERIFY2(second.notes(QStringLiteral("could not be acquired: first (127.0.0.1:")),
             second.said().constData());
    QCOMPARE(second.output(), QString());
    first->interrupt(SIGTERM);
    QVERIFY(first->end());
    QCOMPARE(first->exitCode(), 9);
    QVERIFY(!isHeld());
}

void TestCtlEndToEnd::takesTurns()
{
    const auto first = patientRun(QStringLiteral(" --label first"), m_made);
    QVERIFY(first);
    CtlProcess second(m_url);
    second.launch(QStringLiteral("lock run --wait 600 -- echo ran"));
    QTRY_VERIFY_WITH_TIMEOUT(
        second.notes(QStringLiteral("waiting for the lock: first (127.0.0.1:")), s_limit);
    first->interrupt(SIGTERM);
    QVERIFY(second.end());
    QVERIFY(first->end());
    QCOMPARE(second.exitCode(), 0);
    QCOMPARE(second.output(), QStringLiteral("ran\n"));

    // A client that hangs up blocks no other client.
    const auto third = patientRun({}, m_made);
    QVERIFY(third);
    CtlProcess fourth(m_url);
    fourth.launch(QStringLiteral("lock run --wait 600 -- echo ran"));
    QTRY_COMPARE_WITH_TIMEOUT(lock()["queue"].size(), std::size_t {1}, s_limit);
    fourth.interrupt(SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(lock()["queue"].size(), std::size_t {0}, s_limit);
}

void TestCtlEndToEnd::losesTheLeaseOfAKilledRun()
{
    const auto run = patientRun(QStringLiteral(" --ttl 2"), m_made);
    QVERIFY(run);
    QVERIFY(isHeld());
    run->interrupt(SIGKILL);
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(m_made), s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(!isHeld(), s_limit);
    QVERIFY(QDir().rmdir(m_made));
}

void TestCtlEndToEnd::breaksARun()
{
    const auto run = patientRun(QStringLiteral(" --label scan --ttl 3"), m_made);
    QVERIFY(run);
    CtlProcess other(m_url);
    QVERIFY(other.runToEnd(QStringLiteral("lock break --generation 999 --reason smoke")));
    QCOMPARE(other.exitCode(), 1);
    CtlProcess breaker(m_url);
    QVERIFY(breaker.runToEnd(QStringLiteral("lock break --reason smoke")));
    QVERIFY2(breaker.exitCode() == 0, breaker.said().constData());
    QVERIFY2(breaker.notes(QStringLiteral(": scan (127.0.0.1:")), breaker.said().constData());
    QVERIFY2(breaker.says(QStringLiteral("does not hold the lock any more")),
             breaker.said().constData());
    QVERIFY(run->end());
    QCOMPARE(run->exitCode(), 123);
    QVERIFY2(run->says(QStringLiteral("TERM")), run->said().constData());
    static const QRegularExpression why(
        QStringLiteral("the lock is lost: the lease of scan \\(127.0.0.1:\\d+\\) was broken by "
                       "anna@\\S+.* at .*\\(smoke\\)\\."));
    QVERIFY2(why.match(run->errorOutput()).hasMatch(), run->said().constData());

    CtlProcess late(m_url);
    QVERIFY(late.runToEnd(QStringLiteral("lock break --reason smoke")));
    QCOMPARE(late.exitCode(), 1);
    QVERIFY(late.notes(QStringLiteral("The lock is free.")));
}

void TestCtlEndToEnd::stopsAndClears()
{
    const auto run = patientRun(QStringLiteral(" --ttl 3"), m_made);
    QVERIFY(run);
    CtlProcess stop(m_url);
    QVERIFY(stop.runToEnd(QStringLiteral("stop --reason smoke")));
    QVERIFY2(stop.exitCode() == 0, stop.said().constData());
    QVERIFY2(stop.says(QStringLiteral("Everything stands still")), stop.said().constData());
    QVERIFY2(stop.says(QStringLiteral("until holdfastctl clear-stop")), stop.said().constData());
    QVERIFY(run->end());
    QCOMPARE(run->exitCode(), 123);
    QVERIFY2(run->notes(QStringLiteral("stopped everything")), run->said().constData());

    CtlProcess status(m_url);
    QVERIFY(status.runToEnd(QStringLiteral("lock status")));
    QCOMPARE(status.exitCode(), 4);
    QVERIFY2(status.says(QStringLiteral(": \"smoke\"")), status.said().constData());
    CtlProcess refused(m_url);
    QVERIFY(refused.runToEnd(QStringLiteral("lock run --wait 600 -- echo ran")));
    QVERIFY2(refused.exitCode() == 122, refused.said().constData());

    for (const int exitCode : {0, 1}) {
        CtlProcess clear(m_url);
        QVERIFY(clear.runToEnd(QStringLiteral("clear-stop --reason fixed")));
        QVERIFY2(clear.exitCode() == exitCode, clear.said().constData());
    }
    CtlProcess again(m_url);
    QVERIFY(again.runToEnd(QStringLiteral("lock run -- echo ran")));
    QVERIFY2(again.exitCode() == 0, again.said().constData());
}

void TestCtlEndToEnd::asksARun()
{
    CtlProcess early(m_url);
    QVERIFY(early.runToEnd(QStringLiteral("lock ask --reason lunch")));
    QVERIFY2(early.exitCode() == 1, early.said().constData());
    const auto run = patientRun(QStringLiteral(" --label scan --ttl 3"), m_made);
    QVERIFY(run);
    CtlProcess ask(m_url);
    QVERIFY(ask.runToEnd(QStringLiteral("lock ask --reason lunch")));
    QVERIFY2(ask.exitCode() == 0, ask.said().constData());
    QVERIFY2(ask.says(QStringLiteral("Asked scan (127.0.0.1:")), ask.said().constData());
    static const QRegularExpression asked(
        QStringLiteral("asked to release the lock by anna@\\S+.*: \"lunch\""));
    QTRY_VERIFY_WITH_TIMEOUT(asked.match(run->errorOutput()).hasMatch(), s_limit);
    run->interrupt(SIGTERM);
    QVERIFY(run->end());
    QCOMPARE(run->exitCode(), 9);
}

void TestCtlEndToEnd::watchesARestart()
{
    CtlProcess watch(m_url);
    watch.launch(QStringLiteral("lock watch"));
    QTRY_VERIFY_WITH_TIMEOUT(watch.says(QStringLiteral("free")), s_limit);
    {
        const auto run = patientRun(QStringLiteral(" --label scan"), m_made);
        QVERIFY(run);
        QTRY_VERIFY_WITH_TIMEOUT(watch.says(QStringLiteral("held by scan")), s_limit);
        run->interrupt(SIGTERM);
        QVERIFY(run->end());
    }
    m_holdfast.reset();
    QTRY_VERIFY_WITH_TIMEOUT(watch.says(QStringLiteral("cannot be reached")), s_limit);
    m_holdfast = std::make_unique<HoldfastProcess>();
    const QUrl again = m_holdfast->serve(
        {QStringLiteral("--headless"), QStringLiteral("--port"), QString::number(m_url.port())});
    QVERIFY2(again.isValid(), m_holdfast->said().constData());
    static const QRegularExpression back(QStringLiteral("cannot be reached.*free"),
                                         QRegularExpression::DotMatchesEverythingOption);
    QTRY_VERIFY_WITH_TIMEOUT(back.match(watch.output()).hasMatch(), s_limit);
    watch.interrupt(SIGINT);
    QVERIFY(watch.end());
    QCOMPARE(watch.exitCode(), 0);
}

void TestCtlEndToEnd::makesATokenThatServesAndIsRevoked()
{
    const QTemporaryDir kept;
    HoldfastProcess holdfast;
    const QString settings = kept.filePath(QStringLiteral("settings"));
    const QString json =
        QStringLiteral(R"({"things": {"stage": "SimulatedStage"}, "settings_folder": "%1",
        "trusted_proxies": ["127.0.0.8"]})")
            .arg(settings);
    const QUrl url = holdfast.serve({QStringLiteral("--headless"), QStringLiteral("--port"),
                                     QStringLiteral("0"), QStringLiteral("-j"), json});
    QVERIFY2(url.isValid(), holdfast.said().constData());
    CtlProcess create(url);
    QVERIFY(create.runToEnd(QStringLiteral("token create --name anna --role operator")));
    QCOMPARE(create.exitCode(), 0);
    const QByteArray token = create.output().trimmed().toLatin1();
    QCOMPARE(token.size(), qsizetype {43});
    QFile file(settings + QStringLiteral("/tokens.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray text = file.readAll();
    QVERIFY(text.contains("anna"));
    QVERIFY(!text.contains(token));
    CtlProcess list(url);
    QVERIFY(list.runToEnd(QStringLiteral("token list")));
    QVERIFY(list.says(QStringLiteral("anna")));
    CtlProcess revoke(url);
    QVERIFY(revoke.runToEnd(QStringLiteral("token revoke --name anna")));
    QCOMPARE(revoke.exitCode(), 0);
    CtlProcess again(url);
    QVERIFY(again.runToEnd(QStringLiteral("token revoke --name anna")));
    QCOMPARE(again.exitCode(), 1);
}

void TestCtlEndToEnd::makesTheFirstTokenInTheFile()
{
    const QTemporaryDir kept;
    HoldfastProcess holdfast;
    const QString json =
        QStringLiteral(R"({"things": {"stage": "SimulatedStage"}, "settings_folder": "%1",
            "require_token": "always"})")
            .arg(kept.filePath(QStringLiteral("settings")));
    const QUrl url = holdfast.serve({QStringLiteral("--headless"), QStringLiteral("--port"),
                                     QStringLiteral("0"), QStringLiteral("-j"), json});
    QVERIFY2(url.isValid(), holdfast.said().constData());
    CtlProcess refused(url);
    QVERIFY(refused.runToEnd(QStringLiteral("lock status")));
    QCOMPARE(refused.exitCode(), 4);
    QVERIFY2(refused.notes(QStringLiteral("wants a valid token")), refused.said().constData());
    // The server says where the file is, and what to do.
    static const QRegularExpression hint(
        QStringLiteral("No token exists yet.*holdfastctl (token create .* --file (\\S+))"));
    QRegularExpressionMatch said;
    QTRY_VERIFY2_WITH_TIMEOUT((said = hint.match(holdfast.errorOutput())).hasMatch(),
                              holdfast.said().constData(), s_limit);
    CtlProcess create(url);
    QVERIFY(
        create.runToEnd(said.captured(1).replace(QStringLiteral("NAME"), QStringLiteral("anna"))));
    QVERIFY2(create.exitCode() == 0, create.said().constData());
    // The server notices it by itself.
    int code = -1;
    QTRY_VERIFY_WITH_TIMEOUT(
        ([&] {
            CtlProcess status(url);
            if (status.runToEnd(QStringLiteral("lock status --token ") + create.output().trimmed()))
                code = status.exitCode();
            return code == 0;
        }()),
        s_limit);
    CtlProcess run(url);
    QVERIFY(
        run.runToEnd(QStringLiteral("lock run --token %1 -- sh -c").arg(create.output().trimmed()),
                     {QStringLiteral("echo $HOLDFAST_TOKEN")}));
    QVERIFY2(run.exitCode() == 0, run.said().constData());
    QCOMPARE(run.output().trimmed(), create.output().trimmed());
}

void TestCtlEndToEnd::knowsAServerByItsFingerprint()
{
    const QTemporaryDir folder;
    const QString file = writeConfiguration(
        folder,
        "{\"things\": {\"stage\": \"SimulatedStage\"}, \"tls\": true, \"settings_folder\": \""
            + folder.path().toUtf8() + "\"}");
    HoldfastProcess holdfast;
    const QUrl url = holdfast.serve({QStringLiteral("--headless"), QStringLiteral("-c"), file,
                                     QStringLiteral("--port"), QStringLiteral("0")});
    QVERIFY2(url.scheme() == QStringLiteral("https"), holdfast.said().constData());
    QVERIFY2(!holdfast.said().contains("qt."), holdfast.said().constData()); // no warning of Qt's
    QFile pem(folder.filePath(QStringLiteral("certificate.pem")));
    QVERIFY(pem.open(QIODevice::ReadOnly));
    const QString fingerprint = QString::fromLatin1(
        QSslCertificate(pem.readAll()).digest(QCryptographicHash::Sha256).toHex(':').toUpper());
    CtlProcess unknown(url);
    QVERIFY(unknown.runToEnd(QStringLiteral("lock status")));
    QCOMPARE(unknown.exitCode(), 3);
    QVERIFY2(unknown.notes(QStringLiteral("certificate")), unknown.said().constData());
    CtlProcess other(url);
    QVERIFY(other.runToEnd(QStringLiteral("stop --fingerprint ") + QString(64, u'0')));
    QCOMPARE(other.exitCode(), 3);
    CtlProcess known(url);
    QVERIFY(known.runToEnd(QStringLiteral("lock run --fingerprint %1 -- sh -c").arg(fingerprint),
                           {QStringLiteral("echo $HOLDFAST_FINGERPRINT")}));
    QVERIFY2(known.exitCode() == 0, known.said().constData());
    QCOMPARE(known.output().trimmed(), fingerprint);
    holdfast.interrupt(SIGTERM);
    QVERIFY(holdfast.end());
    QVERIFY2(holdfast.errorOutput().contains(fingerprint), holdfast.said().constData());

    // A certificate that is damaged is named before a start, and at the start.
    pem.close();
    QVERIFY(pem.open(QIODevice::WriteOnly) && pem.write("damaged") == 7);
    pem.close();
    for (const char *word : {"--check", "--headless"}) {
        HoldfastProcess damaged;
        QVERIFY(damaged.runToEnd({QLatin1String(word), QStringLiteral("-c"), file,
                                  QStringLiteral("--port"), QStringLiteral("0")}));
        QCOMPARE(damaged.exitCode(), 3);
        QVERIFY2(damaged.errorOutput().contains(pem.fileName())
                     && damaged.errorOutput().contains(QStringLiteral("no certificate in PEM")),
                 damaged.said().constData());
    }
}

HOLDFAST_GUILESS_TEST(TestCtlEndToEnd)

} // namespace tst_ctlendtoend

#include "tst_ctlendtoend.moc"
