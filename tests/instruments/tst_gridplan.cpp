// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/gridplan.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

using namespace Holdfast;

Q_DECLARE_METATYPE(Holdfast::GridScanInput)

namespace tst_gridplan {

namespace {

QString pathOf(const GridPlan &plan)
{
    QStringList points;
    for (int i = 0; i < plan.size(); ++i)
        points << QStringLiteral("%1,%2").arg(plan.point(i).x).arg(plan.point(i).y);
    return points.join(u' ');
}

} // namespace

class TestGridPlan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void visitsEachPointInOrder_data()
    {
        using Order = GridScanInput::Order;
        QTest::addColumn<GridScanInput>("input");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("corner");
        QTest::newRow("one point is the start")
            << GridScanInput {.columns = 1, .rows = 1} << "10,20"
            << "10,20";
        QTest::newRow("a row") << GridScanInput {.columns = 3, .rows = 1} << "10,20 110,20 210,20"
                               << "210,20";
        QTest::newRow("every other row backwards")
            << GridScanInput {.columns = 2, .rows = 3, .stepX = 5, .stepY = 1}
            << "10,20 15,20 15,21 10,21 10,22 15,22"
            << "15,22";
        QTest::newRow("every row in the same direction") << GridScanInput {.columns = 2,
                                                                           .rows = 2,
                                                                           .stepX = 5,
                                                                           .stepY = 1,
                                                                           .order = Order::RowByRow}
                                                         << "10,20 15,20 10,21 15,21"
                                                         << "15,21";
        QTest::newRow("towards smaller numbers")
            << GridScanInput {.columns = 2, .rows = 2, .stepX = -5, .stepY = -1}
            << "10,20 5,20 5,19 10,19"
            << "5,19";
    }
    void visitsEachPointInOrder()
    {
        QFETCH(const GridScanInput, input);
        QFETCH(const QString, path);
        QFETCH(const QString, corner);
        const GridPlan plan({10, 20, 30}, input);
        QCOMPARE(pathOf(plan), path);
        QCOMPARE(plan.point(plan.size() - 1).z, 30);
        const StagePosition far = plan.farCorner();
        QCOMPARE(QStringLiteral("%1,%2").arg(far.x).arg(far.y), corner);
        QCOMPARE(far.z, 30);
    }

    void refusesWhatIsOutOfRange_data()
    {
        QTest::addColumn<GridScanInput>("input");
        QTest::addColumn<QString>("named");
        QTest::newRow("no column") << GridScanInput {.columns = 0} << "columns = 0";
        QTest::newRow("too many columns") << GridScanInput {.columns = 1001} << "columns = 1001";
        QTest::newRow("no row") << GridScanInput {.rows = 0} << "rows = 0";
        QTest::newRow("too far between columns")
            << GridScanInput {.stepX = 100'001} << "step_x = 100001";
        QTest::newRow("too far between rows")
            << GridScanInput {.stepY = -100'001} << "step_y = -100001";
        QTest::newRow("a negative time") << GridScanInput {.settle = -1} << "settle = -1";
        QTest::newRow("too long a time") << GridScanInput {.settle = 61} << "settle = 61";
    }
    void refusesWhatIsOutOfRange()
    {
        QFETCH(const GridScanInput, input);
        QFETCH(const QString, named);
        QString said;
        try {
            input.check();
        } catch (const ThingError &error) {
            said = error.message();
        }
        QVERIFY2(said.contains(named), qUtf8Printable(said));
    }

    void acceptsItsDefaultsAndItsLimits()
    {
        GridScanInput().check();
        const GridScanInput largest {
            .columns = 1000, .rows = 1000, .stepX = 100'000, .stepY = -100'000, .settle = 60};
        largest.check();
        const StagePosition corner = GridPlan({1'000'000'000, 0, 0}, largest).farCorner();
        QCOMPARE(corner.x, 1'099'900'000);
        QCOMPARE(corner.y, -99'900'000);
    }
};

HOLDFAST_GUILESS_TEST(TestGridPlan)

} // namespace tst_gridplan

#include "tst_gridplan.moc"
