// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/mapping/camerastagemapping.h"

#include "core/thing/affordances/runtimeaffordances.h"
#include "core/thing/error.h"
#include "core/thing/progresspart.h"

#include <QDateTime>

#include <algorithm>
#include <chrono>
#include <cstdlib>

namespace Holdfast {

namespace {

const QString matrixName = QStringLiteral("image_to_stage_displacement_matrix");
const QString resolutionName = QStringLiteral("image_resolution");

//! The first move is so short, and each further one twice as long, until the picture moves by a part of its
//! shorter side that is large enough for a precise measurement.
constexpr int firstTrial = 4;
constexpr int longestTrial = 100'000;
constexpr double wantedPart = 0.08;
constexpr int measuredMoves = 4;
//! Wider pictures are reduced: that is precise enough, and much faster.
constexpr int widestPicture = 640;
//! The moves of one axis may differ by so much of their mean.
constexpr double mostScatter = 0.1;

const CameraStageMappingOptions &checked(const CameraStageMappingOptions &options)
{
    options.check();
    return options;
}

[[noreturn]] void failCalibration(const QString &why)
{
    throw ThingError(QStringLiteral("CalibrationError"), why);
}

double lengthOf(const PixelDistance &distance)
{
    return std::hypot(distance.right, distance.down);
}

std::optional<ImageToStageMatrix> toMatrix(const Json &value)
{
    ImageToStageMatrix matrix;
    if (!value.is_array() || value.size() != matrix.rows.size())
        return {};
    for (size_t row = 0; row < matrix.rows.size(); ++row) {
        if (!value[row].is_array() || value[row].size() != matrix.rows[row].size())
            return {};
        for (size_t axis = 0; axis < matrix.rows[row].size(); ++axis) {
            if (!value[row][axis].is_number())
                return {};
            matrix.rows[row][axis] = value[row][axis].get<double>();
        }
    }
    return matrix.isInvertible() ? std::optional(matrix) : std::nullopt;
}

std::optional<ImageResolution> toResolution(const Json &value)
{
    if (!value.is_array() || value.size() != 2 || !value[0].is_number_integer()
        || !value[1].is_number_integer())
        return {};
    return ImageResolution {value[0].get<int>(), value[1].get<int>()};
}

Json memberOf(const Json &object, const QString &name)
{
    const auto found = object.is_object() ? object.find(toUtf8String(name)) : object.end();
    return object.is_object() && found != object.end() ? *found : Json();
}

} // namespace

void CameraStageMappingOptions::check() const
{
    if (backlash < 0 || backlash > mostBacklash) {
        throw ThingError(QStringLiteral("The option backlash is %1; it must be from 0 to %2 steps.")
                             .arg(backlash)
                             .arg(mostBacklash));
    }
    if (!(settle >= 0 && settle <= longestSettle)) {
        throw ThingError(QStringLiteral("The option settle is %1; it must be from 0 to %2 seconds.")
                             .arg(settle)
                             .arg(longestSettle));
    }
}

CameraStageMapping::CameraStageMapping(const CameraStageMappingOptions &options)
    : m_backlash(this, &CameraStageMapping::backlashChanged, checked(options).backlash)
    , m_settle(this, &CameraStageMapping::settleChanged, options.settle)
{
    const Range pixels {-ImageDisplacement::farthest, ImageDisplacement::farthest};
    describeThing(tr("Knows what a pixel of the picture is on the stage."),
                  tr("Camera-stage mapping"));
    describe("lastCalibration", tr("All that the last calibration has found. Null before."))
        .setting();
    describe("calibrationRequired", tr("Whether it has not been calibrated."));
    describe("canCalibrate", tr("Whether it can be calibrated: always."));
    describe("backlash", tr("How far an axis goes back before the calibration begins along it, so "
                            "that it always moves in the same direction."))
        .unit(Unit::Step)
        .range({0, CameraStageMappingOptions::mostBacklash})
        .setting();
    describe("settle",
             tr("How long a calibration waits after each move before it takes a picture."))
        .unit(Unit::Second)
        .range({0, CameraStageMappingOptions::longestSettle})
        .setting();
    describe("calibrateXy", tr("Moves along y and x, compares the pictures, and goes back. Needs a "
                               "sample with some detail in focus."));
    describe(
        "moveInImageCoordinates",
        tr("Brings the point at this distance from the centre of the picture into the centre."))
        .input("x", Unit::Pixel, pixels, tr("To the right."))
        .input("y", Unit::Pixel, pixels, tr("Downwards."))
        .required({QStringLiteral("x"), QStringLiteral("y")});
    describe("convertImageToStageCoordinates",
             tr("By how many steps the stage moves for this distance in the picture."))
        .input("x", Unit::Pixel, pixels, tr("To the right."))
        .input("y", Unit::Pixel, pixels, tr("Downwards."))
        .required({QStringLiteral("x"), QStringLiteral("y")})
        .withoutGlobalLock();
    describe("convertStageToImageCoordinates",
             tr("Which point, seen from the centre of the picture, these steps bring there."))
        .input("x", Unit::Step)
        .input("y", Unit::Step)
        .required({QStringLiteral("x"), QStringLiteral("y")})
        .withoutGlobalLock();

    // Either may be null, which a list in C++ cannot be.
    RuntimeProperty matrix;
    matrix.name = matrixName;
    matrix.title = tr("Image to stage displacement matrix");
    matrix.description =
        tr("What a pixel of the picture is on the stage: steps along x and y for one pixel "
           "downwards, and for one to the right. Null until it is calibrated.");
    const Json row {
        {"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 2}, {"maxItems", 2}};
    matrix.schema = {
        {"anyOf",
         Json::array({{{"type", "array"}, {"items", row}, {"minItems", 2}, {"maxItems", 2}},
                      {{"type", "null"}}})}};
    matrix.observable = true;
    matrix.readNow = [this] { return memberOf(lastCalibration(), matrixName); };
    addProperty(matrix);
    RuntimeProperty resolution;
    resolution.name = resolutionName;
    resolution.title = tr("Image resolution");
    resolution.description = tr(
        "Height and width of the pictures for which the matrix is. Null until it is calibrated.");
    resolution.schema = {{"anyOf", Json::array({{{"type", "array"},
                                                 {"items", {{"type", "integer"}}},
                                                 {"minItems", 2},
                                                 {"maxItems", 2}},
                                                {{"type", "null"}}})}};
    resolution.observable = true;
    resolution.readNow = [this] { return memberOf(lastCalibration(), resolutionName); };
    addProperty(resolution);
    connect(this, &CameraStageMapping::lastCalibrationChanged, this,
            &CameraStageMapping::takeCalibration, Qt::DirectConnection);
}

void CameraStageMapping::takeCalibration()
{
    const Json calibration = lastCalibration();
    m_calibrationRequired = !imageToStageDisplacementMatrix();
    changed(matrixName, memberOf(calibration, matrixName));
    changed(resolutionName, memberOf(calibration, resolutionName));
}

std::optional<ImageToStageMatrix> CameraStageMapping::imageToStageDisplacementMatrix() const
{
    return toMatrix(memberOf(lastCalibration(), matrixName));
}

std::optional<ImageResolution> CameraStageMapping::imageResolution() const
{
    return toResolution(memberOf(lastCalibration(), resolutionName));
}

void CameraStageMapping::restore(const Json &calibration)
{
    if (!toMatrix(memberOf(calibration, matrixName))
        || !toResolution(memberOf(calibration, resolutionName)))
        throw ThingError(QStringLiteral("CalibrationError"),
                         tr("This is no calibration of camera and stage."));
    const auto hold = holdGlobalLock();
    m_lastCalibration = calibration;
}

void CameraStageMapping::setBacklash(int steps)
{
    const auto hold = holdGlobalLock();
    m_backlash = steps;
}

void CameraStageMapping::setSettle(double seconds)
{
    const auto hold = holdGlobalLock();
    m_settle = seconds;
}

Json CameraStageMapping::calibrateXy()
{
    const auto hold = holdGlobalLock();
    const StagePosition start = m_stage->position();
    const auto calibrate = [&] {
        ImageResolution resolution;
        AxisResult alongY;
        AxisResult alongX;
        {
            const ProgressPart part(0, 48, tr("along y"));
            alongY = calibrateAlong(Axis::Y, start, resolution);
        }
        {
            const ProgressPart part(48, 96, tr("along x"));
            alongX = calibrateAlong(Axis::X, start, resolution);
        }
        // How the sample moves in the picture: rows for x and y, columns downwards and to the right.
        const PixelDistance x = alongX.perStep;
        const PixelDistance y = alongY.perStep;
        const double determinant = x.down * y.right - x.right * y.down;
        if (std::abs(determinant) < lengthOf(x) * lengthOf(y) / 2) {
            failCalibration(
                tr("The two axes move the sample in nearly the same direction of the picture. Look "
                   "whether both motors turn, and whether the sample is fixed to the stage."));
        }
        // The stage has to move against the point that is to come into the centre: the negative inverse.
        const ImageToStageMatrix matrix {{{{-y.right / determinant, x.right / determinant},
                                           {y.down / determinant, -x.down / determinant}}}};
        const auto describe = [](const AxisResult &axis) {
            return Json {{"pixels_per_step", {axis.perStep.down, axis.perStep.right}},
                         {"steps", axis.steps},
                         {"moves", axis.moves},
                         {"residual_pixels", axis.residual}};
        };
        const auto &rows = matrix.rows;
        return Json {
            {"image_to_stage_displacement_matrix",
             {{rows[0][0], rows[0][1]}, {rows[1][0], rows[1][1]}}},
            {"image_resolution", {resolution.height, resolution.width}},
            {"time", QDateTime::currentDateTimeUtc().toString(Qt::ISODate)},
            {"x", describe(alongX)},
            {"y", describe(alongY)},
        };
    };
    Json found;
    try {
        found = calibrate();
        moveTo(start);
    } catch (const InvocationCancelled &) {
        goBack(start);
        throw;
    } catch (const ThingError &error) {
        // A user has stopped the stage: it must not move on by itself.
        if (error.title() != QStringLiteral("StageStoppedError"))
            goBack(start);
        throw;
    }
    m_lastCalibration = found;
    reportProgress(100);
    logInfo(QStringLiteral("Calibrated: the matrix is %1.")
                .arg(QString::fromUtf8(toBytes(memberOf(found, matrixName)))));
    return found;
}

CameraStageMapping::AxisResult CameraStageMapping::calibrateAlong(Axis axis,
                                                                  const StagePosition &start,
                                                                  ImageResolution &resolution)
{
    const QString name = axis == Axis::X ? QStringLiteral("x") : QStringLiteral("y");
    logInfo(QStringLiteral("Measuring along %1.").arg(name));
    StagePosition here = start;
    if (backlash() > 0) {
        (void)moveAlong(axis, start, -backlash());
        moveTo(start);
    }
    const GreyImage first = picture();
    resolution = {first.pictureSize.height(), first.pictureSize.width()};
    ShiftMeter meter(first);
    AxisResult result;
    const double wanted = wantedPart * std::min(resolution.width, resolution.height);
    result.steps = findStep(axis, wanted, here, meter);
    std::vector<PixelDistance> shifts;
    for (int i = 0; i < measuredMoves; ++i) {
        reportProgress(40 + 60.0 * i / measuredMoves);
        here = moveAlong(axis, here, result.steps);
        const ImageShift shift = shiftAfterMove(meter);
        if (!shift.isCertain()) {
            failCalibration(
                tr("The pictures before and after a move of %1 steps along %2 have too little in "
                   "common. Look whether there is a sample with enough detail, and whether it is "
                   "in focus.")
                    .arg(result.steps)
                    .arg(name));
        }
        shifts.push_back(shift.distance);
    }
    PixelDistance mean;
    for (const PixelDistance &shift : shifts) {
        mean.right += shift.right / measuredMoves;
        mean.down += shift.down / measuredMoves;
    }
    for (const PixelDistance &shift : shifts) {
        result.residual =
            std::max(result.residual, lengthOf({shift.right - mean.right, shift.down - mean.down}));
    }
    if (result.residual > mostScatter * lengthOf(mean)) {
        failCalibration(
            tr("Moves of %1 steps along %2 differ by %3 of %4 pixels. Look whether the stage "
               "slips, "
               "or has more slack than the %5 steps of backlash.")
                .arg(result.steps)
                .arg(name)
                .arg(result.residual, 0, 'f', 1)
                .arg(lengthOf(mean), 0, 'f', 1)
                .arg(backlash()));
    }
    result.moves = measuredMoves;
    result.perStep = {.right = mean.right / result.steps, .down = mean.down / result.steps};
    logInfo(
        QStringLiteral("A step of %1 moves the picture by %2 pixels downwards and %3 to the right.")
            .arg(name)
            .arg(result.perStep.down, 0, 'f', 4)
            .arg(result.perStep.right, 0, 'f', 4));
    return result;
}

//! Moves farther and farther until the sample moves by \a wanted pixels in the picture; returns how far that was.
int CameraStageMapping::findStep(Axis axis, double wanted, StagePosition &here, ShiftMeter &meter)
{
    const QString name = axis == Axis::X ? QStringLiteral("x") : QStringLiteral("y");
    for (int steps = firstTrial; steps <= longestTrial; steps *= 2) {
        reportProgress(std::min(40.0, 4.0 * std::log2(steps)));
        here = moveAlong(axis, here, steps);
        const ImageShift shift = shiftAfterMove(meter);
        if (!shift.isCertain()) {
            failCalibration(
                tr("The picture after a move of %1 steps along %2 has too little in common with "
                   "the "
                   "one before. Look whether there is a sample with enough detail, and whether it "
                   "is in focus.")
                    .arg(steps)
                    .arg(name));
        }
        logInfo(QStringLiteral("%1 steps along %2 are %3 pixels.")
                    .arg(steps)
                    .arg(name)
                    .arg(lengthOf(shift.distance), 0, 'f', 1));
        if (lengthOf(shift.distance) >= wanted)
            return steps;
    }
    failCalibration(
        tr("Moves of up to %1 steps along %2 do not move the picture. Look whether the motor "
           "turns, "
           "and whether the camera looks at the sample.")
            .arg(longestTrial)
            .arg(name));
}

StagePosition CameraStageMapping::moveAlong(Axis axis, StagePosition from, int steps)
{
    (axis == Axis::X ? from.x : from.y) += steps;
    moveTo(from);
    return from;
}

void CameraStageMapping::moveTo(const StagePosition &target)
{
    // z stays, also where it has drifted.
    m_stage->moveAbsolute({.x = target.x, .y = target.y, .z = {}});
}

void CameraStageMapping::goBack(const StagePosition &start)
{
    if (isEverythingStopped() || m_stage->position() == start)
        return;
    try {
        moveTo(start);
    } catch (const std::exception &) {
        logWarning(
            QStringLiteral("The stage is not back at %1, where it was before: %2")
                .arg(start.toString(), Error::fromException(std::current_exception()).message()));
    }
}

GreyImage CameraStageMapping::picture() const
{
    return decodedGrey(m_camera->grabJpeg({}).data(), widestPicture);
}

ImageShift CameraStageMapping::shiftAfterMove(ShiftMeter &meter) const
{
    cancellableSleep(std::chrono::duration<double>(settle()));
    return meter.shiftTo(picture());
}

void CameraStageMapping::moveInImageCoordinates(const ImageDisplacement &distance)
{
    const auto hold = holdGlobalLock();
    const StageDisplacement steps = convertImageToStageCoordinates(distance);
    const StagePosition here = m_stage->position();
    moveTo(m_stage->softLimits().moved(here, {steps.x, steps.y, 0}));
}

StageDisplacement
CameraStageMapping::convertImageToStageCoordinates(const ImageDisplacement &distance) const
{
    const StageDistance steps = calibrated().toSteps({.right = distance.x, .down = distance.y});
    constexpr double most = SoftLimits::farthest;
    const auto rounded = [most](double value) {
        return int(std::lround(std::clamp(value, -most, most)));
    };
    return {rounded(steps.x), rounded(steps.y)};
}

ImageDisplacement
CameraStageMapping::convertStageToImageCoordinates(const StageDisplacement &steps) const
{
    const PixelDistance distance =
        calibrated().toPixels({.x = double(steps.x), .y = double(steps.y)});
    return {distance.right, distance.down};
}

ImageToStageMatrix CameraStageMapping::calibrated() const
{
    if (const auto matrix = imageToStageDisplacementMatrix())
        return *matrix;
    throw ThingError(QStringLiteral("CSMUncalibratedError"),
                     tr("It is not known what a pixel is on the stage: calibrate the camera-stage "
                        "mapping first."));
}

Json CameraStageMapping::state() const
{
    const Json calibration = lastCalibration();
    if (!imageToStageDisplacementMatrix())
        return nullptr; // a reader takes a null for a matrix
    return {{"image_to_stage_displacement_matrix", memberOf(calibration, matrixName)},
            {"image_resolution", memberOf(calibration, resolutionName)}};
}

} // namespace Holdfast
