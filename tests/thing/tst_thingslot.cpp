// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thing.h"
#include "core/thing/thingslot.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_thingslot {

using namespace Holdfast;

class Pump : public Thing
{
    Q_OBJECT
};

class Heater : public Thing
{
    Q_OBJECT
};

class Bath : public Thing
{
    Q_OBJECT
public:
    explicit Bath(ThingSlotBase::Need need)
        : pump(this, "pump", need)
    {
    }
    ThingSlot<Pump> pump;
};

class Plant : public Thing
{
    Q_OBJECT
public:
    explicit Plant(ThingSlotBase::Need need = ThingSlotBase::Need::Optional)
        : pumps(this, "pumps", need)
    {
        attach(QStringLiteral("plant"), nullptr);
    }
    ThingSlots<Pump> pumps;
};

namespace {

//! Returns the objection to connecting \a slot in this way; empty when it is connected.
QString complaint(ThingSlotBase &slot, const QList<Thing *> &things, const SlotChoice &choice)
{
    try {
        slot.connectTo(things, choice);
        return {};
    } catch (const DeclarationError &error) {
        return error.message();
    }
}

} // namespace

class TestThingSlot : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void initTestCase()
    {
        m_first.attach(QStringLiteral("first"), nullptr);
        m_second.attach(QStringLiteral("second"), nullptr);
        m_heater.attach(QStringLiteral("heater"), nullptr);
    }

    void takesTheOneOfItsType()
    {
        Bath bath(ThingSlotBase::Need::Required);
        QCOMPARE(bath.slotsToConnect().size(), 1);
        bath.slotsToConnect().first()->connectTo({&m_heater, &m_first, &bath});
        QVERIFY(bool(bath.pump));
        QCOMPARE(bath.pump->name(), QStringLiteral("first"));
    }

    void noneIsAnErrorWhenOneIsRequired()
    {
        Bath bath(ThingSlotBase::Need::Required);
        bath.attach(QStringLiteral("bath"), nullptr);
        try {
            bath.pump.connectTo({&m_heater, &bath});
            QFAIL("It did not complain.");
        } catch (const DeclarationError &error) {
            QVERIFY(error.message().contains(QStringLiteral("things.bath.thing_slots.pump: ")));
        }
        QVERIFY(!bath.pump);
        QVERIFY_THROWS_EXCEPTION(DeclarationError, (void)bath.pump->name());
    }

    void noneIsFineWhenItIsOptional()
    {
        Bath bath(ThingSlotBase::Need::Optional);
        bath.pump.connectTo({&m_heater, &bath});
        QVERIFY(!bath.pump);
    }

    void severalAreAnErrorEvenWhenItIsOptional()
    {
        Bath bath(ThingSlotBase::Need::Optional);
        try {
            bath.pump.connectTo({&m_first, &m_second, &bath});
            QFAIL("It did not complain.");
        } catch (const DeclarationError &error) {
            QVERIFY(error.message().contains(QStringLiteral("first, second")));
        }
    }

    void takesTheOneThatIsChosen()
    {
        Bath bath(ThingSlotBase::Need::Required);
        bath.pump.connectTo({&m_first, &m_second, &bath}, {{QStringLiteral("second")}});
        QCOMPARE(bath.pump->name(), QStringLiteral("second"));
    }

    void takesNoneWhenNoneIsChosen()
    {
        Bath bath(ThingSlotBase::Need::Optional);
        bath.pump.connectTo({&m_first, &bath}, SlotChoice(QStringList()));
        QVERIFY(!bath.pump);
    }

    void aWrongChoiceSaysWhereAndWhy_data()
    {
        QTest::addColumn<QStringList>("choice");
        QTest::addColumn<QString>("part");
        QTest::newRow("an unknown name")
            << QStringList(QStringLiteral("third"))
            << QStringLiteral("There is no Thing 'third'; there is first, second, heater, bath.");
        QTest::newRow("another type")
            << QStringList(QStringLiteral("heater"))
            << QStringLiteral("'heater' is a Heater, which does not fit this slot. Those that do: "
                              "first, second.");
        QTest::newRow("itself") << QStringList(QStringLiteral("bath"))
                                << QStringLiteral("'bath' is a Bath, which does not fit");
        QTest::newRow("none where one is required")
            << QStringList() << QStringLiteral("The slot needs a Thing, and none is chosen.");
        QTest::newRow("several for one")
            << QStringList({QStringLiteral("first"), QStringLiteral("second")})
            << QStringLiteral("any of first, second: choose one.");
    }

    void aWrongChoiceSaysWhereAndWhy()
    {
        QFETCH(QStringList, choice);
        QFETCH(QString, part);
        Bath bath(ThingSlotBase::Need::Required);
        bath.attach(QStringLiteral("bath"), nullptr);
        const QString said = complaint(bath.pump, {&m_first, &m_second, &m_heater, &bath}, choice);
        QVERIFY2(said.startsWith(QStringLiteral("things.bath.thing_slots.pump: ")),
                 qPrintable(said));
        QVERIFY2(said.contains(part), qPrintable(said));
    }

    void severalAreTakenByTheirNames()
    {
        Plant all;
        all.pumps.connectTo({&m_first, &m_heater, &m_second, &all});
        QCOMPARE(all.pumps.things().keys(),
                 QStringList({QStringLiteral("first"), QStringLiteral("second")}));
        Plant one;
        one.pumps.connectTo({&m_first, &m_second, &one}, {{QStringLiteral("second")}});
        QCOMPARE(one.pumps.things().value(QStringLiteral("second")), &m_second);
        QCOMPARE(one.pumps.things().size(), 1);
        Plant none;
        none.pumps.connectTo({&m_heater, &none});
        QVERIFY(none.pumps.things().isEmpty());
        Plant needy(ThingSlotBase::Need::Required);
        QVERIFY(!complaint(needy.pumps, {&m_heater, &needy}, {}).isEmpty());
    }

    void choicesGoByTheNamesOfSlots_data()
    {
        QTest::addColumn<QStringList>("given");
        QTest::addColumn<QString>("complaint"); // empty: they become the choice for "pump"
        const auto row = [](const char *name, const char *given, const char *complaint) {
            QTest::newRow(name) << QString::fromLatin1(given).split(u' ', Qt::SkipEmptyParts)
                                << QString::fromLatin1(complaint);
        };
        row("the slot's own", "pump", "");
        row("with LabThings' underscore", "_pump", "");
        row("an unknown one", "pumb",
            "things.bath.thing_slots.pumb: A Bath has no such slot; its slots: pump.");
        row("an unknown one with an underscore", "_pumb",
            "things.bath.thing_slots._pumb: A Bath has no such slot; its slots: pump.");
        row("two underscores", "__pump",
            "things.bath.thing_slots.__pump: A Bath has no such slot; its slots: pump.");
        row("an underscore alone", "_",
            "things.bath.thing_slots._: A Bath has no such slot; its slots: pump.");
        row("both", "pump _pump",
            "things.bath.thing_slots._pump: The slot is chosen twice: 'pump' is there too.");
    }
    void choicesGoByTheNamesOfSlots()
    {
        QFETCH(const QStringList, given);
        QFETCH(const QString, complaint);
        Bath bath(ThingSlotBase::Need::Required);
        bath.attach(QStringLiteral("bath"), nullptr);
        const QStringList chosen {QStringLiteral("first")};
        SlotChoices choices;
        for (const QString &name : given)
            choices.insert(name, chosen);
        QString said;
        try {
            const SlotChoices checked = ThingSlotBase::checkedChoices(bath, choices);
            QCOMPARE(checked, (SlotChoices {{QStringLiteral("pump"), chosen}}));
        } catch (const DeclarationError &error) {
            said = error.message();
        }
        QCOMPARE(said, complaint);
    }

private:
    Pump m_first;
    Pump m_second;
    Heater m_heater;
};

HOLDFAST_GUILESS_TEST(TestThingSlot)

} // namespace tst_thingslot

#include "tst_thingslot.moc"
