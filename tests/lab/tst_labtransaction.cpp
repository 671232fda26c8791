// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labtransaction.h"
#include "tests/lab/labtext.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_labtransaction {

using namespace Holdfast;

namespace {

const LabKeys s_keys(QStringLiteral("lab"));

QString shortKey(const EtcdKeys &keys)
{
    return QString::fromUtf8(keys.key).remove(QStringLiteral("hf/v1/lab/"));
}

//! The conditions, as in "o/A mod=7", in alphabetical order.
QStringList conditions(const EtcdTxn &txn)
{
    QStringList texts;
    for (const EtcdCompare &compare : txn.compares) {
        texts << QStringLiteral("%1 %2%3%4")
                     .arg(shortKey(compare.keys),
                          compare.target == EtcdCompare::Target::ModRevision
                              ? QStringLiteral("mod")
                              : QStringLiteral("create"),
                          compare.relation == EtcdCompare::Relation::Less ? QStringLiteral("<")
                                                                          : QStringLiteral("="))
                     .arg(compare.revision);
    }
    texts.sort();
    return texts;
}

//! The operations, as in "o/A:=c2@7" (with the lease) or "-q/c1", in alphabetical order. Of tickets only the flag.
QStringList operations(const QList<EtcdOperation> &operations)
{
    QStringList texts;
    for (const EtcdOperation &operation : operations) {
        if (const auto *deletion = std::get_if<EtcdDelete>(&operation)) {
            texts << u'-' + shortKey(deletion->keys);
        } else if (const auto *put = std::get_if<EtcdPut>(&operation)) {
            const QString key = shortKey(EtcdKeys::one(put->key));
            const bool isReturning = put->value.contains(R"("returning":true)");
            const QString value = key.startsWith(u'q')
                                      ? (isReturning ? QStringLiteral("returning") : QString())
                                      : QString::fromUtf8(put->value);
            texts << QStringLiteral("%1:=%2@%3").arg(key, value).arg(put->lease);
        } else {
            texts << QStringLiteral("all");
        }
    }
    texts.sort();
    return texts;
}

//! Ticket N has lease 100 + N; owners have token 1 (see labSnapshot()), rows revision 1; nothing was written after 50.
LabSnapshot lab(const QString &tickets, const QString &owners = {}, const QString &rows = {})
{
    LabSnapshot snapshot = labSnapshot(tickets, owners, rows);
    for (LabTicket &ticket : snapshot.tickets)
        ticket.lease = 100 + ticket.createRevision;
    snapshot.revision = 40;
    snapshot.queueRevision = 50;
    return snapshot;
}

LabTicket newTicket(const QString &text)
{
    LabTicket ticket = readLabTickets(text).constFirst();
    ticket.createRevision = 0;
    ticket.lease = 107;
    return ticket;
}

QStringList list(const char *text)
{
    return QString::fromLatin1(text).split(QStringLiteral(", "), Qt::SkipEmptyParts);
}

} // namespace

//! The transactions by which a lab goes on: each has as a condition what its decision rests on.
class TestLabTransaction : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void asksAndIsGrantedAtOnce()
    {
        const auto made = LabTransactions::ask(s_keys, lab(QStringLiteral("c1:C")),
                                               newTicket(QStringLiteral("c7:AB")));
        QCOMPARE(conditions(made.txn),
                 list("n/A mod=0, n/B mod=0, o/A mod=0, o/B mod=0, q/ mod<51, "
                      "q/c7 create=0"));
        QCOMPARE(operations(made.txn.success), list("o/A:=c7@107, o/B:=c7@107, q/c7:=@107"));
        // Otherwise it goes into the queue, and everything is read.
        QCOMPARE(operations(made.txn.failure), list("all, q/c7:=@107"));
        QVERIFY(made.isQueueCompared);
        QCOMPARE(made.granted, QStringList {QStringLiteral("c7")});
    }

    void asksBehindOthers_data()
    {
        QTest::addColumn<QString>("tickets");
        QTest::addColumn<QString>("owners");
        QTest::newRow("owned") << "c1:A"
                               << "A=c1";
        QTest::newRow("claimed") << "c1:AC"
                                 << "C=x";
        QTest::newRow("free, and another one is next") << "c1:A"
                                                       << "";
    }
    void asksBehindOthers()
    {
        QFETCH(QString, tickets);
        QFETCH(QString, owners);
        const auto made =
            LabTransactions::ask(s_keys, lab(tickets, owners), newTicket(QStringLiteral("c7:AB")));
        QCOMPARE(conditions(made.txn), list("q/c7 create=0"));
        QCOMPARE(operations(made.txn.success), list("q/c7:=@107"));
        QVERIFY(!made.isQueueCompared && made.granted.isEmpty());
    }

    void grantsWhatIsNext()
    {
        const LabSnapshot snapshot =
            lab(QStringLiteral("o1:A c2:A c3:B"), {}, QStringLiteral("A1"));
        const auto made = LabTransactions::grant(s_keys, snapshot, {QStringLiteral("o1")});
        QVERIFY(made);
        QCOMPARE(conditions(made->txn), list("n/A mod=1, o/A mod=0, q/ mod<51, q/o1 create=1"));
        QCOMPARE(operations(made->txn.success), list(R"(n/A:={"operators":2}@0, o/A:=o1@101)"));
        QVERIFY(!LabTransactions::grant(s_keys, snapshot, {QStringLiteral("c2")}));
        QVERIFY(!LabTransactions::grant(s_keys, snapshot, {}));
    }

    void handsOverToAllThatAreNext()
    {
        const auto made = LabTransactions::end(
            s_keys, lab(QStringLiteral("c1:ABC c2:A c3:BD c4:D"), QStringLiteral("A=c1 B=c1 C=c1")),
            QStringLiteral("c1"));
        QVERIFY(made);
        QCOMPARE(
            conditions(made->txn),
            list("n/A mod=0, n/B mod=0, n/D mod=0, o/A mod=1, o/B mod=1, o/C mod=1, o/D mod=0, "
                 "q/ mod<51, q/c1 create=1, q/c2 create=2, q/c3 create=3"));
        // With the leases of the next ones; each key once.
        QCOMPARE(operations(made->txn.success),
                 list("-o/C, -q/c1, o/A:=c2@102, o/B:=c3@103, o/D:=c3@103"));
        QCOMPARE(operations(made->txn.failure), list("all"));
        QCOMPARE(made->granted, (QStringList {QStringLiteral("c2"), QStringLiteral("c3")}));
    }

    void releasesWithoutAWaiter()
    {
        const auto made =
            LabTransactions::end(s_keys, lab(QStringLiteral("c1:AB"), QStringLiteral("A=c1 B=c1")),
                                 QStringLiteral("c1"));
        QVERIFY(made);
        QCOMPARE(conditions(made->txn), list("o/A mod=1, o/B mod=1, q/c1 create=1"));
        QCOMPARE(operations(made->txn.success), list("-o/A, -o/B, -q/c1"));
        QVERIFY(!made->isQueueCompared);
    }

    void takesBackWithoutTouchingTheOwner()
    {
        const LabSnapshot snapshot = lab(QStringLiteral("c1:A c2:AB c3:B"), QStringLiteral("A=c1"));
        const auto made = LabTransactions::end(s_keys, snapshot, QStringLiteral("c2"));
        QVERIFY(made);
        QCOMPARE(conditions(made->txn),
                 list("n/B mod=0, o/A mod=1, o/B mod=0, q/ mod<51, q/c2 create=2, q/c3 create=3"));
        QCOMPARE(operations(made->txn.success), list("-q/c2, o/B:=c3@103"));
        QVERIFY(!LabTransactions::end(s_keys, snapshot, QStringLiteral("none")));
    }

    void givesWayAndStaysInTheQueue()
    {
        const auto made = LabTransactions::giveWay(
            s_keys, lab(QStringLiteral("c1:AB o2:A"), QStringLiteral("A=c1 B=c1")),
            QStringLiteral("c1"));
        QVERIFY(made);
        QCOMPARE(conditions(made->txn),
                 list("n/A mod=0, o/A mod=1, o/B mod=1, q/ mod<51, q/c1 create=1, q/o2 create=2"));
        QCOMPARE(operations(made->txn.success),
                 list(R"(-o/B, n/A:={"operators":1}@0, o/A:=o2@102, q/c1:=returning@101)"));
    }

    void doesNotGiveWayForNothing_data()
    {
        QTest::addColumn<QString>("tickets");
        QTest::addColumn<QString>("owners");
        QTest::newRow("no other") << "c1:A"
                                  << "A=c1";
        QTest::newRow("a client") << "c1:A c2:A"
                                  << "A=c1";
        QTest::newRow("an operator of other things") << "c1:A o2:B"
                                                     << "A=c1";
        QTest::newRow("an operator who waits for more") << "c1:A o2:AB"
                                                        << "A=c1 B=x";
        QTest::newRow("it owns nothing") << "c1:A o2:B"
                                         << "";
    }
    void doesNotGiveWayForNothing()
    {
        QFETCH(QString, tickets);
        QFETCH(QString, owners);
        QVERIFY(!LabTransactions::giveWay(s_keys, lab(tickets, owners), QStringLiteral("c1")));
    }

    void tellsWhatHasChangedAboutAStation()
    {
        LabSnapshot lab;
        LabStation self {.name = QStringLiteral("one"), .url = QStringLiteral("u"), .lease = 7};
        QVERIFY(!LabTransactions::tell(s_keys, lab, self)); // has not entered
        lab.stations[self.name] = self;
        lab.stations[self.name].modRevision = 5;
        QVERIFY(!LabTransactions::tell(s_keys, lab, self)); // is known
        self.lock = LabStationLock {.owner = QStringLiteral("scan")};
        const auto told = LabTransactions::tell(s_keys, lab, self);
        QVERIFY(told);
        QCOMPARE(conditions(told->txn), QStringList {QStringLiteral("s/one mod=5")});
        QCOMPARE(told->txn.success.size(), 1);
        const auto *put = std::get_if<EtcdPut>(&told->txn.success.constFirst());
        QVERIFY(put && put->lease == 7 && put->value.contains("scan"));
        lab.stations[self.name].lease = 8; // of another station of that name
        QVERIFY(!LabTransactions::tell(s_keys, lab, self));
    }

    void keepsBelowTheLimitOfEtcd()
    {
        // One that has as much as it may, for which as many wait, and many others.
        LabSnapshot snapshot;
        LabTicket owner;
        owner.id = QStringLiteral("owner");
        owner.createRevision = 1;
        for (int i = 0; i < LabTransactions::mostResources; ++i) {
            owner.resources << QStringLiteral("r%1").arg(i);
            snapshot.owners.insert(owner.resources.constLast(), {owner.id, 5});
        }
        snapshot.tickets.insert(owner.id, owner);
        for (int i = 0; i < 20; ++i) {
            LabTicket ticket;
            ticket.id = QStringLiteral("t%1").arg(i);
            ticket.createRevision = 2 + i;
            for (int k = 0; k < LabTransactions::mostResources; ++k)
                ticket.resources << QStringLiteral("s%1.%2").arg(i).arg(k);
            snapshot.tickets.insert(ticket.id, ticket);
        }
        const auto made = LabTransactions::end(s_keys, snapshot, owner.id);
        QVERIFY(made && !made->granted.isEmpty());
        QVERIFY(made->txn.compares.size() <= 128);
        QVERIFY(made->txn.success.size() <= 128);
    }
};

HOLDFAST_APPLESS_TEST(TestLabTransaction)

} // namespace tst_labtransaction

#include "tst_labtransaction.moc"
