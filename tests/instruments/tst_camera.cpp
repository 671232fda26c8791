// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/camera.h"
#include "core/instruments/camera/frameproducer.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>
#include <QThread>

#include <atomic>
#include <cmath>
#include <memory>

namespace tst_camera {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

//! What a test does to a device, and sees of it.
struct Device
{
    std::atomic<bool> isThere {true};
    std::atomic<bool> runs {true};     //!< starting it succeeds
    std::atomic<bool> delivers {true}; //!< it delivers frames while it runs
    std::atomic<bool> isWrong {false}; //!< its frames lack pixels
    std::atomic<int> connections {0};
    std::atomic<int> starts {0};
    std::atomic<int> running {0}; //!< starts less stops
    std::atomic<int> open {0};    //!< connections less disconnections
    std::atomic<int> frames {0};
    std::atomic<qint64> exposure {1000}; //!< in microseconds
    std::atomic<double> gain {1};
};

constexpr QSize s_size {8, 4};

//! A picture whose pixels all say which one it is.
CameraImage numbered(int number)
{
    CameraImage image {s_size, QByteArray(s_size.width() * s_size.height(), char(number))};
    image.layout = PixelLayout::Grey8;
    return image;
}

CameraAbilities allAbilities()
{
    CameraAbilities able;
    able.exposure = {.shortest = 10us, .longest = 100'000us, .first = 500us};
    able.gain = {.lowest = 0, .highest = 48, .first = 0};
    able.retry = 5ms;
    return able;
}

CameraAbilities noAbilities()
{
    CameraAbilities able;
    able.retry = 5ms;
    return able;
}

//! A camera whose device is the test's: it exposes for whole hundreds of microseconds, and has whole gains.
class DrivenCamera : public Camera
{
public:
    DrivenCamera(Device &device, const CameraAbilities &able)
        : Camera(able)
        , m_device(device)
        , m_producer(2ms, [this] { produce(); })
    {
    }
    ~DrivenCamera() override { finish(); }

    using Camera::deliverBadFrame;
    using Camera::exposureIs;
    using Camera::lost;
    using Camera::nextFrame;
    using Camera::withStoppedDevice;

protected:
    void connectDevice() override
    {
        ++m_device.connections;
        ++m_device.open;
        if (!m_device.isThere)
            throw CameraFault({.what = QStringLiteral("It is not there.")});
    }
    void disconnectDevice() override { --m_device.open; }
    void startAcquisition() override
    {
        ++m_device.running;
        if (!m_device.runs)
            throw CameraFault({.what = QStringLiteral("It does not run.")});
        ++m_device.starts;
        m_producer.setRunning(true);
    }
    void stopAcquisition() override
    {
        --m_device.running;
        m_producer.setRunning(false);
    }
    std::chrono::microseconds applyExposure(std::optional<std::chrono::microseconds> asked) override
    {
        if (asked)
            m_device.exposure = (asked->count() + 50) / 100 * 100;
        return std::chrono::microseconds(m_device.exposure);
    }
    double applyGain(std::optional<double> asked) override
    {
        if (asked)
            m_device.gain = std::round(*asked);
        return m_device.gain;
    }

private:
    void produce()
    {
        if (!m_device.delivers)
            return;
        CameraImage image = numbered(++m_device.frames);
        if (m_device.isWrong)
            image.pixels.chop(1);
        deliver(image);
    }

    Device &m_device;
    FrameProducer m_producer;
};

//! A camera on a device, run as Holdfast would.
struct Bench
{
    explicit Bench(const CameraAbilities &able = allAbilities())
        : fixture([this, able] { return std::make_unique<DrivenCamera>(device, able); })
    {
    }

    DrivenCamera &camera() { return fixture.thing<DrivenCamera>(); }
    std::unique_ptr<FrameWatch> watch()
    {
        return camera().stream().watch([](const Frame &) {});
    }

    Device device;
    ThingFixture fixture;
};

void expectError(const char *text)
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QString::fromLatin1(text)));
}

} // namespace

class TestCamera : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void runsOnceForAllViewersAndEndsWithTheLast()
    {
        Bench bench;
        QCOMPARE(bench.device.running, 0);
        auto first = bench.watch();
        auto second = bench.watch();
        WAIT_UNTIL(bench.camera().liveFrames() > 3);
        QVERIFY(bench.camera().isStreamActive());
        first.reset();
        const quint64 before = bench.camera().liveFrames();
        WAIT_UNTIL(bench.camera().liveFrames() > before + 3);
        QCOMPARE(bench.device.starts, 1);
        second.reset();
        WAIT_UNTIL(bench.device.running == 0);
        WAIT_UNTIL(!bench.camera().isStreamActive());
        const auto third = bench.watch();
        WAIT_UNTIL(bench.device.starts == 2);
    }

    void aSlowViewerSeesTheLatestFrame()
    {
        Bench bench;
        quint64 last = 0;
        quint64 skipped = 0;
        const auto slow = bench.camera().stream().watch([&](const Frame &frame) {
            skipped += frame.number - last - 1;
            last = frame.number;
            const quint64 now = bench.camera().liveFrames();
            while (bench.camera().liveFrames() < now + 3)
                QThread::msleep(1);
        });
        WAIT_UNTIL(last > 12);
        QVERIFY(skipped >= 6);
    }

    void aPictureIsOneThatWasBegunAfterTheRequest()
    {
        Bench bench;
        const auto watch = bench.watch();
        WAIT_UNTIL(bench.camera().liveFrames() > 3);
        for (int i = 0; i < 5; ++i) {
            const int before = bench.device.frames;
            const QImage picture = QImage::fromData(
                bench.fixture.invoke(QStringLiteral("capture"), Json {{"image_format", "png"}})
                    .blobs.value(0)
                    .data());
            QCOMPARE(picture.size(), s_size);
            const auto after = quint8(qGray(picture.pixel(0, 0)) - before);
            QVERIFY2(after >= 2 && after < 100, qPrintable(QString::number(after)));
        }
    }

    void picturesNeedNoViewerAndKeepTheDeviceRunningForAMoment()
    {
        Bench bench;
        for (int i = 0; i < 3; ++i)
            bench.fixture.invoke(QStringLiteral("grab_jpeg"));
        QCOMPARE(bench.device.starts, 1);
        QVERIFY(!bench.camera().isStreamActive());
        QCOMPARE(bench.camera().liveFrames(), 0U);
        WAIT_UNTIL(bench.device.running == 0);
    }

    void showsOnlyTheSettingsThatItHas()
    {
        Bench with;
        QVERIFY(with.fixture.thing().affordances().property(u"exposure_time")->isSetting);
        QCOMPARE(*with.fixture.thing().affordances().property(u"analogue_gain")->schema.maximum,
                 48.0);
        QVERIFY(with.camera().state().contains("exposure_time"));
        Bench without(noAbilities());
        const Affordances &few = without.fixture.thing().affordances();
        QVERIFY(!few.property(u"exposure_time"));
        QVERIFY(!few.property(u"analogue_gain"));
        QVERIFY(few.property(u"stream_active"));
        QVERIFY(few.events.empty());
        QVERIFY(!without.camera().state().contains("exposure_time"));
    }

    void readsBackWhatTheDeviceTook()
    {
        Bench bench;
        // Until a value is set, it is the device's own.
        QCOMPARE(bench.fixture.read(QStringLiteral("exposure_time")), Json(1000));
        bench.fixture.write(QStringLiteral("exposure_time"), 1234);
        QCOMPARE(bench.fixture.read(QStringLiteral("exposure_time")), Json(1200));
        bench.fixture.write(QStringLiteral("analogue_gain"), 6.6);
        QCOMPARE(bench.fixture.read(QStringLiteral("analogue_gain")), Json(7.0));
        bench.camera().exposureIs(77us);
        QCOMPARE(bench.fixture.read(QStringLiteral("exposure_time")), Json(77));
    }

    void aPictureTellsWhatAnAutomaticHasSet()
    {
        Bench bench;
        bench.fixture.write(QStringLiteral("exposure_time"), 500);
        bench.device.exposure = 4000;
        bench.fixture.invoke(QStringLiteral("capture"));
        QCOMPARE(bench.fixture.read(QStringLiteral("exposure_time")), Json(4000));
    }

    void sendsTheSettingsToADeviceThatComesBack()
    {
        Bench bench;
        bench.fixture.write(QStringLiteral("exposure_time"), 2000);
        bench.fixture.write(QStringLiteral("analogue_gain"), 3);
        bench.device.exposure = 100;
        bench.device.gain = 0;
        expectError("It was unplugged");
        bench.camera().lost({.what = QStringLiteral("It was unplugged.")});
        WAIT_UNTIL(!bench.camera().fault());
        WAIT_UNTIL(bench.device.exposure == 2000 && bench.device.gain == 3.0);
    }

    void startsWithoutItsDeviceAndFindsItLater()
    {
        std::unique_ptr<Device> device = std::make_unique<Device>();
        device->isThere = false;
        expectError("It is not there");
        ThingFixture fixture(
            [&device] { return std::make_unique<DrivenCamera>(*device, allAbilities()); });
        auto &camera = fixture.thing<DrivenCamera>();
        QVERIFY(camera.fault());
        QCOMPARE(fixture.read(QStringLiteral("connected")), Json(false));
        const auto watch = camera.stream().watch([](const Frame &) {});
        try {
            fixture.invoke(QStringLiteral("capture"));
            QFAIL("A picture was taken.");
        } catch (const ThingError &error) {
            QCOMPARE(error.title(), QStringLiteral("DeviceLostError"));
            QCOMPARE(error.message(), QStringLiteral("It is not there."));
        }
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.write(QStringLiteral("exposure_time"), 100));
        const int before = device->connections;
        WAIT_UNTIL(device->connections > before + 2);
        QVERIFY(device->open <= 1);
        QVERIFY(!camera.isStreamActive());
        device->isThere = true;
        WAIT_UNTIL(camera.liveFrames() > 0);
        QVERIFY(!camera.fault());
        WAIT_UNTIL(camera.isStreamActive());
        QCOMPARE(fixture.read(QStringLiteral("connected")), Json(true));
    }

    void aDeviceThatDoesNotRunIsAFaultUntilItDoes()
    {
        Bench bench;
        bench.device.runs = false;
        expectError("It does not run");
        const auto watch = bench.watch();
        WAIT_UNTIL(bench.camera().fault());
        const int before = bench.device.connections;
        // The fault stays the same one: it is not over in between.
        WAIT_UNTIL(bench.device.connections > before + 3);
        QCOMPARE(bench.camera().fault()->what, QStringLiteral("It does not run."));
        bench.device.runs = true;
        WAIT_UNTIL(bench.camera().liveFrames() > 0);
        QVERIFY(!bench.camera().fault());
        QCOMPARE(bench.device.running, 1);
    }

    void aLossEndsThePictureThatIsBeingTaken()
    {
        Bench bench;
        bench.device.delivers = false;
        bench.device.isThere = false;
        const auto capture = bench.fixture.start(QStringLiteral("capture"));
        WAIT_UNTIL(bench.device.running == 1);
        expectError("It was unplugged");
        expectError("It is not there");
        bench.camera().lost({.what = QStringLiteral("It was unplugged.")});
        try {
            capture->wait();
            QFAIL("A picture was taken.");
        } catch (const ThingError &error) {
            QCOMPARE(error.title(), QStringLiteral("DeviceLostError"));
        }
        WAIT_UNTIL(bench.device.running == 0);
    }

    void aPictureThatDoesNotComeIsAnError()
    {
        Bench bench;
        bench.device.delivers = false;
        QVERIFY_THROWS_EXCEPTION(ThingError, bench.camera().nextFrame(20ms));
    }

    void cancellingEndsTheWaitForAPicture()
    {
        Bench bench;
        bench.device.delivers = false;
        const auto capture = bench.fixture.start(QStringLiteral("capture"));
        WAIT_UNTIL(bench.device.running == 1);
        capture->cancel();
        QVERIFY_THROWS_EXCEPTION(InvocationCancelled, capture->wait());
    }

    void aBadFrameIsOneFrameLess()
    {
        Bench bench;
        const auto watch = bench.watch();
        for (int time = 0; time < 3; ++time) {
            WAIT_UNTIL(bench.camera().liveFrames() > 0);
            expectError("as many pixels as its size says");
            bench.device.isWrong = true;
            const int before = bench.device.frames;
            WAIT_UNTIL(bench.device.frames > before + 10);
            bench.device.isWrong = false;
            const quint64 shown = bench.camera().liveFrames();
            WAIT_UNTIL(bench.camera().liveFrames() > shown + 3);
        }
        QVERIFY(!bench.camera().fault());
        QVERIFY(bench.camera().isStreamActive());
    }

    void changesWhatNeedsAStoppedDevice()
    {
        Bench bench;
        const auto watch = bench.watch();
        WAIT_UNTIL(bench.camera().liveFrames() > 0);
        bool wasStopped = false;
        bench.camera().withStoppedDevice([&] { wasStopped = bench.device.running == 0; });
        QVERIFY(wasStopped);
        const quint64 before = bench.camera().liveFrames();
        WAIT_UNTIL(bench.camera().liveFrames() > before + 2);
        QCOMPARE(bench.device.running, 1);
    }

    void closesTheDeviceAtTheEnd()
    {
        Device device;
        std::unique_ptr<FrameWatch> watch;
        {
            ThingFixture fixture(
                [&device] { return std::make_unique<DrivenCamera>(device, allAbilities()); });
            auto &camera = fixture.thing<DrivenCamera>();
            watch = camera.stream().watch([](const Frame &) {});
            WAIT_UNTIL(camera.liveFrames() > 0);
        }
        QCOMPARE(device.running, 0);
        QCOMPARE(device.open, 0);
    }

    void refusesStrangers()
    {
        Bench bench;
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(bench.fixture).failures(),
                 QStringList());
    }
};

HOLDFAST_GUILESS_TEST(TestCamera)

} // namespace tst_camera

#include "tst_camera.moc"
