// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/notification.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_notification {

using namespace Holdfast;

// The text of a notification's time, which clients send back.
class NotificationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void timesAreToldAndUnderstood_data();
    void timesAreToldAndUnderstood();
};

void NotificationTest::timesAreToldAndUnderstood_data()
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

void NotificationTest::timesAreToldAndUnderstood()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, time);
    QCOMPARE(timeFrom(text), time);
    if (time != 0)
        QCOMPARE(timeText(time), text);
}

HOLDFAST_GUILESS_TEST(NotificationTest)

} // namespace tst_notification

#include "tst_notification.moc"
