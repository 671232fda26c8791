// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labstatus.h"
#include "core/lock/lockstatus.h"
#include "tests/lab/labstatussamples.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_labstatus {

using namespace Holdfast;
using namespace LabSamples;

namespace {

QStringList ids(const QList<LabTicketStatus> &queue)
{
    QStringList found;
    for (const LabTicketStatus &each : queue)
        found << each.id;
    return found;
}

} // namespace

//! The lab as people see it, made from what a station knows.
class TestLabStatus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void tellsWhoHasAResourceAndWhoWaits()
    {
        const LabStatus status = labStatus(situation());
        QCOMPARE(status.resources.size(), 3);
        const LabResourceStatus &laser = *status.findResource(text("laser"));
        QCOMPARE(laser.label(), text("Laser 488"));
        QCOMPARE(laser.home, text("table-2"));
        QCOMPARE(laser.members, QStringList {text("table-2.laser")});
        QVERIFY(laser.owner && !laser.isOwn());
        QCOMPARE(laser.owner->station, text("table-2"));
        QVERIFY(laser.owner->principal == script());
        QCOMPARE(laser.owner->position, 0);
        QCOMPARE(laser.token, 20);
        // An operator goes before a client that came earlier.
        QCOMPARE(ids(laser.queue), (QStringList {text("t3"), text("t2")}));
        QCOMPARE(laser.queue[0].position, 1);
        QCOMPARE(laser.queue[0].lockClass, LockClass::Operator);
        QCOMPARE(laser.ownPosition(), 2);

        const LabResourceStatus &light = *status.findResource(text("room-light"));
        QCOMPARE(light.unreachable, LabUnreachable::Open);
        QCOMPARE(light.ownPosition(), 0);
        const LabResourceStatus &robot = *status.findResource(text("robot"));
        QVERIFY(!robot.owner);
        QVERIFY(!robot.ownedSince.isValid());
        QCOMPARE(robot.label(), text("robot"));
        QCOMPARE(robot.ownPosition(), 1); // it waits for the laser, which it wants as well
        QVERIFY(!status.findResource(text("kettle")));
    }

    void tellsWhatTheStationHasItself()
    {
        LabSituation lab = situation();
        lab.station = text("table-2");
        const LabStatus status = labStatus(lab);
        QVERIFY(status.findResource(text("laser"))->isOwn());
        QVERIFY(status.findStation(text("table-2"))->isOwn);
        QCOMPARE(status.findResource(text("laser"))->ownPosition(), 0);
    }

    void tellsOfStationsThatAreThereAndOfSilentOnes()
    {
        LabSituation lab = situation();
        lab.memory.note(lab.snapshot, at(30));
        lab.snapshot.stations.remove(text("scope-2"));
        const LabStatus status = labStatus(lab);
        QStringList names;
        for (const LabStationStatus &each : status.stations)
            names << each.name;
        QCOMPARE(names,
                 (QStringList {text("arm-1"), text("scope-1"), text("scope-2"), text("table-2")}));
        const LabStationStatus &table = *status.findStation(text("table-2"));
        QVERIFY(table.isPresent && !table.isOwn);
        QCOMPARE(table.since, at(2));
        QCOMPARE(table.fingerprint, text("5E:0B"));
        QVERIFY(table.lock && table.lock->isHeld());
        QCOMPARE(table.lock->waiting, 2);
        QCOMPARE(table.lock->mode.mode, LockMode::Stopped);
        QVERIFY(status.findStation(text("scope-1"))->isOwn);

        const LabStationStatus &silent = *status.findStation(text("scope-2"));
        QVERIFY(!silent.isPresent && !silent.lock);
        QCOMPARE(silent.url, text("http://10.0.0.2:5000"));
        QCOMPARE(silent.since, at(30));
        // The home of a resource that was never there.
        const LabStationStatus &unknown = *status.findStation(text("arm-1"));
        QVERIFY(!unknown.isPresent && unknown.url.isEmpty() && !unknown.since.isValid());
    }

    void tellsSinceWhenAResourceHasItsOwner()
    {
        LabSituation lab = situation();
        // It had that owner before this station came: since it asked is all that is known.
        lab.memory.note(lab.snapshot, at(30));
        QCOMPARE(labStatus(lab).findResource(text("laser"))->ownedSince, at(10));
        lab.snapshot.owners[text("laser")] = {text("t3"), 40};
        lab.memory.note(lab.snapshot, at(40));
        lab.memory.note(lab.snapshot, at(41));
        QCOMPARE(labStatus(lab).findResource(text("laser"))->ownedSince, at(40));
        // Nothing is known yet after a start.
        LabMemory fresh;
        fresh.note({}, at(1));
        fresh.note(lab.snapshot, at(2));
        QVERIFY(!fresh.ownedSince(text("laser"), 40).isValid());
        // Free, and then owned again by the same ticket.
        lab.snapshot.owners.remove(text("laser"));
        lab.memory.note(lab.snapshot, at(42));
        QVERIFY(!labStatus(lab).findResource(text("laser"))->owner);
        lab.snapshot.owners[text("laser")] = {text("t3"), 44};
        lab.memory.note(lab.snapshot, at(44));
        QCOMPARE(labStatus(lab).findResource(text("laser"))->ownedSince, at(44));
    }

    void knowsTheStationsOfAnEarlierRun()
    {
        LabSituation lab = situation();
        lab.memory.note(lab.snapshot, at(30));
        lab.memory.restore(
            {{text("old"), {.url = text("http://10.0.0.9:5000"), .seen = at(-900)}},
             {text("scope-2"), {.url = text("http://elsewhere"), .seen = at(-900)}}});
        const LabStatus status = labStatus(lab);
        QCOMPARE(status.findStation(text("old"))->url, text("http://10.0.0.9:5000"));
        QCOMPARE(status.findStation(text("old"))->since, at(-900));
        QCOMPARE(status.findStation(text("scope-2"))->url, text("http://10.0.0.2:5000"));
    }

    void forgetsTheStationsThatWereNotSeenForLongest()
    {
        QMap<QString, LabMemory::Station> many;
        for (int i = 0; i <= LabMemory::mostStations; ++i)
            many.insert(QString::number(i), {.seen = at(i == 7 ? -1 : i)});
        LabMemory memory;
        memory.restore(many);
        QCOMPARE(memory.stations().size(), qsizetype {LabMemory::mostStations});
        QVERIFY(!memory.stations().contains(QStringLiteral("7")));
    }

    void tellsTheLockOfAStation()
    {
        LockStatus status;
        QVERIFY(!LabStationLock::of(status).isHeld());
        status.owner = LockOwner {};
        status.owner->principal = script();
        status.owner->operation = text("stage.move");
        status.owner->since = at(3);
        status.queue.resize(2);
        status.mode = {LockMode::Stopped, person("ann"), text("smoke"), at(4)};
        const LabStationLock told = LabStationLock::of(status);
        QCOMPARE(told.owner, text("tile scan (10.0.0.7:40112)"));
        QCOMPARE(told.operation, text("stage.move"));
        QCOMPARE(told.since, at(3));
        QCOMPARE(told.waiting, 2);
        QCOMPARE(told.mode.toClause(), status.mode.toClause());
    }

    void tellsWhatIsOffTheLab()
    {
        LabSituation lab = situation();
        const LabOff off {text("ann"), text("etcd is gone"), at(9)};
        lab.snapshot.resources[text("laser")].off = off;
        lab.off[text("robot")] = off;
        const LabStatus status = labStatus(lab);
        QVERIFY(status.findResource(text("laser"))->off == off);
        QVERIFY(status.findResource(text("robot"))->off == off);
        QVERIFY(!status.findResource(text("room-light"))->off);
    }

    void showsWhatMakesNoSenseInTheStore()
    {
        LabSituation lab = situation();
        // An owner without a ticket, and a ticket for what no station has declared.
        lab.snapshot.owners[text("robot")] = {text("gone"), 33};
        const LabTicket odd = ticket("t9", "scope-2", script(), {text("kettle")}, 14);
        lab.snapshot.tickets.insert(odd.id, odd);
        const LabStatus status = labStatus(lab);
        const LabResourceStatus &robot = *status.findResource(text("robot"));
        QVERIFY(robot.owner && robot.owner->station.isEmpty() && !robot.isOwn());
        QCOMPARE(robot.token, 33);
        QCOMPARE(ids(status.findResource(text("kettle"))->queue), QStringList {text("t9")});
    }

    void isThereBeforeAnythingIsKnown()
    {
        const LabStatus status = labStatus({.lab = text("cellar"), .station = text("scope-1")});
        QVERIFY(!status.isConnected());
        QVERIFY(status.resources.isEmpty());
        QCOMPARE(status.stations.size(), 1);
        QVERIFY(status.stations[0].isOwn && !status.stations[0].isPresent);
    }

    void saysHowTheConnectionIs_data()
    {
        QTest::addColumn<LabConnection>("connection");
        QTest::addColumn<QStringList>("parts");
        const QString since = at(0).toLocalTime().toString(QStringLiteral("HH:mm:ss"));
        QTest::newRow("connecting")
            << LabConnection::Connecting << QStringList {text("scope-1"), text("cellar")};
        QTest::newRow("connected")
            << LabConnection::Connected << QStringList {text("is in the lab"), text("cellar")};
        QTest::newRow("unreachable")
            << LabConnection::Unreachable
            << QStringList {text("cellar"), since, text("no leader"), text("local Things work")};
        QTest::newRow("name taken")
            << LabConnection::NameTaken << QStringList {text("scope-1"), text("another name")};
    }
    void saysHowTheConnectionIs()
    {
        QFETCH(const LabConnection, connection);
        QFETCH(const QStringList, parts);
        LabSituation lab = situation();
        lab.connection = connection;
        if (connection == LabConnection::Unreachable)
            lab.problem = text("no leader");
        const QString sentence = labStatus(lab).toSentence();
        for (const QString &part : parts)
            QVERIFY2(sentence.contains(part), qPrintable(sentence));
        QVERIFY(sentence.endsWith(u'.'));
    }
};

HOLDFAST_APPLESS_TEST(TestLabStatus)

} // namespace tst_labstatus

#include "tst_labstatus.moc"
