// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/focus/focuspeak.h"
#include "tests/program/testprogram.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>

namespace tst_focuspeak {

using namespace Holdfast;
using Kind = FocusPeak::Kind;

namespace {

//! Returns a curve over z = -1000 to 1000 whose peak is at \a peak, with noise.
std::vector<FocusPoint> curve(double peak, double height, double width, double noise = 0,
                              int points = 31)
{
    std::mt19937 random(7);
    std::vector<FocusPoint> result;
    for (int i = 0; i < points; ++i) {
        const double z = -1000 + 2000.0 * i / (points - 1);
        const double chance = double(random()) / double(std::mt19937::max()) - 0.5;
        result.push_back(
            {z, 20'000 + height / (1 + std::pow((z - peak) / width, 2)) + noise * chance});
    }
    return result;
}

} // namespace

class TestFocusPeak : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsThePeak_data()
    {
        QTest::addColumn<double>("peak");
        QTest::addColumn<double>("width");
        QTest::addColumn<double>("noise");
        QTest::newRow("in the middle") << 0.0 << 200.0 << 0.0;
        QTest::newRow("between two points") << 33.0 << 200.0 << 0.0;
        QTest::newRow("of a narrow curve") << -310.0 << 60.0 << 0.0;
        QTest::newRow("with noise") << 400.0 << 150.0 << 400.0;
        QTest::newRow("near the end, if the curve falls there") << 850.0 << 60.0 << 0.0;
    }
    void findsThePeak()
    {
        QFETCH(double, peak);
        QFETCH(double, width);
        QFETCH(double, noise);
        const FocusPeak found = FocusPeak::of(curve(peak, 10'000, width, noise));
        QCOMPARE(found.kind, Kind::Found);
        QVERIFY2(std::abs(found.z - peak) < 30, qPrintable(QString::number(found.z)));
    }

    void findsItInASweepDownwards()
    {
        auto downwards = curve(-200, 10'000, 150);
        std::reverse(downwards.begin(), downwards.end());
        const FocusPeak found = FocusPeak::of(downwards);
        QCOMPARE(found.kind, Kind::Found);
        QVERIFY(std::abs(found.z + 200) < 30);
    }

    void saysWhyThereIsNone()
    {
        QCOMPARE(FocusPeak::of({}).kind, Kind::TooFew);
        QCOMPARE(FocusPeak::of(curve(0, 10'000, 200, 0, FocusPeak::leastPoints - 1)).kind,
                 Kind::TooFew);
        QCOMPARE(FocusPeak::of(curve(0, 0, 200)).kind, Kind::Flat);
        QCOMPARE(FocusPeak::of(curve(0, 0, 200, 600)).kind, Kind::Flat);
        QCOMPARE(FocusPeak::of(curve(0, 100, 200)).kind, Kind::Flat);
        QCOMPARE(FocusPeak::of(curve(-1400, 10'000, 300)).kind, Kind::AtBegin);
        QCOMPARE(FocusPeak::of(curve(1400, 10'000, 300)).kind, Kind::AtEnd);
        QCOMPARE(FocusPeak::of(curve(1400, 10'000, 300, 200)).kind, Kind::AtEnd);
    }
};

HOLDFAST_GUILESS_TEST(TestFocusPeak)

} // namespace tst_focuspeak

#include "tst_focuspeak.moc"
