// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/journal/journalrun.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTimeZone>

namespace tst_history {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const QString move = QStringLiteral("stage.move_relative");
const QString capture = QStringLiteral("camera.capture");

LockActor actor(const QString &name, const QString &operation, LockClass lockClass)
{
    const auto kind =
        lockClass == LockClass::Operator ? Principal::Kind::Operator : Principal::Kind::Client;
    return {Holder({kind, name, {}}), operation, lockClass, 0};
}

} // namespace

//! What queries of the history find.
class TestHistory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void findsWhatIsAskedFor_data();
    void findsWhatIsAskedFor();
    void turnsPages();
    void pagesStayGoodWhileMoreHappens();
    void readsCursors_data();
    void readsCursors();
    void keepsItsOrderWhateverTheClockShows();
    void answersEveryQuery();

private:
    //! Some holds, a refusal and a stop; \a start is when the first one began.
    static void fill(LockEventSink &sink, const ClockPair &clocks);
    static HistoryPage read(const Journal &journal, const HistoryQuery &query);
};

void TestHistory::fill(LockEventSink &sink, const ClockPair &clocks)
{
    using enum LockClass;
    const auto at = [&clocks](std::chrono::seconds after) { return clocks.steady + after; };
    LockFeed::Batch batch;
    const auto hold = [&](const char *name, const QString &operation, LockClass lockClass,
                          std::chrono::seconds end, std::chrono::seconds held) {
        batch.events.push_back(
            {at(end), HoldEnded {.who = actor(QString::fromUtf8(name), operation, lockClass),
                                 .held = held}});
    };
    hold("tile scan", move, Remote, 20s, 10s);    // a, from 10 to 20
    hold("operator", capture, Operator, 25s, 1s); // b, from 24
    hold("50%_off", capture, Remote, 40s, 5s);    // c, from 35
    batch.events.push_back(
        {at(41s), LockRefused {.who = actor(QStringLiteral("anna"), move, Remote),
                               .waited = 2s,
                               .position = 1,
                               .owner = Principal::client(QStringLiteral("Tile Scan"), {})}}); // d
    batch.events.push_back(
        {at(42s), ModeChanged {.to = {LockMode::Stopped,
                                      {Principal::Kind::Operator, QStringLiteral("operator"), {}},
                                      QStringLiteral("smoke"),
                                      {}}}}); // e
    sink.take(batch, clocks);
}

HistoryPage TestHistory::read(const Journal &journal, const HistoryQuery &query)
{
    std::promise<Journal::Answer> promise;
    journal.read(query, [&](Journal::Answer answer) { promise.set_value(std::move(answer)); });
    return std::get<HistoryPage>(promise.get_future().get());
}

void TestHistory::findsWhatIsAskedFor_data()
{
    QTest::addColumn<std::function<void(HistoryQuery &, const QDateTime &)>>("ask");
    QTest::addColumn<QString>("found");
    const auto row = [](const char *name, const char *found,
                        const std::function<void(HistoryQuery &, const QDateTime &)> &ask) {
        QTest::newRow(name) << ask << QString::fromLatin1(found);
    };
    using Q = HistoryQuery;
    using T = QDateTime;
    using enum HistoryKind;
    row("everything, the newest first", "edcba", [](Q &, const T &) {});
    row("holds", "cba", [](Q &q, const T &) { q.kinds = {Hold}; });
    row("refusals and modes", "ed", [](Q &q, const T &) { q.kinds = {Refusal, Mode}; });
    row("modes, by their own index", "e", [](Q &q, const T &) { q.kinds = {Mode, Break}; });
    row("from a time on", "edc", [](Q &q, const T &t) { q.from = t.addSecs(30); });
    row("from the middle of a hold on", "edcba", [](Q &q, const T &t) { q.from = t.addSecs(15); });
    row("from the end of a hold on", "edcb", [](Q &q, const T &t) { q.from = t.addSecs(21); });
    row("up to a time", "ba", [](Q &q, const T &t) { q.to = t.addSecs(30); });
    row("between two times", "cb", [](Q &q, const T &t) {
        q.from = t.addSecs(22);
        q.to = t.addSecs(36);
    });
    row("by a name, in any case", "da", [](Q &q, const T &) { q.who = QStringLiteral("tILE"); });
    row("by a name with signs in it", "c", [](Q &q, const T &) { q.who = QStringLiteral("%_o"); });
    row("by a name that no holder has", "", [](Q &q, const T &) { q.who = QStringLiteral("e%r"); });
    row("by an operation", "cb", [](Q &q, const T &) { q.operation = capture; });
    row("by a Thing", "da", [](Q &q, const T &) { q.operation = QStringLiteral("stage"); });
    row("by a part that is not the beginning", "",
        [](Q &q, const T &) { q.operation = QStringLiteral("move"); });
    row("by class", "b", [](Q &q, const T &) { q.lockClass = LockClass::Operator; });
    row("what took long", "ca", [](Q &q, const T &) { q.atLeast = 5s; });
    row("what took long, or waited", "dca", [](Q &q, const T &) { q.atLeast = 2s; });
    row("so many", "ed", [](Q &q, const T &) { q.limit = 2; });
    row("several of these", "c", [](Q &q, const T &t) {
        q.kinds = {Hold, Refusal};
        q.operation = QStringLiteral("camera");
        q.from = t.addSecs(30);
        q.atLeast = 1s;
    });
}

void TestHistory::findsWhatIsAskedFor()
{
    QFETCH(const std::function<void(HistoryQuery &, const QDateTime &)>, ask);
    Journal journal(JournalOptions::inMemory());
    const ClockPair clocks;
    fill(*journal.sink(), clocks);
    const auto start = QDateTime::fromMSecsSinceEpoch(
        std::chrono::floor<std::chrono::milliseconds>(clocks.wall.time_since_epoch()).count(),
        QTimeZone::utc());
    HistoryQuery query;
    query.kinds = {HistoryKind::Hold, HistoryKind::Refusal, HistoryKind::Mode};
    ask(query, start);
    QString found;
    const HistoryPage page = read(journal, query);
    for (const HistoryEntry &entry : page.entries) {
        const auto after = start.msecsTo(entry.at);
        found += after < 15'000   ? u'a'
                 : after < 30'000 ? u'b'
                 : after < 40'000 ? u'c'
                 : after < 41'500 ? u'd'
                                  : u'e';
    }
    QTEST(found, "found");
    QCOMPARE(bool(page.next), query.limit == 2);
    journal.sink()->end();
}

void TestHistory::turnsPages()
{
    JournalRun run;
    for (int i = 0; i < 25; ++i)
        run.use(QString::number(i));
    HistoryQuery query;
    query.kinds = {HistoryKind::Hold};
    query.limit = 10;
    QStringList seen;
    QList<qsizetype> sizes;
    do {
        const HistoryPage page = run.page(query);
        sizes << page.entries.size();
        for (const HistoryEntry &entry : page.entries)
            seen << entry.operation;
        query.after = page.next;
    } while (query.after && sizes.size() < 10);
    QCOMPARE(sizes, (QList<qsizetype> {10, 10, 5}));
    QCOMPARE(seen.size(), 25);
    for (int i = 0; i < 25; ++i)
        QCOMPARE(seen[i], QString::number(24 - i));
}

void TestHistory::pagesStayGoodWhileMoreHappens()
{
    JournalRun run;
    for (int i = 0; i < 4; ++i)
        run.use(QString::number(i));
    HistoryQuery query;
    query.kinds = {HistoryKind::Hold};
    query.limit = 2;
    const HistoryPage first = run.page(query);
    run.use(QStringLiteral("later"));
    query.after = first.next;
    const HistoryPage second = run.page(query);
    QCOMPARE(second.entries.size(), 2);
    QCOMPARE(second.entries.first().operation, QStringLiteral("1"));
    QVERIFY(!second.next);
}

void TestHistory::readsCursors_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("its own") << HistoryCursor {4, 1764038400000, 17}.toText() << true;
    QTest::newRow("nothing") << QString() << false;
    QTest::newRow("a number") << QStringLiteral("17") << false;
    QTest::newRow("words") << QStringLiteral("a-b") << false;
    QTest::newRow("two numbers, as of an earlier version") << QStringLiteral("1-2") << false;
    QTest::newRow("four numbers") << QStringLiteral("1-2-3-4") << false;
    QTest::newRow("with a sign") << QStringLiteral("1-2-+3") << false;
}

void TestHistory::readsCursors()
{
    QFETCH(const QString, text);
    const auto cursor = HistoryCursor::fromText(text);
    QTEST(bool(cursor), "isGood");
    if (cursor)
        QCOMPARE(cursor->toText(), text);
}

void TestHistory::keepsItsOrderWhateverTheClockShows()
{
    Journal journal(JournalOptions::inMemory());
    const ClockPair clocks;
    const std::chrono::hours shown[] = {0h, 24h * 365, -24h * 365, 1h, 0h};
    int number = 0;
    for (const std::chrono::hours wrong : shown) {
        // Each event is later than the one before, whatever its time of day.
        LockFeed::Batch batch;
        const auto operation = QString::number(number);
        batch.events.push_back(
            {clocks.steady + std::chrono::seconds {++number},
             HoldEnded {.who = actor(QStringLiteral("anna"), operation, LockClass::Remote)}});
        journal.sink()->take(batch, {clocks.steady, clocks.wall + wrong});
    }
    HistoryQuery query;
    query.kinds = {HistoryKind::Hold};
    query.limit = 2;
    QString seen;
    for (int page = 0; page < 3; ++page) {
        const HistoryPage found = read(journal, query);
        for (const HistoryEntry &entry : found.entries)
            seen += entry.operation;
        query.after = found.next;
        QCOMPARE(bool(query.after), page < 2);
    }
    QCOMPARE(seen, QStringLiteral("43210"));
    // A query by the time of day goes by the times of the entries.
    query = {};
    query.kinds = {HistoryKind::Hold};
    query.from = QDateTime::currentDateTimeUtc().addDays(300);
    const HistoryPage ahead = read(journal, query);
    QCOMPARE(ahead.entries.size(), 1);
    QCOMPARE(ahead.entries.first().operation, QStringLiteral("1"));
    journal.sink()->end();
}

void TestHistory::answersEveryQuery()
{
    std::atomic<int> answers {0};
    {
        Journal journal(JournalOptions::inMemory());
        fill(*journal.sink(), ClockPair {});
        for (int i = 0; i < 200; ++i)
            journal.read({}, [&answers](const Journal::Answer &) { ++answers; });
        journal.sink()->end();
    }
    QCOMPARE(answers.load(), 200);
}

HOLDFAST_GUILESS_TEST(TestHistory)

} // namespace tst_history

#include "tst_history.moc"
