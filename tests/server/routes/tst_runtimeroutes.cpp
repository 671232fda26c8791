// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/server/routes/eventclient.h"
#include "tests/server/routes/socketclient.h"
#include "tests/thing/openthing.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_runtimeroutes {

namespace {

QString name(const char *text)
{
    return QString::fromUtf8(text);
}

//! \brief A server with the Thing "open", whose affordances are made at run time.
class OpenBench
{
public:
    OpenBench()
        : routes({}, {}, {}, {}, {}, {{name("open"), [this] {
                                           auto made = std::make_unique<OpenThing>(
                                               [this](OpenThing &self) { declare(self); });
                                           thing = made.get();
                                           return made;
                                       }}})
    {
    }

    OpenThing *thing = nullptr;
    const std::shared_ptr<Dial> dial = std::make_shared<Dial>(3);
    RouteBench routes; //!< last: it makes the Thing

private:
    void declare(OpenThing &self) const
    {
        RuntimeProperty level = dialProperty(
            self, name("level"), {{"type", "integer"}, {"maximum", 10}, {"unit", "rpm"}}, dial);
        level.resetValue = 1;
        self.addProperty(level);
        RuntimeAction add;
        add.name = name("add");
        add.input = Json::parse(
            R"({"type":"object","properties":{"by":{"type":"integer","maximum":5}},"required":["by"]})");
        add.output = Json {{"type", "integer"}};
        add.run = [dial = dial](const Json &input, const QList<Blob> &) {
            return Payload {dial->read().get<int>() + input["by"].get<int>(), {}};
        };
        self.addAction(add);
        RuntimeAction picture;
        picture.name = name("picture");
        picture.output = Json::object();
        picture.run = [](const Json &, const QList<Blob> &) {
            return toPayload(
                QVariant::fromValue(Blob(QByteArrayLiteral("JPEG"), name("image/jpeg"))));
        };
        self.addAction(picture);
        RuntimeEvent lost;
        lost.name = name("lost");
        lost.data = Json {{"type", "string"}};
        self.addEvent(lost);
    }
};

} // namespace

// A Thing that is made at run time, as clients see it.
class RuntimeRoutesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void areReadWrittenAndReset()
    {
        OpenBench bench;
        HttpClient client(bench.routes);
        QCOMPARE(client.get("/open/level").body, "3");
        QCOMPARE(client.put("/open/level", "\"7\"").status, 201);
        QCOMPARE(client.get("/open/level").body, "7");
        const RawReply wrong = client.put("/open/level", "11");
        QCOMPARE(wrong.status, 422);
        QCOMPARE(wrong.body,
                 R"({"detail":[{"type":"less_than_equal","loc":["body"],"msg":"Input should be )"
                 R"(less than or equal to 10","input":11,"ctx":{"le":10}}]})");
        QCOMPARE(client.post("/open/level/reset").status, 200);
        QCOMPARE(client.get("/open/level").body, "1");
        QCOMPARE(client.put("/open/properties", R"({"level":4})").status, 200);
        QCOMPARE(client.get("/open/level").body, "4");
    }

    void areRefusedWhileAnotherClientHolds()
    {
        OpenBench bench;
        HttpClient other(bench.routes);
        const QByteArray holding = other.start("hold");
        HttpClient client(bench.routes);
        QTRY_VERIFY_WITH_TIMEOUT(other.invocation(holding)["status"] == "running", 30'000);
        const RawReply busy = client.put("/open/level", "4");
        QCOMPARE(busy.status, 409);
        QVERIFY(busy.body.contains("The global lock could not be acquired"));
        QVERIFY(busy.body.contains("bench.hold"));
        bench.routes.thing().letGo();
        QTRY_COMPARE_WITH_TIMEOUT(client.put("/open/level", "4").status, 201, 30'000);
    }

    void actionsTakeInputsAndReturnBlobs()
    {
        OpenBench bench;
        HttpClient client(bench.routes);
        const RawReply added = client.post("/open/add", R"({"by":2})");
        QCOMPARE(added.status, 201);
        const QByteArray place = "/action_invocations/" + text(json(added), "id").toLatin1();
        QVERIFY(client.ended(place)["output"] == 5);
        QCOMPARE(client.post("/open/add").status, 422);
        QVERIFY(json(client.post("/open/add", R"({"by":6})"))["detail"][0]["loc"]
                == Json::array({"body", "by"}));
        const RawReply taken = client.post("/open/picture");
        const Json output =
            client.ended("/action_invocations/" + text(json(taken), "id").toLatin1())["output"];
        const QUrl address(text(output, "href"));
        QCOMPARE(client.get(address.path().toLatin1()).body, "JPEG");
    }

    void eventStreamsTellTheirChanges()
    {
        OpenBench bench;
        EventClient level(bench.routes, "/open/level");
        QCOMPARE(level.next(), "3");
        for (int i = 0; i < 20; ++i)
            bench.thing->changed(name("level"), i);
        for (int i = 0; i < 20; ++i)
            QCOMPARE(level.next(), QByteArray::number(i));
        EventClient lost(bench.routes, "/open/events/lost");
        bench.thing->emitEvent(name("lost"), "all");
        QCOMPARE(lost.next(), "\"all\"");
    }

    void socketsTellTheirChanges()
    {
        OpenBench bench;
        SocketClient client(bench.routes, name("open"));
        client.send(name(R"({"messageType":"addPropertyObservation","data":{"level":true}})"));
        client.send(name(R"({"messageType":"addPropertyObservation","data":{"nothing":true}})"));
        QVERIFY(client.next().contains(name("No property found")));
        HttpClient http(bench.routes);
        QCOMPARE(http.put("/open/level", "5").status, 201);
        bench.thing->changed(name("level"), 5);
        for (int i = 0; i < 2; ++i)
            QCOMPARE(client.next(), name(R"({"messageType":"propertyStatus","data":{"level":5}})"));
    }
};

HOLDFAST_GUILESS_TEST(RuntimeRoutesTest)

} // namespace Holdfast::tst_runtimeroutes

#include "tst_runtimeroutes.moc"
