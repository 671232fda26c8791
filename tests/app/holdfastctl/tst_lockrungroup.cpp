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
#include <fcntl.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace tst_lockrungroup {

using namespace Holdfast;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long
constexpr int s_longTtl = 600'000;

FakeReply answer(int status, const Json &body = {})
{
    return {status, body, {}, FakeReply::Kind::Answer};
}

Json leaseOwner(int id)
{
    Json owner = lockOwner(QStringLiteral("sh"));
    owner["lease"] = Json {{"id", id}, {"label", "sh"}};
    return owner;
}

//! Says "up", then the name of each signal that it gets; SIGHUP ends it.
const QString s_listener = QStringLiteral(
    "import os, signal, sys\n"
    "r, w = os.pipe()\n"
    "os.set_blocking(w, False)\n"
    "signal.set_wakeup_fd(w)\n"
    "for s in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP): signal.signal(s, lambda *a: None)\n"
    "print('up', flush=True)\n"
    "while True:\n"
    "    s = signal.Signals(os.read(r, 1)[0])\n"
    "    print(s.name, flush=True)\n"
    "    if s == signal.SIGHUP: sys.exit(8)\n");

//! \brief A terminal, with a program in it that is the leader of its session.
class Terminal
{
public:
    Terminal()
    {
        if (::openpty(&m_user, &m_program, nullptr, nullptr, nullptr) != 0)
            qFatal("There is no terminal.");
        ::fcntl(m_user, F_SETFL, O_NONBLOCK);
        ::fcntl(m_user, F_SETFD, FD_CLOEXEC);
    }
    ~Terminal()
    {
        ::close(m_user);
        ::close(m_program);
    }
    Terminal(const Terminal &) = delete;
    Terminal &operator=(const Terminal &) = delete;

    void connectTo(QProcess &process) const
    {
        process.setChildProcessModifier([end = m_program] {
            ::setsid();
            ::ioctl(end, TIOCSCTTY, 0);
            for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
                ::dup2(end, descriptor);
        });
    }

    void type(const QByteArray &keys) const
    {
        if (::write(m_user, keys.constData(), std::size_t(keys.size())) != keys.size())
            qFatal("The terminal takes no keys.");
    }

    //! Waits until it shows \a text.
    bool shows(const QByteArray &text)
    {
        return QTest::qWaitFor(
            [&] {
                char some[4096];
                for (ssize_t size = 0; (size = ::read(m_user, some, sizeof some)) > 0;)
                    m_shown.append(some, size);
                return m_shown.contains(text);
            },
            s_limit);
    }

    //! Returns the text that was shown since the last call.
    QByteArray takeShown() { return std::exchange(m_shown, {}); }

private:
    int m_user = -1;
    int m_program = -1;
    QByteArray m_shown;
};

} // namespace

//! "lock run" and the process group of its command.
class TestLockRunGroup : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_server = std::make_unique<FakeLockServer>();
        m_server->tell("POST /lock/leases", {grantedLease(s_longTtl)});
        m_server->tell("GET /lock/events", {FakeReply::stream()});
        m_server->tell(s_release, {answer(204)});
        m_ctl = std::make_unique<CtlProcess>(m_server->url());
    }

    void learnsOfABreakFromTheEvents();
    void asksOnlyWhenTheLeaseMayHaveEnded();
    void endsAllThatTheCommandHasStarted();
    void aSignalToTheProcessGroupArrivesOnce();
    void theCommandCanUseTheTerminal();
    void theShellCanStopIt();

private:
    static constexpr auto s_renew = "PUT /lock/leases/3";
    static constexpr auto s_release = "DELETE /lock/leases/3";

    void launchListener()
    {
        m_ctl->launch(QStringLiteral("lock run -- python3 -c"), {s_listener});
        QTRY_VERIFY_WITH_TIMEOUT(m_ctl->says(QStringLiteral("up\n")), s_limit);
    }

    std::unique_ptr<FakeLockServer> m_server;
    std::unique_ptr<CtlProcess> m_ctl;
};

void TestLockRunGroup::learnsOfABreakFromTheEvents()
{
    m_server->tell(s_renew, {answer(410, Json {{"reason", "broken"},
                                               {"by", "bob"},
                                               {"at", "2026-01-02T03:04:05.678Z"}})});
    launchListener();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->streams() == 1, s_limit);
    m_server->pushState(lockMemory()); // the next renewal would come after 200 s
    QTRY_VERIFY_WITH_TIMEOUT(m_ctl->says(QStringLiteral("SIGTERM\n")), s_limit);
    QVERIFY2(m_ctl->notes(QStringLiteral("was broken by bob at ")), m_ctl->said().constData());
    m_ctl->interrupt(SIGHUP);
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), 123);
}

void TestLockRunGroup::asksOnlyWhenTheLeaseMayHaveEnded()
{
    m_server->tell(s_renew, {answer(200, Json {{"state", "suspended"}, {"asks", Json::array()}}),
                             answer(200, Json {{"state", "active"}, {"asks", Json::array()}})});
    launchListener();
    QTRY_VERIFY_WITH_TIMEOUT(m_server->streams() == 1, s_limit);
    m_server->pushState(lockMemory(leaseOwner(3)));
    m_server->pushState(lockMemory(leaseOwner(3), 18));
    Json taken = lockMemory(lockOwner(QStringLiteral("operator")), 19);
    taken["leases"] = Json::array({Json {{"id", 3}, {"label", "sh"}}});
    m_server->pushState(taken);
    QTRY_VERIFY_WITH_TIMEOUT(m_ctl->notes(QStringLiteral("the operator has taken the lock")),
                             s_limit);
    m_server->pushState(taken); // known already
    m_server->pushState(lockMemory(leaseOwner(3), 20));
    QTRY_VERIFY_WITH_TIMEOUT(m_ctl->notes(QStringLiteral("the lock is back")), s_limit);
    QCOMPARE(m_server->count(s_renew), 2);
    m_ctl->interrupt(SIGHUP);
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), 8);
}

void TestLockRunGroup::endsAllThatTheCommandHasStarted()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("got"));
    m_server->tell(s_renew, {answer(410, Json {{"reason", "broken"},
                                               {"by", "bob"},
                                               {"at", "2026-01-02T03:04:05.678Z"}})});
    // The command ends by SIGTERM at once; its child process reports that it got the signal, too.
    m_ctl->launch(
        QStringLiteral("lock run -- sh -c"),
        {QStringLiteral("sh -c 'trap \"mkdir \\\"$0\\\"; exit\" TERM; echo up; i=0; "
                        "while [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done' \"$0\" & wait"),
         file});
    QTRY_VERIFY_WITH_TIMEOUT(m_ctl->says(QStringLiteral("up\n")), s_limit);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->streams() == 1, s_limit);
    m_server->pushState(lockMemory());
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo::exists(file), s_limit);
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), 123);
}

void TestLockRunGroup::aSignalToTheProcessGroupArrivesOnce()
{
    m_server->tell(s_renew, {answer(200, Json {{"state", "active"}})});
    m_ctl->setChildProcessModifier([] { ::setpgid(0, 0); });
    launchListener();
    for (const int signal : {SIGTERM, SIGINT}) {
        const QString name = QString::fromLatin1(signal == SIGTERM ? "SIGTERM" : "SIGINT");
        ::kill(-static_cast<pid_t>(m_ctl->processId()), signal);
        QTRY_VERIFY_WITH_TIMEOUT(m_ctl->says(name + u'\n'), s_limit);
    }
    // A second signal would have come before this.
    m_ctl->interrupt(SIGHUP);
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), 8);
    QCOMPARE(m_ctl->output(), QStringLiteral("up\nSIGTERM\nSIGINT\nSIGHUP\n"));
    QCOMPARE(m_server->count(s_release), 1);
}

void TestLockRunGroup::theCommandCanUseTheTerminal()
{
    m_server->tell(s_renew, {answer(200, Json {{"state", "active"}})});
    Terminal terminal;
    terminal.connectTo(*m_ctl);
    m_ctl->launch(QStringLiteral("lock run -- sh -c"),
                  {QStringLiteral("trap 'echo INT; exit 6' INT; echo up; read word; "
                                  "echo got $word; read word; echo got $word; i=0; "
                                  "while [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done")});
    QVERIFY2(terminal.shows("up\r\n"), terminal.takeShown().constData());
    terminal.type("apple\n");
    QVERIFY2(terminal.shows("got apple\r\n"), terminal.takeShown().constData());
    terminal.type("\x1a"); // Ctrl+Z: there is no shell that could let it go on
    terminal.type("pear\n");
    QVERIFY2(terminal.shows("got pear\r\n"), terminal.takeShown().constData());
    terminal.type("\x03"); // Ctrl+C
    QVERIFY2(terminal.shows("INT\r\n"), terminal.takeShown().constData());
    QVERIFY(m_ctl->end());
    QCOMPARE(m_ctl->exitCode(), 6);
    QCOMPARE(m_server->count(s_release), 1);
}

void TestLockRunGroup::theShellCanStopIt()
{
    m_server->tell(s_renew, {answer(200, Json {{"state", "active"}})});
    Terminal terminal;
    QProcessEnvironment environment = m_ctl->processEnvironment();
    environment.insert(QStringLiteral("HISTFILE"), QString());
    m_ctl->setProcessEnvironment(environment);
    m_ctl->setProgram(QStringLiteral("bash"));
    terminal.connectTo(*m_ctl);
    m_ctl->launch(QStringLiteral("--norc -i"));
    terminal.type(QByteArray(HOLDFASTCTL_PROGRAM)
                  + " lock run -- sh -c 'echo u\"\"p; read word; echo got $word; exit 5'\n");
    QVERIFY2(terminal.shows("up\r\n"), terminal.takeShown().constData());
    terminal.type("\x1a"); // Ctrl+Z
    QVERIFY2(terminal.shows("Stopped"), terminal.takeShown().constData());
    terminal.type("echo shell $((40+2))\n");
    QVERIFY2(terminal.shows("shell 42\r\n"), terminal.takeShown().constData());
    terminal.takeShown();
    terminal.type("fg\n");
    QVERIFY2(terminal.shows("read word"), terminal.takeShown().constData());
    terminal.type("plum\n");
    QVERIFY2(terminal.shows("got plum\r\n"), terminal.takeShown().constData());
    terminal.type("echo code $?\n");
    QVERIFY2(terminal.shows("code 5\r\n"), terminal.takeShown().constData());
    terminal.type("exit 0\n");
    QVERIFY2(m_ctl->end(), terminal.takeShown().constData());
    QCOMPARE(m_server->count(s_release), 1);
}

HOLDFAST_GUILESS_TEST(TestLockRunGroup)

} // namespace tst_lockrungroup

#include "tst_lockrungroup.moc"
