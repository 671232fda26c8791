// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/lockwatch.h"

#include "app/holdfastctl/task/lockviewtext.h"
#include "core/lock/locktext.h"

#include <QDateTime>

namespace Holdfast::Ctl {

LockWatch::LockWatch(Console &output, const CtlCommandLine &line)
    : CtlTask(output, line)
    , m_follower(station())
{
    if (!line.json && TerminalView::isPossible())
        m_terminal.emplace(output);
    connect(&m_follower, &LockFollower::stateCame, this, &LockWatch::showState);
    connect(&m_follower, &LockFollower::refusalCame, this, &LockWatch::showRefusal);
    connect(&m_follower, &LockFollower::lost, this, &LockWatch::showLoss);
    const auto giveUp = [this](const StationAnswer &answer) {
        fail(failureOf(answer, station().address()), answer);
    };
    connect(&m_follower, &LockFollower::failed, this, giveUp);
    connect(&m_follower, &LockFollower::nonsenseCame, this, [giveUp] { giveUp({.status = 200}); });
    connect(&m_clock, &QTimer::timeout, this, &LockWatch::refresh);
    connect(&m_signals, &ProcessSignals::caught, this, [this] { finish(CtlExitCode::Done); });
}

void LockWatch::start()
{
    if (m_terminal)
        m_clock.start(std::chrono::seconds {1});
    m_follower.start();
}

void LockWatch::showState(const LockOverview &state, const Json &told)
{
    m_problem.clear();
    m_state = state;
    m_age.start();
    if (m_terminal)
        refresh();
    else if (line().json)
        console().print(told);
    else
        print(linesFor(state));
}

void LockWatch::showRefusal(const HistoryEntry &refusal, const Json &told)
{
    const QString text = refusalLine(refusal);
    m_refusals.prepend(text);
    if (m_refusals.size() > mostRefusals)
        m_refusals.removeLast();
    if (m_terminal)
        refresh();
    else if (line().json)
        console().print(Json {{"refused", told}});
    else
        print({QStringLiteral("refused: ") + text});
}

void LockWatch::showLoss(const StationAnswer &answer)
{
    const QString problem = failureOf(answer, station().address()).message;
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

void LockWatch::print(QStringList lines) const
{
    // The first line of a block is the only one that begins with a time.
    lines.first().prepend(QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss ")));
    console().print(lines << QString());
}

void LockWatch::refresh()
{
    QStringList lines {QStringLiteral("%1  (Ctrl+C ends)").arg(station().address().toString())};
    if (!m_problem.isEmpty()) {
        lines.append(m_problem);
        lines.append(QStringLiteral("  Trying again for %1 ...%2")
                         .arg(toText(std::chrono::milliseconds {m_away.elapsed()}),
                              m_state ? QStringLiteral(" The state below is OLD.") : QString()));
    }
    if (m_state)
        lines += linesFor(*m_state, std::chrono::milliseconds {m_age.elapsed()});
    for (qsizetype i = 0; i < m_refusals.size(); ++i)
        lines.append(refusalRow(m_refusals[i], i == 0));
    m_terminal->show(lines);
}

} // namespace Holdfast::Ctl
