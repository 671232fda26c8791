// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labagent.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QTest>

namespace tst_labrounds {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr auto s_grant = "POST /v3/lease/grant";
constexpr auto s_revoke = "POST /v3/lease/revoke";
constexpr auto s_renew = "POST /v3/lease/keepalive";
constexpr auto s_range = "POST /v3/kv/range";
constexpr auto s_txn = "POST /v3/kv/txn";
constexpr auto s_watch = "POST /v3/watch";
const QByteArray s_created = R"({"result":{"header":{"revision":"1"},"created":true}})"
                             "\n";

Json header(int revision, int term = 5)
{
    return Json {{"cluster_id", "1"},
                 {"revision", std::to_string(revision)},
                 {"raft_term", std::to_string(term)}};
}

FakeReply answer(const Json &body)
{
    return {200, body, {}, FakeReply::Kind::Answer};
}

FakeReply renewed(int term, const char *ttl = "2")
{
    Json result {{"header", header(1, term)}, {"ID", "7"}};
    if (*ttl)
        result["TTL"] = ttl;
    return answer(Json {{"result", result}});
}

FakeReply done(int revision)
{
    return answer(Json {{"header", header(revision)}, {"succeeded", true}});
}

} // namespace

//! How a station keeps its lease, with an etcd that says what a test wants.
class TestLabRounds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_etcd = std::make_unique<FakeLockServer>();
        m_etcd->tell(s_grant, {answer(Json {{"header", header(1)}, {"ID", "7"}, {"TTL", "2"}})});
        m_etcd->tell(s_revoke, {answer(Json {{"header", header(1)}})});
        m_etcd->tell(s_range, {answer(Json {{"header", header(1)}})});
        m_etcd->tell(s_renew, {renewed(5)});
        m_etcd->tell(s_watch, {FakeReply::stream()});
        m_etcd->tell(s_txn, {done(2), done(3), done(4), done(5)});
        m_granted.clear();
        m_lost.clear();
        m_agent = std::make_unique<LabAgent>(
            LabOptions {.station = QStringLiteral("one"),
                        .etcd = {.endpoints = {m_etcd->url()}, .timeout = 200ms}});
        connect(m_agent.get(), &LabAgent::granted, this,
                [this](const QString &ticket) { m_granted << ticket; });
        connect(m_agent.get(), &LabAgent::lost, this,
                [this](const QString &ticket, const LabLoss &loss) {
                    m_lost << ticket;
                    m_wasSafeAtLoss = m_agent->isSafe();
                    m_readsAtLoss = m_etcd->count(s_range);
                    m_loss = loss;
                });
    }
    void cleanup() { m_agent.reset(); }

    void keepsWhatItHasByGoodRounds()
    {
        begin();
        WAIT_UNTIL(m_etcd->count(s_renew) >= 5); // the first lease would be over
        QVERIFY(m_agent->isSafe());
        QVERIFY(m_lost.isEmpty());
        QCOMPARE(m_etcd->count(s_grant), 1);
    }

    void doesNotCountARenewalByAnOldLeader()
    {
        begin();
        m_etcd->tell(s_renew, {renewed(4)}); // the read was answered in term 5
        WAIT_UNTIL(!m_lost.isEmpty());
        QCOMPARE(m_loss.kind, LabLoss::Kind::Unreachable);
        QVERIFY(m_agent->problem().contains(QStringLiteral("old leader")));
        QVERIFY(!m_wasSafeAtLoss);
        WAIT_UNTIL(m_etcd->count(s_revoke) == 1 && m_etcd->count(s_grant) >= 2); // in this order
        QCOMPARE(m_etcd->requests(s_revoke).constFirst().body, (Json {{"ID", "7"}}));
    }

    void doesNotCountARenewalWithoutARead()
    {
        begin();
        m_etcd->tell(s_range, {FakeReply::hang()});
        WAIT_UNTIL(!m_lost.isEmpty());
        QCOMPARE(m_loss.kind, LabLoss::Kind::Unreachable);
    }

    void losesEverythingWithItsLease()
    {
        begin();
        const qsizetype reads = m_etcd->count(s_range);
        m_etcd->tell(s_renew, {renewed(5, ""), renewed(5)});
        WAIT_UNTIL(m_lost == m_granted);
        QVERIFY(m_readsAtLoss <= reads + 1); // at once
        WAIT_UNTIL(m_etcd->count(s_grant) == 2);
        QCOMPARE(m_etcd->count(s_revoke), 0); // there is nothing to revoke
    }

    void losesEverythingWhenTheStoreIsAnotherOne()
    {
        begin();
        Json other = header(1);
        other["cluster_id"] = "2";
        m_etcd->tell(s_range, {answer(Json {{"header", other}})});
        WAIT_UNTIL(m_lost == m_granted);
        QCOMPARE(m_loss.kind, LabLoss::Kind::Unreachable); // no operator has broken it
        WAIT_UNTIL(m_etcd->count(s_grant) == 2);
    }

    void asksAgainWithTheSameTicketWhenItIsInDoubt()
    {
        m_etcd->tell(s_txn, {done(2), FakeReply::drop(), done(3), done(4)});
        begin();
        const QList<FakeRequest> sent = m_etcd->requests(s_txn);
        QCOMPARE(sent.size(), 3);
        QCOMPARE(sent[1].body["compare"][0]["key"], sent[2].body["compare"][0]["key"]);
        QVERIFY(m_etcd->count(s_range) >= 2); // it looked first
    }

    void readsEverythingWhenTheWatchIsCompacted()
    {
        begin();
        m_etcd->tell(s_range, {answer(Json {{"header", header(900)}})});
        WAIT_UNTIL(m_etcd->streams() == 1);
        m_etcd->push(R"({"result":{"header":{},"canceled":true,"compact_revision":"800"}})"
                     "\n");
        WAIT_UNTIL(m_etcd->count(s_watch) == 2);
        const Json body = m_etcd->requests(s_watch).constLast().body;
        QCOMPARE(body["create_request"]["start_revision"].get<QString>(), QStringLiteral("901"));
    }

    void opensAWatchAnewThatDoesNotReportWhatWasRead()
    {
        begin();
        WAIT_UNTIL(m_etcd->streams() == 1);
        m_etcd->push(s_created);
        // There is another station, of which the watch says nothing.
        const Json kv {{"key", QByteArray("hf/v1/lab/s/two").toBase64().toStdString()},
                       {"create_revision", "9"},
                       {"mod_revision", "9"},
                       {"value", QByteArray("{}").toBase64().toStdString()}};
        Json all = Json::array({kv});
        for (const LabStation &station : m_agent->snapshot().stations) {
            all.push_back(
                {{"key",
                  QByteArray("hf/v1/lab/s/" + station.name.toUtf8()).toBase64().toStdString()},
                 {"create_revision", "2"},
                 {"mod_revision", "2"},
                 {"lease", "7"},
                 {"value", QByteArray("{}").toBase64().toStdString()}});
        }
        m_etcd->tell(s_range, {answer(Json {{"header", header(9)}, {"kvs", all}})});
        WAIT_UNTIL(m_agent->snapshot().stations.contains(QStringLiteral("two")));
        WAIT_UNTIL(m_etcd->count(s_watch) >= 2);
    }

private:
    //! Lets the station enter, and get a ticket.
    void begin()
    {
        m_agent->start();
        const QString ticket = m_agent->request({.resources = {QStringLiteral("laser")}});
        WAIT_UNTIL(m_granted == QStringList {ticket});
        QVERIFY(m_agent->isSafe());
        QCOMPARE(m_agent->state(), LabAgent::State::Connected);
    }

    std::unique_ptr<FakeLockServer> m_etcd;
    std::unique_ptr<LabAgent> m_agent;
    QStringList m_granted;
    QStringList m_lost;
    LabLoss m_loss;
    bool m_wasSafeAtLoss = true;
    qsizetype m_readsAtLoss = 0;
};

HOLDFAST_GUILESS_TEST(TestLabRounds)

} // namespace tst_labrounds

#include "tst_labrounds.moc"
