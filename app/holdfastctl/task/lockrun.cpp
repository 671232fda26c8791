// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/lockrun.h"

#include "app/holdfastctl/task/lockviewtext.h"
#include "core/config/echo.h"
#include "core/lock/locktext.h"

#include <csignal>

namespace Holdfast::Ctl {

LockRun::LockRun(Console &output, const CtlCommandLine &line)
    : CtlTask(output, line)
    , m_signals(LeasedCommand::jobSignals())
    , m_request(station(), {line.label, {line.note, line.ttl}, line.wait})
    , m_command(line.program)
    , m_follower(station())
{
    noteRequest();
    connect(&m_signals, &ProcessSignals::caught, this, &LockRun::onSignal);
    connect(&m_request, &LeaseRequest::granted, this, &LockRun::onGranted);
    connect(&m_request, &LeaseRequest::failed, this, [this](const StationAnswer &answer) {
        const LockFailure failure = failureOf(answer, station().address());
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
    // The check comes first, so that no user waits in line because of a typing error.
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

void LockRun::noteRequest()
{
    connect(&m_request, &LeaseRequest::unreachable, this, [this](const StationAnswer &answer) {
        console().note(failureOf(answer, station().address()).message
                       + QStringLiteral(" Trying again ..."));
    });
    connect(&m_request, &LeaseRequest::waiting, this, [this](const LockStatus &lock) {
        const QString line =
            lock.queue.size() > 1
                ? QStringLiteral("; %1 requests are in line").arg(lock.queue.size())
                : QString();
        console().note(QStringLiteral("waiting for the lock: ") + ownerClause(*lock.owner) + line);
    });
}

void LockRun::noteLease()
{
    const LeaseKeeper *keeper = m_keeper.get();
    connect(keeper, &LeaseKeeper::renewalFailed, this, [this](const StationAnswer &answer) {
        console().note(QStringLiteral("the lease could not be renewed. %1 Trying again for %2 ...")
                           .arg(failureOf(answer, station().address()).message,
                                toText(m_keeper->remaining())));
    });
    connect(keeper, &LeaseKeeper::renewedAgain, this,
            [this] { console().note(QStringLiteral("the lease is renewed again")); });
    connect(keeper, &LeaseKeeper::releasedElsewhere, this, [this] {
        // Only the command itself knows the token, so the command has released the lock.
        console().note(QStringLiteral("the command has released the lock itself"));
    });
    connect(keeper, &LeaseKeeper::releaseFailed, this, [this](const StationAnswer &answer) {
        console().note(
            QStringLiteral("the lock could not be released. %1 The lease ends by itself within %2.")
                .arg(failureOf(answer, station().address()).message, toText(m_keeper->ttl())));
    });
    connect(keeper, &LeaseKeeper::suspended, this, [this] {
        console().note(QStringLiteral("the operator has taken the lock for a while; the command's "
                                      "next request waits for it"));
    });
    connect(keeper, &LeaseKeeper::resumed, this, [this](quint64 generation) {
        console().note(
            QStringLiteral("the lock is back; the generation is %1 now").arg(generation));
    });
    connect(keeper, &LeaseKeeper::asked, this, [this](const LockAsk &ask) {
        console().note(QStringLiteral("asked to release the lock by %1").arg(askPhrase(ask)));
    });
}

void LockRun::onGranted(const NewLease &lease)
{
    if (m_phase != Phase::Asking)
        return;
    m_phase = Phase::Running;
    m_keeper = std::make_unique<LeaseKeeper>(station(), lease);
    noteLease();
    connect(m_keeper.get(), &LeaseKeeper::lost, this, &LockRun::onLost);
    connect(m_keeper.get(), &LeaseKeeper::released, this, [this] { Q_EMIT finished(m_exitCode); });
    connect(&m_follower, &LockFollower::stateCame, m_keeper.get(), &LeaseKeeper::look);
    m_follower.start();
    m_command.start(lease, station().address(), line().token, line().certificate.toText());
}

void LockRun::onLost(const LeaseLoss &loss)
{
    QString why = reasonOf(loss, m_keeper->ttl());
    if (!why.endsWith(u'.'))
        why += u'.';
    console().note(QStringLiteral("the lock is lost: %1").arg(why));
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
