// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_leases {

namespace {
constexpr int s_patience = 30'000;

//! A client with a lease.
struct Leased
{
    explicit Leased(RouteBench &bench, const QByteArray &body = R"({"note":"overnight"})")
        : client(bench, "tile scan")
        , reply(client.post("/lock/leases", body))
        , lease(json(reply))
        , path("/lock/leases/" + QByteArray::fromStdString(lease["id"].dump()))
        , token(text(lease, "token").toLatin1())
    {
        client.setHeaders("Lock-Token: " + token + "\r\n");
    }

    HttpClient client;
    RawReply reply;
    Json lease;
    QByteArray path;
    QByteArray token;
};

} // namespace

// A client that has the lock for more than one request.
class LeasesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!.*(broke the hold|Emergency stop by)).*")));
        m_bench = std::make_unique<RouteBench>();
        m_other = std::make_unique<HttpClient>(*m_bench, "another client");
    }
    void cleanup()
    {
        m_other.reset();
        m_bench.reset();
    }

    void isGivenWithATokenThatNoOtherClientSees()
    {
        const Leased scan(*m_bench);
        QCOMPARE(scan.reply.status, 201);
        QCOMPARE(scan.reply.headers.value("cache-control"), "no-store");
        QVERIFY(text(scan.lease, "label").startsWith(QStringLiteral("tile scan (127.0.0.1:")));
        QCOMPARE(text(scan.lease, "note"), QStringLiteral("overnight"));
        QCOMPARE(scan.lease["ttl_ms"], 30'000);
        QVERIFY(scan.lease["expires_in_ms"].get<int>() > 0);
        QVERIFY(scan.token.size() > 40);
        const Json list = json(m_other->get("/lock/leases"));
        QCOMPARE(list.size(), size_t(1));
        QCOMPARE(list[0]["id"], scan.lease["id"]);
        for (const char *place : {"/lock/leases", "/lock"})
            QVERIFY(!m_other->get(place).body.contains(scan.token));
        QCOMPARE(json(m_other->get("/lock"))["owner"]["lease"]["note"], "overnight");
    }

    void letsOnlyItsTokenIn()
    {
        Leased scan(*m_bench);
        const RawReply refused = m_other->put("/bench/level", "5");
        QCOMPARE(refused.status, 409);
        QVERIFY(refused.body.contains("tile scan"));
        QVERIFY(refused.body.contains("on a lease (overnight)"));
        const RawReply written = scan.client.put("/bench/level", "6");
        QCOMPARE(written.status, 201);
        QCOMPARE(written.headers.value("lock-generation"),
                 QByteArray::fromStdString(scan.lease["generation"].dump()));
        HttpClient elsewhere(*m_bench, "another connection");
        elsewhere.setHeaders("Lock-Token: " + scan.token + "\r\n");
        QCOMPARE(elsewhere.put("/bench/level", "7").status, 201);
        const Json nudged = elsewhere.run("nudge", R"({"by":1})");
        QCOMPARE(nudged["status"], "completed");
        QCOMPARE(nudged["lockGeneration"], scan.lease["generation"]);
        QCOMPARE(m_other->get("/bench/level").body, "8");
    }

    void isRenewedAndGivenBack()
    {
        Leased scan(*m_bench);
        const Json renewed = json(scan.client.put(scan.path, {}));
        QCOMPARE(renewed["id"], scan.lease["id"]);
        QVERIFY(renewed["asks"].empty());
        QCOMPARE(m_other->post("/lock/ask", R"({"reason":"lunch"})").status, 200);
        const Json asked = json(scan.client.put(scan.path, {}));
        QCOMPARE(asked["asks"][0]["reason"], "lunch");
        QCOMPARE(scan.client.remove(scan.path).status, 204);
        QCOMPARE(m_other->put("/bench/level", "5").status, 201);
        const RawReply late = scan.client.put("/bench/level", "6");
        QCOMPARE(late.status, 410);
        QCOMPARE(json(late)["reason"], "released");
        QCOMPARE(scan.client.remove(scan.path).status, 410);
        QCOMPARE(m_other->get("/bench/level").body, "5");
    }

    void cannotBeUsedByItsIdAlone()
    {
        const Leased scan(*m_bench);
        QCOMPARE(m_other->put(scan.path, {}).status, 403);
        QCOMPARE(m_other->remove(scan.path).status, 403);
        m_other->setHeaders("Lock-Token: hf1.0.1.guess\r\n");
        QCOMPARE(m_other->remove(scan.path).status, 403);
        QCOMPARE(m_other->put("/bench/level", "5").status, 403);
        QCOMPARE(m_other->post("/bench/nudge", R"({"by":1})").status, 403);
        QCOMPARE(m_other->put("/bench/speed", "5").status, 403);
        m_other->setHeaders("Lock-Token: " + scan.token + "\r\n");
        QCOMPARE(m_other->remove("/lock/leases/4711").status, 403);
        QCOMPARE(m_other->get("/bench/level").status, 200);
        QCOMPARE(json(m_other->get("/lock/leases")).size(), size_t(1));
    }

    void readingGoesOnWithADeadToken()
    {
        Leased scan(*m_bench);
        QCOMPARE(scan.client.remove(scan.path).status, 204);
        QCOMPARE(scan.client.get("/bench/level").status, 200);
        QCOMPARE(scan.client.get("/lock").status, 200);
    }

    void aClientPausedPastItsTimeDoesNotReachTheDevice()
    {
        StationOptions options;
        m_other.reset();
        m_bench = std::make_unique<RouteBench>(options);
        m_other = std::make_unique<HttpClient>(*m_bench, "another client");
        Leased scan(*m_bench, R"({"ttl_ms":2000})");
        QCOMPARE(scan.client.put("/bench/level", "5").status, 201);
        // The client sleeps; meanwhile its lease runs out, and another client goes on.
        m_other->setPrefer("wait=4");
        QTRY_COMPARE_WITH_TIMEOUT(m_other->put("/bench/level", "50").status, 201, s_patience);
        const RawReply late = scan.client.put("/bench/level", "6");
        QCOMPARE(late.status, 410);
        QCOMPARE(json(late)["reason"], "expired");
        QCOMPARE(scan.client.post("/bench/nudge", R"({"by":1})").status, 410);
        QCOMPARE(m_other->get("/bench/level").body, "50");
    }

    void givesWayToTheOperatorAndInsistsIfTold()
    {
        Leased scan(*m_bench);
        const Session person(m_bench->station(),
                             {Principal::Kind::Operator, QStringLiteral("operator"), {}});
        QVERIFY(person.lock().takeControl().wait());
        QCOMPARE(json(m_other->get("/lock/leases"))[0]["state"], "suspended");
        QCOMPARE(scan.client.put("/bench/level", "5").status, 409);
        const QByteArray seen = QByteArray::fromStdString(scan.lease["generation"].dump());
        scan.client.setHeaders("Lock-Token: " + scan.token + "\r\nIf-Lock-Generation: " + seen
                               + "\r\n");
        QCOMPARE(scan.client.put("/bench/level", "5").status, 412);
        QVERIFY(person.lock().giveControlBack());
        QCOMPARE(scan.client.put("/bench/level", "5").status, 412);
        QCOMPARE(scan.client.post("/bench/nudge", R"({"by":1})").status, 412);
        scan.client.setHeaders("Lock-Token: " + scan.token + "\r\n");
        const RawReply resumed = scan.client.put("/bench/level", "6");
        QCOMPARE(resumed.status, 201);
        const QByteArray now = resumed.headers.value("lock-generation");
        QVERIFY(now.toInt() > seen.toInt());
        scan.client.setHeaders("Lock-Token: " + scan.token + "\r\nIf-Lock-Generation: " + now
                               + "\r\n");
        QCOMPARE(scan.client.put("/bench/level", "7").status, 201);
    }

    void queuesFirstAfterItGaveWay()
    {
        Leased scan(*m_bench);
        const Session person(m_bench->station(),
                             {Principal::Kind::Operator, QStringLiteral("operator"), {}});
        QVERIFY(person.lock().takeControl().wait());
        m_other->setPrefer("wait=4");
        m_other->begin("PUT", "/bench/level", "1");
        HttpClient watcher(*m_bench);
        QTRY_COMPARE_WITH_TIMEOUT(json(watcher.get("/lock"))["queue"].size(), size_t(1),
                                  s_patience);
        scan.client.setPrefer("wait=4");
        scan.client.begin("PUT", "/bench/level", "2");
        QTRY_COMPARE_WITH_TIMEOUT(json(watcher.get("/lock"))["queue"].size(), size_t(2),
                                  s_patience);
        QVERIFY(text(json(watcher.get("/lock"))["queue"][0], "label")
                    .startsWith(QStringLiteral("tile scan")));
        QVERIFY(person.lock().giveControlBack());
        QCOMPARE(scan.client.raw().reply().status, 201);
        QCOMPARE(scan.client.remove(scan.path).status, 204);
        QCOMPARE(m_other->raw().reply().status, 201);
    }

    void waitsInLineAndLeavesItWhenItsClientDoes()
    {
        HttpClient busy(*m_bench, "busy");
        const QByteArray holding = busy.start("hold");
        HttpClient watcher(*m_bench);
        QTRY_VERIFY_WITH_TIMEOUT(!json(watcher.get("/lock"))["owner"].is_null(), s_patience);
        QCOMPARE(m_other->post("/lock/leases", R"({"wait_ms":0})").status, 409);
        auto impatient = std::make_unique<HttpClient>(*m_bench, "impatient");
        impatient->begin("POST", "/lock/leases", R"({"wait_ms":60000})");
        QTRY_COMPARE_WITH_TIMEOUT(json(watcher.get("/lock"))["queue"].size(), size_t(1),
                                  s_patience);
        impatient.reset();
        QTRY_VERIFY_WITH_TIMEOUT(json(watcher.get("/lock"))["queue"].empty(), s_patience);
        m_other->begin("POST", "/lock/leases", R"({"wait_ms":60000})");
        QTRY_COMPARE_WITH_TIMEOUT(json(watcher.get("/lock"))["queue"].size(), size_t(1),
                                  s_patience);
        m_bench->thing().letGo();
        QCOMPARE(m_other->raw().reply().status, 201);
        QCOMPARE(busy.ended(holding)["status"], "completed");
    }

    void aRetryAfterALostAnswerGetsTheSameLease()
    {
        const QByteArray wish = R"({"request_id":"0d5fb0c4-again"})";
        const Leased first(*m_bench, wish);
        Leased retry(*m_bench, wish);
        QCOMPARE(retry.reply.status, 201);
        QCOMPARE(retry.lease["id"], first.lease["id"]);
        QCOMPARE(retry.client.put("/bench/level", "5").status, 201);
        QCOMPARE(json(m_other->get("/lock/leases")).size(), size_t(1));
    }

    void wrongWishesAreExplained_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QByteArray>("says");
        QTest::newRow("too short a life") << QByteArray(R"({"ttl_ms":1})") << QByteArray("2000");
        QTest::newRow("too long a life") << QByteArray(R"({"ttl_ms":1e9})") << QByteArray("600000");
        QTest::newRow("no number") << QByteArray(R"({"wait_ms":"x"})") << QByteArray("wait_ms");
        QTest::newRow("too long a wait")
            << QByteArray(R"({"wait_ms":60001})") << QByteArray("60000");
        QTest::newRow("an unknown member") << QByteArray(R"({"ttl":1})") << QByteArray("ttl");
        QTest::newRow("an empty label") << QByteArray(R"({"label":""})") << QByteArray("label");
        QTest::newRow("a request id that is too short")
            << QByteArray(R"({"request_id":"1"})") << QByteArray("request_id");
        QTest::newRow("no object") << QByteArray("[]") << QByteArray("body");
        QTest::newRow("no JSON") << QByteArray("{") << QByteArray("JSON");
    }
    void wrongWishesAreExplained()
    {
        QFETCH(const QByteArray, body);
        QFETCH(const QByteArray, says);
        const RawReply reply = m_other->post("/lock/leases", body);
        QCOMPARE(reply.status, 422);
        QVERIFY2(reply.body.contains(says), reply.body.constData());
        QVERIFY(json(m_other->get("/lock/leases")).empty());
    }

    void wrongGenerationsAreExplained()
    {
        Leased scan(*m_bench);
        scan.client.setHeaders("Lock-Token: " + scan.token + "\r\nIf-Lock-Generation: x\r\n");
        QCOMPARE(scan.client.put("/bench/level", "5").status, 422);
        m_other->setHeaders("If-Lock-Generation: 1\r\n");
        const RawReply reply = m_other->put("/bench/level", "5");
        QCOMPARE(reply.status, 422);
        QVERIFY(reply.body.contains("needs a Lock-Token"));
    }

    void aLabelIsMadePrintable()
    {
        const Leased scan(*m_bench, R"({"label":"a\u0007b\n"})");
        QVERIFY2(text(scan.lease, "label").startsWith(QStringLiteral("ab (127.0.0.1:")),
                 scan.reply.body.constData());
    }

private:
    std::unique_ptr<RouteBench> m_bench;
    std::unique_ptr<HttpClient> m_other;
};

HOLDFAST_GUILESS_TEST(LeasesTest)

} // namespace Holdfast::tst_leases

#include "tst_leases.moc"
