// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/elsewhere.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

using namespace Holdfast;
using namespace std::chrono_literals;
using Kind = Principal::Kind;
using Reason = GlobalLockBusyError::Reason;
using Wait = GlobalLock::Wait;

namespace {

const Principal scan =
    Principal::client(QStringLiteral("tile scan"), QStringLiteral("127.0.0.1:40112"));
const QString move = QStringLiteral("stage.move_relative");

//! Returns \a message, whose times lack the zone of this machine, with that zone.
QString withZone(QString message)
{
    const QString zone =
        QDateTime(QDate(2026, 5, 4), QTime(14, 2, 11)).toString(QStringLiteral("t"));
    return message.replace(QStringLiteral("14:02:11"), QStringLiteral("14:02:11 ") + zone);
}

LockStatus heldBy(const Principal &principal, const QString &operation,
                  std::chrono::milliseconds held)
{
    LockStatus status;
    status.name = QStringLiteral("global lock");
    status.owner = LockOwner {};
    status.owner->principal = principal;
    status.owner->operation = operation;
    status.owner->since = QDateTime(QDate(2026, 5, 4), QTime(14, 2, 11)).toUTC();
    status.owner->held = held;
    return status;
}

LockStatus withQueue(LockStatus status, int waiters)
{
    status.queue.resize(waiters);
    return status;
}

} // namespace

Q_DECLARE_METATYPE(std::chrono::milliseconds)
Q_DECLARE_METATYPE(Holdfast::GlobalLockBusyError::Reason)

namespace tst_lockstatus {

//! Tests the lock's report of its state, as data and in words.
class TestLockStatus : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void tellsTheOwner();
    void tellsTheLine();
    void generationCountsOwners();
    void versionCountsChanges();
    void aSnapshotStaysAsItWas();
    void aRefusalCarriesItsStatus();
    void messages_data();
    void messages();
    void sentences();
    void retryAfter_data();
    void retryAfter();
};

void TestLockStatus::tellsTheOwner()
{
    GlobalLock lock;
    const Holder holder(scan);
    const QDateTime before = QDateTime::currentDateTimeUtc();
    const LockGuard hold = lock.acquire(holder, move, Wait::none());
    const QDateTime after = QDateTime::currentDateTimeUtc();
    const LockGuard nested = lock.acquire(holder, QStringLiteral("nested"), Wait::none());
    const LockStatus status = lock.status();
    QCOMPARE(status.name, QStringLiteral("global lock"));
    QVERIFY(status.isHeld());
    QCOMPARE(status.owner->holderId, holder.id());
    QCOMPARE(status.owner->principal, scan);
    QCOMPARE(status.owner->operation, move);
    QCOMPARE(status.owner->depth, 2);
    QVERIFY(!status.owner->stuck);
    QVERIFY(status.owner->held >= 0ms);
    // Qt 6.8 rounds the time to milliseconds, where it was cut before.
    QVERIFY(status.owner->since >= before.addMSecs(-1) && status.owner->since <= after);
    QCOMPARE(status.owner->since.timeSpec(), Qt::UTC);
    QVERIFY(status.taken >= status.owner->since);
    QCOMPARE(lock.status().owner->since, status.owner->since);
}

void TestLockStatus::tellsTheLine()
{
    GlobalLock lock;
    const LockGuard hold = lock.acquire(move);
    const Holder patient(scan);
    const auto ignore = [](const LockOutcome &) {};
    LockTicket first = lock.request(patient, move, Wait::unlimited(), ignore);
    LockTicket second =
        lock.request(Holder {}, QStringLiteral("laser.power"), Wait::upTo(patience), ignore);
    const LockStatus status = lock.status();
    QCOMPARE(status.queue.size(), 2);
    QCOMPARE(status.queue[0].ticketId, first.id());
    QCOMPARE(status.queue[0].holderId, patient.id());
    QCOMPARE(status.queue[0].principal, scan);
    QCOMPARE(status.queue[0].operation, move);
    QVERIFY(!status.queue[0].remaining);
    QCOMPARE(status.queue[1].ticketId, second.id());
    QVERIFY(*status.queue[1].remaining <= patience - status.queue[1].waited);
    QVERIFY(*status.queue[1].remaining > 0ms);
    QVERIFY(first.withdraw() && second.withdraw());
    QVERIFY(lock.status().queue.isEmpty());
}

void TestLockStatus::generationCountsOwners()
{
    GlobalLock lock;
    QCOMPARE(lock.status().generation, 0U);
    for (quint64 owners = 1; owners <= 3; ++owners) {
        const LockGuard hold = lock.acquire(move);
        const LockGuard nested = lock.acquire(move);
        QCOMPARE(lock.status().generation, owners);
    }
    QCOMPARE(lock.status().generation, 3U);
}

void TestLockStatus::versionCountsChanges()
{
    GlobalLock lock;
    quint64 last = lock.status().version;
    const auto hasChanged = [&] { return std::exchange(last, lock.status().version) < last; };
    QVERIFY(!hasChanged());
    LockGuard hold = lock.acquire(move);
    QVERIFY(hasChanged());
    LockGuard nested = lock.acquire(move);
    QVERIFY(hasChanged());
    nested.release();
    QVERIFY(hasChanged());
    LockTicket ticket =
        lock.request(Holder {}, move, Wait::unlimited(), [](const LockOutcome &) {});
    QVERIFY(hasChanged());
    QVERIFY(ticket.withdraw());
    QVERIFY(hasChanged());
    hold.release();
    QVERIFY(hasChanged());
    QVERIFY(!hasChanged());
}

void TestLockStatus::aSnapshotStaysAsItWas()
{
    GlobalLock lock;
    LockGuard hold = lock.acquire(move);
    const LockStatus status = lock.status();
    hold.release();
    QVERIFY(status.isHeld());
    QVERIFY(!lock.status().isHeld());
}

void TestLockStatus::aRefusalCarriesItsStatus()
{
    GlobalLock lock;
    const Holder holder(scan);
    const LockGuard hold = lock.acquire(holder, move, Wait::none());
    const Attempt refused = elsewhere([&lock] { return attempt(lock, Wait::upTo(5ms)); });
    QCOMPARE(refused.refusal->status().owner->holderId, holder.id());
    QCOMPARE(refused.refusal->status().generation, lock.status().generation);
    QCOMPARE(refused.refusal->message(), QString::fromUtf8(refused.refusal->what()));
    QVERIFY2(refused.refusal->message().startsWith(QStringLiteral(
                 "The global lock could not be acquired: tile scan (127.0.0.1:40112) holds it for "
                 "stage.move_relative since ")),
             refused.refusal->what());
}

void TestLockStatus::messages_data()
{
    const QString opening = QStringLiteral("The global lock could not be acquired: ");
    const QString holds = opening
                          + QStringLiteral("tile scan (127.0.0.1:40112) holds it for "
                                           "stage.move_relative since 14:02:11 (%1)");
    LockStatus free;
    free.name = QStringLiteral("global lock");
    LockStatus port = heldBy(scan, move, 5s);
    port.name = QStringLiteral("stage port");
    LockStatus stuck = heldBy(scan, move, 5s);
    stuck.owner->stuck = true;

    QTest::addColumn<LockStatus>("status");
    QTest::addColumn<int>("position");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("message");
    const auto row = [](const char *name, const LockStatus &status, int position,
                        const QString &message, Reason reason = Reason::Busy) {
        QTest::newRow(name) << status << position << reason << message;
    };
    row("the owner, its operation and since when", heldBy(scan, move, 38s), 1,
        holds.arg(QStringLiteral("38 s")) + QLatin1Char('.'));
    row("a short hold", heldBy(scan, move, 250ms), 0,
        holds.arg(QStringLiteral("250 ms")) + QLatin1Char('.'));
    row("a long hold", heldBy(scan, move, 12min + 5s), 0,
        holds.arg(QStringLiteral("12 min")) + QLatin1Char('.'));
    row("a very long hold", heldBy(scan, move, 185min), 0,
        holds.arg(QStringLiteral("3 h 5 min")) + QLatin1Char('.'));
    row("an owner without an operation", heldBy({}, {}, 2s), 0,
        opening + QStringLiteral("system holds it since 14:02:11 (2 s)."));
    row("one other before the reader", withQueue(heldBy(scan, move, 5s), 1), 2,
        holds.arg(QStringLiteral("5 s"))
            + QStringLiteral(", and 1 other waits in line before you."));
    row("several others before the reader", withQueue(heldBy(scan, move, 5s), 9), 4,
        holds.arg(QStringLiteral("5 s"))
            + QStringLiteral(", and 3 others wait in line before you."));
    row("others only behind the reader", withQueue(heldBy(scan, move, 5s), 9), 1,
        holds.arg(QStringLiteral("5 s")) + QLatin1Char('.'));
    row("a reader who never queued", withQueue(heldBy(scan, move, 5s), 2), 0,
        holds.arg(QStringLiteral("5 s"))
            + QStringLiteral(", and 2 others wait in line before you."));
    row("a stuck owner", stuck, 0,
        holds.arg(QStringLiteral("5 s"))
            + QStringLiteral("; it is stuck: its owner has gone without releasing it."));
    row("free in the meantime", free, 0, opening + QStringLiteral("it was busy, but is free now."));
    row("only the line is in the way", withQueue(free, 2), 0,
        opening
            + QStringLiteral("it was busy, but is free now; 2 others wait in line before you."));
    row("a lock that goes away", heldBy(scan, move, 5s), 1,
        opening + QStringLiteral("it is being shut down."), Reason::Closed);
    row("the lock of one device", port, 0,
        QStringLiteral("The stage port could not be acquired: tile scan (127.0.0.1:40112) holds it "
                       "for stage.move_relative since 14:02:11 (5 s)."));
}

void TestLockStatus::messages()
{
    QFETCH(const LockStatus, status);
    QFETCH(const int, position);
    QFETCH(const Reason, reason);
    QFETCH(const QString, message);
    const GlobalLockBusyError error(status, 0ms, position, reason);
    QCOMPARE(error.message(), withZone(message));
    QVERIFY(error.reason() == reason);
}

void TestLockStatus::sentences()
{
    QCOMPARE(GlobalLock().status().toSentence(), QStringLiteral("The global lock is free."));
    QCOMPARE(
        heldBy(scan, move, 38s).toSentence(),
        withZone(QStringLiteral("The global lock is busy: tile scan (127.0.0.1:40112) holds it for "
                                "stage.move_relative since 14:02:11 (38 s).")));
}

void TestLockStatus::retryAfter_data()
{
    LockStatus stuck = heldBy(scan, move, 2s);
    stuck.owner->stuck = true;
    QTest::addColumn<LockStatus>("status");
    QTest::addColumn<std::chrono::milliseconds>("expected");
    QTest::newRow("a second at least") << heldBy(scan, move, 20ms) << std::chrono::milliseconds(1s);
    QTest::newRow("as long again as it has been held")
        << heldBy(scan, move, 7s) << std::chrono::milliseconds(7s);
    QTest::newRow("longer behind a line")
        << withQueue(heldBy(scan, move, 7s), 3) << std::chrono::milliseconds(10s);
    QTest::newRow("half a minute at most")
        << heldBy(scan, move, 1h) << std::chrono::milliseconds(30s);
    QTest::newRow("not soon when it is stuck") << stuck << std::chrono::milliseconds(30s);
    QTest::newRow("soon when it is free") << LockStatus {} << std::chrono::milliseconds(1s);
}

void TestLockStatus::retryAfter()
{
    QFETCH(const LockStatus, status);
    QFETCH(const std::chrono::milliseconds, expected);
    QCOMPARE(GlobalLockBusyError(status, 0ms, 0).retryAfter().count(), expected.count());
}

HOLDFAST_GUILESS_TEST(TestLockStatus)

} // namespace tst_lockstatus

#include "tst_lockstatus.moc"
