// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/capture/picturemetadata.h"
#include "core/instruments/camera/capture/tiffformat.h"
#include "core/instruments/camera/imageformat.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>
#include <QTimeZone>

#include <exiv2/exiv2.hpp>

namespace Holdfast::tst_picturemetadata {

namespace {

constexpr QSize s_size {32, 24};

CameraImage picture()
{
    CameraImage image {s_size, QByteArray(qsizetype(3) * s_size.width() * s_size.height(), '\x60')};
    image.texts["thing_states"] = "{}";
    return image;
}

QByteArray file(ImageFormat format)
{
    return encoded(picture(), format, 95, Chroma::Full);
}

PictureMetadata metadata()
{
    return {.states = Json {{"stage", {{"position", {{"x", 10}, {"y", -20}, {"z", 5}}}}},
                            {"system", {{"operator", "Zoë"}}}},
            .taken = QDateTime(QDate(2026, 11, 30), QTime(18, 45, 12, 34), QTimeZone(3600)),
            .size = s_size,
            .micrometresPerPixel = {}};
}

//! Returns what a file says, by Exiv2's names.
Exiv2::ExifData exifOf(const QByteArray &bytes)
{
    const auto image = Exiv2::ImageFactory::open(
        reinterpret_cast<const Exiv2::byte *>(bytes.constData()), bytes.size());
    image->readMetadata();
    return image->exifData();
}

QByteArray textOf(Exiv2::ExifData &exif, const char *key)
{
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    return found == exif.end() ? QByteArray() : QByteArray::fromStdString(found->toString());
}

//! Returns the bytes of an entry as they are in the file.
QByteArray bytesOf(Exiv2::ExifData &exif, const char *key)
{
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    if (found == exif.end())
        return {};
    QByteArray bytes(qsizetype(found->size()), Qt::Uninitialized);
    found->copy(reinterpret_cast<Exiv2::byte *>(bytes.data()), Exiv2::littleEndian);
    return bytes;
}

} // namespace

//! Tests what a picture's file says about how it was taken. The readers of OpenFlexure's programs are tried in
//! tests/interop.
class TestPictureMetadata : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theLargestStatesAreLeftOutFirst()
    {
        const Json states {{"a", std::string(100, 'a')}, {"b", std::string(300, 'b')}, {"c", 1}};
        QCOMPARE(statesWithin(states, 1000).leftOut, QStringList());
        const StatesText less = statesWithin(states, 200);
        QCOMPARE(less.leftOut, QStringList {QStringLiteral("b")});
        QCOMPARE(Json::parse(less.json.toStdString()), Json({{"a", states["a"]}, {"c", 1}}));
        const StatesText least = statesWithin(states, 20);
        QCOMPARE(least.leftOut, (QStringList {QStringLiteral("b"), QStringLiteral("a")}));
        QCOMPARE(least.json, QByteArray("{\"c\":1}"));
        QCOMPARE(statesWithin(states, 0).json, QByteArray("{}"));
    }

    void aFileHasTheEntries_data()
    {
        QTest::addColumn<ImageFormat>("format");
        QTest::newRow("JPEG") << ImageFormat::Jpeg;
        QTest::newRow("TIFF") << ImageFormat::Tiff;
    }

    void aFileHasTheEntries()
    {
        QFETCH(const ImageFormat, format);
        QStringList leftOut;
        const QByteArray whole = withExif(file(format), metadata(), leftOut);
        QCOMPARE(leftOut, QStringList());
        Exiv2::ExifData exif = exifOf(whole);
        QCOMPARE(textOf(exif, "Exif.Image.Make"), QByteArray("OpenFlexure"));
        QCOMPARE(textOf(exif, "Exif.Image.Model"), QByteArray("OpenFlexure Microscope"));
        const QByteArray time = "2026:11:30 18:45:12";
        for (const char *key :
             {"Exif.Image.DateTime", "Exif.Photo.DateTimeOriginal", "Exif.Photo.DateTimeDigitized"})
            QCOMPARE(textOf(exif, key), time);
        for (const char *key : {"Exif.Photo.0x9010", "Exif.Photo.0x9011", "Exif.Photo.0x9012"})
            QCOMPARE(textOf(exif, key), QByteArray("+01:00"));
        QCOMPARE(textOf(exif, "Exif.Photo.SubSecTimeOriginal"), QByteArray("034"));
        QCOMPARE(textOf(exif, "Exif.Photo.PixelXDimension"), QByteArray("32"));
        QCOMPARE(textOf(exif, "Exif.Photo.PixelYDimension"), QByteArray("24"));
    }

    void theStatesAreBareJson_data() { aFileHasTheEntries_data(); }

    void theStatesAreBareJson()
    {
        QFETCH(const ImageFormat, format);
        QStringList leftOut;
        Exiv2::ExifData exif = exifOf(withExif(file(format), metadata(), leftOut));
        const QByteArray comment = bytesOf(exif, "Exif.Photo.UserComment");
        QCOMPARE(comment.front(), '{');
        QCOMPARE(comment.back(), '}');
        QCOMPARE(Json::parse(comment.toStdString()), metadata().states);
    }

    void thePictureItselfStays_data() { aFileHasTheEntries_data(); }

    void thePictureItselfStays()
    {
        QFETCH(const ImageFormat, format);
        QStringList leftOut;
        const QByteArray before = file(format);
        const QByteArray whole = withExif(before, metadata(), leftOut);
        QCOMPARE(decoded(whole), decoded(before));
        if (format == ImageFormat::Jpeg)
            QCOMPARE(QImage::fromData(whole).text(QStringLiteral("thing_states")),
                     QStringLiteral("{}"));
    }

    void moreThanASegmentHoldsIsLeftOutByName()
    {
        PictureMetadata large = metadata();
        large.states["talkative"] = std::string(70'000, 'x');
        QStringList leftOut;
        Exiv2::ExifData exif = exifOf(withExif(file(ImageFormat::Jpeg), large, leftOut));
        QCOMPARE(leftOut, QStringList {QStringLiteral("talkative")});
        QCOMPARE(Json::parse(bytesOf(exif, "Exif.Photo.UserComment").toStdString()),
                 metadata().states);
    }

    void asMuchAsASegmentHoldsIsWritten()
    {
        PictureMetadata large = metadata();
        large.states["talkative"] = std::string(59'000, 'x');
        QStringList leftOut;
        Exiv2::ExifData exif = exifOf(withExif(file(ImageFormat::Jpeg), large, leftOut));
        QCOMPARE(leftOut, QStringList());
        QCOMPARE(Json::parse(bytesOf(exif, "Exif.Photo.UserComment").toStdString()), large.states);
    }

    void whatTheCameraHasWrittenStays()
    {
        const QByteArray before = file(ImageFormat::Jpeg);
        const auto image = Exiv2::ImageFactory::open(
            reinterpret_cast<const Exiv2::byte *>(before.constData()), before.size());
        image->readMetadata();
        image->exifData()["Exif.Photo.FNumber"] = Exiv2::Rational(28, 10);
        image->exifData()["Exif.Image.Make"] = "Lens works";
        image->writeMetadata();
        QByteArray written(qsizetype(image->io().size()), Qt::Uninitialized);
        QCOMPARE(image->io().open(), 0);
        image->io().read(reinterpret_cast<Exiv2::byte *>(written.data()), written.size());
        QStringList leftOut;
        Exiv2::ExifData exif = exifOf(withExif(written, metadata(), leftOut));
        QCOMPARE(textOf(exif, "Exif.Photo.FNumber"), QByteArray("28/10"));
        QCOMPARE(textOf(exif, "Exif.Image.Make"), QByteArray("OpenFlexure"));
    }

    void whatIsNoPictureIsRefused()
    {
        QStringList leftOut;
        QVERIFY_THROWS_EXCEPTION(ThingError, withExif("no picture", metadata(), leftOut));
        QVERIFY_THROWS_EXCEPTION(ThingError, withExif({}, metadata(), leftOut));
    }
};

HOLDFAST_APPLESS_TEST(TestPictureMetadata)

} // namespace Holdfast::tst_picturemetadata

#include "tst_picturemetadata.moc"
