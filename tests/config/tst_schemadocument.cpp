// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationschema.h"
#include "core/config/schemadocument.h"
#include "core/config/thingregistry.h"
#include "tests/config/lamps.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_schemadocument {

using namespace Holdfast;

//! Whether a validator accepts and refuses the same files as Holdfast is tried in
//! tests/interop/test_configuration_schema.py.
class TestSchemaDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void explainsEveryKey();
    void completesClassesAndAllowsOthers();
    void knowsTheOptionsOfEachClass();
    void refusesReservedNames();

private:
    ThingRegistry m_registry;
    Json m_schema;
};

void TestSchemaDocument::initTestCase()
{
    m_registry.add<Lamp, LampOptions>(QStringLiteral("Lamp"))
        .describe(QStringLiteral("Makes light."))
        .describe(QStringLiteral("max_power"), QStringLiteral("Never more than this."))
        .range(QStringLiteral("max_power"), Range {0, 100});
    m_registry.add<Candle>(QStringLiteral("Candle"));
    m_schema = configurationJsonSchema(m_registry, {QStringLiteral("lock")});
}

void TestSchemaDocument::explainsEveryKey()
{
    QCOMPARE(m_schema.at("$schema"), Json("http://json-schema.org/draft-07/schema#"));
    QCOMPARE(m_schema.at("additionalProperties"), Json(false));
    QCOMPARE(m_schema.at("anyOf"),
             Json::parse(R"([{"required": ["things"]}, {"required": ["base_config_file"]}])"));
    for (const SchemaMember &member : configurationSchema().members) {
        const Json &property = m_schema.at("properties").at(toUtf8String(member.name));
        QVERIFY2(property.contains("description"), qPrintable(member.name));
    }
    const Json port = m_schema.at("properties").at("port");
    QCOMPARE(port.at("maximum"), Json(65535));
    QCOMPARE(port.at("default"), Json(5000));
}

void TestSchemaDocument::completesClassesAndAllowsOthers()
{
    const Json names = m_schema.at("definitions").at("ClassName").at("anyOf");
    QCOMPARE(names,
             Json::parse(R"([{"const": "Candle"}, {"const": "Lamp", "description": "Makes light."},
                             {"type": "string"}])"));
}

void TestSchemaDocument::knowsTheOptionsOfEachClass()
{
    const Json definitions = m_schema.at("definitions");
    const Json &lamp = definitions.at("LampOptions");
    QCOMPARE(lamp.at("additionalProperties"), Json(false));
    const Json power = lamp.at("properties").at("max_power");
    QCOMPARE(power.at("description"), Json("Never more than this."));
    QCOMPARE(power.at("type"), Json("integer"));
    QCOMPARE(power.at("default"), Json(50));
    QCOMPARE(power.at("minimum"), Json(0));
    QCOMPARE(power.at("maximum"), Json(100));
    QCOMPARE(lamp.at("properties").at("colour").at("enum"), Json::array({"white", "deep_red"}));
    const Json &candle = definitions.at("CandleOptions");
    QCOMPARE(candle.at("additionalProperties"), Json(false));
    const Json rules = definitions.at("ThingEntry").at("allOf");
    QCOMPARE(rules.size(), std::size_t {2});
    QCOMPARE(rules[1].at("then").at("properties").at("kwargs").at("$ref"),
             Json("#/definitions/LampOptions"));
}

void TestSchemaDocument::refusesReservedNames()
{
    QCOMPARE(m_schema.at("properties").at("things").at("propertyNames").at("not").at("enum"),
             Json::array({"lock"}));
}

HOLDFAST_GUILESS_TEST(TestSchemaDocument)

} // namespace tst_schemadocument

#include "tst_schemadocument.moc"
