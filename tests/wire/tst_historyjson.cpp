// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/lock/lockviews.h"
#include "core/thing/json/jsonconversion.h"
#include "core/wire/historyjson.h"
#include "tests/program/testprogram.h"
#include "tests/wire/wiresamples.h"

#include <QTest>

namespace tst_historyjson {

using namespace Holdfast;
using namespace Samples;

namespace {

HistoryEntry entry(HistoryKind kind, HistoryHow how)
{
    HistoryEntry entry;
    entry.id = 4711;
    entry.kind = kind;
    entry.how = how;
    entry.run = 3;
    entry.at = at(1);
    entry.who = Principal::client(text("tile scan"), {});
    entry.operation = text("stage.move_relative");
    entry.lockClass = LockClass::Remote;
    entry.generation = 42;
    entry.lease = 7;
    entry.waited = 250us;
    entry.held = 38'000'500us;
    entry.position = 2;
    entry.other = {Principal::Kind::System, text("anna"), {}};
    entry.otherOperation = text("camera.capture");
    entry.reason = text("the lens is in the way");
    entry.missing = 5;
    return entry;
}

} // namespace

//! The history, written and read again.
class TestHistoryJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyKindAndEveryEndComeBack()
    {
        for (const HistoryKind kind : allHistoryKinds()) {
            const HistoryEntry sent = entry(kind, HistoryHow::Released);
            const auto read = readHistoryEntry(toJson(sent));
            QVERIFY(read);
            COMPARE_JSON(toJson(*read), toJson(sent));
        }
        for (const HistoryHow how : allHistoryHows()) {
            const HistoryEntry sent = entry(HistoryKind::Hold, how);
            const auto read = readHistoryEntry(toJson(sent));
            QVERIFY2(read && *read == sent, qPrintable(toWord(how)));
        }
    }

    void whatAnEntryDoesNotHaveStaysAway()
    {
        HistoryEntry sent;
        sent.kind = HistoryKind::RunBegun;
        sent.at = at(1);
        const auto read = readHistoryEntry(toJson(sent));
        QVERIFY(read && *read == sent);
    }

    void aPageComesBackAsItWas()
    {
        HistoryPage sent;
        sent.entries = {entry(HistoryKind::Hold, HistoryHow::GaveWay),
                        entry(HistoryKind::Refusal, HistoryHow::Timeout)};
        sent.next = HistoryCursor {1, 2, 3};
        sent.journal = {JournalState::State::Writing, {}, 0};
        const auto read = readHistoryPage(toJson(sent));
        QVERIFY(read);
        QVERIFY(read->entries == sent.entries && read->next == sent.next);
        COMPARE_JSON(toJson(*read), toJson(sent));
    }

    void aPageOfANewerServerLeavesOutWhatIsUnknownHere()
    {
        Json json = toJson(HistoryPage {{entry(HistoryKind::Hold, HistoryHow::GaveWay)}, {}, {}});
        json["entries"].push_back(Json {{"kind", "tea"}});
        json["entries"].push_back(nullptr);
        json["entries"][0]["how"] = "by magic";
        const auto read = readHistoryPage(json);
        QVERIFY(read);
        QCOMPARE(read->entries.size(), 1);
        QCOMPARE(read->entries.first().how, HistoryHow::None);
        QVERIFY(!readHistoryPage(Json {{"entries", 7}}) && !readHistoryPage(nullptr));
    }

    void lengthsThatNoMachineRunsForAreNone()
    {
        for (const double length : {-1.0, 1e300}) {
            Json json = toJson(entry(HistoryKind::Hold, HistoryHow::GaveWay));
            json["held_ms"] = length;
            QVERIFY(!readHistoryEntry(json)->held);
        }
    }

    void anEventOfARefusalIsUnderstood_data()
    {
        QTest::addColumn<RefusalReason::Value>("reason");
        QTest::addColumn<HistoryHow>("how");
        for (const RefusalReason::Row &reason : refusalReasons)
            QTest::newRow(reason.word)
                << RefusalReason::Value(reason.value) << HistoryHow(reason.number);
    }
    void anEventOfARefusalIsUnderstood()
    {
        QFETCH(const RefusalReason::Value, reason);
        QFETCH(const HistoryHow, how);
        const LockRefusedView sent {text("bert"), text("stage.home"), reason, 0.05,
                                    text("2026-11-30T14:02:01.125Z")};
        const auto read = readRefusedEvent(toPayload(QVariant::fromValue(sent)).json);
        QVERIFY(read);
        QCOMPARE(read->kind, HistoryKind::Refusal);
        QCOMPARE(read->how, how);
        QCOMPARE(read->who.name, sent.label);
        QCOMPARE(read->operation, sent.operation);
        QCOMPARE(read->waited, 50ms);
        QCOMPARE(read->at, at(1));
    }
};

HOLDFAST_GUILESS_TEST(TestHistoryJson)

} // namespace tst_historyjson

#include "tst_historyjson.moc"
