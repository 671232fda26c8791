// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/imageformat.h"
#include "core/instruments/camera/samplecanvas.h"
#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/mapping/camerastagemapping.h"
#include "core/instruments/scan/histoscanworkflow.h"
#include "core/instruments/scan/smartscan.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "core/thing/thingresource.h"
#include "core/thing/validation/invalidinputerror.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdlib>

namespace tst_smartscan {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds patience {30'000};

const Holder &anOperator()
{
    static const Holder holder({Principal::Kind::Operator, QStringLiteral("operator"), {}});
    return holder;
}

//! A camera that takes small grey pictures, at once.
class TinyCamera : public Camera
{
public:
    ~TinyCamera() override { finish(); }

protected:
    void startAcquisition() override { }
    void stopAcquisition() override { }
    CameraImage takePicture() override
    {
        return {.size = {8, 6}, .pixels = QByteArray(48, 'x'), .layout = PixelLayout::Grey8};
    }
};

std::vector<ThingFixture::Neighbour> neighbours()
{
    return {{QStringLiteral("stage"),
             [] {
                 SimulatedStageOptions fast;
                 fast.stepRate = 50'000;
                 return std::make_unique<SimulatedStage>(fast);
             }},
            {QStringLiteral("camera"), [] { return std::make_unique<TinyCamera>(); }},
            {QStringLiteral("snake_workflow"), [] { return std::make_unique<SnakeWorkflow>(); }},
            {QStringLiteral("raster_workflow"), [] { return std::make_unique<RasterWorkflow>(); }}};
}

//! Returns a plan of \a rows x 2 tiles; it does not focus.
Json plan(int rows = 2, double settle = 0)
{
    return Json {{"columns", 2},  {"rows", rows},         {"step_x", 100},
                 {"step_y", 100}, {"autofocus_every", 0}, {"settling_time", settle}};
}

//! A SmartScan with its instruments.
class Bench
{
public:
    explicit Bench(
        const SmartScanOptions &options = {.defaultWorkflow = QStringLiteral("snake_workflow"),
                                           .reservedMegabytes = 1})
        : fixture([options] { return std::make_unique<SmartScan>(options); }, neighbours(),
                  ThingFixture::Lock::Enabled, QStringLiteral("smart_scan"))
        , stage(fixture.neighbour<SimulatedStage>(QStringLiteral("stage")))
        , scan(fixture.thing<SmartScan>())
    {
    }

    QString folder(const QString &name = QStringLiteral("scan_0001")) const
    {
        return fixture.dataFolder() + QStringLiteral("/smart_scan/") + name;
    }
    QStringList pictures(const QString &name = QStringLiteral("scan_0001")) const
    {
        return QDir(folder(name) + QStringLiteral("/images"))
            .entryList({QStringLiteral("img_*.jpeg")}, QDir::Files, QDir::Name);
    }
    void run(const Json &plan, const char *name = "")
    {
        fixture.invoke(QStringLiteral("run_plan"), {{"scan_name", name}, {"plan", plan}});
    }
    std::unique_ptr<RunningAction> start(const Json &plan)
    {
        return fixture.start(QStringLiteral("run_plan"), {{"plan", plan}});
    }
    Json progress() const { return fixture.read(QStringLiteral("latest_scan_progress")); }
    int tilesDone() const
    {
        const Json json = progress();
        return json.is_null() ? 0 : json["tiles_done"].get<int>();
    }
    //! Lets the operator in at the next safe point.
    LockGuard comeIn()
    {
        return fixture.lock()->acquire(anOperator(), QStringLiteral("click"),
                                       GlobalLock::Wait::upTo(patience));
    }
    const ThingResource &resource(Thing &thing, const char *path) const
    {
        const ThingResource *found = thing.affordances().resource(QString::fromLatin1(path));
        if (!found)
            throw std::invalid_argument(path);
        return *found;
    }

    ThingFixture fixture;
    SimulatedStage &stage;
    SmartScan &scan;
};

} // namespace

class TestSmartScan : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsAScanInTheDataFolder()
    {
        Bench bench;
        QCOMPARE(bench.fixture.read(QStringLiteral("latest_scan_live_details")), Json());
        bench.run(plan(), "Liver B");
        QCOMPARE(bench.pictures(QStringLiteral("liver_b_0001")),
                 QStringList({QStringLiteral("img_0_0_0.jpeg"), QStringLiteral("img_0_100_0.jpeg"),
                              QStringLiteral("img_100_0_0.jpeg"),
                              QStringLiteral("img_100_100_0.jpeg")}));
        QCOMPARE(bench.stage.position(), StagePosition());
        const Json details = bench.fixture.read(QStringLiteral("latest_scan_live_details"));
        QCOMPARE(details["name"], Json("liver_b_0001"));
        QCOMPARE(details["scan_phase"], Json("Complete"));
        QCOMPARE(details["image_count"], Json(4));
        QCOMPARE(details["save_resolution"], Json::array({8, 6}));
        QCOMPARE(details["stitch_timestamp"], Json());
        const Json progress = bench.progress();
        QCOMPARE(progress["result"], Json("success"));
        QCOMPARE(progress["running"], Json(false));
        QCOMPARE(progress["plan"]["columns"], Json(2));
        QCOMPARE(bench.fixture.read(QStringLiteral("unfinished_scans")), Json::array());
    }

    void scansByTheSettingsOfTheChosenWorkflow()
    {
        Bench bench;
        QCOMPARE(bench.fixture.read(QStringLiteral("workflow_name")), Json("snake_workflow"));
        QCOMPARE(bench.fixture.read(QStringLiteral("all_workflow_names")),
                 Json::array({"raster_workflow", "snake_workflow"}));
        QCOMPARE(bench.fixture.read(QStringLiteral("workflow_display_names")),
                 (Json {{"raster_workflow", "Raster Scan"}, {"snake_workflow", "Snake Scan"}}));
        bench.fixture.write(QStringLiteral("workflow_name"), "raster_workflow");
        QVERIFY_THROWS_EXCEPTION(InvalidInputError,
                                 bench.fixture.write(QStringLiteral("workflow_name"), "other"));
        QCOMPARE(bench.scan.workflowName(), QStringLiteral("raster_workflow"));
        // What a reset writes.
        bench.fixture.write(QStringLiteral("workflow_name"), "");
        QCOMPARE(bench.fixture.read(QStringLiteral("workflow_name")), Json("snake_workflow"));
    }

    void theMappingGivesTheSpacingAndThePreview()
    {
        std::vector<ThingFixture::Neighbour> all = neighbours();
        all[1].make = [] {
            return std::make_unique<SimulatedCamera>(SimulatedCameraOptions {.frameRate = 60});
        };
        all.push_back({QStringLiteral("camera_stage_mapping"), [] {
                           return std::make_unique<CameraStageMapping>(
                               CameraStageMappingOptions {.settle = 0});
                       }});
        ThingFixture fixture(
            [] { return std::make_unique<SmartScan>(SmartScanOptions {.reservedMegabytes = 1}); },
            all, ThingFixture::Lock::Enabled, QStringLiteral("smart_scan"));
        auto &workflow = fixture.neighbour<SnakeWorkflow>(QStringLiteral("snake_workflow"));
        fixture.write(QStringLiteral("workflow_name"), "snake_workflow");
        fixture.write(QStringLiteral("stitch_automatically"), false);
        workflow.setXCount(2);
        workflow.setYCount(2);
        workflow.setAutofocusEvery(0);
        workflow.setSettlingTime(0);
        QVERIFY(!workflow.isReady());
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.invoke(QStringLiteral("sample_scan")));
        fixture.neighbour<CameraStageMapping>(QStringLiteral("camera_stage_mapping")).calibrateXy();
        QVERIFY(workflow.isReady());
        fixture.invoke(QStringLiteral("sample_scan"));

        const ScanFolder folder(fixture.dataFolder() + QStringLiteral("/smart_scan/scan_0001"));
        QCOMPARE(folder.pictureCount(), 4);
        const auto record = folder.record();
        QVERIFY(record && record->stitching);
        QCOMPARE(record->stitching->overlap, 0.35);
        QCOMPARE(record->workflow, QStringLiteral("SnakeWorkflow"));
        // To the right in OpenFlexure's simulation is where x gets smaller: 820 pixels of half a step, less the overlap.
        const auto places = folder.pictures();
        QVERIFY(std::ranges::any_of(places.keys(), [](const ScanFolder::Place &place) {
            return std::abs(place.first + 266) <= 6 && std::abs(place.second) <= 6;
        }));
        const Json details = fixture.read(QStringLiteral("latest_scan_live_details"));
        QVERIFY(details["stitch_timestamp"].is_number());
        QVERIFY(!fixture.read(QStringLiteral("preview_placement")).is_null());
        const ResourceAnswer preview = fixture.thing()
                                           .affordances()
                                           .resource(QStringLiteral("latest_preview_stitch.jpg"))
                                           ->get({});
        QFile file(preview.file);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QSize size = jpegSize(file.readAll());
        QVERIFY2(size.width() > 820 && size.height() > 616, "the preview has not all tiles");
    }

    void theStitchingAfterAScanTellsItsProgressAndFailureAndIsCancelled()
    {
        QTemporaryDir folder;
        const QString program = folder.filePath(QStringLiteral("stitch"));
        const auto write = [&program](const QByteArray &script) {
            QFile file(program);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("#!/bin/sh\n" + script);
            file.setPermissions(file.permissions() | QFileDevice::ExeOwner);
        };
        std::vector<ThingFixture::Neighbour> all = neighbours();
        all[1].make = [] {
            return std::make_unique<SimulatedCamera>(SimulatedCameraOptions {.frameRate = 60});
        };
        all.push_back({QStringLiteral("camera_stage_mapping"), [] {
                           return std::make_unique<CameraStageMapping>(
                               CameraStageMappingOptions {.settle = 0});
                       }});
        ThingFixture fixture(
            [program] {
                return std::make_unique<SmartScan>(
                    SmartScanOptions {.reservedMegabytes = 1, .stitcher = program});
            },
            all, ThingFixture::Lock::Enabled, QStringLiteral("smart_scan"));
        fixture.neighbour<CameraStageMapping>(QStringLiteral("camera_stage_mapping")).calibrateXy();
        const auto scan = [&fixture] {
            fixture.invoke(
                QStringLiteral("run_plan"),
                {{"scan_name", ""},
                 {"plan",
                  {{"columns", 2}, {"rows", 1}, {"autofocus_every", 0}, {"settling_time", 0}}}});
        };
        const auto progress = [&fixture] {
            return fixture.read(QStringLiteral("latest_scan_progress"));
        };
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.invoke(QStringLiteral("cancel_stitching")));

        write("echo 'Correlation complete'\nexec sleep 600\n");
        scan();
        QTRY_COMPARE_WITH_TIMEOUT(progress()["stitching"]["percent"], Json(50.0), patience.count());
        QCOMPARE(progress()["phase"], Json("Stitching"));
        QCOMPARE(progress()["running"], Json(false));
        QCOMPARE(progress()["stitching"]["step"], Json("Correlation complete"));
        QCOMPARE(progress()["stitching"]["problem"], Json());
        fixture.invoke(QStringLiteral("cancel_stitching"));
        QTRY_COMPARE_WITH_TIMEOUT(progress()["phase"], Json("Complete"), patience.count());
        QCOMPARE(progress()["stitching"]["problem"], Json("Stitching was cancelled."));
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.invoke(QStringLiteral("cancel_stitching")));

        write("exit 0\n");
        scan();
        QTRY_COMPARE_WITH_TIMEOUT(progress()["phase"], Json("Complete"), patience.count());
        QTRY_COMPARE_WITH_TIMEOUT(progress()["stitching"]["percent"], Json(100.0),
                                  patience.count());
        QCOMPARE(progress()["stitching"]["problem"], Json());

        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no memory")));
        write("echo 'no memory'\nexit 3\n");
        scan();
        const auto problem = [&progress] {
            const Json stitching = progress()["stitching"];
            return stitching.is_object() && stitching["problem"].is_string()
                       ? toQString(stitching["problem"].get<std::string>())
                       : QString();
        };
        QTRY_VERIFY_WITH_TIMEOUT(problem().contains(QStringLiteral("no memory")), patience.count());

        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("no program")));
        QVERIFY(QFile::remove(program));
        scan();
        QTRY_VERIFY_WITH_TIMEOUT(problem().contains(QStringLiteral("no program")),
                                 patience.count());
    }

    void anOperatorsMoveInBetweenDoesNotChangeTheTiles()
    {
        Bench bench;
        const auto action = bench.start(plan(10, 0.01));
        QTRY_VERIFY_WITH_TIMEOUT(bench.tilesDone() > 2, patience.count());
        {
            const LockGuard click = bench.comeIn();
            const HolderScope scope(anOperator());
            QVERIFY2(!action->isFinished(), "the operator waited until the end of the scan");
            bench.stage.moveRelative({-777, 333, 55});
        }
        action->wait();
        QCOMPARE(bench.pictures().size(), 20);
        QCOMPARE(bench.stage.position(), StagePosition());
        QVERIFY(bench.pictures().contains(QStringLiteral("img_100_900_0.jpeg")));
    }

    void pausesAndGoesOn()
    {
        Bench bench;
        QVERIFY_THROWS_EXCEPTION(ThingError, bench.fixture.invoke(QStringLiteral("pause_scan")));
        const auto action = bench.start(plan(10, 0.01));
        QTRY_VERIFY_WITH_TIMEOUT(bench.tilesDone() > 0, patience.count());
        bench.fixture.invoke(QStringLiteral("pause_scan"));
        QTRY_COMPARE_WITH_TIMEOUT(bench.progress()["paused"], Json(true), patience.count());
        const int done = bench.tilesDone();
        {
            const LockGuard click = bench.comeIn();
            const HolderScope scope(anOperator());
            bench.stage.moveRelative({0, 0, 100});
        }
        QCOMPARE(bench.tilesDone(), done);
        bench.fixture.invoke(QStringLiteral("continue_scan"));
        action->wait();
        QCOMPARE(bench.pictures().size(), 20);
    }

    void aCancelledScanIsResumed()
    {
        Bench bench;
        {
            const auto action = bench.start(plan(10, 0.01));
            QTRY_VERIFY_WITH_TIMEOUT(bench.tilesDone() > 2, patience.count());
            QCOMPARE(bench.scan.state(), (Json {{"scan_name", "scan_0001"}}));
            action->cancel();
            QVERIFY_THROWS_EXCEPTION(InvocationCancelled, action->wait());
        }
        QVERIFY(!bench.fixture.lock()->status().isHeld());
        QCOMPARE(bench.scan.state(), Json());
        QCOMPARE(bench.fixture.read(QStringLiteral("unfinished_scans")),
                 Json::array({"scan_0001"}));
        QVERIFY(bench.pictures().size() < 20);
        bench.fixture.invoke(QStringLiteral("resume_scan"), {{"scan_name", "scan_0001"}});
        QCOMPARE(bench.pictures().size(), 20);
        QVERIFY_THROWS_EXCEPTION(ThingError, bench.fixture.invoke(QStringLiteral("resume_scan"),
                                                                  {{"scan_name", "../other"}}));
    }

    void anEmergencyStopEndsTheScan()
    {
        Bench bench;
        const auto action = bench.start(plan(500));
        QTRY_VERIFY_WITH_TIMEOUT(bench.tilesDone() > 2, patience.count());
        // The station does both.
        bench.stage.emergencyStop();
        action->cancel();
        QVERIFY(action->waitForEnd(patience));
        const StagePosition here = bench.stage.position();
        QVERIFY(!bench.stage.isMoving());
        QCOMPARE(bench.stage.position(), here);
        QCOMPARE(bench.scan.unfinishedScans(), QStringList({QStringLiteral("scan_0001")}));
    }

    void aScanCanBeDownloadedAndDeleted()
    {
        Bench bench;
        bench.run(plan());
        const QString home = bench.fixture.dataFolder() + QStringLiteral("/smart_scan");
        {
            const Payload zip =
                bench.fixture.invoke(QStringLiteral("download_zip"), {{"scan_name", "scan_0001"}});
            QCOMPARE(zip.json["media_type"], Json("application/zip"));
            QCOMPARE(zip.blobs.size(), 1);
            QVERIFY(zip.blobs.first().data().startsWith("PK"));
            QCOMPARE(QDir(home).entryList(QDir::Files | QDir::Hidden).size(), 1);
        }
        QCOMPARE(QDir(home).entryList(QDir::Files | QDir::Hidden), QStringList());
        const ThingResource &scans = bench.resource(bench.scan, "scans/");
        QVERIFY_THROWS_EXCEPTION(ResourceError, scans.remove(QStringLiteral("..")));
        QVERIFY_THROWS_EXCEPTION(ResourceError, scans.remove(QStringLiteral("scan_0002")));
        scans.remove(QStringLiteral("scan_0001"));
        QVERIFY(!QFile::exists(bench.folder()));
    }

    void aRunningScanIsNotDeleted()
    {
        Bench bench;
        const auto action = bench.start(plan(100, 0.01));
        QTRY_VERIFY_WITH_TIMEOUT(bench.tilesDone() > 0, patience.count());
        try {
            bench.resource(bench.scan, "scans/").remove(QStringLiteral("scan_0001"));
            QFAIL("It was deleted.");
        } catch (const ResourceError &error) {
            QCOMPARE(error.kind(), ResourceError::Kind::Busy);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!bench.pictures().isEmpty(), patience.count());
    }

    void purgesOnlyEmptyScans()
    {
        Bench bench;
        bench.run(plan());
        QVERIFY(
            QDir().mkpath(bench.folder(QStringLiteral("empty_0001")) + QStringLiteral("/images")));
        bench.fixture.invoke(QStringLiteral("purge_empty_scans"));
        QVERIFY(QFile::exists(bench.folder()));
        QVERIFY(!QFile::exists(bench.folder(QStringLiteral("empty_0001"))));
    }

    void aWorkflowTellsItsControls()
    {
        Bench bench;
        auto &workflow = bench.fixture.neighbour<SnakeWorkflow>(QStringLiteral("snake_workflow"));
        const ResourceAnswer answer = bench.resource(workflow, "settings_ui").get({});
        QCOMPARE(answer.mediaType, QByteArrayLiteral("application/json"));
        const Json list = Json::parse(answer.contents.begin(), answer.contents.end());
        QVERIFY(list.is_array());
        QStringList properties;
        const std::function<void(const Json &)> collect = [&](const Json &elements) {
            for (const Json &element : elements) {
                if (element["element_type"] == "property_control") {
                    QCOMPARE(element["thing"], Json("snake_workflow"));
                    properties << element["property_name"].get<QString>();
                }
                if (element.contains("children"))
                    collect(element["children"]);
            }
        };
        collect(list);
        QVERIFY(properties.size() > 5);
        for (const QString &property : std::as_const(properties))
            QVERIFY2(workflow.affordances().property(property), qUtf8Printable(property));
    }

    void theLatestPreviewIsNotThereBeforeAScan()
    {
        Bench bench;
        QVERIFY_THROWS_EXCEPTION(ResourceError,
                                 bench.resource(bench.scan, "latest_preview_stitch.jpg").get({}));
    }

    void refusesOptionsThatAreWrong()
    {
        QVERIFY_THROWS_EXCEPTION(ThingError, SmartScan({.reservedMegabytes = -1}));
        QVERIFY_THROWS_EXCEPTION(ThingError, Bench({.defaultWorkflow = QStringLiteral("other")}));
    }

    void refusesStrangers()
    {
        Bench bench;
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(bench.fixture).failures(),
                 QStringList());
        ThingFixture workflow(
            [] { return std::make_unique<HistoScanWorkflow>(); },
            {{QStringLiteral("camera"), [] { return std::make_unique<SimulatedCamera>(); }}});
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(workflow).failures(), QStringList());
    }

    void learnsTheBackground()
    {
        ThingFixture workflow(
            [] { return std::make_unique<HistoScanWorkflow>(); },
            {{QStringLiteral("camera"), [] { return std::make_unique<SimulatedCamera>(); }}});
        QCOMPARE(workflow.read(QStringLiteral("background")), Json::array());
        workflow.invoke(QStringLiteral("set_background"));
        QCOMPARE(workflow.read(QStringLiteral("background")).size(), size_t(6));
        const Json said = workflow.invoke(QStringLiteral("check_background")).json;
        QVERIFY(said.get<QString>().contains(QStringLiteral("% of the picture show a sample")));
        const ScanPlan plan = workflow.thing<HistoScanWorkflow>().plan();
        QVERIFY(plan.growsOverSample());
    }

private:
    //! Kept, so that not every camera has to compute it.
    const std::shared_ptr<const SampleCanvas> m_canvas = SampleCanvas::shared();
};

HOLDFAST_GUILESS_TEST(TestSmartScan)

} // namespace tst_smartscan

#include "tst_smartscan.moc"
