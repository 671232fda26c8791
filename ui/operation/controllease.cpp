// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/operation/controllease.h"

#include "core/session/stationmonitor.h"
#include "ui/operation/operationtext.h"

#include <tuple>

namespace Holdfast {

ControlLease::ControlLease(const OperatorAccess &access, QObject *parent)
    : QObject(parent)
    , m_access(access)
    , m_told(phase())
{
    connect(access.monitor, &StationMonitor::lockChanged, this, &ControlLease::hear);
}

ControlLease::~ControlLease()
{
    if (m_asked)
        m_asked->withdraw();
    std::ignore = m_access.session.lock().giveControlBack();
}

ControlLease::Phase ControlLease::phase() const
{
    if (m_asked)
        return Phase::Waiting;
    return m_access.session.lock().hasControl() ? Phase::Held : Phase::None;
}

void ControlLease::take()
{
    if (m_asked)
        return;
    m_isUnwanted = false;
    Reply<void> reply = m_access.session.lock().takeControl();
    m_asked = reply;
    m_waitingFor = OperationText::waitingFor(m_access.session.lockStatus(), {});
    tell();
    reply.then(this, [this](const Result<void> &taken) { finish(taken); });
}

void ControlLease::letGo()
{
    if (m_asked) {
        m_isUnwanted = true;
        m_asked->withdraw();
        return;
    }
    // Where another caller has ended the lease just now, nothing is left to give back.
    std::ignore = m_access.session.lock().giveControlBack();
    tell();
}

void ControlLease::finish(const Result<void> &taken)
{
    m_asked.reset();
    m_waitingFor.clear();
    if (m_isUnwanted)
        std::ignore = m_access.session.lock().giveControlBack();
    else if (!taken)
        Q_EMIT refused(taken.error().message());
    tell();
}

void ControlLease::hear(const LockStatus &status)
{
    const QString waitingFor = m_asked ? OperationText::waitingFor(status, {}) : QString();
    if (waitingFor == m_waitingFor && phase() == m_told)
        return;
    m_waitingFor = waitingFor;
    tell();
}

void ControlLease::tell()
{
    m_told = phase();
    Q_EMIT changed();
}

} // namespace Holdfast
