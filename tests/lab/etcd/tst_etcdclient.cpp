// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/etcd/etcdclient.h"
#include "tests/client/fakelockserver.h"
#include "tests/lab/etcd/etcdoutcome.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_etcdclient {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr auto s_range = "POST /v3/kv/range";
constexpr auto s_txn = "POST /v3/kv/txn";
constexpr auto s_login = "POST /v3/auth/authenticate";

FakeReply answer(const Json &body, int status = 200)
{
    return {status, body, {}, FakeReply::Kind::Answer};
}

FakeReply refusal(int status, int code, const char *message)
{
    return answer(Json {{"error", message}, {"message", message}, {"code", code}}, status);
}

const FakeReply s_done = answer(Json {{"header", {{"revision", "7"}}}, {"succeeded", true}});
const FakeReply s_badToken = refusal(401, 16, "etcdserver: invalid auth token");

FakeReply token(const char *text)
{
    return answer(Json {{"header", Json::object()}, {"token", text}});
}

} // namespace

//! The client of etcd, with two endpoints that do what a test says.
class TestEtcdClient : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        m_first = std::make_unique<FakeLockServer>();
        m_second = std::make_unique<FakeLockServer>();
        for (FakeLockServer *server : {m_first.get(), m_second.get()}) {
            for (const char *line : {s_range, s_txn})
                server->tell(line, {s_done});
        }
        m_options = {.endpoints = {m_first->url(), m_second->url()}, .timeout = 60s};
        m_client.reset();
    }

    void asksOneEndpoint()
    {
        QVERIFY(isDone(s_range));
        QVERIFY(isDone(s_txn));
        QCOMPARE(m_first->count(s_range) + m_first->count(s_txn), 2);
        QCOMPARE(m_second->count(s_range) + m_second->count(s_txn), 0);
        const FakeRequest request = m_first->requests(s_range).constFirst();
        QCOMPARE(request.headers["content-type"], QByteArray("application/json"));
        QVERIFY(!request.headers.contains("authorization"));
    }

    void goesToTheNextWhenOneIsAway()
    {
        m_first->vanish();
        QVERIFY(isDone(s_txn)); // the first one cannot have got it
        QCOMPARE(m_second->count(s_txn), 1);
    }

    void stopsWhenAllAreAway()
    {
        m_first->vanish();
        m_second->vanish();
        const EtcdError error = errorOf(s_range);
        QCOMPARE(error.kind, EtcdError::Kind::Unreachable);
        QVERIFY2(error.message.contains(QStringLiteral("refused the connection")),
                 qPrintable(error.message));
    }

    void sendsATransactionOnce_data()
    {
        QTest::addColumn<FakeReply>("reply");
        QTest::newRow("closed") << FakeReply::drop();
        QTest::newRow("silent") << FakeReply::hang();
        QTest::newRow("no leader") << refusal(503, 14, "etcdserver: no leader");
        QTest::newRow("no JSON of etcd") << answer(Json {{"detail", "Not Found"}}, 404);
    }
    void sendsATransactionOnce()
    {
        QFETCH(FakeReply, reply);
        m_options.timeout = reply.kind == FakeReply::Kind::Hang ? 50ms : 60s;
        m_first->tell(s_txn, {reply});
        QCOMPARE(errorOf(s_txn).kind, EtcdError::Kind::Ambiguous);
        QCOMPARE(m_first->count(s_txn), 1);
        QCOMPARE(m_second->count(s_txn), 0);

        QVERIFY(isDone(s_txn)); // the next one goes elsewhere
        QCOMPARE(m_second->count(s_txn), 1);
    }

    void repeatsAReadElsewhere_data() { sendsATransactionOnce_data(); }
    void repeatsAReadElsewhere()
    {
        QFETCH(FakeReply, reply);
        m_options.timeout = reply.kind == FakeReply::Kind::Hang ? 50ms : 60s;
        m_first->tell(s_range, {reply});
        QVERIFY(isDone(s_range));
        QCOMPARE(m_second->count(s_range), 1);
    }

    void aRefusalIsFinal()
    {
        m_first->tell(s_range, {refusal(404, 5, "etcdserver: requested lease not found")});
        const EtcdError error = errorOf(s_range);
        QCOMPARE(error.kind, EtcdError::Kind::Refused);
        QCOMPARE(error.code, EtcdCode::NotFound);
        QCOMPARE(m_second->count(s_range), 0);
    }

    void understandsNoOtherAnswer_data()
    {
        QTest::addColumn<Json>("body");
        QTest::newRow("empty") << Json();
        QTest::newRow("other") << Json {{"things", 5}};
        QTest::newRow("list") << Json::array({1, 2});
    }
    void understandsNoOtherAnswer()
    {
        QFETCH(Json, body);
        m_first->tell(s_txn, {answer(body)});
        QCOMPARE(errorOf(s_txn).kind, EtcdError::Kind::Ambiguous);
    }

    void logsInOnceForAll()
    {
        withPassword();
        m_first->tell(s_login, {token("T.1")});
        EtcdOutcome<EtcdRangeAnswer> one;
        EtcdOutcome<EtcdTxnAnswer> two;
        client().range({}, this, one.keep());
        client().commit({}, this, two.keep());
        WAIT_UNTIL(one.isGood() && two.isGood());
        QCOMPARE(m_first->count(s_login), 1);
        QCOMPARE(m_first->requests(s_login).constFirst().body,
                 (Json {{"name", "lab"}, {"password", "secret"}}));
        QCOMPARE(m_first->requests(s_range).constFirst().headers["authorization"],
                 QByteArray("T.1"));
        QCOMPARE(m_first->requests(s_txn).constFirst().headers["authorization"], QByteArray("T.1"));
    }

    void logsInAgainWhenTheTokenIsForgotten_data()
    {
        QTest::addColumn<FakeReply>("reply");
        QTest::newRow("unknown") << s_badToken;
        QTest::newRow("old") << refusal(400, 3, "etcdserver: revision in header is old");
    }
    void logsInAgainWhenTheTokenIsForgotten()
    {
        QFETCH(FakeReply, reply);
        withPassword();
        m_first->tell(s_login, {token("T.1"), token("T.2")});
        m_first->tell(s_txn, {s_done, reply, s_done});
        QVERIFY(isDone(s_txn));
        QVERIFY(isDone(s_txn)); // refused, and sent again: etcd has not carried it out
        QCOMPARE(m_first->count(s_login), 2);
        QCOMPARE(m_first->requests(s_txn).constLast().headers["authorization"], QByteArray("T.2"));
    }

    void doesNotLogInForEver()
    {
        withPassword();
        m_first->tell(s_login, {token("T.1")});
        m_first->tell(s_range, {s_badToken});
        const EtcdError error = errorOf(s_range);
        QCOMPARE(error.kind, EtcdError::Kind::Refused);
        QCOMPARE(error.code, EtcdCode::Unauthenticated);
        QCOMPARE(m_first->count(s_login), 2);
    }

    void saysThatThePasswordIsWrong()
    {
        withPassword();
        m_first->tell(s_login,
                      {refusal(400, 3, "etcdserver: authentication failed, invalid user ID")});
        const EtcdError error = errorOf(s_range);
        QCOMPARE(error.kind, EtcdError::Kind::Refused);
        QVERIFY(error.message.contains(QStringLiteral("authentication failed")));
        QCOMPARE(m_first->count(s_range), 0);
    }

    void logsInElsewhereWhenOneIsSilent()
    {
        withPassword();
        m_options.timeout = 50ms;
        m_first->tell(s_login, {FakeReply::hang()});
        m_second->tell(s_login, {token("T.2")});
        QVERIFY(isDone(s_range));
        QCOMPARE(m_second->requests(s_range).constFirst().headers["authorization"],
                 QByteArray("T.2"));
    }

    void forgetsWhoIsGone()
    {
        auto context = std::make_unique<QObject>();
        bool wasCalled = false;
        client().range({}, context.get(), [&wasCalled](const auto &) { wasCalled = true; });
        context.reset();
        QVERIFY(isDone(s_range)); // sent after it
        QVERIFY(!wasCalled);
    }

private:
    EtcdClient &client()
    {
        if (!m_client)
            m_client = std::make_unique<EtcdClient>(m_options);
        return *m_client;
    }
    void withPassword()
    {
        m_options.user = QStringLiteral("lab");
        m_options.password = QStringLiteral("secret");
    }

    //! Sends a request of one of the two kinds. Returns whether it was answered well.
    bool isDone(const QByteArray &line)
    {
        const std::optional<EtcdError> error = outcomeOf(line);
        if (error)
            qWarning("%s", qPrintable(error->message));
        return !error;
    }
    EtcdError errorOf(const QByteArray &line)
    {
        const std::optional<EtcdError> error = outcomeOf(line);
        return error.value_or(EtcdError {.message = QStringLiteral("none")});
    }
    std::optional<EtcdError> outcomeOf(const QByteArray &line)
    {
        EtcdOutcome<EtcdRangeAnswer> range;
        EtcdOutcome<EtcdTxnAnswer> txn;
        const bool isRange = line == s_range;
        if (isRange)
            client().range({EtcdKeys::one("k"), false}, this, range.keep());
        else
            client().commit({.success = {EtcdPut {"k", "v", 0}}}, this, txn.keep());
        const bool isThere =
            QTest::qWaitFor([&] { return isRange ? range.isThere() : txn.isThere(); }, 30'000);
        if (!isThere)
            return EtcdError {.message = QStringLiteral("no answer")};
        if (isRange)
            return range.isGood() ? std::nullopt : std::optional(range.error());
        return txn.isGood() ? std::nullopt : std::optional(txn.error());
    }

    std::unique_ptr<FakeLockServer> m_first;
    std::unique_ptr<FakeLockServer> m_second;
    EtcdOptions m_options;
    std::unique_ptr<EtcdClient> m_client;
};

HOLDFAST_GUILESS_TEST(TestEtcdClient)

} // namespace tst_etcdclient

#include "tst_etcdclient.moc"
