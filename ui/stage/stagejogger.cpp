// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagejogger.h"

#include "core/session/stationmonitor.h"

#include <algorithm>
#include <cmath>

namespace Holdfast {

namespace {

const QString jogStage = QStringLiteral("stage");

// So far ahead the stage is told to move: a renewal that is a little late is not to be seen.
constexpr double secondsAhead = 0.3;

} // namespace

StageJogger::StageJogger(const Session &session, const StationMonitor *monitor, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    m_renewal.setInterval(renewalInterval);
    m_renewal.setTimerType(Qt::PreciseTimer);
    connect(&m_renewal, &QTimer::timeout, this, &StageJogger::renew);
    connect(monitor, &StationMonitor::invocationChanged, this, &StageJogger::follow);
    connect(monitor, &StationMonitor::invocationRemoved, this, [this](const QUuid &id) {
        if (id == m_jog) // it ended so long ago that nobody knows how: this window was asleep
            finish({});
    });
    const Affordances *offered = session.affordances(jogStage);
    const QString rate = QStringLiteral("step_rate");
    if (!offered || !offered->property(rate))
        return;
    m_session.read(jogStage, rate).then(this, [this](const Result<Output> &read) {
        if (read && read->json.is_number())
            m_speed = std::max(1.0, read->json.get<double>());
    });
}

StageJogger::~StageJogger()
{
    end();
}

Json StageJogger::command() const
{
    double most = 1;
    for (const Axis axis : allAxes)
        most = std::max(most, double(std::abs(m_step[axis])));
    double distance = most * stepsPerRenewal;
    if (distance * 1000 >= m_speed * renewalInterval.count())
        distance = std::max(distance, m_speed * secondsAhead);
    Json input = Json::object();
    for (const Axis axis : allAxes) {
        if (m_step[axis] != 0)
            input[toUtf8String(toString(axis))] =
                qint64(std::llround(double(m_step[axis]) * distance / most));
    }
    return input;
}

void StageJogger::begin(const StageSteps &step)
{
    m_step = step;
    if (isGoingOn()) {
        renew();
        return;
    }
    m_problem.clear();
    const auto jog =
        m_session.invoke(jogStage, QStringLiteral("jog"), command(), Session::LockWait(lockWait));
    if (!jog) {
        m_problem = jog.error().message();
        m_jog = {};
        setPhase(Phase::Idle);
        return;
    }
    m_jog = jog->id;
    m_renewal.start();
    m_phase = Phase::Moving;
    follow(*jog);
}

void StageJogger::renew()
{
    if (m_session.renew(m_jog, command()))
        return;
    m_renewal.stop();
    // The reason is there already, or comes with the end.
    if (const auto jog = m_session.invocation(m_jog))
        follow(*jog);
    else
        finish({});
}

void StageJogger::end()
{
    if (!isGoingOn())
        return;
    m_renewal.stop();
    (void)m_session.renew(m_jog, Json {{"stop", true}}); // one that has ended needs no end
    setPhase(Phase::Ending);
}

void StageJogger::follow(const InvocationRecord &invocation)
{
    if (m_jog.isNull() || invocation.id != m_jog)
        return;
    if (invocation.isFinished())
        finish(invocation);
    else if (m_phase != Phase::Ending)
        setPhase(invocation.queuePosition > 0 ? Phase::Waiting : Phase::Moving);
}

void StageJogger::finish(const InvocationRecord &invocation)
{
    m_renewal.stop();
    m_jog = {};
    if (invocation.state == InvocationState::Completed && isGoingOn())
        m_problem = tr("The window was busy for too long to say that you still hold it down.");
    else if (isGoingOn() || invocation.state == InvocationState::Error)
        m_problem = invocation.error ? invocation.error->message()
                                     : tr("The move was stopped before its end.");
    setPhase(Phase::Idle);
}

void StageJogger::forgetProblem()
{
    if (m_problem.isEmpty())
        return;
    m_problem.clear();
    Q_EMIT changed();
}

void StageJogger::setPhase(Phase phase)
{
    m_phase = phase;
    Q_EMIT changed();
}

} // namespace Holdfast
