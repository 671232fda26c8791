// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/journal/journalrun.h"
#include "tests/lock/leasing.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTemporaryDir>

#include <functional>
#include <utility>

namespace tst_journal {

using namespace Holdfast;
using namespace std::chrono_literals;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("stage.move_relative");

} // namespace

//! What the journal contains after each kind of event.
class TestJournal : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!.*broke the hold).*")));
    }

    void recordsAHold();
    void recordsTheRefusedClientAndTheOwner();
    void recordsAWaitThatTimedOut();
    void recordsAWaiterThatLeftTheLine();
    void recordsABreak();
    void recordsModes();
    void recordsLeasesAndTheirHolds();
    void entriesKeepTheNumberOfALeaseThatHasEnded_data();
    void entriesKeepTheNumberOfALeaseThatHasEnded();
    void writesALongHoldWhileItGoesOn();
    void closesALongHoldAtItsEnd();
    void marksWhatWentOnWhenTheServerWasKilled();
    void distinguishesTheRunsOfTheServer();
    void recordsHowManyEventsWereLost();
    void aJournalInMemoryIsGoneAfterTheRun();
};

void TestJournal::recordsAHold()
{
    JournalRun run;
    const auto before = QDateTime::currentDateTimeUtc().addSecs(-1);
    run.use(op);
    const HistoryEntry hold = run.only(HistoryKind::Hold);
    QCOMPARE(hold.who, aClient().principal());
    QCOMPARE(hold.operation, op);
    QCOMPARE(toWord(hold.how), QStringLiteral("released"));
    QCOMPARE(hold.lockClass, std::optional(LockClass::Remote));
    QCOMPARE(hold.generation, quint64 {1});
    QCOMPARE(hold.lease, quint64 {0});
    QVERIFY(hold.held && hold.waited);
    QVERIFY(hold.at > before && hold.at < QDateTime::currentDateTimeUtc().addSecs(1));
    QCOMPARE(run.page().journal.state, JournalState::State::Writing);
}

void TestJournal::recordsTheRefusedClientAndTheOwner()
{
    JournalRun run;
    const LockGuard hold = run.hold(op, anOperator());
    QVERIFY_THROWS_EXCEPTION(
        GlobalLockBusyError,
        (void)run.lock.acquire(aClient(), QStringLiteral("camera.capture"), Wait::none()));
    const HistoryEntry refusal = run.only(HistoryKind::Refusal);
    QCOMPARE(toWord(refusal.how), QStringLiteral("busy"));
    QCOMPARE(refusal.who, aClient().principal());
    QCOMPARE(refusal.operation, QStringLiteral("camera.capture"));
    QCOMPARE(refusal.other, anOperator().principal());
    QCOMPARE(refusal.otherOperation, op);
}

void TestJournal::recordsAWaitThatTimedOut()
{
    JournalRun run;
    const LockGuard hold = run.hold(op, anOperator());
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                             (void)run.lock.acquire(aClient(), op, Wait::upTo(5ms)));
    const HistoryEntry refusal = run.only(HistoryKind::Refusal);
    QCOMPARE(toWord(refusal.how), QStringLiteral("timeout"));
    QCOMPARE(refusal.position, 1);
    QVERIFY(*refusal.waited >= 5ms);
}

void TestJournal::recordsAWaiterThatLeftTheLine()
{
    JournalRun run;
    const LockGuard hold = run.hold(op, anOperator());
    run.lock.request(aClient(), op, Wait::unlimited(), [](const LockOutcome &) {}).withdraw();
    const HistoryEntry left = run.only(HistoryKind::Left);
    QCOMPARE(left.who, aClient().principal());
    QCOMPARE(left.position, 1);
    QVERIFY(run.entries(HistoryKind::Refusal).isEmpty());
}

void TestJournal::recordsABreak()
{
    JournalRun run;
    LockGuard hold = run.hold(op);
    run.lock.breakHold(anOperator().principal(), QStringLiteral("the lens is in the way"), 1);
    hold.release();
    const HistoryEntry broken = run.only(HistoryKind::Break);
    QCOMPARE(broken.who, anOperator().principal());
    QCOMPARE(broken.other, aClient().principal());
    QCOMPARE(broken.operation, op);
    QCOMPARE(broken.generation, quint64 {1});
    QCOMPARE(broken.reason, QStringLiteral("the lens is in the way"));
    QCOMPARE(toWord(run.only(HistoryKind::Hold).how), QStringLiteral("broken"));
}

void TestJournal::recordsModes()
{
    JournalRun run;
    run.lock.setMode(LockMode::Stopped, anOperator().principal(), QStringLiteral("smoke"));
    run.lock.clearStop(anOperator().principal());
    const QList<HistoryEntry> modes = run.entries(HistoryKind::Mode);
    QCOMPARE(modes.size(), 2);
    QCOMPARE(toWord(modes.last().how), QStringLiteral("stopped"));
    QCOMPARE(modes.last().who, anOperator().principal());
    QCOMPARE(modes.last().reason, QStringLiteral("smoke"));
    QCOMPARE(toWord(modes.first().how), QStringLiteral("shared"));
}

void TestJournal::recordsLeasesAndTheirHolds()
{
    JournalRun run;
    const Lease lease = leaseOn(run.lock);
    run.lock.acquire(lease.holder, op, Wait::unlimited()).release();
    run.lock.endLease(lease.id);
    const HistoryEntry begun = run.only(HistoryKind::LeaseBegun);
    QCOMPARE(begun.lease, lease.id);
    QCOMPARE(begun.who, aClient().principal());
    const HistoryEntry hold = run.entries(HistoryKind::Hold).first();
    QCOMPARE(hold.operation, op);
    QCOMPARE(hold.lease, lease.id);
    QCOMPARE(hold.generation, lease.generation);
    const HistoryEntry ended = run.only(HistoryKind::LeaseEnded);
    QCOMPARE(ended.lease, lease.id);
    QCOMPARE(toWord(ended.how), QStringLiteral("released"));
}

void TestJournal::entriesKeepTheNumberOfALeaseThatHasEnded_data()
{
    using End = std::function<void(GlobalLock &, const Lease &)>;
    QTest::addColumn<End>("end");
    QTest::newRow("a break") << End([](GlobalLock &lock, const Lease &lease) {
        lock.breakHold(anOperator().principal(), QStringLiteral("the lens"), lease.generation);
    });
    QTest::newRow("a stop") << End([](GlobalLock &lock, const Lease &) {
        lock.setMode(LockMode::Stopped, anOperator().principal(), {});
    });
    QTest::newRow("its owner") << End(
        [](GlobalLock &lock, const Lease &lease) { lock.endLease(lease.id); });
}

void TestJournal::entriesKeepTheNumberOfALeaseThatHasEnded()
{
    QFETCH(const std::function<void(GlobalLock &, const Lease &)>, end);
    JournalRun run;
    const Lease other =
        leaseOn(run.lock); // so that the lease's number is not 1, like other numbers
    run.lock.endLease(other.id);
    const Lease lease = leaseOn(run.lock);
    {
        const LockGuard working = run.lock.acquire(lease.holder, op, Wait::unlimited());
        end(run.lock, lease);
    }
    QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                             (void)run.lock.acquire(lease.holder, op, Wait::none()));
    const QList<HistoryEntry> holds = run.entries(HistoryKind::Hold);
    QCOMPARE(holds.first().operation, op);
    QCOMPARE(holds.first().lease, lease.id);
    QCOMPARE(run.entries(HistoryKind::Refusal).first().lease, lease.id);
    for (const HistoryEntry &broken : run.entries(HistoryKind::Break))
        QCOMPARE(broken.lease, lease.id);
}

void TestJournal::writesALongHoldWhileItGoesOn()
{
    const QTemporaryDir folder;
    JournalRun run(journalIn(folder.path()));
    const LockGuard hold = run.hold(op);
    QTRY_COMPARE_WITH_TIMEOUT(run.entries(HistoryKind::Hold).size(), 1, 30'000);
    const HistoryEntry open = run.only(HistoryKind::Hold);
    QCOMPARE(toWord(open.how), QStringLiteral("goes_on"));
    QCOMPARE(open.who, aClient().principal());
    QCOMPARE(open.operation, op);
    QCOMPARE(open.generation, quint64 {1});
    QTRY_VERIFY_WITH_TIMEOUT(run.only(HistoryKind::Hold).held > open.held, 30'000);
}

void TestJournal::closesALongHoldAtItsEnd()
{
    const QTemporaryDir folder;
    JournalRun run(journalIn(folder.path()));
    LockGuard hold = run.hold(op);
    QTRY_COMPARE_WITH_TIMEOUT(run.entries(HistoryKind::Hold).size(), 1, 30'000);
    const qint64 id = run.only(HistoryKind::Hold).id;
    hold.release();
    const HistoryEntry closed = run.only(HistoryKind::Hold);
    QCOMPARE(closed.id, id);
    QCOMPARE(toWord(closed.how), QStringLiteral("released"));
    run.use(op);
    QCOMPARE(run.entries(HistoryKind::Hold).size(), 2);
}

void TestJournal::marksWhatWentOnWhenTheServerWasKilled()
{
    const QTemporaryDir folder;
    const JournalOptions options = journalIn(folder.path());
    {
        JournalRun run(options);
        // A server that ends always records its end; the lock is kept, as if the server had been killed.
        const LockGuard hold = run.hold(op);
        QTRY_COMPARE_WITH_TIMEOUT(run.entries(HistoryKind::Hold).size(), 1, 30'000);
        run.recorder.flush();
        QVERIFY(QFile::copy(options.file, options.file + QStringLiteral(".killed")));
        QVERIFY(QFile::copy(options.file + QStringLiteral("-wal"),
                            options.file + QStringLiteral(".killed-wal")));
    }
    JournalOptions later = options;
    later.file += QStringLiteral(".killed");
    QTest::ignoreMessage(
        QtWarningMsg, QRegularExpression(
                          QStringLiteral("did not come to its end.*Running then: %1 of ").arg(op)));
    JournalRun run(later);
    run.use(QStringLiteral("camera.capture"));
    QTRY_COMPARE_WITH_TIMEOUT(run.entries(HistoryKind::RunEnded).size(), 1, 30'000);
    const QList<HistoryEntry> holds = run.entries(HistoryKind::Hold);
    QCOMPARE(holds.size(), 2);
    QCOMPARE(toWord(holds.last().how), QStringLiteral("unfinished"));
    QCOMPARE(holds.last().operation, op);
    QCOMPARE(toWord(holds.first().how), QStringLiteral("released"));
    const HistoryEntry ended = run.only(HistoryKind::RunEnded);
    QCOMPARE(toWord(ended.how), QStringLiteral("unfinished"));
    QCOMPARE(ended.run, holds.last().run);
    QVERIFY(ended.at >= holds.last().at);
    QVERIFY(holds.first().run > holds.last().run);
    const auto brokenOff = run.journal.brokenOff();
    QVERIFY(brokenOff);
    QCOMPARE(brokenOff->lastSign, ended.at);
    QCOMPARE(brokenOff->work.size(), 1);
    QCOMPARE(brokenOff->work.first().operation, op);
    QCOMPARE(brokenOff->work.first().who.name, holds.last().who.name);
    QCOMPARE(brokenOff->work.first().since, holds.last().at);
}

void TestJournal::distinguishesTheRunsOfTheServer()
{
    const QTemporaryDir folder;
    const JournalOptions options = journalIn(folder.path());
    for (int i = 0; i < 2; ++i) {
        JournalRun run(options);
        run.use(op);
        QCOMPARE(run.entries(HistoryKind::Hold).size(), i + 1);
    }
    JournalRun run(options);
    run.use(op);
    QVERIFY(!run.journal.brokenOff());
    const QList<HistoryEntry> holds = run.entries(HistoryKind::Hold);
    QCOMPARE(holds.size(), 3);
    QVERIFY(holds[0].run != holds[1].run && holds[1].run != holds[2].run);
    const QList<HistoryEntry> ends = run.entries(HistoryKind::RunEnded);
    QCOMPARE(ends.size(), 2);
    QCOMPARE(ends.first().how, HistoryHow::None);
    const QList<HistoryEntry> begins = run.entries(HistoryKind::RunBegun);
    QCOMPARE(begins.size(), 3);
    QCOMPARE(begins.first().reason, QStringLiteral(HOLDFAST_VERSION));
}

void TestJournal::recordsHowManyEventsWereLost()
{
    Journal journal(JournalOptions::inMemory());
    const std::shared_ptr<LockEventSink> sink = journal.sink();
    sink->take({{}, 7}, ClockPair {});
    std::promise<Journal::Answer> promise;
    HistoryQuery query;
    query.kinds = {HistoryKind::Missing};
    journal.read(query, [&](Journal::Answer answer) { promise.set_value(std::move(answer)); });
    const auto page = std::get<HistoryPage>(promise.get_future().get());
    QCOMPARE(page.entries.size(), 1);
    QCOMPARE(page.entries.first().missing, quint64 {7});
    QCOMPARE(toWord(page.entries.first().how), QStringLiteral("overflowed"));
    sink->end();
}

void TestJournal::aJournalInMemoryIsGoneAfterTheRun()
{
    {
        JournalRun run;
        run.use(op);
        QCOMPARE(run.entries(HistoryKind::Hold).size(), 1);
    }
    JournalRun run;
    run.use(op);
    QCOMPARE(run.entries(HistoryKind::Hold).size(), 1);
}

HOLDFAST_GUILESS_TEST(TestJournal)

} // namespace tst_journal

#include "tst_journal.moc"
