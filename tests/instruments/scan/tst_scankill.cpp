// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/instruments/scan/fakescanbench.h"
#include "tests/program/testprogram.h"
#include "tests/soak.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <random>

namespace tst_scankill {

using namespace Holdfast;

namespace {

constexpr int pictures = 50;
constexpr int patience = 60'000; // ms

} // namespace

//! A program that scans is killed at a random picture, and started again. `./dev soak scan` kills it more often;
//! HOLDFAST_SEED repeats a run.
class TestScanKill : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aKilledScanIsResumedAndEndsWithTheSameFiles()
    {
        bool hasSeed = false;
        const int given = qEnvironmentVariableIntValue("HOLDFAST_SEED", &hasSeed);
        const auto seed = hasSeed ? std::uint32_t(given) : std::random_device()();
        qInfo("HOLDFAST_SEED=%u", seed);
        std::mt19937 random(seed);

        const QTemporaryDir home;
        const FakeScanBench whole(home.filePath(QStringLiteral("whole")));
        QCOMPARE(scan(whole.library.folder(), {}, pictures), pictures);
        const QStringList expected = whole.pictures();
        QCOMPARE(expected.size(), pictures);

        const FakeScanBench killed(home.filePath(QStringLiteral("killed")));
        const int kills = soakTimes(3, 20);
        int scans = 0;
        QString name;
        for (int kill = 0; kill < kills; ++kill) {
            const int there = name.isEmpty() ? 0 : int(killed.pictures(name).size());
            if (pictures - there < 6) {
                // A scan is killed several times, and then brought to its end.
                finish(killed, name, expected);
                name.clear();
            }
            const int left = name.isEmpty() ? pictures : pictures - there;
            const int at = std::uniform_int_distribution(1, std::max(1, left / 2))(random);
            QCOMPARE(scan(killed.library.folder(), name, at), at);
            if (name.isEmpty())
                name = QStringLiteral("scan_%1").arg(++scans, 4, 10, QLatin1Char('0'));
            QVERIFY(killed.pictures(name).size() >= at);
            QCOMPARE(killed.misplaced(name), QStringList());
            QCOMPARE(killed.library.unfinished(), QStringList({name}));
        }
        finish(killed, name, expected);
    }

private:
    //! Lets the program scan until it has stored \a count pictures, and kills it then, unless that is all. Returns how many it
    //! has stored at least.
    static int scan(const QString &folder, const QString &resumed, int count)
    {
        QProcess program;
        program.setProgram(QStringLiteral(SCAN_VICTIM));
        program.setArguments(resumed.isEmpty() ? QStringList({folder})
                                               : QStringList({folder, resumed}));
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start();
        qsizetype stored = 0;
        while (stored < count && program.waitForReadyRead(patience))
            stored += program.readAllStandardOutput().count('\n');
        if (count < pictures)
            ::kill(static_cast<pid_t>(program.processId()), SIGKILL);
        if (!program.waitForFinished(patience))
            return -1;
        return int(std::min<qsizetype>(stored, count));
    }

    static void finish(const FakeScanBench &bench, const QString &name, const QStringList &expected)
    {
        QProcess program;
        program.setProgram(QStringLiteral(SCAN_VICTIM));
        program.setArguments({bench.library.folder(), name});
        program.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        program.start();
        QVERIFY(program.waitForFinished(patience));
        QCOMPARE(program.exitCode(), 0);
        QCOMPARE(bench.pictures(name), expected);
        QCOMPARE(bench.misplaced(name), QStringList());
        const ScanFolder folder = bench.library.find(name);
        QCOMPARE(folder.record()->result, QStringLiteral("success"));
        QCOMPARE(folder.record()->imageCount, pictures);
        // Nothing else is left there, nor in the folder of the pictures.
        QCOMPARE(QDir(folder.imagesPath()).entryList(QDir::Files | QDir::Hidden).size(),
                 pictures + 1);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden),
                 QStringList({QStringLiteral("log.txt"), QStringLiteral("resume.json")}));
    }
};

HOLDFAST_GUILESS_TEST(TestScanKill)

} // namespace tst_scankill

#include "tst_scankill.moc"
