// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/logforwarder.h"
#include "core/session/servedclient.h"
#include "tests/program/testprogram.h"

#include <QLoggingCategory>
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

    void manyBrokenPicturesAreOneLine()
    {
        const QLoggingCategory qt("qt.gui.imageio.jpeg"); // as Qt's JPEG plug-in calls it
        LogForwarder log(false);
        qCWarning(qt, "Corrupt JPEG data: premature end of data segment");
        for (int i = 0; i < 100; ++i)
            qCWarning(qt, "Corrupt JPEG data: bad Huffman code");
        qWarning("something else");
        const QList<LogLine> lines = log.takeEarlier();
        QCOMPARE(lines.size(), 2);
        QVERIFY2(lines.first().message.startsWith(
                     QStringLiteral("A picture to be shown is broken, and may be shown in part "
                                    "(Corrupt JPEG data: premature end of data segment).")),
                 qPrintable(lines.first().message));
        QCOMPARE(lines.last().message, QStringLiteral("something else"));
    }

    void aLineNamesTheClientForWhomTheThreadWorks()
    {
        LogForwarder log(false);
        qWarning("for no client");
        {
            const ServedClient script(Principal::client(QStringLiteral("script"), {}));
            qWarning("for a client");
            const ServedClient holdfast(Principal {});
            qWarning("for Holdfast itself");
        }
        qWarning("for no client again");
        const QList<LogLine> lines = log.takeEarlier();
        QStringList clients;
        for (const LogLine &line : lines)
            clients << line.client;
        QCOMPARE(clients, QStringList({{}, QStringLiteral("script"), {}, {}}));
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
