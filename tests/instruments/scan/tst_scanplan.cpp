// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanplan.h"
#include "core/thing/json/jsonconversion.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <set>

namespace tst_scanplan {

using namespace Holdfast;
using Order = ScanPlan::Order;
using Anchor = ScanPlan::Anchor;

namespace {

constexpr StagePosition site {1000, 2000, 30};

//! Returns the whole numbers of a plan of single tiles: order, columns, rows.
ScanPlan grid(Order order, int columns, int rows)
{
    ScanPlan plan;
    plan.order = order;
    plan.columns = columns;
    plan.rows = rows;
    return plan;
}

QString pathOf(const ScanPlan &plan)
{
    QStringList path;
    const QList<ScanCell> cells = plan.cells();
    for (const ScanCell &cell : cells)
        path << QStringLiteral("%1,%2").arg(cell.column).arg(cell.row);
    return path.join(u' ');
}

QString messageOf(const std::function<void()> &function)
{
    try {
        function();
    } catch (const ThingError &error) {
        return error.message();
    }
    return {};
}

//! OpenFlexure's simulation: a picture of 820 x 616 pixels, half a step for each; x is horizontal, and mirrored.
ScanSpacing picture()
{
    return ScanSpacing::ofPicture({{{0, 0.5}, {-0.5, 0}}}, 820, QSize(820, 616));
}

} // namespace

class TestScanPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void visitsTheCellsInItsOrder_data()
    {
        QTest::addColumn<ScanPlan>("plan");
        QTest::addColumn<QString>("path");
        QTest::newRow("one tile") << grid(Order::Snake, 1, 1) << "0,0";
        QTest::newRow("every row in the same direction")
            << grid(Order::Raster, 2, 3) << "0,0 1,0 0,1 1,1 0,2 1,2";
        QTest::newRow("every other row backwards")
            << grid(Order::Snake, 3, 3) << "0,0 1,0 2,0 2,1 1,1 0,1 0,2 1,2 2,2";
        QTest::newRow("from the middle outwards")
            << grid(Order::Spiral, 3, 3) << "1,1 2,1 2,2 1,2 0,2 0,1 0,0 1,0 2,0";
        QTest::newRow("a spiral in a row") << grid(Order::Spiral, 4, 1) << "1,0 2,0 0,0 3,0";
        QTest::newRow("a spiral in a column") << grid(Order::Spiral, 1, 3) << "0,1 0,2 0,0";
    }
    void visitsTheCellsInItsOrder()
    {
        QFETCH(const ScanPlan, plan);
        QFETCH(const QString, path);
        QCOMPARE(pathOf(plan), path);
    }

    void visitsEachCellOfAnyGridOnce()
    {
        for (const Order order : {Order::Raster, Order::Snake, Order::Spiral}) {
            for (int columns = 1; columns <= 7; ++columns) {
                for (int rows = 1; rows <= 7; ++rows) {
                    const QList<ScanCell> cells = grid(order, columns, rows).cells();
                    const std::set<ScanCell> different(cells.begin(), cells.end());
                    QCOMPARE(cells.size(), qsizetype(columns) * rows);
                    QCOMPARE(qsizetype(different.size()), cells.size());
                    QVERIFY(std::ranges::all_of(cells, [=](const ScanCell &cell) {
                        return cell.column >= 0 && cell.column < columns && cell.row >= 0
                               && cell.row < rows;
                    }));
                }
            }
        }
    }

    void theSpacingFollowsThePictureAndTheOverlap()
    {
        ScanPlan plan = grid(Order::Snake, 2, 2);
        plan.overlap = 0.25;
        const ScanSpacing spacing = plan.spacing(picture());
        // To the right in the picture is where x gets smaller.
        QCOMPARE(spacing.right.x, -307.5);
        QCOMPARE(spacing.right.y, 0.0);
        QCOMPARE(spacing.down.x, 0.0);
        QCOMPARE(spacing.down.y, 231.0);
        QCOMPARE(plan.positionOf({0, 0}, site, spacing), site);
        QCOMPARE(plan.positionOf({1, 0}, site, spacing), (StagePosition {693, 2000, 30}));
        QCOMPARE(plan.positionOf({1, 1}, site, spacing), (StagePosition {693, 2231, 30}));
    }

    void aPictureWithMorePixelsHasTheSameExtent()
    {
        const ScanSpacing large =
            ScanSpacing::ofPicture({{{0, 0.5}, {-0.5, 0}}}, 820, QSize(1640, 1232));
        QCOMPARE(large, picture());
    }

    void aCameraMountedAskewHasAGridAlongItsPicture()
    {
        // 30 degrees.
        const double c = 0.4330127;
        const double s = 0.25;
        ScanPlan plan;
        plan.overlap = 0;
        const ScanSpacing spacing =
            plan.spacing(ScanSpacing::ofPicture({{{-s, c}, {c, s}}}, 1000, QSize(1000, 1000)));
        QCOMPARE(plan.positionOf({2, 0}, {0, 0, 0}, spacing), (StagePosition {866, 500, 0}));
        QCOMPARE(plan.positionOf({0, 2}, {0, 0, 0}, spacing), (StagePosition {-500, 866, 0}));
    }

    void stepsOfItsOwnNeedNoMapping()
    {
        ScanPlan plan;
        plan.stepX = 100;
        plan.stepY = -50;
        const ScanSpacing spacing = plan.spacing({});
        QCOMPARE(plan.positionOf({2, 3}, site, spacing), (StagePosition {1200, 1850, 30}));
    }

    void theSiteIsWhereTheAnchorSays_data()
    {
        QTest::addColumn<ScanPlan>("plan");
        QTest::addColumn<StagePosition>("first");
        const auto with = [](Order order, Anchor anchor) {
            ScanPlan plan = grid(order, 3, 4);
            plan.anchor = anchor;
            plan.stepX = 100;
            plan.stepY = 10;
            return plan;
        };
        QTest::newRow("the first tile") << with(Order::Snake, Anchor::FirstTile) << site;
        QTest::newRow("the middle of the grid")
            << with(Order::Snake, Anchor::Centre) << StagePosition {900, 1985, 30};
        QTest::newRow("a spiral begins there") << with(Order::Spiral, Anchor::FirstTile) << site;
    }
    void theSiteIsWhereTheAnchorSays()
    {
        QFETCH(const ScanPlan, plan);
        QFETCH(const StagePosition, first);
        QCOMPARE(plan.positionOf(plan.cells().constFirst(), site, plan.spacing({})), first);
    }

    void anExtentIsCovered_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("columns");
        // A picture is 410 steps wide, and without an overlap of a half 205 steps are new.
        QTest::newRow("less than a picture") << 1 << 1;
        QTest::newRow("a whole picture") << 410 << 1;
        QTest::newRow("a step more than a picture") << 411 << 2;
        QTest::newRow("a picture and a step of the grid") << 615 << 2;
        QTest::newRow("many") << 4100 << 19;
        QTest::newRow("none: as the columns say") << 0 << 5;
    }
    void anExtentIsCovered()
    {
        QFETCH(const int, width);
        QFETCH(const int, columns);
        ScanPlan plan = grid(Order::Snake, 5, 6);
        plan.overlap = 0.5;
        plan.width = width;
        const ScanPlan resolved = plan.resolved(plan.spacing(picture()), picture());
        QCOMPARE(resolved.columns, columns);
        QCOMPARE(resolved.rows, 6);
        QCOMPARE(resolved.width, 0);
    }

    void aStackLiesAroundTheFocusFromBelow()
    {
        ScanPlan plan;
        plan.planeStep = 10;
        const auto heights = [&plan] {
            QList<int> z;
            const QList<StagePosition> stack = plan.stackAt(site);
            for (const StagePosition &position : stack)
                z << position.z;
            return z;
        };
        QCOMPARE(heights(), QList<int>({30}));
        plan.planes = 3;
        QCOMPARE(heights(), QList<int>({20, 30, 40}));
        plan.planes = 4;
        QCOMPARE(heights(), QList<int>({15, 25, 35, 45}));
    }

    void setsArePositionsForEachTimePoint()
    {
        ScanPlan plan;
        QCOMPARE(plan.sets(), 1);
        QCOMPARE(plan.siteOf(0, site), site);
        plan.timePoints = 2;
        plan.positions = {{.name = QStringLiteral("a"), .x = 1, .y = 2, .z = 3},
                          {.name = QStringLiteral("b"), .x = 4, .y = 5, .z = {}}};
        QCOMPARE(plan.sets(), 4);
        QCOMPARE(plan.timePointOf(1), 0);
        QCOMPARE(plan.timePointOf(2), 1);
        QCOMPARE(plan.placeOf(3), 1);
        QCOMPARE(plan.siteOf(2, site), (StagePosition {1, 2, 3}));
        QCOMPARE(plan.siteOf(3, site), (StagePosition {4, 5, 30}));
    }

    void refusesWhatIsNotPossible_data()
    {
        QTest::addColumn<ScanPlan>("plan");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const std::function<void(ScanPlan &)> &change,
                            const char *says) {
            ScanPlan plan;
            change(plan);
            QTest::newRow(name) << plan << says;
        };
        row(
            "no column", [](ScanPlan &plan) { plan.columns = 0; }, "columns = 0");
        row(
            "too many rows", [](ScanPlan &plan) { plan.rows = 1001; }, "rows = 1001");
        row(
            "too much overlap", [](ScanPlan &plan) { plan.overlap = 0.95; }, "overlap = 0.95");
        row(
            "an overlap that is no number", [](ScanPlan &plan) { plan.overlap = qQNaN(); },
            "overlap = nan");
        row(
            "no plane", [](ScanPlan &plan) { plan.planes = 0; }, "planes = 0");
        row(
            "planes in the same place", [](ScanPlan &plan) { plan.planeStep = 0; },
            "plane_step = 0");
        row(
            "no time point", [](ScanPlan &plan) { plan.timePoints = 0; }, "time_points = 0");
        row(
            "a negative wait", [](ScanPlan &plan) { plan.settlingTime = -1; },
            "settling_time = -1");
        row(
            "only one of two steps", [](ScanPlan &plan) { plan.stepX = 10; }, "both must be given");
        row(
            "too many pictures",
            [](ScanPlan &plan) {
                plan.columns = 1000;
                plan.rows = 1000;
                plan.planes = 2;
            },
            "2000000 pictures is too large");
    }
    void refusesWhatIsNotPossible()
    {
        QFETCH(const ScanPlan, plan);
        QFETCH(const QString, says);
        const QString said = messageOf([&plan] { plan.check(); });
        QVERIFY2(said.contains(says), qUtf8Printable(said));
    }

    void refusesASpacingThatItDoesNotKnow()
    {
        const QString said = messageOf([] { ScanPlan().spacing({}); });
        QVERIFY2(said.contains(QStringLiteral("calibrate_xy")), qUtf8Printable(said));
    }

    void refusesAnExtentWithTooManyTiles()
    {
        ScanPlan plan;
        plan.width = ScanPlan::farthest;
        const QString said =
            messageOf([&plan] { plan.resolved(plan.spacing(picture()), picture()); });
        QVERIFY2(said.contains(QStringLiteral("tiles in a row")), qUtf8Printable(said));
    }

    void comesBackFromItsJson()
    {
        ScanPlan plan = grid(Order::Spiral, 7, 8);
        plan.anchor = Anchor::Centre;
        plan.overlap = 0.1;
        plan.planes = 3;
        plan.positions = {{.name = QStringLiteral("a"), .x = 1, .y = 2, .z = 3},
                          {.name = QStringLiteral("b"), .x = 4, .y = 5, .z = {}}};
        plan.skipBackground = true;
        const Json json = toPayload(QVariant::fromValue(plan)).json;
        QCOMPARE(json["order"], Json("spiral"));
        QCOMPARE(json["anchor"], Json("centre"));
        QCOMPARE(json["plane_step"], Json(50));
        QVERIFY(fromJson(json, QMetaType::fromType<ScanPlan>()).value<ScanPlan>() == plan);
    }
};

HOLDFAST_GUILESS_TEST(TestScanPlan)

} // namespace tst_scanplan

#include "tst_scanplan.moc"
