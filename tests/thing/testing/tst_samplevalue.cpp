// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/samplevalue.h"
#include "core/thing/validation/validation.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

using namespace Holdfast;

Q_DECLARE_METATYPE(Holdfast::DataSchema)

namespace tst_samplevalue {

//! Tests that the sample of a schema is valid by that schema.
class TestSampleValue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isValid_data()
    {
        using Type = DataSchema::Type;
        QTest::addColumn<DataSchema>("schema");
        QTest::addColumn<QByteArray>("sample");
        const auto row = [](const char *name, const char *sample, Type type, auto change) {
            DataSchema schema;
            schema.type = type;
            change(schema);
            QTest::newRow(name) << schema << QByteArray(sample);
        };
        row("true or false", "false", Type::Boolean, [](DataSchema &) {});
        row("any integer", "0", Type::Integer, [](DataSchema &) {});
        row("integers above zero", "3", Type::Integer, [](DataSchema &s) { s.minimum = 3; });
        row("integers below zero", "-3", Type::Integer, [](DataSchema &s) { s.maximum = -3; });
        row("integers above an excluded end", "4", Type::Integer,
            [](DataSchema &s) { s.exclusiveMinimum = 3; });
        row("numbers around zero", "0.0", Type::Number, [](DataSchema &s) {
            s.minimum = -1;
            s.maximum = 1;
        });
        row("a default", "17", Type::Integer, [](DataSchema &s) { s.defaultValue = 17; });
        row("null allowed", "null", Type::Integer, [](DataSchema &s) { s.nullable = true; });
        row("the first of some words", "\"red\"", Type::String, [](DataSchema &s) {
            s.enumeration = {QStringLiteral("red"), QStringLiteral("green")};
        });
        row("text of some length", "\"xx\"", Type::String, [](DataSchema &s) { s.minLength = 2; });
        row("a list of some length", "[0,0]", Type::Array, [](DataSchema &s) {
            DataSchema item;
            item.type = Type::Integer;
            s.items = std::make_shared<const DataSchema>(item);
            s.minLength = 2;
        });
        row("an object", "{\"a\":false}", Type::Object, [](DataSchema &s) {
            DataSchema member;
            member.type = Type::Boolean;
            s.members << SchemaMember {QStringLiteral("a"), member, true};
        });
    }
    void isValid()
    {
        QFETCH(DataSchema, schema);
        QFETCH(QByteArray, sample);
        const Json value = sampleValue(schema);
        QCOMPARE(toBytes(value), sample);
        QVERIFY(validate(schema, value).isValid());
    }
};

HOLDFAST_GUILESS_TEST(TestSampleValue)

} // namespace tst_samplevalue

#include "tst_samplevalue.moc"
