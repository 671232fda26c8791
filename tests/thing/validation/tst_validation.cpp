// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/validation.h"
#include "tests/program/testprogram.h"
#include "tests/thing/examplegadgets.h"
#include "tests/thing/validation/validationtesting.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_validation {

using namespace Holdfast;
using Type = DataSchema::Type;

namespace {

DataSchema moveInput()
{
    DataSchema schema;
    schema.type = Type::Object;
    SchemaMember x {QStringLiteral("x"), schemaFor<double>(), true};
    SchemaMember y {QStringLiteral("y"), schemaFor<int>(), false};
    y.schema.defaultValue = 3;
    SchemaMember note {QStringLiteral("note"), schemaFor<std::optional<QString>>(), false};
    SchemaMember target {QStringLiteral("target"), schemaFor<Example::Point>(), false};
    schema.members = {x, y, note, target};
    return schema;
}

Json nestedArrays(int depth)
{
    Json json = Json::array();
    for (int i = 1; i < depth; ++i) {
        Json outer = Json::array();
        outer.push_back(std::move(json));
        json = std::move(outer);
    }
    return json;
}

} // namespace

class TestValidation : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void acceptsAndCoerces_data();
    void acceptsAndCoerces() { compareAccepted(); }
    void refusesContainers_data();
    void refusesContainers() { compareIssues(); }
    void issueRepeatsTheInput();
    void issueOfAMissingMemberRepeatsItsParent();
    void issueAsJson();
    void deepNestingIsRefusedWithoutHarm();
    void nestingWithinReasonIsFine();
    void thereIsAnEndToIssues();
};

void TestValidation::acceptsAndCoerces_data()
{
    QTest::addColumn<DataSchema>("schema");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("value");

    const auto row = [](const char *name, const DataSchema &schema, const char *input,
                        const char *value) {
        QTest::newRow(name) << schema << QByteArray(input) << QByteArray(value);
    };
    row("items are coerced", schemaFor<QList<int>>(), "[1,\"2\",3.0,true]", "[1,2,3,1]");
    row("an empty list", schemaFor<QList<int>>(), "[]", "[]");
    row("items of any kind", with(DataSchema {}, [](DataSchema &s) { s.type = Type::Array; }),
        "[1,\"x\"]", "[1,\"x\"]");
    row("as many items as allowed",
        with(schemaFor<QList<int>>(),
             [](DataSchema &s) {
                 s.minLength = 2;
                 s.maxLength = 2;
             }),
        "[1,2]", "[1,2]");

    row("missing members get their defaults", schemaFor<Example::Point>(), "{}",
        R"({"x":1.0,"y":0.0,"label":null})");
    row("members come in the order of the schema", schemaFor<Example::Point>(),
        R"({"label":"a","y":2,"x":1})", R"({"x":1.0,"y":2.0,"label":"a"})");
    row("a gadget's other members are dropped", schemaFor<Example::Point>(),
        R"({"x":2,"colour":"red"})", R"({"x":2.0,"y":0.0,"label":null})");
    row("members of members are dropped and filled in too", schemaFor<QList<Example::Point>>(),
        R"([{"z":1}])", R"([{"x":1.0,"y":0.0,"label":null}])");
    row("an object of no members in particular keeps all",
        with(DataSchema {},
             [](DataSchema &s) {
                 s.type = Type::Object;
                 s.additionalProperties = true;
             }),
        R"({"a":1,"b":{}})", R"({"a":1,"b":{}})");
    row("an input with what is required alone", moveInput(), R"({"x":"1"})",
        R"({"x":1.0,"y":3,"note":null})");
    row("an input with all", moveInput(), R"({"target":{"x":4},"note":null,"y":4.0,"x":1})",
        R"({"x":1.0,"y":4,"note":null,"target":{"x":4.0,"y":0.0,"label":null}})");
}

void TestValidation::refusesContainers_data()
{
    QTest::addColumn<DataSchema>("schema");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("issues");

    const auto row = [](const char *name, const DataSchema &schema, const char *input,
                        const char *issues) {
        QTest::newRow(name) << schema << QByteArray(input) << QString::fromUtf8(issues);
    };
    const auto list = schemaFor<QList<int>>();
    const char *notAList = "list_type @ []: Input should be a valid list";
    row("a number is no list", list, "5", notAList);
    row("a text is no list", list, "\"abc\"", notAList);
    row("an object is no list", list, "{}", notAList);
    row("every wrong item is named", list, "[1,\"x\",2.5,3]",
        "int_parsing @ [1]: Input should be a valid integer, unable to parse string as an integer\n"
        "int_from_float @ [2]: Input should be a valid integer, got a number with a fractional "
        "part");
    row("a list in a list", schemaFor<QList<QList<int>>>(), "[[1],[2,[]]]",
        "int_type @ [1,1]: Input should be a valid integer");
    const auto pair = with(list, [](DataSchema &s) {
        s.minLength = 2;
        s.maxLength = 3;
    });
    row("too few items", pair, "[1]",
        R"(too_short @ []: List should have at least 2 items after validation, not 1 {"field_type":"List","min_length":2,"actual_length":1})");
    row("too many items", pair, "[1,2,3,4]",
        R"(too_long @ []: List should have at most 3 items after validation, not 4 {"field_type":"List","max_length":3,"actual_length":4})");
    row("too many items come before wrong ones", pair, "[\"x\",2,3,4]",
        R"(too_long @ []: List should have at most 3 items after validation, not 4 {"field_type":"List","max_length":3,"actual_length":4})");
    row("wrong items come before too few", pair, "[\"x\"]",
        "int_parsing @ [0]: Input should be a valid integer, unable to parse string as an integer");
    row("one item", with(list, [](DataSchema &s) { s.minLength = 1; }), "[]",
        R"(too_short @ []: List should have at least 1 item after validation, not 0 {"field_type":"List","min_length":1,"actual_length":0})");

    const char *notAnObject = "model_attributes_type @ []: Input should be a valid dictionary or "
                              "object to extract fields from";
    row("a number is no object", moveInput(), "5", notAnObject);
    row("a list is no object", moveInput(), "[]", notAnObject);
    row("a required member is missing", moveInput(), "{}", "missing @ [\"x\"]: Field required");
    row("an unknown input is forbidden", moveInput(), R"({"x":1,"zz":3})",
        "extra_forbidden @ [\"zz\"]: Extra inputs are not permitted");
    row("what looks like a C++ name is unknown too", moveInput(), R"({"x":1,"Y":3})",
        "extra_forbidden @ [\"Y\"]: Extra inputs are not permitted");
    row("members come first in the order of the schema, then the unknown in theirs", moveInput(),
        R"({"q":1,"note":5,"y":null,"r":2})",
        "missing @ [\"x\"]: Field required\n"
        "int_type @ [\"y\"]: Input should be a valid integer\n"
        "string_type @ [\"note\"]: Input should be a valid string\n"
        "extra_forbidden @ [\"q\"]: Extra inputs are not permitted\n"
        "extra_forbidden @ [\"r\"]: Extra inputs are not permitted");
    row("a nested gadget is no number", moveInput(), R"({"x":1,"target":5})",
        "model_attributes_type @ [\"target\"]: Input should be a valid dictionary or object to "
        "extract fields from");
    row("a member of a nested gadget", moveInput(), R"({"x":1,"target":{"y":"up"}})",
        "float_parsing @ [\"target\",\"y\"]: Input should be a valid number, unable to parse "
        "string as a number");
    row("a member of a gadget in a list", schemaFor<Example::Capture>(),
        R"({"path":[{},{"x":[]}]})",
        "float_type @ [\"path\",1,\"x\"]: Input should be a valid number");
}

void TestValidation::issueRepeatsTheInput()
{
    const Validated result = validate(schemaFor<QList<int>>(), Json::parse(R"([1,{"a":2}])"));
    QCOMPARE(result.issues.size(), 1);
    QCOMPARE(toBytes(result.issues.first().input), QByteArray(R"({"a":2})"));
}

void TestValidation::issueOfAMissingMemberRepeatsItsParent()
{
    const Validated result = validate(moveInput(), Json::parse(R"({"y":2})"));
    QCOMPARE(result.issues.size(), 1);
    QCOMPARE(toBytes(result.issues.first().input), QByteArray(R"({"y":2})"));
}

void TestValidation::issueAsJson()
{
    const Json body = Json::array({"body"});
    const auto percent = with(schemaFor<int>(), [](DataSchema &s) { s.maximum = 100; });
    QCOMPARE(
        toBytes(validate(percent, 101).issues.value(0).toJson(body)),
        QByteArray(
            R"({"type":"less_than_equal","loc":["body"],)"
            R"("msg":"Input should be less than or equal to 100","input":101,"ctx":{"le":100}})"));
    QCOMPARE(
        toBytes(validate(moveInput(), Json::object()).issues.value(0).toJson(body)),
        QByteArray(R"({"type":"missing","loc":["body","x"],"msg":"Field required","input":{}})"));
    QCOMPARE(
        toBytes(validate(percent, nullptr).issues.value(0).toJson(body)),
        QByteArray(R"({"type":"missing","loc":["body"],"msg":"Field required","input":null})"));
}

void TestValidation::deepNestingIsRefusedWithoutHarm()
{
    const Json deep = nestedArrays(10000);
    for (const DataSchema &schema :
         {schemaFor<Json>(), schemaFor<QList<int>>(), schemaFor<int>()}) {
        const Validated result = validate(schema, deep);
        QCOMPARE(summary(result.issues),
                 QStringLiteral("json_invalid @ []: JSON decode error {\"error\":\"Nested deeper "
                                "than 200 levels\"}"));
        QCOMPARE(toBytes(result.issues.first().input), QByteArray("{}"));
    }
}

void TestValidation::nestingWithinReasonIsFine()
{
    const Json deep = nestedArrays(200);
    const Validated result = validate(schemaFor<Json>(), deep);
    QVERIFY(result.isValid());
    QCOMPARE(result.value, deep);
    QVERIFY(!validate(schemaFor<Json>(), nestedArrays(201)).isValid());
}

void TestValidation::thereIsAnEndToIssues()
{
    const Json wrong(std::size_t(5000), Json("x"));
    QCOMPARE(validate(schemaFor<QList<int>>(), wrong).issues.size(), 100);

    Json strangers = Json::object();
    for (int i = 0; i < 500; ++i)
        strangers["stranger" + std::to_string(i)] = i;
    QCOMPARE(validate(moveInput(), strangers).issues.size(), 100);
}

HOLDFAST_GUILESS_TEST(TestValidation)

} // namespace tst_validation

#include "tst_validation.moc"
