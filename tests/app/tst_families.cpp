// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastprocess.h"
#include "tests/app/httpclient.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace tst_families {

namespace {

const QStringList s_headless {QStringLiteral("--headless"), QStringLiteral("--port"),
                              QStringLiteral("0")};

//! A station with one camera.
class Station
{
public:
    explicit Station(const QByteArray &camera)
    {
        const QString file =
            writeConfiguration(m_folder, "{\"things\": {\"camera\": " + camera + "}}");
        m_url = m_program.serve(s_headless + QStringList {QStringLiteral("-c"), file});
    }

    QUrl url(const QByteArray &path) const
    {
        return m_url.resolved(QUrl(QString::fromLatin1(path)));
    }
    bool isServing() const { return m_url.isValid(); }
    //! Returns whether this Holdfast was built without the plug-in.
    bool lacksThePlugIn() const
    {
        return m_program.said().contains("not installed: package holdfast-");
    }
    HoldfastProcess &program() { return m_program; }
    QByteArray said() const { return m_program.said(); }

private:
    QTemporaryDir m_folder;
    HoldfastProcess m_program;
    QUrl m_url;
};

} // namespace

//! Tests that the program finds the plug-ins of Holdfast's own devices, and that these work in it.
class TestFamilies : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void showsTheCameraOfAnotherStation()
    {
        Station upstream("\"SimulatedCamera\"");
        QVERIFY2(upstream.isServing(), upstream.said().constData());
        Station station(
            "{\"class\": \"GStreamerCamera\", \"kwargs\": {\"preset\": \"http\", \"url\": \""
            + upstream.url("/camera/mjpeg_stream").toEncoded() + "\"}}");
        if (station.lacksThePlugIn())
            QSKIP("This Holdfast has no GStreamer.");
        QVERIFY2(station.isServing(), station.said().constData());
        HttpClient client("families");
        HttpAnswer answer;
        WAIT_UNTIL((answer = client.ask("GET", station.url("/camera/snapshot"))).status == 200);
        QVERIFY(answer.body.startsWith("\xff\xd8"));
        QVERIFY2(!station.said().contains("delivers no pictures"), station.said().constData());
        station.program().interrupt(SIGTERM);
        QVERIFY(station.program().end());
        QCOMPARE(station.program().exitCode(), 0);
    }

    void startsWithoutTheDevice_data()
    {
        QTest::addColumn<QByteArray>("thing");
        QTest::addColumn<QByteArray>("property"); // that it has all the same
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("a GigE or USB3 Vision camera")
            << QByteArray(R"({"class": "AravisCamera", "kwargs": {"id": "no-such-device"}})")
            << QByteArray("exposure_time") << QByteArray();
        QTest::newRow("a USB camera") << QByteArray(
            R"({"class": "GStreamerCamera", "kwargs": {"preset": "usb", "device": "/dev/no-such-device"}})")
                                      << QByteArray("stream_active") << QByteArray("false");
        QTest::newRow("Micro-Manager") << QByteArray(
            R"({"class": "MicroManager", "kwargs": {"config": "/tmp/no-such-device.cfg", "program": "/tmp/no-such-device"}})")
                                       << QByteArray("connected") << QByteArray("false");
        QTest::newRow("a Sangaboard") << QByteArray(
            R"({"class": "SangaboardStage", "kwargs": {"port": "/dev/no-such-device"}})")
                                      << QByteArray("connected") << QByteArray("false");
        QTest::newRow("another server") << QByteArray(
            // moc takes two slashes in raw text for a comment.
            "{\"class\": \"RemoteServer\", "
            "\"kwargs\": {\"url\": \"http://no-such-device.invalid:5000\"}}")
                                        << QByteArray("reachable") << QByteArray("false");
    }
    void startsWithoutTheDevice()
    {
        QFETCH(const QByteArray, thing);
        QFETCH(const QByteArray, property);
        QFETCH(const QByteArray, value);
        Station station(thing);
        if (station.lacksThePlugIn())
            QSKIP("This Holdfast was built without that plug-in.");
        QVERIFY2(station.isServing(), station.said().constData());
        WAIT_UNTIL(station.said().contains("no-such-device"));
        HttpClient client("families");
        const HttpAnswer answer = client.ask("GET", station.url("/camera/" + property));
        QCOMPARE(answer.status, 200);
        QVERIFY2(value.isEmpty() || answer.body == value, answer.body.constData());
        station.program().interrupt(SIGTERM);
        QVERIFY(station.program().end());
        QCOMPARE(station.program().exitCode(), 0);
    }

    void recordsEachSerialLineInAFile()
    {
        const QTemporaryDir folder;
        const QByteArray board(
            R"({"class": "SangaboardStage", "kwargs": {"port": "/dev/no-such-device"}})");
        const QString file = writeConfiguration(folder, "{\"things\": {\"left\": " + board
                                                            + ", \"right\": " + board + "}}");
        const auto arguments = [&](const QString &log) {
            return s_headless
                   + QStringList {QStringLiteral("-c"), file, QStringLiteral("--serial-log"), log};
        };
        HoldfastProcess program;
        const QUrl url = program.serve(arguments(folder.filePath(QStringLiteral("wire.log"))));
        if (program.said().contains("not installed: package holdfast-"))
            QSKIP("This Holdfast was built without the Sangaboard.");
        QVERIFY2(url.isValid(), program.said().constData());
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("wire.left.log"))));
        QVERIFY(QFile::exists(folder.filePath(QStringLiteral("wire.right.log"))));
        program.interrupt(SIGTERM);
        QVERIFY(program.end());

        HoldfastProcess refused;
        QVERIFY(refused.runToEnd(arguments(folder.filePath(QStringLiteral("nowhere/wire.log")))));
        QCOMPARE(refused.exitCode(), 3);
        QVERIFY2(refused.said().contains("cannot be written: No such file or directory"),
                 refused.said().constData());
    }
};

HOLDFAST_GUILESS_TEST(TestFamilies)

} // namespace tst_families

#include "tst_families.moc"
