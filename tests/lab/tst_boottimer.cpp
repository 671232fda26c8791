// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/boottimer.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QTest>

namespace tst_boottimer {

using namespace Holdfast;
using namespace std::chrono_literals;

//! A timer by the clock that goes on while the computer sleeps.
class TestBootTimer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void expiresOnceAtItsTime()
    {
        BootTimer timer;
        int expired = 0;
        BootClock::time_point when;
        connect(&timer, &BootTimer::timeout, this, [&] {
            ++expired;
            when = BootClock::now();
        });
        const auto time = BootClock::now() + 30ms;
        timer.start(time);
        WAIT_UNTIL(expired == 1);
        QVERIFY(when >= time);
        // One that expires later shows that the first does not do so again.
        BootTimer later;
        bool isLater = false;
        connect(&later, &BootTimer::timeout, this, [&isLater] { isLater = true; });
        later.start(BootClock::now() + 60ms);
        WAIT_UNTIL(isLater);
        QCOMPARE(expired, 1);
    }

    void expiresAtOnceWhenItsTimeIsOver()
    {
        BootTimer timer;
        int expired = 0;
        connect(&timer, &BootTimer::timeout, this, [&expired] { ++expired; });
        timer.start(BootClock::now() - 1h);
        WAIT_UNTIL(expired == 1);
        timer.start(BootClock::time_point {});
        WAIT_UNTIL(expired == 2);
    }

    void takesTheLastTime()
    {
        BootTimer timer;
        BootClock::time_point when;
        connect(&timer, &BootTimer::timeout, this, [&when] { when = BootClock::now(); });
        timer.start(BootClock::now() - 1h); // is over, but not reported yet
        const auto time = BootClock::now() + 50ms;
        timer.start(time);
        WAIT_UNTIL(when != BootClock::time_point {});
        QVERIFY(when >= time);
    }

    void doesNotExpireWhenItIsStopped()
    {
        BootTimer timer;
        BootTimer later;
        bool isExpired = false;
        bool isLater = false;
        connect(&timer, &BootTimer::timeout, this, [&isExpired] { isExpired = true; });
        connect(&later, &BootTimer::timeout, this, [&isLater] { isLater = true; });
        timer.start(BootClock::now() - 1h);
        timer.stop();
        later.start(BootClock::now() + 20ms);
        WAIT_UNTIL(isLater);
        QVERIFY(!isExpired);
    }
};

HOLDFAST_GUILESS_TEST(TestBootTimer)

} // namespace tst_boottimer

#include "tst_boottimer.moc"
