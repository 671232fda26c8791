// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/sender.h"
#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_override {

namespace {
constexpr int s_patience = 30'000;
}

// Asking for the lock, breaking holds, reserving it, stopping everything: over HTTP.
class OverrideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!.*(broke the hold|Emergency stop by)).*")));
        m_bench = std::make_unique<RouteBench>();
        m_scan = std::make_unique<HttpClient>(*m_bench, "tile scan");
        m_other = std::make_unique<HttpClient>(*m_bench, "another client");
    }
    void cleanup()
    {
        m_scan.reset();
        m_other.reset();
        m_bench.reset();
    }

    void askingIsSeenByTheOwner()
    {
        QCOMPARE(m_other->post("/lock/ask", R"({"reason":"lunch"})").status, 409);
        const QByteArray scan = hold();
        QCOMPARE(m_other->post("/lock/ask", R"({"reason":""})").status, 422);
        QCOMPARE(m_other->post("/lock/ask", "{}").status, 422);
        QCOMPARE(m_other->post("/lock/ask", R"({"reason":"lunch","generation":99})").status, 412);
        const RawReply asked = m_other->post("/lock/ask", R"({"reason":"lunch"})");
        QVERIFY(text(json(asked), "asked").startsWith(QStringLiteral("tile scan (")));
        QCOMPARE(json(m_other->get("/lock"))["owner"]["asks"][0]["reason"], "lunch");
        const Json log = m_scan->invocation(scan)["log"];
        QVERIFY2(text(log.back(), "message").contains(QStringLiteral("asks for the lock: lunch")),
                 log.dump().c_str());
    }

    void breakingEndsTheOperationAndTellsItsClient()
    {
        QCOMPARE(breakIt(1).status, 409);
        const QByteArray scan = hold();
        const quint64 generation = json(m_other->get("/lock"))["generation"].get<quint64>();
        const RawReply outdated = breakIt(generation + 1);
        QCOMPARE(outdated.status, 412);
        QCOMPARE(json(outdated)["generation"], generation);
        QCOMPARE(m_other->post("/lock/break", R"({"reason":"the lens"})").status, 422);
        QCOMPARE(m_other->post("/lock/break", R"({"generation":1})").status, 422);
        const Json report = json(breakIt(generation));
        QVERIFY(report["outcome"] == "asked" || report["outcome"] == "freed");
        QCOMPARE(report["broken"]["reason"], "the lens");
        QCOMPARE(report["things"][0]["outcome"], "stopped");
        QVERIFY(m_bench->thing().isStopped());
        const Json ended = m_scan->ended(scan);
        QCOMPARE(ended["status"], "cancelled");
        QVERIFY2(text(ended["error"], "detail").contains(QStringLiteral("broke the hold of tile")),
                 ended.dump().c_str());
        QCOMPARE(ended["error"]["broken"]["reason"], "the lens");
        m_other->setPrefer("wait=4");
        QCOMPARE(m_other->put("/bench/level", "5").status, 201);
    }

    void aLeaseThatIsBrokenSaysSo()
    {
        const Json lease = json(m_scan->post("/lock/leases", "{}"));
        const Json report = json(breakIt(lease["generation"].get<quint64>()));
        QCOMPARE(report["outcome"], "freed");
        m_scan->setHeaders("Lock-Token: " + text(lease, "token").toLatin1() + "\r\n");
        const RawReply late = m_scan->put("/bench/level", "5");
        QCOMPARE(late.status, 410);
        QCOMPARE(json(late)["reason"], "broken");
        QCOMPARE(json(late)["why"], "the lens");
        QVERIFY(text(json(late), "by").startsWith(QStringLiteral("another client")));
        QCOMPARE(m_other->put("/bench/level", "5").status, 201);
    }

    void localOnlyKeepsClientsOutButNotFromReading()
    {
        QCOMPARE(m_other->put("/lock/mode", R"({"mode":"nonsense"})").status, 422);
        QCOMPARE(m_other->put("/lock/mode", R"({"mode":"stopped"})").status, 422);
        const RawReply set =
            m_other->put("/lock/mode", R"({"mode":"local_only","reason":"alignment"})");
        QCOMPARE(json(set)["mode"], "local_only");
        QCOMPARE(json(set)["mode_reason"], "alignment");
        const RawReply refused = m_scan->put("/bench/level", "5");
        QCOMPARE(refused.status, 409);
        QCOMPARE(json(refused)["mode"], "local_only");
        QVERIFY(refused.body.contains("alignment"));
        QCOMPARE(m_scan->post("/lock/leases", "{}").status, 409);
        QCOMPARE(m_scan->get("/bench/level").status, 200);
        QCOMPARE(m_scan->put("/bench/speed", "5").status, 201);
        QCOMPARE(m_other->put("/lock/mode", R"({"mode":"shared"})").status, 200);
        QCOMPARE(m_scan->put("/bench/level", "5").status, 201);
    }

    void aStopLatches()
    {
        const QByteArray scan = hold();
        const Json lease = json(m_other->get("/stop"));
        QCOMPARE(lease["stopped"], false);
        const Json report = json(m_other->post("/stop", R"({"reason":"smoke"})"));
        QCOMPARE(report["latched"], true);
        QCOMPARE(report["cancelled"], 1);
        QCOMPARE(m_scan->ended(scan)["status"], "cancelled");
        const RawReply refused = m_scan->put("/bench/level", "5");
        QCOMPARE(refused.status, 409);
        QCOMPARE(json(refused)["mode"], "stopped");
        QVERIFY(refused.body.contains("smoke"));
        const Json state = json(m_scan->get("/stop"));
        QCOMPARE(state["stopped"], true);
        QCOMPARE(state["reason"], "smoke");
        QCOMPARE(json(m_scan->get("/lock"))["mode"], "stopped");
        QCOMPARE(m_scan->get("/bench/level").status, 200);
        QCOMPARE(m_other->remove("/stop").body, R"({"cleared":true})");
        QCOMPARE(m_other->remove("/stop").body, R"({"cleared":false})");
        QCOMPARE(m_scan->put("/bench/level", "5").status, 201);
    }

    void aStopWithAWrongReasonStopsAllTheSame()
    {
        for (const char *body : {"", "{", R"({"reason":7})", R"({"why":"x"})"})
            QCOMPARE(m_other->post("/stop", body).status, 200);
        QCOMPARE(json(m_other->get("/stop"))["stopped"], true);
        QCOMPARE(m_other->remove("/stop").status, 200);
    }

    void onlyThisMachineMayOverride_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<bool>("isHere");
        QTest::newRow("loopback") << QStringLiteral("127.0.0.1") << true;
        QTest::newRow("another loopback") << QStringLiteral("127.3.2.1") << true;
        QTest::newRow("loopback of IPv6") << QStringLiteral("::1") << true;
        QTest::newRow("loopback of IPv4 in IPv6") << QStringLiteral("::ffff:127.0.0.1") << true;
        QTest::newRow("a neighbour") << QStringLiteral("192.0.2.7") << false;
        QTest::newRow("a neighbour in IPv6") << QStringLiteral("2001:db8::7") << false;
    }
    void onlyThisMachineMayOverride()
    {
        QFETCH(const QString, address);
        QFETCH(const bool, isHere);
        Request request;
        request.peerAddress = QHostAddress(address);
        QCOMPARE(isFromThisMachine(request), isHere);
    }

private:
    QByteArray hold()
    {
        const QByteArray scan = m_scan->start("hold");
        [&] {
            QTRY_VERIFY_WITH_TIMEOUT(m_scan->invocation(scan)["status"] == "running", s_patience);
        }();
        return scan;
    }
    RawReply breakIt(quint64 generation)
    {
        return m_other->post("/lock/break", R"({"reason":"the lens","generation":)"
                                                + QByteArray::number(generation) + '}');
    }

    std::unique_ptr<RouteBench> m_bench;
    std::unique_ptr<HttpClient> m_scan;
    std::unique_ptr<HttpClient> m_other;
};

HOLDFAST_GUILESS_TEST(OverrideTest)

} // namespace Holdfast::tst_override

#include "tst_override.moc"
