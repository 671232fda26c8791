// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/notificationqueue.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_notificationqueue {

using namespace Holdfast;

namespace {

NotificationPtr change(const char *name, int value, quint64 lost = 0)
{
    return std::make_shared<const Notification>(Notification {
        .topic = {Topic::Kind::Property, QStringLiteral("bench"), QString::fromLatin1(name)},
        .json = QByteArray::number(value),
        .lost = lost});
}

} // namespace

// Tests which notifications a slow client gets, and which it loses.
class NotificationQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void keepsTheOrder();
    void aTopicLosesItsOldest();
    void aBusyTopicTakesNothingFromOthers();
    void allTogetherAreBounded();
    void whatWasLostBeforeIsCountedToo();
    void timesAreToldAndUnderstood_data();
    void timesAreToldAndUnderstood();
};

void NotificationQueueTest::keepsTheOrder()
{
    NotificationQueue queue;
    queue.put(change("a", 1));
    queue.put(change("b", 2));
    queue.put(change("a", 3));
    for (const char *value : {"1", "2", "3"}) {
        const auto entry = queue.take();
        QCOMPARE(entry.notification->json, value);
        QCOMPARE(entry.lost, 0U);
    }
    QVERIFY(queue.isEmpty());
}

void NotificationQueueTest::aTopicLosesItsOldest()
{
    NotificationQueue queue;
    for (int i = 0; i < NotificationQueue::mostOfATopic + 10; ++i)
        queue.put(change("a", i));
    const auto first = queue.take();
    QCOMPARE(first.notification->json, "10");
    QCOMPARE(first.lost, 10U);
    const auto second = queue.take();
    QCOMPARE(second.notification->json, "11");
    QCOMPARE(second.lost, 0U);
}

void NotificationQueueTest::aBusyTopicTakesNothingFromOthers()
{
    NotificationQueue queue;
    queue.put(change("rare", 1));
    for (int i = 0; i < 10 * NotificationQueue::mostOfATopic; ++i)
        queue.put(change("busy", i));
    const auto first = queue.take();
    QCOMPARE(first.notification->topic.name, QStringLiteral("rare"));
    QCOMPARE(first.lost, 0U);
}

void NotificationQueueTest::allTogetherAreBounded()
{
    NotificationQueue queue;
    for (int i = 0; i < NotificationQueue::mostOfAll + 5; ++i)
        queue.put(change(QByteArray::number(i).constData(), i));
    int count = 0;
    while (!queue.isEmpty()) {
        queue.take();
        ++count;
    }
    QCOMPARE(count, NotificationQueue::mostOfAll);
}

void NotificationQueueTest::whatWasLostBeforeIsCountedToo()
{
    NotificationQueue queue;
    queue.put(change("a", 1, 5));
    QCOMPARE(queue.take().lost, 5U);
    for (int i = 0; i <= NotificationQueue::mostOfATopic; ++i)
        queue.put(change("a", i, i == 0 ? 5 : 0));
    QCOMPARE(queue.take().lost, 6U);
}

void NotificationQueueTest::timesAreToldAndUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("time");
    QTest::newRow("a time") << "2026-11-24T23:55:40.123456Z" << qint64 {1795564540123456};
    QTest::newRow("with zeros") << "1970-01-01T00:00:01.000007Z" << qint64 {1000007};
    QTest::newRow("nothing") << "" << qint64 {0};
    QTest::newRow("a number") << "17" << qint64 {0};
    QTest::newRow("no microseconds") << "2026-11-24T23:55:40.123Z" << qint64 {0};
    QTest::newRow("words") << "2026-11-24T23:55:40.123abcZ" << qint64 {0};
}

void NotificationQueueTest::timesAreToldAndUnderstood()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, time);
    QCOMPARE(timeFrom(text), time);
    if (time != 0)
        QCOMPARE(timeText(time), text);
}

HOLDFAST_GUILESS_TEST(NotificationQueueTest)

} // namespace tst_notificationqueue

#include "tst_notificationqueue.moc"
