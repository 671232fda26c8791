// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/server/routes/eventclient.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_observing {

namespace {

constexpr int s_patience = 30'000;

} // namespace

// Observing over plain HTTP: server-sent events, long polls, logs, all properties at once.
class ObservingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aPropertyComesWithItsValueAndItsChanges_data();
    void aPropertyComesWithItsValueAndItsChanges();
    void allPropertiesComeByName();
    void eventsGoOnWhereTheyEnded();
    void aPollAnswersWithTheNextChange();
    void aPollMissesNothingInBetween();
    void aPollEndsWhenItsTimeIsOver();
    void nothingOpenKeepsTheServerFromClosing();
    void aLogCanBeReadFromAnywhere();
    void aLogCanBeFollowed();
    void aFastActionIsAnsweredAsDone();
    void aSlowActionIsAnsweredAsRunning();
    void whoPrefersToPollIsAnsweredAtOnce();
    void allPropertiesAreReadAtOnce();
    void manyPropertiesAreWrittenUnderOneHold();
    void nothingIsWrittenUnlessAllIsValid_data();
    void nothingIsWrittenUnlessAllIsValid();
    void whatFailsIsNamedAndTheRestIsNotTried();
    void manyWritesAreRefusedWhileAnotherClientHolds();
    void aStreamHasAPage();
};

void ObservingTest::aPropertyComesWithItsValueAndItsChanges_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("at the property") << QByteArray("/bench/speed");
    QTest::newRow("at a place of its own") << QByteArray("/bench/speed/observe");
}

void ObservingTest::aPropertyComesWithItsValueAndItsChanges()
{
    QFETCH(const QByteArray, path);
    RouteBench bench;
    EventClient client(bench, path);
    QVERIFY(client.head.startsWith("HTTP/1.1 200"));
    QVERIFY(client.head.toLower().contains("content-type: text/event-stream"));
    QCOMPARE(client.next(), "1.0");
    for (int i = 0; i < 20; ++i)
        bench.thing().setSpeed(i);
    QByteArray id;
    for (int i = 0; i < 20; ++i) {
        QCOMPARE(client.next(), QByteArray::number(i) + ".0");
        QVERIFY(client.field("event").isEmpty());
        QVERIFY(client.field("id") > id);
        id = client.field("id");
    }
}

void ObservingTest::allPropertiesComeByName()
{
    RouteBench bench;
    EventClient client(bench, "/bench/properties");
    for (const char *name : {"level", "maybe", "speed"})
        QCOMPARE(client.next("event"), name);
    bench.thing().setSpeed(3);
    QCOMPARE(client.next("event"), "speed");
    QCOMPARE(client.field("data"), "3.0");
}

void ObservingTest::eventsGoOnWhereTheyEnded()
{
    RouteBench bench;
    QByteArray last;
    {
        EventClient client(bench, "/bench/events/tripped");
        QVERIFY(client.head.startsWith("HTTP/1.1 200"));
        Q_EMIT bench.thing().tripped(1);
        QCOMPARE(client.next(), "1");
        last = client.field("id");
        client.raw().reset();
    }
    Q_EMIT bench.thing().tripped(2);
    Q_EMIT bench.thing().tripped(3);
    EventClient client(bench, "/bench/events/tripped", "Last-Event-ID: " + last + "\r\n");
    QCOMPARE(client.next(), "2");
    QCOMPARE(client.next(), "3");
    EventClient all(bench, "/bench/events");
    Q_EMIT bench.thing().tripped(4);
    QCOMPARE(client.next(), "4");
    QCOMPARE(all.next("event"), "tripped");
    QCOMPARE(all.field("data"), "4");
}

void ObservingTest::aPollAnswersWithTheNextChange()
{
    RouteBench bench;
    HttpClient client(bench);
    client.begin("HEAD", "/bench/speed/observe");
    QCOMPARE(client.raw().reply(false).status, 200);
    client.begin("GET", "/bench/speed/observe");
    QVERIFY(client.raw().isSilent(std::chrono::milliseconds {200}));
    bench.thing().setSpeed(4);
    const RawReply reply = client.raw().reply();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, "4.0");
    QCOMPARE(client.get("/bench/offset/observe").status, 404);
}

void ObservingTest::aPollMissesNothingInBetween()
{
    RouteBench bench;
    HttpClient client(bench);
    client.begin("GET", "/bench/events/tripped");
    QVERIFY(client.raw().isSilent(std::chrono::milliseconds {200}));
    Q_EMIT bench.thing().tripped(1);
    const RawReply first = client.raw().reply();
    QCOMPARE(first.body, "1");
    Q_EMIT bench.thing().tripped(2);
    Q_EMIT bench.thing().tripped(3);
    client.setHeaders("Last-Event-ID: " + first.headers.value("last-event-id") + "\r\n");
    const RawReply second = client.get("/bench/events/tripped");
    QCOMPARE(second.body, "2");
    client.setHeaders("Last-Event-ID: " + second.headers.value("last-event-id") + "\r\n");
    QCOMPARE(client.get("/bench/events/tripped").body, "3");
}

void ObservingTest::aPollEndsWhenItsTimeIsOver()
{
    RouteBench bench;
    HttpClient client(bench);
    client.setPrefer("wait=0");
    QCOMPARE(client.get("/bench/speed/observe").status, 204);
}

void ObservingTest::nothingOpenKeepsTheServerFromClosing()
{
    RouteBench bench;
    EventClient stream(bench, "/bench/speed");
    QCOMPARE(stream.next(), "1.0");
    HttpClient poll(bench);
    poll.begin("GET", "/bench/speed/observe");
    QVERIFY(poll.raw().isSilent(std::chrono::milliseconds {200}));
    QVERIFY(bench.server().shutdown());
    QCOMPARE(poll.raw().reply().status, 503);
    QVERIFY(stream.isClosed());
}

void ObservingTest::aLogCanBeReadFromAnywhere()
{
    RouteBench bench;
    HttpClient client(bench);
    const QByteArray path = client.start("look");
    client.ended(path);
    const Json all = json(client.get(path + "/log"));
    QCOMPARE(all["next"].get<int>(), 1);
    QCOMPARE(text(all, "status"), QStringLiteral("completed"));
    QCOMPARE(text(all["entries"][0], "message"), QStringLiteral("looking"));
    const Json rest = json(client.get(path + "/log?from=1"));
    QCOMPARE(rest["from"].get<int>(), 1);
    QVERIFY(rest["entries"].empty());
    QCOMPARE(json(client.get(path + "/log?from=99"))["from"].get<int>(), 1);
    QCOMPARE(client.get(path + "/log?from=-1").status, 422);
    QCOMPARE(client.get("/action_invocations/00000000-0000-4000-8000-000000000000/log").status,
             404);
}

void ObservingTest::aLogCanBeFollowed()
{
    RouteBench bench;
    HttpClient client(bench);
    const QByteArray held = client.start("hold");
    EventClient log(bench, held + "/log");
    QVERIFY(log.head.startsWith("HTTP/1.1 200"));
    QCOMPARE(client.remove(held).status, 200);
    const QByteArray entry = log.next();
    QVERIFY2(entry.contains("was cancelled"), entry.constData());
    QCOMPARE(log.field("id"), "1");
    QCOMPARE(log.next(), "\"cancelled\"");
    QCOMPARE(log.field("event"), "end");
    QVERIFY(log.isClosed());
}

void ObservingTest::aFastActionIsAnsweredAsDone()
{
    RouteBench bench;
    HttpClient client(bench);
    int done = 0;
    for (int i = 0; i < 20; ++i)
        done += text(json(client.post("/bench/zero")), "status") == QStringLiteral("completed");
    QVERIFY2(done > 0, "none of twenty was done in time");
}

void ObservingTest::aSlowActionIsAnsweredAsRunning()
{
    RouteBench bench;
    HttpClient client(bench);
    const RawReply held = client.post("/bench/hold");
    QCOMPARE(held.status, 201);
    QVERIFY(json(held)["timeCompleted"].is_null());
    bench.thing().letGo();
    const QByteArray path = "/action_invocations/" + text(json(held), "id").toLatin1();
    QCOMPARE(text(client.ended(path), "status"), QStringLiteral("completed"));
}

void ObservingTest::whoPrefersToPollIsAnsweredAtOnce()
{
    RouteBench bench;
    HttpClient client(bench);
    client.setPrefer("respond-async, wait=1");
    const RawReply held = client.post("/bench/hold");
    QVERIFY(json(held)["timeCompleted"].is_null());
    QByteArrayList applied;
    for (const Headers::Field &field : held.headers) {
        if (field.first == "preference-applied")
            applied << field.second;
    }
    QCOMPARE(applied, (QByteArrayList {"wait=1", "respond-async"}));
}

void ObservingTest::allPropertiesAreReadAtOnce()
{
    RouteBench bench;
    HttpClient client(bench);
    const RawReply reply = client.get("/bench/properties");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("holdfast-unreadable"), "broken");
    QCOMPARE(json(reply), (Json {{"level", 1},
                                 {"loose_offset", 0.25},
                                 {"maybe", nullptr},
                                 {"offset", 0.5},
                                 {"serial", "SN 1"},
                                 {"speed", 1.0}}));
}

void ObservingTest::manyPropertiesAreWrittenUnderOneHold()
{
    RouteBench bench;
    HttpClient client(bench);
    const quint64 before = bench.station().lock()->status().generation;
    const RawReply reply = client.put("/bench/properties", R"({"level":30,"offset":1,"speed":2})");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body, QByteArray(R"({"results":{"level":{"status":201},"offset":{"status":201},)"
                                    R"("speed":{"status":201}}})"));
    QCOMPARE(bench.station().lock()->status().generation, before + 1);
    QCOMPARE(bench.thing().level(), 30);
    QCOMPARE(bench.thing().offset(), 1.0);
    QCOMPARE(bench.thing().speed(), 2.0);
}

void ObservingTest::nothingIsWrittenUnlessAllIsValid_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("one is out of range") << QByteArray(R"({"speed":2,"level":101})");
    QTest::newRow("one does not exist") << QByteArray(R"({"speed":2,"nothing":1})");
    QTest::newRow("one is read-only") << QByteArray(R"({"speed":2,"serial":"x"})");
    QTest::newRow("a list") << QByteArray(R"(["speed"])");
    QTest::newRow("no JSON") << QByteArray(R"({"speed":2)");
}

void ObservingTest::nothingIsWrittenUnlessAllIsValid()
{
    QFETCH(const QByteArray, body);
    RouteBench bench;
    HttpClient client(bench);
    QCOMPARE(client.put("/bench/properties", body).status, 422);
    QCOMPARE(bench.thing().speed(), 1.0);
}

void ObservingTest::whatFailsIsNamedAndTheRestIsNotTried()
{
    RouteBench bench;
    HttpClient client(bench);
    const RawReply reply = client.put("/bench/properties", R"({"level":5,"broken":1,"speed":2})");
    QCOMPARE(reply.status, 500);
    const Json results = json(reply)["results"];
    QCOMPARE(results["level"]["status"].get<int>(), 201);
    QCOMPARE(text(results["broken"], "detail"), QStringLiteral("The wire is cut."));
    QVERIFY(results["speed"].is_null());
    QCOMPARE(text(json(reply), "detail"), QStringLiteral("broken: The wire is cut."));
    QCOMPARE(bench.thing().level(), 5);
    QCOMPARE(bench.thing().speed(), 1.0);
}

void ObservingTest::manyWritesAreRefusedWhileAnotherClientHolds()
{
    RouteBench bench;
    HttpClient holder(bench);
    holder.start("hold");
    QTRY_VERIFY_WITH_TIMEOUT(bench.station().lock()->status().isHeld(), s_patience);
    HttpClient client(bench);
    QCOMPARE(client.put("/bench/properties", R"({"level":5,"speed":2})").status, 409);
    QCOMPARE(client.put("/bench/properties", R"({"speed":2})").status, 200);
    QCOMPARE(bench.thing().level(), 1);
}

void ObservingTest::aStreamHasAPage()
{
    RouteBench bench({}, QStringLiteral("/api/v1"));
    HttpClient client(bench);
    const RawReply reply = client.get("/bench/stream/viewer");
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("content-type"), "text/html; charset=utf-8");
    QVERIFY(reply.body.contains("<img src='/api/v1/bench/stream'"));
}

HOLDFAST_GUILESS_TEST(ObservingTest)

} // namespace Holdfast::tst_observing

#include "tst_observing.moc"
