// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagemover.h"

#include "core/session/stationmonitor.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

namespace {

Json toInput(const StageSteps &distance)
{
    Json input = Json::object();
    for (const Axis axis : allAxes) {
        if (distance[axis] != 0)
            input[toUtf8String(toString(axis))] = distance[axis];
    }
    return input;
}

QString problemOf(const Outcome &outcome)
{
    switch (outcome.kind) {
    case Outcome::Kind::Done:
    case Outcome::Kind::Withdrawn:
        return {};
    case Outcome::Kind::Cancelled:
        if (outcome.error && outcome.error->broken())
            return StageMover::tr("The move was broken off. %1").arg(outcome.reason());
        return outcome.hasBegun ? StageMover::tr("The move was stopped before its end.")
                                : StageMover::tr("The move was cancelled before it began.");
    case Outcome::Kind::Refused:
    case Outcome::Kind::Failed:
        break;
    }
    return (outcome.hasBegun ? StageMover::tr("The move failed. %1")
                             : StageMover::tr("Not moved. %1"))
        .arg(outcome.reason());
}

} // namespace

StageMover::StageMover(const StageAccess &access, QObject *parent)
    : QObject(parent)
    , m_session(access.session)
    , m_stage(access.stage)
    , m_operation(access)
{
    connect(&m_operation, &Operation::ended, this, &StageMover::end);
    connect(&m_operation, &Operation::changed, this, &StageMover::changed);
    connect(access.monitor, &StationMonitor::stopped, this, &StageMover::forgetFollowing);
    connect(access.monitor, &StationMonitor::lockChanged, this, &StageMover::notice);
}

void StageMover::jog(const StageSteps &steps)
{
    if (!m_operation.isUnderWay()) {
        start(QStringLiteral("move_relative"), toInput(steps));
        return;
    }
    for (const Axis axis : allAxes) {
        const qint64 most =
            std::max(std::abs(m_following[axis]), mostFollowing * std::abs(steps[axis]));
        m_following[axis] = std::clamp(m_following[axis] + steps[axis], -most, most);
    }
    Q_EMIT changed();
}

void StageMover::run(const QString &action, const Json &input)
{
    if (!m_operation.isUnderWay())
        start(action, input);
}

void StageMover::start(const QString &action, const Json &input)
{
    m_problem.clear();
    m_problemIsPast = false;
    m_refusal.reset();
    m_operation.invoke(m_stage, action, input);
}

void StageMover::cancel()
{
    m_following = {};
    m_operation.withdraw();
    Q_EMIT changed();
}

void StageMover::forgetFollowing()
{
    m_following = {};
    m_problemIsPast = m_problemIsPast || m_refusal;
    Q_EMIT changed();
}

void StageMover::end(const Outcome &outcome)
{
    const StageSteps following = std::exchange(m_following, {});
    m_problem = problemOf(outcome);
    if (outcome.error && outcome.error->busy()) {
        m_refusal = outcome.error->busy()->status();
        notice(m_session.lockStatus()); // it may have changed before this was heard of
    }
    if (outcome.isDone() && !following.isNull())
        start(QStringLiteral("move_relative"), toInput(following));
}

void StageMover::notice(const LockStatus &status)
{
    if (!m_refusal || m_problemIsPast || status.version < m_refusal->version)
        return;
    const auto holder = [](const LockStatus &of) { return of.owner ? of.owner->holderId : 0; };
    if (holder(status) == holder(*m_refusal) && status.mode.mode == m_refusal->mode.mode)
        return;
    m_problemIsPast = true;
    Q_EMIT changed();
}

} // namespace Holdfast
