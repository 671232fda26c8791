// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/aravis/araviscamera.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/instruments/aravis/fakegigecamera.h"
#include "tests/instruments/aravis/ownnetwork.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/soak.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

#include <memory>
#include <optional>

namespace tst_araviscamera {

using namespace Holdfast;

namespace {

const Json s_region {{"x", 0}, {"y", 0}, {"width", 512}, {"height", 512}};

ThingFixture::Make camera(const QString &id = {})
{
    return [id] {
        AravisCameraOptions options;
        options.id = id;
        return std::make_unique<AravisCamera>(options, std::chrono::milliseconds {200});
    };
}

void expectError(const char *text)
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QString::fromUtf8(text)));
}

} // namespace

//! Against the camera that Aravis simulates, over the network of this computer.
class TestAravisCamera : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        m_isAlone = enterOwnNetwork();
        m_device.emplace();
        QVERIFY2(m_device->isRunning(), "The port of GigE Vision cameras, 3956, is taken.");
        // Without an id it is the only one, where no other camera can be.
        const QString id = QLatin1String(FakeGigeCamera::id);
        m_fixture = std::make_unique<ThingFixture>(camera(m_isAlone ? QString() : id));
        QVERIFY(!m_fixture->thing().fault());
    }
    void cleanupTestCase() { m_fixture.reset(); }

    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        if (m_fixture) {
            m_fixture->write(QStringLiteral("pixel_format"), "Mono8");
            m_fixture->write(QStringLiteral("roi"), s_region);
        }
    }

    void findsTheCamera()
    {
        QCOMPARE(m_fixture->read(QStringLiteral("device_id")), Json(FakeGigeCamera::id));
    }

    void receivesWholeFrames()
    {
        QImage shown;
        const auto watch = thing().stream().watch(
            [&shown](const Frame &frame) { shown = QImage::fromData(frame.jpeg); });
        // A busy machine may not let the receiver run in time.
        constexpr int attempts = 5;
        for (int attempt = 1; attempt <= attempts; ++attempt) {
            const qint64 missing = thing().missingPackets();
            const qint64 incomplete = thing().incompleteFrames();
            const quint64 first = thing().liveFrames();
            WAIT_UNTIL(thing().liveFrames() >= first + 50);
            if (thing().missingPackets() == missing && thing().incompleteFrames() == incomplete)
                break;
            QVERIFY(attempt < attempts);
        }
        QCOMPARE(shown.size(), QSize(512, 512));
    }

    void readsBackExposureAndGain()
    {
        m_fixture->write(QStringLiteral("exposure_time"), 5000);
        QCOMPARE(m_fixture->read(QStringLiteral("exposure_time")), Json(5000));
        m_fixture->write(QStringLiteral("analogue_gain"), 3);
        QCOMPARE(m_fixture->read(QStringLiteral("analogue_gain")), Json(3.0));
        const auto *exposure = thing().affordances().property(u"exposure_time");
        QVERIFY(exposure->schema.minimum > 1 && exposure->schema.maximum < 1e9);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 m_fixture->write(QStringLiteral("exposure_time"), 0));
    }

    void showsWhatTheCameraSaysOfItself()
    {
        const Affordances &all = thing().affordances();
        QVERIFY(all.property(u"device_vendor_name")->readOnly);
        QCOMPARE(m_fixture->read(QStringLiteral("device_vendor_name")), Json("Aravis"));
        QVERIFY(!all.property(u"pixel_format")->readOnly);
        QVERIFY(all.property(u"width"));
        QVERIFY(all.action(u"trigger_software"));
        // What starts and stops the camera is not to be had.
        QVERIFY(!all.action(u"acquisition_start"));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 m_fixture->write(QStringLiteral("pixel_format"), "Sepia"));
        for (const PropertyAffordance &property : all.properties)
            m_fixture->read(property.name);
    }

    void takesPicturesInFullDepth()
    {
        const auto watch = thing().stream().watch([](const Frame &) {});
        const quint64 before = thing().liveFrames();
        WAIT_UNTIL(thing().liveFrames() > before);
        // While it runs: it is stopped for that.
        m_fixture->write(QStringLiteral("pixel_format"), "Mono16");
        const Payload output =
            m_fixture->invoke(QStringLiteral("capture"), Json {{"image_format", "png"}});
        const CameraImage picture = decoded(output.blobs.value(0).data());
        QCOMPARE(picture.layout, PixelLayout::Grey16);
        QCOMPARE(picture.size, QSize(512, 512));
        const quint64 then = thing().liveFrames();
        WAIT_UNTIL(thing().liveFrames() > then);
    }

    void readsAPartOfTheSensor()
    {
        const Json part {{"x", 64}, {"y", 32}, {"width", 256}, {"height", 128}};
        m_fixture->write(QStringLiteral("roi"), part);
        QCOMPARE(m_fixture->read(QStringLiteral("roi")), part);
        const QImage picture =
            QImage::fromData(m_fixture->invoke(QStringLiteral("grab_jpeg")).blobs.value(0).data());
        QCOMPARE(picture.size(), QSize(256, 128));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 m_fixture->write(QStringLiteral("roi"), Json {{"x", 0}}));
    }

    void refusesWhatTheCameraCannotDo()
    {
        try {
            m_fixture->write(QStringLiteral("width"), 1'000'000);
            QFAIL("It was set.");
        } catch (const ThingError &error) {
            QVERIFY2(error.message().contains(QStringLiteral("1000000")),
                     qPrintable(error.message()));
        }
    }

    void setsTheFrameRate()
    {
        m_fixture->write(QStringLiteral("frame_rate"), 10);
        QCOMPARE(m_fixture->read(QStringLiteral("frame_rate")), Json(10.0));
        m_fixture->write(QStringLiteral("frame_rate"), 25);
    }

    void countsLostPackets()
    {
        const auto count = [this](const char *name) {
            return m_fixture->read(QString::fromLatin1(name)).get<int>();
        };
        const int missing = count("missing_packets");
        const int incomplete = count("incomplete_frames");
        m_device->losePackets(0.05);
        expectError("Most pictures of the camera arrive incomplete");
        {
            const auto watch = thing().stream().watch([](const Frame &) {});
            WAIT_UNTIL(thing().fault());
            WAIT_UNTIL(count("missing_packets") > missing + 20);
            WAIT_UNTIL(count("incomplete_frames") > incomplete + 10);
            m_device->losePackets(0);
            WAIT_UNTIL(!thing().fault());
        }
    }

    void refusesStrangers()
    {
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(*m_fixture).failures(), QStringList());
    }

    void findsACameraThatComesBack()
    {
        m_fixture->write(QStringLiteral("exposure_time"), 7000);
        const auto watch = thing().stream().watch([](const Frame &) {});
        const quint64 before = thing().liveFrames();
        WAIT_UNTIL(thing().liveFrames() > before);
        expectError("no longer answers");
        expectError("[Tt]here is no (GigE Vision or USB3 Vision )?camera");
        m_device.reset();
        WAIT_UNTIL(thing().fault());
        QVERIFY_THROWS_EXCEPTION(ThingError, m_fixture->invoke(QStringLiteral("capture")));
        WAIT_UNTIL(!thing().isStreamActive());
        m_device.emplace();
        WAIT_UNTIL(!thing().fault());
        QCOMPARE(m_fixture->read(QStringLiteral("exposure_time")), Json(7000));
        QCOMPARE(m_fixture->read(QStringLiteral("roi")), s_region);
        const quint64 then = thing().liveFrames();
        WAIT_UNTIL(thing().liveFrames() > then);
    }

    void saysWhichCamerasThereAre()
    {
        expectError("There is no camera .nowhere.");
        const ThingFixture other(camera(QStringLiteral("nowhere")));
        QVERIFY(other.thing().fault());
        QVERIFY2(other.thing().fault()->remedy.contains(QLatin1String(FakeGigeCamera::id)),
                 qPrintable(other.thing().fault()->remedy));
        // It has these whatever the camera.
        QVERIFY(other.thing().affordances().property(u"exposure_time"));
        QVERIFY(other.thing().affordances().property(u"missing_packets"));
    }

    void aCameraThatAnotherProgramControlsIsAFault()
    {
        // The simulated camera does not refuse: it does not answer, which takes seconds to notice.
        if (!isSoak())
            QSKIP("It takes six seconds: ./dev soak does it.");
        expectError("Another program controls the camera");
        const ThingFixture second(camera(QStringLiteral("HF01")));
        WAIT_UNTIL(second.thing().fault());
    }

    void refusesOptionsThatMakeNoSense_data()
    {
        QTest::addColumn<int>("packetSize");
        QTest::newRow("too small a packet") << 575;
        QTest::newRow("too large a packet") << 9001;
    }
    void refusesOptionsThatMakeNoSense()
    {
        QFETCH(int, packetSize);
        AravisCameraOptions options;
        options.packetSize = packetSize;
        QVERIFY_THROWS_EXCEPTION(ThingError, AravisCamera {options});
    }

private:
    AravisCamera &thing() { return m_fixture->thing<AravisCamera>(); }

    bool m_isAlone = false; //!< in a network without others
    std::optional<FakeGigeCamera> m_device;
    std::unique_ptr<ThingFixture> m_fixture;
};

HOLDFAST_GUILESS_TEST(TestAravisCamera)

} // namespace tst_araviscamera

#include "tst_araviscamera.moc"
