// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/outcome.h"
#include "tests/lock/turns.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_lockoff {

using namespace Holdfast;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");

LockPolicy off()
{
    LockPolicy policy;
    policy.isOff = true;
    return policy;
}

std::optional<Reason> refusalOf(LockGrant grant)
{
    try {
        (void)grant.enter();
        return {};
    } catch (const GlobalLockBusyError &refusal) {
        return refusal.reason();
    }
}

} // namespace

//! A lock that is off serves every asker at once, but not against a stop or "local only".
class TestLockOff : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void servesAllAtOnce()
    {
        GlobalLock lock(QStringLiteral("global lock"), GlobalLock::defaultWait, off());
        QVERIFY(!lock.isEnabled());
        Outcome first;
        Outcome second;
        lock.request(aClient(), op, Wait::none(), first.callback());
        lock.request(anOperator(), op, Wait::none(), second.callback());
        QVERIFY(first.isGrant() && second.isGrant());
        const LockGuard one = first.takeGrant().enter();
        const LockGuard two = second.takeGrant().enter();
        const LockGuard three = lock.acquire(aClient(), op, Wait::none());
        QVERIFY2(!one.isHolding() && !three.isHolding(), "there is nothing to hold");
        QVERIFY(!lock.isHeldHere(aClient()));
        const LockStatus status = lock.status();
        QVERIFY(!status.isHeld() && status.queue.isEmpty());
        QCOMPARE(status.generation, 0U);
        QVERIFY(!lock.yieldIfWanted(aClient()).gaveWay);
        QVERIFY(lock.breakHold(anOperator().principal(), op, 0) == BreakOutcome::NotHeld);
    }

    void hasNoLeases()
    {
        GlobalLock lock(QStringLiteral("global lock"), GlobalLock::defaultWait, off());
        Outcome outcome;
        lock.request(aClient(), op, Wait::none(), outcome.callback());
        QVERIFY_THROWS_EXCEPTION(std::logic_error, outcome.takeGrant().intoLease({}));
        QVERIFY(lock.leases().isEmpty());
    }

    void aStopLatches()
    {
        GlobalLock lock(QStringLiteral("global lock"), GlobalLock::defaultWait, off());
        Outcome before;
        Outcome during;
        lock.request(anOperator(), op, Wait::none(), before.callback());
        QVERIFY(lock.setMode(LockMode::Stopped, anOperator().principal(), op));
        lock.request(anOperator(), op, Wait::unlimited(), during.callback());
        QVERIFY(during.refusal().reason() == Reason::Stopped);
        QVERIFY2(refusalOf(before.takeGrant()) == Reason::Stopped, "what has not begun begins");
        QVERIFY_THROWS_EXCEPTION(GlobalLockBusyError,
                                 (void)lock.acquire(anOperator(), op, Wait::none()));
        QVERIFY(lock.clearStop(anOperator().principal()));
        Outcome after;
        lock.request(anOperator(), op, Wait::none(), after.callback());
        QVERIFY(!refusalOf(after.takeGrant()));
    }

    void localOnlyHolds()
    {
        GlobalLock lock(QStringLiteral("global lock"), GlobalLock::defaultWait, off());
        Outcome before;
        lock.request(aClient(), op, Wait::none(), before.callback());
        QVERIFY(lock.setMode(LockMode::LocalOnly, anOperator().principal(), op));
        QVERIFY(refusalOf(before.takeGrant()) == Reason::LocalOnly);
        Outcome client;
        Outcome person;
        lock.request(aClient(), op, Wait::none(), client.callback());
        lock.request(anOperator(), op, Wait::none(), person.callback());
        QVERIFY(client.refusal().reason() == Reason::LocalOnly);
        QVERIFY(!refusalOf(person.takeGrant()));
        QVERIFY(lock.status().mode.mode == LockMode::LocalOnly);
    }

    void refusesAllOnceItIsClosed()
    {
        GlobalLock lock(QStringLiteral("global lock"), GlobalLock::defaultWait, off());
        lock.close();
        Outcome late;
        lock.request(anOperator(), op, Wait::none(), late.callback());
        QVERIFY(late.refusal().reason() == Reason::Closed);
    }
};

HOLDFAST_GUILESS_TEST(TestLockOff)

} // namespace tst_lockoff

#include "tst_lockoff.moc"
