// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationerror.h"
#include "core/config/thingregistry.h"
#include "tests/config/lamps.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <stdexcept>

namespace tst_thingregistry {

using namespace Holdfast;

namespace {

class Explosive : public Thing
{
public:
    Explosive() { throw ThingError(QStringLiteral("Bang.")); }
};

} // namespace

class TestThingRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void makesAThingWithItsOptions();
    void makesAnotherOneEachTime();
    void makesNothingBeforeTheFactoryIsCalled();
    void findsByAlias();
    void listsClassesWithoutAliases();
    void refusesAnUnknownClass();
    void saysWhatToInstallForAClassOfAPlugInThatIsNotThere();
    void findsAClassWhosePlugInIsThere();
    void throwsWhenTheProgrammerMadeAMistake();

private:
    ThingRegistry m_registry;
    const QString m_key = QStringLiteral("things.a");
};

void TestThingRegistry::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_registry = ThingRegistry();
    m_registry.add<Lamp, LampOptions>(QStringLiteral("Lamp"));
    m_registry.add<Candle>(QStringLiteral("Candle"));
}

void TestThingRegistry::makesAThingWithItsOptions()
{
    const Json kwargs =
        Json::parse(R"({"max_power": 9, "warm_up": 2, "fan": true, "port": "/dev/x"})");
    const auto made = m_registry.find(QStringLiteral("Lamp"), m_key).factory(kwargs, m_key)();
    const auto *lamp = qobject_cast<Lamp *>(made.get());
    QVERIFY(lamp);
    QCOMPARE(lamp->options().maxPower, 9);
    QCOMPARE(lamp->options().warmUp, 2.0);
    QCOMPARE(lamp->options().fan, true);
    QCOMPARE(lamp->options().port, QStringLiteral("/dev/x"));
    QCOMPARE(lamp->options().colour, LampOptions::White);
}

void TestThingRegistry::makesAnotherOneEachTime()
{
    const ThingFactory make =
        m_registry.find(QStringLiteral("Candle"), m_key).factory(Json::object(), m_key);
    const auto first = make();
    const auto second = make();
    QVERIFY(first && second && first != second);
}

void TestThingRegistry::makesNothingBeforeTheFactoryIsCalled()
{
    m_registry.add<Explosive>(QStringLiteral("Explosive"));
    const ThingFactory make =
        m_registry.find(QStringLiteral("Explosive"), m_key).factory(Json::object(), m_key);
    QVERIFY_THROWS_EXCEPTION(ThingError, make());
}

void TestThingRegistry::findsByAlias()
{
    m_registry.addAlias(QStringLiteral("wax:Taper"), QStringLiteral("Candle"));
    QCOMPARE(m_registry.resolved(QStringLiteral("wax:Taper")), QStringLiteral("Candle"));
    QCOMPARE(m_registry.resolved(QStringLiteral("Lamp")), QStringLiteral("Lamp"));
    QCOMPARE(&m_registry.find(QStringLiteral("wax:Taper"), m_key),
             &m_registry.find(QStringLiteral("Candle"), m_key));
}

void TestThingRegistry::listsClassesWithoutAliases()
{
    m_registry.addAlias(QStringLiteral("wax:Taper"), QStringLiteral("Candle"));
    QCOMPARE(m_registry.classNames(),
             (QStringList {QStringLiteral("Candle"), QStringLiteral("Lamp")}));
}

void TestThingRegistry::refusesAnUnknownClass()
{
    try {
        m_registry.find(QStringLiteral("lamp"), m_key);
        QFAIL("It was found.");
    } catch (const ConfigurationError &error) {
        QCOMPARE(error.key, m_key);
        QCOMPARE(error.message,
                 QStringLiteral("There is no class \"lamp\". Did you mean \"Lamp\"?"));
        QCOMPARE(error.allowed, QStringLiteral("Candle, Lamp"));
    }
}

void TestThingRegistry::saysWhatToInstallForAClassOfAPlugInThatIsNotThere()
{
    m_registry.addPackaged(QStringLiteral("Torch"), QStringLiteral("holdfast-torch"));
    m_registry.addAlias(QStringLiteral("wax:Torch"), QStringLiteral("Torch"));
    for (const QString &name : {QStringLiteral("Torch"), QStringLiteral("wax:Torch")}) {
        try {
            m_registry.find(name, m_key);
            QFAIL("It was found.");
        } catch (const ConfigurationError &error) {
            QCOMPARE(error.key, m_key);
            QCOMPARE(error.message,
                     QStringLiteral("The class \"%1\" is not installed: package holdfast-torch.")
                         .arg(name));
        }
    }
}

void TestThingRegistry::findsAClassWhosePlugInIsThere()
{
    m_registry.addPackaged(QStringLiteral("Torch"), QStringLiteral("holdfast-torch"));
    m_registry.addAlias(QStringLiteral("wax:Torch"), QStringLiteral("Torch"));
    m_registry.add<Candle>(QStringLiteral("Torch"));
    QCOMPARE(&m_registry.find(QStringLiteral("wax:Torch"), m_key),
             &m_registry.find(QStringLiteral("Torch"), m_key));
}

void TestThingRegistry::throwsWhenTheProgrammerMadeAMistake()
{
    QVERIFY_THROWS_EXCEPTION(std::logic_error, m_registry.add<Candle>(QStringLiteral("Lamp")));
    QVERIFY_THROWS_EXCEPTION(std::logic_error,
                             m_registry.addAlias(QStringLiteral("x"), QStringLiteral("Match")));
    ThingClass &lamp = m_registry.add<Lamp, LampOptions>(QStringLiteral("Other"));
    QVERIFY_THROWS_EXCEPTION(std::logic_error,
                             lamp.range(QStringLiteral("maxPower"), Range {0, 1}));
}

HOLDFAST_GUILESS_TEST(TestThingRegistry)

} // namespace tst_thingregistry

#include "tst_thingregistry.moc"
