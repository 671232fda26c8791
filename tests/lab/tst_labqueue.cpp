// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labqueue.h"
#include "tests/lab/labtext.h"
#include "tests/program/testprogram.h"
#include "tests/soak.h"

#include <QHash>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

#include <algorithm>

namespace tst_labqueue {

using namespace Holdfast;

namespace {

const QStringList s_resources {QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")};

bool overlap(const LabTicket &a, const LabTicket &b)
{
    return std::any_of(a.resources.begin(), a.resources.end(),
                       [&b](const QString &each) { return b.resources.contains(each); });
}

bool isClient(const LabTicket &ticket)
{
    return ticket.lockClass == LockClass::Remote;
}

//! \brief A lab without etcd: each step is one transaction. It checks what must hold at each of them.
class RandomLab
{
public:
    explicit RandomLab(quint32 seed)
        : m_random(seed)
    {
    }

    //! Returns what is wrong after a random step, and empty when all is well.
    QString step(bool mayArrive)
    {
        ++m_now;
        const quint32 what = m_random.bounded(100);
        if (what < 30 && mayArrive && m_lab.tickets.size() < 12)
            arrive();
        else if (what < 60)
            end(anyTicket(true));
        else if (what < 65 && mayArrive)
            end(anyTicket(false));
        else if (what < 75 && mayArrive)
            giveWay(anyTicket(true));
        else if (what < 78 && mayArrive)
            age(anyTicket(false));
        else if (what < 80 && mayArrive)
            endStation();
        grantAll();
        return m_problem;
    }
    bool isQuiet() const { return m_lab.tickets.isEmpty(); }
    int served() const { return m_served; }

private:
    void arrive()
    {
        LabTicket ticket;
        ticket.id = QString::number(++m_lastId);
        ticket.station = QString::number(m_random.bounded(3));
        ticket.lockClass = m_random.bounded(2) == 0 ? LockClass::Operator : LockClass::Remote;
        ticket.createRevision = m_now;
        for (const QString &resource : s_resources) {
            if (m_random.bounded(3) == 0)
                ticket.resources << resource;
        }
        if (ticket.resources.isEmpty())
            ticket.resources << s_resources[m_random.bounded(3)];
        m_lab.tickets.insert(ticket.id, ticket);
    }

    QString anyTicket(bool isOwner)
    {
        QStringList ids;
        for (const LabTicket &ticket : std::as_const(m_lab.tickets)) {
            if (m_lab.isOwner(ticket) == isOwner)
                ids << ticket.id;
        }
        return ids.isEmpty() ? QString() : ids[m_random.bounded(static_cast<int>(ids.size()))];
    }

    void disown(const QString &id)
    {
        for (const QString &resource : s_resources) {
            if (m_lab.owners.value(resource).ticket == id)
                m_lab.owners.remove(resource);
        }
    }
    void end(const QString &id)
    {
        disown(id);
        m_lab.tickets.remove(id);
        m_passedBy.remove(id);
    }
    void giveWay(const QString &id)
    {
        if (id.isEmpty())
            return;
        disown(id);
        m_lab.tickets[id].isReturning = true;
    }
    void age(const QString &id)
    {
        if (!id.isEmpty())
            m_lab.tickets[id].isAged = true;
    }
    void endStation()
    {
        const QString station = QString::number(m_random.bounded(3));
        const QList<LabTicket> all = m_lab.tickets.values();
        for (const LabTicket &ticket : all) {
            if (ticket.station == station)
                end(ticket.id);
        }
    }

    void grantAll()
    {
        const QList<LabTicket> granted = LabQueue::grantable(m_lab);
        const QList<LabTicket> line = LabQueue::waiting(m_lab);
        if (!line.isEmpty() && granted.isEmpty()) {
            // The first one can wait for nothing but an owner.
            const LabTicket &first = line.constFirst();
            require(
                std::any_of(first.resources.begin(), first.resources.end(),
                            [this](const QString &each) { return m_lab.owners.contains(each); }),
                QStringLiteral("%1 waits for nothing").arg(first.id));
        }
        QHash<QString, LabRow> rows;
        for (const LabTicket &ticket : granted) {
            check(ticket, line, granted);
            for (const QString &resource : ticket.resources)
                rows[resource].operators =
                    LabQueue::operatorsAfter(m_lab, resource, ticket, granted);
        }
        for (const LabTicket &ticket : granted) {
            for (const QString &resource : ticket.resources) {
                require(!m_lab.owners.contains(resource),
                        QStringLiteral("%1 has two owners").arg(resource));
                m_lab.owners.insert(resource, {ticket.id, m_now});
                m_lab.rows.insert(resource, rows[resource]);
                require(rows[resource].operators <= LabQueue::operatorsInARow,
                        QStringLiteral("%1 operators in a row got %2")
                            .arg(rows[resource].operators)
                            .arg(resource));
            }
            m_passedBy.remove(ticket.id);
            ++m_served;
        }
    }

    //! Checks a grant against all that go on waiting.
    void check(const LabTicket &ticket, const QList<LabTicket> &line,
               const QList<LabTicket> &granted)
    {
        bool isSomethingForward = false;
        for (const LabTicket &other : line)
            isSomethingForward = isSomethingForward || (isClient(other) && other.isAged);
        for (const QString &resource : s_resources)
            isSomethingForward =
                isSomethingForward
                || m_lab.rows.value(resource).operators >= LabQueue::operatorsInARow;
        for (const LabTicket &other : line) {
            if (granted.contains(other) || !overlap(ticket, other))
                continue;
            const bool isSameClass = ticket.lockClass == other.lockClass;
            if (isSameClass && !ticket.isReturning)
                require(other.createRevision > ticket.createRevision && !other.isReturning,
                        QStringLiteral("%1 passes %2").arg(ticket.id, other.id));
            if (isClient(ticket) && !isClient(other))
                require(isSomethingForward,
                        QStringLiteral("%1 passes the operator %2").arg(ticket.id, other.id));
            // However long the others go on, each waits for a limited number of them.
            require(++m_passedBy[other.id] <= 60, QStringLiteral("%1 starves").arg(other.id));
        }
    }

    void require(bool holds, const QString &problem)
    {
        if (!holds && m_problem.isEmpty())
            m_problem = QStringLiteral("step %1: %2").arg(m_now).arg(problem);
    }

    QRandomGenerator m_random;
    LabSnapshot m_lab;
    qint64 m_now = 0;
    int m_lastId = 0;
    int m_served = 0;
    QHash<QString, int>
        m_passedBy; //!< grants of other tickets to which a waiting one has lost a resource
    QString m_problem;
};

} // namespace

//! Who is next in the queue of a lab.
class TestLabQueue : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void servesInOrder_data()
    {
        QTest::addColumn<QString>("tickets");
        QTest::addColumn<QString>("owners");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("grantable");
        const auto row = [](const char *name, const char *tickets, const char *owners,
                            const char *rows, const char *line, const char *grantable) {
            QTest::newRow(name) << QString::fromLatin1(tickets) << QString::fromLatin1(owners)
                                << QString::fromLatin1(rows) << QString::fromLatin1(line)
                                << QString::fromLatin1(grantable);
        };
        row("none", "", "", "", "", "");
        row("first come", "c2:A c1:A c3:A", "", "", "c1 c2 c3", "c1");
        row("owned", "c1:A c2:A", "A=c1", "", "c2", "");
        row("an owner that is unknown", "c2:A", "A=?", "", "c2", "");
        row("operators first", "c1:A o2:A c3:A o4:A", "", "", "o2 o4 c1 c3", "o2");
        row("different things", "c1:A o2:B c3:C", "", "", "o2 c1 c3", "o2 c1 c3");
        row("back first in its class", "c1:A c2+:A o3:A", "", "", "o3 c2 c1", "o3");
        row("an operator is back first", "o1:A o2+:A", "", "", "o2 o1", "o2");

        row("a set at once", "c1:AB c2:A", "", "", "c1 c2", "c1");
        row("a set is not half granted", "c1:AB", "B=x", "", "c1", "");
        row("a set that waits claims its things", "c1:AB c2:A c3:C", "B=x", "", "c1 c2 c3", "c3");
        row("a claim reaches on", "c1:AB c2:AC c3:C", "B=x", "", "c1 c2 c3", "");
        row("a claim of a client holds no operator", "c1:AB o2:A", "B=x", "", "o2 c1", "o2");
        row("owners do not wait", "c1:A c2:B", "A=c1 B=c2", "", "", "");
        row("half an owner does not wait", "c1:AB", "A=c1", "", "", "");

        row("two operators in a row", "c1:A o9:A", "", "A2", "o9 c1", "o9");
        row("three operators in a row", "c1:A c2:A o9:A", "", "A3", "c1 o9 c2", "c1");
        row("of another thing", "c1:A o9:A", "", "B3", "o9 c1", "o9");
        row("its set is due", "c1:AB o8:B o9:A", "", "A3", "c1 o8 o9", "c1");
        row("a due set claims", "c1:AB o9:A", "B=x", "A3", "c1 o9", "");
        row("who came before goes along", "c1:B c2:AB o9:A", "", "A3", "c1 c2 o9", "c1");
        row("who shares nothing does not", "c1:C c2:AB o9:A o8:C", "", "A3", "c2 o8 o9 c1",
            "c2 o8");
        row("along a chain", "c1:C c2:BC c3:AB o9:A", "", "A3", "c1 c2 c3 o9", "c1");
        row("the one that is back is due", "c1:A c2+:A o9:A", "", "A3", "c2 o9 c1", "c2");

        row("aged", "c1:A o2:A c3:A", "", "", "o2 c1 c3", "o2");
        row("aged, and first", "c1~:A o2:A c3:A", "", "", "c1 o2 c3", "c1");
        row("aged, and later", "o1:A c2~:A o3:A", "", "", "o1 c2 o3", "o1");
        row("aged behind one of its class", "c1:A c2~:AB o3:A", "", "", "c1 c2 o3", "c1");
        row("aged beside one of its class", "c1:B c2~:A o3:AB", "", "", "c2 o3 c1", "c2");
    }
    void servesInOrder()
    {
        QFETCH(QString, tickets);
        QFETCH(QString, owners);
        QFETCH(QString, rows);
        const LabSnapshot snapshot = labSnapshot(tickets, owners, rows);
        QTEST(labIds(LabQueue::waiting(snapshot)), "line");
        QTEST(labIds(LabQueue::grantable(snapshot)), "grantable");
    }

    void equalTicketsHaveOneOrderForAll()
    {
        LabSnapshot snapshot = labSnapshot(QStringLiteral("c1:A"));
        LabTicket twin = snapshot.tickets.first();
        twin.id = QStringLiteral("b1");
        snapshot.tickets.insert(twin.id, twin);
        QCOMPARE(labIds(LabQueue::waiting(snapshot)), QStringLiteral("b1 c1"));
    }

    void countsOperatorsOnlyPastAClient_data()
    {
        QTest::addColumn<QString>("tickets");
        QTest::addColumn<QString>("rows");
        QTest::addColumn<int>("count");
        // The first of these is granted A.
        QTest::newRow("no client") << "o1:A o2:A"
                                   << "" << 0;
        QTest::newRow("a client") << "o1:A c2:A"
                                  << "" << 1;
        QTest::newRow("the next") << "o1:A c2:A"
                                  << "A1" << 2;
        QTest::newRow("a client of other things") << "o1:A c2:B"
                                                  << "A2" << 0;
        QTest::newRow("an aged client") << "o1:A c2~:A"
                                        << "A2" << 3;
        QTest::newRow("a client gets it") << "c1:A c2:A"
                                          << "A3" << 0;
    }
    void countsOperatorsOnlyPastAClient()
    {
        QFETCH(QString, tickets);
        QFETCH(QString, rows);
        const LabSnapshot snapshot = labSnapshot(tickets, {}, rows);
        const LabTicket first = readLabTickets(tickets).constFirst();
        QTEST(LabQueue::operatorsAfter(snapshot, QStringLiteral("A"), first, {first}), "count");
    }

    void saysWhatIsAhead()
    {
        const LabSnapshot snapshot =
            labSnapshot(QStringLiteral("o1:A o2:B o3:C c4:AB c5:A"), QStringLiteral("A=o1"));
        QCOMPARE(LabQueue::ahead(snapshot, QStringLiteral("c5")),
                 (QStringList {QStringLiteral("o1"), QStringLiteral("c4")}));
        QCOMPARE(LabQueue::ahead(snapshot, QStringLiteral("c4")),
                 (QStringList {QStringLiteral("o1"), QStringLiteral("o2")}));
        QVERIFY(LabQueue::ahead(snapshot, QStringLiteral("o1")).isEmpty());
        QVERIFY(LabQueue::ahead(snapshot, QStringLiteral("none")).isEmpty());
    }

    void aSetIsServedInAFloodOfOperators()
    {
        // Each thing always has an operator, and one more waiting.
        LabSnapshot lab = labSnapshot(QStringLiteral("c1:ABC"));
        const QString client = QStringLiteral("c1");
        int operators = 0;
        for (int turn = 0; turn < 100 && lab.owners.value(QStringLiteral("A")).ticket != client;
             ++turn) {
            for (const QString &resource : s_resources) {
                LabTicket ticket;
                ticket.id = QStringLiteral("o%1%2").arg(turn).arg(resource);
                ticket.lockClass = LockClass::Operator;
                ticket.createRevision = 10 + turn;
                ticket.resources = {resource};
                lab.tickets.insert(ticket.id, ticket);
            }
            // One of the owners ends, each in turn.
            lab.owners.remove(s_resources[turn % 3]);
            const QList<LabTicket> granted = LabQueue::grantable(lab);
            const LabSnapshot before = lab;
            for (const LabTicket &ticket : granted) {
                operators += isClient(ticket) ? 0 : 1;
                for (const QString &resource : ticket.resources) {
                    lab.owners.insert(resource, {ticket.id, 1});
                    lab.rows[resource].operators =
                        LabQueue::operatorsAfter(before, resource, ticket, granted);
                }
            }
        }
        QCOMPARE(lab.owners.value(QStringLiteral("C")).ticket, client);
        QVERIFY2(operators <= 9, qPrintable(QString::number(operators)));
    }

    void holdsWhateverHappens()
    {
        int served = 0;
        for (int seed = 1; seed <= soakTimes(200, 20'000); ++seed) {
            RandomLab lab(static_cast<quint32>(seed));
            QString problem;
            for (int i = 0; i < 300 && problem.isEmpty(); ++i)
                problem = lab.step(true);
            // Without more arrivals all are served.
            for (int i = 0; i < 1000 && problem.isEmpty() && !lab.isQuiet(); ++i)
                problem = lab.step(false);
            QVERIFY2(problem.isEmpty(),
                     qPrintable(QStringLiteral("seed %1, %2").arg(seed).arg(problem)));
            QVERIFY2(lab.isQuiet(),
                     qPrintable(QStringLiteral("seed %1: a ticket is left").arg(seed)));
            served += lab.served();
        }
        QVERIFY(served > 5000); // it was about something
    }
};

HOLDFAST_APPLESS_TEST(TestLabQueue)

} // namespace tst_labqueue

#include "tst_labqueue.moc"
