// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/outcome.h"
#include "tests/lock/turns.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <array>
#include <optional>
#include <vector>

namespace tst_lockmode {

using namespace Holdfast;
using namespace std::chrono_literals;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");
const QString smoke = QStringLiteral("smoke");

Principal person()
{
    return anOperator().principal();
}

//! \brief Remembers in memory.
class Keeper : public LockMemoryKeeper
{
public:
    void changed(const LockMemory &memory) override { told.push_back(memory); }

    std::vector<LockMemory> told;
};

} // namespace

//! Tests which callers a lock serves at all: stopped, and for this machine only.
class TestLockMode : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void servesWhomTheModeSays_data();
    void servesWhomTheModeSays();
    void tellsTheModeAndItsAuthor();
    void aRefusalSaysWhoAndWhen_data();
    void aRefusalSaysWhoAndWhen();
    void aStopRefusesTheLineAtOnce();
    void localOnlyRefusesTheRemotesInLine();
    void theOwnerMayGoOnAndLetGo();
    void whatHasNotBegunDoesNotBegin();
    void whoGaveWayIsRefused();
    void aStopLatches();
    void whatIsRememberedGoesOn();
    void tellsItsKeeperWhatToRemember();
    void asksForMoreGenerationsInTime();
    void saysWhomItTurnsAway();
};

void TestLockMode::servesWhomTheModeSays_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<bool>("held");
    QTest::addColumn<QString>("served"); // of operator, client and system
    const auto row = [](const char *name, LockMode mode, bool held, const char *served) {
        QTest::newRow(name) << int(mode) << held << QString::fromLatin1(served);
    };
    row("shared serves all holders", LockMode::Shared, false, "ocs");
    row("local only serves no client", LockMode::LocalOnly, false, "os");
    row("local only lets no client into the line", LockMode::LocalOnly, true, "os");
    row("stopped serves no holder", LockMode::Stopped, false, "");
    row("stopped lets no holder into the line", LockMode::Stopped, true, "");
}

void TestLockMode::servesWhomTheModeSays()
{
    QFETCH(const int, mode);
    QFETCH(const bool, held);
    QFETCH(const QString, served);
    GlobalLock lock;
    std::optional<LockGuard> hold;
    if (held)
        hold = lock.acquire(op);
    lock.setMode(LockMode(mode), person(), smoke);
    QString all;
    const auto ask = [&](const Holder &holder, QChar name) {
        Outcome tried;
        LockTicket ticket = lock.request(holder, op, Wait::upTo(patience), tried.callback());
        if (ticket.withdraw() || tried.isGrant())
            all += name;
        else
            QVERIFY(tried.refusal().reason() != Reason::Busy);
    };
    ask(anOperator(), u'o');
    ask(aClient(), u'c');
    ask(Holder {}, u's');
    QCOMPARE(all, served);
}

void TestLockMode::tellsTheModeAndItsAuthor()
{
    GlobalLock lock;
    QVERIFY(lock.status().mode.mode == LockMode::Shared);
    QVERIFY(lock.status().mode.toClause().isEmpty());
    const QSignalSpy changed(&lock, &GlobalLock::changed);
    const QDateTime before = QDateTime::currentDateTimeUtc();
    QVERIFY(lock.setMode(LockMode::LocalOnly, person(), smoke));
    QCOMPARE(changed.count(), 1);
    const LockStatus status = lock.status();
    QCOMPARE(toWord(status.mode.mode), QStringLiteral("local_only"));
    QCOMPARE(status.mode.by, person());
    QCOMPARE(status.mode.reason, smoke);
    QVERIFY(status.mode.since >= before && status.mode.since <= QDateTime::currentDateTimeUtc());
    QVERIFY(!lock.setMode(LockMode::LocalOnly, aClient().principal(), {}));
    QCOMPARE(lock.status().mode.by, person());
    QCOMPARE(changed.count(), 1);
    QVERIFY(lock.setMode(LockMode::Shared, person(), {}));
    QCOMPARE(changed.count(), 2);
    QVERIFY(lock.status().version > status.version);
}

void TestLockMode::aRefusalSaysWhoAndWhen_data()
{
    QTest::addColumn<int>("mode");
    QTest::addColumn<QString>("message");
    QTest::newRow("stopped") << int(LockMode::Stopped)
                             << QStringLiteral("it is stopped by operator since %1 (smoke). The "
                                               "stop has to be cleared first.");
    QTest::newRow("local only") << int(LockMode::LocalOnly)
                                << QStringLiteral("it is reserved for this machine by operator "
                                                  "since %1 (smoke). Reading is still possible.");
}

void TestLockMode::aRefusalSaysWhoAndWhen()
{
    QFETCH(const int, mode);
    QFETCH(const QString, message);
    GlobalLock lock;
    lock.setMode(LockMode(mode), person(), smoke);
    const QString when =
        lock.status().mode.since.toLocalTime().toString(QStringLiteral("HH:mm:ss t"));
    const Attempt refused = attempt(lock, Wait::unlimited(), aClient());
    QVERIFY(!refused.granted);
    QCOMPARE(refused.refusal->message(),
             QStringLiteral("The global lock could not be acquired: ") + message.arg(when));
    QVERIFY(refused.refusal->status().mode.mode == LockMode(mode));
    QCOMPARE(refused.refusal->status().mode.by, person());
    QVERIFY(refused.refusal->retryAfter() > 1s);
    QVERIFY(lock.status().toSentence().contains(QStringLiteral("by operator since ") + when));
}

void TestLockMode::aStopRefusesTheLineAtOnce()
{
    GlobalLock lock;
    LockGuard hold = lock.acquire(op);
    std::array<Outcome, 2> tickets;
    lock.request(aClient(), op, Wait::upTo(patience), tickets[0].callback());
    lock.request(anOperator(), op, Wait::unlimited(), tickets[1].callback());
    auto sleeper =
        std::async(std::launch::async, [&lock] { return attempt(lock, Wait::unlimited()); });
    QTRY_COMPARE_WITH_TIMEOUT(lock.status().queue.size(), 3, patience.count());
    QVERIFY(lock.setMode(LockMode::Stopped, person(), smoke));
    const Attempt slept = sleeper.get();
    QVERIFY(!slept.granted);
    QVERIFY(slept.refusal->reason() == Reason::Stopped);
    QCOMPARE(slept.refusal->position(), 3);
    for (Outcome &ticket : tickets) {
        QCOMPARE(ticket.calls(), 1);
        QVERIFY(ticket.refusal().reason() == Reason::Stopped);
    }
    QCOMPARE(tickets[0].refusal().position(), 2);
    QCOMPARE(tickets[1].refusal().position(), 1);
    QVERIFY(lock.status().queue.isEmpty());
    hold.release();
    QVERIFY(!lock.status().isHeld());
}

void TestLockMode::localOnlyRefusesTheRemotesInLine()
{
    GlobalLock lock;
    Turns turns(lock);
    LockGuard hold = lock.acquire(op);
    turns.ask(aClient(), u'a');
    turns.ask(anOperator(), u'A');
    turns.ask(Holder {}, u'b');
    turns.ask(aClient(), u'c');
    QVERIFY(lock.setMode(LockMode::LocalOnly, person(), {}));
    QCOMPARE(turns.served(), QStringLiteral("!!"));
    QCOMPARE(turns.line(), QStringLiteral("Ab"));
    hold.release();
    QCOMPARE(turns.served(), QStringLiteral("!!Ab"));
}

void TestLockMode::theOwnerMayGoOnAndLetGo()
{
    for (const LockMode mode : {LockMode::Stopped, LockMode::LocalOnly}) {
        GlobalLock lock;
        const HolderScope scope(aClient());
        LockGuard hold = lock.acquire(op);
        lock.setMode(mode, person(), {});
        LockGuard nested = lock.acquire(op);
        nested.release();
        QVERIFY(lock.isHeldHere(aClient()));
        hold.release();
        QVERIFY(!lock.status().isHeld());
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, (void)lock.acquire(op));
    }
}

void TestLockMode::whatHasNotBegunDoesNotBegin()
{
    GlobalLock lock;
    Outcome outcome;
    lock.request(aClient(), op, Wait::none(), outcome.callback());
    LockGrant grant = outcome.takeGrant();
    lock.setMode(LockMode::Stopped, person(), {});
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError, (void)grant.enter());
    QVERIFY(!lock.status().isHeld());
    QVERIFY_THROWS_EXCEPTION(std::logic_error, (void)grant.enter());
    lock.clearStop(person());
    QVERIFY(isFreeForOthers(lock));
}

void TestLockMode::whoGaveWayIsRefused()
{
    GlobalLock lock;
    Outcome click;
    auto scan = std::async(std::launch::async, [&] {
        const HolderScope scope(aClient());
        const LockGuard hold = lock.acquire(op);
        lock.request(anOperator(), op, Wait::unlimited(), click.callback());
        std::optional<Reason> reason;
        try {
            lock.yieldIfWanted();
        } catch (const GlobalLockBusyError &error) {
            reason = error.reason();
        }
        return reason;
    });
    QTRY_COMPARE_WITH_TIMEOUT(lock.status().queue.size(), 1, patience.count());
    QVERIFY(click.waitForIt());
    const LockGuard work = click.takeGrant().enter();
    lock.setMode(LockMode::LocalOnly, person(), {});
    QVERIFY(scan.get() == Reason::LocalOnly);
    QVERIFY2(lock.isHeldHere(anOperator()), "a guard of the ended hold let go of another's");
}

void TestLockMode::aStopLatches()
{
    GlobalLock lock;
    QVERIFY(!lock.clearStop(person()));
    QVERIFY(lock.setMode(LockMode::LocalOnly, person(), {}));
    QVERIFY(lock.setMode(LockMode::Stopped, person(), smoke));
    QVERIFY(!lock.setMode(LockMode::Stopped, aClient().principal(), {}));
    QCOMPARE(lock.status().mode.by, person());
    QVERIFY(lock.setMode(LockMode::Shared, aClient().principal(), {}));
    QVERIFY(lock.status().mode.mode == LockMode::Stopped);
    QVERIFY(!isFreeForOthers(lock));
    QVERIFY(lock.setMode(LockMode::LocalOnly, person(), {}));
    QVERIFY(lock.clearStop(person()));
    QVERIFY(lock.status().mode.mode == LockMode::LocalOnly);
    QVERIFY(isFreeForOthers(lock));
}

void TestLockMode::whatIsRememberedGoesOn()
{
    GlobalLock lock;
    LockMemory memory;
    memory.generation = 1'000'000;
    memory.mode = {LockMode::LocalOnly, person(), smoke, QDateTime::currentDateTimeUtc()};
    memory.stop = {LockMode::Stopped, person(), smoke, QDateTime::currentDateTimeUtc()};
    lock.remember(memory, nullptr);
    QVERIFY(lock.status().mode.mode == LockMode::Stopped);
    QCOMPARE(lock.status().mode.since, memory.stop->since);
    QVERIFY(!lock.setMode(LockMode::Stopped, person(), {}));
    QVERIFY(lock.clearStop(person()));
    QVERIFY(lock.status().mode.mode == LockMode::LocalOnly);
    QCOMPARE(lock.status().mode.reason, smoke);
    lock.acquire(anOperator(), op, Wait::none()).release();
    QCOMPARE(lock.status().generation, quint64 {1'000'001});
}

void TestLockMode::tellsItsKeeperWhatToRemember()
{
    GlobalLock lock;
    const auto keeper = std::make_shared<Keeper>();
    lock.remember({}, keeper);
    lock.acquire(anOperator(), op, Wait::none()).release();
    QVERIFY2(keeper->told.empty(), "nothing of an operation is to be remembered");
    lock.setMode(LockMode::LocalOnly, person(), smoke);
    lock.setMode(LockMode::Stopped, person(), smoke);
    lock.setMode(LockMode::Stopped, person(), smoke);
    QCOMPARE(keeper->told.size(), size_t(2));
    QVERIFY(keeper->told.back().stop && keeper->told.back().mode.mode == LockMode::LocalOnly);
    QCOMPARE(keeper->told.back().generation, quint64 {1});
    lock.clearStop(person());
    QCOMPARE(keeper->told.size(), size_t(3));
    QVERIFY(!keeper->told.back().stop);
}

void TestLockMode::asksForMoreGenerationsInTime()
{
    GlobalLock lock;
    const auto keeper = std::make_shared<Keeper>();
    keeper->setAskAt(3);
    lock.remember({}, keeper);
    for (int i = 0; i < 5; ++i)
        lock.acquire(anOperator(), op, Wait::none()).release();
    QCOMPARE(keeper->told.size(), size_t(1));
    QCOMPARE(keeper->told.front().generation, quint64 {3});
    keeper->setAskAt(4); // late: the lock is there already
    lock.acquire(anOperator(), op, Wait::none()).release();
    QCOMPARE(keeper->told.size(), size_t(2));
    QCOMPARE(keeper->told.back().generation, quint64 {6});
}

void TestLockMode::saysWhomItTurnsAway()
{
    GlobalLock lock;
    const LockGuard guard = lock.acquire(anOperator(), op, Wait::none());
    QVERIFY2(!lock.turnsAway(aClient(), op), "who would only have to wait is not turned away");
    lock.setMode(LockMode::LocalOnly, person(), smoke);
    QVERIFY(!lock.turnsAway(anOperator(), op));
    QVERIFY(lock.turnsAway(aClient(), op)->reason() == Reason::LocalOnly);
    lock.setMode(LockMode::Stopped, person(), smoke);
    QVERIFY(lock.turnsAway(anOperator(), op)->reason() == Reason::Stopped);
    QVERIFY(lock.turnsAway(aClient(), op)->status().mode.reason == smoke);
}

HOLDFAST_GUILESS_TEST(TestLockMode)

} // namespace tst_lockmode

#include "tst_lockmode.moc"
