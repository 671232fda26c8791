// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/capture/picturemetadata.h"

#include "core/instruments/camera/jpegcomments.h"
#include "core/thing/thingerror.h"

#include <QLoggingCategory>

#include <cstdlib>
#include <exiv2/exiv2.hpp>
#include <mutex>

namespace Holdfast {

namespace {

Q_LOGGING_CATEGORY(exifLog, "holdfast.exif")

//! A segment of a JPEG has 65,533 bytes, of which the other entries need some.
constexpr qsizetype roomForStates = 60'000;

void logOfExiv2(int level, const char *message)
{
    if (level >= Exiv2::LogMsg::error)
        qCWarning(exifLog).noquote() << QString::fromUtf8(message).trimmed();
}

//! Exiv2 prepares its part for XMP, which a camera's own JPEG may have, with the first use, and not safely.
std::unique_lock<std::mutex> preparedExiv2()
{
    static std::mutex mutex;
    std::unique_lock lock(mutex);
    static const bool isPrepared = [] {
        Exiv2::LogMsg::setHandler(&logOfExiv2);
        return Exiv2::XmpParser::initialize();
    }();
    Q_UNUSED(isPrepared)
    return lock;
}

QByteArray exifTime(const QDateTime &time)
{
    return time.toString(QStringLiteral("yyyy:MM:dd HH:mm:ss")).toLatin1();
}

//! Returns "+01:00".
QByteArray exifOffset(const QDateTime &time)
{
    const int minutes = time.offsetFromUtc() / 60;
    return QStringLiteral("%1%2:%3")
        .arg(QLatin1Char(minutes < 0 ? '-' : '+'))
        .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
        .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'))
        .toLatin1();
}

void setExifText(Exiv2::ExifData &exif, const char *key, const QByteArray &text)
{
    exif[key] = text.toStdString();
}

void setExifBytes(Exiv2::ExifData &exif, const char *name, const QByteArray &bytes)
{
    const Exiv2::ExifKey key(name);
    if (const auto old = exif.findKey(key); old != exif.end())
        exif.erase(old);
    Exiv2::DataValue value(Exiv2::undefined);
    value.read(reinterpret_cast<const Exiv2::byte *>(bytes.constData()), bytes.size(),
               Exiv2::littleEndian);
    exif.add(key, &value);
}

void fillExif(Exiv2::ExifData &exif, const PictureMetadata &metadata, const QByteArray &states)
{
    const QByteArray time = exifTime(metadata.taken);
    const QByteArray offset = exifOffset(metadata.taken);
    const QByteArray fraction =
        QByteArray::number(metadata.taken.time().msec()).rightJustified(3, '0');
    setExifText(exif, "Exif.Image.Make", "OpenFlexure");
    setExifText(exif, "Exif.Image.Model", "OpenFlexure Microscope");
    setExifText(exif, "Exif.Image.Software", "Holdfast " HOLDFAST_VERSION);
    setExifText(exif, "Exif.Image.DateTime", time);
    for (const char *key : {"Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized"})
        setExifText(exif, key, time);
    // OffsetTime, OffsetTimeOriginal and OffsetTimeDigitized, whose names only newer versions of Exiv2 know.
    for (const char *key : {"Exif.Photo.0x9010", "Exif.Photo.0x9011", "Exif.Photo.0x9012"})
        setExifText(exif, key, offset);
    for (const char *key : {"Exif.Photo.SubSecTime", "Exif.Photo.SubSecTimeOriginal",
                            "Exif.Photo.SubSecTimeDigitized"})
        setExifText(exif, key, fraction);
    exif["Exif.Photo.PixelXDimension"] = quint32(metadata.size.width());
    exif["Exif.Photo.PixelYDimension"] = quint32(metadata.size.height());
    setExifBytes(exif, "Exif.Photo.UserComment", states);
}

QByteArray withOwnExif(const QByteArray &file, const PictureMetadata &metadata,
                       const QByteArray &states, bool keepsOthers)
{
    const auto image = Exiv2::ImageFactory::open(
        reinterpret_cast<const Exiv2::byte *>(file.constData()), file.size());
    image->readMetadata();
    Exiv2::ExifData &exif = image->exifData();
    if (!keepsOthers)
        exif.clear();
    Exiv2::ExifThumb(exif).erase();
    fillExif(exif, metadata, states);
    // Exiv2 would put a zero at the end of a comment, which JSON cannot have.
    const QByteArray comment = QByteArray::fromStdString(image->comment());
    image->clearComment();
    image->writeMetadata();
    Exiv2::BasicIo &io = image->io();
    if (io.open() != 0)
        throw ThingError(QStringLiteral("ImageError"),
                         QStringLiteral("The picture with its metadata could not be read."));
    QByteArray result(qsizetype(io.size()), Qt::Uninitialized);
    const auto size = io.read(reinterpret_cast<Exiv2::byte *>(result.data()), result.size());
    result.truncate(qsizetype(size));
    return comment.isEmpty() ? result : withJpegComments(result, {comment});
}

//! Returns the states, and the size of a pixel where OpenFlexure's programs look for it.
Json withScale(const PictureMetadata &metadata)
{
    Json states = metadata.states;
    if (metadata.micrometresPerPixel && states.is_object() && !states.contains("instrument"))
        states["instrument"]["settings"]["extensions"]["usafcal"]["um_per_px"] =
            *metadata.micrometresPerPixel;
    return states;
}

bool isJpegFile(const QByteArray &file)
{
    return file.startsWith("\xff\xd8");
}

} // namespace

StatesText statesWithin(Json states, qsizetype most)
{
    StatesText text;
    const auto dumped = [](const Json &json) {
        return QByteArray::fromStdString(json.dump(-1, ' ', true, Json::error_handler_t::replace));
    };
    for (text.json = dumped(states);
         text.json.size() > most && states.is_object() && !states.empty();
         text.json = dumped(states)) {
        auto largest = states.begin();
        qsizetype size = -1;
        for (auto it = states.begin(); it != states.end(); ++it) {
            if (const qsizetype own = dumped(it.value()).size(); own > size) {
                size = own;
                largest = it;
            }
        }
        text.leftOut << toQString(largest.key());
        states.erase(largest);
    }
    return text;
}

QByteArray withExif(const QByteArray &file, const PictureMetadata &metadata, QStringList &leftOut)
{
    // A TIFF has room for all; but one limit means that both have the same contents.
    const StatesText states = statesWithin(withScale(metadata), roomForStates);
    leftOut += states.leftOut;
    const auto lock = preparedExiv2();
    try {
        return withOwnExif(file, metadata, states.json, true);
    } catch (const Exiv2::Error &) {
        // What the camera has written may be damaged, or leave no room.
        if (!isJpegFile(file))
            throw ThingError(QStringLiteral("ImageError"),
                             QStringLiteral("The metadata could not be put into the picture."));
    }
    try {
        return withOwnExif(file, metadata, states.json, false);
    } catch (const Exiv2::Error &error) {
        throw ThingError(QStringLiteral("ImageError"),
                         QStringLiteral("The metadata could not be put into the picture: %1.")
                             .arg(QString::fromUtf8(error.what())));
    }
}

} // namespace Holdfast
