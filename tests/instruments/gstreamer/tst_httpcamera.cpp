// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/gstreamer/gstreamercamera.h"
#include "core/thing/testing/thingfixture.h"
#include "core/thing/testing/thingsthread.h"
#include "tests/instruments/gstreamer/mjpegserver.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QElapsedTimer>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

namespace tst_httpcamera {

using namespace Holdfast;

namespace {

QList<QByteArray> frames()
{
    QList<QByteArray> files;
    for (int i = 0; i < 5; ++i) {
        CameraImage image {{64, 48}, QByteArray(64 * 48, char(40 * i))};
        image.layout = PixelLayout::Grey8;
        files << encoded(image, ImageFormat::Jpeg, 90);
    }
    return files;
}

ThingFixture::Make camera(const QString &url, const QString &tokenFile = {})
{
    return [url, tokenFile] {
        GStreamerCameraOptions options;
        options.preset = GStreamerCameraOptions::Preset::Http;
        options.url = url;
        options.tokenFile = tokenFile;
        return std::make_unique<GStreamerCamera>(options);
    };
}

void expectError(const char *text)
{
    QTest::ignoreMessage(QtCriticalMsg, QRegularExpression(QString::fromUtf8(text)));
}

//! A network camera, in a thread of its own.
class NetworkCamera
{
public:
    explicit NetworkCamera(const QList<QByteArray> &files)
    {
        run([&] {
            m_server = std::make_unique<MjpegServer>(files);
            m_isServing = m_server->start();
        });
    }
    ~NetworkCamera()
    {
        run([&] { m_server.reset(); });
    }

    void run(const std::function<void()> &function) { m_thread.run(function); }
    MjpegServer &server() { return *m_server; }
    bool isServing() const { return m_isServing; }

private:
    ThingsThread m_thread;
    std::unique_ptr<MjpegServer> m_server;
    bool m_isServing = false;
};

} // namespace

//! Against a network camera.
class TestHttpCamera : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void passesThePicturesOnAsTheyAre()
    {
        const QList<QByteArray> files = frames();
        NetworkCamera network(files);
        QVERIFY(network.isServing());
        ThingFixture fixture(camera(network.server().url()));
        QVERIFY(!fixture.thing().fault());
        QSet<QByteArray> shown;
        const auto watch = fixture.thing<GStreamerCamera>().stream().watch(
            [&shown](const Frame &frame) { shown << frame.jpeg; });
        WAIT_UNTIL(shown.size() >= files.size());
        QCOMPARE(shown, QSet<QByteArray>(files.begin(), files.end()));
        QVERIFY(files.contains(fixture.invoke(QStringLiteral("grab_jpeg")).blobs.value(0).data()));
    }

    void sendsTheTokenInAFile()
    {
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("token")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("abc\n");
        file.close();
        NetworkCamera network(frames());
        ThingFixture fixture(camera(network.server().url(), file.fileName()));
        QVERIFY(!fixture.thing().fault());
        const auto watch = fixture.thing<GStreamerCamera>().stream().watch([](const Frame &) {});
        const auto asked = [&network] {
            QByteArray text;
            network.run([&] { text = network.server().asked(); });
            return text;
        };
        WAIT_UNTIL(asked().contains("Authorization: Bearer abc\r\n"));
    }

    void hasAFaultWithoutTheFileOfItsToken()
    {
        expectError("does not exist, or may not be read");
        NetworkCamera network(frames());
        ThingFixture fixture(camera(network.server().url(), QStringLiteral("/nowhere/token")));
        QVERIFY(fixture.thing().fault());
        QVERIFY2(fixture.thing().fault()->what.contains(QStringLiteral("/nowhere/token")),
                 qPrintable(fixture.thing().fault()->what));
    }

    void hasOneConnectionForAllViewers()
    {
        NetworkCamera network(frames());
        ThingFixture fixture(camera(network.server().url()));
        auto &thing = fixture.thing<GStreamerCamera>();
        const auto clients = [&network] {
            qsizetype count = 0;
            network.run([&] { count = network.server().clientCount(); });
            return count;
        };
        // One was there to try whether it delivers.
        WAIT_UNTIL(clients() == 0);
        {
            const auto first = thing.stream().watch([](const Frame &) {});
            const auto second = thing.stream().watch([](const Frame &) {});
            WAIT_UNTIL(thing.liveFrames() > 3);
            fixture.invoke(QStringLiteral("grab_jpeg"));
            QCOMPARE(clients(), 1);
        }
        WAIT_UNTIL(clients() == 0);
    }

    void findsACameraThatComesBack()
    {
        NetworkCamera network(frames());
        ThingFixture fixture(camera(network.server().url()));
        auto &thing = fixture.thing<GStreamerCamera>();
        const auto watch = thing.stream().watch([](const Frame &) {});
        WAIT_UNTIL(thing.liveFrames() > 3);
        expectError(".");
        network.run([&] { network.server().stop(); });
        WAIT_UNTIL(thing.fault());
        WAIT_UNTIL(!thing.isStreamActive());
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.invoke(QStringLiteral("grab_jpeg")));
        network.run([&] { QVERIFY(network.server().start()); });
        const quint64 before = thing.liveFrames();
        WAIT_UNTIL(thing.liveFrames() > before + 3);
        QVERIFY(!thing.fault());
    }

    void aFrameThatIsNoPictureIsOneFrameLess()
    {
        NetworkCamera network(frames());
        ThingFixture fixture(camera(network.server().url()));
        auto &thing = fixture.thing<GStreamerCamera>();
        const auto watch = thing.stream().watch([](const Frame &) {});
        WAIT_UNTIL(thing.liveFrames() > 3);
        expectError("It is not a JPEG");
        network.run([&] { network.server().sendGarbage(); });
        const quint64 before = thing.liveFrames();
        WAIT_UNTIL(thing.liveFrames() > before + 10);
        QVERIFY(!thing.fault());
    }

    void endsWhileItWaitsForTheFirstFrame()
    {
        NetworkCamera network(frames());
        network.run([&] { network.server().setSilent(true); });
        QElapsedTimer timer;
        {
            const ThingFixture fixture(camera(network.server().url()));
            QVERIFY(!fixture.thing().fault()); // not yet
            timer.start();
        }
        qInfo("It ended after %lld ms.", timer.elapsed());
        QVERIFY(timer.elapsed() < 4000); // of ten seconds
    }

    void saysWhereNothingAnswers()
    {
        QString url;
        {
            NetworkCamera network(frames());
            url = network.server().url();
        }
        expectError("browser shows the live picture");
        const ThingFixture fixture(camera(url));
        QVERIFY(fixture.thing().fault());
        QVERIFY(fixture.thing().fault()->remedy.contains(url));
    }
};

HOLDFAST_GUILESS_TEST(TestHttpCamera)

} // namespace tst_httpcamera

#include "tst_httpcamera.moc"
