// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagepad.h"

#include "core/session/stationmonitor.h"
#include "ui/base/length/lengthbox.h"
#include "ui/base/length/lengthscale.h"
#include "ui/base/propertyfollower.h"
#include "ui/base/text/plainlabel.h"
#include "ui/base/text/textbox.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/arrowbutton.h"
#include "ui/stage/heldcontrol.h"
#include "ui/stage/movestatus.h"
#include "ui/stage/positionreadout.h"
#include "ui/stage/stagejogger.h"
#include "ui/stage/stagekeys.h"
#include "ui/stage/stagemover.h"
#include "ui/stage/stagerule.h"
#include "ui/stage/stagetargets.h"
#include "ui/stage/steppresets.h"

#include <QApplication>
#include <QFormLayout>
#include <QGridLayout>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace Holdfast {

StagePad::StagePad(const StageAccess &access, UserSettings *settings, QWidget *parent)
    : QWidget(parent)
    , m_session(access.session)
    , m_stage(access.stage)
    , m_settings(settings)
    , m_lengths(new LengthScale(access, access.stage, this))
    , m_readout(new PositionReadout(access, m_lengths, this))
    , m_mover(new StageMover(access, this))
    , m_jogger(new StageJogger(access, this))
    , m_held(new HeldControl(this))
    , m_status(new MoveStatus(m_mover, m_jogger, m_lengths, this))
    , m_targets(new StageTargets(access, m_mover, m_lengths, this))
    , m_stepXY(
          createStepBox(QStringLiteral("stepXYBox"), tr("Step along x and y"), settings->stepXY()))
    , m_stepZ(createStepBox(QStringLiteral("stepZBox"), tr("Step of the focus"), settings->stepZ()))
    , m_presets(new StepPresets(settings, m_lengths, this))
    , m_remark(new TextBox(2, QStringLiteral("stageRemark"), this))
{
    setObjectName(QStringLiteral("stagePad"));
    setFocusPolicy(Qt::ClickFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(4);
    layout->addWidget(m_readout);
    layout->addWidget(createArrows());
    layout->addWidget(createSteps());
    layout->addWidget(m_remark);
    layout->addWidget(m_targets);
    layout->addWidget(m_status);
    layout->addStretch(1);

    connect(access.monitor, &StationMonitor::lockChanged, this, [this](const LockStatus &status) {
        if (status.mode.mode != m_mode)
            refresh(status.mode.mode);
    });
    connect(access.monitor, &StationMonitor::faultChanged, this, [this](const QString &thing) {
        if (thing == m_stage)
            refresh(m_mode);
    });
    m_remark->setAccessibleName(tr("Remark on what is entered"));
    connect(m_readout, &PositionReadout::positionShown, m_targets, &StageTargets::setPosition);
    if (m_readout->position()) // a position that is known at once is read at once
        m_targets->setPosition(*m_readout->position());
    connect(m_targets, &StageTargets::leaving, this, &StagePad::leave);
    connect(m_mover, &StageMover::changed, this, &StagePad::noteDeparture);
    followFrame(access);
    connect(m_targets, &StageTargets::remarkChanged, this, &StagePad::showRemark);
    m_lengths->setWish(settings->lengthUnit());
    connect(settings, &UserSettings::changed, m_lengths,
            [this] { m_lengths->setWish(m_settings->lengthUnit()); });
    connect(settings, &UserSettings::changed, this, &StagePad::showSteps);
    connect(settings, &UserSettings::changed, this, &StagePad::showKeys);
    showKeys();
    connect(m_lengths, &LengthScale::changed, this, &StagePad::showUnits);
    showUnits();
    showRemark();
    refresh(access.session.lockStatus().mode.mode);
    connect(m_mover, &StageMover::changed, this, [this] {
        if (m_mover->operation().isUnderWay())
            m_jogger->forgetProblem();
    });
    new StageKeys(this, m_held, settings);
    connect(m_held, &HeldControl::stepWanted, this,
            [this](const StagePush &push) { move(steps(push)); });
    connect(m_held, &HeldControl::holdBegan, this, &StagePad::hold);
    connect(m_held, &HeldControl::holdChanged, this, &StagePad::changeHold);
    connect(m_held, &HeldControl::holdEnded, m_jogger, &StageJogger::end);
}

StagePad::~StagePad()
{
    // A field that loses the focus tells of it, which it would do while only a QWidget is left of this.
    if (QWidget *focus = focusWidget())
        focus->clearFocus();
}

void StagePad::forgetFollowing()
{
    m_held->giveUp();
    m_jogger->end();
    m_mover->forgetFollowing();
}

void StagePad::followFrame(const OperatorAccess &access)
{
    auto *follower = new PropertyFollower(access, this);
    follower->follow(m_stage, QStringLiteral("soft_limits"),
                     [this](const Json &value) { m_frame.setLimits(value); });
    follower->follow(m_stage, QStringLiteral("axis_inverted"),
                     [this](const Json &value) { m_frame.setInverted(value); });
}

void StagePad::moveBy(const StageSteps &steps)
{
    if (mayMove(steps) && !m_jogger->isGoingOn() && !m_mover->operation().isUnderWay())
        leave();
    move(steps);
}

QString StagePad::goTo(const StageSteps &position, const QList<Axis> &axes)
{
    return m_targets->goTo(position, axes);
}

QString StagePad::goBack()
{
    if (!m_before)
        return tr("The stage has not gone anywhere yet.");
    return goTo(m_before->in(m_frame), {allAxes.begin(), allAxes.end()});
}

void StagePad::leave()
{
    m_leaving.reset();
    if (m_readout->position())
        m_leaving = {*m_readout->position(), m_frame};
}

void StagePad::noteDeparture()
{
    if (!m_leaving || m_mover->operation().isWaiting())
        return;
    // A move that was refused leaves the place as it was.
    if (m_mover->operation().isUnderWay() || m_mover->problem().isEmpty())
        m_before = m_leaving;
    m_leaving.reset();
}

void StagePad::focusBy(int clicks)
{
    StageSteps steps;
    if (m_stepZ->problem().isEmpty())
        steps[Axis::Z] = qint64(clicks) * m_stepZ->entered();
    move(steps);
}

void StagePad::deflect(const StagePush &push)
{
    m_held->deflect(push);
}

void StagePad::loseStick()
{
    m_held->loseStick();
}

double StagePad::step(Axis axis, const StagePush &push) const
{
    const LengthBox *box = axis == Axis::Z ? m_stepZ : m_stepXY;
    if (push[axis] == 0 || !box->problem().isEmpty()
        || !StageRule::mayMove(m_session, m_stage, axis).allowed)
        return 0;
    double step = box->entered() * (m_settings->isInverted(axis) ? -push[axis] : push[axis]);
    if (push.pace == Pace::Fast)
        step *= fastFactor;
    if (push.pace == Pace::Slow)
        step /= fastFactor;
    return step;
}

StageSteps StagePad::steps(const StagePush &push) const
{
    StageSteps steps;
    for (const Axis axis : allAxes) {
        const double length = step(axis, push);
        if (length != 0) // a tenth of a small step is a whole one
            steps[axis] =
                qint64(std::copysign(std::max(1.0, std::round(std::abs(length))), length));
    }
    return steps;
}

StageRate StagePad::rate(const StagePush &push) const
{
    constexpr double renewals = std::chrono::seconds(1) / StageJogger::renewalInterval;
    StageRate rate;
    for (const Axis axis : allAxes)
        rate[axis] = step(axis, push) * StageJogger::stepsPerRenewal * renewals;
    return rate;
}

bool StagePad::mayMove(const StageSteps &steps) const
{
    return !steps.isNull() && std::all_of(allAxes.begin(), allAxes.end(), [&](Axis axis) {
        return steps[axis] == 0 || StageRule::mayMove(m_session, m_stage, axis).allowed;
    });
}

void StagePad::move(const StageSteps &steps)
{
    if (mayMove(steps) && !m_jogger->isGoingOn())
        m_mover->jog(steps);
}

void StagePad::hold(const StagePush &push)
{
    const StageRate rate = this->rate(push);
    if (rate.fastest() == 0)
        return;
    // A stage without such an action moves by a step, as if the control had been let go.
    if (const Affordances *stage = m_session.affordances(m_stage);
        !stage || !stage->action(QStringLiteral("jog"))) {
        move(steps(push));
        return;
    }
    m_mover->cancel(); // the earlier requests: nothing of them is to move once this has ended
    m_jogger->begin(rate);
}

void StagePad::changeHold()
{
    // A jog that has ended by itself, at a limit or by a STOP, is not begun anew by a control that goes on being held.
    if (!m_held->isHeld() || !m_jogger->isGoingOn())
        return;
    const StageRate rate = this->rate(m_held->push());
    if (rate.fastest() == 0)
        m_jogger->end();
    else
        m_jogger->begin(rate);
}

void StagePad::refresh(LockMode mode)
{
    m_mode = mode;
    if (!StageRule::mayRun(m_session, m_stage, QStringLiteral("move_relative")).allowed)
        m_held->giveUp();
    if (qobject_cast<ArrowButton *>(focusWidget()) && focusWidget()->hasFocus())
        setFocus(); // a disabled button gives the keys to the next widget
    for (const Arrow &arrow : m_arrows)
        arrow.button->setPermission(StageRule::mayMove(m_session, m_stage, arrow.axis));
    m_targets->refresh();
    m_status->setImpossible(
        StageRule::mayRun(m_session, m_stage, QStringLiteral("move_relative")).reason);
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
    m_held->addButton(button, [axis, direction] {
        return StageWish {axis, direction, toPace(QApplication::keyboardModifiers())};
    });
    layout->addWidget(button, row, column);
}

QWidget *StagePad::createSteps()
{
    auto *steps = new QWidget(this);
    auto *layout = new QFormLayout(steps);
    layout->setContentsMargins({});
    layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    layout->addRow(new PlainLabel(tr("&Step x, y"), m_stepXY, steps), m_stepXY);
    layout->addRow(new PlainLabel(tr("Step &focus"), m_stepZ, steps), m_stepZ);
    layout->addRow(m_presets);
    return steps;
}

void StagePad::showRemark()
{
    for (const LengthBox *box : {m_stepXY, m_stepZ}) {
        if (const QString problem = box->problem(); !problem.isEmpty()) {
            m_remark->setText(QStringLiteral("%1: %2 %3")
                                  .arg(box->accessibleName(), problem,
                                       tr("The stage does not move by this step.")));
            return;
        }
    }
    m_remark->setText(m_targets->remark());
}

void StagePad::showUnits()
{
    for (const auto &[box, axis] : {std::pair {m_stepXY, Axis::X}, std::pair {m_stepZ, Axis::Z}}) {
        box->setScale(m_lengths->perStep(axis), m_lengths->suffix(axis));
        box->setToolTip(
            m_lengths->isInSteps(axis)
                ? tr("%1, in motor steps").arg(box->accessibleName())
                : QStringLiteral("%1, %2").arg(box->accessibleName(), m_lengths->unit(axis)));
    }
    showRemark();
}

void StagePad::showKeys()
{
    for (const Arrow &arrow : m_arrows)
        arrow.button->setKeys(m_settings->keys().keys(arrow.button->command()));
}

void StagePad::showSteps()
{
    const int stepZ = m_settings->stepZ(); // each box saves both
    if (m_stepXY->value() != m_settings->stepXY())
        m_stepXY->setValue(m_settings->stepXY());
    if (m_stepZ->value() != stepZ)
        m_stepZ->setValue(stepZ);
}

LengthBox *StagePad::createStepBox(const QString &objectName, const QString &name, int value)
{
    auto *box = new LengthBox(this);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setRange(1, UserSettings::longestStep);
    box->setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    box->setValue(value);
    connect(box, &QSpinBox::valueChanged, this, [this] {
        m_settings->setSteps(m_stepXY->value(), m_stepZ->value());
        showRemark();
        changeHold();
    });
    connect(box->edit(), &QLineEdit::textEdited, this, &StagePad::showRemark);
    // An operator that has entered a step size goes on to move with the keys.
    connect(box->edit(), &QLineEdit::returnPressed, this, [this, box] {
        if (box->problem().isEmpty())
            setFocus();
    });
    return box;
}

} // namespace Holdfast
