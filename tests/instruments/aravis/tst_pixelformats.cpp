// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/aravis/pixelformats.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <arv.h>
#include <utility>

namespace tst_pixelformats {

using namespace Holdfast;

namespace {

struct Colour
{
    int red;
    int green;
    int blue;
};

//! What a sensor with a Bayer pattern sees of one colour everywhere. \a pattern is its first square: "RGGB".
QByteArray mosaic(QSize size, const char *pattern, Colour colour, int bits)
{
    QByteArray data;
    for (int row = 0; row < size.height(); ++row) {
        for (int column = 0; column < size.width(); ++column) {
            const char filter = pattern[2 * (row % 2) + column % 2];
            const int value = filter == 'R'   ? colour.red
                              : filter == 'G' ? colour.green
                                              : colour.blue;
            data += char(value);
            if (bits > 8)
                data += char(value >> 8);
        }
    }
    return data;
}

quint16 valueAt(const CameraImage &image, qsizetype index)
{
    if (image.bytesPerPixel() == 3)
        return quint8(image.pixels[index]);
    return reinterpret_cast<const quint16 *>(image.pixels.constData())[index];
}

} // namespace

class TestPixelFormats : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void greyStaysAsItIs()
    {
        const auto image = fromRawFrame({{3, 2}, ARV_PIXEL_FORMAT_MONO_8, "abcdef"});
        QVERIFY(image);
        QCOMPARE(image->layout, PixelLayout::Grey8);
        QCOMPARE(image->pixels, QByteArray("abcdef"));
    }

    void deepGreyFillsItsBits_data()
    {
        QTest::addColumn<quint32>("format");
        QTest::addColumn<int>("white");
        QTest::newRow("10 bits") << quint32(ARV_PIXEL_FORMAT_MONO_10) << 0x3ff;
        QTest::newRow("12 bits") << quint32(ARV_PIXEL_FORMAT_MONO_12) << 0xfff;
        QTest::newRow("14 bits") << quint32(ARV_PIXEL_FORMAT_MONO_14) << 0x3fff;
        QTest::newRow("16 bits") << quint32(ARV_PIXEL_FORMAT_MONO_16) << 0xffff;
    }
    void deepGreyFillsItsBits()
    {
        QFETCH(quint32, format);
        QFETCH(int, white);
        const char data[] {0, 0, char(white), char(white >> 8)};
        const auto image = fromRawFrame({{2, 1}, format, QByteArrayView(data, 4)});
        QVERIFY(image);
        QCOMPARE(image->layout, PixelLayout::Grey16);
        const auto *values = reinterpret_cast<const quint16 *>(image->pixels.constData());
        QCOMPARE(values[0], 0);
        QVERIFY(values[1] >= 0xffc0);
    }

    void coloursComeInTheOrderOfTheFile()
    {
        const auto red = fromRawFrame({{1, 1}, ARV_PIXEL_FORMAT_RGB_8_PACKED, "rgb"});
        const auto blue = fromRawFrame({{1, 1}, ARV_PIXEL_FORMAT_BGR_8_PACKED, "bgr"});
        QVERIFY(red && blue);
        QCOMPARE(red->pixels, QByteArray("rgb"));
        QCOMPARE(*blue, *red);
    }

    void aPatternOfOneColourIsThatColour_data()
    {
        QTest::addColumn<quint32>("format");
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<int>("bits");
        const auto row = [](const char *name, quint32 format, const char *pattern, int bits) {
            QTest::newRow(name) << format << QByteArray(pattern) << bits;
        };
        row("RG8", ARV_PIXEL_FORMAT_BAYER_RG_8, "RGGB", 8);
        row("GR8", ARV_PIXEL_FORMAT_BAYER_GR_8, "GRBG", 8);
        row("GB8", ARV_PIXEL_FORMAT_BAYER_GB_8, "GBRG", 8);
        row("BG8", ARV_PIXEL_FORMAT_BAYER_BG_8, "BGGR", 8);
        row("RG10", ARV_PIXEL_FORMAT_BAYER_RG_10, "RGGB", 10);
        row("GR12", ARV_PIXEL_FORMAT_BAYER_GR_12, "GRBG", 12);
        row("GB16", ARV_PIXEL_FORMAT_BAYER_GB_16, "GBRG", 16);
        row("BG16", ARV_PIXEL_FORMAT_BAYER_BG_16, "BGGR", 16);
    }
    void aPatternOfOneColourIsThatColour()
    {
        QFETCH(quint32, format);
        QFETCH(QByteArray, pattern);
        QFETCH(int, bits);
        const Colour colour {200, 90, 17};
        for (const QSize size : {QSize(2, 2), QSize(5, 3), QSize(8, 6)}) {
            const QByteArray data = mosaic(size, pattern.constData(), colour, bits);
            const auto image = fromRawFrame({size, format, data});
            QVERIFY(image);
            QCOMPARE(image->size, size);
            QCOMPARE(image->layout, bits > 8 ? PixelLayout::Rgb16 : PixelLayout::Rgb8);
            const int shift = bits > 8 ? 16 - bits : 0;
            for (qsizetype i = 0; i < qsizetype(size.width()) * size.height(); ++i) {
                QCOMPARE(valueAt(*image, 3 * i), quint16(colour.red << shift));
                QCOMPARE(valueAt(*image, 3 * i + 1), quint16(colour.green << shift));
                QCOMPARE(valueAt(*image, 3 * i + 2), quint16(colour.blue << shift));
            }
        }
    }

    void aFrameThatCannotBeReadIsNone()
    {
        QVERIFY(!fromRawFrame({{3, 2}, ARV_PIXEL_FORMAT_MONO_8, "abcde"}));
        QVERIFY(!fromRawFrame({{3, 2}, ARV_PIXEL_FORMAT_MONO_16, "abcdef"}));
        QVERIFY(!fromRawFrame({{0, 2}, ARV_PIXEL_FORMAT_MONO_8, "abcdef"}));
        QVERIFY(!fromRawFrame({{1, 2}, ARV_PIXEL_FORMAT_BAYER_RG_8, "ab"}));
        QVERIFY(!fromRawFrame({{1, 1}, ARV_PIXEL_FORMAT_YUV_422_PACKED, "abcd"}));
        QVERIFY(!isKnownPixelFormat(ARV_PIXEL_FORMAT_YUV_422_PACKED));
        QVERIFY(isKnownPixelFormat(ARV_PIXEL_FORMAT_MONO_8));
    }
};

HOLDFAST_APPLESS_TEST(TestPixelFormats)

} // namespace tst_pixelformats

#include "tst_pixelformats.moc"
