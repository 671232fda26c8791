// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/lockwatch.h"

#include "app/holdfastctl/lockviewtext.h"
#include "core/lock/locktext.h"

#include <QDateTime>

namespace Holdfast::Ctl {

LockWatch::LockWatch(Console &output, const CtlCommandLine &line)
    : CtlTask(output, line)
    , m_follower(client())
{
    if (!line.json && TerminalView::isPossible())
        m_terminal.emplace(output);
    connect(&m_follower, &LockFollower::stateCame, this, &LockWatch::showState);
    connect(&m_follower, &LockFollower::refusalCame, this, &LockWatch::showRefusal);
    connect(&m_follower, &LockFollower::lost, this, &LockWatch::showLoss);
    connect(
        &m_follower, &LockFollower::failed, this,
        [this](const LockFailure &failure, const LockAnswer &answer) { fail(failure, answer); });
    connect(&m_clock, &QTimer::timeout, this, &LockWatch::refresh);
    connect(&m_signals, &ProcessSignals::caught, this, [this] { finish(CtlExitCode::Done); });
}

void LockWatch::start()
{
    if (m_terminal)
        m_clock.start(std::chrono::seconds {1});
    m_follower.start();
}

void LockWatch::showState(const Json &state)
{
    const std::optional<LockView> view = readLockView(state);
    if (!view)
        return fail(notUnderstood(client().server()), {});
    m_problem.clear();
    m_view = view;
    m_age.start();
    if (m_terminal)
        refresh();
    else if (line().json)
        console().print(state);
    else
        print(linesFor(*m_view));
}

void LockWatch::showRefusal(const Json &refusal)
{
    const QString text = refusalLine(refusal);
    m_refusals.prepend(text);
    if (m_refusals.size() > mostRefusals)
        m_refusals.removeLast();
    if (m_terminal)
        refresh();
    else if (line().json)
        console().print(Json {{"refused", refusal}});
    else
        print({QStringLiteral("refused: ") + text});
}

void LockWatch::showLoss(const QString &problem)
{
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

void LockWatch::print(const QStringList &lines) const
{
    // The first line of a block is the only one that begins with a time.
    const QString now = QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss "));
    console().print(now + lines.join(u'\n') + u'\n');
}

void LockWatch::refresh()
{
    QStringList lines {QStringLiteral("%1  (Ctrl+C ends)").arg(client().server().toString())};
    if (!m_problem.isEmpty()) {
        lines.append(m_problem);
        lines.append(QStringLiteral("  Trying again for %1 ...%2")
                         .arg(toText(std::chrono::milliseconds {m_away.elapsed()}),
                              m_view ? QStringLiteral(" What follows is OLD.") : QString()));
    }
    if (m_view)
        lines += linesFor(*m_view, std::chrono::milliseconds {m_age.elapsed()});
    for (qsizetype i = 0; i < m_refusals.size(); ++i)
        lines.append(refusalRow(m_refusals[i], i == 0));
    m_terminal->show(lines);
}

} // namespace Holdfast::Ctl
