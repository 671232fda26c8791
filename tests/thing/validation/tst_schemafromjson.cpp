// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thingerror.h"
#include "core/thing/validation/schemafromjson.h"
#include "core/thing/validation/schemajson.h"
#include "tests/program/testprogram.h"
#include "tests/thing/validation/validationtesting.h"

#include <QRegularExpression>

namespace tst_schemafromjson {

using namespace Holdfast;

namespace {

Json parsed(const QByteArray &text)
{
    return Json::parse(text.cbegin(), text.cend());
}

QString refusalOf(const Json &schema)
{
    try {
        schemaFromJson(schema);
    } catch (const DeclarationError &error) {
        return error.message();
    }
    return QStringLiteral("(none)");
}

// As pydantic writes a model with a nested one, an enumeration and an optional member.
const QByteArray s_pydantic = R"({
    "$defs": {
        "Mode": {"enum": ["fast", "slow"], "title": "Mode", "type": "string"},
        "Point": {"properties": {"x": {"title": "X", "type": "number"},
                                 "y": {"default": 0.0, "title": "Y", "type": "number"}},
                  "required": ["x"], "title": "Point", "type": "object"}},
    "properties": {
        "mode": {"$ref": "#/$defs/Mode", "default": "fast"},
        "to": {"$ref": "#/$defs/Point"},
        "note": {"anyOf": [{"type": "string", "maxLength": 3}, {"type": "null"}], "default": null, "title": "Note"},
        "steps": {"exclusiveMinimum": 0, "maximum": 10, "title": "Steps", "type": "integer"}},
    "required": ["to", "steps"], "title": "Move", "type": "object", "additionalProperties": false})";

} // namespace

class TestSchemaFromJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isPublishedAsItWasGiven_data()
    {
        QTest::addColumn<QByteArray>("given");
        QTest::addColumn<QByteArray>("published"); // empty: the same
        const auto row = [](const char *name, const QByteArray &given,
                            const QByteArray &published = {}) {
            QTest::newRow(name) << given << published;
        };
        row("anything", "{}");
        row("true is anything", "true", "{}");
        row("a number with limits",
            R"({"unit":"µs","type":"number","minimum":0,"maximum":0.5,"multipleOf":0.25})");
        row("a number with open limits",
            R"({"type":"integer","exclusiveMinimum":0,"exclusiveMaximum":7})");
        row("a number with the open limits of draft 4",
            R"({"type":"integer","minimum":0,"exclusiveMinimum":true,"maximum":7,"exclusiveMaximum":false})",
            R"({"type":"integer","maximum":7,"exclusiveMinimum":0})");
        row("a unit that Holdfast does not know", R"({"unit":"furlong","type":"number"})");
        row("a text with a format",
            R"({"type":"string","maxLength":9,"minLength":1,"format":"date","pattern":"^2"})");
        row("words", R"({"enum":["a","b"],"type":"string"})");
        row("words without a type", R"({"enum":["a","b"]})",
            R"({"enum":["a","b"],"type":"string"})");
        row("numbers to choose from", R"({"enum":[1,2,4],"type":"integer"})");
        row("values of several types to choose from", R"({"enum":[1,"auto",true]})");
        row("a constant", R"({"const":5})", R"({"enum":[5],"type":"integer"})");
        row("words or null", R"({"enum":["a",null]})",
            R"({"oneOf":[{"enum":["a"],"type":"string"},{"type":"null"}]})");
        row("a list", R"({"type":"array","items":{"type":"integer"},"maxItems":3,"minItems":1})");
        row("a list of anything", R"({"type":"array"})");
        row("a tuple as in a Thing Description",
            R"({"type":"array","items":[{"type":"integer"},{"type":"string"}],"maxItems":2,"minItems":2})");
        row("a tuple as in JSON Schema",
            R"({"type":"array","prefixItems":[{"type":"integer"}],"minItems":1})",
            R"({"type":"array","items":[{"type":"integer"}],"minItems":1})");
        row("null or a number", R"({"oneOf":[{"type":"number","minimum":1},{"type":"null"}]})");
        row("null or a number, as pydantic writes it",
            R"({"anyOf":[{"type":"number"},{"type":"null"}],"minimum":1,"title":"N"})",
            R"({"title":"N","oneOf":[{"type":"number","minimum":1},{"type":"null"}]})");
        row("null or a number, as a list of types", R"({"type":["number","null"]})",
            R"({"oneOf":[{"type":"number"},{"type":"null"}]})");
        row("a number or a text", R"({"oneOf":[{"type":"number"},{"type":"string"}]})");
        row("a number, a text or null",
            R"({"anyOf":[{"type":"number"},{"type":"null"},{"type":"string"}]})",
            R"({"oneOf":[{"type":"number"},{"type":"string"},{"type":"null"}]})");
        row("several types", R"({"type":["integer","string"],"minimum":3,"maxLength":2})",
            R"({"oneOf":[{"type":"integer","minimum":3},{"type":"string","maxLength":2}]})");
        row("one schema of which all is true",
            R"({"allOf":[{"type":"integer","title":"T"}],"default":3})",
            R"({"title":"T","default":3,"type":"integer"})");
        row("several schemas of which all are true", R"({"allOf":[{"minimum":3},{"maximum":5}]})");
        row("an object",
            R"({"type":"object","properties":{"a":{"type":"boolean"},"b":{"title":"B"}},"required":["a"],"additionalProperties":false})");
        row("an object that may have more members",
            R"({"type":"object","properties":{"a":{"type":"boolean"}}})");
        row("a map", R"({"type":"object","additionalProperties":{"type":"integer"}})");
        row("any object", R"({"type":"object"})",
            R"({"type":"object","additionalProperties":true})");
        row("a required member that is not described",
            R"({"type":"object","properties":{},"required":["a"]})",
            R"({"type":"object","properties":{"a":{}},"required":["a"]})");
        row("what belongs to a Thing Description, and not to its schema",
            R"({"title":"T","description":"D","writeOnly":false,"readOnly":true,"observable":true,"type":"string","forms":[{"href":"/x"}],"@type":"x"})",
            R"({"description":"D","title":"T","type":"string"})");
        row("a property that is called like a keyword",
            R"({"type":"object","properties":{"enum":{"type":"string"},"$ref":{"type":"null"}}})");
    }

    void isPublishedAsItWasGiven()
    {
        QFETCH(QByteArray, given);
        QFETCH(QByteArray, published);
        QCOMPARE(toBytes(toSchemaJson(schemaFromJson(parsed(given)))),
                 published.isEmpty() ? given : published);
    }

    void isEnforced_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QByteArray>("input");
        QTest::addColumn<QString>("issues"); // empty: it is accepted
        QTest::addColumn<QByteArray>("value");
        const auto fits = [](const char *name, const QByteArray &schema, const QByteArray &input,
                             const QByteArray &value) {
            QTest::newRow(name) << schema << input << QString() << value;
        };
        const auto fails = [](const char *name, const QByteArray &schema, const QByteArray &input,
                              const char *issues) {
            QTest::newRow(name) << schema << input << QString::fromUtf8(issues) << QByteArray();
        };
        const QByteArray choice = R"({"enum":[1,2,4]})";
        fits("a number to choose", choice, "2", "2");
        fails("a number that is no choice", choice, "3",
              R"(literal_error @ []: Input should be 1, 2 or 4 {"expected":"1, 2 or 4"})");
        fails("no text is a number to choose", choice, "\"2\"",
              R"(literal_error @ []: Input should be 1, 2 or 4 {"expected":"1, 2 or 4"})");
        fails("null is no choice", choice, "null", "missing @ []: Field required");
        fails("a choice of mixed values names them all", R"({"enum":[1,"auto"]})", "true",
              R"(literal_error @ []: Input should be 1 or 'auto' {"expected":"1 or 'auto'"})");
        const QByteArray either = R"({"oneOf":[{"type":"integer","minimum":3},{"type":"string"}]})";
        fits("the first of two types", either, "5", "5");
        fits("the second, though the first could read it", either, "\"5\"", "\"5\"");
        fails("neither", either, "1.5",
              "int_from_float @ [\"int\"]: Input should be a valid integer, got a number with a "
              "fractional part\nstring_type @ [\"str\"]: Input should be a valid string");
        fails("null is neither", either, "null", "missing @ []: Field required");
        fits("null where it is one of them",
             R"({"oneOf":[{"type":"integer"},{"type":"string"},{"type":"null"}]})", "null", "null");
        fits("an integer is a number", R"({"oneOf":[{"type":"string"},{"type":"number"}]})", "5",
             "5.0");
        const QByteArray pair = R"({"type":"array","items":[{"type":"integer"},{"type":"string"}],)"
                                R"("minItems":2,"maxItems":2})";
        fits("a tuple", pair, R"(["1","a"])", R"([1,"a"])");
        fails("a tuple with a wrong item", pair, R"([1,2])",
              "string_type @ [1]: Input should be a valid string");
        fails("a tuple that is too short", pair, "[1]", "missing @ [1]: Field required");
        fails("a tuple that is too long", pair, R"([1,"a",2])",
              R"(too_long @ []: Tuple should have at most 2 items after validation, not 3 )"
              R"({"field_type":"Tuple","max_length":2,"actual_length":3})");
        fails("no tuple", pair, "1", "tuple_type @ []: Input should be a valid tuple");
        fits("defaults are filled in", s_pydantic, R"({"to":{"x":1},"steps":1})",
             R"({"mode":"fast","to":{"x":1.0,"y":0.0},"note":null,"steps":1})");
        fails("a model with three errors", s_pydantic,
              R"({"to":{"y":1},"steps":0,"note":"long","more":1})",
              "missing @ [\"to\",\"x\"]: Field required\n"
              "string_too_long @ [\"note\"]: String should have at most 3 characters "
              "{\"max_length\":3}\n"
              "greater_than @ [\"steps\"]: Input should be greater than 0 {\"gt\":0}\n"
              "extra_forbidden @ [\"more\"]: Extra inputs are not permitted");
        fits("unknown members are dropped by default",
             R"({"type":"object","properties":{"a":{"type":"integer"}}})", R"({"a":1,"b":2})",
             R"({"a":1})");
        fits(
            "and kept where the schema wants them",
            R"({"type":"object","properties":{"a":{"type":"integer"}},"additionalProperties":true})",
            R"({"b":2,"a":"1"})", R"({"a":1,"b":2})");
        fits("a format is not checked", R"({"type":"string","format":"date"})", "\"soon\"",
             "\"soon\"");
    }

    void isEnforced()
    {
        QFETCH(QByteArray, json);
        QFETCH(QByteArray, input);
        QFETCH(QString, issues);
        QFETCH(QByteArray, value);
        const Validated result = validate(schemaFromJson(parsed(json)), parsed(input));
        QCOMPARE(summary(result.issues), issues);
        QCOMPARE(result.isValid(), issues.isEmpty());
        if (issues.isEmpty())
            QCOMPARE(toBytes(result.value), value);
    }

    // The properties and actions are those of a LabThings 0.3.0.
    void aDescriptionOfLabThingsIsReadWhole_data()
    {
        QTest::addColumn<QByteArray>("affordance");
        const auto row = [](const char *name, const QByteArray &affordance) {
            QTest::newRow(name) << affordance;
        };
        row("a constrained number",
            R"({"description":"In percent.","title":"Brightness.","writeOnly":false,"readOnly":false,)"
            R"("default":100,"type":"integer","minimum":0,"maximum":100,"multipleOf":5,)"
            R"("forms":[{"href":"/demo/brightness","op":["readproperty","writeproperty"]}]})");
        row("an optional number", R"({"title":"maybe","writeOnly":false,"readOnly":false,)"
                                  R"("oneOf":[{"type":"integer"},{"type":"null"}],"forms":[]})");
        row("words",
            R"({"title":"mode","writeOnly":false,"readOnly":false,"enum":["a","b"],"default":"a",)"
            R"("type":"string","forms":[]})");
        row("a tuple",
            R"({"title":"pair","writeOnly":false,"readOnly":false,"default":[1,"a"],"type":"array",)"
            R"("items":[{"type":"integer"},{"type":"string"}],"maxItems":2,"minItems":2,"forms":[]})");
        row("a model", R"({"title":"point","writeOnly":false,"readOnly":false,)"
                       R"("default":{"x":1.0,"y":0.0,"label":null},"type":"object",)"
                       R"("properties":{"x":{"title":"X","type":"number"},)"
                       R"("y":{"title":"Y","default":0.0,"type":"number"},)"
                       R"("label":{"title":"Label","oneOf":[{"type":"string"},{"type":"null"}]}},)"
                       R"("required":["x"],"forms":[]})");
        row("an input",
            R"({"title":"move_input","type":"object","properties":{"x":{"title":"X","type":"number"},)"
            R"("y":{"description":"The Y value","title":"Y","default":3,"type":"integer","minimum":0},)"
            R"("note":{"title":"Note","oneOf":[{"type":"string"},{"type":"null"}]},)"
            R"("tags":{"title":"Tags","default":[],"type":"array","items":{"type":"string"}}},)"
            R"("required":["x"],"additionalProperties":false})");
        row("no input", R"({"title":"noargs_input","oneOf":[{"type":"object","properties":{},)"
                        R"("additionalProperties":false},{"type":"null"}]})");
        row("no output", R"({"title":"noargs_output","type":"null"})");
        row("any output", R"({"title":"any_output"})");
        row("a map", R"({"title":"map","type":"object","additionalProperties":{"type":"number"}})");
        row("an array of numbers, in up to two dimensions",
            R"({"title":"array","oneOf":[{"type":"number"},{"type":"array","items":{"type":"number"}},)"
            R"({"type":"array","items":{"type":"array","items":{"type":"number"}}}]})");
    }

    void aDescriptionOfLabThingsIsReadWhole()
    {
        QFETCH(QByteArray, affordance);
        Json expected = parsed(affordance);
        for (const char *foreign : {"forms", "writeOnly", "readOnly"})
            expected.erase(foreign);
        const Json published = toSchemaJson(schemaFromJson(parsed(affordance)));
        // The order of an object's members does not matter.
        QCOMPARE(toQString(nlohmann::json(published).dump(1)),
                 toQString(nlohmann::json(expected).dump(1)));
    }

    void aBlobOfLabThingsIsABlob()
    {
        // As LabThings 0.3.0 describes it, with its list for a constant.
        const DataSchema blob = schemaFromJson(parsed(
            R"({"title":"o","type":"object","properties":{
                "href":{"title":"Href","type":"string"},
                "media_type":{"title":"Media Type","type":"string","default":"image/jpeg","const":["image/jpeg"]},
                "rel":{"title":"Rel","const":"output","default":"output","type":"string"},
                "description":{"title":"Description","default":"x","type":"string"}},
                "required":["href","media_type"]})"));
        QVERIFY(blob.isBlob);
        QCOMPARE(blob.mediaType, QStringLiteral("image/jpeg"));
        // What Holdfast publishes is read back as the same.
        const Json own = toSchemaJson(blob);
        QCOMPARE(toBytes(toSchemaJson(schemaFromJson(own))), toBytes(own));
    }

    void whatCannotBeUsedIsRefusedWithItsPlace_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const QByteArray &json, const char *message) {
            QTest::newRow(name) << json << QString::fromUtf8(message);
        };
        row("no object", "[]", "# is no object.");
        row("a schema that nothing meets", "false", "# is no object.");
        row("an unknown type", R"({"type":"float"})",
            "#/type is none of null, boolean, integer, number, string, array and object.");
        row("a type that is no word", R"({"type":7})",
            "#/type is none of null, boolean, integer, number, string, array and object.");
        row("no type at all", R"({"type":[]})", "#/type names no type.");
        row("a limit that is a text", R"({"properties":{"x":{"type":"number","minimum":"0"}}})",
            "#/properties/x/minimum is no number.");
        row("limits that exclude each other", R"({"type":"integer","minimum":3,"maximum":2})",
            "# has a minimum above its maximum.");
        row("lengths that exclude each other", R"({"type":"string","minLength":3,"maxLength":2})",
            "#/minLength is above the maximum.");
        row("a negative length", R"({"type":"array","minItems":-1})", "#/minItems is no length.");
        row("a multiple of nothing", R"({"type":"number","multipleOf":0})",
            "#/multipleOf is not above 0.");
        row("no values to choose from", R"({"enum":[]})", "#/enum is no list of values.");
        row("a title that is a number", R"({"title":3})", "#/title is no text.");
        row("properties that are a list", R"({"properties":[]})",
            "#/properties is no object of schemas.");
        row("alternatives that are none", R"({"anyOf":[]})", "#/anyOf is no list of schemas.");
        row("required members that are no list", R"({"properties":{},"required":true})",
            "#/required is no list of names.");
        row("a reference to nothing", R"({"items":{"$ref":"#/$defs/x"}})",
            "#/items/$ref refers to \"#/$defs/x\", which the schema does not have.");
        row("a reference that is no pointer", R"({"$ref":"#x"})",
            "#/$ref refers to \"#x\", which the schema does not have.");
        row("a reference to another document", R"({"$ref":"https://example.org/x"})",
            "#/$ref does not refer to a definition in the same schema, such as \"#/$defs/x\".");
        row("a schema that contains itself",
            R"({"$defs":{"t":{"properties":{"child":{"$ref":"#/$defs/t"}}}},"$ref":"#/$defs/t"})",
            "#/$ref/properties/child/$ref refers to itself by \"#/$defs/t\", so that values of any "
            "depth would fit.");
    }

    void whatCannotBeUsedIsRefusedWithItsPlace()
    {
        QFETCH(QByteArray, json);
        QFETCH(QString, message);
        QCOMPARE(refusalOf(parsed(json)), message);
    }

    void hasLimits()
    {
        Json deep = Json {{"type", "integer"}};
        for (int i = 0; i < 29; ++i)
            deep = Json {{"type", "array"}, {"items", deep}};
        QCOMPARE(refusalOf(deep), QStringLiteral("(none)"));
        for (int i = 0; i < 1000; ++i)
            deep = Json {{"type", "array"}, {"items", deep}};
        QVERIFY(refusalOf(deep).endsWith(QStringLiteral(" is nested deeper than 30 levels.")));
        Json value = 1;
        for (int i = 0; i < 1000; ++i)
            value = Json::array({value});
        QVERIFY(refusalOf(Json {{"default", value}})
                    .endsWith(QStringLiteral(" is nested deeper than 30 levels.")));

        // Each definition stands for ten of the one before.
        Json definitions {{"d0", {{"type", "integer"}}}};
        for (int i = 1; i < 10; ++i) {
            Json ten = Json::array();
            for (int j = 0; j < 10; ++j)
                ten.push_back(Json {{"$ref", "#/$defs/d" + std::to_string(i - 1)}});
            definitions["d" + std::to_string(i)] = Json {{"oneOf", ten}};
        }
        QVERIFY(refusalOf(Json {{"$defs", definitions}, {"$ref", "#/$defs/d9"}})
                    .endsWith(QStringLiteral(
                        " is larger than a megabyte with all that its references stand for.")));
    }
};

HOLDFAST_APPLESS_TEST(TestSchemaFromJson)

} // namespace tst_schemafromjson

#include "tst_schemafromjson.moc"
