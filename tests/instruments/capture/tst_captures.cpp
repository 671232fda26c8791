// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/camera.h"
#include "core/instruments/camera/capture/capturefolder.h"
#include "core/instruments/camera/frameproducer.h"
#include "core/instruments/camera/imageformat.h"
#include "core/instruments/gallery/gallery.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "core/thing/thingresource.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace Holdfast::tst_captures {

namespace {

QString word(const char *text)
{
    return QString::fromUtf8(text);
}

constexpr QSize s_size {64, 48};

//! \brief A camera whose pictures are all of one colour, as bright as the exposure is long.
class PlainCamera : public Camera
{
public:
    PlainCamera()
        : Camera(
            {.exposure = CameraAbilities::Exposure {.shortest = std::chrono::microseconds(10),
                                                    .longest = std::chrono::microseconds(33'000),
                                                    .first = std::chrono::microseconds(500)},
             .gain = CameraAbilities::Gain {.lowest = 1, .highest = 8, .first = 1}})
        , m_producer(std::chrono::milliseconds(2), [this] { deliver(takePicture()); })
    {
    }
    ~PlainCamera() override { finish(); }

protected:
    void startAcquisition() override { m_producer.setRunning(true); }
    void stopAcquisition() override { m_producer.setRunning(false); }
    CameraImage takePicture() override
    {
        const int brightness = std::min(255, exposureTime() / 5);
        return {s_size,
                QByteArray(qsizetype(3) * s_size.width() * s_size.height(), char(brightness))};
    }

private:
    FrameProducer m_producer;
};

std::unique_ptr<Thing> camera()
{
    return std::make_unique<PlainCamera>();
}

//! \brief Keeps folders of scans, one of which is in use.
class Scans : public Thing
{
public:
    Scans()
    {
        addResource({.path = word("scans/"),
                     .get {},
                     .remove =
                         [this](const QString &scan) {
                             if (scan == word("busy_0001"))
                                 throw ResourceError(ResourceError::Kind::Busy,
                                                     word("busy_0001 is being taken."));
                             QDir(dataFolder()).rename(scan, u'.' + scan);
                         },
                     .description {}});
    }
};

//! \brief A camera in its folder, by the name "camera".
struct Desk
{
    QStringList kept() const { return QDir(folder()).entryList(QDir::Files | QDir::Hidden); }
    QString folder() const { return QDir(fixture.dataFolder()).filePath(word("camera")); }
    Blob capture(const Json &input = Json::object())
    {
        return fixture.invoke(word("capture"), input).blobs.value(0);
    }
    void remove(const QString &picture)
    {
        fixture.thing().affordances().resource(u"capture/")->remove(picture);
    }

    ThingFixture fixture {&camera, {}, ThingFixture::Lock::Enabled, QStringLiteral("camera")};
};

} // namespace

//! Tests how pictures are kept, listed and removed, and what OpenFlexure's programs ask a camera.
class TestCaptures : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aCaptureIsKeptUnlessTheCallerDeclines_data()
    {
        QTest::addColumn<Json>("input");
        QTest::addColumn<QString>("pattern");
        const QString stem = word("\\A\\d{4}-\\d\\d-\\d\\d-\\d{6}\\.");
        QTest::newRow("no input") << Json::object() << stem + word("jpeg\\z");
        QTest::newRow("as the web app asks")
            << Json {{"capture_mode", "standard"}, {"retain_image", true}}
            << stem + word("jpeg\\z");
        QTest::newRow("as the game pad asks")
            << Json {{"capture_mode", "standard"}, {"image_format", "jpeg"}, {"retain_image", true}}
            << stem + word("jpeg\\z");
        QTest::newRow("a PNG") << Json {{"image_format", "png"}} << stem + word("png\\z");
        QTest::newRow("a TIFF") << Json {{"image_format", "tiff"}} << stem + word("ome\\.tiff\\z");
        QTest::newRow("none") << Json {{"retain_image", false}} << QString();
    }

    void aCaptureIsKeptUnlessTheCallerDeclines()
    {
        QFETCH(const Json, input);
        QFETCH(const QString, pattern);
        Desk desk;
        const Blob picture = desk.capture(input);
        QCOMPARE(picture.isFile(), !pattern.isEmpty());
        QCOMPARE(decoded(picture.data()).size, s_size);
        if (pattern.isEmpty()) {
            QCOMPARE(desk.kept(), QStringList());
            return;
        }
        QCOMPARE(desk.kept().size(), 1);
        QVERIFY2(QRegularExpression(pattern).match(desk.kept().front()).hasMatch(),
                 qPrintable(desk.kept().front()));
        QFile file(QDir(desk.folder()).filePath(desk.kept().front()));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), picture.data());
    }

    void noPictureReplacesAnother()
    {
        Desk desk;
        constexpr int count = 5;
        for (int i = 0; i < count; ++i)
            desk.capture();
        QCOMPARE(desk.kept().size(), count);
        for (const QString &file : desk.kept())
            QVERIFY2(!file.contains(u'_'), "a reader would take it for a position");
    }

    void aPictureThatCannotBeKeptIsReturnedAllTheSame()
    {
        Desk desk;
        QFile inTheWay(desk.folder());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(word("cannot be made")));
        const Blob picture = desk.capture();
        QVERIFY(!picture.isFile());
        QCOMPARE(decoded(picture.data()).size, s_size);
    }

    void anUnknownModeIsTheStandardOne()
    {
        Desk desk;
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(word("no capture mode \"sharpest\"")));
        QVERIFY(!desk.capture({{"capture_mode", "sharpest"}}).isNull());
        QVERIFY(!desk.capture({{"capture_mode", "quick"}}).isNull());
    }

    void aJpegKeepsItsColours()
    {
        Desk desk;
        const QByteArray file = desk.capture().data();
        const qsizetype frame = file.indexOf(QByteArray("\xff\xc0\x00\x11\x08", 5));
        QVERIFY(frame > 0);
        QCOMPARE(file.mid(frame + 11, 1), QByteArray("\x11")); // one value for each pixel
    }

    void aPictureIsRemovedByItsName()
    {
        Desk desk;
        desk.capture();
        desk.remove(desk.kept().front());
        QCOMPARE(desk.kept(), QStringList());
    }

    void nothingElseIsRemoved_data()
    {
        QTest::addColumn<QString>("picture");
        for (const char *file : {"", ".", "..", "other.jpeg", "../secret.jpeg", "notes.txt",
                                 "link.jpeg", ".holdfast-1.jpeg", "folder.jpeg", "/etc/passwd"})
            QTest::newRow(*file ? file : "nothing") << word(file);
    }

    void nothingElseIsRemoved()
    {
        QFETCH(const QString, picture);
        Desk desk;
        desk.capture();
        const QString kept = desk.kept().front();
        const QDir folder(desk.folder());
        for (const char *file : {"../secret.jpeg", "notes.txt", ".holdfast-1.jpeg"}) {
            QFile made(folder.filePath(word(file)));
            QVERIFY(made.open(QIODevice::WriteOnly));
        }
        QVERIFY(folder.mkdir(word("folder.jpeg")));
        QVERIFY(QFile::link(folder.filePath(word("../secret.jpeg")),
                            folder.filePath(word("link.jpeg"))));
        const QStringList before = QDir(desk.folder()).entryList(QDir::AllEntries | QDir::Hidden);
        QVERIFY_THROWS_EXCEPTION(ResourceError, desk.remove(picture));
        QCOMPARE(QDir(desk.folder()).entryList(QDir::AllEntries | QDir::Hidden), before);
        QVERIFY(QFile::exists(folder.filePath(word("../secret.jpeg"))));
        QVERIFY(QFile::exists(folder.filePath(kept)));
    }

    void aTiffHasTheSizeOfAPixel()
    {
        Desk desk;
        desk.fixture.write(word("micrometres_per_pixel"), 0.25);
        QVERIFY(desk.capture({{"image_format", "tiff"}}).data().contains("PhysicalSizeX=\"0.25\""));
    }

    void theWebAppsListsNameWhatTheCameraHas()
    {
        Desk desk;
        const Json modes = desk.fixture.read(word("capture_modes"));
        QVERIFY(modes.contains("standard") && modes.contains("quick"));
        const Json streams = desk.fixture.read(word("streaming_modes"));
        QVERIFY(streams.contains("default") && streams.contains("full_resolution"));
        const Json controls = desk.fixture.read(word("manual_camera_settings"));
        QCOMPARE(controls.size(), std::size_t {2});
        for (const Json &control : controls) {
            QCOMPARE(control["thing"], Json("camera"));
            QVERIFY(desk.fixture.thing().affordances().property(
                control["property_name"].get<QString>()));
        }
        for (const Json &button : desk.fixture.read(word("primary_calibration_actions")))
            QVERIFY(desk.fixture.thing().affordances().action(button["action"].get<QString>()));
        QCOMPARE(desk.fixture.read(word("calibration_required")), Json(false));
        QCOMPARE(desk.fixture.read(word("can_calibrate")), Json(true));
        QCOMPARE(desk.fixture.read(word("settling_time")), Json(0.2));
        QCOMPARE(desk.fixture.read(word("downsampled_array_factor")), Json(2));
    }

    void theStreamingModeCanBeChosen()
    {
        Desk desk;
        QCOMPARE(desk.fixture.read(word("streaming_mode")), Json("default"));
        desk.fixture.invoke(word("change_streaming_mode"), {{"mode", "full_resolution"}});
        QCOMPARE(desk.fixture.read(word("streaming_mode")), Json("full_resolution"));
        QVERIFY_THROWS_EXCEPTION(
            ThingError, desk.fixture.invoke(word("change_streaming_mode"), {{"mode", "turbo"}}));
        QCOMPARE(desk.fixture.read(word("streaming_mode")), Json("full_resolution"));
    }

    void arraysHaveRowsOfPixels()
    {
        Desk desk;
        desk.fixture.write(word("downsampled_array_factor"), 4);
        const Json small = desk.fixture.invoke(word("capture_downsampled_array")).json;
        QCOMPARE(small.size(), std::size_t {48 / 4});
        QCOMPARE(small[0].size(), std::size_t {64 / 4});
        QCOMPARE(small[0][0].size(), std::size_t {3});
        const Json whole = desk.fixture.invoke(word("capture_as_array")).json;
        QCOMPARE(whole.size(), std::size_t {48});
        QCOMPARE(whole[47].size(), std::size_t {64});
        QVERIFY_THROWS_EXCEPTION(ThingError,
                                 desk.fixture.invoke(word("capture_as_array"), {{"raw", true}}));
        QVERIFY(desk.fixture.invoke(word("grab_jpeg_size"), {{"stream_name", "lores"}}).json > 100);
    }

    void calibratingMakesThePictureAsBrightAsItMayBe_data()
    {
        QTest::addColumn<int>("exposure");
        QTest::newRow("too dark") << 60;
        QTest::newRow("too bright") << 20'000;
    }

    void calibratingMakesThePictureAsBrightAsItMayBe()
    {
        QFETCH(const int, exposure);
        Desk desk;
        desk.fixture.write(word("exposure_time"), exposure);
        desk.fixture.invoke(word("full_auto_calibrate"));
        const int found = desk.fixture.read(word("exposure_time")).get<int>();
        QVERIFY2(std::abs(found - 0.9 * 255 * 5) < 0.05 * 255 * 5,
                 qPrintable(QString::number(found)));
    }

    void settlingWaitsForANewFrame()
    {
        Desk desk;
        desk.fixture.write(word("settling_time"), 0);
        desk.fixture.invoke(word("settle"));
        desk.fixture.invoke(word("discard_frames"));
    }

    void theGalleryListsPicturesAndScans()
    {
        ThingFixture fixture([] { return std::make_unique<Gallery>(); },
                             {{word("camera"), &camera},
                              {word("smart_scan"), [] { return std::make_unique<Scans>(); }}},
                             ThingFixture::Lock::Enabled, word("gallery"));
        fixture.neighbour<Camera>(word("camera")).capture({});
        fillScans(fixture);
        const Json cards = fixture.read(word("list_data"));
        QCOMPARE(cards.size(), std::size_t {3});
        QCOMPARE(cards[0]["card_type"], Json("Capture"));
        QCOMPARE(cards[0]["thing"], Json("camera"));
        const std::string picture = cards[0]["name"].get<std::string>();
        QCOMPARE(cards[0]["path"], Json("camera/" + picture));
        QCOMPARE(cards[0]["delete_endpoint"], Json("camera/capture/" + picture));
        QCOMPARE(cards[0]["thumbnail_source"], Json("camera/" + picture));
        const auto now = double(QDateTime::currentSecsSinceEpoch());
        QVERIFY(std::abs(cards[0]["created"].get<double>() - now) < 3600);
        const Json &scan = cards[2];
        QCOMPARE(scan["name"], Json("scan_0001"));
        QCOMPARE(scan["card_type"], Json("Scan"));
        QCOMPARE(scan["delete_endpoint"], Json("smart_scan/scans/scan_0001"));
        QCOMPARE(scan["thumbnail_source"],
                 Json("smart_scan/scan_0001/images/stitched_thumbnail.jpg"));
        QCOMPARE(scan["gallery_info"]["number_of_images"], Json(2));
        QCOMPARE(scan["gallery_info"]["duration"], Json(3725));
        QCOMPARE(scan["gallery_info"]["stitch_available"], Json(true));
        QCOMPARE(scan["gallery_info"]["stitched_jpeg"], Json("images/scan_0001_stitched.jpg"));
        QCOMPARE(scan["gallery_info"]["stitched_tiff"], Json(nullptr));
        QCOMPARE(cards[1]["gallery_info"]["stitch_available"], Json(false));
        QCOMPARE(cards[1]["thumbnail_source"], Json(nullptr));
    }

    void theGalleryRemovesOnlyWhatTheThingsRemove()
    {
        ThingFixture fixture([] { return std::make_unique<Gallery>(); },
                             {{word("camera"), &camera},
                              {word("smart_scan"), [] { return std::make_unique<Scans>(); }}},
                             ThingFixture::Lock::Enabled, word("gallery"));
        fixture.neighbour<Camera>(word("camera")).capture({});
        fillScans(fixture);
        QVERIFY_THROWS_EXCEPTION(
            ThingError,
            fixture.invoke(word("delete_all_data"), {{"card_types", {"Capture", "Everything"}}}));
        QCOMPARE(fixture.read(word("list_data")).size(), std::size_t {3});
        fixture.invoke(word("delete_all_data"), {{"card_types", {"Capture"}}});
        QCOMPARE(fixture.read(word("list_data")).size(), std::size_t {2});
        QTest::ignoreMessage(QtCriticalMsg, "busy_0001 is being taken.");
        QVERIFY_THROWS_EXCEPTION(
            ThingError, fixture.invoke(word("delete_all_data"), {{"card_types", {"Scan"}}}));
        const Json left = fixture.read(word("list_data"));
        QCOMPARE(left.size(), std::size_t {1});
        QCOMPARE(left[0]["name"], Json("busy_0001"));
    }

    void theGalleryRefusesStrangers()
    {
        ThingFixture fixture([] { return std::make_unique<Gallery>(); });
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(fixture).failures(), QStringList());
    }

private:
    static void fillScans(const ThingFixture &fixture)
    {
        const QDir all(fixture.dataFolder());
        const auto write = [&all](const char *path, const QByteArray &bytes) {
            QVERIFY(all.mkpath(QFileInfo(word(path)).path()));
            QFile file(all.filePath(word(path)));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
        };
        write("smart_scan/scan_0001/images/img_10_-20_5.jpeg", "x");
        write("smart_scan/scan_0001/images/img_10_-40_5.jpeg", "x");
        write("smart_scan/scan_0001/images/scan_0001_stitched.jpg", "x");
        write("smart_scan/scan_0001/images/stitched_thumbnail.jpg", "x");
        write("smart_scan/scan_0001/images/scan_data.json", R"({"duration": "1:02:05"})");
        write("smart_scan/busy_0001/images/img_0_0_0.jpeg", "x");
        write("smart_scan/notes/readme.txt", "no scan");
    }
};

HOLDFAST_GUILESS_TEST(TestCaptures)

} // namespace Holdfast::tst_captures

#include "tst_captures.moc"
