// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/limits/limits.h"
#include "core/server/problems.h"
#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_lockedaccess {

namespace {

constexpr int s_patience = 30'000;

qsizetype threadCount()
{
    return QDir(QStringLiteral("/proc/self/task"))
        .entryList(QDir::Dirs | QDir::NoDotAndDotDot)
        .size();
}

} // namespace

// Tests which requests the lock lets through and which it refuses, as clients see it.
class LockedAccessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void readsWorkWhileAnActionHolds_data();
    void readsWorkWhileAnActionHolds();
    void lockedWritesAreRefused_data();
    void lockedWritesAreRefused();
    void lockedResetsAreRefused();
    void resetsAreOperationsOfALease();
    void wrongValuesAreToldAsWrongEvenThen();
    void lockedActionsAreRefused_data();
    void lockedActionsAreRefused();
    void refusalsByTheOperatorAreLoggedInTheirOwnWords();
    void optedOutOnesWorkTwice();
    void optedOutActionThatWritesALockedPropertyFails();
    void withoutTheLockAllWork();
    void lockIsShownWithOwnerAndQueue();
    void lockIsNotSentTwiceWhileItIsTheSame();
    void lockThatIsSwitchedOffIsShownAsThat();
    void clientThatLeavesAlsoLeavesTheLine();
    void cancellingLeavesTheLine();
    void stopGoesPastTheLockAndTheQueue_data();
    void stopGoesPastTheLockAndTheQueue();
    void waitersNeedNoThreads();

private:
    // Has "first" hold the lock.
    static QByteArray hold(RouteBench &bench, HttpClient &client)
    {
        const QByteArray path = client.start("hold");
        const bool holds =
            QTest::qWaitFor([&] { return bench.station().lock()->status().isHeld(); }, s_patience);
        return holds ? path : QByteArray();
    }
};

void LockedAccessTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void LockedAccessTest::readsWorkWhileAnActionHolds_data()
{
    QTest::addColumn<QByteArray>("property");
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("a locked value") << QByteArray("level") << QByteArray("1");
    QTest::newRow("an unlocked value") << QByteArray("speed") << QByteArray("1.0");
    QTest::newRow("a locked getter") << QByteArray("offset") << QByteArray("0.5");
    QTest::newRow("an unlocked getter") << QByteArray("loose_offset") << QByteArray("0.25");
}

void LockedAccessTest::readsWorkWhileAnActionHolds()
{
    QFETCH(QByteArray, property);
    RouteBench bench;
    HttpClient client(bench);
    QVERIFY(!hold(bench, client).isEmpty());
    QTEST(client.get("/bench/" + property).body, "value");
}

void LockedAccessTest::lockedWritesAreRefused_data()
{
    QTest::addColumn<QByteArray>("property");
    QTest::newRow("a value") << QByteArray("level");
    QTest::newRow("a setter") << QByteArray("offset");
}

void LockedAccessTest::lockedWritesAreRefused()
{
    QFETCH(QByteArray, property);
    RouteBench bench;
    HttpClient first(bench, "tile scan");
    HttpClient second(bench, "another client");
    QVERIFY(!hold(bench, first).isEmpty());

    const QByteArray before = second.get("/bench/" + property).body;
    const RawReply refused = second.put("/bench/" + property, "2");
    QCOMPARE(refused.status, 409);
    QVERIFY(refused.headers.value("retry-after").toInt() >= 1);
    const Json problem = json(refused);
    QVERIFY(text(problem, "detail")
                .startsWith(QStringLiteral("The global lock could not be acquired")));
    QVERIFY(text(problem, "detail").contains(QStringLiteral("tile scan")));
    QVERIFY(text(problem, "detail").contains(QStringLiteral("bench.hold")));
    QCOMPARE(text(problem, "title"), QStringLiteral("GlobalLockBusyError"));
    QCOMPARE(text(problem, "type"), globalLockBusyType);
    QCOMPARE(text(problem["owner"], "operation"), QStringLiteral("bench.hold"));
    QVERIFY(problem["retry_after_ms"].get<int>() > 0);
    QCOMPARE(second.get("/bench/" + property).body, before);

    bench.thing().letGo();
    QTRY_VERIFY_WITH_TIMEOUT(second.put("/bench/" + property, "2").status == 201, s_patience);
}

void LockedAccessTest::lockedResetsAreRefused()
{
    RouteBench bench;
    HttpClient first(bench, "first");
    HttpClient second(bench, "second");
    QCOMPARE(first.put("/bench/level", "7").status, 201);
    QCOMPARE(first.put("/bench/speed", "7").status, 201);
    const QByteArray path = hold(bench, first);
    QVERIFY(!path.isEmpty());
    const RawReply refused = second.post("/bench/level/reset");
    QCOMPARE(refused.status, 409);
    QVERIFY(refused.body.contains("The global lock could not be acquired"));
    QCOMPARE(second.get("/bench/level").body, QByteArray("7"));
    QCOMPARE(second.post("/bench/speed/reset").status, 200);
    QCOMPARE(second.get("/bench/speed").body, QByteArray("1.0"));
    bench.thing().letGo();
    QVERIFY(!first.ended(path).is_null());
}

void LockedAccessTest::resetsAreOperationsOfALease()
{
    RouteBench bench;
    HttpClient first(bench, "first");
    HttpClient second(bench, "second");
    QCOMPARE(first.put("/bench/level", "7").status, 201);
    const RawReply leased = first.post("/lock/leases", R"({"note":"a test"})");
    QCOMPARE(leased.status, 201);
    const QByteArray token = text(json(leased), "token").toLatin1();
    QVERIFY(!token.isEmpty());
    QCOMPARE(second.post("/bench/level/reset").status, 409);
    first.setHeaders("Lock-Token: " + token + "\r\n");
    const RawReply reset = first.post("/bench/level/reset");
    QCOMPARE(reset.status, 200);
    QVERIFY(!reset.headers.value("lock-generation").isEmpty());
    QCOMPARE(second.get("/bench/level").body, QByteArray("1"));
    first.setHeaders("Lock-Token: nonsense\r\n");
    QVERIFY(first.post("/bench/level/reset").status >= 400);
}

void LockedAccessTest::wrongValuesAreToldAsWrongEvenThen()
{
    RouteBench bench;
    HttpClient client(bench);
    QVERIFY(!hold(bench, client).isEmpty());
    QCOMPARE(client.put("/bench/level", "101").status, 422);
    QCOMPARE(client.post("/bench/nudge", "{\"by\":99}").status, 422);
}

void LockedAccessTest::lockedActionsAreRefused_data()
{
    QTest::addColumn<bool>("bySameClient");
    QTest::newRow("of another client") << false;
    QTest::newRow("of the same client") << true;
}

void LockedAccessTest::lockedActionsAreRefused()
{
    QFETCH(bool, bySameClient);
    RouteBench bench;
    HttpClient first(bench, "tile scan");
    HttpClient other(bench, "another client");
    HttpClient &second = bySameClient ? first : other;
    QVERIFY(!hold(bench, first).isEmpty());

    const Json refused = second.run("nudge", R"({"by":1})");
    QCOMPARE(text(refused, "status"), QStringLiteral("error"));
    QVERIFY(refused["timeStarted"].is_null());
    QCOMPARE(refused["error"]["status"].get<int>(), 409);
    QCOMPARE(text(refused["error"], "type"), globalLockBusyType);
    const QString detail = text(refused["error"], "detail");
    QVERIFY(detail.startsWith(QStringLiteral("The global lock could not be acquired")));
    QVERIFY(detail.contains(QStringLiteral("tile scan")));
    QVERIFY(detail.contains(QStringLiteral("bench.hold")));
    QCOMPARE(refused["log"].size(), std::size_t(1));
    const QString logged = text(refused["log"][0], "message");
    QVERIFY2(
        logged.startsWith(QStringLiteral("Global lock was busy: didn't run nudge. tile scan (")),
        qPrintable(logged));
    QVERIFY2(logged.contains(QStringLiteral(" holds it for bench.hold since ")),
             qPrintable(logged));
    QCOMPARE(text(refused["log"][0], "levelname"), QStringLiteral("ERROR"));
    QVERIFY(refused["log"][0]["traceback"].is_null());
    QCOMPARE(second.get("/bench/level").body, QByteArray("1"));
}

void LockedAccessTest::refusalsByTheOperatorAreLoggedInTheirOwnWords()
{
    RouteBench bench;
    HttpClient client(bench, "tile scan");
    const auto logged = [&client] {
        const Json refused = client.run("nudge", R"({"by":1})");
        return refused["log"].size() == 1 && text(refused["log"][0], "levelname") == u"ERROR"
                   ? text(refused["log"][0], "message")
                   : QString::fromStdString(refused.dump());
    };
    QCOMPARE(client.put("/lock/mode", R"({"mode":"local_only","reason":"alignment"})").status, 200);
    QString said = logged();
    QVERIFY2(
        said.startsWith(QStringLiteral("The instrument is reserved for this machine: didn't run "
                                       "nudge. It is reserved for this machine by tile scan (")),
        qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("(alignment)")), qPrintable(said));
    QCOMPARE(client.put("/lock/mode", R"({"mode":"shared"})").status, 200);

    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
    QCOMPARE(client.post("/stop", R"({"reason":"smoke"})").status, 200);
    said = logged();
    QVERIFY2(
        said.startsWith(QStringLiteral("Everything is stopped: didn't run nudge. It is stopped by "
                                       "tile scan (")),
        qPrintable(said));
    QVERIFY2(said.contains(QStringLiteral("(smoke)")), qPrintable(said));
}

void LockedAccessTest::optedOutOnesWorkTwice()
{
    RouteBench bench;
    HttpClient client(bench);
    QVERIFY(!hold(bench, client).isEmpty());
    for (const QByteArray value : {"2.5", "3.5"}) {
        QCOMPARE(client.put("/bench/speed", value).status, 201);
        QCOMPARE(client.get("/bench/speed").body, value);
        QCOMPARE(client.put("/bench/loose_offset", value).status, 201);
        QCOMPARE(client.get("/bench/loose_offset").body, value);
        QCOMPARE(text(client.run("look"), "status"), QStringLiteral("completed"));
    }
}

void LockedAccessTest::optedOutActionThatWritesALockedPropertyFails()
{
    RouteBench bench;
    HttpClient client(bench);
    QVERIFY(!hold(bench, client).isEmpty());
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("^bench.meddle failed: ")));
    const Json failed = client.run("meddle");
    QCOMPARE(text(failed, "status"), QStringLiteral("error"));
    QVERIFY(!failed["timeStarted"].is_null());
    QCOMPARE(text(failed["error"], "type"), globalLockBusyType);
    QCOMPARE(text(failed["log"].back(), "levelname"), QStringLiteral("ERROR"));
    QCOMPARE(text(failed["log"].back(), "exception_type"), QStringLiteral("GlobalLockBusyError"));
    QCOMPARE(client.get("/bench/level").body, QByteArray("1"));
}

void LockedAccessTest::withoutTheLockAllWork()
{
    StationOptions options;
    options.globalLockEnabled = false;
    RouteBench bench(options);
    HttpClient client(bench);
    const QByteArray running = client.start("hold");
    QTRY_COMPARE_WITH_TIMEOUT(text(client.invocation(running), "status"), QStringLiteral("running"),
                              s_patience);
    for (const QByteArray property : {"level", "speed", "offset", "loose_offset"})
        QCOMPARE(client.put("/bench/" + property, "2").status, 201);
    QCOMPARE(text(client.run("nudge", "{\"by\":1}"), "status"), QStringLiteral("completed"));
    QCOMPARE(text(client.run("look"), "status"), QStringLiteral("completed"));
    QCOMPARE(text(client.run("meddle"), "status"), QStringLiteral("completed"));
    QCOMPARE(client.get("/bench/level").body, QByteArray("99"));
    QCOMPARE(text(client.invocation(running), "status"), QStringLiteral("running"));
}

void LockedAccessTest::lockIsShownWithOwnerAndQueue()
{
    StationOptions options;
    options.globalLockWait = std::chrono::minutes {5};
    RouteBench bench(options);
    HttpClient first(bench, "tile scan");
    HttpClient second(bench, "autofocus");
    HttpClient third(bench, "third");
    HttpClient viewer(bench);
    QVERIFY(!hold(bench, first).isEmpty());
    const auto queueLength = [&] { return json(viewer.get("/lock"))["queue"].size(); };
    second.begin("PUT", "/bench/level", "7");
    QTRY_COMPARE_WITH_TIMEOUT(queueLength(), std::size_t(1), s_patience);
    const QByteArray waiting = third.start("nudge", R"({"by":1})");
    QTRY_COMPARE_WITH_TIMEOUT(queueLength(), std::size_t(2), s_patience);

    // Granted, it still has to find a worker.
    const auto depth = [&] { return json(viewer.get("/lock"))["owner"]["depth"].get<int>(); };
    QTRY_VERIFY_WITH_TIMEOUT(depth() >= 1, s_patience);
    const Json lock = json(viewer.get("/lock"));
    QCOMPARE(lock["enabled"].get<bool>(), true);
    QVERIFY(lock["owner"]["warning"].is_null());
    QVERIFY(lock["devices"].is_array());
    QCOMPARE(lock["held"].get<bool>(), true);
    QVERIFY(text(lock["owner"], "label").startsWith(QStringLiteral("tile scan (127.0.0.1:")));
    QCOMPARE(text(lock["owner"], "operation"), QStringLiteral("bench.hold"));
    QVERIFY(text(lock["queue"][0], "label").startsWith(QStringLiteral("autofocus (")));
    QCOMPARE(text(lock["queue"][0], "operation"), QStringLiteral("bench.level"));
    QCOMPARE(text(lock["queue"][1], "operation"), QStringLiteral("bench.nudge"));
    const Json pending = viewer.invocation(waiting);
    QCOMPARE(text(pending, "status"), QStringLiteral("pending"));
    QCOMPARE(pending["queuePosition"].get<int>(), 2);
    QVERIFY(text(pending, "by").startsWith(QStringLiteral("third (")));

    bench.thing().letGo();
    QCOMPARE(second.raw().reply().status, 201);
    const Json done = third.ended(waiting);
    QCOMPARE(text(done, "status"), QStringLiteral("completed"));
    QCOMPARE(done["output"].get<int>(), 8);
    QCOMPARE(done["queuePosition"].get<int>(), 0);
}

void LockedAccessTest::lockIsNotSentTwiceWhileItIsTheSame()
{
    RouteBench bench;
    HttpClient client(bench);
    const QByteArray tag = client.get("/lock").headers.value("etag");
    QVERIFY(!tag.isEmpty());
    const QByteArray again =
        "GET /lock HTTP/1.1\r\nHost: localhost\r\nIf-None-Match: " + tag + "\r\n\r\n";
    client.raw().send(again);
    QCOMPARE(client.raw().reply(false).status, 304);
    QVERIFY(!hold(bench, client).isEmpty());
    client.raw().send(again);
    QCOMPARE(client.raw().reply().status, 200);
}

void LockedAccessTest::lockThatIsSwitchedOffIsShownAsThat()
{
    StationOptions options;
    options.globalLockEnabled = false;
    RouteBench bench(options);
    const Json lock = json(HttpClient(bench).get("/lock"));
    QCOMPARE(lock["enabled"].get<bool>(), false);
    QCOMPARE(lock["held"].get<bool>(), false);
    QVERIFY(lock["owner"].is_null());
}

void LockedAccessTest::clientThatLeavesAlsoLeavesTheLine()
{
    StationOptions options;
    options.globalLockWait = std::chrono::minutes {5};
    RouteBench bench(options);
    HttpClient first(bench);
    HttpClient viewer(bench);
    QVERIFY(!hold(bench, first).isEmpty());
    {
        HttpClient leaving(bench);
        leaving.begin("PUT", "/bench/level", "42");
        QTRY_COMPARE_WITH_TIMEOUT(bench.station().lock()->status().queue.size(), 1, s_patience);
        leaving.raw().reset();
    }
    QTRY_COMPARE_WITH_TIMEOUT(bench.station().lock()->status().queue.size(), 0, s_patience);
    bench.thing().letGo();
    QTRY_VERIFY_WITH_TIMEOUT(!bench.station().lock()->status().isHeld(), s_patience);
    QVERIFY(viewer.get("/bench/level").body != "42");
}

void LockedAccessTest::cancellingLeavesTheLine()
{
    StationOptions options;
    options.globalLockWait = std::chrono::minutes {5};
    RouteBench bench(options);
    HttpClient client(bench);
    QVERIFY(!hold(bench, client).isEmpty());
    const QByteArray waiting = client.start("nudge", R"({"by":1})");
    QTRY_COMPARE_WITH_TIMEOUT(bench.station().lock()->status().queue.size(), 1, s_patience);
    QCOMPARE(client.remove(waiting).status, 200);
    const Json cancelled = client.ended(waiting);
    QCOMPARE(text(cancelled, "status"), QStringLiteral("cancelled"));
    QCOMPARE(text(cancelled["error"], "type"), invocationCancelledType);
    QCOMPARE(bench.station().lock()->status().queue.size(), 0);
}

void LockedAccessTest::stopGoesPastTheLockAndTheQueue_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("without a slash at the end") << QByteArray("/stop");
    QTest::newRow("with a slash at the end") << QByteArray("/stop/");
}

void LockedAccessTest::stopGoesPastTheLockAndTheQueue()
{
    QFETCH(const QByteArray, path);
    StationOptions options;
    options.globalLockWait = std::chrono::minutes {5};
    RouteBench bench(options);
    HttpClient client(bench, "panic button");
    const QByteArray holding = hold(bench, client);
    const QByteArray waiting = client.start("nudge", R"({"by":1})");
    QTRY_COMPARE_WITH_TIMEOUT(bench.station().lock()->status().queue.size(), 1, s_patience);

    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("^Emergency stop by panic button ")));
    const RawReply reply = client.post(path);
    QCOMPARE(reply.status, 200);
    const Json report = json(reply);
    QCOMPARE(report["complete"].get<bool>(), true);
    QCOMPARE(report["cancelled"].get<int>(), 2);
    QCOMPARE(report["things"],
             Json::parse("[{\"thing\":\"bench\",\"outcome\":\"stopped\",\"message\":null}]"));
    QVERIFY(text(report, "by").startsWith(QStringLiteral("panic button (")));
    QVERIFY(bench.thing().isStopped());
    QCOMPARE(text(client.ended(holding), "status"), QStringLiteral("cancelled"));
    QCOMPARE(text(client.ended(waiting), "status"), QStringLiteral("cancelled"));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.station().lock()->status().isHeld(), s_patience);
}

void LockedAccessTest::waitersNeedNoThreads()
{
    constexpr int many = 200;
    StationOptions options;
    options.globalLockWait = std::chrono::minutes {5};
    options.globalLockPolicy.limits = {.perClient = many, .inAll = many};
    Limits limits;
    limits.queuePlaces.local = many;
    RouteBench bench(options, {}, limits);
    HttpClient first(bench);
    QVERIFY(!hold(bench, first).isEmpty());
    const auto waiters = [&] { return bench.station().lock()->status().queue.size(); };

    std::vector<std::unique_ptr<HttpClient>> clients;
    qsizetype threadsForOne = 0;
    for (int i = 0; i < many; ++i) {
        clients.push_back(std::make_unique<HttpClient>(bench));
        clients.back()->begin("PUT", "/bench/level", "5");
        if (i == 0) {
            QTRY_COMPARE_WITH_TIMEOUT(waiters(), 1, s_patience);
            threadsForOne = threadCount();
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(waiters(), many, s_patience);
    QVERIFY2(threadCount() <= threadsForOne,
             qPrintable(QStringLiteral("%1 threads for one waiter, %2 for %3")
                            .arg(threadsForOne)
                            .arg(threadCount())
                            .arg(many)));
    bench.thing().letGo();
    for (const auto &client : clients)
        QCOMPARE(client->raw().reply().status, 201);
}

HOLDFAST_GUILESS_TEST(LockedAccessTest)

} // namespace Holdfast::tst_lockedaccess

#include "tst_lockedaccess.moc"
