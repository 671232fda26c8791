// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/camera/camerasetting.h"

#include "core/session/stationmonitor.h"
#include "ui/base/number/durationbox.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/thing/editor/valueeditor.h"
#include "ui/thing/property/changemark.h"
#include "ui/thing/property/propertylink.h"
#include "ui/thing/property/valuetext.h"
#include "ui/thing/thingrule.h"

#include <QHBoxLayout>
#include <QShowEvent>

#include <cmath>

namespace Holdfast {

namespace {

NumberBox *boxFor(const PropertyAffordance &property, QWidget *parent)
{
    const bool isTime = property.schema.unit == Unit::Microsecond;
    NumberBox *box = isTime ? new DurationBox(parent) : new NumberBox(parent);
    if (property.schema.type == DataSchema::Type::Integer)
        box->setWhole();
    if (isTime)
        return box;
    constexpr int digits = 4;
    box->setShownDigits(digits);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    const QString unit = property.schema.unitSymbol();
    box->setSuffix(u' ' + (unit.isEmpty() ? QStringLiteral("\u00d7") : unit)); // a factor
    return box;
}

//! Returns the part of the range of \a schema that the box can hold.
std::pair<double, double> rangeOf(const DataSchema &schema)
{
    constexpr double far = 1e12;
    return {schema.minimum.value_or(schema.exclusiveMinimum.value_or(0)),
            schema.maximum.value_or(schema.exclusiveMaximum.value_or(far))};
}

} // namespace

CameraSetting::CameraSetting(const OperatorAccess &access, const PropertyAffordance &property,
                             const Name &name, QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_name(name)
    , m_link(new PropertyLink(access, QStringLiteral("camera"), property, this))
    , m_mark(new ChangeMark(name.id + QStringLiteral("Mark"), this))
{
    setObjectName(name.id + QStringLiteral("Setting"));
    createBox(property);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(new PlainLabel(name.label, m_box, this), 1);
    layout->addWidget(m_box, 1); // as wide as the one of the next setting
    layout->addWidget(m_mark);
    m_mark->showIconOnly(); // text() names the other party: no name makes the row longer
    connect(m_link, &PropertyLink::valueChanged, this, &CameraSetting::showValue);
    connect(m_link, &PropertyLink::changed, this, &CameraSetting::follow);
    listen(access.monitor);
    refreshPermission();
}

void CameraSetting::createBox(const PropertyAffordance &property)
{
    m_box = boxFor(property, this);
    m_box->setObjectName(m_name.id);
    m_box->setAccessibleName(m_name.text);
    const auto [low, high] = rangeOf(property.schema);
    m_box->setRange(low, high);
    m_box->setFixedWidth(m_box->fontMetrics().averageCharWidth() * 12);
    m_box->setEnabled(false); // until the value is known
    connect(m_box, &NumberBox::valueChanged, this, &CameraSetting::commit);
    connect(m_box, &NumberBox::editingFinished, this, [this] {
        if (m_box->problem().isEmpty())
            m_box->edit()->setModified(false);
        follow();
    });
    connect(m_box->edit(), &QLineEdit::returnPressed, this, [this] {
        if (m_box->problem().isEmpty())
            Q_EMIT entered();
    });
    connect(m_box->edit(), &QLineEdit::textEdited, this, &CameraSetting::changed);
}

void CameraSetting::listen(const StationMonitor *monitor)
{
    connect(monitor, &StationMonitor::propertyChanged, this,
            [this](const QString &thing, const QString &property, const Json &value,
                   const Principal &by) {
                if (thing == m_link->thing() && property == m_link->property().name)
                    m_link->hear(value, by);
            });
}

void CameraSetting::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        m_link->read();
}

void CameraSetting::refreshPermission()
{
    Permission may = ThingRule::mayWrite(m_session, m_link->property());
    if (may.allowed && !m_link->value()) {
        may = Permission::no(m_link->readProblem().isEmpty()
                                 ? tr("The setting is being read.")
                                 : tr("The setting cannot be read: %1").arg(m_link->readProblem()));
    }
    m_box->setEnabled(may.allowed);
    QStringList help;
    for (const QString &line : {m_link->property().description, limitsOf(m_link->property().schema),
                                tr("Return sets the value; so do the arrow keys up and down."),
                                may.allowed ? QString() : tr("Not now: %1").arg(may.reason)}) {
        if (!line.isEmpty())
            help << line;
    }
    m_box->setToolTip(plainToolTip(help.join(u'\n')));
}

bool CameraSetting::isWaiting() const
{
    return m_link->writing().isWaiting();
}

void CameraSetting::cancel()
{
    m_link->cancel();
}

void CameraSetting::commit()
{
    m_box->edit()->setModified(false);
    if (m_link->property().schema.type == DataSchema::Type::Integer)
        m_link->write(qint64(std::llround(m_box->value())));
    else
        m_link->write(m_box->value());
}

bool CameraSetting::isBeingEntered() const
{
    return m_box->edit()->isModified() && (m_box->hasFocus() || !m_box->problem().isEmpty());
}

void CameraSetting::showValue()
{
    // While the property is being set, the requested value stays until the outcome is known.
    const bool isBeingSet = m_link->writing().isUnderWay();
    const auto &value = m_link->value();
    if (!value || !value->json.is_number() || isBeingEntered() || isBeingSet)
        return;
    m_box->showNumber(value->json.get<double>());
}

void CameraSetting::follow()
{
    showValue();
    m_mark->setChangedBy(m_link->changedBy());
    refreshPermission();
    Q_EMIT changed();
}

QString CameraSetting::text() const
{
    QStringList lines;
    const Operation &writing = m_link->writing();
    if (writing.isUnderWay()) {
        lines << (writing.isWaiting() ? writing.waitingText() : tr("Setting \u2026"));
    } else {
        if (m_link->changedBy())
            lines << tr("Changed by %1.").arg(m_link->changedBy()->name);
        if (!m_link->readProblem().isEmpty())
            lines << tr("The value cannot be read. %1").arg(m_link->readProblem());
        if (isBeingEntered() && !m_box->problem().isEmpty())
            lines << m_box->problem();
        if (isBeingEntered() && m_link->value())
            lines << tr("Not set yet. The value is %1.")
                         .arg(ValueText::brief(m_link->property().schema, m_link->value()->json));
        for (const QString &line : {m_link->problem(), m_link->remark()}) {
            if (!line.isEmpty())
                lines << line;
        }
    }
    return lines.isEmpty() ? QString()
                           : QStringLiteral("%1: %2").arg(m_name.text, lines.join(u' '));
}

} // namespace Holdfast
