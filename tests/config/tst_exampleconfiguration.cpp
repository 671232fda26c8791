// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationreader.h"
#include "core/config/configurationschema.h"
#include "core/config/exampleconfiguration.h"
#include "tests/config/lamps.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_exampleconfiguration {

using namespace Holdfast;

class TestExampleConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isAConfigurationAsItStands();
    void isOneWithEachKeySwitchedOn_data();
    void isOneWithEachKeySwitchedOn();
    void explainsEveryKey();
    void isReadable();

private:
    CheckedConfiguration checked(const QByteArray &text) const
    {
        return ConfigurationReader(m_registry, {}).check(text, QStringLiteral("lab.json"));
    }

    ThingRegistry m_registry;
    QByteArray m_example;
};

void TestExampleConfiguration::initTestCase()
{
    m_registry.add<Lamp, LampOptions>(QStringLiteral("Lamp"))
        .describe(QStringLiteral("Makes light."))
        .describe(QStringLiteral("max_power"), QStringLiteral("Never more than this."))
        .range(QStringLiteral("max_power"), Range {0, 100});
    m_registry.add<Candle>(QStringLiteral("Candle"));
    const QByteArray things = R"({"things": {"lamp": "Lamp", "candle": "Candle"}})";
    m_example = exampleConfiguration(checked(things).configuration->things, m_registry,
                                     QStringLiteral("file:///schema.json"));
}

void TestExampleConfiguration::isAConfigurationAsItStands()
{
    const CheckedConfiguration read = checked(m_example);
    QVERIFY2(read.errors.empty(),
             read.errors.empty() ? "" : qPrintable(read.errors.front().toString()));
    QCOMPARE(read.configuration->things.size(), std::size_t {2});
    const auto lamp = read.configuration->things.front().make();
    QCOMPARE(qobject_cast<Lamp *>(lamp.get())->options().maxPower, LampOptions().maxPower);
    QCOMPARE(read.configuration->port, quint16 {5000});
}

void TestExampleConfiguration::isOneWithEachKeySwitchedOn_data()
{
    QTest::addColumn<QString>("key");
    for (const SchemaMember &member : configurationSchema().members) {
        if (member.name != QStringLiteral("things") && member.name != QStringLiteral("$schema"))
            QTest::newRow(qPrintable(member.name)) << member.name;
    }
}

void TestExampleConfiguration::isOneWithEachKeySwitchedOn()
{
    QFETCH(const QString, key);
    QByteArray text = m_example;
    const QByteArray off = "// \"" + key.toUtf8() + "\": ";
    QCOMPARE(text.count(off), 1);
    text.replace(off, off.mid(3));
    const CheckedConfiguration read = checked(text);
    QVERIFY2(read.errors.empty(),
             read.errors.empty() ? "" : qPrintable(read.errors.front().toString()));
}

void TestExampleConfiguration::explainsEveryKey()
{
    for (const SchemaMember &member : configurationSchema().members)
        QVERIFY2(!member.schema.description.isEmpty(), qPrintable(member.name));
    QVERIFY2(m_example.contains("        // Makes light.\n        \"lamp\": {\n"),
             m_example.constData());
    QVERIFY2(m_example.contains("// Never more than this. Allowed: an integer from 0 to 100.\n"),
             m_example.constData());
    QVERIFY2(m_example.contains("\"$schema\": \"file:///schema.json\",\n"), m_example.constData());
}

void TestExampleConfiguration::isReadable()
{
    for (const QByteArray &line : m_example.split('\n'))
        QVERIFY2(line.size() <= 100, line.constData());
}

HOLDFAST_GUILESS_TEST(TestExampleConfiguration)

} // namespace tst_exampleconfiguration

#include "tst_exampleconfiguration.moc"
