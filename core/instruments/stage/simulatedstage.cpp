// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/simulatedstage.h"

#include "core/instruments/stage/jog.h"
#include "core/thing/progresspart.h"

#include <QScopeGuard>

#include <algorithm>

namespace Holdfast {

namespace {

// People see a number that is updated this often change smoothly.
constexpr std::chrono::milliseconds updateInterval {50};

QString stageLostText()
{
    return SimulatedStage::tr("The motor board has been disconnected.");
}

const SimulatedStageOptions &checked(const SimulatedStageOptions &options)
{
    options.check();
    return options;
}

} // namespace

void SimulatedStageOptions::check() const
{
    if (stepRate < 1 || stepRate > fastest) {
        throw ThingError(
            QStringLiteral("The option step_rate is %1; it must be from 1 to %2 steps per second.")
                .arg(stepRate)
                .arg(fastest));
    }
    if (!(micrometresPerStep > 0 && micrometresPerStep <= longestStep)) {
        throw ThingError(
            QStringLiteral("The option micrometres_per_step is %1; it must be above 0 and at "
                           "most %2.")
                .arg(micrometresPerStep)
                .arg(longestStep));
    }
    softLimits.check();
}

//! \brief Drives the simulated motors for a Jog.
class SimulatedStage::Drive : public JogDrive
{
public:
    explicit Drive(SimulatedStage &stage)
        : m_stage(stage)
        , m_since(stage.m_motors.stopCount())
    {
        m_stage.throwIfLost();
    }

    StagePosition position() const override { return m_stage.counted(); }
    double speed() const override { return m_stage.m_stepRate; }
    SoftLimits limits() const override { return m_stage.softLimits(); }

    void moveTo(const StagePosition &target) override
    {
        // keepUp() throws when it was stopped
        (void)m_stage.m_motors.moveTo(m_stage.axisInverted().turned(target), m_since);
    }

    void halt() override
    {
        m_stage.m_motors.halt();
        tell();
    }

    void keepUp() override
    {
        tell();
        m_stage.throwIfLost();
        if (m_stage.m_motors.stopCount() != m_since) {
            throw ThingError(QStringLiteral("StageStoppedError"),
                             QStringLiteral("The stage was stopped at %1, while it was jogged.")
                                 .arg(position().toString()));
        }
    }

private:
    void tell()
    {
        const bool isMoving = m_stage.m_motors.isMoving();
        const StagePosition here = m_stage.counted();
        if (m_stage.position() != here)
            m_stage.m_position = here;
        if (m_stage.isMoving() != isMoving)
            m_stage.m_moving = isMoving;
    }

    SimulatedStage &m_stage;
    const SimulatedMotors::StopCount m_since;
};

SimulatedStage::SimulatedStage(const SimulatedStageOptions &options)
    : m_stepRate(checked(options).stepRate)
    , m_micrometresPerStep(options.micrometresPerStep)
    , m_motors(m_stepRate)
    , m_softLimits(this, &SimulatedStage::softLimitsChanged, options.softLimits)
{
    describeThing(tr("A simulated microscope stage with three axes."), tr("Stage"));
    describe("position", tr("Where the stage is, also while it moves.")).unit(Unit::Step);
    describe("moving", tr("Whether the stage is moving."));
    describe("softLimits", tr("How far each axis may go, both ends included.")).unit(Unit::Step);
    describe("connected",
             tr("Whether the simulated motor board is plugged in. Unplug it to see how a program "
                "takes the loss of a device."))
        .withoutGlobalLock();
    describe("axisNames", tr("The axes of the stage."));
    describe("stepRate", tr("Steps per second of the fastest axis."));
    describe("micrometresPerStep", tr("How long a step of x and y is.")).unit(Unit::Micrometre);
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
                   tr("Which axes arrive from the same side: 1 those that move, 2 all, 3 x and y, "
                      "4 z."));
    }
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

void SimulatedStage::setConnected(bool connected)
{
    // The mutex keeps the flag and the fault consistent when several callers plug in and out.
    const std::lock_guard lock(m_switching);
    m_connected = connected;
    if (connected) {
        clearFault();
        return;
    }
    // Before the motors stop, so that the move that ends by it finds the reason.
    reportFault({.what = stageLostText(),
                 .remedy = tr("Plug it in again: set \u201cconnected\u201d to true."),
                 .details = tr("It is simulated, and was unplugged.")});
    m_motors.stop();
}

void SimulatedStage::throwIfLost() const
{
    if (!isConnected())
        throw ThingError(QStringLiteral("DeviceLostError"), stageLostText());
}

QStringList SimulatedStage::axisNames() const
{
    QStringList names;
    for (const StageAxis &axis : stageAxes)
        names << QString(axis.letter);
    return names;
}

void SimulatedStage::moveRelative(const StageMove &move)
{
    const auto hold = holdGlobalLock();
    const auto since = m_motors.stopCount();
    moveTo(softLimits().moved(counted(), {move.x, move.y, move.z}), since, move.manner());
}

void SimulatedStage::moveAbsolute(const StageTarget &target)
{
    const auto hold = holdGlobalLock();
    const auto since = m_motors.stopCount();
    const StagePosition here = counted();
    moveTo({target.x.value_or(here.x), target.y.value_or(here.y), target.z.value_or(here.z)}, since,
           target.manner());
}

void SimulatedStage::jog(const StageJog &command)
{
    const auto hold = holdGlobalLock();
    Drive drive(*this);
    const auto unknown = qScopeGuard([this] { m_backlash.forget(); });
    Jog(drive).run(command);
}

void SimulatedStage::moveToOrigin()
{
    const auto hold = holdGlobalLock();
    moveTo({}, m_motors.stopCount(), {});
}

void SimulatedStage::moveToXyzPosition(const QList<int> &xyzPos)
{
    const auto hold = holdGlobalLock();
    moveAbsolute(targetFrom(xyzPos));
}

StagePosition SimulatedStage::counted() const
{
    return axisInverted().turned(m_motors.position());
}

void SimulatedStage::moveTo(const StagePosition &target, SimulatedMotors::StopCount since,
                            const StageManner &manner)
{
    throwIfLost();
    softLimits().allow(target);
    const CancellationBlock block(manner.refusesCancel);
    throwIfCancelled();
    const StagePosition start = counted();
    logInfo(QStringLiteral("Moving from %1 to %2.").arg(start.toString(), target.toString()));
    const std::vector<StagePosition> legs =
        m_backlash.legs(start, target, manner.backlash, backlashSteps(), softLimits());
    for (size_t i = 0; i < legs.size(); ++i) {
        const ProgressPart part(100 * double(i) / double(legs.size()),
                                100 * double(i + 1) / double(legs.size()));
        if (!moveStraight(legs[i], since))
            break;
    }
    throwIfLost();
    const StagePosition end = counted();
    if (end != target) {
        throw ThingError(QStringLiteral("StageStoppedError"),
                         QStringLiteral("The stage was stopped at %1, before it reached %2.")
                             .arg(end.toString(), target.toString()));
    }
    reportProgress(100);
    logInfo(QStringLiteral("Arrived at %1.").arg(end.toString()));
}

// Returns whether the stage has arrived.
bool SimulatedStage::moveStraight(const StagePosition &target, SimulatedMotors::StopCount since)
{
    const StagePosition start = counted();
    auto unknown = qScopeGuard([this] { m_backlash.forget(); });
    try {
        if (m_motors.moveTo(axisInverted().turned(target), since))
            followMove();
    } catch (const InvocationCancelled &) {
        logInfo(QStringLiteral("Cancelled at %1.").arg(position().toString()));
        throw;
    }
    if (counted() != target)
        return false;
    unknown.dismiss();
    m_backlash.note({target.x - start.x, target.y - start.y, target.z - start.z}, backlashSteps());
    return true;
}

void SimulatedStage::followMove()
{
    m_moving = true;
    // However the move ends, the motors are halted and the final position is published.
    const auto settle = qScopeGuard([this] {
        m_motors.halt();
        m_position = counted();
        m_moving = false;
    });
    while (m_motors.isMoving()) {
        m_position = counted();
        reportProgress(100 * m_motors.progress());
        cancellableSleep(std::min<Motion::Clock::duration>(updateInterval, m_motors.remaining()));
    }
}

void SimulatedStage::setZeroPosition()
{
    const auto hold = holdGlobalLock();
    throwIfLost();
    m_softLimits = softLimits().seenFrom(counted());
    m_motors.setZero();
    m_position = counted();
    logInfo(QStringLiteral("The position is zero from now on."));
}

void SimulatedStage::setBacklashSteps(const BacklashSteps &steps)
{
    const auto hold = holdGlobalLock();
    m_backlashSteps = steps;
}

void SimulatedStage::invertAxisDirection(AxisInversion::Axis axis)
{
    const auto hold = holdGlobalLock();
    m_axisInverted = axisInverted().withInverted(axis);
    m_softLimits = softLimits().mirrored(size_t(axis));
    m_position = counted();
    m_backlash.forget();
}

QList<int> SimulatedStage::getXyzPosition() const
{
    const StagePosition here = position();
    return {here.x, here.y, here.z};
}

void SimulatedStage::stop()
{
    emergencyStop();
}

Json SimulatedStage::state() const
{
    const StagePosition at = position();
    return {{"position", {{"x", at.x}, {"y", at.y}, {"z", at.z}}}};
}

void SimulatedStage::emergencyStop()
{
    m_motors.stop();
}

void SimulatedStage::open()
{
    // The limits of the configuration are those of axes that count as their motors do.
    SoftLimits limits = softLimits();
    for (size_t i = 0; i < stageAxes.size(); ++i) {
        if (axisInverted().sign(i) < 0)
            limits = limits.mirrored(i);
    }
    if (softLimits() != limits)
        m_softLimits = limits;
}

void SimulatedStage::close()
{
    m_motors.stop();
}

} // namespace Holdfast
