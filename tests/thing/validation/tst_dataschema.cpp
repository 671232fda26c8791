// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/affordances/unit.h"
#include "core/thing/validation/dataschema.h"
#include "tests/program/testprogram.h"
#include "tests/thing/examplegadgets.h"

#include <QMetaEnum>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <limits>
#include <vector>

namespace tst_dataschema {

using namespace Holdfast;
using Type = DataSchema::Type;

class TestDataSchema : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void typeBecomesASchema_data();
    void typeBecomesASchema();
    void integersKnowWhatTheyCanHold_data();
    void integersKnowWhatTheyCanHold();
    void typesWithoutAJsonFormHaveNoSchema_data();
    void typesWithoutAJsonFormHaveNoSchema();
    void listsKnowTheirItems_data();
    void listsKnowTheirItems();
    void enumerationsBecomeWords_data();
    void enumerationsBecomeWords();
    void blobIsAnObjectThatStandsForABlob();
    void floatsAreLimitedToWhatTheyCanHold();
    void membersOfAGadgetKeepTheirOrder();
    void membersOfAGadgetHaveTheDefaultsOfTheGadget();
    void emptyOptionalMemberHasNoDefault();
    void membersAreTitled();
    void noMemberIsRequiredUnlessItIsDeclaredSo();
    void snakeCase_data();
    void snakeCase();
    void everyUnitHasItsOwnSymbol();
};

void TestDataSchema::typeBecomesASchema_data()
{
    QTest::addColumn<QMetaType>("cppType");
    QTest::addColumn<Type>("type");
    QTest::addColumn<bool>("nullable");

    const auto row = [](const char *name, QMetaType cppType, Type type, bool nullable = false) {
        QTest::newRow(name) << cppType << type << nullable;
    };
    row("void is null", QMetaType::fromType<void>(), Type::Null);
    row("bool", QMetaType::fromType<bool>(), Type::Boolean);
    row("int", QMetaType::fromType<int>(), Type::Integer);
    row("std::int64_t", QMetaType::fromType<std::int64_t>(), Type::Integer);
    row("float", QMetaType::fromType<float>(), Type::Number);
    row("double", QMetaType::fromType<double>(), Type::Number);
    row("text", QMetaType::fromType<QString>(), Type::String);
    row("Json is anything", QMetaType::fromType<Json>(), Type::Any);
    row("an enumeration is a string", QMetaType::fromType<Example::Direction>(), Type::String);
    row("a gadget is an object", QMetaType::fromType<Example::Point>(), Type::Object);
    row("QList is an array", QMetaType::fromType<QList<int>>(), Type::Array);
    row("QStringList is an array", QMetaType::fromType<QStringList>(), Type::Array);
    row("std::vector is an array", QMetaType::fromType<std::vector<double>>(), Type::Array);
    row("optional bool", QMetaType::fromType<std::optional<bool>>(), Type::Boolean, true);
    row("optional int", QMetaType::fromType<std::optional<int>>(), Type::Integer, true);
    row("optional qint64", QMetaType::fromType<std::optional<qint64>>(), Type::Integer, true);
    row("optional double", QMetaType::fromType<std::optional<double>>(), Type::Number, true);
    row("optional text", QMetaType::fromType<std::optional<QString>>(), Type::String, true);
}

void TestDataSchema::typeBecomesASchema()
{
    QFETCH(QMetaType, cppType);
    const auto schema = DataSchema::of(cppType);
    QVERIFY(schema);
    QTEST(schema->type, "type");
    QTEST(schema->nullable, "nullable");
}

void TestDataSchema::integersKnowWhatTheyCanHold_data()
{
    QTest::addColumn<QMetaType>("cppType");
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");

    const qint64 least = std::numeric_limits<qint64>::min();
    const qint64 most = std::numeric_limits<qint64>::max();
    const auto row = [](const char *name, QMetaType cppType, qint64 from, qint64 to) {
        QTest::newRow(name) << cppType << from << to;
    };
    row("8 bits with sign", QMetaType::fromType<qint8>(), -128, 127);
    row("8 bits", QMetaType::fromType<quint8>(), 0, 255);
    row("16 bits with sign", QMetaType::fromType<qint16>(), -32768, 32767);
    row("16 bits", QMetaType::fromType<quint16>(), 0, 65535);
    row("32 bits with sign", QMetaType::fromType<qint32>(), -2147483648LL, 2147483647);
    row("32 bits", QMetaType::fromType<quint32>(), 0, 4294967295LL);
    row("64 bits with sign", QMetaType::fromType<qint64>(), least, most);
    row("64 bits end where JSON integers end here", QMetaType::fromType<quint64>(), 0, most);
    row("optional 32 bits", QMetaType::fromType<std::optional<int>>(), -2147483648LL, 2147483647);
}

void TestDataSchema::integersKnowWhatTheyCanHold()
{
    QFETCH(QMetaType, cppType);
    const auto schema = DataSchema::of(cppType);
    QVERIFY(schema && schema->representable);
    QTEST(schema->representable->first, "least");
    QTEST(schema->representable->second, "most");
}

void TestDataSchema::typesWithoutAJsonFormHaveNoSchema_data()
{
    QTest::addColumn<QMetaType>("cppType");
    QTest::newRow("no type") << QMetaType();
    QTest::newRow("QVariant") << QMetaType::fromType<QVariant>();
    QTest::newRow("QVariantList") << QMetaType::fromType<QVariantList>();
    QTest::newRow("QVariantMap") << QMetaType::fromType<QVariantMap>();
    QTest::newRow("bytes: they would be a Blob") << QMetaType::fromType<QByteArray>();
    QTest::newRow("a pointer to an object") << QMetaType::fromType<QObject *>();
    QTest::newRow("a pointer to a gadget") << QMetaType::fromType<Example::Point *>();
    QTest::newRow("flags") << QMetaType::fromType<Qt::Alignment>();
    QTest::newRow("a gadget that contains itself") << QMetaType::fromType<Example::Tree>();
    QTest::newRow("a gadget with such a member") << QMetaType::fromType<Example::Unspeakable>();
    QTest::newRow("a list of such gadgets") << QMetaType::fromType<QList<Example::Unspeakable>>();
}

void TestDataSchema::typesWithoutAJsonFormHaveNoSchema()
{
    QFETCH(QMetaType, cppType);
    QVERIFY(!DataSchema::of(cppType));
}

void TestDataSchema::listsKnowTheirItems_data()
{
    QTest::addColumn<QMetaType>("cppType");
    QTest::addColumn<Type>("items");
    QTest::newRow("int") << QMetaType::fromType<QList<int>>() << Type::Integer;
    QTest::newRow("double") << QMetaType::fromType<QList<double>>() << Type::Number;
    QTest::newRow("text") << QMetaType::fromType<QStringList>() << Type::String;
    QTest::newRow("gadgets that are not registered")
        << QMetaType::fromType<QList<Example::Point>>() << Type::Object;
    QTest::newRow("enumerations") << QMetaType::fromType<QList<Example::Direction>>()
                                  << Type::String;
    QTest::newRow("lists") << QMetaType::fromType<QList<QList<int>>>() << Type::Array;
    QTest::newRow("Json") << QMetaType::fromType<QList<Json>>() << Type::Any;
    QTest::newRow("blobs") << QMetaType::fromType<QList<Blob>>() << Type::Object;
}

void TestDataSchema::listsKnowTheirItems()
{
    QFETCH(QMetaType, cppType);
    const auto schema = DataSchema::of(cppType);
    QVERIFY(schema && schema->items);
    QTEST(schema->items->type, "items");
}

void TestDataSchema::enumerationsBecomeWords_data()
{
    QTest::addColumn<QMetaType>("cppType");
    QTest::addColumn<QStringList>("words");
    QTest::newRow("of a namespace")
        << QMetaType::fromType<Example::Direction>()
        << QStringList {QStringLiteral("forwards"), QStringLiteral("backwards")};
    QTest::newRow("of a gadget") << QMetaType::fromType<Example::Capture::Resolution>()
                                 << QStringList {QStringLiteral("full_resolution"),
                                                 QStringLiteral("preview")};
}

void TestDataSchema::enumerationsBecomeWords()
{
    QFETCH(QMetaType, cppType);
    const auto schema = DataSchema::of(cppType);
    QVERIFY(schema);
    QTEST(schema->enumeration, "words");
}

void TestDataSchema::blobIsAnObjectThatStandsForABlob()
{
    const auto schema = DataSchema::of(QMetaType::fromType<Blob>());
    QVERIFY(schema && schema->isBlob);
    QCOMPARE(schema->type, Type::Object);
}

void TestDataSchema::floatsAreLimitedToWhatTheyCanHold()
{
    const auto schema = DataSchema::of(QMetaType::fromType<float>());
    QVERIFY(schema && schema->minimum && schema->maximum);
    QCOMPARE(*schema->maximum, static_cast<double>(std::numeric_limits<float>::max()));
    QCOMPARE(*schema->minimum, -*schema->maximum);
}

void TestDataSchema::membersOfAGadgetKeepTheirOrder()
{
    const auto schema = DataSchema::of(QMetaType::fromType<Example::Capture>());
    QVERIFY(schema);
    QStringList names;
    for (const SchemaMember &member : schema->members)
        names.append(member.name);
    QCOMPARE(names.join(QLatin1Char(' ')),
             QStringLiteral("resolution exposure_time focus_point path tags gain area"));
}

void TestDataSchema::membersOfAGadgetHaveTheDefaultsOfTheGadget()
{
    const auto schema = DataSchema::of(QMetaType::fromType<Example::Capture>());
    QVERIFY(schema);
    Json defaults = Json::object();
    for (const SchemaMember &member : schema->members)
        defaults[member.name.toStdString()] = member.schema.defaultValue.value_or("none");
    QCOMPARE(toBytes(defaults),
             QByteArray(R"({"resolution":"preview","exposure_time":10,)"
                        R"("focus_point":{"x":2.0,"y":3.0,"label":null},"path":[],"tags":["new"],)"
                        R"("gain":1.5,"area":20})"));
}

void TestDataSchema::emptyOptionalMemberHasNoDefault()
{
    const auto schema = DataSchema::of(QMetaType::fromType<Example::Point>());
    QVERIFY(schema);
    QCOMPARE(schema->members.size(), 3);
    QCOMPARE(schema->members.at(2).name, QStringLiteral("label"));
    QVERIFY(schema->members.at(2).schema.nullable);
    QVERIFY(!schema->members.at(2).schema.defaultValue);
}

void TestDataSchema::membersAreTitled()
{
    const auto schema = DataSchema::of(QMetaType::fromType<Example::Capture>());
    QVERIFY(schema);
    QCOMPARE(schema->members.at(1).schema.title, QStringLiteral("Exposure Time"));
    QCOMPARE(schema->members.at(4).schema.title, QStringLiteral("Tags"));
}

void TestDataSchema::noMemberIsRequiredUnlessItIsDeclaredSo()
{
    const auto schema = DataSchema::of(QMetaType::fromType<Example::Capture>());
    QVERIFY(schema && !schema->members.isEmpty());
    for (const SchemaMember &member : schema->members)
        QVERIFY(!member.required);
}

void TestDataSchema::snakeCase_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("wireName");
    const auto row = [](const char *description, const char *name, const char *wireName) {
        QTest::newRow(description) << QString::fromLatin1(name) << QString::fromLatin1(wireName);
    };
    row("one word stays", "open", "open");
    row("humps become underscores", "exposureTime", "exposure_time");
    row("a leading capital has no underscore", "FullResolution", "full_resolution");
    row("an acronym is one word", "roiXYZ", "roi_xyz");
    row("an acronym ends where the next word begins", "useHTTPProxy", "use_http_proxy");
    row("an acronym alone", "ROI", "roi");
    row("digits stay with their word", "channel2Gain", "channel2_gain");
    row("what is snake case already stays", "exposure_time", "exposure_time");
    row("underscores are not doubled", "Exposure_Time", "exposure_time");
    row("a single capital", "X", "x");
    row("nothing", "", "");
}

void TestDataSchema::snakeCase()
{
    QFETCH(QString, name);
    QTEST(toSnakeCase(name), "wireName");
}

void TestDataSchema::everyUnitHasItsOwnSymbol()
{
    QVERIFY(symbol(Unit::None).isEmpty());
    QCOMPARE(symbol(Unit::Micrometre), QStringLiteral("µm"));
    QSet<QString> symbols;
    for (int unit = 0; unit <= static_cast<int>(Unit::Decibel); ++unit)
        symbols.insert(symbol(static_cast<Unit>(unit)));
    QCOMPARE(symbols.size(), static_cast<int>(Unit::Decibel) + 1);
}

HOLDFAST_GUILESS_TEST(TestDataSchema)

} // namespace tst_dataschema

#include "tst_dataschema.moc"
