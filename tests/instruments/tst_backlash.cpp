// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/backlash.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_backlash {

using namespace Holdfast;

namespace {

using Legs = std::vector<StagePosition>;

//! Returns the way between two positions.
StagePosition way(const StagePosition &from, const StagePosition &to)
{
    return {to.x - from.x, to.y - from.y, to.z - from.z};
}

} // namespace

//! How a move is split so that axes arrive from the same side; 200 steps of play.
class TestBacklash : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aMoveIsSplitForTheAxesThatAreAskedFor_data()
    {
        QTest::addColumn<BacklashAxes>("axes");
        QTest::addColumn<StagePosition>("beyond");
        QTest::newRow("those that move") << BacklashAxes::Moved << StagePosition {-201, 0, 0};
        QTest::newRow("all") << BacklashAxes::All << StagePosition {-201, -200, -200};
        QTest::newRow("x and y") << BacklashAxes::Lateral << StagePosition {-201, -200, 0};
        QTest::newRow("z") << BacklashAxes::Focus << StagePosition {-1, 0, -200};
    }
    void aMoveIsSplitForTheAxesThatAreAskedFor()
    {
        QFETCH(BacklashAxes, axes);
        QFETCH(StagePosition, beyond);
        const StagePosition to {-1, 0, 0};
        QVERIFY(Backlash().legs({}, to, axes, {}, {}) == (Legs {beyond, to}));
    }

    void aShortMoveUpwardsIsSplitAndALongOneIsNot()
    {
        const Backlash fresh;
        QVERIFY(fresh.legs({}, {199, 0, 0}, BacklashAxes::Moved, {}, {})
                == (Legs {{-1, 0, 0}, {199, 0, 0}}));
        QVERIFY(fresh.legs({}, {200, 0, 0}, BacklashAxes::Moved, {}, {}) == (Legs {{200, 0, 0}}));
    }

    void gearsThatAreEngagedNeedNothing()
    {
        Backlash backlash;
        StagePosition here;
        const auto go = [&](const StagePosition &to, std::optional<BacklashAxes> axes) {
            const Legs legs = backlash.legs(here, to, axes, {}, {});
            for (const StagePosition &leg : legs) {
                backlash.note(way(here, leg), {});
                here = leg;
            }
            return legs.size();
        };
        QCOMPARE(go({0, 0, -100}, BacklashAxes::Focus), 2U);
        QCOMPARE(go({0, 0, -99}, BacklashAxes::Focus), 1U);
        QCOMPARE(go({0, 0, -100}, BacklashAxes::Focus), 2U); // a step back disengages a part
        QCOMPARE(go({0, 0, -200}, {}), 1U);
        QCOMPARE(go({0, 0, -101}, BacklashAxes::Focus), 2U); // 100 back, 99 forth
        QCOMPARE(go({0, 0, 0}, BacklashAxes::Focus), 1U);
        backlash.forget();
        QCOMPARE(go({0, 0, 1}, BacklashAxes::Focus), 2U);
    }

    void withoutBeingAskedOnlyTheStagesOwnStepsCount()
    {
        const Backlash fresh;
        const BacklashSteps steps {.x = 30, .y = 40, .z = 0};
        QVERIFY(fresh.legs({}, {-10, -10, -10}, {}, steps, {})
                == (Legs {{-40, -50, -10}, {-10, -10, -10}}));
        QVERIFY(fresh.legs({}, {10, 10, -10}, {}, steps, {}) == (Legs {{10, 10, -10}}));
        QVERIFY(fresh.legs({}, {-10, 0, -10}, BacklashAxes::Moved, steps, {})
                == (Legs {{-40, 0, -210}, {-10, 0, -10}}));
    }

    void noMoveLeavesTheLimits()
    {
        const Backlash fresh;
        SoftLimits limits;
        limits.x = {-100, 100};
        QVERIFY(fresh.legs({}, {-90, 0, 0}, BacklashAxes::Moved, {}, limits)
                == (Legs {{-100, 0, 0}, {-90, 0, 0}}));
        QVERIFY(fresh.legs({}, {-100, 0, 0}, BacklashAxes::Moved, {}, limits)
                == (Legs {{-100, 0, 0}}));
    }
};

HOLDFAST_GUILESS_TEST(TestBacklash)

} // namespace tst_backlash

#include "tst_backlash.moc"
