// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/labrun.h"

#include "core/config/echo.h"
#include "core/wire/jsonread.h"

#include <csignal>

namespace Holdfast::Ctl {

namespace {

using namespace std::chrono_literals;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

// What the server allows at most.
constexpr milliseconds s_mostWait = 10min;
// Beyond the wait, for the answer itself.
constexpr milliseconds s_answerTime = 30s;

} // namespace

LabRun::LabRun(Console &output, const CtlCommandLine &line)
    : CtlTask(output, line)
    , m_signals(LeasedCommand::jobSignals())
    , m_command(line.program)
{
    connect(&m_signals, &ProcessSignals::caught, this, &LabRun::onSignal);
    connect(&m_renewal, &QTimer::timeout, this, &LabRun::renew);
    connect(&m_command, &LeasedCommand::ended, this, &LabRun::onCommandEnded);
    connect(&m_command, &LeasedCommand::notStarted, this,
            [this] { onCommandEnded(toInt(CtlExitCode::RunNotExecutable)); });
}

void LabRun::start()
{
    // The check comes first, so that no user waits in line because of a typing error.
    if (const std::optional<int> code = whyNotStartable(line().program.first())) {
        console().note(
            QStringLiteral("\"%1\" cannot be executed.").arg(shown(line().program.first())));
        Q_EMIT finished(*code);
        return;
    }
    const milliseconds wait = std::min(line().wait.value_or(s_mostWait), s_mostWait);
    Json resources = Json::array();
    for (const QString &resource : line().lab)
        resources.push_back(toUtf8String(resource));
    StationRequest request {.verb = "POST", .path = QStringLiteral("/lab/tickets")};
    request.body = {{"resources", resources},
                    {"operation", toUtf8String(line().note.isEmpty() ? line().label : line().note)},
                    {"ttl_ms", line().ttl.count()},
                    {"wait_ms", wait.count()}};
    request.limit = wait + s_answerTime;
    m_sent = steady_clock::now();
    station().send(request, this, [this](const StationAnswer &answer) { onAnswer(answer); });
}

void LabRun::onSignal(int signal)
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

void LabRun::onAnswer(const StationAnswer &answer)
{
    if (m_phase != Phase::Asking)
        return;
    const QString key = JsonRead::text(answer.body, "key");
    const QString header = JsonRead::text(answer.body, "header");
    if (!answer.isGood() || key.isEmpty() || header.isEmpty()) {
        const LockFailure failure = failureOf(answer, station().address());
        console().note(failure.message);
        m_phase = Phase::Releasing;
        finish(inLockRun(failure.code));
        return;
    }
    m_phase = Phase::Running;
    m_path = QStringLiteral("/lab/tickets/") + key;
    m_ttl = line().ttl;
    // The ticket may have been granted long after the request; from now on each renewal counts from when it was sent.
    m_end = steady_clock::now() + m_ttl;
    m_renewal.start(m_ttl / 3);
    m_command.startForLab(header, station().address(), line().token, line().certificate.toText());
}

void LabRun::renew()
{
    StationRequest request {.verb = "PUT", .path = m_path};
    request.limit = m_ttl / 3;
    request.mayRepeat = true;
    m_sent = steady_clock::now();
    station().send(request, this, [this, sent = m_sent](const StationAnswer &answer) {
        if (answer.isGood())
            m_end = sent + m_ttl;
        onRenewed(answer);
    });
}

void LabRun::onRenewed(const StationAnswer &answer)
{
    if (m_phase != Phase::Running || m_isLost || answer.isGood())
        return;
    const QString why = failureOf(answer, station().address()).message;
    if (answer.status == 404 || answer.status == 410)
        lose(why);
    else if (steady_clock::now() + m_ttl / 3 >= m_end)
        lose(QStringLiteral("it could not be renewed in time. ") + why);
    else
        console().note(
            QStringLiteral("the ticket could not be renewed. %1 Trying again ...").arg(why));
}

void LabRun::lose(const QString &why)
{
    m_isLost = true;
    m_renewal.stop();
    console().note(QStringLiteral("the ticket of the lab is lost: %1").arg(why));
    if (line().keepRunning)
        return console().note(QStringLiteral("the command goes on without it."));
    console().note(
        QStringLiteral("the command is asked to end (SIGTERM), with all that it has started."));
    m_command.terminate();
}

void LabRun::onCommandEnded(int exitCode)
{
    if (m_phase != Phase::Running)
        return;
    m_phase = Phase::Releasing;
    m_exitCode = exitCode;
    m_renewal.stop();
    if (m_isLost)
        return finish(CtlExitCode::RunLeaseLost);
    StationRequest request {.verb = "DELETE", .path = m_path};
    request.mayRepeat = true;
    station().send(request, this, [this](const StationAnswer &answer) {
        if (!answer.isGood() && answer.status != 410)
            console().note(
                QStringLiteral("the ticket could not be given back. %1 It ends by itself.")
                    .arg(failureOf(answer, station().address()).message));
        Q_EMIT finished(m_exitCode);
    });
}

} // namespace Holdfast::Ctl
