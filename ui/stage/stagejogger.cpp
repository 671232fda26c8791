// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagejogger.h"

#include "core/session/stationmonitor.h"

#include <algorithm>

namespace Holdfast {

namespace {

// One moves, and one stands ready, so that there is no gap in between.
constexpr qsizetype inFlight = 2;

const QString stage = QStringLiteral("stage");

} // namespace

StageJogger::StageJogger(const Session &session, const StationMonitor *monitor, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(monitor, &StationMonitor::invocationChanged, this, &StageJogger::follow);
    const Affordances *offered = session.affordances(stage);
    const QString rate = QStringLiteral("step_rate");
    if (!offered || !offered->property(rate))
        return;
    m_session.read(stage, rate).then(this, [this](const Result<Output> &read) {
        if (read && read->json.is_number())
            m_longest = std::max<qint64>(
                1, qint64(read->json.get<double>() * longestMove.count() / 1000.0));
    });
}

StageJogger::~StageJogger()
{
    end();
    if (m_hasTakenControl)
        (void)m_session.lock().giveControlBack();
}

void StageJogger::begin(const StageSteps &step)
{
    m_step = step;
    if (m_phase != Phase::Idle)
        return;
    m_problem.clear();
    const LockAccess lock = m_session.lock();
    if (!lock.isEnabled() || lock.hasControl())
        go();
    else
        ask();
}

void StageJogger::ask()
{
    setPhase(Phase::Waiting);
    m_asked = m_session.lock().takeControl(tr("jog"));
    m_asked->then(this, [this](const Result<void> &taken) {
        m_asked.reset();
        m_hasTakenControl = bool(taken);
        if (m_phase != Phase::Waiting) // let go meanwhile
            finishIfDone();
        else if (taken)
            go();
        else
            fail(taken.error().message());
    });
}

void StageJogger::go()
{
    setPhase(Phase::Moving);
    fill();
}

StageSteps StageJogger::shortened(const StageSteps &step) const
{
    qint64 most = 0;
    for (const Axis axis : allAxes)
        most = std::max(most, std::abs(step[axis]));
    if (m_longest == 0 || most <= m_longest)
        return step;
    StageSteps shorter;
    for (const Axis axis : allAxes)
        shorter[axis] = step[axis] * m_longest / most;
    return shorter;
}

void StageJogger::fill()
{
    while (m_phase == Phase::Moving && m_moves.size() < inFlight) {
        const StageSteps step = shortened(m_step);
        Json input = Json::object();
        for (const Axis axis : allAxes) {
            if (step[axis] != 0)
                input[toUtf8String(toString(axis))] = step[axis];
        }
        const auto move = m_session.invoke(stage, QStringLiteral("move_relative"), input);
        if (!move) {
            fail(move.error().message());
            return;
        }
        m_moves << move->id;
    }
}

void StageJogger::follow(const InvocationRecord &invocation)
{
    if (!invocation.isFinished() || !m_moves.removeOne(invocation.id))
        return;
    if (invocation.state == InvocationState::Completed || m_phase == Phase::Ending) {
        fill();
        finishIfDone();
    } else {
        fail(invocation.error ? invocation.error->message()
                              : tr("The move was stopped before its end."));
    }
}

void StageJogger::fail(const QString &problem)
{
    m_problem = problem;
    end();
    Q_EMIT changed();
}

void StageJogger::end()
{
    if (m_phase == Phase::Idle || m_phase == Phase::Ending)
        return;
    setPhase(Phase::Ending);
    if (m_asked)
        m_asked->withdraw();
    const QList<QUuid> moves = m_moves;
    for (auto move = moves.rbegin(); move != moves.rend(); ++move) // the one that waits first
        (void)m_session.cancel(*move);
    finishIfDone();
}

void StageJogger::finishIfDone()
{
    if (m_phase != Phase::Ending || m_asked || !m_moves.isEmpty())
        return;
    if (std::exchange(m_hasTakenControl, false))
        (void)m_session.lock().giveControlBack();
    setPhase(Phase::Idle);
}

void StageJogger::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
}

} // namespace Holdfast
