// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/leasedesk.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <optional>
#include <tuple>

namespace tst_leasedesk {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

const Principal tile =
    Principal::client(QStringLiteral("tile scan"), QStringLiteral("127.0.0.1:40112"));

LeaseWish wish(const QString &requestId = {})
{
    LeaseWish wish;
    wish.principal = tile;
    wish.note = QStringLiteral("overnight");
    wish.wait = 0ms;
    wish.requestId = requestId;
    return wish;
}

QString titleOf(const Error &error)
{
    return error.title();
}

} // namespace

//! Tests leases for clients: how they are asked for, and what a token permits.
class TestLeaseDesk : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_desk.reset();
        m_lock = std::make_unique<GlobalLock>();
        m_desk = std::make_unique<LeaseDesk>(*m_lock);
    }

    void givesALeaseAndItsToken()
    {
        const NewLease lease = given(wish());
        QCOMPARE(lease.status.note, QStringLiteral("overnight"));
        QCOMPARE(lease.status.principal, tile);
        const auto use = m_desk->use(lease.token);
        QVERIFY(use);
        QCOMPARE(use->id, lease.status.id);
        QVERIFY(m_lock->acquire(use->holder, QStringLiteral("op"), GlobalLock::Wait::none())
                    .isHolding());
    }

    void refusesWhileAnotherClientHolds()
    {
        const LockGuard held = m_lock->acquire(QStringLiteral("op"));
        const auto refused = m_desk->lease(wish()).wait();
        QVERIFY(refused.error().kind() == Error::Kind::Busy);
        QVERIFY(refused.error().busy()->status().owner);
    }

    void waitsInLine()
    {
        LockGuard held = m_lock->acquire(QStringLiteral("op"));
        LeaseWish patient = wish();
        patient.wait = 60s;
        Reply<NewLease> reply = m_desk->lease(patient);
        QCOMPARE(m_lock->status().queue.first().operation, QStringLiteral("lease: overnight"));
        QVERIFY(!reply.isFinished());
        held.release();
        QVERIFY(reply.isFinished());
        QVERIFY(reply.wait());
    }

    void aClientThatLeavesIsNotInLineAnyMore()
    {
        LockGuard held = m_lock->acquire(QStringLiteral("op"));
        LeaseWish patient = wish(QStringLiteral("my request"));
        patient.wait = 60s;
        const Reply<NewLease> first = m_desk->lease(patient);
        const Reply<NewLease> retry = m_desk->lease(patient);
        QCOMPARE(m_lock->status().queue.size(), 1);
        first.withdraw();
        QVERIFY(first.isFinished());
        QVERIFY2(!retry.isFinished(), "a retry still waits for it");
        QCOMPARE(m_lock->status().queue.size(), 1);
        retry.withdraw();
        QVERIFY(m_lock->status().queue.isEmpty());
        held.release();
        QVERIFY(m_lock->leases().isEmpty());
    }

    void aRetryGetsTheSameLease()
    {
        const NewLease first = given(wish(QStringLiteral("my request")));
        const NewLease second = given(wish(QStringLiteral("my request")));
        QCOMPARE(second.status.id, first.status.id);
        QVERIFY(second.token != first.token);
        QVERIFY(m_desk->use(first.token));
        QVERIFY(m_desk->use(second.token));
        LeaseWish other = wish(QStringLiteral("my request"));
        other.principal = Principal::client(tile.name, QStringLiteral("10.0.0.7:1"));
        QVERIFY2(!m_desk->lease(other).wait(), "the id of a request is its client's own");
        QVERIFY(!m_desk->lease(wish(QStringLiteral("another one"))).wait());
        QVERIFY(!m_desk->lease(wish()).wait());
    }

    void retriesOfOneThatWaitsAllGetIt()
    {
        LockGuard held = m_lock->acquire(QStringLiteral("op"));
        LeaseWish patient = wish(QStringLiteral("my request"));
        patient.wait = 60s;
        Reply<NewLease> first = m_desk->lease(patient);
        Reply<NewLease> retry = m_desk->lease(patient);
        held.release();
        QCOMPARE(first.wait()->status.id, retry.wait()->status.id);
        QVERIFY(m_desk->use(first.wait()->token));
        QVERIFY(m_desk->use(retry.wait()->token));
    }

    void aRefusedRequestMayBeRepeated()
    {
        LockGuard held = m_lock->acquire(QStringLiteral("op"));
        QVERIFY(!m_desk->lease(wish(QStringLiteral("my request"))).wait());
        held.release();
        QVERIFY(m_desk->lease(wish(QStringLiteral("my request"))).wait());
    }

    void aRetryAfterTheEndIsToldOfIt()
    {
        const NewLease lease = given(wish(QStringLiteral("my request")));
        QVERIFY(m_desk->release(lease.token));
        const auto late = m_desk->lease(wish(QStringLiteral("my request"))).wait();
        QVERIFY(late.error().kind() == Error::Kind::Gone);
    }

    void manyRetriesDoNotPileUp()
    {
        const NewLease first = given(wish(QStringLiteral("my request")));
        NewLease latest = first;
        for (int i = 0; i < 20; ++i)
            latest = given(wish(QStringLiteral("my request")));
        QVERIFY(m_desk->use(latest.token));
        QCOMPARE(m_desk->use(first.token).error().kind(), Error::Kind::Forbidden);
    }

    void aTokenEndsWithItsLease_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("given back") << QStringLiteral("released") << QStringLiteral("given back");
        QTest::newRow("expired") << QStringLiteral("expired") << QStringLiteral("expired");
        QTest::newRow("broken") << QStringLiteral("broken") << QStringLiteral("broken by operator");
        QTest::newRow("stopped") << QStringLiteral("stopped")
                                 << QStringLiteral("operator stopped everything");
    }
    void aTokenEndsWithItsLease()
    {
        QFETCH(const QString, how);
        QFETCH(const QString, sentence);
        const Principal person {Principal::Kind::Operator, QStringLiteral("operator"), {}};
        LeaseWish asked = wish();
        if (how == QStringLiteral("expired"))
            asked.ttl = 20ms;
        const NewLease lease = given(asked);
        if (how == QStringLiteral("released"))
            QVERIFY(m_desk->release(lease.token));
        else if (how == QStringLiteral("broken"))
            m_lock->breakHold(person, QStringLiteral("the lens"), lease.status.generation);
        else if (how == QStringLiteral("stopped"))
            m_lock->setMode(LockMode::Stopped, person, QStringLiteral("smoke"));
        else
            QTRY_VERIFY_WITH_TIMEOUT(m_lock->leases().isEmpty(), 30'000);
        const Error error = m_desk->use(lease.token).error();
        QCOMPARE(error.kind(), Error::Kind::Gone);
        QCOMPARE(titleOf(error), QStringLiteral("LeaseEnded"));
        QCOMPARE(toWord(error.endedLease()->end), how);
        QVERIFY2(error.message().contains(sentence), qPrintable(error.message()));
        QCOMPARE(m_desk->release(lease.token).error().kind(), Error::Kind::Gone);
    }

    void aTokenOfAnEarlierRunSaysSo()
    {
        const NewLease lease = given(wish());
        const auto old = LeaseToken::parse(lease.token);
        QVERIFY(old);
        QTRY_VERIFY_WITH_TIMEOUT(QDateTime::currentDateTimeUtc() > old->run.addMSecs(1), 30'000);
        LeaseDesk restarted(*m_lock);
        const Error error = restarted.use(lease.token).error();
        QCOMPARE(error.kind(), Error::Kind::Gone);
        QCOMPARE(error.endedLease()->end, LeaseEnd::Restarted);
    }

    void aTokenOfAnEarlierRunSaysSoAlsoWhenTheClockWasSetBack()
    {
        auto ahead = *LeaseToken::parse(given(wish()).token);
        ahead.run = ahead.run.addSecs(3600);
        const Error error = m_desk->use(ahead.toByteArray()).error();
        QCOMPARE(error.kind(), Error::Kind::Gone);
        QCOMPARE(error.endedLease()->end, LeaseEnd::Restarted);
    }

    void whatIsNoTokenOpensNothing_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("words") << QByteArray("let me in");
        QTest::newRow("too few parts") << QByteArray("hf1.0.1");
        QTest::newRow("a wrong scheme") << QByteArray("hf9.0.1." + QByteArray(48, 'a'));
        QTest::newRow("a short secret") << QByteArray("hf1.0.1.abc");
        QTest::newRow("no number") << QByteArray("hf1.x.1." + QByteArray(48, 'a'));
        QTest::newRow("binary") << QByteArray("hf1.\0.\xff\xff.", 10);
    }
    void whatIsNoTokenOpensNothing()
    {
        QFETCH(const QByteArray, token);
        QCOMPARE(m_desk->use(token).error().kind(), Error::Kind::Forbidden);
        QCOMPARE(titleOf(m_desk->use(token).error()), QStringLiteral("UnknownLockToken"));
        QCOMPARE(m_desk->release(token).error().kind(), Error::Kind::Forbidden);
    }

    void aGuessedSecretOpensNothing()
    {
        const NewLease lease = given(wish());
        LeaseToken guess = LeaseToken::parse(lease.token).value();
        guess.secret[0] = guess.secret[0] == 'a' ? 'b' : 'a';
        QCOMPARE(m_desk->use(guess.toByteArray()).error().kind(), Error::Kind::Forbidden);
    }

    void secretsAreLongAndNeverTheSame()
    {
        QSet<QByteArray> seen;
        for (int i = 0; i < 1000; ++i) {
            const LeaseToken token = LeaseToken::create(QDateTime::currentDateTimeUtc(), 1);
            QVERIFY(token.secret.size() * 4 >= 128);
            seen.insert(token.secret);
        }
        QCOMPARE(seen.size(), 1000);
    }

private:
    NewLease given(const LeaseWish &asked) { return m_desk->lease(asked).wait().value(); }

    std::unique_ptr<GlobalLock> m_lock;
    std::unique_ptr<LeaseDesk> m_desk;
};

HOLDFAST_GUILESS_TEST(TestLeaseDesk)

} // namespace tst_leasedesk

#include "tst_leasedesk.moc"
