// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/ui/fakerich.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/propertyfollower.h"

#include <QTest>

namespace tst_propertyfollower {

using namespace Holdfast;

namespace {

const QString rich = QStringLiteral("rich");

//! A station with a Thing of many properties, and what a follower has reported of them.
struct Desk
{
    void follow(const QString &property, const QString &thing = rich)
    {
        follower.follow(thing, property, [this, property](const Json &value) {
            reported << property + u' ' + toQString(value.dump());
        });
    }

    Fake::Bench bench {{.rich = true}};
    std::unique_ptr<StationMonitor> monitor = bench.operatorSession.monitor();
    PropertyFollower follower {{bench.operatorSession, monitor.get()}};
    QStringList reported;
};

} // namespace

//! Tests how a widget keeps up with properties.
class TestPropertyFollower : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void reportsThePresentValueAndThenEveryChange()
    {
        Desk desk;
        desk.follow(QStringLiteral("exposure"));
        WAIT_UNTIL(desk.reported == QStringList {QStringLiteral("exposure 100")});
        desk.bench.controls->rich.load()->setExposure(250);
        WAIT_UNTIL(desk.reported.last() == QStringLiteral("exposure 250"));
    }

    void reportsOnlyThePropertiesThatItFollows()
    {
        Desk desk;
        desk.follow(QStringLiteral("exposure"));
        desk.follow(QStringLiteral("temperature"));
        WAIT_UNTIL(desk.reported.size() == 2);
        desk.bench.controls->rich.load()->setLabel(QStringLiteral("another"));
        desk.bench.controls->rich.load()->setTemperature(30);
        WAIT_UNTIL(desk.reported.size() > 2);
        QCOMPARE(desk.reported.mid(2), QStringList {QStringLiteral("temperature 30.0")});
    }

    void aPropertyThatThereIsNotIsNoError()
    {
        Desk desk;
        desk.follow(QStringLiteral("speed"));
        desk.follow(QStringLiteral("exposure"), QStringLiteral("nothing"));
        desk.follow(QStringLiteral("exposure"));
        WAIT_UNTIL(!desk.reported.isEmpty());
        QCOMPARE(desk.reported, QStringList {QStringLiteral("exposure 100")});
    }

    void anAnswerThatIsOlderThanAChangeIsLeftOut()
    {
        const QString slow = QStringLiteral("slow");
        Desk desk;
        desk.bench.controls->blockGetter = true;
        desk.follow(slow);
        Q_EMIT desk.monitor->propertyChanged(rich, slow, 200, {});
        QCOMPARE(desk.reported, QStringList {QStringLiteral("slow 200")});
        // Asked later, so that its answer comes after the one that is too old.
        desk.follower.follow(rich, slow, [&desk](const Json &value) {
            desk.reported << QStringLiteral("again ") + toQString(value.dump());
        });
        desk.bench.controls->blockGetter = false;
        WAIT_UNTIL(desk.reported.contains(QStringLiteral("again 7")));
        QCOMPARE(desk.reported,
                 (QStringList {QStringLiteral("slow 200"), QStringLiteral("again 7")}));
    }
};

HOLDFAST_TEST(TestPropertyFollower)

} // namespace tst_propertyfollower

#include "tst_propertyfollower.moc"
