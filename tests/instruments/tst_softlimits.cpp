// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/softlimits.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <limits>

namespace tst_softlimits {

using namespace Holdfast;

namespace {
constexpr int lowest = std::numeric_limits<int>::min();
constexpr int highest = std::numeric_limits<int>::max();
} // namespace

class TestSoftLimits : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void allowsWhatIsWithin_data()
    {
        QTest::addColumn<StagePosition>("delta");
        QTest::newRow("no move at all") << StagePosition {0, 0, 0};
        QTest::newRow("up to the upper limits") << StagePosition {100, 200, 300};
        QTest::newRow("down to the lower limits") << StagePosition {-10, -20, -30};
    }
    void allowsWhatIsWithin()
    {
        QFETCH(StagePosition, delta);
        QCOMPARE(m_limits.moved({}, delta), delta);
    }

    void saysWhichLimitIsInTheWay_data()
    {
        QTest::addColumn<StagePosition>("delta");
        QTest::addColumn<QString>("says");
        QTest::newRow("one step above x")
            << StagePosition {101, 0, 0}
            << QStringLiteral("end at x = 101, above .* limit of 100 ");
        QTest::newRow("one step below y")
            << StagePosition {0, -21, 0}
            << QStringLiteral("end at y = -21, below .* limit of -20 ");
        QTest::newRow("far above z")
            << StagePosition {0, 0, 9999} << QStringLiteral("z = 9999, .* from -30 to 300\\.");
        QTest::newRow("as far up as a number goes, from above zero")
            << StagePosition {highest, 0, 0} << QStringLiteral("x = 2147483652, above");
        QTest::newRow("as far down as a number goes")
            << StagePosition {lowest, 0, 0} << QStringLiteral("x = -2147483643, below");
    }
    void saysWhichLimitIsInTheWay()
    {
        QFETCH(StagePosition, delta);
        QFETCH(QString, says);
        const StagePosition from {delta.x == highest || delta.x == lowest ? 5 : 0, 0, 0};
        try {
            m_limits.moved(from, delta);
            QFAIL("It was allowed.");
        } catch (const ThingError &refusal) {
            QCOMPARE(refusal.title(), QStringLiteral("StageLimitError"));
            QVERIFY2(QRegularExpression(says).match(refusal.message()).hasMatch(), refusal.what());
        }
    }

    void cutAMoveWhereItsLineLeavesThem_data()
    {
        QTest::addColumn<StagePosition>("delta");
        QTest::addColumn<StagePosition>("end");
        QTest::newRow("within") << StagePosition {1, -2, 3} << StagePosition {1, -2, 3};
        QTest::newRow("up to the limit") << StagePosition {101, 0, 0} << StagePosition {100, 0, 0};
        QTest::newRow("down to it") << StagePosition {0, -9999, 0} << StagePosition {0, -20, 0};
        QTest::newRow("the other axes stay on the line")
            << StagePosition {-40, 80, 0} << StagePosition {-10, 20, 0};
        QTest::newRow("as far up as a number goes")
            << StagePosition {0, 0, highest} << StagePosition {0, 0, 300};
        QTest::newRow("as far down") << StagePosition {lowest, 0, 0} << StagePosition {-10, 0, 0};
    }
    void cutAMoveWhereItsLineLeavesThem()
    {
        QFETCH(StagePosition, delta);
        QFETCH(StagePosition, end);
        QCOMPARE(m_limits.movedWithin({}, delta), end);
    }

    void aStageAtALimitCanOnlyMoveBack()
    {
        const StagePosition there {100, 0, 0};
        QVERIFY_THROWS_EXCEPTION(ThingError, m_limits.movedWithin(there, {1, 0, 0}));
        QVERIFY_THROWS_EXCEPTION(ThingError, m_limits.movedWithin(there, {1, 5, 0}));
        QCOMPARE(m_limits.movedWithin(there, {-1, 0, 0}), (StagePosition {99, 0, 0}));
        QCOMPARE(m_limits.movedWithin(there, {0, 5, 0}), (StagePosition {100, 5, 0}));
    }

    void stayInPlaceWhenTheZeroMoves()
    {
        const SoftLimits seen = m_limits.seenFrom({50, 0, -30});
        QCOMPARE(seen.x, (AxisLimits {-60, 50}));
        QCOMPARE(seen.y, m_limits.y);
        QCOMPARE(seen.z, (AxisLimits {0, 330}));
    }

    void wideOnesDoNotOverflowWhenTheZeroMoves()
    {
        constexpr int far = SoftLimits::farthest;
        SoftLimits wide {{-far, far}, {-far, far}, {-far, far}};
        QCOMPARE(wide.seenFrom({far, 0, 0}).seenFrom({-2 * far, 0, 0}).x,
                 (AxisLimits {0, 2 * far}));
    }

    void refusesLimitsThatMakeNoSense_data()
    {
        QTest::addColumn<int>("minimum");
        QTest::addColumn<int>("maximum");
        QTest::newRow("that exclude the start from below") << 1 << 10;
        QTest::newRow("that exclude the start from above") << -10 << -1;
        QTest::newRow("that are the wrong way round") << 10 << -10;
        QTest::newRow("that lie too far down") << lowest << 0;
        QTest::newRow("that lie too far up") << 0 << highest;
    }
    void refusesLimitsThatMakeNoSense()
    {
        QFETCH(int, minimum);
        QFETCH(int, maximum);
        m_limits.check();
        SoftLimits wrong = m_limits;
        wrong.y = {minimum, maximum};
        QVERIFY_THROWS_EXCEPTION(ThingError, wrong.check());
    }

private:
    const SoftLimits m_limits {{-10, 100}, {-20, 200}, {-30, 300}};
};

HOLDFAST_GUILESS_TEST(TestSoftLimits)

} // namespace tst_softlimits

#include "tst_softlimits.moc"
