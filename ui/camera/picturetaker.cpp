// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picturetaker.h"

#include "core/session/stationmonitor.h"
#include "ui/camera/camerarule.h"
#include "ui/operation/operation.h"
#include "ui/operation/operationtext.h"

namespace Holdfast {

PictureTaker::PictureTaker(const Session &session, const StationMonitor *monitor, QObject *parent)
    : QObject(parent)
    , m_session(session)
{
    connect(monitor, &StationMonitor::invocationChanged, this, &PictureTaker::follow);
    connect(monitor, &StationMonitor::lockChanged, this, &PictureTaker::hear);
}

void PictureTaker::take(const QString &format, std::chrono::milliseconds lockWait)
{
    if (m_phase != Phase::Idle)
        return;
    m_isCancelledHere = false;
    m_phase = Phase::Taking;
    const auto invocation =
        m_session.invoke(CameraRule::thing(), QStringLiteral("capture"),
                         CameraRule::captureInput(m_session, format), Session::LockWait(lockWait));
    if (!invocation) {
        fail(invocation.error(), false);
        return;
    }
    m_invocation = invocation->id;
    follow(*invocation);
    m_session.ended(m_invocation).then(this, [this](const Result<InvocationRecord> &ended) {
        end(ended);
    });
}

void PictureTaker::cancel()
{
    // One that has just ended by itself needs no cancelling.
    if (!m_invocation.isNull())
        m_isCancelledHere = bool(m_session.cancel(m_invocation));
}

void PictureTaker::follow(const InvocationRecord &invocation)
{
    if (invocation.id != m_invocation || invocation.isFinished())
        return;
    m_phase = invocation.queuePosition > 0 ? Phase::Waiting : Phase::Taking;
    hear(m_session.lockStatus());
    Q_EMIT changed();
}

void PictureTaker::hear(const LockStatus &status)
{
    const QString waitingFor =
        m_phase == Phase::Waiting
            ? OperationText::waitingFor(status, CameraRule::thing() + QStringLiteral(".capture"))
            : QString();
    if (waitingFor == m_waitingFor)
        return;
    m_waitingFor = waitingFor;
    Q_EMIT changed();
}

void PictureTaker::end(const Result<InvocationRecord> &ended)
{
    m_invocation = {};
    if (!ended) {
        fail(ended.error(), true);
    } else if (ended->state == InvocationState::Completed) {
        fetch(*ended);
    } else if (m_isCancelledHere) {
        fail(tr("Cancelled: no picture was taken."), Failure::Cancelled);
    } else if (ended->error) {
        fail(*ended->error, ended->started.isValid());
    } else {
        fail(tr("It was cancelled: no picture was taken."), Failure::Cancelled);
    }
}

void PictureTaker::fetch(const InvocationRecord &invocation)
{
    if (!invocation.output || invocation.output->blobs.isEmpty()) {
        fail(tr("The camera gave no picture."), Failure::Failed);
        return;
    }
    const Blob blob = invocation.output->blobs.first();
    m_session.bytes(blob, 0, blob.size())
        .then(this, [this, blob, when = invocation.completed](const Result<QByteArray> &bytes) {
            if (!bytes) {
                fail(bytes.error(), true);
                return;
            }
            m_phase = Phase::Idle;
            hear(m_session.lockStatus());
            Q_EMIT taken({*bytes, blob.mediaType(), when});
            Q_EMIT changed();
        });
}

void PictureTaker::fail(const Error &error, bool hasBegun)
{
    Failure failure = Failure::Failed;
    if (error.busy() && !hasBegun)
        failure = Failure::Busy;
    else if (error.kind() == Error::Kind::Cancelled)
        failure = Failure::Cancelled;
    const QString words = hasBegun && failure == Failure::Failed ? tr("The camera failed. %1")
                                                                 : tr("No picture was taken. %1");
    fail(words.arg(OperationText::refusal(error)), failure);
}

void PictureTaker::fail(const QString &problem, Failure failure)
{
    m_phase = Phase::Idle;
    m_waitingFor.clear();
    Q_EMIT failed(problem, failure);
    Q_EMIT changed();
}

} // namespace Holdfast
