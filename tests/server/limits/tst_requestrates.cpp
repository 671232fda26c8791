// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/limits/requestrates.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace Holdfast::tst_requestrates {

using namespace std::chrono_literals;

class RequestRatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allowsTheRequestsOfTwoSecondsAtOnce();
    void allowsSoManyASecondAfterwards();
    void countsClientsApart();
    void remembersALimitedNumber();

private:
    const RequestRates::Clock::time_point m_begin {1h};
};

void RequestRatesTest::allowsTheRequestsOfTwoSecondsAtOnce()
{
    RequestRates rates;
    for (int i = 0; i < 20; ++i)
        QVERIFY(rates.pass("a", 10, m_begin));
    QVERIFY(!rates.pass("a", 10, m_begin));
}

void RequestRatesTest::allowsSoManyASecondAfterwards()
{
    RequestRates rates;
    while (rates.pass("a", 10, m_begin)) { }
    int passed = 0;
    for (auto at = m_begin; at <= m_begin + 10s; at += 1ms)
        passed += rates.pass("a", 10, at) ? 1 : 0;
    QCOMPARE(passed, 100);
    // After a rest it may be as fast as at first.
    passed = 0;
    while (rates.pass("a", 10, m_begin + 1min))
        ++passed;
    QCOMPARE(passed, 20);
}

void RequestRatesTest::countsClientsApart()
{
    RequestRates rates;
    while (rates.pass("a", 1, m_begin)) { }
    QVERIFY(rates.pass("b", 1, m_begin));
}

void RequestRatesTest::remembersALimitedNumber()
{
    RequestRates rates;
    const auto name = [](qsizetype i) { return QByteArray::number(i); };
    for (qsizetype i = 0; i < RequestRates::mostClients; ++i)
        QVERIFY(rates.pass(name(i), 1, m_begin));
    // Further clients share one count, and those that are known keep theirs.
    int passed = 0;
    for (qsizetype i = 0; i < 10; ++i)
        passed += rates.pass("further " + name(i), 1, m_begin) ? 1 : 0;
    QCOMPARE(passed, 2);
    QVERIFY(rates.pass(name(0), 1, m_begin));
    QVERIFY(rates.clients() <= RequestRates::mostClients + 1);
    // Those that have been quiet for a while make room.
    QVERIFY(rates.pass("late", 1, m_begin + 10s));
    QCOMPARE(rates.clients(), qsizetype {1});
}

HOLDFAST_GUILESS_TEST(RequestRatesTest)

} // namespace Holdfast::tst_requestrates

#include "tst_requestrates.moc"
