// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/schemajson.h"
#include "core/server/describe/thingdescription.h"
#include "tests/server/routes/testthing.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast {

// What clients are told about a Thing.
class ThingDescriptionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wholeDescription();
    void schemas_data();
    void schemas();
};

void ThingDescriptionTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void ThingDescriptionTest::wholeDescription()
{
    TestThing thing;
    thing.attach(QStringLiteral("bench"), nullptr);
    const ThingDescription description(thing.name(), thing.affordances(), QStringLiteral("/api"));
    const Json json =
        Json::parse(description.toBytes(QStringLiteral("http://localhost:5000")).toStdString());

    const auto keys = [](const Json &object) {
        QStringList list;
        for (const auto &item : object.items())
            list << toQString(item.key());
        return list.join(QLatin1Char(' '));
    };
    QCOMPARE(keys(json),
             QStringLiteral("title properties actions description base securityDefinitions "
                            "security @context"));
    QCOMPARE(keys(json["properties"]),
             QStringLiteral("broken level loose_offset maybe offset serial speed"));
    QCOMPARE(keys(json["actions"]),
             QStringLiteral("hold jam look meddle nudge picture pictures zero"));
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
                   "\"readOnly\":false,\"unit\":\"%\",\"type\":\"integer\",\"minimum\":0,"
                   "\"maximum\":100,\"forms\":[{\"href\":\"/api/bench/level\","
                   "\"op\":[\"readproperty\",\"writeproperty\"]}]}"));
    QCOMPARE(toBytes(json["properties"]["serial"]),
             QByteArray(
                 "{\"title\":\"serial\",\"writeOnly\":false,\"readOnly\":true,\"type\":\"string\","
                 "\"forms\":[{\"href\":\"/api/bench/serial\",\"op\":[\"readproperty\"]}]}"));
    QCOMPARE(toBytes(json["properties"]["maybe"]),
             QByteArray("{\"title\":\"maybe\",\"writeOnly\":false,\"readOnly\":false,"
                        "\"oneOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}],"
                        "\"forms\":[{\"href\":\"/api/bench/maybe\","
                        "\"op\":[\"readproperty\",\"writeproperty\"]}]}"));
    QCOMPARE(toBytes(json["actions"]["nudge"]),
             QByteArray(
                 "{\"description\":\"Moves a little.\",\"title\":\"nudge\","
                 "\"forms\":[{\"href\":\"/api/bench/nudge\",\"op\":[\"invokeaction\"]}],"
                 "\"input\":{\"title\":\"nudge_input\",\"type\":\"object\",\"properties\":{\"by\":"
                 "{\"description\":\"How far.\",\"unit\":\"steps\",\"type\":\"integer\","
                 "\"minimum\":-10,\"maximum\":10}},\"required\":[\"by\"],"
                 "\"additionalProperties\":false},"
                 "\"output\":{\"title\":\"nudge_output\",\"type\":\"integer\"}}"));
    QCOMPARE(toBytes(json["actions"]["hold"]),
             QByteArray("{\"title\":\"hold\","
                        "\"forms\":[{\"href\":\"/api/bench/hold\",\"op\":[\"invokeaction\"]}],"
                        "\"input\":{\"title\":\"hold_input\",\"oneOf\":[{\"type\":\"object\","
                        "\"properties\":{},\"additionalProperties\":false},{\"type\":\"null\"}]},"
                        "\"output\":{\"title\":\"hold_output\",\"type\":\"null\"}}"));
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

} // namespace Holdfast

QTEST_GUILESS_MAIN(Holdfast::ThingDescriptionTest)
#include "tst_thingdescription.moc"
