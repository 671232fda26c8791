// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/simulatedmotors.h"
#include "core/instruments/stage/simulatedstageoptions.h"
#include "core/instruments/stage/stepperstage.h"

#include <mutex>

namespace Holdfast {

//! \brief A microscope stage without the hardware: three axes that move along a straight line at a
//! constant speed, within soft limits. All lengths are motor steps.
//!
//! A move that is cancelled or stopped leaves the stage where it is at that moment; position() says
//! where. A cancelled move throws InvocationCancelled, a stopped one a ThingError
//! ("StageStoppedError").
class SimulatedStage : public StepperStage
{
    Q_OBJECT
    Q_PROPERTY(bool connected READ isConnected WRITE setConnected NOTIFY connectedChanged)
    Q_PROPERTY(int stepRate READ stepRate CONSTANT)
public:
    //! Starts at (0, 0, 0). Throws ThingError when an option is out of range.
    explicit SimulatedStage(const SimulatedStageOptions &options = {});

    //! Returns whether the motor board is plugged in. Unplugging the simulation shows how a program
    //! handles the loss of a device: nothing moves any more, and moves fail with a ThingError
    //! ("DeviceLostError").
    bool isConnected() const { return m_connected; }
    void setConnected(bool connected);
    int stepRate() const { return m_stepRate; } //!< steps per second
    //! Returns where the stage is at this moment; position() is published only now and then while it moves. For a
    //! simulated camera, which sees that. May be called in any thread.
    StagePosition positionNow() const { return turned(m_motors.position()); }

    void moveRelative(const StageMove &move) override;
    void moveAbsolute(const StageTarget &target) override;
    void jog(const StageJog &command) override;
    void setZeroPosition() override;
    void emergencyStop() override;
    void open() override;
    void close() override;

Q_SIGNALS:
    void connectedChanged(bool connected);

private:
    class Drive;

    void moveTo(const StagePosition &target, SimulatedMotors::StopCount since,
                const StageManner &manner);
    void followMove();
    void throwIfLost() const;

    const int m_stepRate;
    SimulatedMotors m_motors;
    std::mutex m_switching; //!< held while the board is plugged in or out
    Value<bool> m_connected {this, &SimulatedStage::connectedChanged, true};
};

} // namespace Holdfast
