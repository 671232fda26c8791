// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/picture/picturetaker.h"

#include "ui/camera/camerarule.h"

namespace Holdfast {

PictureTaker::PictureTaker(const OperatorAccess &access, QObject *parent)
    : QObject(parent)
    , m_session(access.session)
    , m_operation(access)
{
    connect(&m_operation, &Operation::ended, this, &PictureTaker::end);
    connect(&m_operation, &Operation::changed, this, &PictureTaker::changed);
}

void PictureTaker::take(const QString &format, std::chrono::milliseconds lockWait)
{
    if (!isBusy())
        m_operation.invoke(CameraRule::thing(), QStringLiteral("capture"),
                           CameraRule::captureInput(m_session, format), lockWait);
}

void PictureTaker::cancel()
{
    m_operation.withdraw();
}

void PictureTaker::end(const Outcome &outcome)
{
    if (outcome.isDone())
        fetch();
    else
        fail(outcome);
}

void PictureTaker::fetch()
{
    const auto &invocation = m_operation.invocation();
    if (!invocation->output || invocation->output->blobs.isEmpty()) {
        Q_EMIT failed(tr("The camera gave no picture."), Outcome::Kind::Failed);
        return;
    }
    m_isFetching = true;
    const Blob blob = invocation->output->blobs.first();
    m_session.bytes(blob, 0, blob.size())
        .then(this, [this, blob, when = invocation->completed](const Result<QByteArray> &bytes) {
            m_isFetching = false;
            if (bytes)
                Q_EMIT taken({*bytes, blob.mediaType(), when});
            else
                fail({Outcome::Kind::Failed, true, bytes.error()});
            Q_EMIT changed();
        });
}

void PictureTaker::fail(const Outcome &outcome)
{
    QString problem;
    if (outcome.kind == Outcome::Kind::Withdrawn)
        problem = tr("Cancelled: no picture was taken.");
    else if (!outcome.error)
        problem = tr("The capture was cancelled: no picture was taken.");
    else if (outcome.kind == Outcome::Kind::Failed && outcome.hasBegun)
        problem = tr("The camera failed. %1").arg(outcome.reason());
    else
        problem = tr("No picture was taken. %1").arg(outcome.reason());
    Q_EMIT failed(problem, outcome.kind);
}

} // namespace Holdfast
