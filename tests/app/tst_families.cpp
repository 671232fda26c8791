// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastprocess.h"
#include "tests/app/httpclient.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

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

    QUrl url(const char *path) const { return m_url.resolved(QUrl(QString::fromLatin1(path))); }
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
        QTest::addColumn<QByteArray>("camera");
        QTest::newRow("a GigE or USB3 Vision camera")
            << QByteArray(R"({"class": "AravisCamera", "kwargs": {"id": "no such camera"}})");
        QTest::newRow("a USB camera") << QByteArray(
            R"({"class": "GStreamerCamera", "kwargs": {"preset": "usb", "device": "/dev/no-such-camera"}})");
    }
    void startsWithoutTheDevice()
    {
        QFETCH(const QByteArray, camera);
        Station station(camera);
        if (station.lacksThePlugIn())
            QSKIP("This Holdfast was built without that plug-in.");
        QVERIFY2(station.isServing(), station.said().constData());
        WAIT_UNTIL(station.said().contains("no such camera")
                   || station.said().contains("no-such-camera"));
        HttpClient client("families");
        QCOMPARE(client.ask("GET", station.url("/camera/stream_active")).status, 200);
        QCOMPARE(client.ask("GET", station.url("/camera/exposure_time")).status,
                 camera.contains("Aravis") ? 200 : 404);
        station.program().interrupt(SIGTERM);
        QVERIFY(station.program().end());
        QCOMPARE(station.program().exitCode(), 0);
    }
};

HOLDFAST_GUILESS_TEST(TestFamilies)

} // namespace tst_families

#include "tst_families.moc"
