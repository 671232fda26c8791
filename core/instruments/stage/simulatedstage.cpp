// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/simulatedstage.h"

#include "core/instruments/stage/jog.h"

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

    StagePosition position() const override { return m_stage.m_motors.position(); }
    double speed() const override { return m_stage.m_stepRate; }
    SoftLimits limits() const override { return m_stage.softLimits(); }

    void moveTo(const StagePosition &target) override
    {
        (void)m_stage.m_motors.moveTo(target, m_since); // keepUp() throws when it was stopped
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
        const StagePosition here = m_stage.m_motors.position();
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
    describe("moveRelative", tr("Moves by so many steps along a straight line."))
        .input("x", Unit::Step)
        .input("y", Unit::Step)
        .input("z", Unit::Step);
    describe("moveAbsolute",
             tr("Moves to a position along a straight line. An axis that is not given stays."))
        .input("x", Unit::Step)
        .input("y", Unit::Step)
        .input("z", Unit::Step);
    describe(
        "jog",
        tr("Moves by so many steps from where it is, and never longer than 300 ms: for as long "
           "as a control is held down, ask again in good time. The newest command replaces the "
           "one before; one with stop, or without any steps, ends it."))
        .input("x", Unit::Step)
        .input("y", Unit::Step)
        .input("z", Unit::Step)
        .renewable(QStringLiteral("stop"));
    describe("moveToOrigin", tr("Moves to the position where all axes are zero."));
    describe("setZeroPosition", tr("Makes the current position zero, without moving."));
    describe("getXyzPosition", tr("The position as a list: x, y, z.")).withoutGlobalLock();
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
    moveTo(softLimits().moved(m_motors.position(), {move.x, move.y, move.z}), since);
}

void SimulatedStage::moveAbsolute(const StageTarget &target)
{
    const auto hold = holdGlobalLock();
    const auto since = m_motors.stopCount();
    const StagePosition here = m_motors.position();
    moveTo({target.x.value_or(here.x), target.y.value_or(here.y), target.z.value_or(here.z)},
           since);
}

void SimulatedStage::jog(const StageJog &command)
{
    const auto hold = holdGlobalLock();
    Drive drive(*this);
    Jog(drive).run(command);
}

void SimulatedStage::moveToOrigin()
{
    const auto hold = holdGlobalLock();
    moveTo({}, m_motors.stopCount());
}

void SimulatedStage::moveTo(const StagePosition &target, SimulatedMotors::StopCount since)
{
    throwIfLost();
    softLimits().allow(target);
    throwIfCancelled();
    logInfo(QStringLiteral("Moving from %1 to %2.")
                .arg(m_motors.position().toString(), target.toString()));
    try {
        if (m_motors.moveTo(target, since))
            followMove();
    } catch (const InvocationCancelled &) {
        logInfo(QStringLiteral("Cancelled at %1.").arg(position().toString()));
        throw;
    }
    throwIfLost();
    const StagePosition end = m_motors.position();
    if (end != target) {
        throw ThingError(QStringLiteral("StageStoppedError"),
                         QStringLiteral("The stage was stopped at %1, before it reached %2.")
                             .arg(end.toString(), target.toString()));
    }
    reportProgress(100);
    logInfo(QStringLiteral("Arrived at %1.").arg(end.toString()));
}

void SimulatedStage::followMove()
{
    m_moving = true;
    // However the move ends, the motors are halted and the final position is published.
    const auto settle = qScopeGuard([this] {
        m_motors.halt();
        m_position = m_motors.position();
        m_moving = false;
    });
    while (m_motors.isMoving()) {
        m_position = m_motors.position();
        reportProgress(100 * m_motors.progress());
        cancellableSleep(std::min<Motion::Clock::duration>(updateInterval, m_motors.remaining()));
    }
}

void SimulatedStage::setZeroPosition()
{
    const auto hold = holdGlobalLock();
    throwIfLost();
    m_softLimits = softLimits().seenFrom(m_motors.position());
    m_motors.setZero();
    m_position = m_motors.position();
    logInfo(QStringLiteral("The position is zero from now on."));
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

void SimulatedStage::close()
{
    m_motors.stop();
}

} // namespace Holdfast
