// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/etcd/etcdwatch.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QTest>

namespace tst_etcdwatch {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr auto s_watch = "POST /v3/watch";
constexpr auto s_login = "POST /v3/auth/authenticate";
const QByteArray s_created = R"({"result":{"header":{"revision":"1"},"created":true}})"
                             "\n";

QByteArray change(const char *key, int revision)
{
    return toBytes(Json {
               {"result",
                {{"header", {{"revision", std::to_string(revision)}}},
                 {"events", Json::array({{{"kv",
                                           {{"key", QByteArray(key).toBase64().toStdString()},
                                            {"mod_revision", std::to_string(revision)}}}}})}}}})
           + "\n";
}

} // namespace

//! A watch, at two endpoints that do what a test says.
class TestEtcdWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_watch.reset();
        m_first = std::make_unique<FakeLockServer>();
        m_second = std::make_unique<FakeLockServer>();
        m_first->tell(s_watch, {FakeReply::stream()});
        m_second->tell(s_watch, {FakeReply::stream()});
        m_options = {.endpoints = {m_first->url(), m_second->url()}, .timeout = 60s};
        m_told.clear();
        m_opened = 0;
        m_compacted = 0;
        m_interruptions.clear();
    }
    void cleanup()
    {
        m_watch.reset();
        m_client.reset();
    }

    void reportsWhatComesInPieces()
    {
        begin(5);
        const QByteArray text = change("a", 5) + change("b", 6);
        m_first->push(text.first(20));
        m_first->push(text.mid(20, text.size() - 25));
        WAIT_UNTIL(m_told == QStringList {QStringLiteral("a5")}); // the rest is half a line
        m_first->push(text.last(5));
        WAIT_UNTIL(m_told == (QStringList {QStringLiteral("a5"), QStringLiteral("b6")}));
        QCOMPARE(startRevision(*m_first), QStringLiteral("5"));
        QVERIFY(m_interruptions.isEmpty());
    }

    void resumesElsewhereWithoutGapOrRepetition()
    {
        begin(5);
        m_first->push(change("a", 5) + change("b", 6));
        WAIT_UNTIL(m_told.size() == 2);
        m_first->vanish();
        WAIT_UNTIL(m_second->streams() == 1);
        QCOMPARE(startRevision(*m_second), QStringLiteral("7"));
        m_second->push(s_created + change("b", 6) + change("c", 7));
        WAIT_UNTIL(m_told.size() == 3);
        QCOMPARE(m_told.constLast(), QStringLiteral("c7"));
        QCOMPARE(m_opened, 2);
    }

    void tryingGoesOnWhileAllAreAway()
    {
        begin(5);
        m_second->vanish();
        m_first->vanish();
        WAIT_UNTIL(m_interruptions.size() >= 4);
        QVERIFY(!m_watch->isOpen());
        m_first->comeBack();
        WAIT_UNTIL(m_first->streams() == 1);
        m_first->push(s_created);
        WAIT_UNTIL(m_watch->isOpen());
    }

    void doesNotWaitForOneThatNeverBegins()
    {
        m_options.timeout = 50ms;
        start(5); // the stream is there, and says nothing
        WAIT_UNTIL(m_second->count(s_watch) >= 1);
        QVERIFY(m_interruptions.constFirst().contains(QStringLiteral("silent")));
    }

    void leavesOneThatDoesNotReportWhatMustCome()
    {
        m_options.timeout = 2s; // which it has to begin, too
        begin(5);
        m_watch->expect(9);
        WAIT_UNTIL(m_second->count(s_watch) >= 1);
        QCOMPARE(startRevision(*m_second), QStringLiteral("5"));
    }

    void staysWithOneThatReportsIt()
    {
        m_options.timeout = 2s; // which it has to begin, too
        begin(5);
        m_watch->expect(6);
        m_first->push(change("a", 6));
        WAIT_UNTIL(m_told.size() == 1);
        m_watch->expect(6); // is known to have come
        // A watch of the same time-out that begins now is left after all.
        EtcdWatch other(*m_client, EtcdKeys::one("other"));
        bool isLeft = false;
        connect(&other, &EtcdWatch::interrupted, this, [&isLeft] { isLeft = true; });
        other.start(1);
        WAIT_UNTIL(isLeft);
        QVERIFY(m_watch->isOpen());
        QVERIFY(m_interruptions.isEmpty());
    }

    void saysThatRevisionsAreCompacted()
    {
        begin(5);
        m_first->push(R"({"result":{"header":{},"canceled":true,"compact_revision":"306"}})"
                      "\n");
        WAIT_UNTIL(m_compacted == 1);
        QVERIFY(!m_watch->isOpen());
        m_watch->start(307);
        WAIT_UNTIL(m_first->count(s_watch) == 2);
        QCOMPARE(startRevision(*m_first), QStringLiteral("307"));
        QVERIFY(m_interruptions.isEmpty());
    }

    void leavesOneThatTalksNonsense_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("no JSON") << QByteArray("what?\n");
        QTest::newRow("half") << QByteArray("{\"result\":{\n");
        QTest::newRow("other JSON") << QByteArray("{\"a\":1}\n");
        QTest::newRow("an empty line") << QByteArray("\n");
        QTest::newRow("ended by etcd")
            << QByteArray(R"({"error":{"grpc_code":14,"message":"no leader"}})"
                          "\n");
        QTest::newRow("cancelled")
            << QByteArray(R"({"result":{"header":{},"canceled":true,"cancel_reason":"x"}})"
                          "\n");
    }
    void leavesOneThatTalksNonsense()
    {
        QFETCH(QByteArray, line);
        begin(5);
        m_first->push(change("a", 5) + line + change("b", 6));
        WAIT_UNTIL(m_second->streams() == 1);
        QCOMPARE(m_told, QStringList {QStringLiteral("a5")});
        QCOMPARE(startRevision(*m_second), QStringLiteral("6"));
        QCOMPARE(m_interruptions.size(), 1);
    }

    void logsInAgainWhenTheTokenIsForgotten()
    {
        m_options.user = QStringLiteral("lab");
        for (FakeLockServer *server : {m_first.get(), m_second.get()}) {
            server->tell(s_login, {{200, Json {{"token", "T.1"}}, {}, FakeReply::Kind::Answer},
                                   {200, Json {{"token", "T.2"}}, {}, FakeReply::Kind::Answer}});
        }
        m_first->tell(s_watch, {{401, Json {{"code", 16}}, {}, FakeReply::Kind::Answer}});
        start(5);
        WAIT_UNTIL(m_second->count(s_watch) == 1);
        QCOMPARE(m_first->requests(s_watch).constFirst().headers["authorization"],
                 QByteArray("T.1"));
        QCOMPARE(m_second->requests(s_watch).constFirst().headers["authorization"],
                 QByteArray("T.2"));
    }

    void startsAnewFromAnywhere()
    {
        begin(5);
        connect(m_watch.get(), &EtcdWatch::changed, this, [this] {
            if (m_told.size() == 1)
                m_watch->start(100);
        });
        m_first->push(change("a", 5) + change("b", 6));
        WAIT_UNTIL(m_first->count(s_watch) == 2);
        QCOMPARE(startRevision(*m_first), QStringLiteral("100"));
        QCOMPARE(m_told, QStringList {QStringLiteral("a5")});
    }

private:
    void start(qint64 revision)
    {
        m_client = std::make_unique<EtcdClient>(m_options);
        m_watch = std::make_unique<EtcdWatch>(*m_client, EtcdKeys::withPrefix("hf/"));
        connect(m_watch.get(), &EtcdWatch::changed, this, [this](const QList<EtcdEvent> &events) {
            for (const EtcdEvent &event : events)
                m_told << QString::fromUtf8(event.keyValue.key)
                              + QString::number(event.keyValue.modRevision);
        });
        connect(m_watch.get(), &EtcdWatch::opened, this, [this] { ++m_opened; });
        connect(m_watch.get(), &EtcdWatch::compacted, this, [this] { ++m_compacted; });
        connect(m_watch.get(), &EtcdWatch::interrupted, this,
                [this](const EtcdError &error) { m_interruptions << error.message; });
        m_watch->start(revision);
    }
    void begin(qint64 revision)
    {
        start(revision);
        WAIT_UNTIL(m_first->streams() == 1);
        m_first->push(s_created);
        WAIT_UNTIL(m_watch->isOpen());
    }
    static QString startRevision(const FakeLockServer &server)
    {
        const Json body = server.requests(s_watch).constLast().body;
        return body["create_request"]["start_revision"].get<QString>();
    }

    std::unique_ptr<FakeLockServer> m_first;
    std::unique_ptr<FakeLockServer> m_second;
    EtcdOptions m_options;
    std::unique_ptr<EtcdClient> m_client;
    std::unique_ptr<EtcdWatch> m_watch;
    QStringList m_told;
    int m_opened = 0;
    int m_compacted = 0;
    QStringList m_interruptions;
};

HOLDFAST_GUILESS_TEST(TestEtcdWatch)

} // namespace tst_etcdwatch

#include "tst_etcdwatch.moc"
