// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/journal/journal.h"
#include "core/server/stream/lockhub.h"
#include "tests/program/testprogram.h"
#include "tests/server/http/testserver.h"
#include "tests/server/routes/eventclient.h"

#include <QElapsedTimer>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <condition_variable>
#include <deque>
#include <mutex>

namespace Holdfast::tst_lockwatching {

namespace {

constexpr int s_patience = 30'000;

Principal client(const QString &name)
{
    return Principal::client(name, QStringLiteral("127.0.0.1:1"));
}

LockGuard hold(RouteBench &bench, const QString &name)
{
    return bench.station().lock()->acquire(Holder(client(name)), QStringLiteral("bench.hold"),
                                           GlobalLock::Wait::none());
}

QString ownerIn(const Json &state)
{
    return state.is_object() ? text(state["owner"], "label") : QString();
}

QElapsedTimer started()
{
    QElapsedTimer timer;
    timer.start();
    return timer;
}

StationOptions withLockAsThing()
{
    StationOptions options;
    options.lockAsThing = true;
    return options;
}

//! A double of a disk that hangs: a write takes until the disk answers.
class HangingDisk
{
public:
    void write()
    {
        std::unique_lock lock(m_mutex);
        m_writers += m_hangs ? 1 : 0;
        m_answers.wait(lock, [this] { return !m_hangs; });
    }
    //! From now on.
    void hang()
    {
        const std::lock_guard lock(m_mutex);
        m_hangs = true;
    }
    void answer()
    {
        const std::lock_guard lock(m_mutex);
        m_hangs = false;
        m_writers = 0;
        m_answers.notify_all();
    }
    //! Returns whether a write hangs.
    bool hangs() const
    {
        const std::lock_guard lock(m_mutex);
        return m_writers > 0;
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_answers;
    bool m_hangs = false;
    int m_writers = 0;
};

// Many in line, so that a state of the lock is long.
class LongLine
{
public:
    explicit LongLine(RouteBench &bench)
        : m_owner(hold(bench, QStringLiteral("owner")))
    {
        for (int i = 0; i < 40; ++i) {
            const QString name = QStringLiteral("%1 ").arg(i) + QString(200, u'x');
            m_places.push_back(
                bench.station().lock()->request(Holder(client(name)), QStringLiteral("bench.hold"),
                                                GlobalLock::Wait::unlimited(), [](LockOutcome) {}));
        }
    }

private:
    std::vector<LockTicket> m_places;
    LockGuard m_owner;
};

} // namespace

// Watching the lock over plain HTTP: long polls, and the stream of its states.
class LockWatchingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theStateComesFirstAndThenEachChange();
    void theStreamSaysWhatGetSays();
    void whoComesBackIsToldNothingTwice();
    void whoComesBackToAnotherRunIsToldTheState();
    void manyChangesBecomeFewEvents();
    void refusalsAreToldWithoutAddresses_data();
    void refusalsAreToldWithoutAddresses();
    void ofManyRefusalsTheLatestAreToldAndHowManyThereWere();
    void refusalsAreToldWhileTheJournalsDiskHangs();
    void theStreamEndsWithTheServer();
    void aJournalThatCannotWriteAndCanAgainIsTold();
    void aPollAnswersWithTheNextChange();
    void aPollThatKnowsAnOlderStateAnswersAtOnce();
    void aPollEndsWhenItsTimeIsOver();
    void aPollEndsWithTheServer();
    void aPollComparesTagsWeakly_data();
    void aPollComparesTagsWeakly();
    void whoKnowsNothingIsAnsweredAtOnce();
    void whoFallsBehindIsToldHowFar();
    void manyClientsThatNeverReadHarmNoOther();
};

void LockWatchingTest::theStateComesFirstAndThenEachChange()
{
    RouteBench bench;
    EventClient watcher(bench, "/lock/events");
    QVERIFY(watcher.head.startsWith("HTTP/1.1 200"));
    QVERIFY(watcher.head.toLower().contains("content-type: text/event-stream"));
    QCOMPARE(watcher.next("retry"), "1000");
    QVERIFY(watcher.nextNamed({}));
    QCOMPARE(watcher.json()["held"], Json(false));
    QByteArray id = watcher.field("id");
    for (const char *name : {"anna", "bert", "cleo"}) {
        const LockGuard guard = hold(bench, QLatin1String(name));
        do {
            QVERIFY(watcher.nextNamed({}));
            QVERIFY(watcher.field("id") != id);
            id = watcher.field("id");
        } while (!ownerIn(watcher.json()).startsWith(QLatin1String(name)));
    }
}

void LockWatchingTest::theStreamSaysWhatGetSays()
{
    RouteBench bench;
    const LockGuard guard = hold(bench, QStringLiteral("anna"));
    EventClient watcher(bench, "/lock/events");
    QVERIFY(watcher.nextNamed({}));
    HttpClient http(bench);
    const RawReply reply = http.get("/lock");
    QCOMPARE(reply.headers.value("etag"), "W/\"" + watcher.field("id") + '"');
    Json told = watcher.json();
    Json got = json(reply);
    for (Json *each : {&told, &got}) {
        // The times go on.
        each->erase("time");
        (*each)["owner"].erase("held_ms");
        (*each)["owner"].erase("operation_ms");
    }
    QVERIFY2(told == got, (toBytes(told) + '\n' + toBytes(got)).constData());
    QVERIFY(told["leases"].is_array());
}

void LockWatchingTest::whoComesBackIsToldNothingTwice()
{
    RouteBench bench;
    QByteArray id;
    {
        EventClient watcher(bench, "/lock/events");
        QVERIFY(watcher.nextNamed({}));
        id = watcher.field("id");
    }
    EventClient again(bench, "/lock/events", "Last-Event-ID: " + id + "\r\n");
    QCOMPARE(again.next("retry"), "1000");
    QVERIFY(again.raw().isSilent(std::chrono::milliseconds {200}));
    const LockGuard guard = hold(bench, QStringLiteral("anna"));
    QVERIFY(again.nextNamed({}));
    QVERIFY(again.field("id") != id);
    // Something has changed since.
    EventClient late(bench, "/lock/events", "Last-Event-ID: " + id + "\r\n");
    QVERIFY(late.nextNamed({}));
    QVERIFY(ownerIn(late.json()).startsWith(QStringLiteral("anna")));
}

void LockWatchingTest::whoComesBackToAnotherRunIsToldTheState()
{
    QByteArray id;
    {
        RouteBench bench;
        EventClient watcher(bench, "/lock/events");
        QVERIFY(watcher.nextNamed({}));
        id = watcher.field("id");
    }
    RouteBench bench;
    EventClient watcher(bench, "/lock/events", "Last-Event-ID: " + id + "\r\n");
    QVERIFY(watcher.nextNamed({}));
    QVERIFY(watcher.field("id") != id);
    // The versions are the same, the runs are not.
    QCOMPARE(watcher.field("id").split('-').last(), id.split('-').last());
}

void LockWatchingTest::manyChangesBecomeFewEvents()
{
    RouteBench bench;
    EventClient watcher(bench, "/lock/events");
    QVERIFY(watcher.nextNamed({}));
    QElapsedTimer time;
    time.start();
    for (int i = 0; i < 2000; ++i)
        (void)hold(bench, QStringLiteral("quick"));
    const LockGuard last = hold(bench, QStringLiteral("last"));
    int events = 0;
    do {
        QVERIFY(watcher.nextNamed({}));
        ++events;
    } while (!ownerIn(watcher.json()).startsWith(QStringLiteral("last")));
    const qint64 most = time.elapsed() / LockHub::interval.count() + 2;
    QVERIFY2(events <= most, qPrintable(QStringLiteral("%1 > %2").arg(events).arg(most)));
    QCOMPARE(watcher.json()["generation"].get<int>(), 2001);
}

void LockWatchingTest::refusalsAreToldWithoutAddresses_data()
{
    QTest::addColumn<bool>("asThing");
    QTest::newRow("with the lock as a Thing") << true;
    QTest::newRow("without") << false;
}

void LockWatchingTest::refusalsAreToldWithoutAddresses()
{
    QFETCH(const bool, asThing);
    RouteBench bench(asThing ? withLockAsThing() : StationOptions {});
    EventClient watcher(bench, "/lock/events");
    QVERIFY(watcher.nextNamed({}));
    const LockGuard guard = hold(bench, QStringLiteral("anna"));
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, (void)hold(bench, QStringLiteral("bert")));
    QVERIFY(watcher.nextNamed("refused"));
    QCOMPARE(text(watcher.json(), "label"), QStringLiteral("bert"));
    QCOMPARE(text(watcher.json(), "operation"), QStringLiteral("bench.hold"));
    QCOMPARE(text(watcher.json(), "reason"), QStringLiteral("busy"));
    QVERIFY(!watcher.field("data").contains("127.0.0.1"));
}

void LockWatchingTest::ofManyRefusalsTheLatestAreToldAndHowManyThereWere()
{
    constexpr int many = 200;
    RouteBench bench;
    EventClient watcher(bench, "/lock/events");
    QVERIFY(watcher.nextNamed({}));
    const LockGuard guard = hold(bench, QStringLiteral("anna"));
    for (int i = 0; i < many; ++i)
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, (void)hold(bench, QString::number(i)));
    int told = 0;
    int more = 0;
    QString latest;
    while (latest != QString::number(many - 1)) {
        watcher.next();
        QVERIFY(!watcher.field("data").isEmpty());
        if (watcher.field("event") == "refused_more") {
            more += watcher.field("data").toInt();
        } else if (watcher.field("event") == "refused") {
            ++told;
            latest = text(watcher.json(), "label");
        }
    }
    QCOMPARE(told + more, many);
    QVERIFY2(more > 0, QByteArray::number(told).constData());
}

void LockWatchingTest::refusalsAreToldWhileTheJournalsDiskHangs()
{
    constexpr int many = 20;
    const QTemporaryDir folder;
    const auto disk = std::make_shared<HangingDisk>();
    StationOptions options = withLockAsThing();
    options.journal.place = JournalOptions::Place::File;
    options.journal.file = folder.filePath(QStringLiteral("journal.sqlite"));
    options.journal.pageLimit = [disk] { // is asked for in the thread that writes
        disk->write();
        return qint64 {0};
    };
    disk->hang();
    RouteBench bench(options);
    const auto answer = qScopeGuard([disk] { disk->answer(); }); // the station's end waits for it
    const auto refusals = [&bench] {
        const JournalTally tally = bench.station().journal()->tally();
        const auto found = tally.written.find(HistoryKind::Refusal);
        return found == tally.written.end() ? 0 : int(found->second);
    };
    EventClient watcher(bench, "/lock/events");
    QVERIFY(watcher.nextNamed({}));
    const LockGuard guard = hold(bench, QStringLiteral("anna"));
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, (void)hold(bench, QStringLiteral("first")));
    QVERIFY(watcher.nextNamed("refused"));
    QTRY_VERIFY_WITH_TIMEOUT(disk->hangs(), s_patience);
    for (int i = 0; i < many; ++i) {
        const QString name = QString::number(i);
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, (void)hold(bench, name));
        QVERIFY(watcher.nextNamed("refused"));
        QCOMPARE(text(watcher.json(), "label"), name);
    }
    QVERIFY(disk->hangs());
    QCOMPARE(refusals(), 0);
    disk->answer();
    QTRY_COMPARE_WITH_TIMEOUT(refusals(), 1 + many, s_patience);
    QCOMPARE(bench.station().journal()->tally().missing, quint64 {0});
}

void LockWatchingTest::theStreamEndsWithTheServer()
{
    RouteBench bench;
    EventClient watcher(bench, "/lock/events");
    QVERIFY(watcher.nextNamed({}));
    QVERIFY(bench.server().shutdown());
    QVERIFY(watcher.isClosed());
}

// While no client uses the lock.
void LockWatchingTest::aJournalThatCannotWriteAndCanAgainIsTold()
{
    const QTemporaryDir folder;
    const auto pages = std::make_shared<std::atomic<qint64>>(20);
    StationOptions options;
    options.journal.place = JournalOptions::Place::File;
    options.journal.file = folder.filePath(QStringLiteral("journal.sqlite"));
    options.journal.retry = std::chrono::milliseconds {1};
    options.journal.pageLimit = [pages] { return pages->load(); };
    RouteBench bench(options);
    const auto isWriting = [&bench] {
        return bench.station().journal()->state().state == JournalState::State::Writing;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isWriting(), s_patience);
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("The disk is full")));
    for (const QElapsedTimer timer = started(); isWriting();) {
        QVERIFY2(timer.elapsed() < s_patience, "the disk is never full");
        hold(bench, QStringLiteral("anna")).release();
    }
    EventClient watcher(bench, "/lock/events");
    const auto waitFor = [&watcher](const char *state) {
        while (watcher.nextNamed({})) {
            if (text(watcher.json()["journal"], "state") == QLatin1String(state))
                return true;
        }
        return false;
    };
    QVERIFY(waitFor("paused"));
    const quint64 lockVersion = bench.station().lock()->status().version;
    pages->store(1'000'000);
    QVERIFY(waitFor("writing"));
    QCOMPARE(bench.station().lock()->status().version, lockVersion);
}

void LockWatchingTest::aPollAnswersWithTheNextChange()
{
    RouteBench bench;
    HttpClient http(bench);
    const QByteArray tag = http.get("/lock").headers.value("etag");
    http.setPrefer("wait=60");
    http.setHeaders("If-None-Match: \"another\", " + tag + "\r\n");
    http.begin("GET", "/lock");
    QVERIFY(http.raw().isSilent(std::chrono::milliseconds {200}));
    const LockGuard guard = hold(bench, QStringLiteral("anna"));
    const RawReply reply = http.raw().reply();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("preference-applied"), "wait=60");
    QVERIFY(ownerIn(json(reply)).startsWith(QStringLiteral("anna")));
    QVERIFY(reply.headers.value("etag") != tag);
}

void LockWatchingTest::aPollThatKnowsAnOlderStateAnswersAtOnce()
{
    RouteBench bench;
    HttpClient http(bench);
    const QByteArray tag = http.get("/lock").headers.value("etag");
    const LockGuard guard = hold(bench, QStringLiteral("anna"));
    http.setPrefer("wait=3600");
    http.setHeaders("If-None-Match: " + tag + "\r\n");
    const RawReply reply = http.get("/lock");
    QCOMPARE(reply.status, 200);
    QVERIFY(ownerIn(json(reply)).startsWith(QStringLiteral("anna")));
}

void LockWatchingTest::aPollEndsWhenItsTimeIsOver()
{
    RouteBench bench;
    HttpClient http(bench);
    const QByteArray tag = http.get("/lock").headers.value("etag");
    http.setPrefer("wait=1");
    http.setHeaders("If-None-Match: " + tag + "\r\n");
    QElapsedTimer time;
    time.start();
    const RawReply reply = http.get("/lock");
    QCOMPARE(reply.status, 304);
    QVERIFY(time.elapsed() >= 900);
    QCOMPARE(reply.headers.value("etag"), tag);
    QCOMPARE(reply.headers.value("preference-applied"), "wait=1");
}

void LockWatchingTest::aPollEndsWithTheServer()
{
    RouteBench bench;
    HttpClient http(bench);
    const QByteArray tag = http.get("/lock").headers.value("etag");
    http.setPrefer("wait=3600");
    http.setHeaders("If-None-Match: " + tag + "\r\n");
    http.begin("GET", "/lock");
    QVERIFY(http.raw().isSilent(std::chrono::milliseconds {200}));
    QVERIFY(bench.server().shutdown());
    QCOMPARE(http.raw().reply().status, 503);
}

void LockWatchingTest::aPollComparesTagsWeakly_data()
{
    QTest::addColumn<QByteArray>("fields");
    QTest::newRow("strongly") << QByteArray("If-None-Match: TAG\r\n");
    QTest::newRow("weakly") << QByteArray("If-None-Match: W/TAG\r\n");
    QTest::newRow("in a second field")
        << QByteArray("If-None-Match: \"x\"\r\nIf-None-Match: W/TAG\r\n");
    QTest::newRow("whatever it is") << QByteArray("If-None-Match: *\r\n");
}

// A client whose tag is not understood asks again and again, without a pause.
void LockWatchingTest::aPollComparesTagsWeakly()
{
    QFETCH(QByteArray, fields);
    RouteBench bench;
    HttpClient client(bench);
    QByteArray tag = client.get("/lock").headers.value("etag");
    QVERIFY(tag.startsWith("W/"));
    client.setHeaders(fields.replace("TAG", tag.sliced(2)));
    QCOMPARE(client.get("/lock").status, 304);
    client.setPrefer("wait=1");
    client.begin("GET", "/lock");
    QVERIFY(client.raw().isSilent(std::chrono::milliseconds(200)));
    QCOMPARE(client.raw().reply().status, 304);
}

void LockWatchingTest::whoKnowsNothingIsAnsweredAtOnce()
{
    RouteBench bench;
    HttpClient http(bench);
    http.setPrefer("wait=3600");
    QCOMPARE(http.get("/lock").status, 200);
}

void LockWatchingTest::whoFallsBehindIsToldHowFar()
{
    Limits patient;
    patient.writeStall = std::chrono::minutes {5};
    RouteBench bench({}, {}, patient);
    const LongLine line(bench);
    EventClient slow(bench, "/lock/events");
    slow.raw().takeLittle();
    EventClient quick(bench, "/lock/events");
    QVERIFY(quick.nextNamed({}));
    GlobalLock &lock = *bench.station().lock();
    constexpr int changes = 80;
    for (int i = 0; i < changes; ++i) {
        lock.ask(client(QStringLiteral("asker")), QString::number(i), lock.status().generation);
        do {
            QVERIFY(quick.nextNamed({}));
        } while (text(quick.json()["owner"]["asks"][0], "reason") != QString::number(i));
    }
    // Now it reads.
    quint64 skipped = 0;
    int told = 0;
    do {
        slow.next();
        QVERIFY(!slow.field("data").isEmpty() || !slow.field("retry").isEmpty());
        if (slow.field("event") == "skipped")
            skipped += slow.field("data").toULongLong();
        else if (!slow.field("id").isEmpty())
            ++told;
    } while (slow.field("id") != quick.field("id"));
    QVERIFY(skipped > 0);
    QVERIFY2(told < changes, QByteArray::number(told).constData());
    QVERIFY2(told + int(skipped) >= changes, QByteArray::number(skipped).constData());
}

void LockWatchingTest::manyClientsThatNeverReadHarmNoOther()
{
    RouteBench bench;
    const LongLine line(bench);
    constexpr int each = 100;
    std::deque<EventClient> deaf;
    std::deque<EventClient> quick;
    for (int i = 0; i < each; ++i) {
        deaf.emplace_back(bench, "/lock/events").raw().takeLittle();
        quick.emplace_back(bench, "/lock/events");
    }
    GlobalLock &lock = *bench.station().lock();
    const qint64 before = residentMemory();
    qint64 bytes = 0;
    constexpr int changes = 60;
    for (int i = 0; i < changes; ++i) {
        lock.ask(client(QStringLiteral("asker")), QString::number(i), lock.status().generation);
        const QByteArray mark = "\"reason\":\"" + QByteArray::number(i) + '"';
        for (EventClient &watcher : quick) {
            do {
                QVERIFY(watcher.nextNamed({}));
            } while (!watcher.field("data").contains(mark));
            bytes += watcher.field("data").size();
        }
    }
    const qint64 grown = residentMemory() - before;
    QVERIFY2(bytes > 2 * memoryAllowance || memoryAllowance > 100'000'000,
             QByteArray::number(bytes).constData());
    QVERIFY2(grown < memoryAllowance, QByteArray::number(grown).constData());
    // And the others are served, too.
    HttpClient http(bench);
    QCOMPARE(http.get("/lock").status, 200);
}

HOLDFAST_GUILESS_TEST(LockWatchingTest)

} // namespace Holdfast::tst_lockwatching

#include "tst_lockwatching.moc"
