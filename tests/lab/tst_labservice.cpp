// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labservice.h"
#include "tests/lab/etcd/etcdcluster.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace tst_labservice {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const QString s_laser = QStringLiteral("laser");

//! \brief A ticket, and what its owner was told, in the lab's thread.
struct Asked
{
    std::shared_ptr<LabPlace> place;
    std::shared_ptr<std::atomic<int>> grants = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<int>> losses = std::make_shared<std::atomic<int>>(0);
    std::shared_ptr<std::atomic<bool>> wasWarned = std::make_shared<std::atomic<bool>>(false);
};

Asked ask(LabService &service, LockClass lockClass = LockClass::Remote)
{
    Asked asked;
    asked.place =
        service.request({.resources = {s_laser}, .lockClass = lockClass},
                        {.granted = [grants = asked.grants](const LabTokens &) { ++*grants; },
                         .endangered = [warned = asked.wasWarned] { *warned = true; },
                         .lost = [losses = asked.losses](const LabLoss &) { ++*losses; }});
    return asked;
}

} // namespace

//! The lab in a thread of its own.
class TestLabService : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_ETCD;
        m_cluster = std::make_unique<EtcdCluster>();
        QVERIFY(m_cluster->waitUntilHealthy());
    }
    void cleanupTestCase() { m_cluster.reset(); }
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_lab = QStringLiteral("lab%1").arg(++m_count);
    }

    void knowsWhichThingsAreShared()
    {
        const QString shutter = QStringLiteral("shutter");
        const LabService service(
            {options("one"),
             {{.resource = s_laser, .home = QStringLiteral("one"), .things = {shutter, s_laser}},
              {.resource = QStringLiteral("robot"), .things = {s_laser}, .staysOpen = true}}});
        QCOMPARE(service.resourcesOf(QStringLiteral("shutter")), QStringList {s_laser});
        QCOMPARE(service.resourcesOf(QStringLiteral("laser")),
                 (QStringList {s_laser, QStringLiteral("robot")}));
        QVERIFY(service.resourcesOf(QStringLiteral("stage")).isEmpty());
        QVERIFY(service.share(QStringLiteral("robot"))->staysOpen);
        QVERIFY(!service.share(QStringLiteral("light")));
    }

    void grantsFromAnyThread()
    {
        LabService one({options("one"), {}});
        LabService two({options("two"), {}});
        QCOMPARE(one.situation().connection, LabConnection::Connecting);
        QVERIFY(!one.isSafe());
        one.start();
        two.start();
        const Asked first = ask(one);
        WAIT_UNTIL(*first.grants == 1);
        QVERIFY(one.isSafe() && !one.isEndangered());
        const LabTokens tokens = first.place->tokens();
        QVERIFY(tokens.value(s_laser) > 0);
        WAIT_UNTIL(one.situation().snapshot.owners.value(s_laser).ticket == first.place->id());
        QCOMPARE(one.situation().connection, LabConnection::Connected);
        QCOMPARE(one.status().station, QStringLiteral("one"));

        QVERIFY(!first.place->isWanted());
        const Asked person = ask(two, LockClass::Operator);
        WAIT_UNTIL(first.place->isWanted());
        one.giveWay(first.place);
        WAIT_UNTIL(*person.grants == 1);
        QVERIFY(person.place->tokens().value(s_laser) > tokens.value(s_laser));
        two.release(person.place);
        WAIT_UNTIL(*first.grants == 2);
        QVERIFY(first.place->tokens() != tokens);
        QVERIFY(!first.place->isWanted());
        one.release(first.place);
        WAIT_UNTIL(two.situation().snapshot.tickets.isEmpty());
        QCOMPARE(*first.losses, 0);
    }

    void leavesTheQueueWhenItsTimeIsOver()
    {
        LabService one({options("one"), {}});
        one.start();
        const auto expired = std::make_shared<std::atomic<int>>(0);
        const auto grants = std::make_shared<std::atomic<int>>(0);
        const auto wait = [&](std::chrono::milliseconds time) {
            return one.request({.resources = {s_laser}},
                               {.granted = [grants](const LabTokens &) { ++*grants; },
                                .expired = [expired] { ++*expired; }},
                               time);
        };
        const auto free = wait(0ms); // etcd needs longer than that
        WAIT_UNTIL(*grants == 1);
        wait(20ms);
        WAIT_UNTIL(*expired == 1);
        WAIT_UNTIL(one.situation().snapshot.tickets.keys() == QStringList {free->id()});
        QCOMPARE(*grants, 1);
    }

    void tellsHowTheStationsOwnLockIs()
    {
        LabService one({options("one"), {}});
        LabService two({options("two"), {}});
        const auto told = [&two] {
            return two.status().findStation(QStringLiteral("one"))
                       ? two.status()
                             .findStation(QStringLiteral("one"))
                             ->lock.value_or(LabStationLock {})
                       : LabStationLock {};
        };
        std::atomic<int> looks = 0;
        one.follow([&looks] {
            return LabStationLock {.owner = QStringLiteral("scan"), .waiting = ++looks};
        });
        one.start();
        two.start();
        WAIT_UNTIL(told().isHeld());
        const int before = looks;
        for (int i = 0; i < 10'000; ++i)
            one.lockChanged();
        WAIT_UNTIL(told().waiting > before);
        QVERIFY(looks < before + 1000);
        one.tellAddress(QStringLiteral("https://one:5000"), QStringLiteral("5E:0B"));
        WAIT_UNTIL(two.status().findStation(QStringLiteral("one"))->url
                   == QStringLiteral("https://one:5000"));
        one.follow({});
        const int last = looks;
        one.lockChanged();
        const Asked laser = ask(one);
        WAIT_UNTIL(*laser.grants == 1);
        QCOMPARE(looks, last);
    }

    void knowsTheStationsOfAnEarlierRunWithoutEtcd()
    {
        const QTemporaryDir folder;
        LabSetup setup {options("one"), {}};
        setup.stationsFile = folder.filePath(QStringLiteral("lab.json"));
        setup.options.url = QStringLiteral("http://one:5000");
        {
            LabOptions other = options("two");
            other.url = QStringLiteral("http://two:5000");
            LabService two({other, {}});
            LabService one(setup);
            two.start();
            one.start();
            WAIT_UNTIL(one.status().findStation(QStringLiteral("two")));
            one.stop(10s);
        }
        setup.options.etcd.endpoints = {QUrl(QStringLiteral("http://127.0.0.1:1"))};
        LabService again(setup);
        again.start();
        const LabStatus status = again.status();
        const LabStationStatus *two = status.findStation(QStringLiteral("two"));
        QVERIFY(two && !two->isPresent);
        QCOMPARE(two->url, QStringLiteral("http://two:5000"));
        again.stop(10ms);
    }

    void tellsOfABreak()
    {
        LabService one({options("one"), {}});
        LabService two({options("two"), {}});
        one.start();
        two.start();
        const Asked stuck = ask(one);
        WAIT_UNTIL(*stuck.grants == 1);
        const qint64 token = stuck.place->tokens().value(s_laser);
        WAIT_UNTIL(two.situation().snapshot.owners.value(s_laser).token == token);
        two.breakOwner(s_laser, token, {QStringLiteral("bob"), QStringLiteral("two"), {}});
        WAIT_UNTIL(*stuck.losses == 1);
        QCOMPARE(stuck.place->loss()->kind, LabLoss::Kind::Broken);
        QCOMPARE(stuck.place->loss()->notice.by, QStringLiteral("bob"));
        QVERIFY(stuck.place->tokens().isEmpty());
    }

    void leavesTheLab()
    {
        LabService one({options("one"), {}});
        LabService two({options("two"), {}});
        one.start();
        two.start();
        const Asked laser = ask(one);
        WAIT_UNTIL(*laser.grants == 1);
        WAIT_UNTIL(two.situation().snapshot.stations.contains(QStringLiteral("one")));
        QVERIFY(one.stop(10s));
        QVERIFY(!one.isSafe());
        WAIT_UNTIL(!two.situation().snapshot.stations.contains(QStringLiteral("one")));
        QVERIFY(two.situation().snapshot.owners.isEmpty());
        // Later calls have no effect.
        one.release(laser.place);
        const Asked late = ask(one);
        QVERIFY(one.stop());
        QCOMPARE(*late.grants, 0);
    }

    void endsAlsoWithoutEtcd()
    {
        LabOptions alone = options("one");
        alone.etcd.endpoints = {QUrl(QStringLiteral("http://127.0.0.1:1"))};
        LabService one({alone, {}});
        one.start();
        const Asked laser = ask(one);
        WAIT_UNTIL(one.situation().connection == LabConnection::Unreachable);
        QVERIFY(!one.situation().problem.isEmpty());
        QVERIFY(!one.isSafe());
        QCOMPARE(*laser.grants, 0);
        one.stop(10ms);
    }

    void saysWhenThereIsNews()
    {
        LabService one({options("one"), {}});
        std::atomic<int> changes = 0;
        connect(
            &one, &LabService::changed, this, [&changes] { ++changes; }, Qt::DirectConnection);
        one.start();
        WAIT_UNTIL(one.situation().connection == LabConnection::Connected);
        const int before = changes;
        QVERIFY(before > 0);
        const Asked laser = ask(one);
        WAIT_UNTIL(*laser.grants == 1);
        WAIT_UNTIL(changes > before);
    }

private:
    LabOptions options(const char *station) const
    {
        LabOptions options;
        options.lab = m_lab;
        options.station = QString::fromLatin1(station);
        options.etcd.endpoints = m_cluster->endpoints();
        return options;
    }

    std::unique_ptr<EtcdCluster> m_cluster;
    QString m_lab;
    int m_count = 0;
};

HOLDFAST_GUILESS_TEST(TestLabService)

} // namespace tst_labservice

#include "tst_labservice.moc"
