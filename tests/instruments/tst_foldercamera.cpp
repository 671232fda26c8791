// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/foldercamera.h"
#include "core/instruments/camera/picturefolder.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <fcntl.h>
#include <limits>
#include <optional>
#include <sys/stat.h>

namespace tst_foldercamera {

using namespace Holdfast;

namespace {

constexpr QSize s_size {16, 8};

//! A picture of one brightness, as a file.
QByteArray picture(int brightness, ImageFormat format = ImageFormat::Png, QSize size = s_size)
{
    CameraImage image {size, QByteArray(size.width() * size.height(), char(brightness))};
    image.layout = PixelLayout::Grey8;
    return encoded(image, format, 95);
}

//! A folder with pictures, and a camera that shows them.
class Bench
{
public:
    void put(const QString &name, const QByteArray &bytes)
    {
        QFile file(path(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QString path(const QString &name = {}) const { return m_folder.filePath(name); }

    void start(bool loop = true, double frameRate = 60)
    {
        FolderCameraOptions options;
        options.folder = m_folder.path();
        options.frameRate = frameRate;
        options.loop = loop;
        m_fixture.emplace([options] { return std::make_unique<FolderCamera>(options); });
    }

    ThingFixture &fixture() { return *m_fixture; }
    FolderCamera &camera() { return m_fixture->thing<FolderCamera>(); }

    //! Takes a picture and returns its brightness.
    int brightness(const char *format = "png")
    {
        const Payload output =
            fixture().invoke(QStringLiteral("capture"), Json {{"image_format", format}});
        return qGray(QImage::fromData(output.blobs.value(0).data()).pixel(3, 3));
    }

private:
    QTemporaryDir m_folder;
    std::optional<ThingFixture> m_fixture;
};

void expectError(const char *text)
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QString::fromUtf8(text)));
}

} // namespace

class TestFolderCamera : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void takesThePicturesInTheOrderOfTheirNames()
    {
        Bench bench;
        bench.put(QStringLiteral("b.png"), picture(20));
        bench.put(QStringLiteral("c.jpeg"), picture(30, ImageFormat::Jpeg));
        bench.put(QStringLiteral("a.JPG"), picture(10, ImageFormat::Jpeg));
        bench.put(QStringLiteral("notes.txt"), "no picture");
        bench.start();
        QCOMPARE(bench.fixture().read(QStringLiteral("picture_count")), Json(3));
        for (const int expected : {10, 20, 30, 10, 20})
            QVERIFY(std::abs(bench.brightness() - expected) <= 2);
        QCOMPARE(bench.fixture().read(QStringLiteral("file_name")), Json("b.png"));
        QCOMPARE(bench.camera().state(), Json({{"file_name", "b.png"}}));
    }

    void staysAtTheLastPictureWithoutALoop()
    {
        Bench bench;
        bench.put(QStringLiteral("1.png"), picture(10));
        bench.put(QStringLiteral("2.png"), picture(20));
        bench.put(QStringLiteral("3.png"), "broken");
        bench.start(false);
        expectError("A picture in the folder cannot be used");
        for (const int expected : {10, 20, 20, 20})
            QCOMPARE(bench.brightness(), expected);
    }

    void aJpegIsPassedOnAsItIs()
    {
        Bench bench;
        const QByteArray file = picture(77, ImageFormat::Jpeg);
        bench.put(QStringLiteral("a.jpg"), file);
        bench.start();
        for (int i = 0; i < 2; ++i)
            QCOMPARE(bench.fixture().invoke(QStringLiteral("grab_jpeg")).blobs.value(0).data(),
                     file);
        QByteArray shown;
        const auto watch =
            bench.camera().stream().watch([&](const Frame &frame) { shown = frame.jpeg; });
        WAIT_UNTIL(shown == file);
        QVERIFY(std::abs(bench.brightness("jpeg") - 77) <= 2);
    }

    void showsThemAllToViewers()
    {
        Bench bench;
        for (int i = 0; i < 4; ++i)
            bench.put(QStringLiteral("%1.png").arg(i), picture(50 * i));
        bench.start();
        QSet<QByteArray> shown;
        const auto watch =
            bench.camera().stream().watch([&](const Frame &frame) { shown << frame.jpeg; });
        WAIT_UNTIL(shown.size() == 4);
    }

    void keepsTheDepthOfAPicture_data()
    {
        QTest::addColumn<ImageFormat>("format");
        QTest::newRow("PNG") << ImageFormat::Png;
        QTest::newRow("TIFF") << ImageFormat::Tiff;
    }

    void keepsTheDepthOfAPicture()
    {
        QFETCH(const ImageFormat, format);
        Bench bench;
        CameraImage deep {s_size, QByteArray(s_size.width() * s_size.height() * 2, '\0')};
        deep.layout = PixelLayout::Grey16;
        for (qsizetype i = 0; i < deep.pixels.size(); ++i)
            deep.pixels[i] = char(i * 37);
        bench.put(QStringLiteral("a.") + suffix(format), encoded(deep, format, 0));
        bench.start();
        const Payload output = bench.fixture().invoke(
            QStringLiteral("capture"),
            Json {{"image_format", format == ImageFormat::Png ? "png" : "tiff"}});
        QCOMPARE(decoded(output.blobs.value(0).data()).pixels, deep.pixels);
    }

    void leavesOutWhatCannotBeUsed_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<QString>("says");
        QTest::newRow("no picture")
            << QByteArray("nothing") << QStringLiteral("no JPEG, PNG or TIFF");
        QTest::newRow("an empty file") << QByteArray() << QStringLiteral("no JPEG, PNG or TIFF");
        QTest::newRow("a PNG that ends early")
            << picture(5).chopped(30) << QStringLiteral("could not be read");
        QTest::newRow("a JPEG that ends early")
            << picture(5, ImageFormat::Jpeg).chopped(30) << QStringLiteral("could not be read");
        QTest::newRow("a picture of another size")
            << picture(5, ImageFormat::Png, {8, 8}) << QStringLiteral("8 × 8");
        QTest::newRow("a JPEG of another size")
            << picture(5, ImageFormat::Jpeg, {8, 8}) << QStringLiteral("8 × 8");
    }
    void leavesOutWhatCannotBeUsed()
    {
        QFETCH(QByteArray, file);
        QFETCH(QString, says);
        Bench bench;
        bench.put(QStringLiteral("1.png"), picture(10));
        bench.put(QStringLiteral("2.jpg"), file);
        bench.put(QStringLiteral("3.png"), picture(30));
        bench.start();
        expectError("A picture in the folder cannot be used; the others are shown");
        for (const int expected : {10, 30, 10, 30})
            QCOMPARE(bench.brightness(), expected);
        QVERIFY(bench.camera().fault());
        QVERIFY2(bench.camera().fault()->details.contains(says),
                 qPrintable(bench.camera().fault()->details));
        QVERIFY(bench.camera().fault()->details.contains(QStringLiteral("2.jpg")));
        QVERIFY(bench.camera().isConnected());
        // The fault is over when the picture is.
        QVERIFY(QFile::remove(bench.path(QStringLiteral("2.jpg"))));
        WAIT_UNTIL(bench.brightness() > 0 && !bench.camera().fault());
    }

    void saysWhatIsWrongWithTheFolder_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<QString>("says");
        QTest::newRow("a missing one") << QStringLiteral("missing") << QStringLiteral("no folder");
        QTest::newRow("a file") << QStringLiteral("file") << QStringLiteral("not a folder");
        QTest::newRow("an empty one") << QStringLiteral("empty") << QStringLiteral("no picture in");
        QTest::newRow("one with a broken picture only")
            << QStringLiteral("broken") << QStringLiteral("No picture in the folder");
    }
    void saysWhatIsWrongWithTheFolder()
    {
        QFETCH(QString, folder);
        QFETCH(QString, says);
        QTemporaryDir where;
        QDir(where.path()).mkdir(QStringLiteral("empty"));
        QDir(where.path()).mkdir(QStringLiteral("broken"));
        for (const char *name : {"file", "broken/a.png"}) {
            QFile file(where.filePath(QString::fromLatin1(name)));
            QVERIFY(file.open(QIODevice::WriteOnly));
        }
        FolderCameraOptions options;
        options.folder = where.filePath(folder);
        expectError(qPrintable(says));
        ThingFixture fixture([options] { return std::make_unique<FolderCamera>(options); });
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.invoke(QStringLiteral("capture")));
        QVERIFY(fixture.thing().fault());
        QVERIFY(fixture.thing().fault()->what.contains(says));
        QVERIFY(!fixture.thing().fault()->remedy.isEmpty());
    }

    void findsAFolderThatComesBack()
    {
        QTemporaryDir where;
        const QString folder = where.filePath(QStringLiteral("pictures"));
        FolderCameraOptions options;
        options.folder = folder;
        options.frameRate = 60;
        expectError("no folder");
        ThingFixture fixture([options] { return std::make_unique<FolderCamera>(options); });
        auto &camera = fixture.thing<FolderCamera>();
        const auto watch = camera.stream().watch([](const Frame &) {});
        // The folder comes and goes as a whole, so that it is never seen half full.
        const QString aside = where.filePath(QStringLiteral("aside"));
        QVERIFY(QDir().mkdir(aside));
        QFile file(aside + QStringLiteral("/a.png"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(picture(10));
        file.close();
        QVERIFY(QDir().rename(aside, folder));
        WAIT_UNTIL(camera.liveFrames() > 0);
        QVERIFY(!camera.fault());
        expectError("no folder");
        QVERIFY(QDir().rename(folder, aside));
        WAIT_UNTIL(camera.fault());
        WAIT_UNTIL(!camera.isStreamActive());
    }

    void aFolderThatGoesUnseenIsNoFolderOfBrokenPictures()
    {
        QTemporaryDir where;
        QFile file(where.filePath(QStringLiteral("a.png")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(picture(10));
        file.close();
        // With a time that says that nothing has changed, as when the folder goes at this moment.
        const auto setTime = [&where] {
            const std::array<timespec, 2> times {timespec {1'700'000'000, 0},
                                                 timespec {1'700'000'000, 0}};
            return ::utimensat(AT_FDCWD, QFile::encodeName(where.path()).constData(), times.data(),
                               0);
        };
        QCOMPARE(setTime(), 0);
        PictureFolder folder(where.path(), true);
        folder.scan();
        QCOMPARE(folder.next().fileName, QStringLiteral("a.png"));
        QVERIFY(file.remove());
        QCOMPARE(setTime(), 0);
        try {
            (void)folder.next();
            QFAIL("There was a picture.");
        } catch (const CameraFault &fault) {
            QVERIFY2(fault.fault().what.startsWith(QStringLiteral("There is no picture")),
                     qPrintable(fault.fault().what));
        }
    }

    void refusesOptionsThatMakeNoSense_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<double>("frameRate");
        QTest::newRow("no folder") << QString() << 5.0;
        QTest::newRow("a relative folder") << QStringLiteral("pictures") << 5.0;
        QTest::newRow("no frames") << QStringLiteral("/tmp") << 0.0;
        QTest::newRow("too many frames") << QStringLiteral("/tmp") << 61.0;
        QTest::newRow("no number")
            << QStringLiteral("/tmp") << std::numeric_limits<double>::quiet_NaN();
    }
    void refusesOptionsThatMakeNoSense()
    {
        QFETCH(QString, folder);
        QFETCH(double, frameRate);
        FolderCameraOptions options;
        options.folder = folder;
        options.frameRate = frameRate;
        QVERIFY_THROWS_EXCEPTION(ThingError, FolderCamera {options});
    }

    void refusesStrangers()
    {
        Bench bench;
        bench.put(QStringLiteral("1.png"), picture(10));
        bench.start();
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(bench.fixture()).failures(),
                 QStringList());
    }
};

HOLDFAST_GUILESS_TEST(TestFolderCamera)

} // namespace tst_foldercamera

#include "tst_foldercamera.moc"
