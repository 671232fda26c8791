// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/samplecanvas.h"
#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QElapsedTimer>
#include <QImage>
#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <limits>
#include <stdexcept>
#include <thread>

namespace tst_simulatedcamera {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

ThingFixture::Make camera(double frameRate = 15)
{
    return [frameRate] {
        SimulatedCameraOptions options;
        options.frameRate = frameRate;
        return std::make_unique<SimulatedCamera>(options);
    };
}

const std::vector<ThingFixture::Neighbour> withStage {
    {QStringLiteral("stage"), [] { return std::make_unique<SimulatedStage>(); }}};

QImage pictureIn(const Payload &output)
{
    return QImage::fromData(output.blobs.value(0).data());
}

double meanGrey(const QImage &image)
{
    return qGray(image.scaled(1, 1, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).pixel(0, 0));
}

//! A camera that exposes until it is told to go on.
class SlowCamera : public SimulatedCamera
{
    Q_OBJECT
public:
    std::atomic<bool> isExposing {false};
    QSemaphore begun;
    QSemaphore goOn;

protected:
    CameraImage takePicture() override
    {
        isExposing = true;
        begun.release();
        goOn.acquire();
        isExposing = false;
        return SimulatedCamera::takePicture();
    }
};

//! A camera whose sensor sometimes delivers no picture.
class FlakyCamera : public SimulatedCamera
{
public:
    using SimulatedCamera::SimulatedCamera;

    std::atomic<int> bad {0}; //!< so many pictures fail from now on

protected:
    CameraImage takePicture() override
    {
        if (bad > 0) {
            --bad;
            throw std::runtime_error("no data from the sensor");
        }
        return SimulatedCamera::takePicture();
    }
};

SimulatedCameraOptions quick()
{
    SimulatedCameraOptions options;
    options.frameRate = 60;
    return options;
}

} // namespace

class TestSimulatedCamera : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void capturesAPicture_data()
    {
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("mediaType");
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("as JPEG by default")
            << QByteArray("{}") << QStringLiteral("image/jpeg") << QByteArray("\xff\xd8\xff");
        QTest::newRow("as JPEG") << QByteArray(R"({"image_format":"jpeg"})")
                                 << QStringLiteral("image/jpeg") << QByteArray("\xff\xd8\xff");
        QTest::newRow("as PNG") << QByteArray(R"({"image_format":"png"})")
                                << QStringLiteral("image/png") << QByteArray("\x89PNG");
    }
    void picturesContainTheStatesOfAllThings_data()
    {
        QTest::addColumn<QString>("format");
        QTest::newRow("in a JPEG") << QStringLiteral("jpeg");
        QTest::newRow("in a PNG") << QStringLiteral("png");
    }

    void picturesContainTheStatesOfAllThings()
    {
        QFETCH(QString, format);
        ThingFixture fixture(camera(), withStage, ThingFixture::Lock::Enabled,
                             QStringLiteral("camera"));
        fixture.write(QStringLiteral("analogue_gain"), 2);
        const QImage image =
            pictureIn(fixture.invoke(QStringLiteral("capture"), Json {{"image_format", format}}));
        const Json states =
            Json::parse(image.text(QStringLiteral("thing_states")).toStdString(), nullptr, false);
        QCOMPARE(states["stage"]["position"]["x"], Json(0));
        QCOMPARE(states["camera"]["analogue_gain"], fixture.read(QStringLiteral("analogue_gain")));
        QCOMPARE(states["camera"]["exposure_time"], fixture.read(QStringLiteral("exposure_time")));
    }

    void settingsAreDeclared()
    {
        const ThingFixture fixture(camera());
        const Affordances &all = fixture.thing().affordances();
        QVERIFY(all.property(u"exposure_time")->isSetting);
        QVERIFY(all.property(u"analogue_gain")->isSetting);
        QVERIFY(!all.property(u"stream_active")->isSetting);
    }

    void capturesAPicture()
    {
        QFETCH(QByteArray, input);
        QFETCH(QString, mediaType);
        QFETCH(QByteArray, begin);
        ThingFixture fixture(camera());
        const Payload output =
            fixture.invoke(QStringLiteral("capture"), Json::parse(input.toStdString()));
        QCOMPARE(output.blobs.size(), 1);
        QCOMPARE(output.blobs.first().mediaType(), mediaType);
        QVERIFY(output.blobs.first().data().startsWith(begin));
        QCOMPARE(pictureIn(output).size(), QSize(820, 616));
        QCOMPARE(output.json.at("media_type").get<QString>(), mediaType);
    }

    void refusesAnUnknownImageFormat()
    {
        ThingFixture fixture(camera());
        QVERIFY_THROWS_EXCEPTION(
            std::invalid_argument,
            fixture.invoke(QStringLiteral("capture"), Json {{"image_format", "bmp"}}));
    }

    void grabsALivePictureWhileAnotherClientHoldsTheLock()
    {
        ThingFixture fixture(camera());
        const auto hold =
            fixture.lock()->acquire(Holder(), QStringLiteral("test"), GlobalLock::Wait::none());
        QCOMPARE(pictureIn(fixture.invoke(QStringLiteral("grab_jpeg"))).size(), QSize(820, 616));
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, fixture.invoke(QStringLiteral("capture")));
    }

    void settingsChangeThePicture_data()
    {
        QTest::addColumn<QString>("property");
        QTest::addColumn<double>("dark");
        QTest::addColumn<double>("bright");
        QTest::newRow("exposure time") << QStringLiteral("exposure_time") << 100.0 << 400.0;
        QTest::newRow("analogue gain") << QStringLiteral("analogue_gain") << 1.0 << 4.0;
    }
    void settingsChangeThePicture()
    {
        QFETCH(QString, property);
        QFETCH(double, dark);
        QFETCH(double, bright);
        ThingFixture fixture(camera());
        fixture.write(QStringLiteral("exposure_time"), 100);
        fixture.write(property, dark);
        const double before = meanGrey(pictureIn(fixture.invoke(QStringLiteral("capture"))));
        fixture.write(property, bright);
        const double after = meanGrey(pictureIn(fixture.invoke(QStringLiteral("capture"))));
        QVERIFY2(after > 3 * before, qPrintable(QStringLiteral("%1 %2").arg(before).arg(after)));
    }

    void readsBackWhatTheSensorTook()
    {
        ThingFixture fixture(camera());
        QCOMPARE(fixture.read(QStringLiteral("exposure_time")), Json(500));
        fixture.write(QStringLiteral("exposure_time"), 1234);
        QCOMPARE(fixture.read(QStringLiteral("exposure_time")), Json(1240));
        fixture.write(QStringLiteral("analogue_gain"), 1.5);
        const double gain = fixture.read(QStringLiteral("analogue_gain")).get<double>();
        QVERIFY(gain != 1.5 && std::abs(gain - 1.5) < 0.01);
    }

    void refusesSettingsThatTheSensorDoesNotHave_data()
    {
        QTest::addColumn<QString>("property");
        QTest::addColumn<double>("value");
        QTest::newRow("no exposure") << QStringLiteral("exposure_time") << 0.0;
        QTest::newRow("an endless exposure") << QStringLiteral("exposure_time") << 33'241.0;
        QTest::newRow("less than no gain") << QStringLiteral("analogue_gain") << 0.99;
        QTest::newRow("too much gain") << QStringLiteral("analogue_gain") << 8.01;
    }
    void refusesSettingsThatTheSensorDoesNotHave()
    {
        QFETCH(QString, property);
        QFETCH(double, value);
        ThingFixture fixture(camera());
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, fixture.write(property, value));
    }

    void sensorLimitsCanBeSet()
    {
        ThingFixture fixture(camera());
        for (const int exposure : {20, 33'240}) {
            fixture.write(QStringLiteral("exposure_time"), exposure);
            QCOMPARE(fixture.read(QStringLiteral("exposure_time")), Json(exposure));
        }
        for (const double gain : {1.0, 8.0}) {
            fixture.write(QStringLiteral("analogue_gain"), gain);
            QCOMPARE(fixture.read(QStringLiteral("analogue_gain")), Json(gain));
        }
    }

    void knowsWhatAPixelIsOnTheStage()
    {
        const auto matrix = [](const ThingFixture &fixture) {
            return fixture.read(QStringLiteral("image_to_stage_displacement_matrix"));
        };
        // That of OpenFlexure's simulation.
        QCOMPARE(matrix(ThingFixture(camera(), withStage)), Json({{0.0, 0.5}, {-0.5, 0.0}}));
        QCOMPARE(matrix(ThingFixture(camera())), Json::array());
    }

    void showsWhereTheStageHasMoved()
    {
        ThingFixture fixture(camera(), withStage);
        auto &stage = fixture.neighbour<SimulatedStage>(QStringLiteral("stage"));
        const QImage before = pictureIn(fixture.invoke(QStringLiteral("capture")));
        stage.moveRelative({0, 50, 0});
        const QImage after = pictureIn(fixture.invoke(QStringLiteral("capture")));
        // 50 steps of y are 100 rows.
        const auto differ = [&](int rows) {
            qint64 sum = 0;
            for (int row = 0; row + rows < before.height(); row += 3) {
                for (int column = 0; column < before.width(); column += 3)
                    sum += std::abs(qGray(before.pixel(column, row + rows))
                                    - qGray(after.pixel(column, row)));
            }
            return sum;
        };
        QVERIFY(2 * differ(100) < differ(0));
    }

    void makesFramesOnlyWhileTheStreamHasViewers()
    {
        ThingFixture fixture(camera(60));
        auto &camera = fixture.thing<SimulatedCamera>();
        // Long enough for many frames, none of which may come.
        for (int i = 0; i < 10; ++i)
            fixture.invoke(QStringLiteral("grab_jpeg"));
        QCOMPARE(camera.liveFrames(), 0U);
        QCOMPARE(fixture.read(QStringLiteral("stream_active")), Json(false));

        int shown = 0;
        auto watch = camera.stream().watch([&shown](const Frame &) { ++shown; });
        WAIT_UNTIL(shown >= 3);
        QCOMPARE(fixture.read(QStringLiteral("stream_active")), Json(true));

        watch.reset();
        WAIT_UNTIL(fixture.read(QStringLiteral("stream_active")) == Json(false));
        for (int i = 0; i < 3; ++i) // a frame that was under way may still end
            fixture.invoke(QStringLiteral("grab_jpeg"));
        const quint64 made = camera.liveFrames();
        for (int i = 0; i < 10; ++i)
            fixture.invoke(QStringLiteral("grab_jpeg"));
        QCOMPARE(camera.liveFrames(), made);

        watch = camera.stream().watch([&shown](const Frame &) { ++shown; });
        WAIT_UNTIL(camera.liveFrames() > made);
    }

    void takesNoPicturesWhileItIsUnplugged()
    {
        ThingFixture fixture([] { return std::make_unique<SimulatedCamera>(); });
        auto &camera = fixture.thing<SimulatedCamera>();
        const auto watch = camera.stream().watch([](const Frame &) {});
        WAIT_UNTIL(camera.liveFrames() > 0);
        QTest::ignoreMessage(QtCriticalMsg,
                             QRegularExpression(QStringLiteral("camera has been disconnected")));
        fixture.write(QStringLiteral("connected"), false);
        QVERIFY(camera.fault());
        WAIT_UNTIL(!camera.isStreamActive());
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.invoke(QStringLiteral("capture")));
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.invoke(QStringLiteral("grab_jpeg")));
        const quint64 before = camera.liveFrames();
        fixture.write(QStringLiteral("connected"), true);
        QVERIFY(!camera.fault());
        WAIT_UNTIL(camera.liveFrames() > before);
    }

    void aBadFrameIsOneFrameLess()
    {
        ThingFixture fixture([] { return std::make_unique<FlakyCamera>(quick()); });
        auto &camera = fixture.thing<FlakyCamera>();
        const auto watch = camera.stream().watch([](const Frame &) {});
        for (int time = 0; time < 3; ++time) {
            const quint64 before = camera.liveFrames();
            QTest::ignoreMessage(QtCriticalMsg,
                                 QRegularExpression(QStringLiteral("no data from the sensor")));
            camera.bad = 2;
            WAIT_UNTIL(camera.bad == 0);
            WAIT_UNTIL(camera.liveFrames() > before + 2);
            QVERIFY(camera.isStreamActive());
        }
        QVERIFY(!camera.fault());
    }

    void deliversAgainWheneverItIsPluggedInAgain()
    {
        ThingFixture fixture([] { return std::make_unique<SimulatedCamera>(quick()); });
        auto &camera = fixture.thing<SimulatedCamera>();
        const auto watch = camera.stream().watch([](const Frame &) {});
        WAIT_UNTIL(camera.liveFrames() > 0);
        std::atomic<quint64> before {0};
        // A listener that hears that the stream is on again may be slow: the first frame comes meanwhile.
        connect(
            &camera, &SimulatedCamera::streamActiveChanged, &camera,
            [&](bool active) {
                QElapsedTimer waited;
                waited.start();
                while (active && camera.liveFrames() == before && waited.elapsed() < 1000)
                    std::this_thread::sleep_for(1ms);
            },
            Qt::DirectConnection);
        for (int time = 0; time < 7; ++time) {
            camera.setConnected(false);
            before = camera.liveFrames();
            camera.setConnected(true);
            WAIT_UNTIL(camera.liveFrames() > before + 1);
        }
    }

    void deliversWhenItIsPluggedInWhileViewersComeAndGo()
    {
        ThingFixture fixture([] { return std::make_unique<SimulatedCamera>(quick()); });
        auto &camera = fixture.thing<SimulatedCamera>();
        std::unique_ptr<FrameWatch> watch;
        for (int time = 0; time < 8; ++time) {
            std::thread plug([&camera] {
                for (int i = 0; i < 10; ++i) {
                    camera.setConnected(false);
                    camera.setConnected(true);
                }
            });
            for (int i = 0; i < 10; ++i) {
                watch.reset();
                watch = camera.stream().watch([](const Frame &) {});
            }
            plug.join();
            const quint64 before = camera.liveFrames();
            WAIT_UNTIL(camera.liveFrames() > before + 1);
        }
    }

    void keepsItsRateWhileTheStageMoves()
    {
        ThingFixture fixture(camera(), withStage);
        auto &camera = fixture.thing<SimulatedCamera>();
        QList<QByteArray> frames;
        const auto watch =
            camera.stream().watch([&frames](const Frame &frame) { frames << frame.jpeg; });
        WAIT_UNTIL(!frames.isEmpty());

        auto &stage = fixture.neighbour<SimulatedStage>(QStringLiteral("stage"));
        RunningAction move(QStringLiteral("move"), [&stage] {
            stage.moveRelative({80'000, 0, 80'000});
            return Payload();
        });
        QElapsedTimer timer;
        timer.start();
        const quint64 before = camera.liveFrames();
        WAIT_UNTIL(camera.liveFrames() >= before + 15);
        // The limit allows half of the configured rate, because sanitizers are slow.
        qInfo("15 frames took %lld ms.", timer.elapsed());
        QVERIFY(stage.isMoving());
        QCOMPARE(QImage::fromData(frames.last()).size(), QSize(820, 616));
    }

    void theThingsThreadAnswersWhileFramesAreMade()
    {
        ThingFixture fixture(camera(60));
        int shown = 0;
        const auto watch =
            fixture.thing<SimulatedCamera>().stream().watch([&shown](const Frame &) { ++shown; });
        WAIT_UNTIL(shown > 0);
        // Far more calls than there is time for if each waited for a frame.
        const quint64 before = fixture.thing<SimulatedCamera>().liveFrames();
        constexpr quint64 calls = 500;
        for (quint64 i = 0; i < calls; ++i)
            fixture.inThingsThread([] {});
        QVERIFY(fixture.thing<SimulatedCamera>().liveFrames() - before < calls / 5);
    }

    void endsWhileTheStreamHasViewers()
    {
        std::unique_ptr<FrameWatch> watch;
        {
            ThingFixture fixture(camera(60));
            auto &camera = fixture.thing<SimulatedCamera>();
            watch = camera.stream().watch([](const Frame &) {});
            WAIT_UNTIL(camera.liveFrames() > 0);
        }
        watch.reset();
    }

    void usesNoOtherThingOnceItIsClosed()
    {
        ThingFixture fixture([] { return std::make_unique<SlowCamera>(); });
        auto &camera = fixture.thing<SlowCamera>();
        std::atomic<bool> wasExposing {false};
        const auto watch = camera.stream().watch([](const Frame &) {});
        camera.begun.acquire();
        std::thread closing([&] {
            camera.close();
            wasExposing = camera.isExposing.load();
        });
        const bool isClosing = QTest::qWaitFor([&camera] { return !camera.isConnected(); }, 30'000);
        camera.goOn.release(100);
        closing.join();
        QVERIFY(isClosing);
        QVERIFY(!wasExposing);
    }

    void refusesFrameRatesThatMakeNoSense_data()
    {
        QTest::addColumn<double>("rate");
        QTest::newRow("none") << 0.0;
        QTest::newRow("a negative one") << -10.0;
        QTest::newRow("too fast a one") << 61.0;
        QTest::newRow("no number") << std::numeric_limits<double>::quiet_NaN();
    }
    void refusesFrameRatesThatMakeNoSense()
    {
        QFETCH(double, rate);
        QVERIFY_THROWS_EXCEPTION(ThingError, camera(rate)());
    }

    void refusesStrangers()
    {
        ThingFixture fixture(camera(), withStage);
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(fixture).failures(), QStringList());
    }

private:
    //! Kept, so that not every camera has to compute it.
    const std::shared_ptr<const SampleCanvas> m_canvas = SampleCanvas::shared();
};

HOLDFAST_GUILESS_TEST(TestSimulatedCamera)

} // namespace tst_simulatedcamera

#include "tst_simulatedcamera.moc"
