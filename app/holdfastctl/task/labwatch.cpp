// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/labwatch.h"

#include "app/holdfastctl/task/labtasks.h"
#include "app/holdfastctl/task/labviewtext.h"
#include "core/lock/locktext.h"

#include <QDateTime>

namespace Holdfast::Ctl {

LabWatch::LabWatch(Console &output, const CtlCommandLine &line)
    : CtlTask(output, line)
    , m_follower(station())
{
    if (!line.json && TerminalView::isPossible())
        m_terminal.emplace(output);
    connect(&m_follower, &LabFollower::stateCame, this, &LabWatch::showState);
    connect(&m_follower, &LabFollower::lost, this, &LabWatch::showLoss);
    const auto giveUp = [this](const StationAnswer &answer) {
        fail(labFailureOf(answer, station().address()), answer);
    };
    connect(&m_follower, &LabFollower::failed, this, giveUp);
    connect(&m_follower, &LabFollower::nonsenseCame, this, [giveUp] { giveUp({.status = 200}); });
    connect(&m_clock, &QTimer::timeout, this, &LabWatch::refresh);
    connect(&m_signals, &ProcessSignals::caught, this, [this] { finish(CtlExitCode::Done); });
}

void LabWatch::start()
{
    if (m_terminal)
        m_clock.start(std::chrono::seconds {1});
    m_follower.start();
}

void LabWatch::showState(const LabStatus &state, const Json &told)
{
    m_problem.clear();
    m_state = state;
    if (m_terminal)
        refresh();
    else if (line().json)
        console().print(told);
    else
        print(linesFor(state));
}

void LabWatch::showLoss(const StationAnswer &answer)
{
    const QString problem = labFailureOf(answer, station().address()).message;
    if (m_problem.isEmpty())
        m_away.start();
    const bool isNew = m_problem != problem;
    m_problem = problem;
    if (m_terminal)
        refresh();
    else if (!isNew)
        return;
    else if (line().json)
        console().print(Json {{"unreachable", problem}});
    else
        print({problem + QStringLiteral(" Trying again ...")});
}

void LabWatch::print(QStringList lines) const
{
    // The first line of a block is the only one that begins with a time.
    lines.first().prepend(QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss ")));
    console().print(lines << QString());
}

void LabWatch::refresh()
{
    QStringList lines {QStringLiteral("%1  (Ctrl+C ends)").arg(station().address().toString())};
    if (!m_problem.isEmpty()) {
        lines.append(m_problem);
        lines.append(QStringLiteral("  Trying again for %1 ...%2")
                         .arg(toText(std::chrono::milliseconds {m_away.elapsed()}),
                              m_state ? QStringLiteral(" The state below is OLD.") : QString()));
    }
    if (m_state)
        lines += linesFor(*m_state);
    m_terminal->show(lines);
}

} // namespace Holdfast::Ctl
