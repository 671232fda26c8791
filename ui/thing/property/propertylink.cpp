// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/thing/property/propertylink.h"

#include "core/thing/validation/validation.h"
#include "ui/base/text/errortext.h"
#include "ui/thing/property/valuetext.h"

#include <utility>

namespace Holdfast {

PropertyLink::PropertyLink(const OperatorAccess &access, const QString &thing,
                           const PropertyAffordance &property, QObject *parent)
    : QObject(parent)
    , m_session(access.session)
    , m_thing(thing)
    , m_property(property)
    , m_writing(access)
{
    connect(&m_writing, &Operation::ended, this, &PropertyLink::end);
    connect(&m_writing, &Operation::changed, this, &PropertyLink::changed);
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
        .then(this, [this, heard = m_heard](const Result<Payload> &value) {
            --m_reading;
            if (value) {
                m_readProblem.clear();
                // A value that was reported meanwhile is newer than an answer that was slow.
                if (heard == m_heard || !m_value)
                    take(*value);
                if (m_reading == 0 && !m_writing.isUnderWay())
                    compare();
            } else {
                m_readProblem = ErrorText::reason(value.error());
                m_asked.reset();
            }
            Q_EMIT changed();
        });
    Q_EMIT changed();
}

void PropertyLink::take(const Payload &value)
{
    m_value = value;
    Q_EMIT valueChanged();
}

void PropertyLink::write(const Json &value)
{
    if (m_writing.isUnderWay()) {
        m_next = value;
        return;
    }
    forgetOutcome();
    m_asked = validate(m_property.schema, value).value;
    m_writing.write(m_thing, m_property.name, value);
}

void PropertyLink::reset()
{
    if (m_writing.isUnderWay())
        return;
    forgetOutcome();
    m_asked = m_property.resetValue;
    m_writing.reset(m_thing, m_property.name);
}

void PropertyLink::forgetOutcome()
{
    m_problem.clear();
    m_remark.clear();
    m_changedBy.reset();
}

void PropertyLink::cancel()
{
    m_next.reset();
    m_writing.withdraw();
}

void PropertyLink::end(const Outcome &outcome)
{
    const auto next = std::exchange(m_next, {});
    if (outcome.isDone()) {
        read(); // the value that the instrument really took
    } else {
        m_asked.reset();
        if (outcome.kind == Outcome::Kind::Refused || outcome.kind == Outcome::Kind::Failed)
            m_problem = tr("Not set. %1").arg(outcome.reason());
    }
    Q_EMIT written(outcome.isDone());
    if (outcome.isDone() && next)
        write(*next);
}

void PropertyLink::compare()
{
    if (!m_asked || !m_value)
        return;
    if (!ValueText::isSame(*m_asked, m_value->json)) {
        m_remark = tr("%1 was requested; the instrument took %2.")
                       .arg(ValueText::brief(m_property.schema, *m_asked),
                            ValueText::brief(m_property.schema, m_value->json));
    }
    m_asked.reset();
}

void PropertyLink::hear(const Json &value, const Principal &by)
{
    ++m_heard;
    m_readProblem.clear();
    const bool isNew = !m_value || m_value->json != value;
    if (isNew && m_value && by.kind == Principal::Kind::Client) {
        m_changedBy = by;
        m_remark.clear(); // it is about an earlier value
        m_moment.start();
    }
    take({value, {}});
    if (m_property.schema.isBlob)
        read(); // only an answer carries the data
    Q_EMIT changed();
}

} // namespace Holdfast
