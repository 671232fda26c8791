// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/imageformat.h"
#include "core/instruments/camera/samplecanvas.h"
#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/camera/simulatedsample.h"
#include "core/instruments/illumination/simulatedillumination.h"
#include "core/instruments/mapping/camerastagemapping.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <memory>

namespace tst_camerastagemapping {

using namespace Holdfast;

namespace {

//! A mapping beside its stage and its camera.
class Bench
{
public:
    //! So far the stage may move along x and y: near enough that it need not travel for seconds.
    static constexpr int farthest = 5000;

    explicit Bench(int stepRate = 50'000)
        : fixture(
            [] {
                return std::make_unique<CameraStageMapping>(
                    CameraStageMappingOptions {.backlash = 100, .settle = 0});
            },
            {{QStringLiteral("stage"),
              [stepRate] {
                  SimulatedStageOptions options;
                  options.stepRate = stepRate;
                  options.softLimits.x = {-farthest, farthest};
                  options.softLimits.y = {-farthest, farthest};
                  return std::make_unique<SimulatedStage>(options);
              }},
             {QStringLiteral("camera"), [] { return std::make_unique<SimulatedCamera>(); }},
             {QStringLiteral("illumination"),
              [] { return std::make_unique<SimulatedIllumination>(); }}})
        , stage(fixture.neighbour<SimulatedStage>(QStringLiteral("stage")))
        , camera(fixture.neighbour<SimulatedCamera>(QStringLiteral("camera")))
        , mapping(fixture.thing<CameraStageMapping>())
    {
    }

    std::unique_ptr<RunningAction> start(const QString &action, const Json &input = Json::object())
    {
        return fixture.start(action, input);
    }

    Json run(const QString &action, const Json &input = Json::object())
    {
        return start(action, input)->wait().json;
    }

    Json read(const char *property) const { return fixture.read(QLatin1String(property)); }

    GreyImage picture() { return decodedGrey(camera.grabJpeg({}).data(), 10'000); }

    ThingFixture fixture;
    SimulatedStage &stage;
    SimulatedCamera &camera;
    CameraStageMapping &mapping;
};

const QString calibrateXy = QStringLiteral("calibrate_xy");

//! Returns "Title: message" of the error with which an action ends.
QString errorOf(RunningAction &action)
{
    try {
        action.wait();
    } catch (const ThingError &error) {
        return QStringLiteral("%1: %2").arg(error.title(), error.message());
    } catch (const InvocationCancelled &) {
        return QStringLiteral("cancelled");
    }
    return {};
}

//! Returns the greatest difference from the matrix of the simulation, as a part of its numbers.
double errorOf(const ImageToStageMatrix &matrix)
{
    const ImageToStageMatrix truth {{{{0, 0.5}, {-0.5, 0}}}};
    double most = 0;
    for (size_t row = 0; row < 2; ++row) {
        for (size_t axis = 0; axis < 2; ++axis)
            most = std::max(most, std::abs(matrix.rows[row][axis] - truth.rows[row][axis]) / 0.5);
    }
    return most;
}

} // namespace

class TestCameraStageMapping : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void shiftsAreMeasuredToAFractionOfAPixel_data()
    {
        QTest::addColumn<StagePosition>("move");
        QTest::addColumn<int>("z");
        QTest::newRow("none") << StagePosition {0, 0, 0} << 0;
        QTest::newRow("to the right") << StagePosition {20, 0, 0} << 0;
        QTest::newRow("upwards") << StagePosition {0, 40, 0} << 0;
        QTest::newRow("far to the left and down") << StagePosition {-90, -60, 0} << 0;
        QTest::newRow("out of focus") << StagePosition {15, 30, 0} << 150;
    }
    void shiftsAreMeasuredToAFractionOfAPixel()
    {
        QFETCH(StagePosition, move);
        QFETCH(int, z);
        const SimulatedSample sample;
        const auto grey = [&](StagePosition at, quint32 seed) {
            at.z = z;
            return decodedGrey(
                encoded(sample.image({.position = at, .noiseSeed = seed}), ImageFormat::Jpeg, 85),
                640);
        };
        ShiftMeter meter(grey({}, 1));
        const ImageShift shift = meter.shiftTo(grey(move, 2));
        QVERIFY2(shift.isCertain(), qPrintable(QString::number(shift.certainty)));
        const QString found = QStringLiteral("%1 right, %2 down, certainty %3")
                                  .arg(shift.distance.right)
                                  .arg(shift.distance.down)
                                  .arg(shift.certainty);
        QVERIFY2(std::abs(shift.distance.right - 2 * move.x) < 0.7, qPrintable(found));
        QVERIFY2(std::abs(shift.distance.down + 2 * move.y) < 0.7, qPrintable(found));
    }

    void unrelatedPicturesHaveNoShift()
    {
        const SimulatedSample sample;
        const auto grey = [&](const StagePosition &at) {
            return decodedGrey(encoded(sample.image({.position = at}), ImageFormat::Jpeg, 85), 640);
        };
        ShiftMeter meter(grey({}));
        const ImageShift shift = meter.shiftTo(grey({500, 375, 0}));
        QVERIFY2(!shift.isCertain(), qPrintable(QString::number(shift.certainty)));
    }

    void matricesConvertBothWays()
    {
        const ImageToStageMatrix matrix {{{{0.1, 0.5}, {-0.4, 0.2}}}};
        const StageDistance steps = matrix.toSteps({.right = 30, .down = -70});
        const PixelDistance back = matrix.toPixels(steps);
        QVERIFY(std::abs(back.right - 30) < 1e-9 && std::abs(back.down + 70) < 1e-9);
        QVERIFY(matrix.isInvertible());
        QVERIFY(!(ImageToStageMatrix {{{{1, 2}, {2, 4}}}}).isInvertible());
        const StageDistance wide =
            matrix.forPicturesScaledBy(4).toSteps({.right = 120, .down = -280});
        QVERIFY(std::abs(wide.x - steps.x) < 1e-9 && std::abs(wide.y - steps.y) < 1e-9);
    }

    void calibratingFindsTheMatrixOfTheSimulation()
    {
        Bench bench;
        bench.stage.moveAbsolute({.x = 1234, .y = -567, .z = 30});
        QCOMPARE(bench.read("calibration_required"), Json(true));
        QCOMPARE(bench.read("can_calibrate"), Json(true));
        const auto action = bench.start(calibrateXy);
        const Json found = action->wait().json;
        const auto matrix = bench.mapping.imageToStageDisplacementMatrix();
        QVERIFY(matrix);
        QVERIFY2(errorOf(*matrix) < 0.02, qPrintable(QString::number(errorOf(*matrix))));
        QVERIFY(bench.mapping.imageResolution() == (ImageResolution {616, 820}));
        QCOMPARE(bench.stage.position(), (StagePosition {1234, -567, 30}));
        QCOMPARE(bench.read("image_resolution"), Json({616, 820}));
        QCOMPARE(bench.read("image_to_stage_displacement_matrix"),
                 found["image_to_stage_displacement_matrix"]);
        QCOMPARE(bench.read("last_calibration"), found);
        QCOMPARE(bench.read("calibration_required"), Json(false));
        QVERIFY(!action->log().isEmpty());
        const Json state = bench.mapping.state();
        QCOMPARE(state["image_resolution"], Json({616, 820}));
        QCOMPARE(state["image_to_stage_displacement_matrix"],
                 found["image_to_stage_displacement_matrix"]);
    }

    void aPointThatIsChosenLandsInTheCentre()
    {
        Bench bench;
        bench.run(calibrateXy);
        const auto chosen = {PixelDistance {121, 49}, PixelDistance {-200, 90},
                             PixelDistance {3, -140}};
        for (const PixelDistance &point : chosen) {
            ShiftMeter meter(bench.picture());
            bench.run(QStringLiteral("move_in_image_coordinates"),
                      {{"x", point.right}, {"y", point.down}});
            const ImageShift shift = meter.shiftTo(bench.picture());
            QVERIFY2(
                std::hypot(shift.distance.right + point.right, shift.distance.down + point.down)
                    < 3,
                qPrintable(
                    QStringLiteral("%1, %2").arg(shift.distance.right).arg(shift.distance.down)));
        }
    }

    void distancesAreConverted()
    {
        Bench bench;
        bench.run(calibrateXy);
        const Json steps = bench.run(QStringLiteral("convert_image_to_stage_coordinates"),
                                     {{"x", 100}, {"y", 40}});
        QVERIFY(std::abs(steps["x"].get<int>() + 50) <= 1);
        QVERIFY(std::abs(steps["y"].get<int>() - 20) <= 1);
        const Json pixels = bench.run(QStringLiteral("convert_stage_to_image_coordinates"),
                                      {{"x", -50}, {"y", 20}});
        QVERIFY(std::abs(pixels["x"].get<double>() - 100) < 2);
        QVERIFY(std::abs(pixels["y"].get<double>() - 40) < 1);
    }

    void withoutACalibrationNothingMoves()
    {
        Bench bench;
        for (const char *action :
             {"move_in_image_coordinates", "convert_image_to_stage_coordinates",
              "convert_stage_to_image_coordinates"}) {
            const auto run = bench.start(QLatin1String(action), {{"x", 10}, {"y", 10}});
            const QString said = errorOf(*run);
            QVERIFY2(said.startsWith(QStringLiteral("CSMUncalibratedError: ")),
                     qUtf8Printable(said));
        }
        QCOMPARE(bench.stage.position(), StagePosition());
        QCOMPARE(bench.read("image_to_stage_displacement_matrix"), Json(nullptr));
        QCOMPARE(bench.read("image_resolution"), Json(nullptr));
        QVERIFY(bench.mapping.state().is_null());
    }

    void aTargetBeyondTheLimitsIsRefused()
    {
        Bench bench;
        bench.run(calibrateXy);
        bench.stage.moveAbsolute({.x = -Bench::farthest, .y = {}, .z = {}});
        const auto action =
            bench.start(QStringLiteral("move_in_image_coordinates"), {{"x", 100}, {"y", 0}});
        QVERIFY(errorOf(*action).contains(QStringLiteral("soft limit")));
        QCOMPARE(bench.stage.position().x, -Bench::farthest);
    }

    void aCalibrationThatFailsSaysWhyAndGoesBack_data()
    {
        QTest::addColumn<bool>("isLit");
        QTest::addColumn<StagePosition>("at");
        QTest::addColumn<QString>("says");
        QTest::newRow("in the dark")
            << false << StagePosition {10, 20, 0} << "too little in common";
        QTest::newRow("at the end of the stage")
            << true << StagePosition {0, Bench::farthest - 10, 0} << "soft limit";
    }
    void aCalibrationThatFailsSaysWhyAndGoesBack()
    {
        QFETCH(bool, isLit);
        QFETCH(StagePosition, at);
        QFETCH(QString, says);
        Bench bench;
        bench.fixture.neighbour<SimulatedIllumination>(QStringLiteral("illumination"))
            .setLedOn(isLit);
        bench.stage.moveAbsolute({.x = at.x, .y = at.y, .z = at.z});
        const auto action = bench.start(calibrateXy);
        const QString said = errorOf(*action);
        QVERIFY2(said.contains(says), qUtf8Printable(said));
        QCOMPARE(bench.stage.position(), at);
        QCOMPARE(bench.read("calibration_required"), Json(true));
    }

    void aCancelledCalibrationGoesBack()
    {
        Bench bench(500);
        bench.stage.moveAbsolute({.x = 7, .y = 8, .z = 0});
        std::atomic<bool> hasMoved {false};
        QObject::connect(
            &bench.stage, &SimulatedStage::movingChanged, &bench.stage,
            [&](bool) { hasMoved = true; }, Qt::DirectConnection);
        const auto action = bench.start(calibrateXy);
        WAIT_UNTIL(hasMoved);
        action->cancel();
        QCOMPARE(errorOf(*action), QStringLiteral("cancelled"));
        QCOMPARE(bench.stage.position(), (StagePosition {7, 8, 0}));
    }

    void theLastCalibrationIsKept()
    {
        const Bench bench;
        QVERIFY(bench.mapping.affordances().property(u"last_calibration")->isSetting);
    }

    void refusesStrangers()
    {
        Bench bench;
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(bench.fixture).failures(),
                 QStringList());
    }

    void refusesOptionsOutOfRange()
    {
        QVERIFY_THROWS_EXCEPTION(ThingError, CameraStageMapping({.backlash = -1, .settle = 0}));
        QVERIFY_THROWS_EXCEPTION(ThingError, CameraStageMapping({.backlash = 0, .settle = 1000}));
    }

private:
    //! Kept, so that not every camera has to compute it.
    const std::shared_ptr<const SampleCanvas> m_canvas = SampleCanvas::shared();
};

HOLDFAST_GUILESS_TEST(TestCameraStageMapping)

} // namespace tst_camerastagemapping

#include "tst_camerastagemapping.moc"
