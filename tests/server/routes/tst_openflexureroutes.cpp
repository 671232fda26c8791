// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/simulatedcamera.h"
#include "core/session/keptlog.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QSysInfo>
#include <QTest>

namespace Holdfast::tst_openflexureroutes {

// The addresses beside the Things that OpenFlexure's programs ask for.
class OpenFlexureRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theLogIsAListOfItsLatestLines()
    {
        const auto log = std::make_shared<KeptLog>();
        for (int i = 1; i <= 300; ++i)
            log->add(line(QStringLiteral("line %1\nand more").arg(i)));
        RouteBench bench({}, prefix, {}, {}, {}, {},
                         [&log](ServerOptions &options) { options.log = log; });
        HttpClient client(bench);
        const RawReply reply = client.get("/log/");
        QCOMPARE(reply.status, 200);
        QCOMPARE(reply.headers.value("cache-control"), QByteArray("no-store"));
        const Json lines = json(reply);
        QCOMPARE(lines.size(), std::size_t(250));
        const Json &newest = lines.front();
        QCOMPARE(text(newest, "summary"), QStringLiteral("line 300"));
        QCOMPARE(text(newest, "message"), QStringLiteral("line 300\nand more"));
        QCOMPARE(text(newest, "level"), QStringLiteral("WARNING"));
        QCOMPARE(text(newest, "logger"), QStringLiteral("holdfast.test"));
        QCOMPARE(newest["sequence"], Json(300));
        QVERIFY(newest["invocation_id"].is_null());
        QVERIFY(newest["calling_action"].is_null());
        static const QRegularExpression timestamp(
            QStringLiteral("^\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}$"));
        QVERIFY2(timestamp.match(text(newest, "timestamp")).hasMatch(),
                 qPrintable(text(newest, "timestamp")));
        const RawReply file = client.get("/logfile/");
        QCOMPARE(file.headers.value("content-type"), QByteArray("text/plain; charset=utf-8"));
        QCOMPARE(file.body.count('\n'), qsizetype {300});
        QVERIFY(file.body.startsWith("printed line 1"));
        QCOMPARE(client.get("/log").status, 307);
    }

    void aServerWithoutALogHasNone()
    {
        RouteBench bench({}, prefix);
        HttpClient client(bench);
        QCOMPARE(client.get("/log/").status, 404);
        QCOMPARE(client.get("/logfile/").status, 404);
    }

    void programsOfVersion2FindAMicroscope()
    {
        RouteBench bench({}, prefix, {}, {}, {}, {{QStringLiteral("camera"), [] {
                                                       return std::make_unique<SimulatedCamera>();
                                                   }}});
        RawClient client(bench.port());
        const Json routes = json(client.request("GET /routes HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        for (const char *path :
             {"/api/v2/", "/api/v2/streams/snapshot", "/api/v2/instrument/settings/name"}) {
            QCOMPARE(text(routes[path], "url"), QString::fromLatin1(path));
            QCOMPARE(routes[path]["methods"], Json::array({"GET"}));
        }
        const RawReply name = client.request(
            "GET /api/v2/instrument/settings/name HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QCOMPARE(json(name), Json(QSysInfo::machineHostName()));
        const RawReply picture =
            client.request("GET /api/v2/streams/snapshot HTTP/1.1\r\nHost: localhost\r\n\r\n");
        QCOMPARE(picture.status, 200);
        QCOMPARE(picture.headers.value("content-type"), QByteArray("image/jpeg"));
        QVERIFY(picture.body.startsWith("\xff\xd8"));
        RawClient asksForHead(bench.port());
        asksForHead.send("HEAD /api/v2/streams/snapshot HTTP/1.1\r\nHost: localhost\r\n\r\n");
        const RawReply head = asksForHead.reply(false);
        QCOMPARE(head.status, 200);
        QCOMPARE(head.headers.value("content-type"), QByteArray("image/jpeg"));
    }

    void thingsBelowVersion2sPrefixKeepTheirPlaces()
    {
        RouteBench bench({}, QStringLiteral("/api/v2"));
        RawClient client(bench.port());
        QCOMPARE(client.request("GET /routes HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 404);
        QCOMPARE(
            client.request("GET /api/v2/bench/level HTTP/1.1\r\nHost: localhost\r\n\r\n").status,
            200);
    }

private:
    static inline const QString prefix = QStringLiteral("/api/v3");

    static KeptLine line(const QString &message)
    {
        return {.time = QDateTime::currentDateTimeUtc(),
                .level = LogLevel::Warning,
                .logger = QStringLiteral("holdfast.test"),
                .message = message,
                .text = "printed " + message.section(u'\n', 0, 0).toUtf8()};
    }
};

HOLDFAST_GUILESS_TEST(OpenFlexureRoutesTest)

} // namespace Holdfast::tst_openflexureroutes

#include "tst_openflexureroutes.moc"
