// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tests the program as a service manager starts it.

#include "tests/app/holdfastprocess.h"
#include "tests/app/httpclient.h"
#include "tests/app/notifysocket.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <sys/ptrace.h>
#include <sys/wait.h>

namespace tst_service {

namespace {

const QString s_alive = QStringLiteral("WATCHDOG=1");
const QString s_ready = QStringLiteral("READY=1");

//! Returns the thread of \a process that has the name; 0 when there is none.
pid_t threadOf(qint64 process, const QString &name)
{
    const QDir tasks(QStringLiteral("/proc/%1/task").arg(process));
    for (const QString &id : tasks.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        QFile file(tasks.filePath(id + QStringLiteral("/comm")));
        if (file.open(QIODevice::ReadOnly) && QString::fromUtf8(file.readAll()).trimmed() == name)
            return id.toInt();
    }
    return 0;
}

//! \brief Keeps one thread of a child process from running, as if it hung.
class FrozenThread
{
public:
    explicit FrozenThread(pid_t thread)
        : m_thread(thread)
        , m_isFrozen(::ptrace(PTRACE_SEIZE, thread, nullptr, nullptr) == 0
                     && ::ptrace(PTRACE_INTERRUPT, thread, nullptr, nullptr) == 0
                     && ::waitpid(thread, nullptr, __WALL) == thread)
    {
    }

    ~FrozenThread()
    {
        if (m_isFrozen)
            ::ptrace(PTRACE_DETACH, m_thread, nullptr, nullptr);
    }

    Q_DISABLE_COPY_MOVE(FrozenThread)

    bool isFrozen() const { return m_isFrozen; }

private:
    const pid_t m_thread;
    const bool m_isFrozen;
};

} // namespace

class TestService : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_socket = std::make_unique<NotifySocket>();
        QVERIFY(!m_socket->path().isEmpty());
    }

    void isReadyWhenItServes();
    void isReadyWithItsFallback();
    void isNeverReadyWhenItCannotStart();
    void isNotAliveWhenALoopHangs_data();
    void isNotAliveWhenALoopHangs();
    void tellsThatItEnds();

private:
    //! Returns the program, as a service manager that listens at the test's socket starts it.
    std::unique_ptr<HoldfastProcess> service(const QString &watchdogMicroseconds = {})
    {
        auto program = std::make_unique<HoldfastProcess>();
        program->setProgram(QStringLiteral(HOLDFAST_SERVER_PROGRAM));
        QProcessEnvironment environment = program->processEnvironment();
        environment.insert(QStringLiteral("NOTIFY_SOCKET"), m_socket->path());
        if (!watchdogMicroseconds.isEmpty())
            environment.insert(QStringLiteral("WATCHDOG_USEC"), watchdogMicroseconds);
        program->setProcessEnvironment(environment);
        return program;
    }

    const QStringList m_anyPort {QStringLiteral("--port"), QStringLiteral("0")};
    std::unique_ptr<NotifySocket> m_socket;
    HttpClient m_client {"service test"};
};

void TestService::isReadyWhenItServes()
{
    const auto program = service();
    program->setArguments(m_anyPort);
    program->start();
    WAIT_UNTIL(m_socket->count(s_ready) == 1);
    const QString status = m_socket->first(QStringLiteral("STATUS="));
    static const QRegularExpression serves(QStringLiteral(
        "^STATUS=Holdfast serves \\d+ Things at (http://127\\.0\\.0\\.1:\\d+/)\\.$"));
    const QRegularExpressionMatch match = serves.match(status);
    QVERIFY2(match.hasMatch(), qPrintable(status));
    QCOMPARE(m_client.ask("GET", QUrl(match.captured(1) + QStringLiteral("things/"))).status, 200);
    QCOMPARE(m_socket->count(s_alive), 0); // it was not asked for
}

void TestService::isReadyWithItsFallback()
{
    const auto program = service();
    program->setArguments(m_anyPort
                          + QStringList {QStringLiteral("--fallback"), QStringLiteral("--json"),
                                         QStringLiteral("{}")});
    program->start();
    WAIT_UNTIL(m_socket->count(s_ready) == 1);
    const QString status = m_socket->first(QStringLiteral("STATUS="));
    QVERIFY2(status.startsWith(QStringLiteral("STATUS=Could not start: ")), qPrintable(status));
    program->interrupt(SIGTERM);
    QVERIFY2(program->end(), program->said().constData());
    WAIT_UNTIL(m_socket->count(QStringLiteral("STOPPING=1")) == 1);
}

void TestService::isNeverReadyWhenItCannotStart()
{
    const auto program = service();
    QVERIFY(program->runToEnd({QStringLiteral("--json"), QStringLiteral("{}")}));
    QCOMPARE(program->exitCode(), 3);
    QCOMPARE(m_socket->told(), QStringList());
}

void TestService::isNotAliveWhenALoopHangs_data()
{
    QTest::addColumn<QString>("thread");
    QTest::newRow("http") << QStringLiteral("http");
    QTest::newRow("the Things") << QStringLiteral("things");
    QTest::newRow("main") << QStringLiteral("holdfast-server");
}

void TestService::isNotAliveWhenALoopHangs()
{
    QFETCH(const QString, thread);
    const auto program = service(QStringLiteral("200000"));
    QVERIFY2(program->serve(m_anyPort).isValid(), program->said().constData());
    WAIT_UNTIL(m_socket->count(s_alive) >= 3);

    auto frozen = std::make_unique<FrozenThread>(threadOf(program->processId(), thread));
    QVERIFY(frozen->isFrozen());
    const qsizetype before = m_socket->count(s_alive);
    // For twice as long as a service manager waits.
    int turns = 0;
    QTimer timer;
    connect(&timer, &QTimer::timeout, this, [&turns] { ++turns; });
    timer.start(50);
    WAIT_UNTIL(turns >= 8);
    QVERIFY2(m_socket->count(s_alive) <= before + 2,
             qPrintable(m_socket->told().join(u' '))); // on their way, and of an answer before

    frozen.reset();
    WAIT_UNTIL(m_socket->count(s_alive) >= before + 4);
}

void TestService::tellsThatItEnds()
{
    const auto program = service(QStringLiteral("200000"));
    QVERIFY2(program->serve(m_anyPort).isValid(), program->said().constData());
    WAIT_UNTIL(m_socket->count(s_alive) >= 1);
    program->interrupt(SIGTERM);
    QVERIFY2(program->end(), program->said().constData());
    QCOMPARE(program->exitCode(), 0);
    WAIT_UNTIL(m_socket->count(QStringLiteral("STOPPING=1")) == 1);
    QCOMPARE(m_socket->told().last(), QStringLiteral("STOPPING=1"));
}

HOLDFAST_GUILESS_TEST(TestService)

} // namespace tst_service

#include "tst_service.moc"
