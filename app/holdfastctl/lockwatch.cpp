// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/lockwatch.h"

#include "app/holdfastctl/lockviewtext.h"

#include <QDateTime>

namespace Holdfast::Ctl {

namespace {

constexpr std::chrono::milliseconds s_interval {500};
constexpr std::chrono::milliseconds s_longestSilence {5000};

} // namespace

LockWatch::LockWatch(const CtlCommandLine &line)
    : CtlTask(line)
{
    if (!line.json && TerminalView::isPossible())
        m_terminal.emplace();
    m_next.setSingleShot(true);
    connect(&m_next, &QTimer::timeout, this, &LockWatch::ask);
    connect(&m_clock, &QTimer::timeout, this, &LockWatch::refresh);
    connect(&m_signals, &ProcessSignals::caught, this, [this] { finish(CtlExitCode::Done); });
}

void LockWatch::start()
{
    if (m_terminal)
        m_clock.start(std::chrono::seconds {1});
    ask();
}

void LockWatch::ask()
{
    LockRequest request;
    request.path = QStringLiteral("/lock");
    request.knownTag = m_tag;
    request.limit = s_longestSilence;
    client().send(request, this, [this](const LockAnswer &answer) { answered(answer); });
}

void LockWatch::answered(const LockAnswer &answer)
{
    m_next.start(s_interval);
    if (answer.status == 304)
        return;
    if (answer.status == 0 || answer.status >= 500)
        return lost(failureOf(answer, client().server()).message);
    if (!answer.isGood())
        return fail(failureOf(answer, client().server()), answer);
    const std::optional<LockView> view = readLockView(answer.body);
    if (!view)
        return fail(notUnderstood(client().server()), answer);
    m_problem.clear();
    m_tag = answer.tag;
    m_body = answer.body;
    m_view = view;
    m_age.start();
    showChange();
}

void LockWatch::lost(const QString &problem)
{
    m_tag.clear();
    m_view.reset();
    if (m_problem == problem)
        return;
    m_problem = problem;
    m_body = Json {{"unreachable", problem}};
    showChange();
}

void LockWatch::showChange()
{
    if (m_terminal)
        return refresh();
    if (line().json)
        return Console::print(m_body);
    // The first line of a block is the only one that begins with a time.
    const QString now = QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss "));
    const QStringList lines =
        m_view ? linesFor(*m_view) : QStringList {m_problem + QStringLiteral(" Trying again ...")};
    Console::print(now + lines.join(u'\n') + u'\n');
}

void LockWatch::refresh()
{
    QStringList lines {QStringLiteral("%1  (Ctrl+C ends)").arg(client().server().toString())};
    if (m_view)
        lines += linesFor(*m_view, std::chrono::milliseconds {m_age.elapsed()});
    else if (!m_problem.isEmpty())
        lines.append(m_problem + QStringLiteral(" Trying again ..."));
    m_terminal->show(lines);
}

} // namespace Holdfast::Ctl
