// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/camera/camera.h"
#include "core/instruments/mapping/imageshift.h"
#include "core/instruments/mapping/imagetostagematrix.h"
#include "core/instruments/mapping/mappingrequests.h"
#include "core/instruments/stage/stage.h"
#include "core/thing/thing.h"
#include "core/thing/thingslot.h"
#include "core/thing/value.h"

#include <optional>

namespace Holdfast {

//! \brief Knows what a pixel of the live picture is on the stage: calibrates that by moving the stage and
//! comparing pictures, with any camera and any stage, and moves the stage by distances in the picture.
//!
//! Has the properties image_to_stage_displacement_matrix (two rows of two numbers: steps of x and y for a pixel
//! downwards, and for one to the right) and image_resolution (height and width of the pictures that were
//! compared), which are null until it is calibrated. Both are recorded in pictures, where OpenFlexure's
//! programs look for them.
//!
//! A calibration approaches its first position from one side and then moves in that direction only, so that
//! slack in the drive does not matter. Moves in image coordinates are single moves; a stage that knows its
//! backlash compensates it there itself.
class CameraStageMapping : public Thing
{
    Q_OBJECT
    Q_PROPERTY(Holdfast::Json lastCalibration READ lastCalibration NOTIFY lastCalibrationChanged)
    Q_PROPERTY(
        bool calibrationRequired READ isCalibrationRequired NOTIFY calibrationRequiredChanged)
    Q_PROPERTY(bool canCalibrate READ canCalibrate CONSTANT)
    Q_PROPERTY(int backlash READ backlash WRITE setBacklash NOTIFY backlashChanged)
    Q_PROPERTY(double settle READ settle WRITE setSettle NOTIFY settleChanged)
public:
    //! Throws ThingError when an option is out of range.
    explicit CameraStageMapping(const CameraStageMappingOptions &options = {});

    //! Returns the matrix; empty until it is calibrated. May be called in any thread.
    std::optional<ImageToStageMatrix> imageToStageDisplacementMatrix() const;
    //! Returns the size of the pictures for which the matrix is; empty until it is calibrated. May be called in
    //! any thread.
    std::optional<ImageResolution> imageResolution() const;
    //! Returns all that the last calibration has found, as JSON; null before.
    Json lastCalibration() const { return m_lastCalibration; }
    //! Takes up a calibration that lastCalibration() has returned once. Throws ThingError when it is none.
    void restore(const Json &calibration);
    //! Returns whether it has not been calibrated.
    bool isCalibrationRequired() const { return m_calibrationRequired; }
    bool canCalibrate() const { return true; } //!< always
    //! Returns how far an axis goes back before the calibration begins along it, in steps.
    int backlash() const { return m_backlash; }
    void setBacklash(int steps);
    //! Returns how long a calibration waits after each move, in seconds.
    double settle() const { return m_settle; }
    void setSettle(double seconds);

    //! Moves along y and along x, compares pictures, and goes back to where the stage was, also when it fails or
    //! is cancelled. Returns lastCalibration(). Throws ThingError ("CalibrationError") when the pictures do not
    //! show how far the sample has moved; the last calibration then stays.
    Q_INVOKABLE Holdfast::Json calibrateXy();
    //! Brings the point at this distance from the centre of the picture into the centre. Throws ThingError
    //! ("CSMUncalibratedError") before a calibration, and that of the stage when the target is not allowed.
    Q_INVOKABLE void moveInImageCoordinates(const Holdfast::ImageDisplacement &distance);
    //! Returns by how many steps that would move.
    Q_INVOKABLE Holdfast::StageDisplacement
    convertImageToStageCoordinates(const Holdfast::ImageDisplacement &distance) const;
    //! Returns which point of the picture, seen from its centre, these steps bring into the centre.
    Q_INVOKABLE Holdfast::ImageDisplacement
    convertStageToImageCoordinates(const Holdfast::StageDisplacement &steps) const;

    Json state() const override;

Q_SIGNALS:
    void lastCalibrationChanged(const Holdfast::Json &calibration);
    void calibrationRequiredChanged(bool required);
    void backlashChanged(int steps);
    void settleChanged(double seconds);

private:
    //! One of the two axes along which the stage is moved.
    enum class Axis { X, Y };

    //! What a calibration along one axis has found.
    struct AxisResult
    {
        PixelDistance perStep; //!< how the sample moves in the picture for one step
        int steps = 0;         //!< of each move
        int moves = 0;         //!< that were measured
        double residual = 0;   //!< how much single moves differ, in pixels
    };

    AxisResult calibrateAlong(Axis axis, const StagePosition &start, ImageResolution &resolution);
    int findStep(Axis axis, double wanted, StagePosition &here, ShiftMeter &meter);
    StagePosition moveAlong(Axis axis, StagePosition from, int steps);
    void moveTo(const StagePosition &target);
    void goBack(const StagePosition &start);
    GreyImage picture() const;
    ImageShift shiftAfterMove(ShiftMeter &meter) const;
    ImageToStageMatrix calibrated() const;
    void takeCalibration();

    ThingSlot<Camera> m_camera {this, "camera"};
    ThingSlot<Stage> m_stage {this, "stage"};
    Value<Json> m_lastCalibration {this, &CameraStageMapping::lastCalibrationChanged};
    Value<bool> m_calibrationRequired {this, &CameraStageMapping::calibrationRequiredChanged, true};
    Value<int> m_backlash;
    Value<double> m_settle;
};

} // namespace Holdfast
