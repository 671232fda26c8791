// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/backgrounddetector.h"
#include "tests/program/testprogram.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <random>

namespace tst_backgrounddetector {

using namespace Holdfast;

namespace {

constexpr QSize size {160, 120};

//! Draws a picture; \a level is the brightness at a pixel, without the noise.
CameraImage drawn(double noise, const std::function<double(int x, int y)> &level)
{
    std::mt19937 random(1);
    std::normal_distribution<double> around(0, noise > 0 ? noise : 1);
    CameraImage image {.size = size, .pixels = {}, .layout = PixelLayout::Rgb8};
    for (int y = 0; y < size.height(); ++y) {
        for (int x = 0; x < size.width(); ++x) {
            for (int colour = 0; colour < 3; ++colour) {
                const double value = level(x, y) + (noise > 0 ? around(random) : 0);
                image.pixels.append(char(quint8(std::clamp(value, 0.0, 255.0))));
            }
        }
    }
    return image;
}

CameraImage blank(double noise, double level = 220)
{
    return drawn(noise, [level](int, int) { return level; });
}

//! Returns a picture whose left part, of so many percent, has stripes.
CameraImage striped(double percent, double noise)
{
    return drawn(noise, [percent](int x, int) {
        return x < size.width() * percent / 100 && x / 3 % 2 == 0 ? 150.0 : 220.0;
    });
}

} // namespace

class TestBackgroundDetector : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void measuresMeanAndNoise()
    {
        const ColourStatistics found = BackgroundDetector::statisticsOf(blank(4, 100));
        for (const double mean : found.mean)
            QVERIFY(std::abs(mean - 99.5) < 1); // rounded down
        for (const double deviation : found.deviation)
            QVERIFY(std::abs(deviation - 4) < 0.5);
    }

    void noiseIsNoSample()
    {
        BackgroundDetector detector;
        QCOMPARE(detector.coverage(blank(3)), 0.0);
        // More noise than the tolerance needs a picture of the background.
        QCOMPARE(detector.coverage(blank(15)), 100.0);
        detector.background = BackgroundDetector::statisticsOf(blank(15));
        QCOMPARE(detector.coverage(blank(15)), 0.0);
    }

    void stripesAreASample()
    {
        BackgroundDetector detector;
        QCOMPARE(detector.coverage(striped(50, 2)), 50.0);
        QVERIFY(detector.isSample(striped(50, 2)));
        QVERIFY(!detector.isSample(striped(12, 2)));
        detector.background = BackgroundDetector::statisticsOf(blank(2));
        QCOMPARE(detector.coverage(striped(50, 2)), 50.0);
    }

    void anEvenSampleDiffersFromTheBackgroundOnly()
    {
        BackgroundDetector detector;
        QVERIFY(!detector.isSample(blank(2, 180)));
        detector.background = BackgroundDetector::statisticsOf(blank(2, 220));
        QVERIFY(detector.isSample(blank(2, 180)));
        QVERIFY(!detector.isSample(blank(2, 217)));
    }

    void allLayoutsGiveTheSame_data()
    {
        QTest::addColumn<int>("layout");
        QTest::newRow("grey") << int(PixelLayout::Grey8);
        QTest::newRow("grey with 16 bits") << int(PixelLayout::Grey16);
        QTest::newRow("colours with 16 bits") << int(PixelLayout::Rgb16);
    }
    void allLayoutsGiveTheSame()
    {
        QFETCH(const int, layout);
        const CameraImage colour = striped(25, 0);
        CameraImage image {.size = size, .pixels = {}, .layout = PixelLayout(layout)};
        for (qsizetype i = 0; i < colour.pixels.size(); ++i) {
            const bool isGrey =
                image.layout == PixelLayout::Grey8 || image.layout == PixelLayout::Grey16;
            if (isGrey && i % 3 != 0)
                continue;
            const auto level = quint8(colour.pixels[i]);
            if (image.layout == PixelLayout::Grey8) {
                image.pixels.append(char(level));
            } else {
                const quint16 wide = quint16(level * 257);
                image.pixels.append(reinterpret_cast<const char *>(&wide), 2);
            }
        }
        const ColourStatistics expected = BackgroundDetector::statisticsOf(colour);
        const ColourStatistics found = BackgroundDetector::statisticsOf(image);
        QCOMPARE(found.mean, expected.mean);
        QCOMPARE(BackgroundDetector().coverage(image), BackgroundDetector().coverage(colour));
    }
};

HOLDFAST_GUILESS_TEST(TestBackgroundDetector)

} // namespace tst_backgrounddetector

#include "tst_backgrounddetector.moc"
