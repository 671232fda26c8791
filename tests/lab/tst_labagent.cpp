// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labagent.h"
#include "core/lab/labjson.h"
#include "tests/lab/etcd/etcdcluster.h"
#include "tests/lab/etcd/etcdoutcome.h"
#include "tests/lab/labworkers.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/soak.h"

#include <QTest>

namespace tst_labagent {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const QString s_laser = QStringLiteral("laser");
const QString s_robot = QStringLiteral("robot");

//! \brief A station, and what it was told.
struct Station
{
    explicit Station(const LabOptions &options)
        : agent(std::make_unique<LabAgent>(options))
    {
        QObject::connect(agent.get(), &LabAgent::granted, agent.get(),
                         [this](const QString &ticket, const LabTokens &tokens) {
                             granted[ticket] = tokens;
                             ++grants;
                         });
        QObject::connect(agent.get(), &LabAgent::lost, agent.get(),
                         [this](const QString &ticket, const LabLoss &loss) {
                             lost.insert(ticket, loss);
                             granted.remove(ticket);
                         });
        QObject::connect(agent.get(), &LabAgent::endangered, agent.get(),
                         [this](const QString &ticket) { endangered << ticket; });
        QObject::connect(agent.get(), &LabAgent::stopped, agent.get(),
                         [this] { isStopped = true; });
        agent->start();
    }

    QString ask(const QStringList &resources, LockClass lockClass = LockClass::Remote)
    {
        return agent->request({.resources = resources,
                               .principal = {Principal::Kind::Operator, QStringLiteral("ann"), {}},
                               .lockClass = lockClass,
                               .operation = QStringLiteral("laser.pulse")});
    }
    bool isConnected() const { return agent->state() == LabAgent::State::Connected; }
    bool isWaiting(const QString &ticket) const
    {
        const LabSnapshot &lab = agent->snapshot();
        return lab.tickets.contains(ticket) && !lab.isOwner(lab.tickets[ticket]);
    }

    std::unique_ptr<LabAgent> agent;
    QMap<QString, LabTokens> granted;
    QMap<QString, LabLoss> lost;
    QStringList endangered;
    int grants = 0;
    bool isStopped = false;
};

} // namespace

//! Stations that share things, by one node of etcd.
class TestLabAgent : public QObject
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
        // Each test has a lab of its own, so what another one has left behind is not seen.
        m_lab = QStringLiteral("lab%1").arg(++m_count);
    }

    void ownsWhatIsFree()
    {
        Station one(options("one"));
        const QString ticket = one.ask({s_laser, s_robot});
        WAIT_UNTIL(one.granted.contains(ticket));
        QVERIFY(one.agent->isSafe());
        const LabTokens tokens = one.granted[ticket];
        QCOMPARE(tokens.keys(), (QStringList {s_laser, s_robot}));
        QVERIFY(tokens[s_laser] > 0);
        const LabSnapshot &lab = one.agent->snapshot();
        QCOMPARE(lab.owners[s_laser], (LabOwner {ticket, tokens[s_laser]}));
        QCOMPARE(lab.tickets[ticket].station, QStringLiteral("one"));
        QCOMPARE(lab.tickets[ticket].operation, QStringLiteral("laser.pulse"));
        one.agent->release(ticket);
        WAIT_UNTIL(lab.owners.isEmpty() && lab.tickets.isEmpty());
        QVERIFY(one.lost.isEmpty());

        const QString next = one.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(next));
        QVERIFY(one.granted[next][s_laser] > tokens[s_laser]);
        const LabFigures &figures = one.agent->figures();
        QCOMPARE(figures.waits.count(), figures.grants);
        WAIT_UNTIL(figures.rounds > 0);
        QCOMPARE(figures.roundTimes.count(), figures.rounds);
        QVERIFY(figures.roundTimes.sum() > 0);
        QCOMPARE(figures.lostLeases, 0ULL);
    }

    void takesOneTransactionWhereNoOtherWaits()
    {
        Station one(options("one"));
        WAIT_UNTIL(one.isConnected());
        const qint64 before = one.agent->snapshot().revision;
        const QString ticket = one.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(ticket));
        QCOMPARE(one.granted[ticket][s_laser], before + 1);
    }

    void handsOverInOrder()
    {
        Station one(options("one"));
        Station two(options("two"));
        const QString first = one.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(first) && two.isConnected());
        const QString client = two.ask({s_laser});
        WAIT_UNTIL(one.isWaiting(client) && two.isWaiting(client));
        const QString third = one.ask({s_laser});
        WAIT_UNTIL(two.isWaiting(third) && one.isWaiting(third));
        const QString person = two.ask({s_laser}, LockClass::Operator);
        WAIT_UNTIL(one.isWaiting(person));
        QVERIFY(two.granted.isEmpty());

        one.agent->release(first);
        WAIT_UNTIL(two.granted.contains(person));
        // One transaction: the laser was never free.
        QCOMPARE(one.agent->snapshot().owners.value(s_laser).ticket, person);
        two.agent->release(person);
        WAIT_UNTIL(two.granted.contains(client));
        QCOMPARE(one.grants, 1);
        two.agent->release(client);
        WAIT_UNTIL(one.granted.contains(third));
        QVERIFY(one.granted[third][s_laser] > two.granted[client][s_laser]);
        QVERIFY(two.granted[client][s_laser] > two.granted[person][s_laser]);
    }

    void aSetIsGrantedAsAWhole()
    {
        Station one(options("one"));
        Station two(options("two"));
        const QString laser = one.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(laser) && two.isConnected());
        const QString both = two.ask({s_laser, s_robot});
        WAIT_UNTIL(one.isWaiting(both));
        QVERIFY(!one.agent->snapshot().owners.contains(s_robot));
        const QString robot = one.ask({s_robot}); // it is free, but claimed
        WAIT_UNTIL(one.isWaiting(robot) && two.isWaiting(robot));
        one.agent->release(laser);
        WAIT_UNTIL(two.granted.contains(both));
        QVERIFY(one.isWaiting(robot));
        two.agent->release(both);
        WAIT_UNTIL(one.granted.contains(robot));
    }

    void aTicketThatWaitsCanBeTakenBack()
    {
        Station one(options("one"));
        Station two(options("two"));
        const QString laser = one.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(laser) && two.isConnected());
        const QString both = two.ask({s_laser, s_robot});
        const QString robot = two.ask({s_robot});
        WAIT_UNTIL(two.isWaiting(both) && two.isWaiting(robot));
        two.agent->release(both); // it held the robot back
        WAIT_UNTIL(two.granted.contains(robot));
        WAIT_UNTIL(!one.agent->snapshot().tickets.contains(both));
        const QString never = two.ask({s_laser});
        two.agent->release(never); // before it was sent
        one.agent->release(laser);
        WAIT_UNTIL(one.agent->snapshot().tickets.keys() == QStringList {robot});
        QCOMPARE(two.grants, 1);
        QVERIFY(two.lost.isEmpty());
    }

    void givesWayAndComesBackFirst()
    {
        Station one(options("one"));
        Station two(options("two"));
        const QString scan = one.ask({s_laser, s_robot});
        WAIT_UNTIL(one.granted.contains(scan) && two.isConnected());
        const LabTokens before = one.granted[scan];
        QVERIFY(!one.agent->isWanted(scan));
        one.agent->giveWay(scan);
        WAIT_UNTIL(one.grants == 2); // goes on as before
        QCOMPARE(one.granted[scan], before);

        const QString client = two.ask({s_laser});
        WAIT_UNTIL(one.isWaiting(client));
        QVERIFY(!one.agent->isWanted(scan)); // it would be back before this one
        const QString person = two.ask({s_laser}, LockClass::Operator);
        WAIT_UNTIL(one.agent->isWanted(scan));
        one.agent->giveWay(scan);
        WAIT_UNTIL(two.granted.contains(person));
        QVERIFY(one.isWaiting(scan));
        QCOMPARE(one.grants, 2);
        two.agent->release(person);
        WAIT_UNTIL(one.grants == 3);
        QVERIFY(one.granted[scan][s_laser] > two.granted[person][s_laser]);
        QVERIFY(two.isWaiting(client));
    }

    void aClientThatHasWaitedLongGoesWithTheOperators()
    {
        LabOptions quick = options("one");
        quick.ageing = 1ms;
        Station one(quick);
        Station two(options("two"));
        const QString first = two.ask({s_laser});
        WAIT_UNTIL(two.granted.contains(first) && one.isConnected());
        const QString client = one.ask({s_laser});
        WAIT_UNTIL(two.agent->snapshot().tickets.value(client).isAged);
        const QString person = two.ask({s_laser}, LockClass::Operator);
        WAIT_UNTIL(two.isWaiting(person));
        two.agent->release(first);
        WAIT_UNTIL(one.granted.contains(client));
        QVERIFY(two.isWaiting(person));
    }

    void anOperatorElsewhereCanBreakIt()
    {
        Station one(options("one"));
        Station two(options("two"));
        const QString stuck = one.ask({s_laser, s_robot});
        WAIT_UNTIL(one.granted.contains(stuck) && two.isConnected());
        const QString next = two.ask({s_robot});
        WAIT_UNTIL(two.isWaiting(next));
        const qint64 token = one.granted[stuck][s_laser];
        const LabNotice notice {QStringLiteral("bob"), QStringLiteral("two"),
                                QStringLiteral("it hangs")};
        two.agent->breakOwner(s_laser, token + 1,
                              notice);                 // another owner than the one that is meant
        two.agent->breakOwner(s_robot, token, notice); // the whole ticket, by one of its tokens
        WAIT_UNTIL(one.lost.contains(stuck));
        QCOMPARE(one.lost[stuck].kind, LabLoss::Kind::Broken);
        QCOMPARE(one.lost[stuck].notice, notice);
        WAIT_UNTIL(two.granted.contains(next));
        QVERIFY(!one.agent->snapshot().owners.contains(s_laser));
        one.agent->release(stuck); // nothing is left of it
        const QString again = one.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(again));
    }

    void onlyOneStationHasAName()
    {
        Station one(options("one"));
        WAIT_UNTIL(one.isConnected());
        Station twin(options("one"));
        WAIT_UNTIL(twin.agent->state() == LabAgent::State::NameTaken);
        const QString ticket = twin.ask({s_laser});
        one.agent->stop();
        WAIT_UNTIL(one.isStopped);
        WAIT_UNTIL(twin.granted.contains(ticket));
        QVERIFY(twin.isConnected());
    }

    void whoLeavesFreesWhatItHas()
    {
        Station one(options("one"));
        Station two(options("two"));
        const QString laser = one.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(laser) && two.isConnected());
        const QString next = two.ask({s_laser});
        WAIT_UNTIL(two.isWaiting(next));
        one.agent->stop();
        QVERIFY(!one.agent->isSafe());
        WAIT_UNTIL(two.granted.contains(next));
        QVERIFY(one.lost.isEmpty());
        WAIT_UNTIL(one.isStopped);
        WAIT_UNTIL(two.agent->snapshot().stations.keys() == QStringList {QStringLiteral("two")});
    }

    void whoDiesFreesWhatItHas()
    {
        auto one = std::make_unique<Station>(options("one", 3s));
        Station two(options("two"));
        const QString laser = one->ask({s_laser});
        WAIT_UNTIL(one->granted.contains(laser) && two.isConnected());
        const QString next = two.ask({s_laser});
        WAIT_UNTIL(two.isWaiting(next));
        one.reset();
        WAIT_UNTIL(two.granted.contains(next)); // when its lease has ended
        QVERIFY(!two.agent->snapshot().stations.contains(QStringLiteral("one")));
    }

    void losesInTimeWhatItCannotKeep()
    {
        // A node of its own, which freezes.
        EtcdCluster cluster;
        QVERIFY(cluster.waitUntilHealthy());
        LabOptions own = options("one", 3s);
        own.etcd.endpoints = cluster.endpoints();
        own.etcd.timeout = 300ms;
        Station one(own);
        own.station = QStringLiteral("two");
        Station two(own);
        const QString laser = one.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(laser) && two.isConnected());
        const QString next = two.ask({s_laser});
        WAIT_UNTIL(two.isWaiting(next));

        bool wasSafeAtLoss = true;
        connect(one.agent.get(), &LabAgent::lost, this,
                [&] { wasSafeAtLoss = one.agent->isSafe(); });
        cluster.freeze(0);
        WAIT_UNTIL(one.lost.contains(laser));
        QCOMPARE(one.lost[laser].kind, LabLoss::Kind::Unreachable);
        QVERIFY(!wasSafeAtLoss);
        QCOMPARE(one.endangered, QStringList {laser}); // before that
        QCOMPARE(one.agent->state(), LabAgent::State::Unreachable);
        QVERIFY2(one.agent->problem().contains(QStringLiteral("does not answer")),
                 qPrintable(one.agent->problem()));
        WAIT_UNTIL(two.agent->state() == LabAgent::State::Unreachable);

        cluster.thaw(0);
        WAIT_UNTIL(one.isConnected() && two.isConnected());
        WAIT_UNTIL(two.granted.contains(next)); // it waits still, in the queue anew
        QVERIFY(one.agent->problem().isEmpty());
        QVERIFY(!one.agent->snapshot().tickets.contains(laser));
    }

    void asksWhenEtcdComes()
    {
        LabOptions own = options("one");
        EtcdCluster cluster;
        QVERIFY(cluster.waitUntilHealthy());
        own.etcd.endpoints = cluster.endpoints();
        cluster.kill(0);
        Station one(own);
        const QString laser = one.ask({s_laser});
        const QString never = one.ask({s_robot});
        WAIT_UNTIL(one.agent->state() == LabAgent::State::Unreachable);
        one.agent->release(never);
        cluster.restart(0);
        WAIT_UNTIL(one.granted.contains(laser));
        QVERIFY(!one.agent->snapshot().owners.contains(s_robot));
    }

    void takesOutWhatALostRequestHasLeft()
    {
        Station one(options("one"));
        WAIT_UNTIL(one.isConnected());
        const LabKeys keys(m_lab);
        LabTicket ticket;
        ticket.resources = {s_laser};
        const qint64 lease = one.agent->snapshot().stations[QStringLiteral("one")].lease;
        EtcdClient client(one.agent->options().etcd);
        EtcdOutcome<EtcdTxnAnswer> written;
        client.commit(
            {.success = {EtcdPut {keys.key(LabKeys::Kind::Ticket, QStringLiteral("late")),
                                  LabJson::write(ticket), lease},
                         EtcdPut {keys.key(LabKeys::Kind::Owner, s_laser), "late", lease}}},
            this, written.keep());
        WAIT_UNTIL(written.isGood());
        const qint64 revision = written->header.revision;
        WAIT_UNTIL(one.agent->snapshot().revision > revision
                   && one.agent->snapshot().tickets.isEmpty()
                   && one.agent->snapshot().owners.isEmpty());
        QCOMPARE(one.grants, 0);
    }

    void labsOfOneEtcdDoNotMeet()
    {
        Station one(options("one"));
        m_lab = QStringLiteral("other%1").arg(m_count);
        Station two(options("one")); // the same name, in another lab
        const QString first = one.ask({s_laser});
        const QString second = two.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(first) && two.granted.contains(second));
        QCOMPARE(one.agent->snapshot().tickets.size(), 1);
    }

    void saysWhatItHasTheWireOf()
    {
        LabOptions home = options("one");
        home.resources = {
            {.name = s_laser, .title = QStringLiteral("Laser"), .home = home.station}};
        Station one(home);
        WAIT_UNTIL(one.agent->snapshot().resources.value(s_laser).title == QStringLiteral("Laser"));
        LabOptions other = options("two");
        other.resources = {
            {.name = s_laser, .title = QStringLiteral("Mine"), .home = other.station},
            {.name = s_robot, .title = {}, .home = other.station}};
        Station two(other);
        WAIT_UNTIL(one.agent->snapshot().resources.contains(s_robot));
        QCOMPARE(one.agent->snapshot().resources.value(s_laser).home, QStringLiteral("one"));
        one.agent->stop();
        WAIT_UNTIL(one.isStopped);
        home.resources[0].title = QStringLiteral("Laser 488");
        Station again(home);
        WAIT_UNTIL(two.agent->snapshot().resources.value(s_laser).title
                   == QStringLiteral("Laser 488"));
    }

    void tellsHowItsLockIs()
    {
        Station one(options("one"));
        Station two(options("two"));
        const auto toldLock = [&two] {
            return two.agent->snapshot()
                .stations.value(QStringLiteral("one"))
                .lock.value_or(LabStationLock {});
        };
        WAIT_UNTIL(one.isConnected() && two.isConnected());
        const qint64 before = one.agent->snapshot().revision;
        LabStationLock lock;
        for (int i = 1; i <= 100; ++i) {
            lock.owner = QStringLiteral("scan %1").arg(i);
            lock.waiting = i;
            one.agent->tell(lock);
            QTest::qWait(1);
        }
        WAIT_UNTIL(toldLock() == lock);
        // The first of the changes at once, and the last one: or a few more on a slow machine.
        const qint64 writes = two.agent->snapshot().revision - before;
        QVERIFY2(writes >= 2 && writes <= 20, qPrintable(QString::number(writes)));

        one.agent->tellAddress(QStringLiteral("https://one:5000"), QStringLiteral("5E:0B"));
        WAIT_UNTIL(two.agent->snapshot().stations.value(QStringLiteral("one")).url
                   == QStringLiteral("https://one:5000"));
        QVERIFY(toldLock() == lock);
        // What is known already is not written again.
        const qint64 after = two.agent->snapshot().revision;
        one.agent->tell(lock);
        const QString ticket = one.ask({s_laser});
        WAIT_UNTIL(one.granted.contains(ticket));
        QCOMPARE(one.granted[ticket][s_laser], after + 1);
    }

    void holdsInACrowd()
    {
        std::vector<std::unique_ptr<Station>> stations;
        for (const char *name : {"one", "two", "three", "four", "five"})
            stations.push_back(std::make_unique<Station>(options(name)));
        for (const auto &station : stations)
            WAIT_UNTIL(station->isConnected());
        LabWorkers workers({s_laser, s_robot, QStringLiteral("light")}, 1);
        const int each = soakTimes(30, 2000);
        int i = 0;
        for (const auto &station : stations) {
            workers.add(*station->agent, i++ < 2 ? LockClass::Operator : LockClass::Remote, each);
            workers.add(*station->agent, LockClass::Remote, each);
        }
        QTRY_VERIFY_WITH_TIMEOUT(workers.isDone(), 240'000 * (isSoak() ? 60 : 1));
        QCOMPARE(workers.problems(), QStringList());
        QCOMPARE(static_cast<int>(workers.grants().size()), 10 * each);
        QCOMPARE(workers.losses(), 0);
        const LabSnapshot &lab = stations.front()->agent->snapshot();
        WAIT_UNTIL(lab.tickets.isEmpty() && lab.owners.isEmpty());
        quint64 transactions = 0;
        quint64 conflicts = 0;
        for (const auto &station : stations) {
            transactions += station->agent->figures().transactions;
            conflicts += station->agent->figures().conflicts;
        }
        qInfo("%zu grants by %llu transactions (%llu in conflict), longest wait %lld ms",
              workers.grants().size(), transactions, conflicts, workers.longestWaitMs());
    }

private:
    LabOptions options(const char *station, std::chrono::seconds ttl = 10s) const
    {
        return {.lab = m_lab,
                .station = QString::fromLatin1(station),
                .etcd = {.endpoints = m_cluster->endpoints(), .timeout = 5s},
                .ttl = ttl};
    }

    std::unique_ptr<EtcdCluster> m_cluster;
    QString m_lab;
    int m_count = 0;
};

HOLDFAST_GUILESS_TEST(TestLabAgent)

} // namespace tst_labagent

#include "tst_labagent.moc"
