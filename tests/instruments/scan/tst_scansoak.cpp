// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/instruments/scan/fakescanbench.h"
#include "tests/program/testprogram.h"
#include "tests/soak.h"

#include <QFile>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>

namespace tst_scansoak {

using namespace Holdfast;

namespace {

//! Returns how many kilobytes of memory the process has now.
qint64 residentKilobytes()
{
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression pattern(QStringLiteral("VmRSS:\\s+(\\d+) kB"));
    return pattern.match(QString::fromLatin1(file.readAll())).captured(1).toLongLong();
}

} // namespace

//! A long scan. `./dev soak scan` runs the long form.
class TestScanSoak : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void theMemoryDoesNotGrowWithTheTiles()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("The address sanitizer keeps freed memory for a while.");
#endif
        const int tiles = soakTimes(100, 1000);
        FakeScanBench bench;
        bench.instruments.padding = QByteArray(soakTimes(100'000, 200'000), 'x');
        bench.instruments.free = 1'000'000'000'000;
        QList<qint64> memory;
        bench.instruments.whenCapturing = [&memory](const StagePosition &) {
            memory << residentKilobytes();
        };
        ScanJob job = FakeScanBench::job();
        job.plan.columns = tiles / 10;
        job.plan.rows = 10;
        job.plan.stepX = 10;
        job.plan.stepY = 10;
        bench.start(job);
        QCOMPARE(bench.pictures().size(), tiles);
        QCOMPARE(bench.misplaced(), QStringList());
        // The first tenth is for the pools of the allocator.
        const auto begin = memory.cbegin() + tiles / 10;
        const qint64 early = *std::max_element(begin, begin + tiles / 10);
        const qint64 late = *std::max_element(memory.cend() - tiles / 10, memory.cend());
        qInfo("%d tiles: %lld kB at first, %lld kB at the end.", tiles, early, late);
        QVERIFY2(late < early + 8 * bench.instruments.padding.size() / 1000,
                 "the memory has grown by more than eight pictures");
    }
};

HOLDFAST_GUILESS_TEST(TestScanSoak)

} // namespace tst_scansoak

#include "tst_scansoak.moc"
