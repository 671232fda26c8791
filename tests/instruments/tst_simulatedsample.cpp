// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/imageformat.h"
#include "core/instruments/camera/sensor.h"
#include "core/instruments/camera/simulatedsample.h"
#include "tests/instruments/qimageof.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

namespace tst_simulatedsample {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

int grey(const QImage &image, int column, int row)
{
    return qGray(image.pixel(column, row));
}

double meanGrey(const QImage &image)
{
    double sum = 0;
    for (int row = 0; row < image.height(); ++row) {
        for (int column = 0; column < image.width(); ++column)
            sum += grey(image, column, row);
    }
    return sum / image.width() / image.height();
}

//! Measures how much neighbouring blocks differ; averaging over blocks removes the noise.
double sharpness(const QImage &image)
{
    const QImage small =
        image.scaled(image.size() / 4, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    double sum = 0;
    for (int row = 0; row < small.height(); ++row) {
        for (int column = 1; column < small.width(); ++column)
            sum += std::pow(grey(small, column, row) - grey(small, column - 1, row), 2);
    }
    return sum;
}

//! Returns the mean difference of two pictures, the second of which is shifted against the first.
double difference(const QImage &a, const QImage &b, QPoint shift)
{
    const QRect common = a.rect() & b.rect().translated(-shift);
    double sum = 0;
    for (int row = common.top(); row <= common.bottom(); ++row) {
        for (int column = common.left(); column <= common.right(); ++column)
            sum += std::abs(grey(a, column, row) - grey(b, column + shift.x(), row + shift.y()));
    }
    return sum / common.width() / common.height();
}

} // namespace

class TestSimulatedSample : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsTheSameEveryTime()
    {
        const SimulatedSample other;
        QVERIFY(other.image({.position = {3, 4, 5}}) == m_sample.image({.position = {3, 4, 5}}));
        QCOMPARE(m_sample.image({}).size, QSize(820, 616));
    }

    void noiseDiffersFromPictureToPicture()
    {
        const QImage first = image({.position = {}, .noiseSeed = 1});
        const QImage second = image({.position = {}, .noiseSeed = 2});
        QVERIFY(first != second);
        QVERIFY(difference(first, second, {}) < 6);
    }

    void followsTheStage_data()
    {
        QTest::addColumn<StagePosition>("position");
        QTest::addColumn<QPoint>("shift");
        QTest::newRow("x moves it to the right") << StagePosition {30, 0, 0} << QPoint(60, 0);
        QTest::newRow("y moves it upwards") << StagePosition {0, 30, 0} << QPoint(0, -60);
        QTest::newRow("backwards, too") << StagePosition {-10, -20, 0} << QPoint(-20, 40);
        QTest::newRow("all around the sample") << StagePosition {1000, 750, 0} << QPoint(0, 0);
        QTest::newRow("all around it backwards") << StagePosition {-3000, -1500, 0} << QPoint(0, 0);
    }
    void followsTheStage()
    {
        QFETCH(StagePosition, position);
        QFETCH(QPoint, shift);
        const QImage before = image({});
        const QImage after = image({.position = position, .noiseSeed = 1});
        QVERIFY(difference(before, after, shift) < 6);
        QVERIFY(difference(before, after, shift + QPoint(20, 20)) > 12);
    }

    void blursTheMoreTheFartherItIsFromFocus()
    {
        double last = sharpness(image({}));
        for (const int z : {50, 120, 250, 500, 1000}) {
            const double above = sharpness(image({.position = {0, 0, z}}));
            const double below = sharpness(image({.position = {0, 0, -z}}));
            QVERIFY2(above < last, qPrintable(QStringLiteral("z = %1").arg(z)));
            QCOMPARE(below, above);
            last = above;
        }
    }

    void sharpPicturesMakeLargerFiles()
    {
        // A simple autofocus relies on this.
        const auto bytes = [this](int z) {
            return encoded(m_sample.image({.position = {0, 0, z}}), ImageFormat::Jpeg, 85).size();
        };
        QVERIFY(bytes(0) > bytes(100));
        QVERIFY(bytes(100) > bytes(400));
    }

    void exposureAndGainMakeItBrighter()
    {
        const double dark = meanGrey(image({.position = {}, .exposure = 100us}));
        const double longer = meanGrey(image({.position = {}, .exposure = 200us}));
        const double amplified = meanGrey(image({.position = {}, .exposure = 100us, .gain = 2}));
        QVERIFY(longer > 1.8 * dark && longer < 2.2 * dark);
        QVERIFY(std::abs(amplified - longer) < 3);
        QVERIFY(meanGrey(image({.position = {}, .exposure = 33'000us})) > 250);
    }

    void gainMakesItNoisier()
    {
        const auto noise = [this](std::chrono::microseconds exposure, double gain) {
            return difference(
                image({.position = {}, .exposure = exposure, .gain = gain, .noiseSeed = 1}),
                image({.position = {}, .exposure = exposure, .gain = gain, .noiseSeed = 2}), {});
        };
        QVERIFY(noise(100us, 4) > 2 * noise(400us, 1));
    }

    void theNumbersOfTheStageHaveNoEdge()
    {
        const int far = std::numeric_limits<int>::max();
        QCOMPARE(m_sample.image({.position = {far, -far, far}}).size, QSize(820, 616));
        QCOMPARE(m_sample.image({.position = {-far - 1, -far - 1, -far - 1}}).size,
                 QSize(820, 616));
    }

    void theSensorTakesWhatItCan_data()
    {
        QTest::addColumn<int>("asked");
        QTest::addColumn<int>("taken");
        QTest::newRow("a whole number of lines") << 500 << 500;
        QTest::newRow("nearer to the shorter one") << 509 << 500;
        QTest::newRow("nearer to the longer one") << 511 << 520;
        QTest::newRow("less than a line") << 1 << 20;
        QTest::newRow("more than it can") << 1'000'000 << 33'240;
    }
    void theSensorTakesWhatItCan()
    {
        QFETCH(int, asked);
        QFETCH(int, taken);
        QCOMPARE(int(Sensor::takenExposure(std::chrono::microseconds(asked)).count()), taken);
    }

    void theSensorKnowsOnlySomeGains()
    {
        QCOMPARE(Sensor::takenGain(1), 1.0);
        QCOMPARE(Sensor::takenGain(8), 8.0);
        QVERIFY(Sensor::takenGain(1.5) != 1.5);
        for (int step = 0; step < 19; ++step) {
            const double gain = 1 + step * 0.37;
            QVERIFY(std::abs(Sensor::takenGain(gain) - gain) < 0.02 * gain);
            QCOMPARE(Sensor::takenGain(Sensor::takenGain(gain)), Sensor::takenGain(gain));
        }
    }

    void render()
    {
        quint32 seed = 0;
        QBENCHMARK
        {
            m_sample.image({.position = {1, 2, 60}, .noiseSeed = ++seed});
        }
    }
    void renderAndEncode()
    {
        quint32 seed = 0;
        QBENCHMARK
        {
            encoded(m_sample.image({.position = {1, 2, 0}, .noiseSeed = ++seed}), ImageFormat::Jpeg,
                    85);
        }
    }

private:
    QImage image(const SampleView &view) const { return qImageOf(m_sample.image(view)); }

    const SimulatedSample m_sample;
};

HOLDFAST_GUILESS_TEST(TestSimulatedSample)

} // namespace tst_simulatedsample

#include "tst_simulatedsample.moc"
