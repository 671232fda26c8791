// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/boundedqueue.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QString>
#include <QTest>

namespace tst_boundedqueue {

using namespace Holdfast;

namespace {

constexpr QueueLimits s_limits {.ofATopic = 4, .ofAll = 10};

using Queue = BoundedQueue<QString, int>;

} // namespace

// Tests which events a slow reader gets, and which it loses.
class BoundedQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_queue.takeAll();
    }

    void keepsTheOrder();
    void aTopicLosesItsOldest();
    void aBusyTopicTakesNothingFromOthers();
    void allTogetherAreBounded();
    void theOldestOfAllIsReportedByTheNextOfItsTopic();
    void whatWasLostBeforeIsCountedToo();
    void aLossIsReportedOnce();
    void theLatestTakesThePlaceOfTheOneBefore();
    void allAreTakenWithTheirLosses();
    void topicsWithoutEventsAreForgotten();

private:
    void put(const char *topic, int event, quint64 lost = 0)
    {
        m_queue.put(QString::fromLatin1(topic), event, lost);
    }

    Queue m_queue {s_limits};
};

void BoundedQueueTest::keepsTheOrder()
{
    put("a", 1);
    put("b", 2);
    put("a", 3);
    for (const int event : {1, 2, 3}) {
        const Queue::Entry entry = m_queue.take();
        QCOMPARE(entry.event, event);
        QCOMPARE(entry.lost, 0U);
    }
    QVERIFY(m_queue.isEmpty());
}

void BoundedQueueTest::aTopicLosesItsOldest()
{
    for (int i = 0; i < 4 + 3; ++i)
        put("a", i);
    const Queue::Entry first = m_queue.take();
    QCOMPARE(first.event, 3);
    QCOMPARE(first.lost, 3U);
    const Queue::Entry second = m_queue.take();
    QCOMPARE(second.event, 4);
    QCOMPARE(second.lost, 0U);
}

void BoundedQueueTest::aBusyTopicTakesNothingFromOthers()
{
    put("rare", 1);
    for (int i = 0; i < 1000; ++i)
        put("busy", i);
    const Queue::Entry first = m_queue.take();
    QCOMPARE(first.topic, QStringLiteral("rare"));
    QCOMPARE(first.lost, 0U);
}

void BoundedQueueTest::allTogetherAreBounded()
{
    for (int i = 0; i < 10 + 5; ++i)
        m_queue.put(QString::number(i), i);
    const Queue::Entries entries = m_queue.takeAll();
    QCOMPARE(entries.size(), 10U);
    QCOMPARE(entries.front().event, 5);
}

void BoundedQueueTest::theOldestOfAllIsReportedByTheNextOfItsTopic()
{
    put("a", 1);
    for (int i = 0; i < 10; ++i)
        m_queue.put(QString::number(i), i);
    put("a", 2);
    const Queue::Entries entries = m_queue.takeAll();
    QCOMPARE(entries.back().event, 2);
    QCOMPARE(entries.back().lost, 1U);
}

void BoundedQueueTest::whatWasLostBeforeIsCountedToo()
{
    put("a", 1, 5);
    QCOMPARE(m_queue.take().lost, 5U);
    for (int i = 0; i <= 4; ++i)
        put("a", i, i == 0 ? 5 : 0);
    QCOMPARE(m_queue.take().lost, 6U);
}

void BoundedQueueTest::aLossIsReportedOnce()
{
    for (int i = 0; i <= 4; ++i)
        put("a", i);
    QCOMPARE(m_queue.takeAll().front().lost, 1U);
    put("a", 9);
    QCOMPARE(m_queue.take().lost, 0U);
}

void BoundedQueueTest::theLatestTakesThePlaceOfTheOneBefore()
{
    m_queue.putLatest(QStringLiteral("a"), 1);
    put("b", 2);
    for (int i = 0; i < 100; ++i)
        m_queue.putLatest(QStringLiteral("a"), i);
    const Queue::Entry first = m_queue.take();
    QCOMPARE(first.event, 99);
    QCOMPARE(first.lost, 0U);
    QCOMPARE(m_queue.take().event, 2);
    QVERIFY(m_queue.isEmpty());
    m_queue.putLatest(QStringLiteral("a"), 7); // the place is free again
    QCOMPARE(m_queue.take().event, 7);
}

void BoundedQueueTest::allAreTakenWithTheirLosses()
{
    for (int i = 0; i <= 4; ++i)
        put("a", i);
    put("b", 1);
    const Queue::Entries entries = m_queue.takeAll();
    QVERIFY(m_queue.isEmpty());
    QList<quint64> losses;
    for (const Queue::Entry &entry : entries)
        losses << entry.lost;
    QCOMPARE(losses, (QList<quint64> {1, 0, 0, 0, 0}));
}

// The number of topics whose loss is remembered is bounded like the number of events.
void BoundedQueueTest::topicsWithoutEventsAreForgotten()
{
    put("first", 1);
    for (int i = 0; i < 1000; ++i)
        m_queue.put(QString::number(i), i);
    put("900", 1);
    put("first", 2);
    const Queue::Entry first = m_queue.takeAll().back();
    QCOMPARE(first.topic, QStringLiteral("first"));
    QCOMPARE(first.lost, 1U);
    put("900", 2);
    QCOMPARE(m_queue.take().lost, 0U);
}

HOLDFAST_APPLESS_TEST(BoundedQueueTest)

} // namespace tst_boundedqueue

#include "tst_boundedqueue.moc"
