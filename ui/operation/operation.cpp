// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/operation/operation.h"

#include "core/session/stationmonitor.h"
#include "ui/operation/operationtext.h"

namespace Holdfast {

QString Outcome::reason() const
{
    return error ? OperationText::refusal(*error) : QString();
}

Operation::Operation(const OperatorAccess &access, QObject *parent)
    : QObject(parent)
    , m_access(access)
{
}

Operation::~Operation() = default;

void Operation::invoke(const QString &thing, const QString &action, const Json &input, Wait wait)
{
    const int run = begin(thing, action, true);
    const auto begun = m_access.session.invoke(thing, action, input, Session::LockWait(wait));
    if (!begun) {
        end(failure(begun.error(), false));
        return;
    }
    m_invocation = *begun;
    listen();
    // Unlike the monitor, this reports the end also when the record is no longer kept by then.
    m_access.session.ended(begun->id).then(this,
                                           [this, run](const Result<InvocationRecord> &ended) {
                                               if (run == m_run)
                                                   endInvocation(ended);
                                           });
    if (run == m_run && isUnderWay())
        follow(*begun);
}

void Operation::write(const QString &thing, const QString &property, const Json &value, Wait wait)
{
    const int run = begin(thing, property, usesLock(thing, property));
    follow(m_access.session.write(thing, property, value, Session::LockWait(wait)), run);
}

void Operation::reset(const QString &thing, const QString &property, Wait wait)
{
    const int run = begin(thing, property, usesLock(thing, property));
    follow(m_access.session.reset(thing, property, Session::LockWait(wait)), run);
}

int Operation::begin(const QString &thing, const QString &affordance, bool usesLock)
{
    m_name = thing + u'.' + affordance;
    m_usesLock = usesLock;
    m_phase = Phase::Running;
    m_isWithdrawn = false;
    m_waitingFor.clear();
    m_invocation.reset();
    m_write.reset();
    return ++m_run;
}

void Operation::listen()
{
    m_listener = std::make_unique<QObject>();
    connect(m_access.monitor, &StationMonitor::invocationChanged, m_listener.get(),
            [this](const InvocationRecord &invocation) { follow(invocation); });
    connect(m_access.monitor, &StationMonitor::lockChanged, m_listener.get(),
            [this](const LockStatus &status) { hear(status); });
}

void Operation::follow(const Reply<WriteReceipt> &reply, int run)
{
    m_write = reply;
    listen();
    hear(m_access.session.lockStatus());
    Reply<WriteReceipt>(reply).then(this, [this, run](const Result<WriteReceipt> &done) {
        if (run == m_run)
            endWrite(done);
    });
}

void Operation::follow(const InvocationRecord &invocation)
{
    if (!m_invocation || invocation.id != m_invocation->id || invocation.isFinished())
        return;
    m_invocation = invocation;
    m_phase = invocation.queuePosition > 0 ? Phase::Waiting : Phase::Running;
    if (m_phase == Phase::Waiting)
        setWaitingFor(OperationText::waitingFor(m_access.session.lockStatus(), m_name));
    else
        m_waitingFor.clear();
    Q_EMIT changed();
}

void Operation::hear(const LockStatus &status)
{
    const QString waitingFor = m_usesLock ? OperationText::waitingFor(status, m_name) : QString();
    if (m_write) {
        // No record has the place of a write in the queue.
        m_phase = waitingFor.isEmpty() ? Phase::Running : Phase::Waiting;
        m_waitingFor = waitingFor;
        Q_EMIT changed();
    } else if (isWaiting() && setWaitingFor(waitingFor)) {
        Q_EMIT changed();
    }
}

bool Operation::setWaitingFor(const QString &waitingFor)
{
    // Between two owners, the one before is still the best answer.
    if (waitingFor.isEmpty() || waitingFor == m_waitingFor)
        return false;
    m_waitingFor = waitingFor;
    return true;
}

Result<void> Operation::renew(const Json &input)
{
    if (!isUnderWay() || !m_invocation)
        return Error::notFound(QStringLiteral("Nothing is under way."));
    return m_access.session.renew(m_invocation->id, input);
}

void Operation::withdraw()
{
    if (!isUnderWay())
        return;
    if (m_write) {
        m_isWithdrawn = true;
        m_write->withdraw();
    } else if (m_invocation && m_access.session.cancel(m_invocation->id)) {
        m_isWithdrawn = true; // one that has just ended by itself was not
    }
}

void Operation::endInvocation(const Result<InvocationRecord> &ended)
{
    if (!ended) {
        end(failure(ended.error(), true));
        return;
    }
    m_invocation = *ended;
    const bool hasBegun = ended->started.isValid();
    switch (ended->state) {
    case InvocationState::Completed:
        end({Outcome::Kind::Done, hasBegun, {}});
        break;
    case InvocationState::Cancelled:
        end({m_isWithdrawn ? Outcome::Kind::Withdrawn : Outcome::Kind::Cancelled, hasBegun,
             ended->error});
        break;
    default:
        end(failure(ended->error.value_or(Error()), hasBegun));
    }
}

void Operation::endWrite(const Result<WriteReceipt> &done)
{
    end(done ? Outcome {Outcome::Kind::Done, true, {}} : failure(done.error(), false));
}

void Operation::end(const Outcome &outcome)
{
    m_listener.reset();
    m_write.reset();
    m_phase = Phase::Idle;
    m_waitingFor.clear();
    Q_EMIT ended(outcome);
    Q_EMIT changed();
}

bool Operation::usesLock(const QString &thing, const QString &property) const
{
    const Affordances *offered = m_access.session.affordances(thing);
    const PropertyAffordance *found = offered ? offered->property(property) : nullptr;
    return found && found->usesGlobalLock;
}

Outcome Operation::failure(const Error &error, bool hasBegun) const
{
    Outcome outcome {Outcome::Kind::Failed, hasBegun, error};
    if (error.kind() == Error::Kind::Cancelled)
        outcome.kind = m_isWithdrawn ? Outcome::Kind::Withdrawn : Outcome::Kind::Cancelled;
    else if (error.busy() && !hasBegun)
        outcome.kind = Outcome::Kind::Refused;
    return outcome;
}

QString Operation::waitingText() const
{
    if (!isWaiting())
        return {};
    return m_waitingFor.isEmpty() ? tr("Waiting for the lock \u2026")
                                  : tr("Waiting for %1 \u2026").arg(m_waitingFor);
}

} // namespace Holdfast
