// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/logforwarder.h"
#include "tests/program/testprogram.h"

#include <QSignalSpy>
#include <QTest>

namespace tst_logforwarder {

using namespace Holdfast;

class TestLogForwarder : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatWasLoggedEarlierIsToldOnce()
    {
        LogForwarder log(false);
        const QSignalSpy logged(&log, &LogForwarder::logged);
        qWarning("while it started");
        QCOMPARE(logged.size(), 0);
        const QList<LogLine> earlier = log.takeEarlier();
        QCOMPARE(earlier.size(), 1);
        QCOMPARE(earlier.first().message, QStringLiteral("while it started"));
        qWarning("later");
        QCOMPARE(logged.size(), 1);
        QVERIFY(log.takeEarlier().isEmpty());
    }

    void onlyTheLatestAreKept()
    {
        LogForwarder log(false);
        for (int i = 0; i < 250; ++i)
            qWarning("%d", i);
        const QList<LogLine> earlier = log.takeEarlier();
        QCOMPARE(earlier.size(), 200);
        QCOMPARE(earlier.last().message, QStringLiteral("249"));
    }
};

HOLDFAST_GUILESS_TEST(TestLogForwarder)

} // namespace tst_logforwarder

#include "tst_logforwarder.moc"
