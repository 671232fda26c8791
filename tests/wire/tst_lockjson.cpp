// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/lockjson.h"
#include "core/wire/lockoverview.h"
#include "tests/program/testprogram.h"
#include "tests/wire/wiresamples.h"

#include <QTest>

namespace tst_lockjson {

using namespace Holdfast;
using namespace Samples;

//! The status of a lock, leases and what belongs to them, written and read again.
class TestLockJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aHeldLockComesBackAsItWas()
    {
        const LockStatus sent = heldLock();
        const auto read = readLockStatus(toJson(sent));
        QVERIFY(read);
        COMPARE_JSON(toJson(*read), toJson(sent));
        QCOMPARE(read->toSentence(), sent.toSentence());
        const LockOwner &owner = *read->owner;
        QVERIFY(owner.principal == client());
        QCOMPARE(owner.since, at(2));
        QCOMPARE(owner.lease->ttl, sent.owner->lease->ttl);
        QCOMPARE(owner.breaking->toClause(), lockBreak().toClause());
        QVERIFY(read->queue[0].principal == person());
        QCOMPARE(read->queue[0].lockClass, LockClass::Operator);
        QVERIFY(!read->queue[1].remaining);
        QCOMPARE(read->mode.mode, LockMode::LocalOnly);
        QCOMPARE(read->mode.toClause(), sent.mode.toClause());
    }

    void aFreeLockComesBackAsItWas()
    {
        LockStatus sent;
        sent.name = text("laser port");
        sent.taken = at(1);
        const auto read = readLockStatus(toJson(sent));
        QVERIFY(read && !read->isHeld() && read->queue.isEmpty());
        COMPARE_JSON(toJson(*read), toJson(sent));
        QCOMPARE(read->toSentence(), sent.toSentence());
    }

    void aLeaseComesBackWithItsTokenAndWithWhoAsks()
    {
        const NewLease sent {lease(), QByteArray("hf1.0.7.secret")};
        const auto given = readNewLease(toJson(sent));
        QVERIFY(given);
        QCOMPARE(given->token, sent.token);
        COMPARE_JSON(toJson(*given), toJson(sent));
        const QList<LockAsk> asks {{person(), text("lunch"), at(4)}};
        const Json renewed = toJson(lease(), asks);
        COMPARE_JSON(toJson(*readLeaseStatus(renewed), readLockAsks(renewed)), renewed);
        LeaseStatus endless = lease();
        endless.ttl.reset();
        endless.remaining.reset();
        endless.state = LeaseState::Active;
        COMPARE_JSON(toJson(*readLeaseStatus(toJson(endless))), toJson(endless));
    }

    void aTokenThatNoHeaderCarriesIsNone()
    {
        for (const char *token : {"", "two words", "line\nbreak", "\xc3\xa4"}) {
            Json json = toJson(lease());
            json["token"] = token;
            QVERIFY2(!readNewLease(json), token);
        }
    }

    void theEndOfALeaseComesBack_data()
    {
        QTest::addColumn<LeaseEnd>("end");
        using enum LeaseEnd;
        for (const LeaseEnd end : {Released, Expired, Broken, Stopped, Closed, Restarted})
            QTest::newRow(qPrintable(toWord(end))) << end;
    }
    void theEndOfALeaseComesBack()
    {
        QFETCH(const LeaseEnd, end);
        EndedLease sent;
        sent.principal = client();
        sent.end = end;
        sent.by = person();
        sent.reason = text("the lens is in the way");
        sent.when = at(9);
        auto read = readEndedLease(toJson(sent));
        QVERIFY(read);
        COMPARE_JSON(toJson(*read), toJson(sent));
        read->principal = sent.principal; // which is not told
        QCOMPARE(read->toClause(), sent.toClause());
    }

    void anOverviewComesBackAsItWas()
    {
        LockOverview sent;
        sent.isEnabled = false;
        sent.global = heldLock();
        sent.leases = {lease()};
        LockStatus device;
        device.name = text("laser port");
        sent.devices = {device};
        sent.journal = {JournalState::State::Paused, text("The disk is full."), 12};
        const auto read = readLockOverview(toJson(sent));
        QVERIFY(read && !read->isEnabled);
        COMPARE_JSON(toJson(*read), toJson(sent));
        QVERIFY(read->journal == sent.journal);
    }

    void whatIsNoLockIsRefused_data()
    {
        QTest::addColumn<QString>("json");
        QTest::newRow("null") << "null";
        QTest::newRow("a list") << "[]";
        QTest::newRow("an empty object") << "{}";
        QTest::newRow("a flag that is none") << R"({"held": "no", "queue": []})";
        QTest::newRow("a queue that is none") << R"({"held": false, "queue": 3})";
    }
    void whatIsNoLockIsRefused()
    {
        QFETCH(const QString, json);
        QVERIFY(!readLockOverview(Json::parse(json.toStdString())));
    }

    void whatAServerLeavesOutIsAsInANewValue()
    {
        const auto read = readLockOverview(Json::parse(
            R"({"held": true, "queue": [null], "owner": {"label": 3, "held_ms": 1e300},
                "generation": 18446744073709551615, "leases": [null, {}], "devices": [7]})"));
        QVERIFY(read && read->isEnabled);
        QCOMPARE(read->global.generation, quint64 {0});
        QCOMPARE(read->global.owner->held, 0ms);
        QCOMPARE(read->global.queue.size(), 1);
        QCOMPARE(read->leases.size(), 1);
        QCOMPARE(read->devices.size(), 0);
        QVERIFY(!readLockOwner(nullptr) && !readLeaseStatus("x") && !readLockAsk(nullptr));
        QVERIFY(!readLockBreak(nullptr) && !readEndedLease(Json {{"reason", "tea"}}));
    }
};

HOLDFAST_GUILESS_TEST(TestLockJson)

} // namespace tst_lockjson

#include "tst_lockjson.moc"
