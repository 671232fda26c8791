// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/etcd/etcdtls.h"
#include "core/lab/etcd/etcdwatch.h"
#include "tests/lab/etcd/etcdcluster.h"
#include "tests/lab/etcd/etcdoutcome.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_etcdserver {

using namespace Holdfast;
using namespace std::chrono_literals;

//! The client and the watch with Debian's etcd, at ports of its own.
class TestEtcdServer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        NEEDS_ETCD;
        m_cluster = std::make_unique<EtcdCluster>();
        QVERIFY(m_cluster->waitUntilHealthy());
        m_client = std::make_unique<EtcdClient>(
            EtcdOptions {.endpoints = m_cluster->endpoints(), .timeout = 30s});
    }
    void cleanupTestCase()
    {
        m_client.reset();
        m_cluster.reset();
    }

    void keepsWhatIsPut()
    {
        const QByteArray value("\0\xff \n\"{}", 8);
        EtcdOutcome<EtcdHeader> written;
        m_client->put({"t1/k", value, 0}, this, written.keep());
        WAIT_UNTIL(written.isGood());
        EtcdOutcome<EtcdRangeAnswer> found;
        m_client->range({EtcdKeys::withPrefix("t1/"), false}, this, found.keep());
        WAIT_UNTIL(found.isGood());
        const EtcdKeyValue expected {"t1/k", value, written->revision, written->revision, 0};
        QCOMPARE(found->keyValues, QList<EtcdKeyValue> {expected});
        QCOMPARE(found->header.clusterId, written->clusterId);
        QVERIFY(found->header.raftTerm > 0);

        EtcdOutcome<EtcdRangeAnswer> old;
        m_client->range({EtcdKeys::one("t1/none"), true}, this, old.keep());
        WAIT_UNTIL(old.isGood());
        QVERIFY(old->keyValues.isEmpty());
    }

    void carriesOutOneBranch()
    {
        const EtcdTxn claim {
            .compares = {EtcdCompare::modified("t2/o", 0),
                         EtcdCompare::notWrittenSince(EtcdKeys::withPrefix("t2/q/"), revision())},
            .success = {EtcdPut {"t2/o", "me", 0}},
            .failure = {EtcdPut {"t2/q/me", "waits", 0},
                        EtcdRange {EtcdKeys::withPrefix("t2/"), false}}};
        EtcdOutcome<EtcdTxnAnswer> first;
        m_client->commit(claim, this, first.keep());
        WAIT_UNTIL(first.isGood());
        QVERIFY(first->isSucceeded);
        QVERIFY(first->ranges.isEmpty());

        EtcdOutcome<EtcdTxnAnswer> second;
        m_client->commit(claim, this, second.keep());
        WAIT_UNTIL(second.isGood());
        QVERIFY(!second->isSucceeded);
        // The range sees what the same transaction has written.
        QCOMPARE(second->ranges.size(), 1);
        QCOMPARE(second->ranges[0].keyValues.size(), 2);
        QCOMPARE(second->ranges[0].keyValues[0].key, QByteArray("t2/o"));
        QCOMPARE(second->ranges[0].keyValues[1].modRevision, second->header.revision);
        QCOMPARE(second->header.revision, first->header.revision + 1);
    }

    void seesWritesButNotDeletionsSinceARevision()
    {
        const EtcdKeys queue = EtcdKeys::withPrefix("t3/q/");
        EtcdOutcome<EtcdHeader> written;
        m_client->put({"t3/q/a", "", 0}, this, written.keep());
        WAIT_UNTIL(written.isGood());
        const qint64 since = written->revision;
        QVERIFY(isTrue(EtcdCompare::notWrittenSince(queue, since)));
        QVERIFY(!isTrue(EtcdCompare::notWrittenSince(queue, since - 1)));
        QVERIFY(isTrue(EtcdCompare::created("t3/q/a", since)));
        EtcdOutcome<EtcdTxnAnswer> deleted;
        m_client->commit({.success = {EtcdDelete {queue}}}, this, deleted.keep());
        WAIT_UNTIL(deleted.isGood());
        QVERIFY(isTrue(EtcdCompare::notWrittenSince(queue, since - 1)));
        QVERIFY(isTrue(EtcdCompare::created("t3/q/a", 0)));
    }

    void deletesTheKeysOfALeaseThatEnds()
    {
        EtcdOutcome<EtcdLease> lease;
        m_client->grantLease(60s, this, lease.keep());
        WAIT_UNTIL(lease.isGood());
        QCOMPARE(lease->ttl, 60s);
        EtcdOutcome<EtcdHeader> written;
        m_client->put({"t4/k", "v", lease->id}, this, written.keep());
        WAIT_UNTIL(written.isGood());
        EtcdOutcome<EtcdLease> renewed;
        m_client->keepAlive(lease->id, this, renewed.keep());
        WAIT_UNTIL(renewed.isGood());
        QCOMPARE(renewed->id, lease->id);
        QCOMPARE(renewed->ttl, 60s);

        EtcdOutcome<EtcdHeader> revoked;
        m_client->revokeLease(lease->id, this, revoked.keep());
        WAIT_UNTIL(revoked.isGood());
        QVERIFY(isTrue(EtcdCompare::created("t4/k", 0)));
        EtcdOutcome<EtcdLease> late;
        m_client->keepAlive(lease->id, this, late.keep());
        WAIT_UNTIL(late.isGood());
        QCOMPARE(late->ttl, 0s);
        EtcdOutcome<EtcdHeader> again;
        m_client->revokeLease(lease->id, this, again.keep());
        WAIT_UNTIL(again.isThere());
        QCOMPARE(again.error().code, EtcdCode::NotFound);
        EtcdOutcome<EtcdHeader> dead;
        m_client->put({"t4/k", "v", lease->id}, this, dead.keep());
        WAIT_UNTIL(dead.isThere());
        QCOMPARE(dead.error().kind, EtcdError::Kind::Refused);
        QCOMPARE(dead.error().code, EtcdCode::NotFound);
    }

    void refusesAKeyTwiceInATransaction()
    {
        EtcdOutcome<EtcdTxnAnswer> answer;
        m_client->commit({.success = {EtcdDelete {EtcdKeys::one("t5")}, EtcdPut {"t5", "v", 0}}},
                         this, answer.keep());
        WAIT_UNTIL(answer.isThere());
        QCOMPARE(answer.error().code, EtcdCode::InvalidArgument);
    }

    void reportsChangesInOrder()
    {
        const qint64 begin = revision() + 1;
        EtcdOutcome<EtcdTxnAnswer> before;
        m_client->commit({.success = {EtcdPut {"t6/a", "1", 0}, EtcdPut {"t6/b", "1", 0}}}, this,
                         before.keep());
        WAIT_UNTIL(before.isGood());
        EtcdWatch watch(*m_client, EtcdKeys::withPrefix("t6/"));
        QList<EtcdEvent> told;
        int messages = 0;
        connect(&watch, &EtcdWatch::changed, this, [&](const QList<EtcdEvent> &events) {
            told += events;
            ++messages;
        });
        watch.start(begin);
        WAIT_UNTIL(watch.isOpen() && told.size() == 2);
        QCOMPARE(messages, 1);
        EtcdOutcome<EtcdTxnAnswer> after;
        m_client->commit({.success = {EtcdDelete {EtcdKeys::one("t6/a")}}}, this, after.keep());
        WAIT_UNTIL(told.size() == 3);
        QVERIFY(told[2].isDelete);
        QCOMPARE(told[2].keyValue.key, QByteArray("t6/a"));
        QCOMPARE(told[2].keyValue.modRevision, after->header.revision);
    }

    void saysWhenChangesAreCompacted()
    {
        const qint64 begin = revision();
        EtcdOutcome<EtcdHeader> one;
        m_client->put({"t7", "1", 0}, this, one.keep());
        WAIT_UNTIL(one.isGood());
        EtcdOutcome<EtcdHeader> two;
        m_client->put({"t7", "2", 0}, this, two.keep());
        WAIT_UNTIL(two.isGood());
        const QString said =
            m_cluster->control({QStringLiteral("compact"), QString::number(two->revision)});
        QVERIFY(said.contains(QStringLiteral("compacted")));

        EtcdWatch watch(*m_client, EtcdKeys::one("t7"));
        bool isCompacted = false;
        connect(&watch, &EtcdWatch::compacted, this, [&isCompacted] { isCompacted = true; });
        watch.start(begin);
        WAIT_UNTIL(isCompacted);
        int told = 0;
        connect(&watch, &EtcdWatch::changed, this, [&told] { ++told; });
        watch.start(two->revision);
        WAIT_UNTIL(told == 1);
    }

    void needsThePasswordWhereThereIsOne()
    {
        EtcdCluster cluster(1, {QStringLiteral("--auth-token-ttl=1")});
        QVERIFY(cluster.waitUntilHealthy());
        for (const char *command : {"user add root:top", "user add lab:secret", "role add lab",
                                    "role grant-permission --prefix lab readwrite hf/",
                                    "user grant-role lab lab", "auth enable"})
            QVERIFY2(!cluster.control(QString::fromLatin1(command).split(u' ')).isEmpty(), command);

        EtcdOptions options {.endpoints = cluster.endpoints(),
                             .user = QStringLiteral("lab"),
                             .password = QStringLiteral("wrong"),
                             .timeout = 30s};
        EtcdClient stranger(options);
        EtcdOutcome<EtcdHeader> refused;
        stranger.put({"hf/k", "v", 0}, this, refused.keep());
        WAIT_UNTIL(refused.isThere());
        QCOMPARE(refused.error().kind, EtcdError::Kind::Refused);

        options.password = QStringLiteral("secret");
        EtcdClient client(options);
        EtcdOutcome<EtcdHeader> written;
        client.put({"hf/k", "v", 0}, this, written.keep());
        WAIT_UNTIL(written.isGood());
        EtcdOutcome<EtcdHeader> outside;
        client.put({"other", "v", 0}, this, outside.keep());
        WAIT_UNTIL(outside.isThere());
        QCOMPARE(outside.error().code, EtcdCode::PermissionDenied);

        EtcdWatch watch(client, EtcdKeys::withPrefix("hf/"));
        int told = 0;
        connect(&watch, &EtcdWatch::changed, this,
                [&told](const QList<EtcdEvent> &events) { told += events.size(); });
        watch.start(written->revision);
        WAIT_UNTIL(told == 1);
        // A node forgets its tokens when it ends, as it does a second after their last use.
        const QByteArray token = client.token();
        cluster.kill(0);
        cluster.restart(0);
        EtcdOutcome<EtcdHeader> again;
        WAIT_UNTIL(cluster.control({QStringLiteral("--user=root:top"), QStringLiteral("endpoint"),
                                    QStringLiteral("status")})
                   != QString());
        client.put({"hf/k", "w", 0}, this, again.keep());
        WAIT_UNTIL(again.isGood());
        QVERIFY(client.token() != token);
        WAIT_UNTIL(told == 2); // the watch came back as well
    }

    void speaksByTls()
    {
        EtcdCluster cluster(1, {QStringLiteral("--auto-tls")}, QStringLiteral("https"));
        QVERIFY(cluster.waitUntilHealthy());
        EtcdOptions options {.endpoints = cluster.endpoints(), .timeout = 30s};
        EtcdClient stranger(options);
        EtcdOutcome<EtcdHeader> refused;
        stranger.put({"k", "v", 0}, this, refused.keep());
        WAIT_UNTIL(refused.isThere());
        QCOMPARE(refused.error().kind, EtcdError::Kind::Unreachable); // it is not trusted

        const auto tls = loadEtcdTls(
            {.caFile = cluster.folder(0) + QStringLiteral("/fixtures/client/cert.pem")});
        QVERIFY2(std::holds_alternative<QSslConfiguration>(tls),
                 std::holds_alternative<QString>(tls) ? qPrintable(std::get<QString>(tls)) : "");
        options.tls = std::get<QSslConfiguration>(tls);
        EtcdClient client(options);
        EtcdOutcome<EtcdHeader> written;
        client.put({"k", "v", 0}, this, written.keep());
        WAIT_UNTIL(written.isThere());
        QVERIFY2(written.isGood(),
                 qPrintable(written.isGood() ? QString() : written.error().message));
        EtcdWatch watch(client, EtcdKeys::one("k"));
        int told = 0;
        connect(&watch, &EtcdWatch::changed, this, [&told] { ++told; });
        watch.start(written->revision);
        WAIT_UNTIL(told == 1);
    }

    void namesTheFileThatIsWrong_data()
    {
        QTest::addColumn<EtcdTls>("tls");
        QTest::addColumn<QString>("problem");
        const QString here = QString::fromUtf8(__FILE__);
        QTest::newRow("no authority")
            << EtcdTls {.caFile = here}
            << QStringLiteral("\"%1\" has no certificate in it that can be read.").arg(here);
        QTest::newRow("no such file")
            << EtcdTls {.caFile = QStringLiteral("/none.pem")}
            << QStringLiteral("\"/none.pem\" has no certificate in it that can be read.");
        QTest::newRow("no key")
            << EtcdTls {.certificateFile = here}
            << QStringLiteral(
                   "A certificate of the client needs its key, and the key its certificate.");
    }
    void namesTheFileThatIsWrong()
    {
        QFETCH(EtcdTls, tls);
        const auto loaded = loadEtcdTls(tls);
        QVERIFY(std::holds_alternative<QString>(loaded));
        QTEST(std::get<QString>(loaded), "problem");
    }

private:
    //! The revision of the store.
    qint64 revision()
    {
        EtcdOutcome<EtcdRangeAnswer> answer;
        m_client->range({EtcdKeys::one("none"), false}, this, answer.keep());
        return QTest::qWaitFor([&] { return answer.isGood(); }, 30'000) ? answer->header.revision
                                                                        : -1;
    }
    bool isTrue(const EtcdCompare &compare)
    {
        EtcdOutcome<EtcdTxnAnswer> answer;
        m_client->commit({.compares = {compare}}, this, answer.keep());
        return QTest::qWaitFor([&] { return answer.isGood(); }, 30'000) && answer->isSucceeded;
    }

    std::unique_ptr<EtcdCluster> m_cluster;
    std::unique_ptr<EtcdClient> m_client;
};

HOLDFAST_GUILESS_TEST(TestEtcdServer)

} // namespace tst_etcdserver

#include "tst_etcdserver.moc"
