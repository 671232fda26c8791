// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastprocess.h"
#include "tests/app/httpclient.h"
#include "tests/base/pipe.h"
#include "tests/program/testprogram.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTest>

#include <csignal>
#include <pty.h>
#include <termios.h>
#include <unistd.h>

namespace tst_unreadoutput {

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long

quint16 freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

} // namespace

//! Tests that a reader of the program's output, or a missing one, delays nothing.
class TestUnreadOutput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void holdsNothingUp_data();
    void holdsNothingUp();
    void closedDescriptorsAreNotUsedForAnythingElse();

private:
    //! Starts the program without reading its output, and waits until it answers.
    void startAndWait(HoldfastProcess &program, const QStringList &options)
    {
        const QString port = QString::number(freePort());
        m_url = QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(port));
        program.setArguments(options + QStringList {QStringLiteral("--port"), port});
        program.start();
        QTRY_VERIFY_WITH_TIMEOUT(status("GET", "lock") == 200, s_limit);
    }

    HttpAnswer ask(const char *verb, const char *path, const QByteArray &body = {})
    {
        return m_client.ask(verb, m_url.resolved(QUrl(QString::fromLatin1(path))), body);
    }
    int status(const char *verb, const char *path) { return ask(verb, path).status; }

    QUrl m_url;
    HttpClient m_client {"output test"};
};

void TestUnreadOutput::holdsNothingUp_data()
{
    QTest::addColumn<int>("descriptor");
    QTest::addColumn<bool>("terminal");
    QTest::addColumn<bool>("window");
    QTest::newRow("stderr is a full pipe") << STDERR_FILENO << false << false;
    QTest::newRow("stderr is a full pipe, with a window") << STDERR_FILENO << false << true;
    QTest::newRow("stderr is a paused terminal") << STDERR_FILENO << true << false;
    QTest::newRow("stdout is a full pipe") << STDOUT_FILENO << false << false;
}

void TestUnreadOutput::holdsNothingUp()
{
    QFETCH(const int, descriptor);
    QFETCH(const bool, terminal);
    QFETCH(const bool, window);
    const Pipe pipe;
    pipe.fill();
    int user = -1;
    int paused = -1;
    QVERIFY(::openpty(&user, &paused, nullptr, nullptr, nullptr) == 0);
    QVERIFY(::tcflow(paused, TCOOFF) == 0); // the effect of Ctrl+S
    const auto closeBoth = qScopeGuard([&] {
        ::close(user);
        ::close(paused);
    });
    HoldfastProcess program(window ? HoldfastProcess::Display::Offscreen
                                   : HoldfastProcess::Display::None);
    program.setChildProcessModifier(
        [descriptor, end = terminal ? paused : pipe.writer()] { ::dup2(end, descriptor); });
    startAndWait(program, {window ? QStringLiteral("--simulation") : QStringLiteral("--headless")});

    // Each of these logs a line.
    for (int i = 0; i < 20; ++i) {
        const HttpAnswer failed = ask("POST", "stage/move_absolute", R"({"x": 1e9})");
        QVERIFY2(failed.status > 0, "it does not answer");
    }
    QCOMPARE(status("POST", "stop"), 200);
    QVERIFY2(ask("GET", "lock").body.contains(R"("stopped")"), "it is not stopped");
    for (int i = 0; i < 20; ++i)
        QCOMPARE(ask("PUT", "camera/exposure_time", "800").status, 409);
    QCOMPARE(status("POST", "stop"), 200);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 0);
}

void TestUnreadOutput::closedDescriptorsAreNotUsedForAnythingElse()
{
    HoldfastProcess program;
    program.setChildProcessModifier([] {
        for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
            ::close(descriptor);
    });
    startAndWait(program, {QStringLiteral("--headless")});
    for (int descriptor = 0; descriptor < 3; ++descriptor) {
        const QFileInfo what(
            QStringLiteral("/proc/%1/fd/%2").arg(program.processId()).arg(descriptor));
        QCOMPARE(what.symLinkTarget(), QStringLiteral("/dev/null"));
    }
    QCOMPARE(status("POST", "stop"), 200);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 0);
}

HOLDFAST_GUILESS_TEST(TestUnreadOutput)

} // namespace tst_unreadoutput

#include "tst_unreadoutput.moc"
