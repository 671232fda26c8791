// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagejogger.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace Holdfast {

namespace {

// The stage is told to move so far ahead that a renewal that is a little late is not visible.
constexpr double secondsAhead = 0.3;

} // namespace

StageJogger::StageJogger(const StageAccess &access, QObject *parent)
    : QObject(parent)
    , m_stage(access.stage)
    , m_operation(access)
{
    m_renewal.setInterval(renewalInterval);
    m_renewal.setTimerType(Qt::PreciseTimer);
    connect(&m_renewal, &QTimer::timeout, this, &StageJogger::renew);
    connect(&m_operation, &Operation::ended, this, &StageJogger::finish);
    connect(&m_operation, &Operation::changed, this, &StageJogger::changed);
    const Affordances *offered = access.session.affordances(m_stage);
    const QString rate = QStringLiteral("step_rate");
    if (!offered || !offered->property(rate))
        return;
    access.session.read(m_stage, rate).then(this, [this](const Result<Payload> &read) {
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
    m_isHeld = true;
    m_renewal.start();
    m_operation.invoke(m_stage, QStringLiteral("jog"), command());
}

void StageJogger::renew()
{
    if (!m_operation.renew(command()))
        m_renewal.stop(); // it has ended, or is about to: the reason comes with the end
}

void StageJogger::end()
{
    if (!isGoingOn())
        return;
    m_renewal.stop();
    m_isHeld = false;
    (void)m_operation.renew(Json {{"stop", true}}); // one that has ended needs no end
    Q_EMIT changed();
}

void StageJogger::finish(const Outcome &outcome)
{
    m_renewal.stop();
    const bool wasHeld = std::exchange(m_isHeld, false);
    const bool hasFailed =
        outcome.kind == Outcome::Kind::Refused || outcome.kind == Outcome::Kind::Failed;
    if (outcome.isDone() && wasHeld)
        m_problem = tr("The move ended because the window was busy for too long to report that you "
                       "still hold the key or button down.");
    else if (hasFailed || (wasHeld && !outcome.isDone()))
        m_problem = outcome.error ? outcome.reason() : tr("The move was stopped before its end.");
}

StageJogger::Phase StageJogger::phase() const
{
    if (!m_operation.isUnderWay())
        return Phase::Idle;
    if (!m_isHeld)
        return Phase::Ending;
    return m_operation.isWaiting() ? Phase::Waiting : Phase::Moving;
}

void StageJogger::forgetProblem()
{
    if (m_problem.isEmpty())
        return;
    m_problem.clear();
    Q_EMIT changed();
}

} // namespace Holdfast
