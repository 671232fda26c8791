// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/simulatedstage.h"
#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_jog {

namespace {
constexpr int jogPatience = 30'000;
}

// The stage's jog as clients over HTTP ask for it: a command twenty times a second.
class JogRouteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // Whether a move that everything stops is logged or counts as cancelled depends on timing.
        QTest::failOnWarning(
            QRegularExpression(QStringLiteral("^(?!stage.move_relative failed: )")));
    }

    void aClientKeepsItGoingFromOneConnectionToTheNext()
    {
        RouteBench bench({}, {}, {}, {}, {}, {stage()});
        HttpClient pad(bench, "pad");
        pad.setPrefer("respond-async");
        const RawReply first = pad.post("/stage/jog", R"({"x":10000})");
        QCOMPARE(first.status, 201);
        QVERIFY(text(json(first), "status") == u"pending"
                || text(json(first), "status") == u"running");
        HttpClient again(bench, "pad");
        const RawReply next = again.post("/stage/jog", R"({"x":10000,"y":0,"z":0})");
        QCOMPARE(next.status, 201);
        const QByteArray path = "/action_invocations/" + text(json(first), "id").toLatin1();
        // Unless this machine was so busy that the first had ended already.
        if (text(json(next), "id") != text(json(first), "id"))
            QCOMPARE(text(pad.invocation(path), "status"), QStringLiteral("completed"));
        // While it is in line a stop takes it out of there, and it is cancelled.
        QTRY_VERIFY_WITH_TIMEOUT(text(pad.invocation(path), "status") != u"pending", jogPatience);
        const RawReply stop = again.post("/stage/jog", R"({"stop":true})");
        QCOMPARE(stop.status, 201);
        QCOMPARE(text(pad.ended(path), "status"), QStringLiteral("completed"));
        QTRY_VERIFY_WITH_TIMEOUT(!bench.station().lock()->status().isHeld(), jogPatience);
    }

    void whileAnotherClientHoldsTheLockThePostIsRefused()
    {
        RouteBench bench({}, {}, {}, {}, {}, {stage()});
        HttpClient scan(bench, "scan");
        const QByteArray holding = scan.start("hold");
        QTRY_VERIFY_WITH_TIMEOUT(bench.station().lock()->status().isHeld(), jogPatience);
        HttpClient pad(bench, "pad");
        for (int i = 0; i < 3; ++i) {
            const RawReply refused = pad.post("/stage/jog", R"({"x":-10,"y":0,"z":0})");
            QCOMPARE(refused.status, 409);
            QVERIFY(text(json(refused), "detail").contains(QStringLiteral("scan (127.0.0.1:")));
            QVERIFY(text(json(refused), "detail").contains(QStringLiteral("bench.hold")));
        }
        QVERIFY(bench.station().lock()->status().queue.isEmpty());
        QCOMPARE(json(pad.get("/stage/jog")), Json::array());
        QCOMPARE(pad.post("/stage/jog", R"({"stop":true})").status, 201); // moves nothing: allowed
        QCOMPARE(json(pad.get("/stage/position")), Json({{"x", 0}, {"y", 0}, {"z", 0}}));
        bench.thing().letGo();
        (void)scan.ended(holding);
        QCOMPARE(pad.post("/stage/jog", R"({"x":1})").status, 201);
    }

    void whoPrefersToWaitStandsInLineOnce()
    {
        RouteBench bench({}, {}, {}, {}, {}, {stage()});
        HttpClient scan(bench, "scan");
        const QByteArray holding = scan.start("hold");
        QTRY_VERIFY_WITH_TIMEOUT(bench.station().lock()->status().isHeld(), jogPatience);
        HttpClient pad(bench, "pad");
        pad.setPrefer("wait=600");
        const RawReply waits = pad.post("/stage/jog", R"({"x":5})");
        QCOMPARE(waits.status, 201);
        QCOMPARE(text(json(waits), "status"), QStringLiteral("pending"));
        QCOMPARE(text(json(pad.post("/stage/jog", R"({"x":5})")), "id"), text(json(waits), "id"));
        QCOMPARE(bench.station().lock()->status().queue.size(), 1);
        QCOMPARE(text(json(pad.post("/stage/jog", R"({"stop":true})")), "status"),
                 QStringLiteral("cancelled"));
        QVERIFY(bench.station().lock()->status().queue.isEmpty());
        bench.thing().letGo();
        (void)scan.ended(holding);
        QCOMPARE(json(pad.get("/stage/position")), Json({{"x", 0}, {"y", 0}, {"z", 0}}));
    }

    void aMoveThatBlocksCancellationEndsByAStopOnly()
    {
        RouteBench bench({}, {}, {}, {}, {}, {stage()});
        HttpClient client(bench, "scan");
        client.setPrefer("respond-async");
        const RawReply begun =
            client.post("/stage/move_relative", R"({"x":90000,"block_cancellation":true})");
        QCOMPARE(begun.status, 201);
        const QByteArray path = "/action_invocations/" + text(json(begun), "id").toLatin1();
        QTRY_VERIFY_WITH_TIMEOUT(json(client.get("/stage/position"))["x"].get<int>() > 0,
                                 jogPatience);
        const RawReply refused = client.remove(path);
        QCOMPARE(refused.status, 409);
        QVERIFY2(text(json(refused), "detail")
                     .startsWith(QStringLiteral("stage.move_relative may not be "
                                                "cancelled now")),
                 refused.body.constData());
        QCOMPARE(text(client.invocation(path), "status"), QStringLiteral("running"));
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        QCOMPARE(client.post("/stop").status, 200);
        const QString end = text(client.ended(path), "status");
        QVERIFY2(end == u"cancelled" || end == u"error", qPrintable(end));
        QVERIFY(json(client.get("/stage/position"))["x"].get<int>() < 90'000);
    }

    void whatIsNoJogIsSaidSo()
    {
        RouteBench bench({}, {}, {}, {}, {}, {stage()});
        HttpClient pad(bench, "pad");
        QCOMPARE(pad.post("/stage/jog", R"({"x":0.5})").status, 422);
        QCOMPARE(pad.post("/stage/jog", R"({"w":1})").status, 422);
        QCOMPARE(pad.post("/stage/jog", R"({"stop":"now"})").status, 422);
        QVERIFY(!bench.station().lock()->status().isHeld());
    }

private:
    static ThingSpec stage()
    {
        return {QStringLiteral("stage"), [] { return std::make_unique<SimulatedStage>(); }};
    }
};

HOLDFAST_GUILESS_TEST(JogRouteTest)

} // namespace Holdfast::tst_jog

#include "tst_jog.moc"
