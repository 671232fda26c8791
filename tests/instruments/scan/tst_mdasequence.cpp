// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/sequence/mdasequence.h"
#include "core/thing/thingerror.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_mdasequence {

using namespace Holdfast;

namespace {

//! A picture of 820 x 616 steps; its columns lie along x, its rows against y, as in the sequences' own pictures.
SequenceScale scale()
{
    return {.micrometresPerStep = 0.1,
            .micrometresPerStepZ = 0.05,
            .picture = ScanSpacing {.right = {820, 0}, .down = {0, -616}}};
}

ImportedPlan imported(const QByteArray &json, const SequenceScale &with = scale())
{
    return planFromSequence(Json::parse(json.toStdString()), with);
}

//! Returns the message of the refusal; empty when the sequence is accepted.
QString refusal(const QByteArray &json, const SequenceScale &with = scale())
{
    try {
        imported(json, with);
    } catch (const ThingError &error) {
        return error.message();
    }
    return {};
}

} // namespace

class TestMdaSequence : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aPlanIsTheSameWhenItComesBack_data()
    {
        QTest::addColumn<ScanPlan>("plan");
        ScanPlan plan;
        QTest::newRow("as it is at first") << plan;
        plan.order = ScanPlan::Order::Raster;
        plan.anchor = ScanPlan::Anchor::Centre;
        plan.planes = 5;
        plan.planeStep = 40;
        plan.timePoints = 3;
        plan.interval = 600;
        plan.positions << ScanSite {QStringLiteral("left"), -3000, 20, {}}
                       << ScanSite {QStringLiteral("right"), 4000, -7, 25};
        plan.overlap = 0.2;
        plan.captureMode = QStringLiteral("quick");
        plan.settlingTime = 1.5;
        plan.returnToStart = false;
        QTest::newRow("with planes, positions and time points") << plan;
        plan.autofocusEvery = 4;
        plan.autofocusDz = 700;
        QTest::newRow("focusing after every fourth tile") << plan;
        plan.order = ScanPlan::Order::Spiral;
        plan.columns = 5;
        plan.rows = 3;
        QTest::newRow("a spiral") << plan;
        ScanPlan one;
        one.columns = one.rows = 1;
        QTest::newRow("one tile") << one;
    }

    void aPlanIsTheSameWhenItComesBack()
    {
        QFETCH(ScanPlan, plan);
        const ImportedPlan back = planFromSequence(sequenceFromPlan(plan, scale()), scale());
        QCOMPARE(back.remarks, QStringList());
        QVERIFY(back.plan == plan);
    }

    void anExtentIsExportedAsTheTilesThatCoverIt()
    {
        ScanPlan plan;
        plan.width = 2000;
        plan.height = 600;
        plan.overlap = 0.5;
        const Json sequence = sequenceFromPlan(plan, scale());
        QCOMPARE(sequence["grid_plan"]["columns"].get<int>(), 4);
        QCOMPARE(sequence["grid_plan"]["rows"].get<int>(), 1);
    }

    void whatASequenceCannotExpressIsNamed_data()
    {
        QTest::addColumn<ScanPlan>("plan");
        QTest::addColumn<QString>("named");
        ScanPlan plan;
        plan.skipBackground = true;
        QTest::newRow("background") << plan << QStringLiteral("skip_background");
        plan = {};
        plan.stepX = plan.stepY = 100;
        QTest::newRow("steps") << plan << QStringLiteral("step_x and step_y");
        plan = {};
        plan.order = ScanPlan::Order::Spiral;
        plan.columns = 4;
        QTest::newRow("a spiral of four columns") << plan << QStringLiteral("spiral has 4 columns");
        plan = {};
        plan.overlap = 2;
        QTest::newRow("a plan that is wrong") << plan << QStringLiteral("overlap");
    }

    void whatASequenceCannotExpressIsNamed()
    {
        QFETCH(ScanPlan, plan);
        QFETCH(QString, named);
        try {
            sequenceFromPlan(plan, scale());
            QFAIL("It was exported.");
        } catch (const ThingError &error) {
            QVERIFY2(error.message().contains(named), qPrintable(error.message()));
        }
    }

    void aSequenceBecomesAPlan()
    {
        const ImportedPlan got = imported(R"({
            "stage_positions": [{"x": 10, "y": -20.5, "z": 1, "name": "first"}, {"x": 0, "y": 0}],
            "grid_plan": {"rows": 3, "columns": 5, "overlap": 10, "mode": "row_wise", "relative_to": "top_left"},
            "z_plan": {"range": 4, "step": 1},
            "time_plan": {"interval": {"minutes": 2}, "loops": 4},
            "autofocus_plan": {"axes": ["p"]},
            "axis_order": "tpgcz", "channels": [], "metadata": {}})");
        ScanPlan plan;
        plan.positions << ScanSite {QStringLiteral("first"), 100, -205, 20}
                       << ScanSite {{}, 0, 0, {}};
        plan.rows = 3;
        plan.columns = 5;
        plan.overlap = 0.1;
        plan.order = ScanPlan::Order::Raster;
        plan.planes = 5;
        plan.planeStep = 20;
        plan.timePoints = 4;
        plan.interval = 120;
        plan.autofocusEvery = 15;
        QVERIFY(got.plan == plan);
        QCOMPARE(got.remarks, QStringList());
    }

    void anEmptySequenceIsOneTileWithoutFocusing()
    {
        const ScanPlan plan = imported("{}").plan;
        QCOMPARE(plan.columns * plan.rows * plan.planes * plan.sets(), 1);
        QCOMPARE(plan.autofocusEvery, 0);
    }

    void edgesBecomeAnExtentAroundTheirMiddle()
    {
        const QByteArray json =
            R"({"grid_plan": {"top": 100, "left": -50, "bottom": -100, "right": 250, "overlap": 10}})";
        ScanPlan plan = imported(json).plan;
        QCOMPARE(plan.width, 3000);
        QCOMPARE(plan.height, 2000);
        QCOMPARE(plan.positions, (QList<ScanSite> {{{}, 1000, 0, {}}}));
        QVERIFY(plan.anchor == ScanPlan::Anchor::Centre);
        // OpenFlexure's camera is mounted in that way, but a picture's columns may also lie along y.
        SequenceScale turned = scale();
        turned.picture = ScanSpacing {.right = {0, 820}, .down = {616, 0}};
        plan = imported(json, turned).plan;
        QCOMPARE(plan.width, 2000);
        QCOMPARE(plan.height, 3000);
    }

    void aWidthAndAHeightAreCountedByTheCamerasPicture()
    {
        const ImportedPlan got = imported(
            R"({"grid_plan": {"width": 200, "height": 100, "overlap": 50, "fov_width": 100, "fov_height": 61.6}})");
        QCOMPARE(got.plan.columns, 5); // 200 µm in steps of 41 µm
        QCOMPARE(got.plan.rows, 4);    // 100 µm in steps of 30.8 µm
        QCOMPARE(got.remarks.size(), 1);
        QVERIFY(got.remarks.constFirst().contains(QStringLiteral("fov_width of 100")));
        SequenceScale unknown = scale();
        unknown.picture.reset();
        QVERIFY(refusal(R"({"grid_plan": {"width": 200, "height": 100}})", unknown)
                    .contains(QStringLiteral("grid_plan.fov_width")));
    }

    void timesAreReadInAllTheirForms_data()
    {
        QTest::addColumn<QByteArray>("time");
        QTest::addColumn<double>("interval");
        QTest::addColumn<int>("loops");
        QTest::newRow("seconds") << QByteArray(R"({"interval": 1.5, "loops": 3})") << 1.5 << 3;
        QTest::newRow("clock") << QByteArray(R"({"interval": "0:01:30", "loops": 3})") << 90.0 << 3;
        QTest::newRow("ISO") << QByteArray(R"({"interval": "PT1H30S", "loops": 3})") << 3630.0 << 3;
        QTest::newRow("duration and loops")
            << QByteArray(R"({"duration": 60, "loops": 4})") << 20.0 << 4;
        QTest::newRow("interval and duration")
            << QByteArray(R"({"interval": 20, "duration": 60, "prioritize_duration": false})")
            << 20.0 << 4;
        QTest::newRow("one phase")
            << QByteArray(R"({"phases": [{"interval": 20, "loops": 2}]})") << 20.0 << 2;
        QTest::newRow("one phase, in a list")
            << QByteArray(R"([{"interval": 20, "loops": 2}])") << 20.0 << 2;
    }

    void timesAreReadInAllTheirForms()
    {
        QFETCH(QByteArray, time);
        QFETCH(double, interval);
        QFETCH(int, loops);
        const ScanPlan plan = imported("{\"time_plan\": " + time + "}").plan;
        QCOMPARE(plan.interval, interval);
        QCOMPARE(plan.timePoints, loops);
    }

    void stacksAreReadInAllTheirForms_data()
    {
        QTest::addColumn<QByteArray>("stack");
        QTest::newRow("range") << QByteArray(R"({"range": 2, "step": 0.5})");
        QTest::newRow("above and below") << QByteArray(R"({"above": 1, "below": 1, "step": 0.5})");
        QTest::newRow("relative") << QByteArray(R"({"relative": [-1, -0.5, 0, 0.5, 1]})");
    }

    void stacksAreReadInAllTheirForms()
    {
        QFETCH(QByteArray, stack);
        const ScanPlan plan = imported("{\"z_plan\": " + stack + "}").plan;
        QCOMPARE(plan.planes, 5);
        QCOMPARE(plan.planeStep, 10);
    }

    void whatAPlanCannotExpressIsNamed_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("named");
        const auto row = [](const char *name, const QByteArray &json, const char *named) {
            QTest::newRow(name) << json << QString::fromLatin1(named);
        };
        row("no object", "[]", "sequence");
        row("channels", R"({"channels": [{"config": "DAPI"}]})", "channels");
        row("setup", R"({"setup": {"exposure": 1}})", "setup");
        row("shutter", R"({"keep_shutter_open_across": ["z"]})", "keep_shutter_open_across");
        row("an unknown member", R"({"colour": 1})", "colour: Holdfast does not know it");
        row("a well plate", R"({"stage_positions": {"plate": 96}})", "stage_positions");
        row("a position without y", R"({"stage_positions": [{"x": 1}]})", "stage_positions[0].y");
        row("a position's sequence",
            R"({"stage_positions": [{"x": 1, "y": 1, "sequence": {"z_plan": null}}]})",
            "stage_positions[0].sequence");
        row("a position's properties",
            R"({"stage_positions": [{"x": 1, "y": 1, "properties": [["a", "b", 1]]}]})",
            "stage_positions[0].properties");
        row("too far", R"({"stage_positions": [{"x": 1e12, "y": 1}]})", "stage_positions[0].x");
        row("column by column",
            R"({"grid_plan": {"rows": 2, "columns": 2, "mode": "column_wise"}})", "grid_plan.mode");
        row("two overlaps", R"({"grid_plan": {"rows": 2, "columns": 2, "overlap": [1, 2]}})",
            "grid_plan.overlap");
        row("gaps", R"({"grid_plan": {"rows": 2, "columns": 2, "overlap": -5}})",
            "grid_plan.overlap");
        row("no rows", R"({"grid_plan": {"rows": 0, "columns": 2}})", "grid_plan.rows");
        row("half a row", R"({"grid_plan": {"rows": 1.5, "columns": 2}})", "grid_plan.rows");
        row("no grid", R"({"grid_plan": {"overlap": 1}})", "grid_plan");
        row("an even spiral", R"({"grid_plan": {"rows": 2, "columns": 3, "mode": "spiral"}})",
            "grid_plan.mode");
        row("a spiral at a corner",
            R"({"grid_plan": {"rows": 3, "columns": 3, "mode": "spiral", "relative_to": "top_left"}})",
            "grid_plan.relative_to");
        row("a polygon", R"({"grid_plan": {"vertices": [[0, 0], [1, 0], [1, 1]]}})", "grid_plan");
        row("random points", R"({"grid_plan": {"num_points": 4}})", "grid_plan");
        row("edges and positions",
            R"({"grid_plan": {"top": 1, "left": 0, "bottom": 0, "right": 1}, "stage_positions": [{"x": 0, "y": 0}]})",
            "grid_plan.left");
        row("absolute planes", R"({"z_plan": {"top": 1, "bottom": 0, "step": 1}})", "z_plan");
        row("downwards", R"({"z_plan": {"range": 2, "step": 1, "go_up": false}})", "z_plan.go_up");
        row("uneven planes", R"({"z_plan": {"relative": [-1, 0, 2]}})", "z_plan.relative");
        row("a range that is no multiple", R"({"z_plan": {"range": 2.5, "step": 1}})",
            "z_plan.step");
        row("more above", R"({"z_plan": {"above": 2, "below": 1, "step": 1}})", "z_plan.above");
        row("two phases",
            R"({"time_plan": [{"interval": 1, "loops": 2}, {"interval": 2, "loops": 2}]})",
            "time_plan");
        row("no interval", R"({"time_plan": {"loops": 2}})", "time_plan.interval");
        row("no time", R"({"time_plan": {"interval": "soon", "loops": 2}})", "time_plan.interval");
        row("focusing at each plane", R"({"autofocus_plan": {"axes": ["z"]}})",
            "autofocus_plan.axes");
        row("another device",
            R"({"autofocus_plan": {"axes": ["p"], "autofocus_device_name": "PFS"}})",
            "autofocus_plan.autofocus_device_name");
        row("an offset", R"({"autofocus_plan": {"axes": ["p"], "autofocus_motor_offset": 25}})",
            "autofocus_plan.autofocus_motor_offset");
        row("planes before tiles",
            R"({"axis_order": ["t", "p", "z", "g"], "z_plan": {"range": 2, "step": 1}, "grid_plan": {"rows": 2, "columns": 2}})",
            "axis_order");
    }

    void whatAPlanCannotExpressIsNamed()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, named);
        const QString message = refusal(json);
        QVERIFY2(message.contains(named), qPrintable(message));
    }

    void everythingThatIsWrongIsNamedAtOnce()
    {
        const QString message = refusal(
            R"({"channels": ["DAPI"], "z_plan": {"absolute": [1]}, "grid_plan": {"rows": 0, "columns": 1}})");
        for (const char *each : {"channels", "z_plan", "grid_plan.rows"})
            QVERIFY2(message.contains(QLatin1String(each)), qPrintable(message));
    }

    void anOrderOfAxesThatAreNotUsedDoesNotMatter()
    {
        QCOMPARE(refusal(R"({"axis_order": "zgpt", "grid_plan": {"rows": 2, "columns": 2}})"),
                 QString());
    }

    void focusingFollowsTheAxes_data()
    {
        QTest::addColumn<QByteArray>("axes");
        QTest::addColumn<int>("every");
        QTest::newRow("each tile") << QByteArray(R"(["g"])") << 1;
        QTest::newRow("each tile of each position") << QByteArray(R"(["p", "g"])") << 1;
        QTest::newRow("each position") << QByteArray(R"(["p"])") << 6;
        QTest::newRow("each time point") << QByteArray(R"(["t"])") << 12;
    }

    void focusingFollowsTheAxes()
    {
        QFETCH(QByteArray, axes);
        QFETCH(int, every);
        const ScanPlan plan =
            imported(
                R"({"grid_plan": {"rows": 2, "columns": 3}, "time_plan": {"interval": 1, "loops": 2},
                         "stage_positions": [{"x": 0, "y": 0}, {"x": 1, "y": 1}], "autofocus_plan": {"axes": )"
                + axes + "}}")
                .plan;
        QCOMPARE(plan.autofocusEvery, every);
    }

    void otherMetadataAreRemarkedOn()
    {
        const ImportedPlan got = imported(R"({"metadata": {"napari": {"split": true}}})");
        QCOMPARE(got.remarks,
                 QStringList {QStringLiteral("The metadata \"napari\" are not kept.")});
    }
};

HOLDFAST_APPLESS_TEST(TestMdaSequence)

} // namespace tst_mdasequence

#include "tst_mdasequence.moc"
