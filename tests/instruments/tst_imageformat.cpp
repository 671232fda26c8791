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

RgbImage stripes()
{
    RgbImage image {{40, 30}, {}};
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
        RgbImage image = stripes();
        image.texts["thing_states"] = R"({"stage": {"x": 1}})";
        image.texts["who"] = "a test";
        const QImage read = QImage::fromData(encoded(image, format, 90));
        QCOMPARE(read.text(QStringLiteral("thing_states")),
                 QStringLiteral(R"({"stage": {"x": 1}})"));
        QCOMPARE(read.text(QStringLiteral("who")), QStringLiteral("a test"));
    }

    void aTextThatIsTooLongForAJpegIsLeftOut()
    {
        RgbImage image = stripes();
        image.texts["long"] = QByteArray(70'000, 'x');
        image.texts["short"] = "kept";
        const QImage read = QImage::fromData(encoded(image, ImageFormat::Jpeg, 90), "jpeg");
        QCOMPARE(read.text(QStringLiteral("short")), QStringLiteral("kept"));
        QVERIFY(read.text(QStringLiteral("long")).isEmpty());
        const QImage png = QImage::fromData(encoded(image, ImageFormat::Png, 90), "png");
        QCOMPARE(png.text(QStringLiteral("long")).size(), 70'000);
    }

    void anImageThatLacksPixelsIsRefused()
    {
        RgbImage image = stripes();
        image.pixels.chop(1);
        for (const ImageFormat format : {ImageFormat::Jpeg, ImageFormat::Png})
            QVERIFY_THROWS_EXCEPTION(ThingError, encoded(image, format, 90));
    }
};

HOLDFAST_APPLESS_TEST(TestImageFormat)

} // namespace tst_imageformat

#include "tst_imageformat.moc"
