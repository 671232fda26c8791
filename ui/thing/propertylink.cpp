// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/propertylink.h"

#include "core/thing/validation.h"
#include "ui/base/text/errortext.h"
#include "ui/operation/operation.h"
#include "ui/operation/operationtext.h"
#include "ui/thing/valuetext.h"

#include <utility>

namespace Holdfast {

PropertyLink::PropertyLink(const Session &session, const QString &thing,
                           const PropertyAffordance &property, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_thing(thing)
    , m_property(property)
{
    m_moment.setSingleShot(true);
    m_moment.setInterval(moment);
    connect(&m_moment, &QTimer::timeout, this, [this] {
        m_changedBy.reset();
        Q_EMIT changed();
    });
}

void PropertyLink::read()
{
    ++m_reading;
    m_session.read(m_thing, m_property.name)
        .then(this, [this, heard = m_heard](const Result<Output> &value) {
            --m_reading;
            if (value) {
                m_readProblem.clear();
                // What was told meanwhile is newer than an answer that took its time.
                if (heard == m_heard || !m_value)
                    take(*value);
                if (m_reading == 0 && m_writing == Writing::Idle)
                    compare();
            } else {
                m_readProblem = ErrorText::reason(value.error());
                m_asked.reset();
            }
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

void PropertyLink::take(const Output &value)
{
    m_value = value;
    Q_EMIT valueChanged();
}

void PropertyLink::write(const Json &value)
{
    if (m_writing != Writing::Idle) {
        m_next = value;
        return;
    }
    m_asked = validate(m_property.schema, value).value;
    start(
        m_session.write(m_thing, m_property.name, value, Session::LockWait(Operation::clickWait)));
}

void PropertyLink::reset()
{
    if (m_writing != Writing::Idle)
        return;
    m_asked = m_property.resetValue;
    start(m_session.reset(m_thing, m_property.name, Session::LockWait(Operation::clickWait)));
}

void PropertyLink::start(const Reply<WriteReceipt> &reply)
{
    m_problem.clear();
    m_remark.clear();
    m_waitingFor.clear();
    m_changedBy.reset();
    m_writing = Writing::UnderWay;
    m_reply = reply;
    hear(m_session.lockStatus());
    Reply<WriteReceipt>(reply).then(this,
                                    [this](const Result<WriteReceipt> &done) { finish(done); });
}

void PropertyLink::cancel()
{
    m_next.reset();
    if (m_reply)
        m_reply->withdraw();
}

void PropertyLink::finish(const Result<WriteReceipt> &done)
{
    m_reply.reset();
    m_writing = Writing::Idle;
    m_waitingFor.clear();
    const auto next = std::exchange(m_next, {});
    if (done) {
        read(); // what the instrument really took
    } else {
        m_asked.reset();
        if (done.error().kind() != Error::Kind::Cancelled)
            m_problem = tr("Not set. %1").arg(OperationText::refusal(done.error()));
    }
    Q_EMIT written(bool(done));
    Q_EMIT changed();
    if (done && next)
        write(*next);
}

void PropertyLink::compare()
{
    if (!m_asked || !m_value)
        return;
    if (!ValueText::isSame(*m_asked, m_value->json)) {
        m_remark = tr("Asked for %1, the instrument took %2.")
                       .arg(ValueText::brief(m_property.schema, *m_asked),
                            ValueText::brief(m_property.schema, m_value->json));
    }
    m_asked.reset();
}

void PropertyLink::hear(const Json &value, const HolderLabel &by)
{
    ++m_heard;
    m_readProblem.clear();
    const bool isNew = !m_value || m_value->json != value;
    if (isNew && m_value && by.kind == HolderLabel::Kind::Client) {
        m_changedBy = by;
        m_remark.clear(); // it is about an earlier value
        m_moment.start();
    }
    take({value, {}});
    if (m_property.schema.isBlob)
        read(); // only an answer carries the data
    Q_EMIT changed();
}

void PropertyLink::hear(const LockStatus &status)
{
    if (m_writing == Writing::Idle)
        return;
    m_waitingFor = m_property.usesGlobalLock
                       ? OperationText::waitingFor(status, m_thing + u'.' + m_property.name)
                       : QString();
    m_writing = m_waitingFor.isEmpty() ? Writing::UnderWay : Writing::Waiting;
    Q_EMIT changed();
}

} // namespace Holdfast
