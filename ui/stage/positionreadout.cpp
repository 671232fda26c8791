// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/positionreadout.h"

#include "core/session/stationmonitor.h"
#include "ui/base/length/lengthscale.h"
#include "ui/base/text/plainlabel.h"

#include <QFontDatabase>
#include <QGridLayout>

#include <cmath>
#include <utility>

namespace Holdfast {

PositionReadout::PositionReadout(const StageAccess &access, const LengthScale *lengths,
                                 QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_stage(access.stage)
    , m_lengths(lengths)
    , m_unit(new PlainLabel(this))
{
    setObjectName(QStringLiteral("positionReadout"));
    setAccessibleName(tr("Position of the stage"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins({});
    QFont large = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    large.setPointSizeF(font().pointSizeF() * 1.15);
    for (const Axis axis : allAxes) {
        const int column = static_cast<int>(axis);
        const QString name = toString(axis);
        auto *value = new PlainLabel(QStringLiteral("\u2013"), this);
        value->setObjectName(QStringLiteral("position_") + name);
        value->setAlignment(Qt::AlignLeft);
        value->setFont(large);
        value->setTextInteractionFlags(Qt::TextSelectableByMouse);
        auto *caption = new PlainLabel(name, this);
        layout->addWidget(caption, 0, 2 * column);
        layout->addWidget(value, 0, 2 * column + 1);
        layout->setColumnStretch(2 * column + 1, 1);
        m_values[static_cast<std::size_t>(axis)] = value;
    }
    m_unit->setObjectName(QStringLiteral("positionUnit"));
    layout->addWidget(m_unit, 0, 2 * int(allAxes.size()));
    connect(lengths, &LengthScale::changed, this, &PositionReadout::refresh);
    refresh();

    connect(access.monitor, &StationMonitor::propertyChanged, this,
            [this](const QString &thing, const QString &property, const Json &value) {
                if (thing == m_stage && property == u"position")
                    showPosition(value);
            });
    // Another owner may have moved the stage: when it is ours again, the position is read.
    connect(access.monitor, &StationMonitor::lockChanged, this, [this](const LockStatus &status) {
        const bool isElsewhere =
            status.owner && status.owner->principal.kind != Principal::Kind::Operator;
        if (std::exchange(m_wasElsewhere, isElsewhere) && !isElsewhere)
            read();
    });
    read();
}

void PositionReadout::read()
{
    m_session.read(m_stage, QStringLiteral("position"))
        .then(this, [this](const Result<Payload> &position) {
            if (position)
                showPosition(position->json);
        });
}

void PositionReadout::showPosition(const Json &position)
{
    if (!position.is_object())
        return;
    StageSteps shown = m_position.value_or(StageSteps());
    for (const Axis axis : allAxes) {
        const auto found = position.find(toUtf8String(toString(axis)));
        if (found == position.end() || !found->is_number())
            continue;
        shown[axis] = std::llround(found->get<double>()); // micrometres may have a fraction
    }
    m_position = shown;
    refresh();
    Q_EMIT positionShown(shown);
}

void PositionReadout::refresh()
{
    QString unit = m_lengths->isInSteps(Axis::X) ? QString() : m_lengths->unit(Axis::X);
    for (const Axis axis : allAxes) {
        PlainLabel *value = m_values[static_cast<std::size_t>(axis)];
        if (m_position)
            value->setText(m_lengths->showSteadily(axis, (*m_position)[axis]));
        value->setAccessibleName(
            tr("Position along %1, in %2").arg(toString(axis), m_lengths->unit(axis)));
        value->setToolTip(value->accessibleName());
        if (m_lengths->unit(axis) != m_lengths->unit(Axis::X))
            unit.clear();
    }
    m_unit->setText(unit);
}

} // namespace Holdfast
