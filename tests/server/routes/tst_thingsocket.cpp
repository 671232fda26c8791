// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/server/routes/socketclient.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_thingsocket {

namespace {

constexpr int s_patience = 30'000;

QByteArray handshake(const QByteArray &path, const QByteArray &more = {})
{
    return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: keep-alive, Upgrade\r\n"
           + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
           + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + more + "\r\n";
}

QString request(const char *operation, const char *name)
{
    return QStringLiteral(R"({"messageType":"request","operation":"%1","name":"%2"})")
        .arg(QLatin1String(operation), QLatin1String(name));
}

} // namespace

// Tests the messages over a Thing's WebSocket.
class ThingSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void labThingsClientsHearOfProperties();
    void labThingsClientsHearOfActions();
    void labThingsClientsAreRefusedAsTheyKnowIt();
    void badMessagesAreAnsweredAndNothingBreaks_data();
    void badMessagesAreAnsweredAndNothingBreaks();
    void aRequestIsAcknowledgedAndTheValueFollows();
    void whoHasUnobservedHearsNothing();
    void actionsAreToldWithTheirInvocations();
    void eventsAreTold();
    void allOfAKindCanBeObserved();
    void everyChangeIsToldInOrder();
    void fiftyObserversHearTheSame();
    void abruptEndsHarmNoOtherClient();
    void theServerSaysThatItCloses();
    void onlyAThingsSocketIsOne_data();
    void onlyAThingsSocketIsOne();
};

void ThingSocketTest::labThingsClientsHearOfProperties()
{
    RouteBench bench({}, QStringLiteral("/api/v1"));
    SocketClient client(bench);
    client.send(QStringLiteral(R"({"messageType":"addPropertyObservation","data":{"level":0}})"));
    client.send(request("observeproperty", "nothing")); // its answer shows that we are listened to
    QVERIFY(client.next().contains(QStringLiteral("No property found")));
    HttpClient http(bench);
    QCOMPARE(http.put("/bench/level", "20").status, 201);
    QCOMPARE(client.next(),
             QStringLiteral(R"({"messageType":"propertyStatus","data":{"level":20}})"));
    QCOMPARE(http.put("/bench/level", "200").status, 422);
    QCOMPARE(http.put("/bench/speed", "2.0").status, 201);
    QCOMPARE(http.put("/bench/level", "20").status, 201);
    QCOMPARE(client.next(),
             QStringLiteral(R"({"messageType":"propertyStatus","data":{"level":20}})"));
}

void ThingSocketTest::labThingsClientsHearOfActions()
{
    RouteBench bench;
    SocketClient client(bench);
    client.send(QStringLiteral(
        R"({"messageType":"addActionObservation","data":{"look":true,"jam":true,"hold":true}})"));
    client.send(request("observeproperty", "nothing"));
    QVERIFY(client.next().contains(QStringLiteral("No property found")));
    HttpClient http(bench);
    const auto expect = [&client](const char *action, const QStringList &states) {
        for (const QString &state : states) {
            const QString status =
                QStringLiteral(
                    R"({"messageType":"actionStatus","data":{"action name":"%1","status":"%2"}})")
                    .arg(QLatin1String(action), state);
            QCOMPARE(client.next(), status);
        }
    };
    const QString pending = QStringLiteral("pending");
    const QString running = QStringLiteral("running");
    http.run("look");
    expect("look", {pending, running, QStringLiteral("completed")});
    QTest::ignoreMessage(QtWarningMsg, "bench.jam failed: It is jammed.");
    http.run("jam");
    expect("jam", {pending, running, QStringLiteral("error")});
    const QByteArray held = http.start("hold");
    expect("hold", {pending, running});
    http.run("jam"); // refused, as the lock is taken
    expect("jam", {pending, QStringLiteral("error")});
    QCOMPARE(http.remove(held).status, 200);
    expect("hold", {QStringLiteral("cancelled")});
}

void ThingSocketTest::labThingsClientsAreRefusedAsTheyKnowIt()
{
    RouteBench bench;
    SocketClient client(bench);
    client.send(QStringLiteral(R"({"messageType":"addPropertyObservation","data":{"offset":1}})"));
    QCOMPARE(
        client.next(),
        QStringLiteral(
            R"({"messageType":"response","operation":"observeproperty","name":"offset","error":)"
            R"({"status":"403","type":"https://w3c.github.io/web-thing-protocol/errors#not-observable",)"
            R"("title":"Not Observable","detail":"Property 'offset' is not observable."}})"));
    client.send(QStringLiteral(R"({"messageType":"addActionObservation","data":{"x":1}})"));
    QCOMPARE(
        client.next(),
        QStringLiteral(
            R"({"messageType":"response","operation":"observeaction","name":"x","error":)"
            R"({"status":"404","type":"https://w3c.github.io/web-thing-protocol/errors#not-found",)"
            R"("title":"Not Found","detail":"No action found with the name 'x'."}})"));
}

void ThingSocketTest::badMessagesAreAnsweredAndNothingBreaks_data()
{
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const char *message) {
        QTest::newRow(name) << QString::fromUtf8(message);
    };
    row("no JSON", "hello");
    row("an array", "[1]");
    row("no type", "{}");
    row("no data", R"({"messageType":"addPropertyObservation"})");
    row("data that is a list", R"({"messageType":"addActionObservation","data":["look"]})");
    row("a request for nothing", R"({"messageType":"request"})");
    row("an unknown operation", R"({"messageType":"request","operation":"explode"})");
    row("a name that is a number",
        R"({"messageType":"request","operation":"observeproperty","name":1})");
    row("a correlation that is an object",
        R"({"messageType":"request","operation":"observeallproperties","correlationID":{}})");
    row("binary", "");
    QString wide = QStringLiteral(R"({"messageType":"addPropertyObservation","data":{)");
    for (int i = 0; i < 80'000; ++i)
        wide += QStringLiteral("\"%1\":1,").arg(i);
    QTest::newRow("80,000 members") << wide + QStringLiteral("\"level\":1}}");
    QTest::newRow("lists in lists") << QString(100, u'[') + QString(100, u']');
}

void ThingSocketTest::badMessagesAreAnsweredAndNothingBreaks()
{
    QFETCH(const QString, message);
    RouteBench bench;
    SocketClient client(bench);
    if (message.isEmpty())
        client.socket().sendBinaryMessage("\x01\x02");
    else
        client.send(message);
    const Json answer = client.nextJson();
    QVERIFY(answer.is_object());
    QCOMPARE(text(answer, "messageType"), QStringLiteral("response"));
    QCOMPARE(text(answer["error"], "status"), QStringLiteral("400"));
    client.send(request("observeproperty", "level"));
    QCOMPARE(text(client.nextJson(), "name"), QStringLiteral("level"));
    QVERIFY(client.isConnected());
}

void ThingSocketTest::aRequestIsAcknowledgedAndTheValueFollows()
{
    RouteBench bench;
    SocketClient client(bench);
    client.send(QStringLiteral(R"({"messageType":"request","operation":"observeproperty",)"
                               R"("name":"level","correlationID":"a-1"})"));
    QCOMPARE(client.next(),
             QStringLiteral(R"({"messageType":"response","operation":"observeproperty",)"
                            R"("name":"level","correlationID":"a-1"})"));
    const Json first = client.nextJson();
    QCOMPARE(text(first, "messageType"), QStringLiteral("notification"));
    QCOMPARE(first["value"].get<int>(), 1);
    QVERIFY(!first.contains("dropped"));
    HttpClient http(bench);
    QCOMPARE(http.put("/bench/level", "7").status, 201);
    const Json second = client.nextJson();
    QCOMPARE(second["value"].get<int>(), 7);
    QVERIFY(text(second, "timestamp") > text(first, "timestamp"));
}

void ThingSocketTest::whoHasUnobservedHearsNothing()
{
    RouteBench bench;
    SocketClient client(bench);
    client.send(request("observeproperty", "level"));
    client.next();
    QCOMPARE(client.nextJson()["value"].get<int>(), 1);
    client.send(request("unobserveproperty", "level"));
    QCOMPARE(text(client.nextJson(), "operation"), QStringLiteral("unobserveproperty"));
    HttpClient http(bench);
    QCOMPARE(http.put("/bench/level", "7").status, 201);
    client.send(request("observeproperty", "level"));
    QCOMPARE(text(client.nextJson(), "messageType"), QStringLiteral("response"));
    QCOMPARE(client.nextJson()["value"].get<int>(), 7);
    QVERIFY(client.texts().isEmpty());
}

void ThingSocketTest::actionsAreToldWithTheirInvocations()
{
    RouteBench bench;
    SocketClient client(bench);
    client.send(request("observeaction", "look"));
    QCOMPARE(text(client.nextJson(), "name"), QStringLiteral("look"));
    HttpClient http(bench);
    const QByteArray path = http.start("look");
    for (const char *status : {"pending", "running", "completed"}) {
        const Json told = client.nextJson();
        QCOMPARE(text(told, "operation"), QStringLiteral("observeaction"));
        QCOMPARE(text(told, "status"), QLatin1String(status));
        QCOMPARE(text(told, "href").toLatin1(), path);
        QVERIFY(path.endsWith('/' + text(told, "invocationID").toLatin1()));
    }
}

void ThingSocketTest::eventsAreTold()
{
    RouteBench bench;
    SocketClient client(bench);
    client.send(request("subscribeevent", "tripped"));
    QCOMPARE(text(client.nextJson(), "operation"), QStringLiteral("subscribeevent"));
    Q_EMIT bench.thing().tripped(3);
    const Json told = client.nextJson();
    QCOMPARE(text(told, "name"), QStringLiteral("tripped"));
    QCOMPARE(told["data"].get<int>(), 3);
}

void ThingSocketTest::allOfAKindCanBeObserved()
{
    RouteBench bench;
    SocketClient client(bench);
    client.send(QStringLiteral(R"({"messageType":"request","operation":"observeallproperties"})"));
    QCOMPARE(client.nextJson()["names"], Json::array({"level", "maybe", "speed"}));
    QCOMPARE(text(client.nextJson(), "name"), QStringLiteral("level"));
    QVERIFY(client.nextJson()["value"].is_null());
    QCOMPARE(client.nextJson()["value"].get<double>(), 1.0);
    HttpClient http(bench);
    QCOMPARE(http.put("/bench/speed", "2.5").status, 201);
    QCOMPARE(client.nextJson()["value"].get<double>(), 2.5);
}

void ThingSocketTest::everyChangeIsToldInOrder()
{
    RouteBench bench;
    SocketClient client(bench);
    client.send(request("observeproperty", "speed"));
    client.next();
    QCOMPARE(client.nextJson()["value"].get<double>(), 1.0);
    for (int i = 0; i < 50; ++i)
        bench.thing().setSpeed(i);
    for (int i = 0; i < 50; ++i)
        QCOMPARE(client.nextJson()["value"].get<double>(), double(i));
}

void ThingSocketTest::fiftyObserversHearTheSame()
{
    RouteBench bench;
    std::vector<std::unique_ptr<SocketClient>> clients;
    for (int i = 0; i < 50; ++i) {
        clients.push_back(std::make_unique<SocketClient>(bench));
        clients.back()->send(request("observeproperty", "level"));
        QCOMPARE(text(clients.back()->nextJson(), "messageType"), QStringLiteral("response"));
        QCOMPARE(clients.back()->nextJson()["value"].get<int>(), 1);
    }
    HttpClient http(bench);
    for (int i = 10; i < 20; ++i)
        QCOMPARE(http.put("/bench/level", QByteArray::number(i)).status, 201);
    for (const auto &client : clients) {
        for (int i = 10; i < 20; ++i)
            QCOMPARE(client->nextJson()["value"].get<int>(), i);
    }
}

void ThingSocketTest::abruptEndsHarmNoOtherClient()
{
    RouteBench bench;
    for (int i = 0; i < 50; ++i) {
        SocketClient client(bench);
        client.send(request("observeproperty", "speed"));
        client.next();
        bench.thing().setSpeed(i);
        if (i % 2)
            client.socket().abort();
    }
    for (int i = 0; i < 50; ++i) {
        RawClient raw(bench.port());
        raw.send(handshake("/bench/ws"));
        if (i % 2)
            QCOMPARE(raw.reply(false).status, 101);
        raw.reset();
    }
    SocketClient client(bench);
    client.send(request("observeproperty", "speed"));
    client.next();
    QCOMPARE(client.nextJson()["value"].get<double>(), 49.0);
}

void ThingSocketTest::theServerSaysThatItCloses()
{
    RouteBench bench;
    SocketClient client(bench);
    client.send(request("observeproperty", "speed"));
    client.next();
    QVERIFY(bench.server().shutdown());
    QTRY_VERIFY_WITH_TIMEOUT(!client.isConnected(), s_patience);
    QCOMPARE(client.socket().closeCode(), QWebSocketProtocol::CloseCodeGoingAway);
}

void ThingSocketTest::onlyAThingsSocketIsOne_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<int>("status");
    const QByteArray foreign = "Origin: http://evil.example\r\n";
    QTest::newRow("the Thing's") << handshake("/bench/ws") << 101;
    QTest::newRow("from our own page")
        << handshake("/bench/ws", "Origin: http://127.0.0.1:5000\r\n") << 101;
    QTest::newRow("from a foreign page") << handshake("/bench/ws", foreign) << 403;
    QTest::newRow("from a foreign page, elsewhere") << handshake("/bench/level", foreign) << 403;
    QTest::newRow("a property") << handshake("/bench/level") << 404;
    QTest::newRow("nothing") << handshake("/bench/ws2") << 404;
    QTest::newRow("another Thing") << handshake("/other/ws") << 404;
    QTest::newRow("without a handshake")
        << QByteArray("GET /bench/ws HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n") << 426;
    QTest::newRow("an old version")
        << handshake("/bench/ws").replace("Version: 13", "Version: 8") << 426;
    QTest::newRow("a short key")
        << handshake("/bench/ws").replace("dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ=") << 400;
}

void ThingSocketTest::onlyAThingsSocketIsOne()
{
    QFETCH(const QByteArray, head);
    QFETCH(const int, status);
    RouteBench bench;
    RawClient client(bench.port());
    client.send(head);
    QCOMPARE(client.reply(false).status, status);
}

HOLDFAST_GUILESS_TEST(ThingSocketTest)

} // namespace Holdfast::tst_thingsocket

#include "tst_thingsocket.moc"
