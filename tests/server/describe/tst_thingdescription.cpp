// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/stationdescription.h"
#include "core/server/describe/thingdescription.h"
#include "core/thing/validation/schemajson.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/testthing.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_thingdescription {

namespace {

QByteArray refusal(int status, const QByteArray &schema)
{
    return "{\"success\":false,\"contentType\":\"application/json\",\"schema\":\"" + schema
           + "\",\"htv:statusCodeValue\":" + QByteArray::number(status) + '}';
}

const QByteArray s_lateRefusals =
    refusal(410, "problem") + ',' + refusal(412, "problem") + ',' + refusal(422, "invalid");

Json parsed(const QByteArray &text)
{
    return Json::parse(text.cbegin(), text.cend());
}

} // namespace

// Tests the description of a Thing that clients get.
class ThingDescriptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wholeDescription();
    void schemas_data();
    void schemas();
    void transportsFollowThePlainFormInOrder();
    void identityOutlivesTheStartAndTheAddress();
    void versionChangesWithWhatIsDescribed();
    void stationLinksToItsThings();
};

void ThingDescriptionTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void ThingDescriptionTest::wholeDescription()
{
    TestThing thing;
    thing.attach(QStringLiteral("bench"), nullptr);
    const ThingDescription description(thing.name(), thing.affordances(), QStringLiteral("/api"),
                                       {});
    const Json json =
        Json::parse(description.toBytes(QStringLiteral("http://localhost:5000")).toStdString());

    const auto keys = [](const Json &object) {
        QStringList list;
        for (const auto &item : object.items())
            list << toQString(item.key());
        return list.join(QLatin1Char(' '));
    };
    QCOMPARE(
        keys(json),
        QStringLiteral("title properties actions description schemaDefinitions id version base "
                       "securityDefinitions security @context"));
    QCOMPARE(keys(json["properties"]),
             QStringLiteral("broken level loose_offset maybe offset serial speed"));
    QCOMPARE(
        keys(json["actions"]),
        QStringLiteral(
            "archive develop hang hold jam look meddle nudge pass picture pictures weigh zero"));
    QCOMPARE(toBytes(json["title"]), QByteArray("\"Test bench\""));
    QCOMPARE(toBytes(json["description"]), QByteArray("\"Something to try.\""));
    QCOMPARE(toBytes(json["base"]), QByteArray("\"http://localhost:5000/\""));
    QCOMPARE(toBytes(json["@context"]),
             QByteArray("[\"https://www.w3.org/2019/wot/td/v1\",\"https://www.w3.org/2022/wot/td/"
                        "v1.1\"]"));
    QCOMPARE(
        toBytes(json["securityDefinitions"]),
        QByteArray("{\"no_security\":{\"description\":\"No security\",\"scheme\":\"nosec\"}}"));
    QCOMPARE(
        toBytes(json["properties"]["level"]),
        QByteArray("{\"description\":\"How high it is.\",\"title\":\"level\",\"writeOnly\":false,"
                   "\"readOnly\":false,\"observable\":true,\"unit\":\"%\",\"type\":\"integer\","
                   "\"minimum\":0,\"maximum\":100,\"default\":1,"
                   "\"forms\":[{\"href\":\"/api/bench/level\","
                   "\"op\":[\"readproperty\",\"writeproperty\"],\"additionalResponses\":["
                   + refusal(409, "problem") + ',' + s_lateRefusals + "]}]}"));
    QCOMPARE(toBytes(json["properties"]["speed"]["forms"][0]["additionalResponses"]),
             '[' + s_lateRefusals + ']'); // it takes no lock, so it is never busy
    QCOMPARE(toBytes(json["properties"]["serial"]),
             QByteArray(
                 "{\"title\":\"serial\",\"writeOnly\":false,\"readOnly\":true,\"observable\":false,"
                 "\"type\":\"string\","
                 "\"forms\":[{\"href\":\"/api/bench/serial\",\"op\":[\"readproperty\"]}]}"));
    QVERIFY2(!json["properties"]["maybe"].contains("default"), "null is no default");
    QCOMPARE(toBytes(json["properties"]["maybe"]["oneOf"]),
             QByteArray("[{\"type\":\"integer\"},{\"type\":\"null\"}]"));
    QCOMPARE(
        toBytes(json["actions"]["nudge"]),
        QByteArray(
            "{\"description\":\"Moves a little.\",\"title\":\"nudge\",\"synchronous\":false,"
            "\"uriVariables\":{\"id\":{\"title\":\"Invocation\",\"description\":\"The "
            "\\\"id\\\" in the answer to invoking the action.\",\"type\":\"string\"}},"
            "\"forms\":[{\"href\":\"/api/bench/nudge\",\"op\":[\"invokeaction\"],"
            "\"additionalResponses\":["
            + s_lateRefusals
            + "]},{\"href\":\"/api/action_invocations/{id}\",\"op\":[\"queryaction\"],"
              "\"htv:methodName\":\"GET\"},{\"href\":\"/api/action_invocations/{id}\","
              "\"op\":[\"cancelaction\"],\"htv:methodName\":\"DELETE\"}],"
              "\"input\":{\"title\":\"nudge_input\",\"type\":\"object\",\"properties\":{\"by\":"
              "{\"description\":\"How far.\",\"unit\":\"steps\",\"type\":\"integer\","
              "\"minimum\":-10,\"maximum\":10}},\"required\":[\"by\"],"
              "\"additionalProperties\":false},"
              "\"output\":{\"title\":\"nudge_output\",\"type\":\"integer\"}}"));
    QCOMPARE(toBytes(json["actions"]["hold"]["input"]),
             QByteArray("{\"title\":\"hold_input\",\"oneOf\":[{\"type\":\"object\","
                        "\"properties\":{},\"additionalProperties\":false},{\"type\":\"null\"}]}"));
    QCOMPARE(toBytes(json["actions"]["hold"]["output"]),
             QByteArray("{\"title\":\"hold_output\",\"type\":\"null\"}"));
    QCOMPARE(toBytes(json["actions"]["picture"]["output"]["required"]),
             QByteArray("[\"href\",\"media_type\"]"));
}

void ThingDescriptionTest::schemas_data()
{
    using Type = DataSchema::Type;
    QTest::addColumn<DataSchema>("schema");
    QTest::addColumn<QByteArray>("json");
    DataSchema any;
    QTest::newRow("anything") << any << QByteArray("{}");
    DataSchema number;
    number.type = Type::Number;
    number.exclusiveMinimum = 0;
    number.maximum = 0.5;
    number.multipleOf = 0.1;
    number.defaultValue = 0.1;
    QTest::newRow("a number with limits")
        << number
        << QByteArray(R"({"default":0.1,"type":"number","maximum":0.5,"exclusiveMinimum":0,)"
                      R"("multipleOf":0.1})");
    DataSchema word;
    word.type = Type::String;
    word.enumeration = {QStringLiteral("a"), QStringLiteral("b")};
    word.defaultValue = "a";
    QTest::newRow("one of some words")
        << word << QByteArray(R"({"enum":["a","b"],"default":"a","type":"string"})");
    DataSchema text;
    text.type = Type::String;
    text.minLength = 1;
    text.maxLength = 3;
    text.defaultValue = nullptr;
    QTest::newRow("a text with a length; a null default is none")
        << text << QByteArray(R"({"type":"string","maxLength":3,"minLength":1})");
    DataSchema list;
    list.type = Type::Array;
    list.items = std::make_shared<DataSchema>(word);
    list.maxLength = 2;
    QTest::newRow("a list") << list
                            << QByteArray(R"({"type":"array","items":{"enum":["a","b"],)"
                                          R"("default":"a","type":"string"},"maxItems":2})");
    DataSchema table;
    table.type = Type::Object;
    table.additionalProperties = true;
    QTest::newRow("an object with any members")
        << table << QByteArray(R"({"type":"object","additionalProperties":true})");
    DataSchema record;
    record.type = Type::Object;
    record.additionalProperties = true;
    record.members = {{QStringLiteral("x"), number, true}, {QStringLiteral("w"), word, false}};
    QTest::newRow("a record that overlooks other members")
        << record
        << QByteArray(R"({"type":"object","properties":{"x":{"default":0.1,"type":"number",)"
                      R"("maximum":0.5,"exclusiveMinimum":0,"multipleOf":0.1},"w":{"enum":["a",)"
                      R"("b"],"default":"a","type":"string"}},"required":["x"]})");
}

void ThingDescriptionTest::schemas()
{
    QFETCH(DataSchema, schema);
    QTEST(toBytes(toSchemaJson(schema)), "json");
}

void ThingDescriptionTest::transportsFollowThePlainFormInOrder()
{
    Affordances offered;
    PropertyAffordance level;
    level.name = QStringLiteral("level");
    level.observable = true;
    level.readOnly = true;
    PropertyAffordance serial = level;
    serial.name = QStringLiteral("serial");
    serial.observable = false;
    offered.properties = {level, serial};
    EventAffordance jammed;
    jammed.name = QStringLiteral("jammed");
    offered.events = {jammed};
    const auto described = [&offered](const QList<Transport> &transports,
                                      const QString &base = QStringLiteral("http://[::1]:5000")) {
        const ThingDescription description(QStringLiteral("bench"), offered, {}, transports);
        return parsed(description.toBytes(base));
    };
    const Json json =
        described({Transport::LongPoll, Transport::EventStream, Transport::WebSocket});
    const Json &forms = json["properties"]["level"]["forms"];
    QCOMPARE(forms.size(), size_t {4});
    QVERIFY(forms[0]["op"] == Json::array({"readproperty"}) && !forms[0].contains("subprotocol"));
    QVERIFY(forms[1]["subprotocol"] == "longpoll");
    QVERIFY(forms[1]["href"] == "/bench/level/observe");
    QVERIFY(forms[2]["subprotocol"] == "sse");
    QVERIFY(forms[3]["href"] == "ws://[::1]:5000/bench/ws");
    QVERIFY(forms[3]["op"] == Json::array({"observeproperty", "unobserveproperty"}));
    QCOMPARE(json["properties"]["serial"]["forms"].size(), size_t {1});
    const Json &events = json["events"]["jammed"]["forms"];
    QCOMPARE(events.size(), size_t {3});
    QVERIFY(events[0]["href"] == "/bench/events/jammed");
    QVERIFY(events[0]["op"] == Json::array({"subscribeevent", "unsubscribeevent"}));
    QVERIFY(!described({}).contains("events")); // an event needs a form

    const Json safe = described({Transport::WebSocket}, QStringLiteral("https://scope.example"));
    QVERIFY(safe["base"] == "https://scope.example/");
    QVERIFY(safe["properties"]["level"]["forms"][1]["href"] == "wss://scope.example/bench/ws");
}

void ThingDescriptionTest::identityOutlivesTheStartAndTheAddress()
{
    const auto idOf = [](const QString &thing, const QString &prefix, const QString &base) {
        const ThingDescription description(thing, {}, prefix);
        return toBytes(parsed(description.toBytes(base))["id"]);
    };
    const QByteArray id = idOf(QStringLiteral("a"), {}, QStringLiteral("http://localhost:1"));
    static const QRegularExpression urn(QStringLiteral("^\"urn:uuid:[0-9a-f-]{36}\"$"));
    QVERIFY2(urn.match(QString::fromLatin1(id)).hasMatch(), id.constData());
    QCOMPARE(idOf(QStringLiteral("a"), {}, QStringLiteral("http://127.0.0.1:2")), id);
    QVERIFY(idOf(QStringLiteral("b"), {}, QStringLiteral("http://localhost:1")) != id);
    QVERIFY(idOf(QStringLiteral("a"), QStringLiteral("/api"), QStringLiteral("http://localhost:1"))
            != id);
}

void ThingDescriptionTest::versionChangesWithWhatIsDescribed()
{
    Affordances offered;
    const auto version = [&offered](const QString &base) {
        const ThingDescription description(QStringLiteral("a"), offered, {});
        return toBytes(parsed(description.toBytes(base))["version"]["instance"]);
    };
    const QByteArray before = version(QStringLiteral("http://localhost:1"));
    QVERIFY2(before.startsWith("\"" HOLDFAST_VERSION "+"), before.constData());
    QCOMPARE(version(QStringLiteral("http://localhost:2")), before);
    offered.description = QStringLiteral("Something else.");
    QVERIFY(version(QStringLiteral("http://localhost:1")) != before);
}

void ThingDescriptionTest::stationLinksToItsThings()
{
    const StationDescription station({QStringLiteral("stage"), QStringLiteral("camera")},
                                     QStringLiteral("/api"));
    const Json json = parsed(station.toBytes(QStringLiteral("http://localhost:5000")));
    QCOMPARE(toBytes(json["links"]),
             QByteArray("[{\"href\":\"/api/stage/\",\"rel\":\"item\","
                        "\"type\":\"application/td+json\"},{\"href\":\"/api/camera/\","
                        "\"rel\":\"item\",\"type\":\"application/td+json\"}]"));
    QVERIFY(json["base"] == "http://localhost:5000/");
    QVERIFY(json["actions"]["stop"]["forms"][0]["href"] == "/api/stop");
    QVERIFY(json["properties"]["lock"]["forms"][0]["href"] == "/api/lock");
}

HOLDFAST_GUILESS_TEST(ThingDescriptionTest)

} // namespace Holdfast::tst_thingdescription

#include "tst_thingdescription.moc"
