// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/leasedcommand.h"

#include "app/holdfastctl/ctlexitcode.h"

#include <QFileInfo>
#include <QProcessEnvironment>
#include <QStandardPaths>

#include <algorithm>
#include <csignal>
#include <sys/prctl.h>
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

// In the child, between fork and exec.
void prepareChild(pid_t parent)
{
    // Without us nobody renews the lease, so the command must not go on.
    ::prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (::getppid() != parent)
        ::_exit(toInt(CtlExitCode::RunKilled) + SIGTERM);
    std::signal(SIGPIPE, SIG_DFL);
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
        Q_EMIT ended(status == QProcess::NormalExit ? code : toInt(CtlExitCode::RunKilled) + code);
    });
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            Q_EMIT notStarted();
    });
}

void LeasedCommand::start(const Lease &lease, const QUrl &server)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LOCK_TOKEN"), QString::fromLatin1(lease.token));
    environment.insert(QStringLiteral("LOCK_GENERATION"), QString::number(lease.generation));
    environment.insert(QStringLiteral("HOLDFAST_URL"), server.toString());
    m_process.setProcessEnvironment(environment);
    m_process.start(m_command.first(), m_command.mid(1));
}

void LeasedCommand::sendSignal(int signal)
{
    if (m_process.processId() > 0)
        ::kill(static_cast<pid_t>(m_process.processId()), signal);
}

void LeasedCommand::terminate()
{
    sendSignal(SIGTERM);
    sendSignal(SIGCONT);
}

} // namespace Holdfast::Ctl
