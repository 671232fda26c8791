// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagemover.h"

#include "core/session/stationmonitor.h"

#include <algorithm>

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

bool isRefusedByLease(const Error &error)
{
    const GlobalLockBusyError *busy = error.busy();
    return busy && busy->reason() == GlobalLockBusyError::Reason::Busy && busy->status().owner
           && busy->status().owner->lease
           && busy->status().owner->label.kind != HolderLabel::Kind::Operator;
}

} // namespace

StageMover::StageMover(const Session &session, const StationMonitor *monitor, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(monitor, &StationMonitor::invocationChanged, this, &StageMover::follow);
    connect(monitor, &StationMonitor::invocationRemoved, this, &StageMover::forget);
    connect(monitor, &StationMonitor::stopped, this, &StageMover::forgetFollowing);
    connect(monitor, &StationMonitor::lockChanged, this, [this](const LockStatus &status) {
        notice(status);
        if (m_phase == Phase::Waiting)
            showWaiting(status);
    });
}

void StageMover::jog(const StageSteps &steps)
{
    if (m_current.isNull()) {
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
    if (m_current.isNull())
        start(action, input);
}

void StageMover::start(const QString &action, const Json &input)
{
    setProblem({});
    m_cancelledHere = false;
    const auto invocation =
        m_session.invoke(QStringLiteral("stage"), action, input, Session::LockWait(lockWait));
    if (invocation) {
        m_current = invocation->id;
        follow(*invocation);
    } else {
        m_following = {};
        m_phase = Phase::Idle;
        setProblem(tr("Not moved. %1").arg(invocation.error().message()), invocation.error());
        Q_EMIT changed();
    }
}

void StageMover::cancel()
{
    m_following = {};
    if (!m_current.isNull()) {
        // One that has just ended by itself needs no cancelling.
        m_cancelledHere = bool(m_session.cancel(m_current));
    }
    Q_EMIT changed();
}

void StageMover::forgetFollowing()
{
    m_following = {};
    m_problemIsPast = m_problemIsPast || m_refusal;
    Q_EMIT changed();
}

void StageMover::follow(const InvocationRecord &invocation)
{
    if (invocation.id != m_current)
        return;
    if (invocation.isFinished()) {
        end(invocation);
    } else if (invocation.queuePosition > 0) {
        m_phase = Phase::Waiting;
        showWaiting(m_session.lockStatus());
    } else {
        m_phase = Phase::Moving;
        m_waitingFor.clear();
        Q_EMIT changed();
    }
}

void StageMover::forget(const QUuid &id)
{
    if (id != m_current)
        return;
    // It ended so long ago that nobody knows how: this window was asleep.
    m_current = {};
    m_following = {};
    m_phase = Phase::Idle;
    m_waitingFor.clear();
    Q_EMIT changed();
}

void StageMover::end(const InvocationRecord &invocation)
{
    m_current = {};
    m_phase = Phase::Idle;
    m_waitingFor.clear();
    const StageSteps following = std::exchange(m_following, {});
    setProblem(problemOf(invocation), invocation.error);
    if (invocation.state == InvocationState::Completed && !following.isNull())
        start(QStringLiteral("move_relative"), toInput(following));
    else
        Q_EMIT changed();
}

QString StageMover::problemOf(const InvocationRecord &invocation) const
{
    if (invocation.state == InvocationState::Completed)
        return {};
    if (invocation.state == InvocationState::Cancelled) {
        if (m_cancelledHere)
            return {};
        if (invocation.error && invocation.error->broken())
            return tr("The move was broken off. %1").arg(invocation.error->message());
        return invocation.started.isValid() ? tr("The move was stopped before its end.")
                                            : tr("The move was cancelled before it began.");
    }
    QString reason = invocation.error ? invocation.error->message() : QString();
    if (invocation.error && isRefusedByLease(*invocation.error))
        reason += u' ' + tr("Take control: the lease gives way to that.");
    return (invocation.started.isValid() ? tr("The move failed. %1") : tr("Not moved. %1"))
        .arg(reason);
}

void StageMover::setProblem(const QString &problem, const std::optional<Error> &error)
{
    m_problem = problem;
    m_problemIsPast = false;
    m_refusal.reset();
    if (!error || !error->busy())
        return;
    m_refusal = error->busy()->status();
    notice(m_session.lockStatus()); // it may have changed before this was heard of
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

void StageMover::showWaiting(const LockStatus &status)
{
    if (status.owner) {
        const QString what =
            status.owner->operation.isEmpty() ? tr("a lease that rests") : status.owner->operation;
        m_waitingFor = QStringLiteral("%1: %2").arg(status.owner->label.toString(), what);
    }
    Q_EMIT changed();
}

} // namespace Holdfast
