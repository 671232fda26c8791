// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/stepperstage.h"

#include "core/instruments/stage/jog.h"
#include "core/thing/progresspart.h"

#include <QScopeGuard>

namespace Holdfast {

StepperStage::StepperStage(const StepperStageSetup &setup)
    : m_micrometresPerStep(setup.micrometresPerStep)
    , m_micrometresPerStepZ(setup.micrometresPerStepZ)
    , m_softLimits(this, &StepperStage::softLimitsChanged, setup.softLimits)
    , m_axisInverted(this, &StepperStage::axisInvertedChanged, setup.axisInverted)
    , m_backlashSteps(this, &StepperStage::backlashStepsChanged, setup.backlashSteps)
{
    describe("position", tr("Where the stage is, also while it moves.")).unit(Unit::Step);
    describe("moving", tr("Whether the stage is moving."));
    describe("softLimits", tr("How far each axis may go, both ends included.")).unit(Unit::Step);
    describe("axisNames", tr("The axes of the stage."));
    describe("micrometresPerStep", tr("How long a step of x and y is.")).unit(Unit::Micrometre);
    describe("micrometresPerStepZ", tr("How long a step of z is; 0 when that is not known."))
        .unit(Unit::Micrometre);
    describe("axisInverted", tr("Which axes count in the other direction than their motors do."))
        .setting();
    describe("backlashSteps",
             tr("How far each axis goes too far and back when it moves towards smaller numbers, so "
                "that it always arrives from the same side. 0: only in moves that ask for it, and "
                "then by 200 steps. Not while it is jogged."))
        .unit(Unit::Step)
        .range({0, BacklashSteps::most})
        .setting();
    describe("calibrationRequired", tr("Whether the stage has to be calibrated: never."))
        .forPrograms();
    describe("canCalibrate", tr("Whether the stage can be calibrated: it need not be."))
        .forPrograms();
    describeMoves();
    describe(
        "jog",
        tr("Moves by so many steps from where it is, and never longer than 450 ms: for as long "
           "as a control is held down, ask again in good time. The newest command replaces the "
           "one before; one with stop, or without any steps, ends it."))
        .input("x", Unit::Step)
        .input("y", Unit::Step)
        .input("z", Unit::Step)
        .renewable(QStringLiteral("stop"))
        .retention(Jog::retention);
    describe("moveToOrigin", tr("Moves to the position where all axes are zero."));
    describe("setZeroPosition", tr("Makes the current position zero, without moving."));
    describe("getXyzPosition", tr("The position as a list: x, y, z.")).withoutGlobalLock();
    describe("moveToXyzPosition", tr("Moves to a position that is a list: x, y, z.")).forPrograms();
    describe("invertAxisDirection",
             tr("Lets an axis count in the other direction, without moving."));
    describe("stop", tr("Stops the stage at once, whichever client moves it."));
}

void StepperStage::describeMoves(const QString &remark)
{
    const QString compensation =
        tr("Which axes arrive from the same side: 1 those that move, 2 all, 3 x and y, 4 z.");
    for (Annotation *move :
         {&describe("moveRelative", tr("Moves by so many steps along a straight line.")),
          &describe("moveAbsolute", tr("Moves to a position along a straight line. An axis that is "
                                       "not given stays."))}) {
        move->input("x", Unit::Step)
            .input("y", Unit::Step)
            .input("z", Unit::Step)
            .input("blockCancellation", Unit::None, {},
                   tr("Whether clients cannot cancel the move. A stop ends it all the same."))
            .input("backlashCompensation", Unit::None,
                   Range {int(BacklashAxes::Moved), int(BacklashAxes::Focus)},
                   remark.isEmpty() ? compensation : compensation + u' ' + remark);
    }
}

QStringList StepperStage::axisNames() const
{
    QStringList names;
    for (const StageAxis &axis : stageAxes)
        names << QString(axis.letter);
    return names;
}

void StepperStage::setBacklashSteps(const BacklashSteps &steps)
{
    const auto hold = holdGlobalLock();
    m_backlashSteps = steps;
}

void StepperStage::moveInLegs(const StagePosition &target, const StageManner &manner,
                              const std::function<void(const StagePosition &)> &moveStraight)
{
    std::vector<StagePosition> legs {target};
    if (mayGoBeyond())
        legs = m_backlash.legs(position(), target, manner.backlash, backlashSteps(), softLimits());
    try {
        for (size_t i = 0; i < legs.size(); ++i) {
            const ProgressPart part(100 * double(i) / double(legs.size()),
                                    100 * double(i + 1) / double(legs.size()));
            const StagePosition before = position();
            auto unknown = qScopeGuard([this] { forgetBacklash(); });
            moveStraight(legs[i]);
            unknown.dismiss();
            const StagePosition &there = legs[i];
            m_backlash.note({there.x - before.x, there.y - before.y, there.z - before.z},
                            backlashSteps());
        }
    } catch (const InvocationCancelled &) {
        logInfo(QStringLiteral("Cancelled at %1.").arg(position().toString()));
        throw;
    }
}

void StepperStage::moveToOrigin()
{
    const auto hold = holdGlobalLock();
    moveAbsolute({0, 0, 0});
}

void StepperStage::moveToXyzPosition(const QList<int> &xyzPos)
{
    const auto hold = holdGlobalLock();
    moveAbsolute(targetFrom(xyzPos));
}

void StepperStage::invertAxisDirection(AxisInversion::Axis axis)
{
    const auto hold = holdGlobalLock();
    const StagePosition count = turned(position());
    m_axisInverted = axisInverted().withInverted(axis);
    m_softLimits = softLimits().mirrored(size_t(axis));
    m_position = turned(count);
    forgetBacklash();
}

QList<int> StepperStage::getXyzPosition() const
{
    const StagePosition here = position();
    return {here.x, here.y, here.z};
}

void StepperStage::stop()
{
    emergencyStop();
}

Json StepperStage::state() const
{
    const StagePosition at = position();
    return {{"position", {{"x", at.x}, {"y", at.y}, {"z", at.z}}}};
}

} // namespace Holdfast
