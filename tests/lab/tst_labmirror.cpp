// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labjson.h"
#include "core/lab/labmirror.h"
#include "tests/program/testprogram.h"

#include <QRandomGenerator>
#include <QTest>

#include <deque>

namespace tst_labmirror {

using namespace Holdfast;
using Kind = LabKeys::Kind;

namespace {

const LabKeys s_keys(QStringLiteral("lab"));

EtcdKeyValue ticket(const QByteArray &id, qint64 created, qint64 modified)
{
    LabTicket value;
    value.id = QString::fromLatin1(id);
    value.station = QStringLiteral("s");
    value.resources = {QStringLiteral("laser")};
    return {s_keys.key(Kind::Ticket, value.id), LabJson::write(value), created, modified, 7};
}

EtcdKeyValue owner(const char *id, qint64 modified)
{
    return {s_keys.key(Kind::Owner, QStringLiteral("laser")), id, modified, modified, 7};
}

EtcdEvent put(const EtcdKeyValue &stored)
{
    return {false, stored};
}

EtcdEvent deletion(const QByteArray &key, qint64 revision)
{
    return {true, {key, {}, 0, revision, 0}};
}

EtcdRangeAnswer everything(qint64 revision, const QList<EtcdKeyValue> &stored, quint64 cluster = 1)
{
    return {{cluster, revision, 1}, stored};
}

} // namespace

//! A station's copy of the lab, which is fed from three sides.
class TestLabMirror : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsWhatItWrites()
    {
        LabTicket written;
        written.id = QStringLiteral("t");
        written.station = QStringLiteral("scope-1");
        written.principal = Principal::client(QStringLiteral("tile scan"), QStringLiteral("h:1"));
        written.principal.clientKey.clear();
        written.lockClass = LockClass::Operator;
        written.resources = {QStringLiteral("laser"), QStringLiteral("robot")};
        written.operation = QStringLiteral("laser.pulse");
        written.since =
            QDateTime::fromString(QStringLiteral("2026-01-02T03:04:05.678Z"), Qt::ISODateWithMs);
        written.isAged = true;
        written.isReturning = true;
        written.createRevision = 3;
        written.modRevision = 4;
        written.lease = 5;
        const auto read = LabJson::readTicket(written.id, {{}, LabJson::write(written), 3, 4, 5});
        QVERIFY(read);
        QCOMPARE(*read, written);

        const LabNotice notice {QStringLiteral("ann"), QStringLiteral("s"), QStringLiteral("fire")};
        QCOMPARE(LabJson::readNotice({{}, LabJson::write(notice), 1, 1, 0}), notice);
        const LabStation station = LabJson::readStation(
            QStringLiteral("s"),
            {{}, LabJson::write(LabStation {.name = {}, .url = QStringLiteral("u")}), 1, 1, 9});
        QCOMPARE(station.url, QStringLiteral("u"));
        QCOMPARE(station.lease, 9);
    }

    void makesDoWithWhatOthersWrite_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("wants");
        QTest::newRow("empty") << QByteArray() << -1;
        QTest::newRow("no JSON") << QByteArray("{") << -1;
        QTest::newRow("wants nothing") << QByteArray(R"({"wants":[]})") << -1;
        QTest::newRow("wants a number") << QByteArray(R"({"wants":[7]})") << -1;
        QTest::newRow("wants something twice") << QByteArray(R"({"wants":["a","a","b"]})") << 2;
        QTest::newRow("unknown class")
            << QByteArray(R"({"wants":["a"],"class":"king","x":1})") << 1;
    }
    void makesDoWithWhatOthersWrite()
    {
        QFETCH(QByteArray, value);
        QFETCH(int, wants);
        const auto read = LabJson::readTicket(QStringLiteral("t"), {{}, value, 1, 1, 0});
        QCOMPARE(read ? static_cast<int>(read->resources.size()) : -1, wants);
        if (read)
            QCOMPARE(read->lockClass, LockClass::Remote);
        // An owner is one whatever is written.
        QCOMPARE(LabJson::readOwner({{}, value, 1, 3, 0}).token, 3);
        QCOMPARE(LabJson::readRow({{}, value, 1, 3, 0}).operators, 0);
    }

    void knowsItsKeys()
    {
        QCOMPARE(s_keys.key(Kind::Ticket, QStringLiteral("x")), QByteArray("hf/v1/lab/q/x"));
        const auto read = s_keys.read("hf/v1/lab/o/laser");
        QVERIFY(read && read->kind == Kind::Owner);
        QCOMPARE(read->name, QStringLiteral("laser"));
        for (const char *foreign : {"hf/v1/lab/", "hf/v1/lab/q/", "hf/v1/lab/z/x", "hf/v1/lab2/q/x",
                                    "hf/v1/lab/qq/x", ""})
            QVERIFY2(!s_keys.read(foreign), foreign);
        QVERIFY(isLabName(QStringLiteral("scope-1.a_B")));
        for (const char *bad : {"", "a/b", "a b", "\xc3\xa4", "a\n"})
            QVERIFY2(!isLabName(QString::fromUtf8(bad)), bad);
        QVERIFY(!isLabName(QString(65, u'a')));
    }

    void followsAWatch()
    {
        LabMirror mirror(QStringLiteral("lab"));
        QVERIFY(mirror.replace(everything(10, {ticket("a", 5, 5)})));
        QVERIFY(mirror.snapshot().tickets.contains(QStringLiteral("a")));
        mirror.change({put(owner("a", 12)), put(ticket("b", 13, 13))});
        QCOMPARE(mirror.snapshot().revision, 13);
        QCOMPARE(mirror.snapshot().owners[QStringLiteral("laser")],
                 (LabOwner {QStringLiteral("a"), 12}));
        mirror.change({deletion(ticket("a", 0, 0).key, 14)});
        QCOMPARE(mirror.snapshot().tickets.keys(), QStringList {QStringLiteral("b")});
        mirror.change({put({"other/key", "x", 15, 15, 0})});
        QCOMPARE(mirror.snapshot().revision, 15);
    }

    void isNotSetBackByWhatIsOld()
    {
        LabMirror mirror(QStringLiteral("lab"));
        mirror.replace(everything(10, {}));
        mirror.change({put(ticket("a", 12, 12))});
        QVERIFY(!mirror.replace(everything(11, {}))); // was answered before
        QVERIFY(mirror.snapshot().tickets.contains(QStringLiteral("a")));
        mirror.change({deletion(ticket("a", 0, 0).key, 13)});
        mirror.change({put(ticket("a", 12, 12))}); // is reported once more
        QVERIFY(mirror.snapshot().tickets.isEmpty());
    }

    void saysWhenAWatchLags()
    {
        LabMirror mirror(QStringLiteral("lab"));
        mirror.replace(everything(10, {ticket("a", 5, 5), ticket("b", 6, 6)}));
        QVERIFY(!mirror.replace(everything(20, {ticket("a", 5, 5), ticket("b", 6, 6)})));
        QVERIFY(mirror.replace(everything(21, {ticket("a", 5, 5)})));
        QVERIFY(mirror.replace(everything(22, {ticket("a", 5, 22)})));
    }

    void knowsItsOwnTransactionsAtOnce()
    {
        LabMirror mirror(QStringLiteral("lab"));
        mirror.replace(everything(10, {ticket("a", 5, 5)}));
        const EtcdKeyValue mine = ticket("b", 0, 0);
        // The next revision: nothing else can have happened.
        mirror.commit({.success = {EtcdPut {mine.key, mine.value, 7}}}, 11, false);
        QCOMPARE(mirror.snapshot().revision, 11);
        QCOMPARE(mirror.snapshot().queueRevision, 11);
        QCOMPARE(mirror.snapshot().tickets[QStringLiteral("b")].createRevision, 11);
        // A later one: what is in between is still to come.
        mirror.commit({.success = {EtcdDelete {EtcdKeys::one(mine.key)},
                                   EtcdPut {owner("a", 0).key, "a", 7}}},
                      14, true);
        QCOMPARE(mirror.snapshot().revision, 11);
        QCOMPARE(mirror.snapshot().queueRevision, 14);
        QVERIFY(!mirror.snapshot().tickets.contains(QStringLiteral("b")));
        mirror.change({put(ticket("b", 11, 12)), put(owner("x", 13)), put(ticket("c", 13, 13))});
        QVERIFY(!mirror.snapshot().tickets.contains(QStringLiteral("b"))); // deleted after that
        QCOMPARE(mirror.snapshot().owners[QStringLiteral("laser")].token, 14);
        QVERIFY(mirror.snapshot().tickets.contains(QStringLiteral("c")));
        // One that was reported before its answer came changes nothing.
        mirror.change({deletion(owner("a", 0).key, 15)});
        mirror.commit({.success = {EtcdPut {owner("a", 0).key, "a", 7}}}, 14, true);
        QVERIFY(mirror.snapshot().owners.isEmpty());
    }

    void doesNotBelieveThatTheQueueIsKnownWithoutTheCondition()
    {
        LabMirror mirror(QStringLiteral("lab"));
        mirror.replace(everything(10, {}));
        mirror.commit({.success = {EtcdPut {owner("a", 0).key, "a", 7}}}, 14, false);
        QCOMPARE(mirror.snapshot().queueRevision, 10);
    }

    void startsAnewInAnotherCluster()
    {
        LabMirror mirror(QStringLiteral("lab"));
        mirror.replace(everything(100, {ticket("a", 5, 5)}, 1));
        QVERIFY(mirror.replace(everything(3, {ticket("b", 2, 2)}, 2)));
        QCOMPARE(mirror.snapshot().tickets.keys(), QStringList {QStringLiteral("b")});
        QCOMPARE(mirror.snapshot().revision, 3);
        QCOMPARE(mirror.clusterId(), 2ULL);
    }

    void isRightWhateverTheOrder()
    {
        // A store of four keys; the copy gets its history from a watch that lags, from reads that come late, and from
        // transactions of its own. When the watch has caught up, both are equal; and no key ever goes back.
        for (quint32 seed = 1; seed <= 300; ++seed) {
            QRandomGenerator random(seed);
            LabMirror mirror(QStringLiteral("lab"));
            QMap<QByteArray, EtcdKeyValue> store;
            std::deque<EtcdEvent> watch;
            std::deque<EtcdRangeAnswer> reads;
            qint64 revision = 1;
            mirror.replace(everything(revision, {}));
            QMap<QString, qint64> seen;
            for (int step = 0; step < 200; ++step) {
                const QByteArray id(1, static_cast<char>('a' + random.bounded(4)));
                const QByteArray key = ticket(id, 0, 0).key;
                switch (random.bounded(6)) {
                case 0:
                case 1: { // a change, by this station or another one
                    ++revision;
                    // The station writes no ticket whose state it does not know.
                    const auto known = mirror.snapshot().tickets.value(QString::fromUtf8(id));
                    const bool isKnown = known.modRevision == store.value(key).modRevision;
                    const bool isDelete = store.contains(key) && random.bounded(2) == 0;
                    const qint64 created =
                        store.contains(key) ? store[key].createRevision : revision;
                    const EtcdKeyValue stored = ticket(id, created, revision);
                    EtcdTxn txn;
                    if (isDelete) {
                        store.remove(key);
                        watch.push_back(deletion(key, revision));
                        txn.success = {EtcdDelete {EtcdKeys::one(key)}};
                    } else {
                        store[key] = stored;
                        watch.push_back(put(stored));
                        txn.success = {EtcdPut {key, stored.value, 7}};
                    }
                    if (isKnown && random.bounded(2) == 0)
                        mirror.commit(txn, revision, false);
                    break;
                }
                case 2:
                    if (!watch.empty()) {
                        mirror.change({watch.front()});
                        watch.pop_front();
                    }
                    break;
                case 3:
                    reads.push_back(everything(revision, store.values()));
                    break;
                default:
                    if (!reads.empty()) {
                        mirror.replace(reads.front());
                        reads.pop_front();
                    }
                    break;
                }
                for (const LabTicket &each : mirror.snapshot().tickets) {
                    QVERIFY2(each.modRevision >= seen.value(each.id),
                             qPrintable(QStringLiteral("seed %1, step %2").arg(seed).arg(step)));
                    seen[each.id] = each.modRevision;
                }
            }
            while (!watch.empty()) {
                mirror.change({watch.front()});
                watch.pop_front();
            }
            for (const EtcdKeyValue &stored : std::as_const(store)) {
                const QString id = s_keys.read(stored.key)->name;
                QVERIFY(mirror.snapshot().tickets.contains(id));
                const LabTicket &copy = *mirror.snapshot().tickets.constFind(id);
                QCOMPARE(copy.modRevision, stored.modRevision);
                QCOMPARE(copy.createRevision, stored.createRevision);
            }
            QCOMPARE(mirror.snapshot().tickets.size(), store.size());
        }
    }
};

HOLDFAST_APPLESS_TEST(TestLabMirror)

} // namespace tst_labmirror

#include "tst_labmirror.moc"
