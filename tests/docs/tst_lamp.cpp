// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/docs/analysis.h"
#include "tests/docs/lamp.h"
#include "tests/docs/lamps.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_lamp {

using namespace Holdfast;

//! Tries the code that docs/write-a-thing.md quotes from this folder.
class TestLamp : public QObject
{
    Q_OBJECT

    static std::vector<ThingFixture::Neighbour> neighbours()
    {
        return {{"shutter", [] { return std::make_unique<Shutter>(); }}};
    }

private Q_SLOTS:
    void theTestOfThePageRuns()
    {
        ThingFixture shutter([] { return std::make_unique<Shutter>(); });
        shutter.write("open", true);
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(shutter).failures(), QStringList());
    }

    void itsSettingIsOne()
    {
        ThingFixture lamp([] { return std::make_unique<Lamp>(); }, neighbours());
        QVERIFY(lamp.thing().affordances().property(u"exposure_time")->isSetting);
    }

    void aThingBringsItsPartsAlong()
    {
        ThingFixture lamps([] { return std::make_unique<Lamps>(); }, neighbours());
        QCOMPARE(lamps.neighbour<Lamp>("right_lamp").name(), "right_lamp");
    }

    void anActionTakesPicturesOnly()
    {
        ThingFixture analysis([] { return std::make_unique<Analysis>(); });
        const auto sharpness = [&](const QString &mediaType) {
            const Payload picture = toPayload(QVariant::fromValue(Blob("12345", mediaType)));
            return analysis.invoke("sharpness", {{"picture", picture.json}}, picture.blobs).json;
        };
        QCOMPARE(sharpness("image/png"), Json(5.0));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument, (void)sharpness("text/plain"));
    }

    void aDeviceThatDoesNotAnswerIsAFault()
    {
        ThingFixture lamp([] { return std::make_unique<Lamp>(); }, neighbours(),
                          ThingFixture::Lock::Enabled, "lamp");
        QVERIFY(!lamp.thing().fault());
        lamp.invoke("look");
        QCOMPARE(lamp.thing().fault()->details, QString("no answer"));
        QCOMPARE(lamp.thing().deviceLocks().constFirst()->lock()->name(), QString("lamp port"));
    }

    void refusesStrangers()
    {
        ThingFixture lamp([] { return std::make_unique<Lamp>(); }, neighbours());
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(lamp).failures(), QStringList());
    }
};

HOLDFAST_GUILESS_TEST(TestLamp)

} // namespace tst_lamp

#include "tst_lamp.moc"
