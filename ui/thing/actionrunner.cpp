// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/actionrunner.h"

#include "ui/operation/operation.h"
#include "ui/operation/operationtext.h"

namespace Holdfast {

ActionRunner::ActionRunner(const Session &session, const QString &thing,
                           const ActionAffordance &action, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_thing(thing)
    , m_action(action)
{
}

void ActionRunner::run(const Json &input)
{
    if (m_phase != Phase::Idle)
        return;
    m_problem.clear();
    m_isCancelled = false;
    m_invocation.reset();
    const auto invocation =
        m_session.invoke(m_thing, m_action.name, input, Session::LockWait(Operation::clickWait));
    if (invocation) {
        m_invocation = *invocation;
        hear(*invocation);
    } else {
        m_problem = tr("Not run. %1").arg(OperationText::refusal(invocation.error()));
        Q_EMIT changed();
    }
}

void ActionRunner::cancel()
{
    // One that has just ended by itself needs no cancelling.
    if (m_phase != Phase::Idle && m_invocation)
        m_isCancelled = bool(m_session.cancel(m_invocation->id));
}

void ActionRunner::hear(const InvocationRecord &invocation)
{
    if (!m_invocation || invocation.id != m_invocation->id)
        return;
    m_invocation = invocation;
    if (invocation.isFinished()) {
        end();
    } else if (invocation.queuePosition > 0) {
        m_phase = Phase::Waiting;
        m_waitingFor = OperationText::waitingFor(m_session.lockStatus(), invocation.operation());
    } else {
        m_phase = Phase::Running;
        m_waitingFor.clear();
    }
    Q_EMIT changed();
}

void ActionRunner::hear(const LockStatus &status)
{
    if (m_phase != Phase::Waiting)
        return;
    m_waitingFor = OperationText::waitingFor(status, m_invocation->operation());
    Q_EMIT changed();
}

void ActionRunner::refresh()
{
    if (m_phase == Phase::Idle || !m_invocation)
        return;
    if (const auto now = m_session.invocation(m_invocation->id)) {
        hear(*now);
        return;
    }
    // It ended so long ago that nobody knows how.
    m_invocation.reset();
    m_phase = Phase::Idle;
    m_waitingFor.clear();
    Q_EMIT changed();
}

void ActionRunner::end()
{
    m_phase = Phase::Idle;
    m_waitingFor.clear();
    const QString reason =
        m_invocation->error ? OperationText::refusal(*m_invocation->error) : QString();
    const bool hasBegun = m_invocation->started.isValid();
    switch (m_invocation->state) {
    case InvocationState::Cancelled:
        if (m_isCancelled)
            m_problem = tr("Cancelled.");
        else
            m_problem = hasBegun ? tr("It was stopped before its end. %1").arg(reason)
                                 : tr("It was cancelled before it began. %1").arg(reason);
        break;
    case InvocationState::Error:
        m_problem = hasBegun ? tr("It failed. %1").arg(reason) : tr("Not run. %1").arg(reason);
        break;
    default:
        m_problem.clear();
    }
}

} // namespace Holdfast
