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

double seconds(std::chrono::duration<double> time)
{
    return time.count();
}

} // namespace

double StageRate::fastest() const
{
    double most = 0;
    for (const double rate : perSecond)
        most = std::max(most, std::abs(rate));
    return most;
}

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

Json StageJogger::command()
{
    const double fastest = m_rate.fastest();
    if (fastest == 0)
        return Json::object();
    const bool isFastest = this->isFastest();
    const double distance =
        isFastest ? std::max(fastest * seconds(renewalInterval), m_speed * secondsAhead)
                  : std::max(1.0, fastest * seconds(renewalInterval));
    Json input = Json::object();
    for (const Axis axis : allAxes) {
        double &remainder = m_remainder[static_cast<std::size_t>(axis)];
        const double way = m_rate[axis] / fastest * distance + (isFastest ? 0 : remainder);
        const auto steps = qint64(std::llround(way));
        // Not of a move that is told to go farther than it gets: it is renewed before.
        remainder = isFastest || m_rate[axis] == 0 ? 0 : way - double(steps);
        if (steps != 0)
            input[toUtf8String(toString(axis))] = steps;
    }
    return input;
}

void StageJogger::begin(const StageRate &rate)
{
    const bool wasFastest = isFastest();
    m_rate = rate;
    if (isGoingOn()) {
        // A slow move is a short one in each interval: another one at once would make a stick that trembles faster.
        if (wasFastest || isFastest()) {
            m_renewal.start();
            renew();
        }
        Q_EMIT changed();
        return;
    }
    m_remainder = {};
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

std::optional<StageRate> StageJogger::rate() const
{
    if (m_speed <= 0)
        return {};
    const double fastest = m_rate.fastest();
    StageRate result = m_rate;
    for (double &rate : result.perSecond)
        rate *= fastest > m_speed ? m_speed / fastest : 1;
    return result;
}

void StageJogger::forgetProblem()
{
    if (m_problem.isEmpty())
        return;
    m_problem.clear();
    Q_EMIT changed();
}

} // namespace Holdfast
