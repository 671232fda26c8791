// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/jsonconversion.h"
#include "tests/program/testprogram.h"
#include "tests/thing/examplegadgets.h"

#include <QRegularExpression>
#include <QTest>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace tst_jsonconversion {

using namespace Holdfast;

class TestJsonConversion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void valuesGoOutAndComeBack_data();
    void valuesGoOutAndComeBack();
    void gadgetGoesOutAndComesBack();
    void membersThatAreLeftOutKeepTheirDefaults();
    void membersOfNoInterestAreIgnored();
    void computedMembersCannotBeSet();
    void emptyOptionalsBecomeNull();
    void nothingIsEverTruncated_data();
    void nothingIsEverTruncated();
    void unknownTypesAreRefused();
    void enumerationValueWithoutANameIsRefused();
    void everyNameOfAnEnumerationIsUnderstood();
    void blobIsReferredTo();
    void blobsAreCollectedFromAnywhere();
    void nullBlobIsNull();
    void notANumberIsKeptUntilItIsWritten();
};

void TestJsonConversion::valuesGoOutAndComeBack_data()
{
    QTest::addColumn<QVariant>("value");
    QTest::addColumn<QByteArray>("json");

    const auto row = [](const char *name, const auto &value, const char *json) {
        QTest::newRow(name) << QVariant::fromValue(value) << QByteArray(json);
    };
    row("true", true, "true");
    row("the largest int", std::numeric_limits<int>::max(), "2147483647");
    row("the smallest int", std::numeric_limits<int>::min(), "-2147483648");
    row("the largest unsigned int", std::numeric_limits<unsigned>::max(), "4294967295");
    row("the smallest qint64", std::numeric_limits<qint64>::min(), "-9223372036854775808");
    row("the largest qint64", std::numeric_limits<qint64>::max(), "9223372036854775807");
    row("a quint64", quint64(5), "5");
    row("a long", 7L, "7");
    row("an unsigned long", 7UL, "7");
    row("a char is a number", char(65), "65");
    row("a signed char", qint8(-128), "-128");
    row("an unsigned char", quint8(255), "255");
    row("a short", qint16(-32768), "-32768");
    row("an unsigned short", quint16(65535), "65535");
    row("a whole double keeps its fraction", 5.0, "5.0");
    row("a float", 0.5F, "0.5");
    row("text beyond ASCII", QStringLiteral("µ 🔬"), "\"µ 🔬\"");
    row("empty text", QString(QLatin1String("")), "\"\"");
    row("texts", QStringList {QStringLiteral("a"), QStringLiteral("b")}, R"(["a","b"])");
    row("no texts", QStringList(), "[]");
    row("integers", QList<int> {1, -2}, "[1,-2]");
    row("a vector", std::vector<double> {1.0, 2.5}, "[1.0,2.5]");
    row("lists of lists", QList<QList<int>> {{1}, {}}, "[[1],[]]");
    row("an enumeration of a namespace", Example::Direction::Backwards, "\"backwards\"");
    row("an enumeration of a gadget", Example::Capture::Resolution::FullResolution,
        "\"full_resolution\"");
    row("enumerations", QList {Example::Direction::Backwards}, R"(["backwards"])");
    row("a gadget", Example::Point {1.5, 2.0, QStringLiteral("here")},
        R"({"x":1.5,"y":2.0,"label":"here"})");
    row("gadgets", QList {Example::Point {}}, R"([{"x":1.0,"y":0.0,"label":null}])");
    row("an optional bool", std::optional(false), "false");
    row("an optional int", std::optional(3), "3");
    row("an optional qint64", std::optional(qint64(1) << 40), "1099511627776");
    row("an optional double", std::optional(2.0), "2.0");
    row("an optional text", std::optional(QStringLiteral("x")), "\"x\"");
    row("any JSON", Json::parse(R"({"z":[1.0,null],"a":{}})"), R"({"z":[1.0,null],"a":{}})");
}

void TestJsonConversion::valuesGoOutAndComeBack()
{
    QFETCH(QVariant, value);
    QFETCH(QByteArray, json);

    const Payload output = toPayload(value);
    QCOMPARE(toBytes(output.json), json);
    QVERIFY(output.blobs.isEmpty());

    const QVariant back = fromJson(Json::parse(json.toStdString()), value.metaType());
    QCOMPARE(back.metaType(), value.metaType());
    QCOMPARE(toBytes(toPayload(back).json), json);
    if (value.metaType().isEqualityComparable())
        QCOMPARE(back, value);
}

void TestJsonConversion::gadgetGoesOutAndComesBack()
{
    Example::Capture capture;
    capture.resolution = Example::Capture::Resolution::FullResolution;
    capture.exposureTime = 99;
    capture.focusPoint.label = QStringLiteral("cell");
    capture.path = {{1.0, 2.0, {}}, {3.0, 4.0, {}}};
    capture.gain.reset();

    const Json json = toPayload(QVariant::fromValue(capture)).json;
    const auto back =
        fromJson(json, QMetaType::fromType<Example::Capture>()).value<Example::Capture>();

    QCOMPARE(back.resolution, capture.resolution);
    QCOMPARE(back.exposureTime, 99);
    QCOMPARE(back.focusPoint, capture.focusPoint);
    QCOMPARE(back.path, capture.path);
    QCOMPARE(back.tags, capture.tags);
    QVERIFY(!back.gain);
}

void TestJsonConversion::membersThatAreLeftOutKeepTheirDefaults()
{
    const Json json = Json::parse(R"({"focus_point":{"y":8}})");
    const auto capture =
        fromJson(json, QMetaType::fromType<Example::Capture>()).value<Example::Capture>();
    QCOMPARE(capture.exposureTime, 10);
    QCOMPARE(capture.resolution, Example::Capture::Resolution::Preview);
    QCOMPARE(capture.gain, std::optional(1.5));
    QCOMPARE(capture.focusPoint.y, 8.0);
}

void TestJsonConversion::membersOfNoInterestAreIgnored()
{
    const Json json = Json::parse(R"({"x":4,"colour":"red"})");
    QCOMPARE(fromJson(json, QMetaType::fromType<Example::Point>()).value<Example::Point>().x, 4.0);
}

void TestJsonConversion::computedMembersCannotBeSet()
{
    const Json json = Json::parse(R"({"area":5,"exposure_time":3})");
    const auto capture =
        fromJson(json, QMetaType::fromType<Example::Capture>()).value<Example::Capture>();
    QCOMPARE(capture.area(), 6);
}

void TestJsonConversion::emptyOptionalsBecomeNull()
{
    const auto none = QVariant::fromValue(std::optional<int>());
    QVERIFY(toPayload(none).json.is_null());
    const QVariant back = fromJson(nullptr, none.metaType());
    QCOMPARE(back.metaType(), none.metaType());
    QVERIFY(!back.value<std::optional<int>>());
}

void TestJsonConversion::nothingIsEverTruncated_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QMetaType>("cppType");

    const auto row = [](const char *name, const char *json, QMetaType cppType) {
        QTest::newRow(name) << QByteArray(json) << cppType;
    };
    row("one more than an int holds", "2147483648", QMetaType::fromType<int>());
    row("one less than an int holds", "-2147483649", QMetaType::fromType<int>());
    row("256 for 8 bits", "256", QMetaType::fromType<quint8>());
    row("-1 for an unsigned", "-1", QMetaType::fromType<unsigned>());
    row("more than a qint64 for a quint64", "9223372036854775808", QMetaType::fromType<quint64>());
    row("a fraction for an int", "1.5", QMetaType::fromType<int>());
    row("a huge float for an int", "1e300", QMetaType::fromType<int>());
    row("a huge double for a float", "1e300", QMetaType::fromType<float>());
    row("text for a number", "\"1\"", QMetaType::fromType<double>());
    row("a number for text", "1", QMetaType::fromType<QString>());
    row("a number for a bool", "1", QMetaType::fromType<bool>());
    row("an unknown word", "\"sideways\"", QMetaType::fromType<Example::Direction>());
    row("a number for an enumeration", "1", QMetaType::fromType<Example::Direction>());
    row("a list for a gadget", "[]", QMetaType::fromType<Example::Point>());
    row("an object for a list", "{}", QMetaType::fromType<QList<int>>());
    row("a wrong item", "[1,\"x\"]", QMetaType::fromType<QList<int>>());
    row("a wrong member", R"({"x":"far"})", QMetaType::fromType<Example::Point>());
    row("null for an int", "null", QMetaType::fromType<int>());
    row("something for nothing", "1", QMetaType::fromType<void>());
    row("anything for a blob", "{}", QMetaType::fromType<Blob>());
    row("anything for a type without a JSON form", "1", QMetaType::fromType<QObject *>());
}

void TestJsonConversion::nothingIsEverTruncated()
{
    QFETCH(QByteArray, json);
    QFETCH(QMetaType, cppType);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                             fromJson(Json::parse(json.toStdString()), cppType));
}

void TestJsonConversion::unknownTypesAreRefused()
{
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, toPayload(QVariant(QByteArray("x"))));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                             toPayload(QVariant::fromValue<QObject *>(nullptr)));
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, toPayload(QVariantList {1}));
}

void TestJsonConversion::enumerationValueWithoutANameIsRefused()
{
    const auto unnamed = static_cast<Example::Direction>(42);
    QVERIFY_THROWS_EXCEPTION(std::invalid_argument, toPayload(QVariant::fromValue(unnamed)));
}

void TestJsonConversion::everyNameOfAnEnumerationIsUnderstood()
{
    const auto type = QMetaType::fromType<Example::Capture::Resolution>();
    QCOMPARE(fromJson("preview", type).value<Example::Capture::Resolution>(),
             Example::Capture::Resolution::Preview);
    QCOMPARE(fromJson("full_resolution", type).value<Example::Capture::Resolution>(),
             Example::Capture::Resolution::FullResolution);
}

void TestJsonConversion::blobIsReferredTo()
{
    const Blob blob(QByteArray("\xff\xd8"), QStringLiteral("image/jpeg"),
                    QStringLiteral("A picture."));
    const Payload output = toPayload(QVariant::fromValue(blob));
    QCOMPARE(output.blobs, QList {blob});
    const QByteArray id = blob.id().toByteArray(QUuid::WithoutBraces);
    QCOMPARE(output.json, Json::object({{"href", "/blob/" + id.toStdString()},
                                        {"media_type", "image/jpeg"},
                                        {"rel", "output"},
                                        {"description", "A picture."}}));
    QCOMPARE(blobPath(blob.id()), QStringLiteral("/blob/") + QString::fromLatin1(id));
    QCOMPARE(blob.data(), QByteArray("\xff\xd8"));
}

void TestJsonConversion::blobsAreCollectedFromAnywhere()
{
    const Blob first(QByteArray("1"), QStringLiteral("text/plain"));
    const Blob second(QByteArray("2"), QStringLiteral("text/plain"));
    QVERIFY(first.id() != second.id());
    const Payload output = toPayload(QVariant::fromValue(QList {first, second, first}));
    QCOMPARE(output.json.size(), std::size_t(3));
    QCOMPARE(output.blobs, (QList {first, second}));
}

void TestJsonConversion::nullBlobIsNull()
{
    const Payload output = toPayload(QVariant::fromValue(Blob()));
    QVERIFY(output.json.is_null());
    QVERIFY(output.blobs.isEmpty());
    QVERIFY(Blob().id().isNull());
    QVERIFY(fromJson(nullptr, QMetaType::fromType<Blob>()).value<Blob>().isNull());
}

void TestJsonConversion::notANumberIsKeptUntilItIsWritten()
{
    const Json json = toPayload(QVariant(std::nan(""))).json;
    QVERIFY(json.is_number_float());
    QCOMPARE(toBytes(json), QByteArray("null"));
}

HOLDFAST_GUILESS_TEST(TestJsonConversion)

} // namespace tst_jsonconversion

#include "tst_jsonconversion.moc"
