// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/axisinversion.h"
#include "core/instruments/stage/backlash.h"
#include "core/instruments/stage/simulatedmotors.h"
#include "core/instruments/stage/simulatedstageoptions.h"
#include "core/instruments/stage/stage.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <mutex>

namespace Holdfast {

//! \brief A microscope stage without the hardware: three axes that move along a straight line at a
//! constant speed, within soft limits. All lengths are motor steps.
//!
//! The position is the count of the motors, where each axis may count in the other direction than its motor. A move may ask that
//! axes arrive from the same side (see Backlash), and that clients cannot cancel it.
//!
//! A move that is cancelled or stopped leaves the stage where it is at that moment; position() says
//! where. A cancelled move throws InvocationCancelled, a stopped one a ThingError
//! ("StageStoppedError").
class SimulatedStage : public Thing, public Stage
{
    Q_OBJECT
    Q_INTERFACES(Holdfast::Stage)
    Q_PROPERTY(Holdfast::StagePosition position READ position NOTIFY positionChanged)
    Q_PROPERTY(bool moving READ isMoving NOTIFY movingChanged)
    Q_PROPERTY(Holdfast::SoftLimits softLimits READ softLimits NOTIFY softLimitsChanged)
    Q_PROPERTY(bool connected READ isConnected WRITE setConnected NOTIFY connectedChanged)
    Q_PROPERTY(QStringList axisNames READ axisNames CONSTANT)
    Q_PROPERTY(int stepRate READ stepRate CONSTANT)
    Q_PROPERTY(double micrometresPerStep READ micrometresPerStep CONSTANT)
    Q_PROPERTY(Holdfast::AxisInversion axisInverted READ axisInverted NOTIFY axisInvertedChanged)
    Q_PROPERTY(Holdfast::BacklashSteps backlashSteps READ backlashSteps WRITE setBacklashSteps
                   NOTIFY backlashStepsChanged)
    Q_PROPERTY(bool calibrationRequired READ isCalibrationRequired CONSTANT)
    Q_PROPERTY(bool canCalibrate READ canCalibrate CONSTANT)
public:
    //! Starts at (0, 0, 0). Throws ThingError when an option is out of range.
    explicit SimulatedStage(const SimulatedStageOptions &options = {});

    StagePosition position() const override { return m_position; }
    bool isMoving() const { return m_moving; }
    SoftLimits softLimits() const override { return m_softLimits; }
    //! Returns whether the motor board is plugged in. Unplugging the simulation shows how a program
    //! handles the loss of a device: nothing moves any more, and moves fail with a ThingError
    //! ("DeviceLostError").
    bool isConnected() const { return m_connected; }
    void setConnected(bool connected);
    QStringList axisNames() const;
    int stepRate() const { return m_stepRate; } //!< steps per second
    //! Returns how long a step of x and y is.
    double micrometresPerStep() const { return m_micrometresPerStep; }
    AxisInversion axisInverted() const { return m_axisInverted; }
    BacklashSteps backlashSteps() const { return m_backlashSteps; }
    void setBacklashSteps(const BacklashSteps &steps);
    //! Returns false: a stage needs no calibration. Programs for OpenFlexure microscopes ask.
    bool isCalibrationRequired() const { return false; }
    bool canCalibrate() const { return false; } //!< as isCalibrationRequired()

    Q_INVOKABLE void moveRelative(const Holdfast::StageMove &move);
    Q_INVOKABLE void moveAbsolute(const Holdfast::StageTarget &target) override;
    //! Moves for as long as clients renew the command: see Jog.
    Q_INVOKABLE void jog(const Holdfast::StageJog &command);
    Q_INVOKABLE void moveToOrigin();
    //! Makes the current position (0, 0, 0), without moving. The soft limits stay where they are on the
    //! instrument, so their numbers change with the zero.
    Q_INVOKABLE void setZeroPosition();
    Q_INVOKABLE QList<int> getXyzPosition() const;
    //! Moves to a position that is a list: x, y, z.
    Q_INVOKABLE void moveToXyzPosition(const QList<int> &xyzPos);
    //! Lets an axis count in the other direction. The soft limits stay where they are on the instrument.
    Q_INVOKABLE void invertAxisDirection(Holdfast::AxisInversion::Axis axis);
    //! Does the same as emergencyStop().
    Q_INVOKABLE void stop();

    Json state() const override;
    void emergencyStop() override;
    void open() override;
    void close() override;

Q_SIGNALS:
    void positionChanged(const Holdfast::StagePosition &position);
    void movingChanged(bool moving);
    void softLimitsChanged(const Holdfast::SoftLimits &limits);
    void connectedChanged(bool connected);
    void axisInvertedChanged(const Holdfast::AxisInversion &inverted);
    void backlashStepsChanged(const Holdfast::BacklashSteps &steps);

private:
    class Drive;

    void moveTo(const StagePosition &target, SimulatedMotors::StopCount since,
                const StageManner &manner);
    bool moveStraight(const StagePosition &target, SimulatedMotors::StopCount since);
    void followMove();
    void throwIfLost() const;
    StagePosition counted() const;

    const int m_stepRate;
    const double m_micrometresPerStep;
    SimulatedMotors m_motors;
    Value<StagePosition> m_position {this, &SimulatedStage::positionChanged};
    Value<bool> m_moving {this, &SimulatedStage::movingChanged, false};
    Value<SoftLimits> m_softLimits;
    Value<AxisInversion> m_axisInverted {this, &SimulatedStage::axisInvertedChanged};
    Value<BacklashSteps> m_backlashSteps {this, &SimulatedStage::backlashStepsChanged};
    Backlash m_backlash;
    std::mutex m_switching; //!< held while the board is plugged in or out
    Value<bool> m_connected {this, &SimulatedStage::connectedChanged, true};
};

} // namespace Holdfast
