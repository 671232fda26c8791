// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/lab/etcd/etcdcluster.h"
#include "tests/lab/etcd/etcdproxy.h"
#include "tests/lab/labworkers.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/soak.h"

#include <QTest>

namespace tst_labfaults {

using namespace Holdfast;
using namespace std::chrono_literals;

//! Stations that share things, by three nodes of etcd, of which one fails.
class TestLabFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { NEEDS_ETCD; }
    void init()
    {
        m_cluster = std::make_unique<EtcdCluster>(3);
        QVERIFY(m_cluster->waitUntilHealthy());
        for (int i = 0; i < 4; ++i) {
            // Each begins at another node.
            QList<QUrl> endpoints = m_cluster->endpoints();
            std::rotate(endpoints.begin(), endpoints.begin() + i % 3, endpoints.end());
            m_agents.push_back(std::make_unique<LabAgent>(
                LabOptions {.station = QStringLiteral("s%1").arg(i),
                            .etcd = {.endpoints = endpoints, .timeout = 1s}}));
            m_agents.back()->start();
        }
        for (const auto &agent : m_agents)
            WAIT_UNTIL(agent->state() == LabAgent::State::Connected);
    }
    void cleanup()
    {
        m_agents.clear();
        m_cluster.reset();
    }

    void goesOnWithoutTheLeader()
    {
        work([this](int victim) { m_cluster->kill(victim); });
    }

    void goesOnWhenTheLeaderFreezes()
    {
        work([this](int victim) { m_cluster->freeze(victim); });
    }

    void aStationThatIsCutOffIsOutBeforeTheNextOneIsIn()
    {
        EtcdProxy cable(m_cluster->endpoints().constFirst());
        LabOptions options {.station = QStringLiteral("far"),
                            .etcd = {.endpoints = {cable.url()}, .timeout = 500ms},
                            .ttl = 4s};
        LabAgent far(options);
        LabAgent &near = *m_agents.front();
        SharedDevice laser(QStringLiteral("laser"));
        QStringList story;
        const auto tell = [&](const char *what, const QString &ticket) {
            story << QLatin1String(what);
            if (*what == 'i')
                return;
            laser.leave(ticket);
        };
        connect(&far, &LabAgent::granted, this,
                [&](const QString &ticket, const LabTokens &tokens) {
                    laser.enter(ticket, tokens.first());
                    tell("in: far", ticket);
                });
        connect(&far, &LabAgent::lost, this,
                [&](const QString &ticket) { tell("out: far", ticket); });
        connect(&near, &LabAgent::granted, this,
                [&](const QString &ticket, const LabTokens &tokens) {
                    laser.enter(ticket, tokens.first());
                    tell("in: near", ticket);
                });
        far.start();
        far.request({.resources = {QStringLiteral("laser")}});
        WAIT_UNTIL(story == QStringList {QStringLiteral("in: far")});
        near.request({.resources = {QStringLiteral("laser")}, .lockClass = LockClass::Operator});
        cable.pullOut();
        WAIT_UNTIL(story.size() == 3);
        QCOMPARE(story, (QStringList {QStringLiteral("in: far"), QStringLiteral("out: far"),
                                      QStringLiteral("in: near")}));
        QCOMPARE(laser.problems(), QStringList());
        QVERIFY(!far.isSafe());
        // Requests that were held back arrive now, and change nothing.
        cable.plugIn();
        WAIT_UNTIL(far.state() == LabAgent::State::Connected);
        QVERIFY(near.isSafe());
        QCOMPARE(far.snapshot().owners.size(), 1);
        QCOMPARE(story.size(), 3);
    }

private:
    void work(const std::function<void(int)> &fail)
    {
        LabWorkers workers({QStringLiteral("laser"), QStringLiteral("robot")}, 7);
        const int each = soakTimes(40, 500);
        int i = 0;
        for (const auto &agent : m_agents)
            workers.add(*agent, i++ % 2 == 0 ? LockClass::Operator : LockClass::Remote, each);
        WAIT_UNTIL(workers.grants().size() > m_agents.size() * static_cast<size_t>(each) / 3);
        const int leader = m_cluster->leader();
        QVERIFY(leader >= 0);
        QVERIFY(!workers.isDone());
        fail(leader);
        QTRY_VERIFY_WITH_TIMEOUT(workers.isDone(), 240'000);
        QCOMPARE(workers.problems(), QStringList());
        // Not one waiter was lost: each got its turn, or was told that it had lost it.
        QVERIFY(workers.grants().size() + static_cast<size_t>(workers.losses())
                >= m_agents.size() * static_cast<size_t>(each));
        for (const auto &agent : m_agents) {
            WAIT_UNTIL(agent->snapshot().tickets.isEmpty() && agent->snapshot().owners.isEmpty());
            QVERIFY(agent->snapshot().stations.size() == static_cast<qsizetype>(m_agents.size()));
        }
        qInfo("%zu grants, %d lost, longest wait %lld ms", workers.grants().size(),
              workers.losses(), workers.longestWaitMs());
    }

    std::unique_ptr<EtcdCluster> m_cluster;
    std::vector<std::unique_ptr<LabAgent>> m_agents;
};

HOLDFAST_GUILESS_TEST(TestLabFaults)

} // namespace tst_labfaults

#include "tst_labfaults.moc"
