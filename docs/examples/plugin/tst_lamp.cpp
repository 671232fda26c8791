// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "lamp.h"

#include <QTest>

#include <core/thing/testing/thingcheck.h>
#include <core/thing/testing/thingfixture.h>

using namespace Holdfast;

class TestLamp : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void shinesAsBrightAsItIsSet()
    {
        ThingFixture lamp([] { return std::make_unique<Lamp>(LampOptions {20}); });
        lamp.write(QStringLiteral("brightness"), 12.5);
        QCOMPARE(lamp.read(QStringLiteral("brightness")), Json(12.5));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 lamp.write(QStringLiteral("brightness"), 20.5));
    }

    void refusesStrangers()
    {
        ThingFixture lamp([] { return std::make_unique<Lamp>(LampOptions {}); });
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(lamp).failures(), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestLamp)

#include "tst_lamp.moc"
