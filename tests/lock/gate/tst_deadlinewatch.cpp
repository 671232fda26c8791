// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/deadlinewatch.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <mutex>
#include <vector>

namespace tst_deadlinewatch {

using namespace Holdfast;
using namespace std::chrono_literals;

//! Tests that deadlines expire when they come, in any order of adding, and not once they are
//! removed.
class TestDeadlineWatch : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        const std::lock_guard lock(m_mutex);
        m_expired.clear();
    }

    void neverBeforeItsTime()
    {
        Clock::time_point expired;
        std::atomic<bool> done {false};
        DeadlineWatch watch([&](quint64) {
            expired = Clock::now();
            done = true;
        });
        const auto deadline = Clock::now() + 20ms;
        watch.add(1, deadline);
        QTRY_VERIFY(done);
        QVERIFY(expired >= deadline);
    }

    void anEarlierOneIsNotKeptWaitingByALaterOne()
    {
        DeadlineWatch watch = watchAll();
        watch.add(1, Clock::now() + 1h);
        settle(watch);
        watch.add(2, Clock::now() + 5ms);
        QTRY_COMPARE(expired(), (std::vector<quint64> {s_settled, 2}));
    }

    void oneThatComesAfterTheThreadLookedInVainExpires()
    {
        DeadlineWatch watch = watchAll();
        const auto first = Clock::now() + 10ms;
        watch.add(1, first);
        watch.remove(1, first);
        // No thread is woken for it: the thread looks when the first would have been due.
        watch.add(2, first + 10ms);
        QTRY_COMPARE(expired(), std::vector<quint64> {2});
    }

    void oneIsNoticedByAThreadWithNothingToWaitFor()
    {
        DeadlineWatch watch = watchAll();
        settle(watch);
        watch.add(2, Clock::now() + 5ms);
        QTRY_COMPARE(expired(), (std::vector<quint64> {s_settled, 2}));
    }

    void theyExpireInTheirOrder()
    {
        DeadlineWatch watch = watchAll();
        const auto start = Clock::now() + 10ms;
        watch.add(3, start + 2ms);
        watch.add(1, start);
        watch.add(2, start + 1ms);
        QTRY_COMPARE(expired(), (std::vector<quint64> {1, 2, 3}));
    }

    void whatIsRemovedDoesNotExpire()
    {
        DeadlineWatch watch = watchAll();
        const auto soon = Clock::now() + 10ms;
        watch.add(1, soon);
        watch.add(2, soon);
        watch.add(3, soon + 1ms);
        watch.remove(1, soon);
        QTRY_COMPARE(expired(), (std::vector<quint64> {2, 3}));
    }

    void nothingExpiresAfterTheStop()
    {
        DeadlineWatch watch = watchAll();
        watch.add(1, Clock::now() + 1h);
        watch.stop();
        watch.add(2, Clock::now());
        QVERIFY(expired().empty());
    }

private:
    using Clock = DeadlineWatch::Clock;
    static constexpr quint64 s_settled = 1000;

    DeadlineWatch watchAll()
    {
        return DeadlineWatch([this](quint64 id) {
            const std::lock_guard lock(m_mutex);
            m_expired.push_back(id);
        });
    }

    // Waits until the thread has looked at all deadlines, and waits again or is about to.
    void settle(DeadlineWatch &watch)
    {
        watch.add(s_settled, Clock::now());
        QTRY_VERIFY(!expired().empty());
    }

    std::vector<quint64> expired()
    {
        const std::lock_guard lock(m_mutex);
        return m_expired;
    }

    std::mutex m_mutex;
    std::vector<quint64> m_expired;
};

HOLDFAST_GUILESS_TEST(TestDeadlineWatch)

} // namespace tst_deadlinewatch

#include "tst_deadlinewatch.moc"
