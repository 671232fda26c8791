// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/lockrun.h"

#include "core/config/echo.h"

#include <csignal>

namespace Holdfast::Ctl {

LockRun::LockRun(Console &output, const CtlCommandLine &line)
    : CtlTask(output, line)
    , m_signals(LeasedCommand::jobSignals())
    , m_request(client(), line)
    , m_command(line.program)
    , m_follower(client())
{
    connect(&m_signals, &ProcessSignals::caught, this, &LockRun::onSignal);
    connect(&m_request, &LeaseRequest::noted, &output, &Console::note);
    connect(&m_request, &LeaseRequest::granted, this, &LockRun::onGranted);
    connect(&m_request, &LeaseRequest::failed, this, [this](const LockFailure &failure) {
        console().note(failure.message);
        finish(inLockRun(failure.code));
    });
    connect(&m_command, &LeasedCommand::ended, this, &LockRun::onCommandEnded);
    connect(&m_command, &LeasedCommand::notStarted, this, [this] {
        noteNotStarted(toInt(CtlExitCode::RunNotExecutable));
        onCommandEnded(toInt(CtlExitCode::RunNotExecutable));
    });
}

void LockRun::start()
{
    // Nobody need wait in line for a typing error.
    if (const std::optional<int> code = whyNotStartable(line().program.first())) {
        noteNotStarted(*code);
        Q_EMIT finished(*code);
        return;
    }
    m_request.start();
}

void LockRun::onSignal(int signal)
{
    if (m_phase == Phase::Running)
        return m_command.handle(signal);
    if (signal == SIGTSTP)
        JobTerminal::stopOurselves(signal);
    // Hanging up leaves the line.
    if (m_phase == Phase::Asking && !LeasedCommand::jobSignals().contains(signal)) {
        m_phase = Phase::Releasing;
        Q_EMIT finished(toInt(CtlExitCode::RunKilled) + signal);
    }
}

void LockRun::onGranted(const Lease &lease)
{
    if (m_phase != Phase::Asking)
        return;
    m_phase = Phase::Running;
    m_keeper = std::make_unique<LeaseKeeper>(client(), lease);
    connect(m_keeper.get(), &LeaseKeeper::noted, &console(), &Console::note);
    connect(m_keeper.get(), &LeaseKeeper::lost, this, &LockRun::onLost);
    connect(m_keeper.get(), &LeaseKeeper::released, this, [this] { Q_EMIT finished(m_exitCode); });
    connect(&m_follower, &LockFollower::stateCame, m_keeper.get(), [this](const Json &state) {
        if (const std::optional<LockView> view = readLockView(state))
            m_keeper->look(*view);
    });
    m_follower.start();
    m_command.start(lease, client().server());
}

void LockRun::onLost(const QString &why)
{
    console().note(QStringLiteral("the lock is lost: %1.").arg(why));
    m_isLost = true;
    if (m_phase == Phase::Releasing)
        return finish(CtlExitCode::RunLeaseLost);
    if (line().keepRunning)
        return console().note(QStringLiteral("the command goes on without the lock."));
    console().note(
        QStringLiteral("the command is asked to end (SIGTERM), with all that it has started."));
    m_command.terminate();
}

void LockRun::onCommandEnded(int exitCode)
{
    if (m_phase != Phase::Running)
        return;
    m_phase = Phase::Releasing;
    m_exitCode = exitCode;
    if (m_isLost)
        return finish(CtlExitCode::RunLeaseLost);
    m_keeper->release();
}

void LockRun::noteNotStarted(int exitCode)
{
    const bool isFound = exitCode != toInt(CtlExitCode::RunNotFound);
    console().note((isFound ? QStringLiteral("\"%1\" cannot be executed.")
                            : QStringLiteral("There is no command \"%1\"."))
                       .arg(shown(line().program.first())));
}

} // namespace Holdfast::Ctl
