// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/ratelimit.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_ratelimit {

using namespace Holdfast;
using namespace std::chrono_literals;

class TestRateLimit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void letsABurstThroughAndThenOneForEachInterval();
    void countsWhatWasHeldBack();
    void forgetsNothingOverALongPause();
};

void TestRateLimit::letsABurstThroughAndThenOneForEachInterval()
{
    RateLimit limit(3, 100ms);
    const auto begin = RateLimit::Clock::now();
    for (int i = 0; i < 3; ++i)
        QVERIFY(limit.pass(begin));
    QVERIFY(!limit.pass(begin));
    QVERIFY(!limit.pass(begin + 99ms));
    QVERIFY(limit.pass(begin + 100ms));
    QVERIFY(!limit.pass(begin + 199ms));
    QVERIFY(limit.pass(begin + 200ms));
}

void TestRateLimit::countsWhatWasHeldBack()
{
    RateLimit limit(1, 100ms);
    const auto begin = RateLimit::Clock::now();
    QCOMPARE(limit.pass(begin), std::uint64_t {0});
    for (int i = 0; i < 1000; ++i)
        QVERIFY(!limit.pass(begin + 50ms));
    QCOMPARE(limit.pass(begin + 100ms), std::uint64_t {1000});
    QCOMPARE(limit.pass(begin + 200ms), std::uint64_t {0});
}

void TestRateLimit::forgetsNothingOverALongPause()
{
    RateLimit limit(2, 100ms);
    const auto begin = RateLimit::Clock::now();
    for (int i = 0; i < 5; ++i)
        limit.pass(begin);
    const auto later = begin + 24h;
    QCOMPARE(limit.pass(later), std::uint64_t {3});
    QVERIFY(limit.pass(later));
    QVERIFY(!limit.pass(later)); // a pause allows no more than one burst
}

HOLDFAST_APPLESS_TEST(TestRateLimit)

} // namespace tst_ratelimit

#include "tst_ratelimit.moc"
