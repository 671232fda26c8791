// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/admission/failedattempts.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace Holdfast::tst_failedattempts {

namespace {

using namespace std::chrono_literals;
using Clock = FailedAttempts::Clock;

const QHostAddress s_one(QStringLiteral("192.0.2.7"));
const QHostAddress s_other(QStringLiteral("192.0.2.8"));

} // namespace

// How long the answers to wrong tokens are delayed.
class FailedAttemptsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachAttemptOfAnAddressIsDelayedLonger()
    {
        FailedAttempts attempts;
        const Clock::time_point now {};
        QCOMPARE(attempts.note(s_one, now), FailedAttempts::firstDelay);
        QCOMPARE(attempts.note(s_one, now), 2 * FailedAttempts::firstDelay);
        QCOMPARE(attempts.note(s_one, now), 4 * FailedAttempts::firstDelay);
        for (int i = 0; i < 100; ++i)
            attempts.note(s_one, now);
        QCOMPARE(attempts.note(s_one, now), FailedAttempts::longestDelay);
    }

    void otherAddressesAreNotDelayedBecauseOfIt()
    {
        FailedAttempts attempts;
        for (int i = 0; i < 10; ++i)
            attempts.note(s_one, {});
        QCOMPARE(attempts.note(s_other, {}), FailedAttempts::firstDelay);
    }

    void attemptsAreForgottenAfterAWhile()
    {
        FailedAttempts attempts;
        for (int i = 0; i < 10; ++i)
            attempts.note(s_one, {});
        const Clock::time_point later = Clock::time_point {} + FailedAttempts::forgottenAfter + 1s;
        QCOMPARE(attempts.note(s_one, later), FailedAttempts::firstDelay);
    }

    void aNetworkOfIpv6CountsAsOneAddress()
    {
        FailedAttempts attempts;
        attempts.note(QHostAddress(QStringLiteral("2001:db8::1")), {});
        QCOMPARE(attempts.note(QHostAddress(QStringLiteral("2001:db8::2")), {}),
                 2 * FailedAttempts::firstDelay);
        QCOMPARE(attempts.note(QHostAddress(QStringLiteral("2001:db8:0:1::1")), {}),
                 FailedAttempts::firstDelay);
    }

    void anIpv4AddressIsTheSameInIpv6()
    {
        FailedAttempts attempts;
        attempts.note(s_one, {});
        QCOMPARE(attempts.note(QHostAddress(QStringLiteral("::ffff:192.0.2.7")), {}),
                 2 * FailedAttempts::firstDelay);
    }

    void noClientCanLetItGrowForEver()
    {
        FailedAttempts attempts;
        for (quint32 i = 0; i < 3 * FailedAttempts::mostAddresses; ++i)
            attempts.note(QHostAddress(0x0A000000 + i), Clock::time_point {} + i * 1ms);
        QCOMPARE(attempts.addresses(), FailedAttempts::mostAddresses);
    }
};

HOLDFAST_GUILESS_TEST(FailedAttemptsTest)

} // namespace Holdfast::tst_failedattempts

#include "tst_failedattempts.moc"
