// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/thing.h"
#include "core/thing/thingslot.h"

#include <QRegularExpression>
#include <QTest>

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
            QVERIFY(error.message().contains(QStringLiteral("'pump' of 'bath'")));
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

private:
    Pump m_first;
    Pump m_second;
    Heater m_heater;
};

QTEST_GUILESS_MAIN(TestThingSlot)
#include "tst_thingslot.moc"
