// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journal.h"
#include "core/session/session.h"
#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

namespace Holdfast::tst_hangups {

namespace {

constexpr int s_patience = 30'000;

LockGuard hold(RouteBench &bench)
{
    const Principal principal = Principal::client(QStringLiteral("owner"), {});
    return bench.station().lock()->acquire(Holder(principal), QStringLiteral("bench.hold"),
                                           GlobalLock::Wait::none());
}

qsizetype waiting(RouteBench &bench)
{
    return bench.station().lock()->status().queue.size();
}

} // namespace

// Clients that hang up, or say that they will send nothing more: a killed one looks the same.
class HangUpsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void whatCanBeDoneAtOnceIsDoneAndAnswered()
    {
        RouteBench bench;
        HttpClient writer(bench);
        writer.raw().finishWith(writer.written("PUT", "/bench/level", "7"));
        QCOMPARE(writer.raw().reply().status, 201);
        QVERIFY(writer.raw().isClosed());
        QCOMPARE(bench.thing().level(), 7);

        HttpClient reader(bench); // by way of a worker
        reader.raw().finishWith(reader.written("GET", "/bench/offset"));
        QCOMPARE(reader.raw().reply().body, QByteArray("0.5"));

        HttpClient actor(bench);
        actor.raw().finishWith(actor.written("POST", "/bench/nudge", R"({"by":1})"));
        QCOMPARE(actor.raw().reply().status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(bench.thing().level(), 8, s_patience);
    }

    void theHistoryIsToldAtOnce()
    {
        StationOptions options;
        options.journal = JournalOptions::inMemory();
        RouteBench bench(options);
        for (int i = 0; i < 20; ++i) {
            HttpClient client(bench);
            client.raw().finishWith(client.written("GET", "/lock/history"));
            QCOMPARE(client.raw().reply().status, 200);
        }
    }

    void whatWaitsForTheLockIsWithdrawn_data()
    {
        QTest::addColumn<bool>("withReset");
        QTest::newRow("behind the last byte") << false;
        QTest::newRow("with a reset") << true;
    }

    void whatWaitsForTheLockIsWithdrawn()
    {
        QFETCH(const bool, withReset);
        RouteBench bench;
        {
            const LockGuard guard = hold(bench);
            HttpClient writer(bench);
            writer.setPrefer("wait=4");
            writer.begin("PUT", "/bench/level", "7");
            QTRY_COMPARE_WITH_TIMEOUT(waiting(bench), 1, 2'000);
            if (withReset)
                writer.raw().reset();
            else
                writer.raw().finish();
            QTRY_COMPARE_WITH_TIMEOUT(waiting(bench), 0, 2'000);
            if (!withReset) {
                const RawReply reply = writer.raw().reply();
                QCOMPARE(reply.status, 503);
                QVERIFY(reply.body.contains("withdrawn before it had the lock"));
                QVERIFY(writer.raw().isClosed());
            }
        }
        HttpClient other(bench);
        QCOMPARE(other.get("/bench/level").body, QByteArray("1"));
    }

    void anActionThatWaitsForTheLockIsWithdrawn()
    {
        RouteBench bench;
        const LockGuard guard = hold(bench);
        HttpClient actor(bench);
        actor.setPrefer("wait=600");
        actor.raw().finishWith(actor.written("POST", "/bench/nudge", R"({"by":1})"));
        const RawReply reply = actor.raw().reply();
        QCOMPARE(reply.status, 201);
        QCOMPARE(text(json(reply), "status"), QStringLiteral("cancelled"));
        QCOMPARE(waiting(bench), 0);
    }

    void aPollEnds()
    {
        RouteBench bench;
        HttpClient watcher(bench);
        watcher.setPrefer("wait=3600");
        watcher.setHeaders("If-None-Match: *\r\n");
        watcher.raw().finishWith(watcher.written("GET", "/lock"));
        QCOMPARE(watcher.raw().reply().status, 304);
        QVERIFY(watcher.raw().isClosed());

        HttpClient listener(bench);
        listener.setPrefer("wait=3600");
        listener.begin("GET", "/bench/events/tripped");
        QVERIFY(listener.raw().isSilent(std::chrono::milliseconds(50)));
        listener.raw().finish();
        QCOMPARE(listener.raw().reply().status, 204);
        QVERIFY(listener.raw().isClosed());
    }

    void aQuestionForTheHistoryLeavesTheLine()
    {
        QSemaphore begun;
        QSemaphore ended;
        StationOptions options;
        options.journal = JournalOptions::inMemory();
        RouteBench bench(options);
        // The reader is busy with a question, and others wait.
        bench.station().journal()->read({}, [&](const Journal::Answer &) {
            begun.release();
            ended.acquire();
        });
        begun.acquire();
        const auto letGo = qScopeGuard([&ended] { ended.release(); });
        constexpr int places = 64; // of the line
        for (int i = 0; i < places; ++i) {
            HttpClient gone(bench);
            gone.begin("GET", "/lock/history");
        }
        // There is room for a client that stays.
        std::unique_ptr<HttpClient> stays;
        const auto waits = [&] {
            stays = std::make_unique<HttpClient>(bench);
            stays->begin("GET", "/lock/history");
            return stays->raw().isSilent(std::chrono::milliseconds(100));
        };
        QTRY_VERIFY_WITH_TIMEOUT(waits(), 10'000);
        ended.release();
        QCOMPARE(stays->raw().reply().status, 200);
    }
};

HOLDFAST_GUILESS_TEST(HangUpsTest)

} // namespace Holdfast::tst_hangups

#include "tst_hangups.moc"
