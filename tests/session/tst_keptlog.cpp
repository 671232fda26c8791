// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/runninginvocation.h"
#include "core/session/keptlog.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <thread>
#include <vector>

namespace tst_keptlog {

using namespace Holdfast;

namespace {

KeptLine line(int number)
{
    const QString message = QStringLiteral("line %1").arg(number);
    return {.time = QDateTime::currentDateTimeUtc(),
            .level = LogLevel::Info,
            .logger = QStringLiteral("holdfast.test"),
            .message = message,
            .text = message.toUtf8()};
}

} // namespace

class TestKeptLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theNewestLineComesFirst()
    {
        KeptLog log;
        QVERIFY(log.latest(10).empty());
        QCOMPARE(log.text(), QByteArray());
        for (int i = 1; i <= 5; ++i)
            log.add(line(i));
        const auto latest = log.latest(3);
        QCOMPARE(latest.size(), std::size_t(3));
        QCOMPARE(latest.front().message, QStringLiteral("line 5"));
        QCOMPARE(latest.front().sequence, quint64(5));
        QCOMPARE(latest.back().sequence, quint64(3));
        QCOMPARE(log.text(), QByteArray("line 1\nline 2\nline 3\nline 4\nline 5\n"));
    }

    void theOldestLinesGo()
    {
        KeptLog log;
        const int added = int(KeptLog::mostLines) + 7;
        for (int i = 1; i <= added; ++i)
            log.add(line(i));
        QCOMPARE(log.latest(KeptLog::mostLines + 100).size(), KeptLog::mostLines);
        QCOMPARE(log.latest(KeptLog::mostLines).back().sequence, quint64(8));
        KeptLine huge = line(0);
        huge.text = QByteArray(KeptLog::mostBytes + 1, 'x');
        log.add(huge);
        QCOMPARE(log.latest(10).size(), std::size_t(1)); // also one that is too long for itself
        log.add(line(1));
        QCOMPARE(log.text(), QByteArray("line 1\n"));
    }

    void aLineNamesTheInvocationOfItsThread()
    {
        KeptLog log;
        const RunningInvocation::Name name {QUuid::createUuid(), QStringLiteral("sample_scan")};
        {
            const RunningInvocation running(name);
            log.add(line(1));
            std::thread([&log] { log.add(line(2)); }).join();
        }
        log.add(line(3));
        const auto latest = log.latest(3);
        QCOMPARE(latest[2].invocation, name.id);
        QCOMPARE(latest[2].action, name.action);
        QVERIFY(latest[1].invocation.isNull() && latest[1].action.isEmpty());
        QVERIFY(latest[0].invocation.isNull() && latest[0].action.isEmpty());
    }

    void linesOfManyThreadsAllCount()
    {
        KeptLog log;
        std::vector<std::thread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&log] {
                for (int j = 0; j < 500; ++j)
                    log.add(line(j));
            });
        for (std::thread &thread : threads)
            thread.join();
        const auto all = log.latest(KeptLog::mostLines);
        QCOMPARE(all.size(), std::size_t(2000));
        for (std::size_t i = 0; i < all.size(); ++i)
            QCOMPARE(all[i].sequence, quint64(all.size() - i));
    }
};

HOLDFAST_GUILESS_TEST(TestKeptLog)

} // namespace tst_keptlog

#include "tst_keptlog.moc"
