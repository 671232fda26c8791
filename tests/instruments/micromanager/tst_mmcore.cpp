// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/micromanager/micromanagercamera.h"
#include "tests/instruments/micromanager/microscopebench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QElapsedTimer>
#include <QImage>
#include <QTest>

#include <csignal>

namespace tst_mmcore {

using namespace Holdfast;

namespace {

const QString s_xy = QStringLiteral("xy");
const QString s_position = QStringLiteral("position");
const QString s_camera = QStringLiteral("camera");
const QString s_microscope = QStringLiteral("microscope");

QString name(const char *text)
{
    return QString::fromLatin1(text);
}

//! Returns the bridge with the demo adapters. tests/interop/run_micromanager.py says where they are.
MicroManagerOptions demo()
{
    MicroManagerOptions options;
    options.program = qEnvironmentVariable("HOLDFAST_MMCORE");
    options.adapters = QStringList {qEnvironmentVariable("HOLDFAST_MM_ADAPTERS")};
    options.config = name("MMConfig_demo.cfg");
    return options;
}

//! Writes a configuration, and returns the options for it.
MicroManagerOptions configured(const QTemporaryDir &folder, const QByteArray &text)
{
    const QString path = folder.filePath(name("own.cfg"));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        throw std::runtime_error("The configuration cannot be written.");
    file.write(text);
    MicroManagerOptions options = demo();
    options.config = path;
    return options;
}

//! Prints a figure for docs/hardware.md.
void figure(const char *what, const QElapsedTimer &since)
{
    qInfo("%s: %.2f ms", what, double(since.nsecsElapsed()) / 1e6);
}

} // namespace

//! With MMCore itself and the adapters that the Micro-Manager project packages for tests.
class TestMmcore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theDemoConfigurationBecomesThings();
    void aMoveArrives();
    void aMoveIsCancelledOnItsWay();
    void anEmergencyStopEndsAMove();
    void aCameraTakesPictures();
    void aCrashIsAFaultUntilTheRestart();
    void aBridgeThatHangsIsEndedByTheStop();
    void aLongPictureDoesNotDelayAStop();
    void anotherTestCamera();
    void anAdapterThatIsMissingIsNamed();
};

void TestMmcore::theDemoConfigurationBecomesThings()
{
    QElapsedTimer timer;
    timer.start();
    MicroscopeBench bench(demo());
    figure("start and load of the demo configuration", timer);
    QCOMPARE(bench.fault(), QString());
    QVERIFY(bench.manager().version().startsWith(u"MMCore"));
    QCOMPARE(bench.read(name("objective"), name("label")), Json("Nikon 10X S Fluor"));
    bench.write(name("objective"), name("label"), "Nikon 40X Plan Fluor ELWD");
    QCOMPARE(bench.read(name("objective"), name("state")), Json(0));
    bench.write(s_microscope, name("preset_channel"), "DAPI");
    QCOMPARE(bench.read(name("dichroic"), name("label")), Json("400DCLP"));
    QCOMPARE(bench.read(s_microscope, name("preset_channel")), Json("DAPI"));
    bench.write(name("white_light_shutter"), name("open"), true);
    QCOMPARE(bench.read(name("white_light_shutter"), name("open")), Json(true));
    bench.write(s_camera, name("binning"), 2);
    QCOMPARE(bench.read(s_camera, name("binning")), Json(2));
    QVERIFY(bench.thing(s_camera).affordances().properties.size() > 40);
    timer.restart();
    (void)bench.read(s_camera, name("pixel_type"));
    figure("reading a property", timer);
}

void TestMmcore::aMoveArrives()
{
    MicroscopeBench bench(demo());
    QElapsedTimer timer;
    timer.start();
    bench.invoke(s_xy, name("move_absolute"), {{"x", 200.0}});
    figure("a move of 200 um", timer);
    // The adapter counts in steps of 15 nm.
    const double x = bench.read(s_xy, s_position)["x"].get<double>();
    QVERIFY2(std::abs(x - 200) < 0.02, qPrintable(QString::number(x)));
    bench.invoke(name("z"), name("move_relative"), {{"z", 5.0}});
    QCOMPARE(bench.read(name("z"), s_position), Json({{"z", 5.0}}));
}

void TestMmcore::aMoveIsCancelledOnItsWay()
{
    MicroscopeBench bench(demo());
    bench.write(s_xy, name("velocity"), 0.1);
    const auto move = bench.start(s_xy, name("move_absolute"), {{"x", 1000.0}});
    WAIT_UNTIL(bench.read(s_xy, s_position)["x"] > 1.0);
    QElapsedTimer timer;
    timer.start();
    move->cancel();
    QCOMPARE(thrownBy([&] { move->wait(); }), QStringLiteral("InvocationCancelled"));
    figure("cancelling a move", timer);
    const Json stopped = bench.read(s_xy, s_position);
    QVERIFY(stopped["x"].get<double>() < 900);
    bench.invoke(name("z"), name("move_relative"), {{"z", 1.0}});
    QCOMPARE(bench.read(s_xy, s_position), stopped);
}

void TestMmcore::anEmergencyStopEndsAMove()
{
    MicroscopeBench bench(demo());
    bench.write(s_xy, name("velocity"), 0.1);
    bench.write(name("white_light_shutter"), name("open"), true);
    const auto move = bench.start(s_xy, name("move_absolute"), {{"x", 1000.0}});
    WAIT_UNTIL(bench.read(s_xy, s_position)["x"] > 1.0);
    QElapsedTimer timer;
    timer.start();
    bench.manager().emergencyStop();
    figure("the call of an emergency stop", timer);
    QVERIFY(thrownBy([&] { move->wait(); }).startsWith(u"StageStoppedError"));
    figure("an emergency stop until the move has ended", timer);
    WAIT_UNTIL(bench.read(name("white_light_shutter"), name("open")) == false);
    QCOMPARE(bench.fault(), QString());
}

void TestMmcore::aCameraTakesPictures()
{
    MicroscopeBench bench(demo());
    bench.write(s_camera, name("exposure_time"), 5000);
    QCOMPARE(bench.read(s_camera, name("exposure_time")), Json(5000));
    QElapsedTimer timer;
    timer.start();
    const Payload output = bench.invoke(s_camera, name("capture"), {{"image_format", "png"}});
    figure("a picture of 512 x 512 as PNG of 16 bits", timer);
    const QImage image = QImage::fromData(output.blobs.value(0).data());
    QCOMPARE(image.size(), QSize(512, 512));
    QCOMPARE(image.format(), QImage::Format_Grayscale16);

    auto &camera = bench.fixture().neighbour<MicroManagerCamera>(s_camera);
    const auto viewer = camera.stream().watch([](const Frame &) {});
    WAIT_UNTIL(camera.liveFrames() > 2);
    timer.restart();
    const quint64 before = camera.liveFrames();
    WAIT_UNTIL(camera.liveFrames() >= before + 20);
    qInfo("live frames: %.0f/s",
          double(camera.liveFrames() - before) * 1e3 / double(timer.elapsed()));
}

void TestMmcore::aCrashIsAFaultUntilTheRestart()
{
    MicroscopeBench bench(demo());
    const QString thrown = thrownBy(
        [&] { bench.write(s_camera, name("simulate_crash"), "Dereference Null Pointer"); });
    QVERIFY2(thrown.startsWith(u"DeviceLostError"), qPrintable(thrown));
    WAIT_UNTIL(bench.fault().contains(u"crashed (Segmentation fault)"));
    QElapsedTimer timer;
    timer.start();
    (void)bench.invoke(s_microscope, name("restart"));
    figure("a restart after a crash", timer);
    QCOMPARE(bench.fault(), QString());
    QCOMPARE(bench.read(s_camera, name("pixel_type")), Json("16bit"));
    // The camera finds its way back by itself.
    WAIT_UNTIL(thrownBy([&] { (void)bench.invoke(s_camera, name("capture")); }).isEmpty());
}

void TestMmcore::aBridgeThatHangsIsEndedByTheStop()
{
    MicroManagerOptions options = demo();
    MicroscopeBench bench(options);
    bench.write(s_camera, name("exposure_time"), 250'000);
    bench.write(s_xy, name("velocity"), 0.1);
    // Another program stops the process of the bridge, as a hanging adapter stops its threads.
    const auto move = bench.start(s_xy, name("move_absolute"), {{"x", 1000.0}});
    WAIT_UNTIL(bench.read(s_xy, s_position)["x"] > 1.0);
    const qint64 pid = bench.manager().bridgePid();
    QVERIFY(pid > 0);
    QCOMPARE(kill(pid_t(pid), SIGSTOP), 0);
    QElapsedTimer timer;
    timer.start();
    bench.manager().emergencyStop();
    const QString thrown = thrownBy([&] { move->wait(); });
    figure("a stop of a bridge that hangs, until it is gone", timer);
    QVERIFY2(thrown.contains(u"did not stop its devices"), qPrintable(thrown));
    (void)bench.invoke(s_microscope, name("restart"));
    QCOMPARE(bench.fault(), QString());
}

void TestMmcore::aLongPictureDoesNotDelayAStop()
{
    MicroscopeBench bench(demo());
    bench.write(s_camera, name("exposure_time"), 1'500'000);
    const auto capture = bench.start(s_camera, name("capture"));
    // While the camera exposes, its adapter serves other devices, and then the stop.
    QElapsedTimer timer;
    timer.start();
    while (!capture->waitForEnd(std::chrono::milliseconds(50)) && timer.elapsed() < 1000)
        (void)bench.read(s_xy, s_position);
    QVERIFY(!capture->isFinished());
    bench.manager().emergencyStop();
    (void)capture->wait();
    QCOMPARE(bench.fault(), QString());
}

void TestMmcore::anotherTestCamera()
{
    const QTemporaryDir folder;
    MicroscopeBench bench(configured(folder, "Property,Core,Initialize,0\n"
                                             "Device,Hub,SequenceTester,THub\n"
                                             "Device,Cam,SequenceTester,TCamera\n"
                                             "Device,Stage,SequenceTester,TXYStage\n"
                                             "Parent,Cam,Hub\n"
                                             "Parent,Stage,Hub\n"
                                             "Property,Core,Initialize,1\n"
                                             "Property,Core,Camera,Cam\n"));
    QCOMPARE(bench.fault(), QString());
    bench.invoke(name("stage"), name("move_absolute"), {{"x", 3.0}, {"y", 4.0}});
    QCOMPARE(bench.read(name("stage"), s_position), Json({{"x", 3.0}, {"y", 4.0}}));
    const Payload output = bench.invoke(name("cam"), name("capture"));
    QVERIFY(!QImage::fromData(output.blobs.value(0).data()).isNull());
}

void TestMmcore::anAdapterThatIsMissingIsNamed()
{
    const QTemporaryDir folder;
    MicroscopeBench bench(configured(folder, "Device,Stage,Marzhauser,XYStage\n"));
    QVERIFY2(bench.fault().contains(u"adapter"), qPrintable(bench.fault()));
    QVERIFY2(bench.manager().fault()->details.contains(u"Marzhauser"),
             qPrintable(bench.manager().fault()->details));
}

HOLDFAST_GUILESS_TEST(TestMmcore)

} // namespace tst_mmcore

#include "tst_mmcore.moc"
