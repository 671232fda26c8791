// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/leasedcommand.h"

#include "app/holdfastctl/ctlexitcode.h"

#include <QFileInfo>
#include <QProcessEnvironment>
#include <QStandardPaths>

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace Holdfast::Ctl {

namespace {

bool isExecutable(const QFileInfo &file)
{
    return file.isFile() && file.isExecutable();
}

bool isInPath(const QString &program)
{
    const QStringList folders = qEnvironmentVariable("PATH").split(u':', Qt::SkipEmptyParts);
    return std::any_of(folders.begin(), folders.end(), [&program](const QString &folder) {
        return QFileInfo(folder + u'/' + program).isFile();
    });
}

// Runs in the child, between fork and exec.
void prepareChild(pid_t parent)
{
    // Without this process the lease is not renewed any more, so the command must not go on.
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent)
        ::_exit(toInt(CtlExitCode::RunKilled) + SIGTERM);
    ::setpgid(0, 0);
    std::signal(SIGPIPE, SIG_DFL);
}

// QProcess has put a handler of its own before ours, which it calls. That of Qt 6.8 asks for no
// SIGCHLD of a child that stops.
void hearOfStops()
{
    struct sigaction action = {};
    if (sigaction(SIGCHLD, nullptr, &action) != 0 || (action.sa_flags & SA_NOCLDSTOP) == 0)
        return;
    action.sa_flags &= ~SA_NOCLDSTOP;
    sigaction(SIGCHLD, &action, nullptr);
}

} // namespace

std::optional<int> whyNotStartable(const QString &program)
{
    const bool isPath = program.contains(u'/');
    const bool canStart = isPath ? isExecutable(QFileInfo(program))
                                 : !QStandardPaths::findExecutable(program).isEmpty();
    if (canStart)
        return {};
    const bool exists = isPath ? QFileInfo::exists(program) : isInPath(program);
    return toInt(exists ? CtlExitCode::RunNotExecutable : CtlExitCode::RunNotFound);
}

LeasedCommand::LeasedCommand(QStringList command, QObject *parent)
    : QObject(parent)
    , m_command(std::move(command))
{
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_process.setInputChannelMode(QProcess::ForwardedInputChannel);
    m_process.setChildProcessModifier([parent = ::getpid()] { prepareChild(parent); });
    connect(&m_process, &QProcess::finished, this, [this](int code, QProcess::ExitStatus status) {
        takeTerminalBack();
        m_group = 0;
        Q_EMIT ended(status == QProcess::NormalExit ? code : toInt(CtlExitCode::RunKilled) + code);
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error != QProcess::FailedToStart)
            return;
        m_group = 0;
        Q_EMIT notStarted();
    });
}

LeasedCommand::~LeasedCommand()
{
    takeTerminalBack();
}

const QList<int> &LeasedCommand::jobSignals()
{
    static const QList<int> list {SIGCHLD, SIGCONT, SIGTSTP, SIGWINCH};
    return list;
}

void LeasedCommand::start(const NewLease &lease, const QUrl &server, const QByteArray &token,
                          const QString &fingerprint)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LOCK_TOKEN"), QString::fromLatin1(lease.token));
    environment.insert(QStringLiteral("LOCK_GENERATION"), QString::number(lease.status.generation));
    start(std::move(environment), server, token, fingerprint);
}

void LeasedCommand::startForLab(const QString &header, const QUrl &server, const QByteArray &token,
                                const QString &fingerprint)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("HOLDFAST_LAB"), header);
    start(std::move(environment), server, token, fingerprint);
}

void LeasedCommand::start(QProcessEnvironment environment, const QUrl &server,
                          const QByteArray &token, const QString &fingerprint)
{
    environment.insert(QStringLiteral("HOLDFAST_URL"), server.toString());
    if (!token.isEmpty())
        environment.insert(QStringLiteral("HOLDFAST_TOKEN"), QString::fromLatin1(token));
    if (!fingerprint.isEmpty())
        environment.insert(QStringLiteral("HOLDFAST_FINGERPRINT"), fingerprint);
    m_process.setProcessEnvironment(environment);
    m_process.start(m_command.first(), m_command.mid(1));
    m_group = static_cast<pid_t>(m_process.processId());
    // The child does so itself; whichever process is first, it is done before a signal can be sent.
    if (m_group > 0) {
        ::setpgid(m_group, m_group);
        hearOfStops();
        lookWhyItStopped(); // it may have stopped already
    }
}

void LeasedCommand::handle(int signal)
{
    switch (signal) {
    case SIGCHLD:
        lookWhyItStopped();
        break;
    case SIGCONT:
        goOn();
        break;
    case SIGTSTP:
        sendSignal(signal);
        stopToo(signal);
        break;
    default:
        sendSignal(signal);
    }
}

void LeasedCommand::lookWhyItStopped()
{
    siginfo_t info = {};
    // QProcess of Qt 6.8 makes children that only __WALL finds, because they send no signal at
    // their end.
    constexpr int options = WSTOPPED | WNOHANG | __WALL;
    if (m_group == 0 || ::waitid(P_PID, static_cast<id_t>(m_group), &info, options) != 0
        || info.si_pid != m_group)
        return;
    if (info.si_status == SIGTTIN || info.si_status == SIGTTOU) {
        m_wantsTerminal = true;
        if (m_terminal.isInForeground(::getpgrp()))
            goOn();
        else
            stopToo(info.si_status); // as a process that uses a terminal from the background is
    } else if (m_terminal.isInForeground(m_group)) {
        stopToo(SIGTSTP); // by Ctrl+Z
    }
}

void LeasedCommand::stopToo(int signal)
{
    takeTerminalBack();
    // The lease may end meanwhile; that is noticed afterwards.
    JobTerminal::stopOurselves(signal);
    if (signal == SIGTSTP || m_terminal.isInForeground(::getpgrp()))
        goOn();
}

void LeasedCommand::goOn()
{
    if (m_group == 0)
        return;
    if (m_wantsTerminal && m_terminal.isInForeground(::getpgrp()))
        m_terminal.giveTo(m_group);
    sendSignal(SIGCONT);
}

void LeasedCommand::takeTerminalBack() const
{
    if (m_group > 0 && m_terminal.isInForeground(m_group))
        m_terminal.giveTo(::getpgrp());
}

void LeasedCommand::sendSignal(int signal) const
{
    if (m_group > 0)
        ::kill(-m_group, signal);
}

void LeasedCommand::terminate()
{
    sendSignal(SIGTERM);
    sendSignal(SIGCONT);
}

} // namespace Holdfast::Ctl
