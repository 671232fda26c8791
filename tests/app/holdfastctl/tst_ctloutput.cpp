// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/base/pipe.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <csignal>
#include <unistd.h>

namespace tst_ctloutput {

using namespace Holdfast;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long
constexpr int s_notPrinted = 6;

FakeReply answer(int status, const Json &body = {})
{
    return {status, body, {}, FakeReply::Kind::Answer};
}

FakeReply historyPage(int entries, const Json &next)
{
    Json list = Json::array();
    for (int i = 0; i < entries; ++i)
        list.push_back({{"id", i}, {"kind", "hold"}, {"who", std::string(200, 'x')}});
    return answer(200, Json {{"entries", list},
                             {"next", next},
                             {"journal", {{"state", "writing"}, {"reason", nullptr}}}});
}

} // namespace

//! Tests how holdfastctl handles output that cannot be printed or is not read.
class TestCtlOutput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();

    void aFullDiskIsAnError_data();
    void aFullDiskIsAnError();
    void aReaderWhoHasGoneIsAnError_data();
    void aReaderWhoHasGoneIsAnError();
    void watchingEndsWhenItsReaderGoes();
    void closedDescriptorsAreAnError();
    void aLeaseIsRenewedThoughTheOutputIsNotRead();
    void aStopIsSentThoughTheOutputIsNotRead();
    void watchingEndsThoughTheOutputIsNotRead();
    void aSlowReaderGetsTheWholeHistory();

private:
    //! Lets \a descriptors of the program be \a end.
    void connectTo(int end, const QList<int> &descriptors)
    {
        m_ctl->setChildProcessModifier([end, descriptors] {
            for (const int descriptor : descriptors)
                ::dup2(end, descriptor);
        });
    }

    std::unique_ptr<FakeLockServer> m_server;
    std::unique_ptr<CtlProcess> m_ctl;
};

void TestCtlOutput::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_server = std::make_unique<FakeLockServer>();
    m_server->tell("GET /lock", {answer(200, lockMemory())});
    m_server->tell("GET /lock/events", {FakeReply::stream()});
    m_server->tell("GET /lock/history?limit=100", {historyPage(3, nullptr)});
    m_server->tell("POST /stop", {answer(200, Json {{"complete", true},
                                                    {"cancelled", 0},
                                                    {"latched", true},
                                                    {"things", Json::array()}})});
    m_server->tell("POST /lock/leases", {grantedLease(3000)}); // a renewal each second
    m_server->tell("DELETE /lock/leases/3", {answer(204)});
    m_ctl = std::make_unique<CtlProcess>(m_server->url());
}

void TestCtlOutput::aFullDiskIsAnError_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command :
         {"lock status", "lock status --json", "history", "stop", "lock watch --help", "--help"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestCtlOutput::aFullDiskIsAnError()
{
    QFETCH(const QString, command);
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    const auto closeFull = qScopeGuard([full] { ::close(full); });
    connectTo(full, {STDOUT_FILENO});
    QVERIFY2(m_ctl->runToEnd(command), m_ctl->said().constData());
    QCOMPARE(m_ctl->exitCode(), s_notPrinted);
    if (!command.contains(QStringLiteral("--help")))
        QVERIFY2(m_ctl->notes(QStringLiteral("stdout cannot be written: No space left")),
                 m_ctl->said().constData());
    QCOMPARE(m_server->count("POST /stop"), command == QStringLiteral("stop") ? 1 : 0);
}

void TestCtlOutput::aReaderWhoHasGoneIsAnError_data()
{
    QTest::addColumn<QString>("command");
    for (const char *command : {"lock status", "history", "stop", "lock watch", "--help"})
        QTest::newRow(command) << QString::fromLatin1(command);
}

void TestCtlOutput::aReaderWhoHasGoneIsAnError()
{
    QFETCH(const QString, command);
    Pipe pipe;
    pipe.closeReader();
    connectTo(pipe.writer(), {STDOUT_FILENO});
    // "lock watch" has nothing to print, and ends all the same.
    QVERIFY2(m_ctl->runToEnd(command), m_ctl->said().constData());
    QCOMPARE(m_ctl->exitCode(), s_notPrinted);
    if (command != QStringLiteral("--help"))
        QVERIFY2(m_ctl->notes(QStringLiteral("stdout cannot be written: Broken pipe")),
                 m_ctl->said().constData());
    QCOMPARE(m_server->count("POST /stop"), command == QStringLiteral("stop") ? 1 : 0);
}

void TestCtlOutput::watchingEndsWhenItsReaderGoes()
{
    Pipe pipe;
    connectTo(pipe.writer(), {STDOUT_FILENO});
    m_ctl->launch(QStringLiteral("lock watch --json"));
    QTRY_VERIFY_WITH_TIMEOUT(m_server->streams() == 1, s_limit);
    pipe.closeReader(); // nothing is printed after that
    QVERIFY2(m_ctl->end(), m_ctl->said().constData());
    QCOMPARE(m_ctl->exitCode(), s_notPrinted);
}

void TestCtlOutput::closedDescriptorsAreAnError()
{
    m_ctl->setChildProcessModifier([] {
        for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO})
            ::close(descriptor);
    });
    QVERIFY2(m_ctl->runToEnd(QStringLiteral("lock status")), m_ctl->said().constData());
    QCOMPARE(m_ctl->exitCode(), s_notPrinted);
    QVERIFY2(m_ctl->notes(QStringLiteral("stdout cannot be written: Bad file descriptor")),
             m_ctl->said().constData());
}

void TestCtlOutput::aLeaseIsRenewedThoughTheOutputIsNotRead()
{
    const Json asks = Json::array({Json {{"by", "bob"}, {"reason", "lunch"}, {"at", nullptr}}});
    m_server->tell("PUT /lock/leases/3", {answer(200, Json {{"state", "active"}, {"asks", asks}})});
    const Pipe pipe;
    pipe.fill();
    connectTo(pipe.writer(), {STDERR_FILENO});
    m_ctl->launch(
        QStringLiteral("lock run -- sh -c"),
        {QStringLiteral(
            "exec 2>/dev/null; trap 'exit 9' TERM; i=0; while [ $i -lt 600 ]; do sleep 0.1; "
            "i=$((i+1)); done")});
    // The first update names bob, and cannot be printed.
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("PUT /lock/leases/3") >= 3, s_limit);
    m_ctl->interrupt(SIGTERM);
    QVERIFY2(m_ctl->end(), m_ctl->said().constData());
    QCOMPARE(m_ctl->exitCode(), 9);
    QCOMPARE(m_server->count("DELETE /lock/leases/3"), 1);
}

void TestCtlOutput::aStopIsSentThoughTheOutputIsNotRead()
{
    const Pipe pipe;
    pipe.fill();
    connectTo(pipe.writer(), {STDOUT_FILENO, STDERR_FILENO});
    QVERIFY2(m_ctl->runToEnd(QStringLiteral("stop")), m_ctl->said().constData());
    QCOMPARE(m_ctl->exitCode(), s_notPrinted);
    QCOMPARE(m_server->count("POST /stop"), 1);
}

void TestCtlOutput::watchingEndsThoughTheOutputIsNotRead()
{
    const Pipe pipe;
    pipe.fill();
    connectTo(pipe.writer(), {STDOUT_FILENO});
    m_ctl->launch(QStringLiteral("lock watch --json"));
    QTRY_VERIFY_WITH_TIMEOUT(m_server->streams() == 1, s_limit);
    Json large = lockMemory();
    large["mode_reason"] = std::string(10'000, 'x');
    for (int i = 0; i < 300; ++i)
        m_server->pushState(large);
    // It goes on following: the connection is lost, and made again.
    m_server->endStreams();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("GET /lock/events") == 2, s_limit);
    m_ctl->interrupt(SIGTERM);
    QVERIFY2(m_ctl->end(), m_ctl->said().constData());
    QCOMPARE(m_ctl->exitCode(), s_notPrinted);
    QVERIFY2(m_ctl->notes(QStringLiteral("stdout is not read")), m_ctl->said().constData());
}

void TestCtlOutput::aSlowReaderGetsTheWholeHistory()
{
    m_server->tell("GET /lock/history?limit=1000", {historyPage(1000, "more")});
    m_server->tell("GET /lock/history?limit=1000&cursor=more", {historyPage(1000, nullptr)});
    const Pipe pipe;
    pipe.fill();
    connectTo(pipe.writer(), {STDOUT_FILENO});
    m_ctl->launch(QStringLiteral("history --json --limit 2000"));
    QTRY_VERIFY_WITH_TIMEOUT(m_server->count("GET /lock/history?limit=1000") == 1, s_limit);
    QByteArray text;
    const bool isAll = QTest::qWaitFor(
        [&] {
            text += pipe.readWhatIsThere();
            return text.count('\n') == 2000;
        },
        s_limit);
    QVERIFY2(isAll, QByteArray::number(text.count('\n')).constData());
    QVERIFY2(m_ctl->end(), m_ctl->said().constData());
    QCOMPARE(m_ctl->exitCode(), 0);
}

HOLDFAST_GUILESS_TEST(TestCtlOutput)

} // namespace tst_ctloutput

#include "tst_ctloutput.moc"
