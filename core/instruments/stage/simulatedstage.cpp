// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/simulatedstage.h"

#include "core/instruments/stage/jog.h"

#include <QScopeGuard>

#include <algorithm>
#include <utility>

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
    for (const auto &[name, length] : {std::pair {"micrometres_per_step", micrometresPerStep},
                                       std::pair {"micrometres_per_step_z", micrometresPerStepZ}}) {
        if (length > 0 && length <= longestStep)
            continue;
        throw ThingError(QStringLiteral("The option %1 is %2; it must be above 0 and at most %3.")
                             .arg(QLatin1StringView(name))
                             .arg(length)
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

    StagePosition position() const override { return m_stage.positionNow(); }
    double speed() const override { return m_stage.m_stepRate; }
    SoftLimits limits() const override { return m_stage.softLimits(); }

    void moveTo(const StagePosition &target) override
    {
        // keepUp() throws when it was stopped
        (void)m_stage.m_motors.moveTo(m_stage.turned(target), m_since);
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
        const StagePosition here = m_stage.positionNow();
        if (m_stage.position() != here)
            m_stage.publishPosition(here);
        if (m_stage.isMoving() != isMoving)
            m_stage.publishMoving(isMoving);
    }

    SimulatedStage &m_stage;
    const SimulatedMotors::StopCount m_since;
};

SimulatedStage::SimulatedStage(const SimulatedStageOptions &options)
    : StepperStage({.softLimits = checked(options).softLimits,
                    .micrometresPerStep = options.micrometresPerStep,
                    .micrometresPerStepZ = options.micrometresPerStepZ})
    , m_stepRate(options.stepRate)
    , m_motors(m_stepRate)
{
    describeThing(tr("A simulated microscope stage with three axes."), tr("Stage"));
    describe("connected",
             tr("Whether the simulated motor board is plugged in. Unplug it to see how a program "
                "takes the loss of a device."))
        .withoutGlobalLock();
    describe("stepRate", tr("Steps per second of the fastest axis."));
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

void SimulatedStage::moveRelative(const StageMove &move)
{
    const auto hold = holdGlobalLock();
    const auto since = m_motors.stopCount();
    moveTo(softLimits().moved(positionNow(), {move.x, move.y, move.z}), since, move.manner());
}

void SimulatedStage::moveAbsolute(const StageTarget &target)
{
    const auto hold = holdGlobalLock();
    const auto since = m_motors.stopCount();
    const StagePosition here = positionNow();
    moveTo({target.x.value_or(here.x), target.y.value_or(here.y), target.z.value_or(here.z)}, since,
           target.manner());
}

void SimulatedStage::jog(const StageJog &command)
{
    const auto hold = holdGlobalLock();
    Drive drive(*this);
    const auto unknown = qScopeGuard([this] { forgetBacklash(); });
    Jog(drive).run(command);
}

void SimulatedStage::moveTo(const StagePosition &target, SimulatedMotors::StopCount since,
                            const StageManner &manner)
{
    throwIfLost();
    softLimits().allow(target);
    const CancellationBlock block(manner.refusesCancel);
    throwIfCancelled();
    const StagePosition start = positionNow();
    logInfo(QStringLiteral("Moving from %1 to %2.").arg(start.toString(), target.toString()));
    moveInLegs(target, manner, [&](const StagePosition &there) {
        if (m_motors.moveTo(turned(there), since))
            followMove();
        throwIfLost();
        const StagePosition here = positionNow();
        if (here != there) {
            throw ThingError(QStringLiteral("StageStoppedError"),
                             QStringLiteral("The stage was stopped at %1, before it reached %2.")
                                 .arg(here.toString(), target.toString()));
        }
    });
    reportProgress(100);
    logInfo(QStringLiteral("Arrived at %1.").arg(positionNow().toString()));
}

void SimulatedStage::followMove()
{
    publishMoving(true);
    // However the move ends, the motors are halted and the final position is published.
    const auto settle = qScopeGuard([this] {
        m_motors.halt();
        publishPosition(positionNow());
        publishMoving(false);
    });
    while (m_motors.isMoving()) {
        publishPosition(positionNow());
        reportProgress(100 * m_motors.progress());
        cancellableSleep(std::min<Motion::Clock::duration>(updateInterval, m_motors.remaining()));
    }
}

void SimulatedStage::setZeroPosition()
{
    const auto hold = holdGlobalLock();
    throwIfLost();
    publishSoftLimits(softLimits().seenFrom(positionNow()));
    m_motors.setZero();
    publishPosition(positionNow());
    logInfo(QStringLiteral("The position is zero from now on."));
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
        publishSoftLimits(limits);
}

void SimulatedStage::close()
{
    m_motors.stop();
}

} // namespace Holdfast
