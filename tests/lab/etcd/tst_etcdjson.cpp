// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/etcd/etcdjson.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_etcdjson {

using namespace Holdfast;

namespace {

Json json(const char *text)
{
    return EtcdJson::parse(text);
}

} // namespace

//! The JSON of etcd's gateway, as versions 3.4 and 3.5 speak it.
class TestEtcdJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesKeysOfAPrefix()
    {
        const EtcdRange range {EtcdKeys::withPrefix("hf/v1/"), true};
        QCOMPARE(toBytes(EtcdJson::write(range)),
                 QByteArray(R"({"key":"aGYvdjEv","range_end":"aGYvdjEw","sort_order":"ASCEND",)"
                            R"("sort_target":"CREATE","serializable":true})"));
        QCOMPARE(toBytes(EtcdJson::write(EtcdRange {EtcdKeys::one("k"), false})),
                 QByteArray(R"({"key":"aw=="})"));
    }

    void writesATransaction()
    {
        const EtcdTxn txn {
            .compares = {EtcdCompare::created("k", 0), EtcdCompare::modified("k", 7),
                         EtcdCompare::notWrittenSince(EtcdKeys::withPrefix("q/"), 9)},
            .success = {EtcdPut {"k", "v", 7'425'769'657'650'534'662},
                        EtcdDelete {EtcdKeys::one("l")}},
            .failure = {EtcdRange {EtcdKeys::one("k"), false}}};
        QCOMPARE(
            toBytes(EtcdJson::write(txn)),
            QByteArray(
                R"({"compare":[{"key":"aw==","result":"EQUAL","target":"CREATE","create_revision":"0"},)"
                R"({"key":"aw==","result":"EQUAL","target":"MOD","mod_revision":"7"},)"
                R"({"key":"cS8=","range_end":"cTA=","result":"LESS","target":"MOD","mod_revision":"10"}],)"
                R"("success":[{"request_put":{"key":"aw==","value":"dg==","lease":"7425769657650534662"}},)"
                R"({"request_delete_range":{"key":"bA=="}}],)"
                R"("failure":[{"request_range":{"key":"aw=="}}]})"));
    }

    void readsNumbersThatAreTextsAndMissingZeros()
    {
        const auto range = EtcdJson::readRange(json(
            R"({"header":{"cluster_id":"14841639068965178418","revision":"9007199254740993","raft_term":"2"},)"
            R"("kvs":[{"key":"aw==","create_revision":"2","mod_revision":"3","value":"dg==","lease":"5"},)"
            R"({"key":"bA==","create_revision":4,"mod_revision":4}],"count":"2"})"));
        QVERIFY(range);
        QCOMPARE(range->header.clusterId, 14'841'639'068'965'178'418ULL);
        QCOMPARE(range->header.revision, 9'007'199'254'740'993LL); // more than a double has
        QCOMPARE(range->header.raftTerm, 2ULL);
        const QList<EtcdKeyValue> expected {{"k", "v", 2, 3, 5}, {"l", "", 4, 4, 0}};
        QCOMPARE(range->keyValues, expected);

        const auto none = EtcdJson::readRange(json(R"({"header":{"revision":"1"}})"));
        QVERIFY(none && none->keyValues.isEmpty());
    }

    void readsWhatATransactionDid()
    {
        const auto taken = EtcdJson::readTxn(
            json(R"({"header":{"revision":"5"},"responses":[{"response_put":{"header":{}}},)"
                 R"({"response_range":{"header":{"revision":"5"},"kvs":[{"key":"aw=="}]}},)"
                 R"({"response_range":{}}]})"));
        QVERIFY(taken);
        QVERIFY(!taken->isSucceeded);
        QCOMPARE(taken->ranges.size(), 2);
        QCOMPARE(taken->ranges[0].keyValues.constFirst().key, QByteArray("k"));
        QCOMPARE(taken->ranges[0].header.revision, 5);

        const auto done =
            EtcdJson::readTxn(json(R"({"header":{"revision":"6"},"succeeded":true})"));
        QVERIFY(done && done->isSucceeded && done->ranges.isEmpty());
    }

    void readsALease()
    {
        const auto lease = EtcdJson::readLease(
            json(R"({"header":{"revision":"1"},"ID":"7425769657650534662","TTL":"10"})"));
        QVERIFY(lease);
        QCOMPARE(lease->id, 7'425'769'657'650'534'662);
        QCOMPARE(lease->ttl, std::chrono::seconds {10});
        QVERIFY(!EtcdJson::readLease(json(R"({"header":{"revision":"1"},"ID":"5"})")));
    }

    void aLeaseThatHasEndedHasNoTime()
    {
        const auto lease = EtcdJson::readRenewedLease(
            json(R"({"result":{"header":{"revision":"1","raft_term":"4"},"ID":"5"}})"));
        QVERIFY(lease);
        QCOMPARE(lease->ttl, std::chrono::seconds {0});
        QCOMPARE(lease->header.raftTerm, 4ULL);
    }

    void readsChanges()
    {
        const auto message = EtcdJson::readWatchMessage(json(
            R"({"result":{"header":{"revision":"308"},"events":[)"
            R"({"kv":{"key":"aw==","create_revision":"307","mod_revision":"307","value":"dg=="}},)"
            R"({"type":"DELETE","kv":{"key":"aw==","mod_revision":"308"}}]}})"));
        QVERIFY(message);
        const QList<EtcdEvent> expected {{false, {"k", "v", 307, 307, 0}},
                                         {true, {"k", "", 0, 308, 0}}};
        QCOMPARE(message->events, expected);

        const auto compacted = EtcdJson::readWatchMessage(json(
            R"({"result":{"header":{"revision":"9"},"canceled":true,"compact_revision":"306"}})"));
        QVERIFY(compacted && compacted->isCanceled);
        QCOMPARE(compacted->compactRevision, 306);

        const auto ended = EtcdJson::readWatchMessage(json(
            R"({"error":{"grpc_code":14,"http_code":503,"message":"no leader","http_status":"x"}})"));
        QVERIFY(ended && ended->isCanceled);
        QCOMPARE(ended->cancelReason, QStringLiteral("no leader"));
    }

    void tellsRefusalsFromDoubt_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<EtcdError::Kind>("kind");
        QTest::addColumn<EtcdCode>("code");
        QTest::addColumn<QString>("message");
        using enum EtcdError::Kind;
        QTest::newRow("3.4") << QByteArray(
            R"({"error":"requested lease not found","message":"requested lease not found","code":5})")
                             << Refused << EtcdCode::NotFound
                             << QStringLiteral("requested lease not found");
        QTest::newRow("3.5") << QByteArray(R"({"message":"permission denied","code":7})") << Refused
                             << EtcdCode::PermissionDenied << QStringLiteral("permission denied");
        QTest::newRow("no leader")
            << QByteArray(R"({"error":"e","message":"no leader","code":14})") << Ambiguous
            << EtcdCode::Unavailable << QStringLiteral("no leader");
        QTest::newRow("of a stream")
            << QByteArray(
                   R"({"error":{"grpc_code":16,"http_code":401,"message":"invalid auth token"}})")
            << Refused << EtcdCode::Unauthenticated << QStringLiteral("invalid auth token");
        QTest::newRow("too late") << QByteArray(
            R"({"message":"context deadline exceeded","code":4})")
                                  << Ambiguous << EtcdCode::DeadlineExceeded
                                  << QStringLiteral("context deadline exceeded");
        QTest::newRow("unknown code") << QByteArray(R"({"message":"m","code":12345})") << Ambiguous
                                      << EtcdCode::Unknown << QStringLiteral("m");
        QTest::newRow("no JSON") << QByteArray("<html>") << Ambiguous << EtcdCode::Unknown
                                 << QStringLiteral("HTTP status 502");
    }
    void tellsRefusalsFromDoubt()
    {
        QFETCH(QByteArray, body);
        const EtcdError error = EtcdJson::readError(EtcdJson::parse(body), 502);
        QTEST(error.kind, "kind");
        QTEST(error.code, "code");
        QTEST(error.message, "message");
    }

    void readsNothingFromNonsense_data()
    {
        QTest::addColumn<QByteArray>("body");
        for (const char *text : {"", "{", "null", "[]", "7", R"({"header":5})", R"({"result":[]})",
                                 R"({"header":[1]})"})
            QTest::newRow(*text ? text : "empty") << QByteArray(text);
    }
    void readsNothingFromNonsense()
    {
        QFETCH(QByteArray, body);
        const Json parsed = EtcdJson::parse(body);
        QVERIFY(!EtcdJson::readHeader(parsed));
        QVERIFY(!EtcdJson::readRange(parsed));
        QVERIFY(!EtcdJson::readTxn(parsed));
        QVERIFY(!EtcdJson::readLease(parsed));
        QVERIFY(!EtcdJson::readRenewedLease(parsed));
        QVERIFY(!EtcdJson::readToken(parsed));
        QVERIFY(!EtcdJson::readWatchMessage(parsed));
    }

    void survivesMembersOfOtherTypes()
    {
        const auto range = EtcdJson::readRange(json(
            R"({"header":{"revision":"x"},"kvs":[5,{"key":7,"mod_revision":"12z","value":"%%"}]})"));
        QVERIFY(range);
        QCOMPARE(range->header.revision, 0);
        QCOMPARE(range->keyValues.size(), 2);
        QVERIFY(range->keyValues[1].key.isEmpty());
        QCOMPARE(range->keyValues[1].modRevision, 0);
    }
};

HOLDFAST_APPLESS_TEST(TestEtcdJson)

} // namespace tst_etcdjson

#include "tst_etcdjson.moc"
