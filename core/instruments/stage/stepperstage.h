// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/stage/axisinversion.h"
#include "core/instruments/stage/backlash.h"
#include "core/instruments/stage/stage.h"
#include "core/thing/thing.h"
#include "core/thing/value.h"

#include <functional>

namespace Holdfast {

//! \brief What a StepperStage is made with.
struct StepperStageSetup
{
    SoftLimits softLimits {};       //!< how far each axis may go
    double micrometresPerStep = 1;  //!< the length of a step of x and y
    double micrometresPerStepZ = 0; //!< the length of a step of z; 0: not known
    AxisInversion axisInverted {};  //!< until a setting says something else
    BacklashSteps backlashSteps {}; //!< until a setting says something else
};

//! \brief The part that all stages with stepper motors have: three axes that count motor steps, each of which may count in
//! the other direction than its motor; soft limits; and moves that arrive from one side, so that the play of the gears does
//! not count (see Backlash). All lengths are motor steps.
//!
//! A driver makes the moves: it publishes where the stage is, and calls moveInLegs() with a function that moves straight.
class StepperStage : public Thing, public Stage
{
    Q_OBJECT
    Q_INTERFACES(Holdfast::Stage)
    Q_PROPERTY(Holdfast::StagePosition position READ position NOTIFY positionChanged)
    Q_PROPERTY(bool moving READ isMoving NOTIFY movingChanged)
    Q_PROPERTY(Holdfast::SoftLimits softLimits READ softLimits NOTIFY softLimitsChanged)
    Q_PROPERTY(QStringList axisNames READ axisNames CONSTANT)
    Q_PROPERTY(double micrometresPerStep READ micrometresPerStep CONSTANT)
    Q_PROPERTY(double micrometresPerStepZ READ micrometresPerStepZ CONSTANT)
    Q_PROPERTY(Holdfast::AxisInversion axisInverted READ axisInverted NOTIFY axisInvertedChanged)
    Q_PROPERTY(Holdfast::BacklashSteps backlashSteps READ backlashSteps WRITE setBacklashSteps
                   NOTIFY backlashStepsChanged)
    Q_PROPERTY(bool calibrationRequired READ isCalibrationRequired CONSTANT)
    Q_PROPERTY(bool canCalibrate READ canCalibrate CONSTANT)
public:
    //! Returns the position that was published last. While the stage moves, it is a little behind.
    StagePosition position() const override { return m_position; }
    //! Returns whether the stage moves.
    bool isMoving() const { return m_moving; }
    //! Returns how far each axis may go, both ends included.
    SoftLimits softLimits() const override { return m_softLimits; }
    //! Returns "x", "y" and "z".
    QStringList axisNames() const;
    //! Returns how long a step of x and y is.
    double micrometresPerStep() const { return m_micrometresPerStep; }
    //! Returns how long a step of z is; 0 when that is not known.
    double micrometresPerStepZ() const { return m_micrometresPerStepZ; }
    //! Returns which axes count in the other direction than their motors do.
    AxisInversion axisInverted() const { return m_axisInverted; }
    //! Returns how far each axis goes too far and back.
    BacklashSteps backlashSteps() const { return m_backlashSteps; }
    //! Sets it.
    void setBacklashSteps(const BacklashSteps &steps);
    //! Returns false: a stage needs no calibration. Programs for OpenFlexure microscopes ask.
    bool isCalibrationRequired() const { return false; }
    //! Returns false, as isCalibrationRequired().
    bool canCalibrate() const { return false; }

    //! Moves by so many steps along a straight line.
    Q_INVOKABLE virtual void moveRelative(const Holdfast::StageMove &move) = 0;
    Q_INVOKABLE void moveAbsolute(const Holdfast::StageTarget &target) override = 0;
    //! Moves for as long as clients renew the command: see Jog.
    Q_INVOKABLE virtual void jog(const Holdfast::StageJog &command) = 0;
    //! Moves to where all axes are zero.
    Q_INVOKABLE void moveToOrigin();
    //! Makes the current position (0, 0, 0), without moving. The soft limits stay where they are on the
    //! instrument, so their numbers change with the zero.
    Q_INVOKABLE virtual void setZeroPosition() = 0;
    //! Returns the position as a list: x, y, z.
    Q_INVOKABLE QList<int> getXyzPosition() const;
    //! Moves to a position that is a list: x, y, z.
    Q_INVOKABLE void moveToXyzPosition(const QList<int> &xyzPos);
    //! Lets an axis count in the other direction. The soft limits stay where they are on the instrument.
    Q_INVOKABLE void invertAxisDirection(Holdfast::AxisInversion::Axis axis);
    //! Does the same as emergencyStop().
    Q_INVOKABLE void stop();

    Json state() const override;

Q_SIGNALS:
    //! Is emitted when a position has been published.
    void positionChanged(const Holdfast::StagePosition &position);
    //! Is emitted when a move begins or ends.
    void movingChanged(bool moving);
    //! Is emitted when the zero or the direction of an axis has changed.
    void softLimitsChanged(const Holdfast::SoftLimits &limits);
    //! Is emitted when the direction of an axis has changed.
    void axisInvertedChanged(const Holdfast::AxisInversion &inverted);
    //! Is emitted when the steps have been set.
    void backlashStepsChanged(const Holdfast::BacklashSteps &steps);

protected:
    //! Makes a stage that is at (0, 0, 0).
    explicit StepperStage(const StepperStageSetup &setup);

    //! Describes the inputs of moves. \a remark is added to what is said of backlash.
    void describeMoves(const QString &remark = {});

    //! Turns a position into the count of the motors, or the other way.
    StagePosition turned(const StagePosition &position) const
    {
        return axisInverted().turned(position);
    }
    //! Publishes where the stage is.
    void publishPosition(const StagePosition &position) { m_position = position; }
    //! Publishes whether it moves.
    void publishMoving(bool isMoving) { m_moving = isMoving; }
    //! Publishes how far each axis may go.
    void publishSoftLimits(const SoftLimits &limits) { m_softLimits = limits; }

    //! Moves from position() to \a target: \a moveStraight is called with each position that a straight move leads to, the
    //! last one \a target itself, and throws when the stage does not get there.
    void moveInLegs(const StagePosition &target, const StageManner &manner,
                    const std::function<void(const StagePosition &)> &moveStraight);
    //! Returns whether a move may go farther than it was asked to, and back. A stage that does not know where it is
    //! could break by that.
    virtual bool mayGoBeyond() const { return true; }
    //! Notes that the stage has moved in an unknown way, so that nothing is known of its gears.
    void forgetBacklash() { m_backlash.forget(); }

private:
    const double m_micrometresPerStep;
    const double m_micrometresPerStepZ;
    Value<StagePosition> m_position {this, &StepperStage::positionChanged};
    Value<bool> m_moving {this, &StepperStage::movingChanged, false};
    Value<SoftLimits> m_softLimits;
    Value<AxisInversion> m_axisInverted;
    Value<BacklashSteps> m_backlashSteps;
    Backlash m_backlash;
};

} // namespace Holdfast
