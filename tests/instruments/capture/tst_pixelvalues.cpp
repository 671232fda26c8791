// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/capture/pixelvalues.h"
#include "core/instruments/camera/imageformat.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_pixelvalues {

namespace {

CameraImage grey(QSize size, std::initializer_list<int> values)
{
    CameraImage image {size, {}};
    image.layout = PixelLayout::Grey8;
    for (const int value : values)
        image.pixels += char(value);
    return image;
}

} // namespace

//! Tests the numbers that are made of a picture.
class TestPixelValues : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void valuesAreRowsOfPixelsOfThree()
    {
        CameraImage colour {{2, 1}, QByteArray("\x01\x02\x03\xff\x05\x06", 6)};
        QCOMPARE(valuesOf(colour), Json::parse("[[[1,2,3],[255,5,6]]]"));
        QCOMPARE(valuesOf(grey({1, 2}, {7, 8})), Json::parse("[[[7,7,7]],[[8,8,8]]]"));
        CameraImage deep {{1, 1}, QByteArray(2, Qt::Uninitialized)};
        deep.layout = PixelLayout::Grey16;
        *reinterpret_cast<quint16 *>(deep.pixels.data()) = 40'000;
        QCOMPARE(valuesOf(deep), Json::parse("[[[40000,40000,40000]]]"));
    }

    void aSmallerPictureHasTheMeans()
    {
        const CameraImage image = grey({5, 3}, {10, 20, 30, 40, 99, //
                                                30, 40, 50, 61, 99, //
                                                99, 99, 99, 99, 99});
        QCOMPARE(downsampled(image, 2), grey({2, 1}, {25, 45}));
        QCOMPARE(downsampled(image, 1), image);
        CameraImage colour {{2, 2},
                            QByteArray("\x00\x02\x04\x02\x04\x06\x00\x02\x04\x02\x04\x06", 12)};
        QCOMPARE(downsampled(colour, 2).pixels, QByteArray("\x01\x03\x05", 3));
    }

    void theWhiteLevelLeavesOutAFewBrightPixels()
    {
        CameraImage image {{100, 100}, QByteArray(10'000, '\x40')};
        image.layout = PixelLayout::Grey8;
        QCOMPARE(qRound(255 * whiteLevel(image)), 0x40);
        image.pixels.replace(0, 10, QByteArray(10, '\xff'));
        QCOMPARE(qRound(255 * whiteLevel(image)), 0x40);
        image.pixels.replace(0, 200, QByteArray(200, '\xff'));
        QCOMPARE(whiteLevel(image), 1.0);
        image.pixels.fill(0);
        QCOMPARE(whiteLevel(image), 0.0);
    }

    void aJpegIsDecoded()
    {
        CameraImage image = grey({8, 8}, {});
        image.pixels = QByteArray(64, '\x55');
        CameraImage file {image.size, encoded(image, ImageFormat::Jpeg, 95)};
        file.layout = PixelLayout::Jpeg;
        QCOMPARE(asPixels(file).layout, PixelLayout::Grey8);
        QCOMPARE(asPixels(image), image);
    }
};

HOLDFAST_APPLESS_TEST(TestPixelValues)

} // namespace Holdfast::tst_pixelvalues

#include "tst_pixelvalues.moc"
