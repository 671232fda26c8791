// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/imageformat.h"
#include "core/thing/thingerror.h"
#include "tests/instruments/qimageof.h"
#include "tests/program/testprogram.h"

#include <QColorSpace>
#include <QRegularExpression>
#include <QTest>

namespace tst_imageformat {

using namespace Holdfast;

namespace {

CameraImage stripes()
{
    CameraImage image {{40, 30}, {}};
    for (int row = 0; row < image.size.height(); ++row)
        image.pixels += QByteArray(row < 15 ? "\xff\x00\x00" : "\x00\x00\xff", 3).repeated(40);
    return image;
}

} // namespace

//! What Qt reads in the files.
class TestImageFormat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aPngHasThePixels()
    {
        QImage read = QImage::fromData(encoded(stripes(), ImageFormat::Png, 0), "png");
        read.setColorSpace({}); // the file says sRGB, of which the pixels alone know nothing
        QCOMPARE(read.convertToFormat(QImage::Format_RGB888), qImageOf(stripes()));
    }

    void aJpegHasTheColours()
    {
        const QImage read = QImage::fromData(encoded(stripes(), ImageFormat::Jpeg, 95), "jpeg");
        QCOMPARE(read.size(), QSize(40, 30));
        QVERIFY(qRed(read.pixel(20, 5)) > 240 && qBlue(read.pixel(20, 5)) < 15);
        QVERIFY(qBlue(read.pixel(20, 25)) > 240 && qRed(read.pixel(20, 25)) < 15);
    }

    void aBetterJpegIsLarger()
    {
        QVERIFY(encoded(stripes(), ImageFormat::Jpeg, 100).size()
                > encoded(stripes(), ImageFormat::Jpeg, 20).size());
    }

    void aFileHasTheTexts_data()
    {
        QTest::addColumn<ImageFormat>("format");
        QTest::newRow("JPEG") << ImageFormat::Jpeg;
        QTest::newRow("PNG") << ImageFormat::Png;
    }

    void aFileHasTheTexts()
    {
        QFETCH(ImageFormat, format);
        CameraImage image = stripes();
        image.texts["thing_states"] = R"({"stage": {"x": 1}})";
        image.texts["who"] = "a test";
        const QImage read = QImage::fromData(encoded(image, format, 90));
        QCOMPARE(read.text(QStringLiteral("thing_states")),
                 QStringLiteral(R"({"stage": {"x": 1}})"));
        QCOMPARE(read.text(QStringLiteral("who")), QStringLiteral("a test"));
    }

    void aTextThatIsTooLongForAJpegIsLeftOut()
    {
        CameraImage image = stripes();
        image.texts["long"] = QByteArray(70'000, 'x');
        image.texts["short"] = "kept";
        const QImage read = QImage::fromData(encoded(image, ImageFormat::Jpeg, 90), "jpeg");
        QCOMPARE(read.text(QStringLiteral("short")), QStringLiteral("kept"));
        QVERIFY(read.text(QStringLiteral("long")).isEmpty());
        const QImage png = QImage::fromData(encoded(image, ImageFormat::Png, 90), "png");
        QCOMPARE(png.text(QStringLiteral("long")).size(), 70'000);
    }

    void readsWhatItHasWritten_data()
    {
        QTest::addColumn<PixelLayout>("layout");
        QTest::newRow("grey") << PixelLayout::Grey8;
        QTest::newRow("deep grey") << PixelLayout::Grey16;
        QTest::newRow("colours") << PixelLayout::Rgb8;
        QTest::newRow("deep colours") << PixelLayout::Rgb16;
    }

    void readsWhatItHasWritten()
    {
        QFETCH(PixelLayout, layout);
        CameraImage image {{20, 10}, {}};
        image.layout = layout;
        for (int i = 0; i < 200 * image.bytesPerPixel(); ++i)
            image.pixels += char(i * 7);
        QCOMPARE(decoded(encoded(image, ImageFormat::Png, 0)), image);
        // A JPEG has 8 bits.
        const CameraImage read = decoded(encoded(image, ImageFormat::Jpeg, 95));
        QCOMPARE(read.size, image.size);
        const bool isGrey = layout == PixelLayout::Grey8 || layout == PixelLayout::Grey16;
        QCOMPARE(read.layout, isGrey ? PixelLayout::Grey8 : PixelLayout::Rgb8);
    }

    void aJpegOfADeepImageHasItsUpperBits()
    {
        CameraImage image {{16, 16}, {}};
        image.layout = PixelLayout::Grey16;
        const quint16 value = 0x80ff;
        for (int i = 0; i < 256; ++i)
            image.pixels += QByteArray(reinterpret_cast<const char *>(&value), 2);
        const CameraImage read = decoded(encoded(image, ImageFormat::Jpeg, 95));
        QVERIFY(std::abs(quint8(read.pixels[100]) - 0x80) <= 1);
    }

    void aJpegOfTheCameraIsPassedOn()
    {
        CameraImage image {{40, 30}, encoded(stripes(), ImageFormat::Jpeg, 90)};
        image.layout = PixelLayout::Jpeg;
        QCOMPARE(encoded(image, ImageFormat::Jpeg, 1), image.pixels);
        image.texts["who"] = "a test";
        const QImage withText = QImage::fromData(encoded(image, ImageFormat::Jpeg, 1));
        QCOMPARE(withText.text(QStringLiteral("who")), QStringLiteral("a test"));
        const QImage png = QImage::fromData(encoded(image, ImageFormat::Png, 1), "png");
        QCOMPARE(png.text(QStringLiteral("who")), QStringLiteral("a test"));
        QVERIFY(qRed(png.pixel(20, 5)) > 240);
        QCOMPARE(jpegSize(image.pixels), QSize(40, 30));
        QVERIFY(jpegSize("no JPEG").isEmpty());
    }

    void aFileThatIsBrokenIsRefused_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("another format") << QByteArray("GIF89a");
        QTest::newRow("a JPEG's first bytes") << QByteArray("\xff\xd8");
        QTest::newRow("a PNG's first bytes") << QByteArray("\x89PNG\r\n\x1a\n");
        QTest::newRow("half a JPEG") << encoded(stripes(), ImageFormat::Jpeg, 90).first(500);
        QTest::newRow("half a PNG") << encoded(stripes(), ImageFormat::Png, 90).first(60);
    }

    void aFileThatIsBrokenIsRefused()
    {
        QFETCH(QByteArray, file);
        QVERIFY_THROWS_EXCEPTION(ThingError, decoded(file));
    }

    void anImageThatLacksPixelsIsRefused()
    {
        CameraImage image = stripes();
        image.pixels.chop(1);
        for (const ImageFormat format : {ImageFormat::Jpeg, ImageFormat::Png})
            QVERIFY_THROWS_EXCEPTION(ThingError, encoded(image, format, 90));
    }
};

HOLDFAST_APPLESS_TEST(TestImageFormat)

} // namespace tst_imageformat

#include "tst_imageformat.moc"
