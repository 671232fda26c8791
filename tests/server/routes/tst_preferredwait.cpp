// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/preferredwait.h"
#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_preferredwait {

namespace {
constexpr int s_patience = 30'000;
}

// Clients that say how long they will wait for the lock.
class PreferredWaitTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsTheWish_data()
    {
        QTest::addColumn<QByteArray>("preferences");
        QTest::addColumn<int>("seconds"); // -1: none
        QTest::newRow("none") << QByteArray() << -1;
        QTest::newRow("some seconds") << QByteArray("wait=3") << 3;
        QTest::newRow("no waiting") << QByteArray("wait=0") << 0;
        QTest::newRow("among others")
            << QByteArray("respond-async, wait=2; x=1, handling=strict") << 2;
        QTest::newRow("in capitals and with spaces") << QByteArray("WAIT = 2") << 2;
        QTest::newRow("the first of two") << QByteArray("wait=1, wait=2") << 1;
        QTest::newRow("more than is allowed") << QByteArray("wait=60") << 4;
        QTest::newRow("more than any number") << QByteArray("wait=99999999999999999999") << 4;
        QTest::newRow("a negative one is none") << QByteArray("wait=-1") << -1;
        QTest::newRow("a broken one is none") << QByteArray("wait=1.5") << -1;
        QTest::newRow("an empty one is none") << QByteArray("wait=") << -1;
        QTest::newRow("without a value it is none") << QByteArray("wait") << -1;
    }

    void readsTheWish()
    {
        QFETCH(QByteArray, preferences);
        QFETCH(int, seconds);
        Request request;
        if (!preferences.isEmpty())
            request.headers.add("Prefer", preferences);
        const PreferredWait prefer(request, PreferredWait::longestForWrite);
        QCOMPARE(prefer.isGiven(), seconds >= 0);
        if (seconds >= 0) {
            QCOMPARE(prefer.wait()->count(), seconds * 1000);
            QCOMPARE(prefer.applied().value("preference-applied"),
                     "wait=" + QByteArray::number(seconds));
        }
    }

    void anActionWaitsAsPending()
    {
        RouteBench bench;
        HttpClient first(bench, "first");
        const QByteArray holding = first.start("hold");
        QTRY_VERIFY_WITH_TIMEOUT(bench.station().lock()->status().isHeld(), s_patience);

        HttpClient patient(bench, "patient");
        patient.setPrefer("wait=600");
        const RawReply started = patient.post("/bench/nudge", R"({"by":1})");
        QCOMPARE(started.status, 201);
        QCOMPARE(started.headers.value("preference-applied"), QByteArray("wait=600"));
        const QByteArray path = "/action_invocations/" + text(json(started), "id").toLatin1();
        QTRY_COMPARE_WITH_TIMEOUT(patient.invocation(path)["queuePosition"], Json(1), s_patience);
        QCOMPARE(text(patient.invocation(path), "status"), QStringLiteral("pending"));
        bench.thing().letGo();
        QCOMPARE(text(patient.ended(path), "status"), QStringLiteral("completed"));
    }

    void aWriteWaitsAndIsAnswered()
    {
        RouteBench bench;
        HttpClient first(bench, "first");
        const QByteArray holding = first.start("hold");
        QTRY_VERIFY_WITH_TIMEOUT(bench.station().lock()->status().isHeld(), s_patience);

        HttpClient patient(bench, "patient");
        patient.setPrefer("wait=4");
        patient.begin("PUT", "/bench/level", "42");
        QTRY_COMPARE_WITH_TIMEOUT(bench.station().lock()->status().queue.size(), 1, s_patience);
        bench.thing().letGo();
        const RawReply written = patient.raw().reply();
        QCOMPARE(written.status, 201);
        QCOMPARE(written.headers.value("preference-applied"), QByteArray("wait=4"));
    }

    void aRefusalAlsoSaysHowLongWasWaited()
    {
        StationOptions options;
        options.globalLockWait = std::chrono::minutes {5};
        RouteBench bench(options);
        HttpClient first(bench, "first");
        const QByteArray holding = first.start("hold");
        QTRY_VERIFY_WITH_TIMEOUT(bench.station().lock()->status().isHeld(), s_patience);
        HttpClient hasty(bench, "hasty");
        hasty.setPrefer("wait=0");
        const RawReply refused = hasty.put("/bench/level", "42");
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.headers.value("preference-applied"), QByteArray("wait=0"));
        bench.thing().letGo();
    }

    void tooManyInLineAreSentAway_data()
    {
        QTest::addColumn<int>("perClient");
        QTest::addColumn<int>("inAll");
        QTest::addColumn<int>("status");
        QTest::newRow("of one client") << 2 << 64 << 429;
        QTest::newRow("of all together") << 64 << 2 << 503;
    }

    void tooManyInLineAreSentAway()
    {
        QFETCH(int, perClient);
        QFETCH(int, inAll);
        QFETCH(int, status);
        StationOptions options;
        options.globalLockWait = std::chrono::minutes {5};
        options.globalLockPolicy.limits = {.perClient = perClient, .inAll = inAll};
        RouteBench bench(options);
        HttpClient first(bench, "first");
        const QByteArray holding = first.start("hold");
        QTRY_VERIFY_WITH_TIMEOUT(bench.station().lock()->status().isHeld(), s_patience);
        std::vector<std::unique_ptr<HttpClient>> waiting;
        for (int i = 0; i < 2; ++i) {
            waiting.push_back(std::make_unique<HttpClient>(bench, "crowd"));
            waiting.back()->begin("PUT", "/bench/level", "5");
        }
        QTRY_COMPARE_WITH_TIMEOUT(bench.station().lock()->status().queue.size(), 2, s_patience);
        const RawReply refused = HttpClient(bench, "crowd").put("/bench/level", "5");
        QCOMPARE(refused.status, status);
        QVERIFY(refused.headers.value("retry-after").toInt() > 0);
        QVERIFY2(text(json(refused), "detail").contains(QStringLiteral("line")),
                 refused.body.constData());
        bench.thing().letGo();
        for (const auto &client : waiting)
            QCOMPARE(client->raw().reply().status, 201);
    }

    void whoDoesNotAskAnyMoreLeavesTheLine()
    {
        StationOptions options;
        options.abandonedAfter = std::chrono::milliseconds {200};
        RouteBench bench(options);
        HttpClient first(bench, "first");
        const QByteArray holding = first.start("hold");
        QTRY_VERIFY_WITH_TIMEOUT(bench.station().lock()->status().isHeld(), s_patience);
        HttpClient forgetful(bench, "forgetful");
        forgetful.setPrefer("wait=600");
        const QByteArray path = forgetful.start("nudge", R"({"by":1})");
        QTRY_COMPARE_WITH_TIMEOUT(bench.station().lock()->status().queue.size(), 1, s_patience);
        QTRY_COMPARE_WITH_TIMEOUT(bench.station().lock()->status().queue.size(), 0, s_patience);
        QCOMPARE(text(forgetful.invocation(path), "status"), QStringLiteral("cancelled"));
        bench.thing().letGo();
    }
};

HOLDFAST_GUILESS_TEST(PreferredWaitTest)

} // namespace Holdfast::tst_preferredwait

#include "tst_preferredwait.moc"
