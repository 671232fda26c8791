// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/validation/validation.h"
#include "tests/program/testprogram.h"
#include "tests/thing/examplegadgets.h"
#include "tests/thing/validation/validationtesting.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>

namespace tst_validationscalars {

using namespace Holdfast;

class TestValidationScalars : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void acceptsAndCoerces_data();
    void acceptsAndCoerces() { compareAccepted(); }
    void refusesScalars_data();
    void refusesScalars() { compareIssues(); }
    void refusesWhatIsBeyondTheType_data();
    void refusesWhatIsBeyondTheType() { compareIssues(); }
    void acceptedValuesFitTheirType_data();
    void acceptedValuesFitTheirType();
    void notANumberIsRefused_data();
    void notANumberIsRefused();
};

void TestValidationScalars::acceptsAndCoerces_data()
{
    QTest::addColumn<DataSchema>("schema");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QByteArray>("value");

    const auto row = [](const char *name, const DataSchema &schema, const char *input,
                        const char *value) {
        QTest::newRow(name) << schema << QByteArray(input) << QByteArray(value);
    };
    const auto boolean = schemaFor<bool>();
    row("true is true", boolean, "true", "true");
    row("1 is true", boolean, "1", "true");
    row("0 is false", boolean, "0", "false");
    row("1.0 is true", boolean, "1.0", "true");
    row("-0.0 is false", boolean, "-0.0", "false");
    row("yes is true in any case", boolean, "\"Yes\"", "true");
    row("t is true", boolean, "\"t\"", "true");
    row("on is true", boolean, "\"ON\"", "true");
    row("the text 1 is true", boolean, "\"1\"", "true");
    row("no is false", boolean, "\"no\"", "false");
    row("off is false", boolean, "\"off\"", "false");
    row("n is false", boolean, "\"n\"", "false");

    const auto integer = schemaFor<int>();
    row("an integer is one", integer, "5", "5");
    row("an integral float is an integer", integer, "5.0", "5");
    row("minus nothing is nothing", integer, "-0.0", "0");
    row("true is the integer 1", integer, "true", "1");
    row("an integer in a text", integer, "\"5\"", "5");
    row("an integer in a text with spaces", integer, "\" \\t-5\\n\"", "-5");
    row("an integral float in a text", integer, "\"5.00\"", "5");
    row("a sign in a text", integer, "\"+5\"", "5");
    row("leading zeros in a text", integer, "\"005\"", "5");
    row("groups of digits in a text", integer, "\"1_000\"", "1000");
    row("the largest int", integer, "2147483647", "2147483647");
    row("the largest int as a float", integer, "2147483647.0", "2147483647");
    row("the smallest int", integer, "-2147483648", "-2147483648");
    row("the largest qint64", schemaFor<qint64>(), "9223372036854775807", "9223372036854775807");
    row("the smallest qint64", schemaFor<qint64>(), "-9223372036854775808", "-9223372036854775808");
    row("the smallest qint64 in a text", schemaFor<qint64>(), "\"-9223372036854775808\"",
        "-9223372036854775808");
    row("the largest quint64 that is accepted", schemaFor<quint64>(), "9223372036854775807",
        "9223372036854775807");

    const auto number = schemaFor<double>();
    row("a number is one", number, "5.5", "5.5");
    row("an integer becomes a number", number, "5", "5.0");
    row("true is the number 1.0", number, "true", "1.0");
    row("a number in a text", number, "\" 1e3 \"", "1000.0");
    row("a number in a text without zero", number, "\"+.5\"", "0.5");
    row("a number in a text without fraction", number, "\"5.\"", "5.0");
    row("groups of digits in a number", number, "\"1_000.5\"", "1000.5");
    row("0.3 is a multiple of 0.1", with(number, [](DataSchema &s) { s.multipleOf = 0.1; }), "0.3",
        "0.3");
    row("a limit itself is within",
        with(number,
             [](DataSchema &s) {
                 s.minimum = 0;
                 s.maximum = 10;
             }),
        "10", "10.0");

    row("text", schemaFor<QString>(), "\"a b\"", "\"a b\"");
    row("text is not trimmed", schemaFor<QString>(), "\" a \"", "\" a \"");
    row("three characters are three however they are encoded",
        with(schemaFor<QString>(),
             [](DataSchema &s) {
                 s.minLength = 3;
                 s.maxLength = 3;
             }),
        "\"µ顕🔬\"", "\"µ顕🔬\"");
    row("a word of an enumeration", schemaFor<Example::Direction>(), "\"backwards\"",
        "\"backwards\"");

    row("null for an optional", schemaFor<std::optional<int>>(), "null", "null");
    row("a value for an optional", schemaFor<std::optional<int>>(), "\"7\"", "7");
    row("null where there is nothing else", schemaFor<void>(), "null", "null");
    row("anything", schemaFor<Json>(), R"({"b":[1,null,2.0],"a":"x"})",
        R"({"b":[1,null,2.0],"a":"x"})");
    row("null is anything too", schemaFor<Json>(), "null", "null");
}

void TestValidationScalars::refusesScalars_data()
{
    QTest::addColumn<DataSchema>("schema");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("issues");

    const auto row = [](const char *name, const DataSchema &schema, const char *input,
                        const char *issues) {
        QTest::newRow(name) << schema << QByteArray(input) << QString::fromUtf8(issues);
    };
    const auto boolean = schemaFor<bool>();
    const char *unreadableBoolean =
        "bool_parsing @ []: Input should be a valid boolean, unable to interpret input";
    const char *notABoolean = "bool_type @ []: Input should be a valid boolean";
    row("2 is no boolean", boolean, "2", unreadableBoolean);
    row("2.0 is no boolean", boolean, "2.0", unreadableBoolean);
    row("-1 is no boolean", boolean, "-1", unreadableBoolean);
    row("maybe is no boolean", boolean, "\"maybe\"", unreadableBoolean);
    row("spaces around a boolean", boolean, "\" true \"", unreadableBoolean);
    row("a fraction is no boolean", boolean, "0.5", notABoolean);
    row("a huge number is no boolean", boolean, "1e300", notABoolean);
    row("a list is no boolean", boolean, "[]", notABoolean);

    const auto integer = schemaFor<int>();
    const char *notAnInteger = "int_type @ []: Input should be a valid integer";
    const char *unreadableInteger =
        "int_parsing @ []: Input should be a valid integer, unable to parse string as an integer";
    row("a word is no integer", integer, "\"bad\"", unreadableInteger);
    row("an empty text is no integer", integer, "\"\"", unreadableInteger);
    row("a fraction in a text is no integer", integer, "\"5.5\"", unreadableInteger);
    row("a bare point is no integer", integer, "\"5.\"", unreadableInteger);
    row("an exponent in a text is no integer", integer, "\"1e3\"", unreadableInteger);
    row("hexadecimal is no integer", integer, "\"0x10\"", unreadableInteger);
    row("two underscores are no group", integer, "\"1__0\"", unreadableInteger);
    row("digits of another script are no integer", integer, "\"３\"", unreadableInteger);
    row("a space after the sign", integer, "\"- 5\"", unreadableInteger);
    row("a fraction is no integer", integer, "5.5",
        "int_from_float @ []: Input should be a valid integer, got a number with a fractional "
        "part");
    row("a list is no integer", integer, "[1]", notAnInteger);
    row("an object is no integer", integer, "{}", notAnInteger);

    const auto number = schemaFor<double>();
    const char *unreadableNumber =
        "float_parsing @ []: Input should be a valid number, unable to parse string as a number";
    row("a word is no number", number, "\"fast\"", unreadableNumber);
    row("an empty text is no number", number, "\" \"", unreadableNumber);
    row("hexadecimal is no number", number, "\"0x10\"", unreadableNumber);
    row("two numbers are no number", number, "\"1 2\"", unreadableNumber);
    row("a lonely point is no number", number, "\".\"", unreadableNumber);
    row("an unfinished exponent", number, "\"1e\"", unreadableNumber);
    row("two signs", number, "\"+-1\"", unreadableNumber);
    row("an underscore at the end", number, "\"1_\"", unreadableNumber);
    row("an object is no number", number, "{}", "float_type @ []: Input should be a valid number");

    const auto percent = with(integer, [](DataSchema &s) {
        s.minimum = 0;
        s.maximum = 100;
        s.multipleOf = 5;
    });
    row("the step comes before the maximum", percent, "101",
        R"(multiple_of @ []: Input should be a multiple of 5 {"multiple_of":5})");
    row("more than the maximum", percent, "105",
        R"(less_than_equal @ []: Input should be less than or equal to 100 {"le":100})");
    row("less than the minimum", percent, "-5",
        R"(greater_than_equal @ []: Input should be greater than or equal to 0 {"ge":0})");
    row("a text is measured as well", percent, "\"105\"",
        R"(less_than_equal @ []: Input should be less than or equal to 100 {"le":100})");
    const auto between = with(integer, [](DataSchema &s) {
        s.exclusiveMinimum = 0;
        s.exclusiveMaximum = 10;
    });
    row("an integer at its exclusive minimum", between, "0",
        R"(greater_than @ []: Input should be greater than 0 {"gt":0})");
    row("an integer at its exclusive maximum", between, "10",
        R"(less_than @ []: Input should be less than 10 {"lt":10})");

    const auto power = with(number, [](DataSchema &s) {
        s.minimum = 0;
        s.maximum = 10;
        s.multipleOf = 0.1;
    });
    row("the message of a number drops .0 and its context keeps it", power, "101",
        R"(less_than_equal @ []: Input should be less than or equal to 10 {"le":10.0})");
    row("less than a number's minimum", power, "-5",
        R"(greater_than_equal @ []: Input should be greater than or equal to 0 {"ge":0.0})");
    row("between two steps", power, "0.35",
        R"(multiple_of @ []: Input should be a multiple of 0.1 {"multiple_of":0.1})");
    const auto exposure = with(number, [](DataSchema &s) {
        s.exclusiveMinimum = 0;
        s.exclusiveMaximum = 0.5;
    });
    row("at a number's exclusive minimum", exposure, "0",
        R"(greater_than @ []: Input should be greater than 0 {"gt":0.0})");
    row("at a number's exclusive maximum", exposure, "0.5",
        R"(less_than @ []: Input should be less than 0.5 {"lt":0.5})");
    row("a small limit has no exponent in the message",
        with(number, [](DataSchema &s) { s.minimum = 0.00001; }), "0",
        R"(greater_than_equal @ []: Input should be greater than or equal to 0.00001 {"ge":1e-05})");

    const auto name = with(schemaFor<QString>(), [](DataSchema &s) {
        s.minLength = 1;
        s.maxLength = 3;
    });
    row("too short, one", name, "\"\"",
        R"(string_too_short @ []: String should have at least 1 character {"min_length":1})");
    row("too long, several", name, "\"abcd\"",
        R"(string_too_long @ []: String should have at most 3 characters {"max_length":3})");
    row("a number is no text", name, "5", "string_type @ []: Input should be a valid string");
    row("a boolean is no text", name, "true", "string_type @ []: Input should be a valid string");

    row("another word", schemaFor<Example::Direction>(), "\"sideways\"",
        R"(literal_error @ []: Input should be 'forwards' or 'backwards' {"expected":"'forwards' or 'backwards'"})");
    row("a word in capitals", schemaFor<Example::Direction>(), "\"Forwards\"",
        R"(literal_error @ []: Input should be 'forwards' or 'backwards' {"expected":"'forwards' or 'backwards'"})");
    row("a number is no word", schemaFor<Example::Direction>(), "0",
        R"(literal_error @ []: Input should be 'forwards' or 'backwards' {"expected":"'forwards' or 'backwards'"})");
    const auto abc = with(schemaFor<QString>(), [](DataSchema &s) {
        s.enumeration = {QStringLiteral("a"), QStringLiteral("b"), QStringLiteral("c")};
    });
    row("three words", abc, "\"d\"",
        R"(literal_error @ []: Input should be 'a', 'b' or 'c' {"expected":"'a', 'b' or 'c'"})");
    const auto only = with(abc, [](DataSchema &s) { s.enumeration = {QStringLiteral("a")}; });
    row("one word", only, "\"d\"", R"(literal_error @ []: Input should be 'a' {"expected":"'a'"})");

    row("null at the root is missing", integer, "null", "missing @ []: Field required");
    row("null for a word is missing", abc, "null", "missing @ []: Field required");
    row("null within is of the wrong type", schemaFor<QList<int>>(), "[null]",
        "int_type @ [0]: Input should be a valid integer");
    row("an optional says what is wrong inside", schemaFor<std::optional<int>>(), "\"x\"",
        unreadableInteger);
    row("something where there is nothing", schemaFor<void>(), "5",
        "none_required @ []: Input should be None");
    row("a blob", schemaFor<Blob>(), "{}",
        R"(value_error @ []: Value error, Blobs are not accepted as an input. {"error":{}})");
}

void TestValidationScalars::refusesWhatIsBeyondTheType_data()
{
    QTest::addColumn<DataSchema>("schema");
    QTest::addColumn<QByteArray>("input");
    QTest::addColumn<QString>("issues");

    const auto tooLarge = [](const char *name, const DataSchema &schema, const char *input,
                             const char *limit) {
        const QString text = QString::fromLatin1(limit);
        QTest::newRow(name)
            << schema << QByteArray(input)
            << QStringLiteral(
                   "less_than_equal @ []: Input should be less than or equal to %1 {\"le\":%1}")
                   .arg(text);
    };
    const auto tooSmall = [](const char *name, const DataSchema &schema, const char *input,
                             const char *limit) {
        const QString text = QString::fromLatin1(limit);
        QTest::newRow(name) << schema << QByteArray(input)
                            << QStringLiteral("greater_than_equal @ []: Input should be greater "
                                              "than or equal to %1 {\"ge\":%1}")
                                   .arg(text);
    };
    const auto integer = schemaFor<int>();
    const auto wide = schemaFor<qint64>();
    tooLarge("one more than an int", integer, "2147483648", "2147483647");
    tooLarge("one more than an int in a text", integer, "\"2147483648\"", "2147483647");
    tooSmall("one less than an int", integer, "-2147483649", "-2147483648");
    tooLarge("1e300 for an int", integer, "1e300", "2147483647");
    tooSmall("-1e300 for an int", integer, "-1e300", "-2147483648");
    tooLarge("one more than a qint64", wide, "9223372036854775808", "9223372036854775807");
    tooSmall("one less than a qint64 in a text", wide, "\"-9223372036854775809\"",
             "-9223372036854775808");
    tooLarge("more than 64 bits, which parsing makes a float", wide, "18446744073709551616",
             "9223372036854775807");
    tooLarge("2^63 as a float", wide, "9223372036854775808.0", "9223372036854775807");
    tooSmall("far below 64 bits", wide, "-99999999999999999999", "-9223372036854775808");
    tooLarge("more than 64 bits in a text", wide, "\"99999999999999999999\"",
             "9223372036854775807");
    tooLarge("the largest quint64", schemaFor<quint64>(), "18446744073709551615",
             "9223372036854775807");
    tooSmall("-1 for an unsigned type", schemaFor<unsigned>(), "-1", "0");
    tooLarge("256 for 8 bits", schemaFor<quint8>(), "256", "255");
    tooSmall("-129 for 8 bits", schemaFor<qint8>(), "-129", "-128");
    tooLarge("a maximum that is tighter than the type is the one that is named",
             with(integer, [](DataSchema &s) { s.maximum = 10; }), "99999999999", "10");
    tooLarge("a maximum beyond the type does not widen it",
             with(integer, [](DataSchema &s) { s.maximum = 1e12; }), "2147483648", "2147483647");
    QTest::newRow("1e300 for a float")
        << schemaFor<float>() << QByteArray("1e300")
        << QStringLiteral(
               "less_than_equal @ []: Input should be less than or equal to "
               "340282346638528860000000000000000000000 {\"le\":3.4028234663852886e+38}");
}

void TestValidationScalars::acceptedValuesFitTheirType_data()
{
    QTest::addColumn<DataSchema>("schema");
    QTest::newRow("8 bits") << schemaFor<qint8>();
    QTest::newRow("int") << schemaFor<int>();
    QTest::newRow("unsigned") << schemaFor<unsigned>();
    QTest::newRow("qint64") << schemaFor<qint64>();
    QTest::newRow("quint64") << schemaFor<quint64>();
}

void TestValidationScalars::acceptedValuesFitTheirType()
{
    QFETCH(DataSchema, schema);
    const auto [least, most] = schema.representable.value();
    QCOMPARE(validate(schema, most).value, Json(most));
    QCOMPARE(validate(schema, least).value, Json(least));
    for (int exponent = 0; exponent < 400; ++exponent) {
        for (const double sign : {-1.0, 1.0}) {
            const Validated result =
                validate(schema, std::min(std::ldexp(1.0, exponent), 1e308) * sign);
            if (!result.isValid())
                continue;
            QVERIFY(result.value.is_number_integer());
            QVERIFY(result.value.get<qint64>() >= least && result.value.get<qint64>() <= most);
            QCOMPARE(result.value.get<double>(), std::ldexp(sign, exponent));
        }
    }
}

void TestValidationScalars::notANumberIsRefused_data()
{
    QTest::addColumn<DataSchema>("schema");
    QTest::addColumn<Json>("input");
    const double infinity = std::numeric_limits<double>::infinity();
    QTest::newRow("NaN for an integer") << schemaFor<int>() << Json(std::nan(""));
    QTest::newRow("infinity for an integer") << schemaFor<int>() << Json(-infinity);
    QTest::newRow("NaN for a number") << schemaFor<double>() << Json(std::nan(""));
    QTest::newRow("infinity for a number") << schemaFor<double>() << Json(infinity);
    QTest::newRow("the word NaN") << schemaFor<double>() << Json("NaN");
    QTest::newRow("the word Infinity") << schemaFor<double>() << Json("Infinity");
    QTest::newRow("the word -Infinity") << schemaFor<double>() << Json("-Infinity");
    QTest::newRow("the word +inf") << schemaFor<double>() << Json("+inf");
    QTest::newRow("a text beyond every double") << schemaFor<double>() << Json("-1e400");
    QTest::newRow("NaN before any limit") << with(schemaFor<double>(), [](DataSchema &s) {
        s.minimum = 0;
        s.multipleOf = 2;
    }) << Json("nan");
}

void TestValidationScalars::notANumberIsRefused()
{
    QFETCH(DataSchema, schema);
    QFETCH(Json, input);
    QCOMPARE(summary(validate(schema, input).issues),
             QStringLiteral("finite_number @ []: Input should be a finite number"));
}

HOLDFAST_GUILESS_TEST(TestValidationScalars)

} // namespace tst_validationscalars

#include "tst_validationscalars.moc"
