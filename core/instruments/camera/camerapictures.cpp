// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of a camera that takes pictures, and describes itself to OpenFlexure's programs.

#include "core/instruments/camera/camera.h"
#include "core/instruments/camera/capture/capturefolder.h"
#include "core/instruments/camera/capture/picturemetadata.h"
#include "core/instruments/camera/capture/pixelvalues.h"
#include "core/instruments/camera/capture/tiffformat.h"
#include "core/instruments/camera/jpegcomments.h"
#include "core/instruments/panel/panelelements.h"
#include "core/thing/thingresource.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace Holdfast {

namespace {

const QByteArray statesKey = QByteArrayLiteral("thing_states");
constexpr int captureQuality = 95;
const QString standardMode = QStringLiteral("standard");
const QString quickMode = QStringLiteral("quick");
const QString defaultMode = QStringLiteral("default");
const QString fullMode = QStringLiteral("full_resolution");
//! The most pixels whose values are sent as text: more would take gigabytes.
constexpr qint64 mostPixelsAsText = 2'000'000;

QByteArray fileOf(CameraImage image, ImageFormat format, const PictureMetadata &metadata,
                  QStringList &leftOut)
{
    if (format == ImageFormat::Tiff)
        return withExif(omeTiff(asPixels(std::move(image)), metadata), metadata, leftOut);
    // Only ASCII, so that a reader need not know the encoding of a file's comments.
    image.texts[statesKey] = QByteArray::fromStdString(
        metadata.states.dump(-1, ' ', true, Json::error_handler_t::replace));
    if (format == ImageFormat::Png)
        return encoded(image, format, captureQuality);
    // The texts come after the EXIF, whose writer would change the first one.
    const auto texts = std::exchange(image.texts, {});
    const QByteArray file = encoded(image, format, captureQuality, Chroma::Full);
    return withJpegTexts(withExif(file, metadata, leftOut), texts);
}

} // namespace

void Camera::declarePictures()
{
    describe("capture", tr("Takes a picture in the best quality. Its file holds the state of every "
                           "Thing, and the time."))
        .input("captureMode", Unit::None, {},
               tr("One of the capture modes; \"standard\" for any other."))
        .input("imageFormat", Unit::None, {}, tr("The kind of file."))
        .input("retainImage", Unit::None, {}, tr("Whether it is kept in the folder for data."));
    describe("grabJpeg", tr("Takes a picture in the quality of the live stream."))
        .withoutGlobalLock()
        .optionalInput();
    describe("grabJpegSize",
             tr("Returns how many bytes a live picture has, which says how sharp it is."))
        .withoutGlobalLock()
        .forPrograms();
    describe(
        "micrometresPerPixel",
        tr("How much of the sample a pixel covers, which is put into TIFF files. 0: not known."))
        .unit(Unit::Micrometre)
        .range({0, 1000})
        .setting();
    describe("captureModes", tr("The ways to take a picture, by name.")).forPrograms();
    describe("streamingModes", tr("The ways to make live pictures, by name.")).forPrograms();
    describe("streamingMode", tr("The present one of the streaming modes.")).forPrograms();
    describe("changeStreamingMode", tr("Chooses one of the streaming modes."))
        .input("mode", Unit::None, {}, tr("Its name."))
        .forPrograms();
    describe("settlingTime", tr("How long to wait after a move before a picture is taken."))
        .unit(Unit::Second)
        .range({0, 60})
        .setting()
        .forPrograms();
    describe("settle", tr("Waits for the settling time, and then for a new frame.")).forPrograms();
    describe("discardFrames", tr("Waits for a frame that was begun after the call.")).forPrograms();
    describe("downsampledArrayFactor",
             tr("How many pixels in a row become one in a downsampled array."))
        .range({1, 64})
        .setting()
        .forPrograms();
    describe("captureAsArray",
             tr("Takes a picture, and returns its values: rows of pixels of red, green and blue."))
        .forPrograms();
    describe("captureDownsampledArray", tr("Takes a smaller picture, and returns its values."))
        .forPrograms();
    describe("calibrationRequired",
             tr("Whether the camera has to be calibrated before it is used."))
        .forPrograms();
    describe("canCalibrate", tr("Whether the camera can calibrate itself.")).forPrograms();
    for (const char *list :
         {"primaryCalibrationActions", "secondaryCalibrationActions", "manualCameraSettings"})
        describe(list, tr("What OpenFlexure's web app shows on its pages for the camera."))
            .forPrograms();
    addResource({.path = QStringLiteral("capture/"),
                 .get {},
                 .remove = [this](const QString &name) { removePicture(dataFolder(), name); },
                 .description = tr("A picture that was kept.")});
}

CameraImage Camera::pictureIn(const QString &mode)
{
    throwIfLost();
    if (mode == quickMode)
        return nextFrame();
    if (mode != standardMode)
        logWarning(QStringLiteral(
                       "There is no capture mode \"%1\". The picture is taken in the mode \"%2\".")
                       .arg(mode.left(100), standardMode));
    return takePicture();
}

Blob Camera::capture(const CaptureRequest &request)
{
    const auto hold = holdGlobalLock();
    const CameraImage image = pictureIn(request.captureMode);
    PictureMetadata metadata;
    metadata.taken = QDateTime::currentDateTime();
    readSettings();
    metadata.states = thingStates();
    metadata.size = image.size.isEmpty() ? jpegSize(image.pixels) : image.size;
    if (micrometresPerPixel() > 0)
        metadata.micrometresPerPixel = micrometresPerPixel();
    QStringList leftOut;
    const QByteArray file = fileOf(image, request.imageFormat, metadata, leftOut);
    if (!leftOut.isEmpty())
        logWarning(QStringLiteral("The picture's metadata has no room for the state of %1.")
                       .arg(leftOut.join(QStringLiteral(", "))));
    logInfo(QStringLiteral("Took a picture of %1 kB.").arg(file.size() / 1000));
    if (request.retainImage && hasDataFolder()) {
        try {
            return Blob::fromFile(
                keepPicture(dataFolder(), metadata.taken, suffix(request.imageFormat), file),
                mediaType(request.imageFormat), tr("A picture of the sample"));
        } catch (const ThingError &error) {
            // The picture itself is not lost with the place for it.
            logError(error.message() + QStringLiteral(" The answer has the picture, for a while."));
        }
    }
    return Blob(file, mediaType(request.imageFormat), tr("A picture of the sample"));
}

Blob Camera::grabJpeg(const GrabRequest &)
{
    return Blob(liveJpeg(), mediaType(ImageFormat::Jpeg), tr("A live picture of the sample"));
}

int Camera::grabJpegSize(const GrabRequest &)
{
    return int(liveJpeg().size());
}

Json Camera::captureAsArray(const ArrayRequest &request)
{
    const auto hold = holdGlobalLock();
    if (request.raw)
        throw ThingError(QStringLiteral("This camera gives no raw values. Ask without \"raw\"."));
    return valuesOf(smallEnough(asPixels(pictureIn(request.captureMode))));
}

Json Camera::captureDownsampledArray()
{
    const auto hold = holdGlobalLock();
    const CameraImage image = asPixels(pictureIn(standardMode));
    const int most = std::min(image.size.width(), image.size.height());
    return valuesOf(smallEnough(downsampled(image, std::min(downsampledArrayFactor(), most))));
}

CameraImage Camera::smallEnough(CameraImage image)
{
    if (qint64(image.size.width()) * image.size.height() > mostPixelsAsText) {
        throw ThingError(tr("The picture has %1 × %2 pixels, too many for numbers as text. Take a "
                            "downsampled array, or a file.")
                             .arg(image.size.width())
                             .arg(image.size.height()));
    }
    return image;
}

void Camera::settle()
{
    const auto hold = holdGlobalLock();
    cancellableSleep(std::chrono::duration<double>(settlingTime()));
    discardFrames();
}

void Camera::discardFrames()
{
    const auto hold = holdGlobalLock();
    throwIfLost();
    nextFrame();
}

void Camera::fullAutoCalibrate()
{
    constexpr double wanted = 0.9; // of white: the brightest parts keep their differences
    constexpr double tolerance = 0.03;
    constexpr int most = 12;
    const auto hold = holdGlobalLock();
    const CameraAbilities::Exposure limits = abilities().exposure.value();
    for (int round = 0; round < most; ++round) {
        reportProgress(100.0 * round / most, tr("exposure"));
        const double white = whiteLevel(asPixels(pictureIn(standardMode)));
        if (std::abs(white - wanted) < tolerance)
            return;
        // Where it is white there is no telling how much too bright it is.
        const double factor =
            white > 0.99 ? 0.5 : std::clamp(wanted / std::max(white, 0.01), 0.1, 8.0);
        const int before = exposureTime();
        setExposureTime(int(std::clamp(before * factor, double(limits.shortest.count()),
                                       double(limits.longest.count()))));
        if (exposureTime() == before)
            break;
    }
    const double white = whiteLevel(asPixels(pictureIn(standardMode)));
    if (std::abs(white - wanted) >= tolerance)
        logWarning(
            QStringLiteral("The brightest parts are at %1 % of white, and not at %2 %: change "
                           "the light or the gain.")
                .arg(qRound(100 * white))
                .arg(qRound(100 * wanted)));
}

void Camera::setMicrometresPerPixel(double micrometres)
{
    const auto hold = holdGlobalLock();
    m_micrometresPerPixel = micrometres;
}

void Camera::setSettlingTime(double seconds)
{
    const auto hold = holdGlobalLock();
    m_settlingTime = seconds;
}

void Camera::setDownsampledArrayFactor(int factor)
{
    const auto hold = holdGlobalLock();
    m_downsampledArrayFactor = factor;
}

void Camera::changeStreamingMode(const QString &mode)
{
    const auto hold = holdGlobalLock();
    if (mode != defaultMode && mode != fullMode)
        throw ThingError(
            QStringLiteral("There is no streaming mode \"%1\"; there are \"%2\" and \"%3\".")
                .arg(mode.left(100), defaultMode, fullMode));
    m_streamingMode = mode;
}

Json Camera::captureModes() const
{
    return Json {
        {toUtf8String(standardMode),
         {{"description", "The best picture that the camera takes."},
          {"save_resolution", nullptr}}},
        {toUtf8String(quickMode),
         {{"description", "The next live frame."}, {"save_resolution", nullptr}}},
    };
}

Json Camera::streamingModes() const
{
    const Json only {{"description", "All pixels of the live pictures. There is one resolution."}};
    return Json {{toUtf8String(defaultMode), only}, {toUtf8String(fullMode), only}};
}

bool Camera::canCalibrate() const
{
    return abilities().exposure.has_value();
}

Json Camera::primaryCalibrationActions() const
{
    Json buttons = Json::array();
    if (canCalibrate())
        buttons.push_back(toJson(ActionButton {.thing = name(),
                                               .action = QStringLiteral("full_auto_calibrate"),
                                               .label = tr("Calibrate the camera"),
                                               .showsProgress = true,
                                               .showsStream = true,
                                               .successMessage = tr("The camera is calibrated."),
                                               .updatesInterface = true}));
    return buttons;
}

Json Camera::secondaryCalibrationActions() const
{
    return Json::array();
}

Json Camera::manualCameraSettings() const
{
    Json controls = Json::array();
    const auto add = [&](const char *property, const QString &label) {
        controls.push_back(toJson(PropertyControl {.thing = name(),
                                                   .property = QLatin1String(property),
                                                   .label = label,
                                                   .readsBack = true}));
    };
    if (abilities().exposure)
        add("exposure_time", tr("Exposure time"));
    if (abilities().gain)
        add("analogue_gain", tr("Analogue gain"));
    return controls;
}

} // namespace Holdfast
