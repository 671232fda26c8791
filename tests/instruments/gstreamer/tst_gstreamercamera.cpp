// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gstreamer/gstreamercamera.h"
#include "core/instruments/gstreamer/pipelinefault.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QImage>
#include <QRegularExpression>
#include <QTest>

#include <memory>

namespace tst_gstreamercamera {

using namespace Holdfast;
using Preset = GStreamerCameraOptions::Preset;

namespace {

GStreamerCameraOptions pipeline(const char *text)
{
    GStreamerCameraOptions options;
    options.pipeline = QString::fromUtf8(text);
    return options;
}

ThingFixture::Make camera(const GStreamerCameraOptions &options)
{
    return [options] { return std::make_unique<GStreamerCamera>(options); };
}

ThingFixture::Make camera(const char *text)
{
    return camera(pipeline(text));
}

CameraImage capture(ThingFixture &fixture)
{
    return decoded(fixture.invoke(QStringLiteral("capture"), Json {{"image_format", "png"}})
                       .blobs.value(0)
                       .data());
}

void expectError(const char *text)
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QString::fromUtf8(text)));
}

} // namespace

class TestGStreamerCamera : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsAPipeline_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<PixelLayout>("layout");
        // The last one's rows have gaps: GStreamer's are a multiple of four bytes.
        QTest::newRow("colours") << QByteArray(
            "videotestsrc is-live=true ! video/x-raw,format=RGB,width=160,height=120"
            " ! appsink name=out")
                                 << PixelLayout::Rgb8;
        QTest::newRow("grey") << QByteArray(
            "videotestsrc is-live=true ! video/x-raw,format=GRAY8,width=161,height=120"
            " ! appsink") << PixelLayout::Grey8;
        QTest::newRow("deep grey")
            << QByteArray("videotestsrc is-live=true ! "
                          "video/x-raw,format=GRAY16_LE,width=161,height=120 "
                          "! appsink")
            << PixelLayout::Grey16;
        QTest::newRow("JPEG") << QByteArray(
            "videotestsrc is-live=true ! video/x-raw,width=160,height=120 ! jpegenc "
            "! appsink") << PixelLayout::Rgb8;
        QTest::newRow("what is converted")
            << QByteArray("videotestsrc is-live=true ! video/x-raw,format=YUY2,width=160,height=120"
                          " ! videoconvert ! appsink")
            << PixelLayout::Rgb8;
    }
    void showsAPipeline()
    {
        QFETCH(QByteArray, text);
        QFETCH(PixelLayout, layout);
        ThingFixture fixture(camera(text.constData()));
        auto &thing = fixture.thing<GStreamerCamera>();
        QVERIFY(!thing.fault());
        QVERIFY(!thing.affordances().property(u"exposure_time"));
        const CameraImage picture = capture(fixture);
        QCOMPARE(picture.layout, layout);
        QCOMPARE(picture.size.height(), 120);
        QImage shown;
        const auto watch = thing.stream().watch(
            [&shown](const Frame &frame) { shown = QImage::fromData(frame.jpeg); });
        WAIT_UNTIL(thing.liveFrames() > 3 && !shown.isNull());
        QCOMPARE(shown.size(), picture.size);
        // The first bar of the test picture is light, and the last one dark.
        QVERIFY(qGray(shown.pixel(3, 20)) > qGray(shown.pixel(shown.width() - 3, 20)) + 50);
    }

    void runsOnlyWhileThereAreViewers()
    {
        ThingFixture fixture(camera(
            "videotestsrc is-live=true ! video/x-raw,format=RGB,width=64,height=64 ! appsink"));
        auto &thing = fixture.thing<GStreamerCamera>();
        QVERIFY(!thing.isStreamActive());
        auto watch = thing.stream().watch([](const Frame &) {});
        WAIT_UNTIL(thing.liveFrames() > 3);
        QVERIFY(thing.isStreamActive());
        watch.reset();
        WAIT_UNTIL(!thing.isStreamActive());
        watch = thing.stream().watch([](const Frame &) {});
        const quint64 before = thing.liveFrames();
        WAIT_UNTIL(thing.liveFrames() > before + 3);
    }

    void setsAPropertyOfThePipelineAsGain()
    {
        GStreamerCameraOptions options =
            pipeline("videotestsrc is-live=true pattern=white ! "
                     "video/x-raw,width=64,height=64 ! videobalance name=balance brightness=-0.5 "
                     "! videoconvert ! appsink");
        options.gainProperty = QStringLiteral("balance.contrast");
        ThingFixture fixture(camera(options));
        const auto *gain = fixture.thing().affordances().property(u"analogue_gain");
        QVERIFY(gain);
        QCOMPARE(gain->schema.maximum, 2.0);
        QVERIFY(!fixture.thing().affordances().property(u"exposure_time"));
        QCOMPARE(fixture.read(QStringLiteral("analogue_gain")), Json(1.0));
        const auto light = [&fixture] { return quint8(capture(fixture).pixels[0]); };
        const int before = light();
        fixture.write(QStringLiteral("analogue_gain"), 0.25);
        QCOMPARE(fixture.read(QStringLiteral("analogue_gain")), Json(0.25));
        WAIT_UNTIL(light() < before - 20);
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 fixture.write(QStringLiteral("analogue_gain"), 2.1));
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(fixture).failures(), QStringList());
    }

    void saysWhatIsWrongWithThePipeline_data()
    {
        QTest::addColumn<GStreamerCameraOptions>("options");
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("remedy");
        const auto row = [](const char *name, const GStreamerCameraOptions &options,
                            const char *what, const char *remedy) {
            QTest::newRow(name) << options << QString::fromUtf8(what) << QString::fromUtf8(remedy);
        };
        row("no appsink", pipeline("videotestsrc ! fakesink"), "no appsink", "! appsink");
        row("one element", pipeline("videotestsrc"), "wrong", "gst-launch");
        row("a syntax error", pipeline("videotestsrc ! ! appsink"), "wrong", "gst-launch");
        row("an element that nothing has", pipeline("warpdrivesrc ! appsink"), "warpdrivesrc",
            "names are right");
        row("a format that cannot be shown",
            pipeline("videotestsrc ! video/x-raw,format=I420 ! appsink"), "delivers no pictures",
            "videoconvert");
        row("a source that fails", pipeline("filesrc location=/nowhere ! jpegdec ! appsink"), "",
            "");
        GStreamerCameraOptions unknown = pipeline("videotestsrc ! appsink");
        unknown.gainProperty = QStringLiteral("source.gain");
        row("a property of an element that is not there", unknown, "no element for",
            "gain_property");
        GStreamerCameraOptions usb;
        usb.preset = Preset::Usb;
        usb.device = QStringLiteral("/dev/no-such-camera");
        row("a USB camera that is not there", usb, "no-such-camera", "plugged in");
    }
    void saysWhatIsWrongWithThePipeline()
    {
        QFETCH(GStreamerCameraOptions, options);
        QFETCH(QString, what);
        QFETCH(QString, remedy);
        expectError(".");
        ThingFixture fixture(camera(options));
        QVERIFY(fixture.thing().fault());
        QVERIFY2(fixture.thing().fault()->what.contains(what),
                 qPrintable(fixture.thing().fault()->what));
        QVERIFY2(fixture.thing().fault()->remedy.contains(remedy),
                 qPrintable(fixture.thing().fault()->remedy));
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.invoke(QStringLiteral("grab_jpeg")));
    }

    void aCameraThatIsLookedForAgainHasTheSameFault()
    {
        GStreamerCameraOptions usb;
        usb.preset = Preset::Usb;
        usb.device = QStringLiteral("/dev/no-such-camera");
        expectError("no-such-camera");
        const ThingFixture first(camera(usb));
        expectError("no-such-camera");
        const ThingFixture second(camera(usb));
        const std::optional<Fault> before = first.thing().fault();
        const std::optional<Fault> after = second.thing().fault();
        QVERIFY(before && after);
        QVERIFY2(after->says(*before), qPrintable(before->details + u'\n' + after->details));
        QVERIFY2(after->details.contains(QStringLiteral("No such file")),
                 qPrintable(after->details));
    }

    void namesThePackageOfAnElementThatIsMissing()
    {
        const Fault fault = missingElementsFault(
            {QStringLiteral("libcamerasrc"), QStringLiteral("v4l2src"), QStringLiteral("jpegdec")});
        QVERIFY(fault.what.contains(QStringLiteral("libcamerasrc, v4l2src, jpegdec")));
        QVERIFY2(fault.remedy.contains(
                     QStringLiteral("gstreamer1.0-libcamera, gstreamer1.0-plugins-good,")),
                 qPrintable(fault.remedy));
    }

    void theEndOfTheStreamIsAFaultThatMendsItself()
    {
        ThingFixture fixture(camera("videotestsrc is-live=true num-buffers=5 ! "
                                    "video/x-raw,format=RGB,width=64,height=64 ! appsink"));
        auto &thing = fixture.thing<GStreamerCamera>();
        expectError("stream of pictures has ended");
        const auto watch = thing.stream().watch([](const Frame &) {});
        WAIT_UNTIL(thing.fault());
        const quint64 before = thing.liveFrames();
        expectError("stream of pictures has ended");
        WAIT_UNTIL(thing.liveFrames() > before + 1);
        WAIT_UNTIL(thing.fault());
    }

    void refusesOptionsThatMakeNoSense_data()
    {
        QTest::addColumn<GStreamerCameraOptions>("options");
        QTest::addColumn<QString>("says");
        const auto row = [](const char *name, const char *says, const auto &change) {
            GStreamerCameraOptions options;
            change(options);
            QTest::newRow(name) << options << QString::fromUtf8(says);
        };
        using Options = GStreamerCameraOptions;
        row("nothing", "preset or pipeline", [](Options &) {});
        row("a preset and a pipeline", "exclude", [](Options &options) {
            options.preset = Preset::Usb;
            options.pipeline = QStringLiteral("videotestsrc ! appsink");
        });
        row("no address", "url", [](Options &options) { options.preset = Preset::Http; });
        row("an address of another kind", "http://", [](Options &options) {
            options.preset = Preset::Http;
            options.url = QStringLiteral("ftp://camera/stream");
        });
        row("a device without a path", "/dev/video0", [](Options &options) {
            options.preset = Preset::Usb;
            options.device = QStringLiteral("0");
        });
        row("a negative width", "width", [](Options &options) {
            options.preset = Preset::Usb;
            options.width = -1;
        });
        row("a property for a preset", "exposure_property", [](Options &options) {
            options.preset = Preset::Csi;
            options.exposureProperty = QStringLiteral("source.exposure");
        });
    }
    void refusesOptionsThatMakeNoSense()
    {
        QFETCH(GStreamerCameraOptions, options);
        QFETCH(QString, says);
        try {
            GStreamerCamera camera(options);
            QFAIL("It was accepted.");
        } catch (const ThingError &error) {
            QVERIFY2(error.message().contains(says), qPrintable(error.message()));
        }
    }
};

HOLDFAST_GUILESS_TEST(TestGStreamerCamera)

} // namespace tst_gstreamercamera

#include "tst_gstreamercamera.moc"
