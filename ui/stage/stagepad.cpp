// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagepad.h"

#include "core/session/stationmonitor.h"
#include "ui/stage/arrowbutton.h"
#include "ui/stage/movestatus.h"
#include "ui/stage/positionreadout.h"
#include "ui/stage/stagekeys.h"
#include "ui/stage/stagemover.h"
#include "ui/stage/stagerule.h"
#include "ui/text/plainlabel.h"

#include <QFormLayout>
#include <QGridLayout>
#include <QLineEdit>
#include <QSpinBox>
#include <QVBoxLayout>

namespace Holdfast {

StagePad::StagePad(const Session &session, const StationMonitor *monitor, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_mover(new StageMover(session, monitor, this))
    , m_status(new MoveStatus(m_mover, this))
    , m_stepXY(createStepBox(QStringLiteral("stepXYBox"), tr("Step along x and y"), defaultStepXY))
    , m_stepZ(createStepBox(QStringLiteral("stepZBox"), tr("Step of the focus"), defaultStepZ))
{
    setObjectName(QStringLiteral("stagePad"));
    setFocusPolicy(Qt::ClickFocus);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(new PositionReadout(session, monitor, this));
    layout->addWidget(createArrows());
    layout->addWidget(createSteps());
    layout->addWidget(m_status);
    layout->addStretch(1);

    connect(monitor, &StationMonitor::lockChanged, this, [this](const LockStatus &status) {
        if (status.mode.mode != m_mode)
            refresh(status.mode.mode);
    });
    refresh(session.lockStatus().mode.mode);
    connect(new StageKeys(this), &StageKeys::pressed, this, &StagePad::jogByKey);
}

void StagePad::forgetFollowing()
{
    m_mover->forgetFollowing();
}

void StagePad::refresh(LockMode mode)
{
    m_mode = mode;
    if (qobject_cast<ArrowButton *>(focusWidget()) && focusWidget()->hasFocus())
        setFocus(); // a disabled button gives the keys to whatever comes next
    for (const Arrow &arrow : m_arrows)
        arrow.button->setPermission(StageRule::mayMove(m_session, arrow.axis));
    m_status->setImpossible(StageRule::mayRun(m_session, QStringLiteral("move_relative")).reason);
}

QWidget *StagePad::createArrows()
{
    auto *pad = new QWidget(this);
    auto *layout = new QGridLayout(pad);
    layout->setContentsMargins({});
    addArrow(layout, 0, 2, Axis::Y, 1);
    addArrow(layout, 1, 1, Axis::X, -1);
    addArrow(layout, 1, 3, Axis::X, 1);
    addArrow(layout, 2, 2, Axis::Y, -1);
    addArrow(layout, 0, 5, Axis::Z, 1);
    addArrow(layout, 2, 5, Axis::Z, -1);
    layout->addWidget(new PlainLabel(tr("Move"), pad), 1, 2, Qt::AlignCenter);
    layout->addWidget(new PlainLabel(tr("Focus"), pad), 1, 5, Qt::AlignCenter);
    layout->setColumnStretch(0, 1);
    layout->setColumnMinimumWidth(4, 24);
    layout->setColumnStretch(6, 1);
    return pad;
}

void StagePad::addArrow(QGridLayout *layout, int row, int column, Axis axis, int direction)
{
    auto *button = new ArrowButton(axis, direction, layout->parentWidget());
    m_arrows.append({button, axis});
    connect(button, &ArrowButton::clicked, this, [=, this] { jog(axis, direction); });
    layout->addWidget(button, row, column);
}

QWidget *StagePad::createSteps()
{
    auto *steps = new QWidget(this);
    auto *layout = new QFormLayout(steps);
    layout->setContentsMargins({});
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addRow(new PlainLabel(tr("Step &x, y"), m_stepXY, steps), m_stepXY);
    layout->addRow(new PlainLabel(tr("Step &focus"), m_stepZ, steps), m_stepZ);
    return steps;
}

QSpinBox *StagePad::createStepBox(const QString &objectName, const QString &name, int value)
{
    auto *box = new QSpinBox(this);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setToolTip(tr("%1, in motor steps").arg(name));
    box->setRange(1, 10'000);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box->setSuffix(tr(" steps"));
    box->setGroupSeparatorShown(true);
    box->setValue(value);
    // Who has entered a step size goes on to move with the keys.
    if (auto *edit = box->findChild<QLineEdit *>())
        connect(edit, &QLineEdit::returnPressed, this, [this] { setFocus(); });
    return box;
}

void StagePad::jog(Axis axis, int direction)
{
    const QSpinBox *step = axis == Axis::Z ? m_stepZ : m_stepXY;
    m_mover->jog(axis, qint64(direction) * step->value());
}

void StagePad::jogByKey(Axis axis, int direction, bool repeated)
{
    // A key that is held down goes on step by step, but must leave nothing behind when let go.
    if (repeated && m_mover->phase() != StageMover::Phase::Idle)
        return;
    if (StageRule::mayMove(m_session, axis).allowed)
        jog(axis, direction);
}

} // namespace Holdfast
