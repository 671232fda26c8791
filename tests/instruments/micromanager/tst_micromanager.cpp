// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/micromanagercamera.h"
#include "core/thing/testing/thingcheck.h"
#include "tests/instruments/micromanager/microscopebench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QImage>
#include <QSignalSpy>
#include <QTest>

namespace tst_micromanager {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const QString s_xy = QStringLiteral("xy");
const QString s_wheel = QStringLiteral("filter_wheel");
const QString s_shutter = QStringLiteral("white_light_shutter");
const QString s_camera = QStringLiteral("camera");
const QString s_manager = QStringLiteral("microscope");

QString name(const char *text)
{
    return QString::fromLatin1(text);
}

//! Counts the changes of a property.
class Changes
{
public:
    Changes(Thing &thing, const QString &property)
    {
        QObject::connect(
            &thing, &Thing::runtimePropertyChanged, &m_context,
            [this, property](const QString &changed, const Json &value) {
                if (changed != property)
                    return;
                const std::lock_guard lock(m_mutex);
                m_values.push_back(value);
            },
            Qt::DirectConnection);
    }

    std::vector<Json> values() const
    {
        const std::lock_guard lock(m_mutex);
        return m_values;
    }

private:
    QObject m_context;
    mutable std::mutex m_mutex;
    std::vector<Json> m_values;
};

} // namespace

class TestMicroManager : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void eachDeviceBecomesAThing();
    void namesCanHaveAPrefix();
    void aPropertyReadsBackAsTheDeviceHasTakenIt();
    void aPropertyThatTheDeviceRefusesIsAnErrorWithItsReason();
    void aChangeThatTheAdapterReportsIsObserved();
    void presetsAreAPropertyOfTheManager();
    void aStageMovesToAPositionAndTellsTheWay();
    void aStageCanCountInSteps();
    void aCancelledMoveStopsTheStage();
    void aStopEndsAMoveOfWhicheverClient();
    void aStopPreventsAMoveThatHasNotReachedTheBridge();
    void anEmergencyStopReachesAllDevicesAtOnce();
    void aCameraTakesAPicture();
    void aCameraRunsWhileItIsWatched();
    void otherHoldersAreRefused();
};

void TestMicroManager::eachDeviceBecomesAThing()
{
    const FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    QCOMPARE(bench.fault(), QString());
    QVERIFY(bench.manager().isConnected());
    QCOMPARE(bench.manager().version(), QStringLiteral("Fake 1.0"));
    QCOMPARE(bench.read(s_xy, name("position")), Json({{"x", 0.0}, {"y", 0.0}}));
    QCOMPARE(bench.read(name("z"), name("position")), Json({{"z", 0.0}}));
    QCOMPARE(bench.read(s_wheel, name("label")), Json("DAPI"));
    QCOMPARE(bench.read(s_wheel, name("state")), Json(0));
    QCOMPARE(bench.read(s_shutter, name("open")), Json(false));
    QCOMPARE(bench.read(s_camera, name("exposure_time")), Json(10000));
    QCOMPARE(bench.read(s_camera, name("analogue_gain")), Json(2.0));
    QCOMPARE(bench.read(s_camera, name("ccd_temperature")), Json(-5.0));
    QCOMPARE(bench.read(s_manager, name("core_auto_shutter")), Json(1));
    QVERIFY(!bench.manager().affordances().property(u"core_initialize"));

    const Affordances &camera = bench.thing(s_camera).affordances();
    QVERIFY(camera.property(u"ccd_temperature")->readOnly);
    QVERIFY(!camera.property(u"exposure"));
    QVERIFY(!camera.property(u"gain"));
    QCOMPARE(bench.thing(s_camera).affordances().title, QStringLiteral("Camera"));
}

void TestMicroManager::namesCanHaveAPrefix()
{
    const FakeMicroscope fake;
    MicroManagerOptions options = fake.options();
    options.namePrefix = name("mm_");
    MicroscopeBench bench(options);
    QCOMPARE(bench.read(name("mm_filter_wheel"), name("label")), Json("DAPI"));
}

void TestMicroManager::aPropertyReadsBackAsTheDeviceHasTakenIt()
{
    const FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    Changes changes(bench.thing(s_xy), name("velocity"));
    bench.write(s_xy, name("velocity"), 2.52);
    QCOMPARE(bench.read(s_xy, name("velocity")), Json(2.5));
    QVERIFY(!changes.values().empty());
    QCOMPARE(changes.values().back(), Json(2.5));
    bench.write(s_camera, name("binning"), 4);
    QCOMPARE(bench.read(s_camera, name("binning")), Json(4));
    bench.write(s_camera, name("exposure_time"), 20'020);
    QCOMPARE(bench.read(s_camera, name("exposure_time")), Json(20'000));
}

void TestMicroManager::aPropertyThatTheDeviceRefusesIsAnErrorWithItsReason()
{
    const FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    QCOMPARE(thrownBy([&] { bench.write(s_camera, name("note"), "refuse"); }),
             QStringLiteral("MicroManagerError: The device does not like that."));
    QCOMPARE(bench.fault(), QString());
}

void TestMicroManager::aChangeThatTheAdapterReportsIsObserved()
{
    const FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    Changes states(bench.thing(s_wheel), name("state"));
    bench.write(s_wheel, name("label"), "FITC");
    WAIT_UNTIL(!states.values().empty());
    QCOMPARE(states.values().front(), Json(1));
    bench.write(s_shutter, name("open"), true);
    QCOMPARE(bench.read(s_shutter, name("open")), Json(true));
}

void TestMicroManager::presetsAreAPropertyOfTheManager()
{
    const FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    QCOMPARE(bench.read(s_manager, name("preset_channel")), Json(""));
    bench.write(s_manager, name("preset_channel"), "FITC");
    QCOMPARE(bench.read(s_manager, name("preset_channel")), Json("FITC"));
    const DataSchema &schema = bench.manager().affordances().property(u"preset_channel")->schema;
    QCOMPARE(schema.enumeration, QStringList({name("DAPI"), name("FITC")}));
}

void TestMicroManager::aStageMovesToAPositionAndTellsTheWay()
{
    const FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    Changes positions(bench.thing(s_xy), name("position"));
    Changes moving(bench.thing(s_xy), name("moving"));
    bench.invoke(s_xy, name("move_absolute"), {{"x", 100.0}, {"y", -50.0}});
    QCOMPARE(bench.read(s_xy, name("position")), Json({{"x", 100.0}, {"y", -50.0}}));
    QCOMPARE(moving.values(), (std::vector<Json> {true, false}));
    QVERIFY(positions.values().size() > 2);
    bench.invoke(s_xy, name("move_relative"), {{"x", -10.0}});
    QCOMPARE(bench.read(s_xy, name("position")), Json({{"x", 90.0}, {"y", -50.0}}));
    QCOMPARE(bench.thing(s_xy).state(), Json({{"position", {{"x", 90.0}, {"y", -50.0}}}}));
    bench.invoke(name("z"), name("move_relative"), {{"z", 2.5}});
    QCOMPARE(bench.read(name("z"), name("position")), Json({{"z", 2.5}}));
}

void TestMicroManager::aStageCanCountInSteps()
{
    const FakeMicroscope fake;
    MicroManagerOptions options = fake.options();
    options.micrometresPerStep = 0.5;
    MicroscopeBench bench(options);
    bench.invoke(s_xy, name("move_absolute"), {{"x", 20}});
    QCOMPARE(bench.read(s_xy, name("position")), Json({{"x", 20}, {"y", 0}}));
    QCOMPARE(fake.count(R"("to":{"x":10.0,"y":0.0})"), 1);
    bench.invoke(s_xy, name("move_relative"), {{"y", -3}});
    QCOMPARE(bench.read(s_xy, name("position")), Json({{"x", 20}, {"y", -3}}));
}

void TestMicroManager::aCancelledMoveStopsTheStage()
{
    const FakeMicroscope fake(Json {{"speed", 100}});
    MicroscopeBench bench(fake.options());
    Changes positions(bench.thing(s_xy), name("position"));
    const auto move = bench.start(s_xy, name("move_absolute"), {{"x", 100'000.0}});
    WAIT_UNTIL(!positions.values().empty());
    move->cancel();
    QCOMPARE(thrownBy([&] { move->wait(); }), QStringLiteral("InvocationCancelled"));
    QCOMPARE(fake.count(R"("call":"stop","device":"XY")"), 1);
    const Json stopped = bench.read(s_xy, name("position"));
    QVERIFY(stopped["x"].get<double>() < 50'000);
    QCOMPARE(bench.read(s_xy, name("moving")), Json(false));
    bench.invoke(s_xy, name("move_relative"), {{"y", 1.0}});
    QCOMPARE(bench.read(s_xy, name("position"))["x"], stopped["x"]);
}

void TestMicroManager::aStopEndsAMoveOfWhicheverClient()
{
    const FakeMicroscope fake(Json {{"speed", 100}});
    MicroscopeBench bench(fake.options());
    Changes positions(bench.thing(s_xy), name("position"));
    const auto move = bench.start(s_xy, name("move_absolute"), {{"x", 100'000.0}});
    WAIT_UNTIL(!positions.values().empty());
    bench.invoke(s_xy, name("stop"));
    QCOMPARE(thrownBy([&] { move->wait(); }),
             QStringLiteral("StageStoppedError: The device was stopped before it had finished."));
}

void TestMicroManager::aStopPreventsAMoveThatHasNotReachedTheBridge()
{
    // The action first asks where the stage is.
    const FakeMicroscope fake(Json {{"late", {{"position", 0.3}}}});
    MicroscopeBench bench(fake.options());
    const auto move = bench.start(s_xy, name("move_absolute"), {{"x", 10.0}});
    WAIT_UNTIL(fake.count(R"("call":"position")") > 0);
    bench.manager().emergencyStop();
    QVERIFY(thrownBy([&] { move->wait(); }).startsWith(u"StageStoppedError"));
    QCOMPARE(fake.count(R"("call":"move")"), 0);
    bench.invoke(s_xy, name("move_absolute"), {{"x", 10.0}});
    QCOMPARE(bench.read(s_xy, name("position"))["x"], Json(10.0));
}

void TestMicroManager::anEmergencyStopReachesAllDevicesAtOnce()
{
    const FakeMicroscope fake(Json {{"speed", 100}});
    MicroscopeBench bench(fake.options());
    bench.write(s_shutter, name("open"), true);
    Changes positions(bench.thing(s_xy), name("position"));
    const auto move = bench.start(s_xy, name("move_absolute"), {{"x", 100'000.0}});
    WAIT_UNTIL(!positions.values().empty());
    bench.manager().emergencyStop();
    QVERIFY(thrownBy([&] { move->wait(); }).startsWith(u"StageStoppedError"));
    QCOMPARE(bench.read(s_shutter, name("open")), Json(false));
    QCOMPARE(bench.fault(), QString());
}

void TestMicroManager::aCameraTakesAPicture()
{
    const FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    const Payload output = bench.invoke(s_camera, name("capture"), {{"image_format", "png"}});
    const QImage image = QImage::fromData(output.blobs.value(0).data());
    QCOMPARE(image.size(), QSize(64, 48));
    QCOMPARE(image.format(), QImage::Format_Grayscale16);
    QCOMPARE(qGray(image.pixel(5, 5)), 255);
    QCOMPARE(fake.count(R"("call":"snap")"), 1);

    // A long picture comes from the running camera, so that a stop need not wait for it.
    bench.write(s_camera, name("exposure_time"), 400'000);
    (void)bench.invoke(s_camera, name("capture"));
    QCOMPARE(fake.count(R"("call":"snap")"), 1);
    QVERIFY(fake.count(R"("call":"start_stream")") >= 1);
}

void TestMicroManager::aCameraRunsWhileItIsWatched()
{
    const FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    auto &camera = bench.fixture().neighbour<MicroManagerCamera>(s_camera);
    QCOMPARE(fake.count("start_stream"), 0);
    {
        const auto viewer = camera.stream().watch([](const Frame &) {});
        // More frames than there are places, so that they are given back.
        WAIT_UNTIL(camera.liveFrames() > 5);
        (void)bench.invoke(s_camera, name("capture"));
        QCOMPARE(fake.count(R"("call":"snap")"), 0);
    }
    WAIT_UNTIL(fake.count("stop_stream") > 0);
}

void TestMicroManager::otherHoldersAreRefused()
{
    const FakeMicroscope fake;
    MicroscopeBench bench(fake.options());
    QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(bench.fixture()).failures(), QStringList());
}

HOLDFAST_GUILESS_TEST(TestMicroManager)

} // namespace tst_micromanager

#include "tst_micromanager.moc"
