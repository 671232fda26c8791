// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/lock/core/corepair.h"
#include "tests/lock/gate/gatepair.h"
#include "tests/program/testprogram.h"
#include "tests/soak.h"

#include <QRegularExpression>
#include <QTest>

#include <random>

namespace tst_lockmodel {

using namespace Holdfast;

namespace {

constexpr int s_perLock = 20'000;

//! Returns the seed of the first of several locks.
quint32 firstSeed()
{
    const quint32 seed = qEnvironmentVariableIsSet("HOLDFAST_SEED")
                             ? qEnvironmentVariable("HOLDFAST_SEED").toUInt()
                             : std::random_device {}();
    qInfo("HOLDFAST_SEED=%u", seed);
    return seed;
}

//! Drives \a operations operations, with another lock and seed each s_perLock of them. \a end
//! returns the errors of a lock at its end. Returns how often each event has happened.
template<typename Pair, typename End>
std::map<QString, int> drive(int operations, End end)
{
    const quint32 seed = firstSeed();
    std::map<QString, int> counts;
    for (int run = 0; run < operations / s_perLock; ++run) {
        Pair pair(seed + quint32(run));
        QString difference;
        int step = 0;
        for (; step < s_perLock && difference.isEmpty(); ++step)
            difference = pair.step();
        if (difference.isEmpty())
            difference = end(pair);
        if (!difference.isEmpty()) {
            const auto text =
                QStringLiteral("run %1, step %2: %3").arg(run).arg(step).arg(difference);
            QTest::qFail(qPrintable(text), __FILE__, __LINE__);
            return {};
        }
        for (const auto &[what, count] : pair.counts)
            counts[what] += count;
    }
    for (const auto &[what, count] : counts)
        qInfo("%s: %d", qPrintable(what), count);
    return counts;
}

} // namespace

//! Tests that operations of every kind, in random order, have the results of a simple model; a
//! million of them when soaking.
class TestLockModel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void behavesAsTheModel()
    {
        const int operations = soakTimes(200'000, 1'000'000);
        auto counts = drive<CorePair>(operations, [](CorePair &pair) { return pair.close(); });
        if (QTest::currentTestFailed())
            return;
        for (const char *what : {"granted",
                                 "acquired",
                                 "did not begin",
                                 "withdrawn",
                                 "nested",
                                 "set free",
                                 "gave way",
                                 "progress",
                                 "lost guards",
                                 "lost threads",
                                 "leases",
                                 "expired leases",
                                 "expired tickets",
                                 "stuck",
                                 "safe",
                                 "stops",
                                 "local only",
                                 "in time",
                                 "late",
                                 "broken 0",
                                 "broken 1",
                                 "broken 2",
                                 "broken 3",
                                 "refused busy",
                                 "refused local_only",
                                 "refused stopped",
                                 "refused withdrawn",
                                 "refused lease_ended",
                                 "refused too_many_of_client",
                                 "refused queue_full"})
            QVERIFY2(counts[QString::fromLatin1(what)] > operations / 20'000, what);
    }

    void theGateDoesWhatTheCoreDecides()
    {
        const int operations = soakTimes(100'000, 1'000'000);
        auto counts = drive<GatePair>(operations, [](GatePair &) { return QString(); });
        if (QTest::currentTestFailed())
            return;
        for (const char *what : {"granted", "withdrawn", "nested", "gave way", "leases", "stops",
                                 "local only", "broken 0", "broken 1", "broken 2", "broken 3",
                                 "refused 0", "refused 3", "refused 4"})
            QVERIFY2(counts[QString::fromLatin1(what)] > operations / 10'000, what);
    }
};

HOLDFAST_GUILESS_TEST(TestLockModel)

} // namespace tst_lockmodel

#include "tst_lockmodel.moc"
