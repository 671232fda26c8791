// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/globallock.h"
#include "tests/lock/elsewhere.h"
#include "tests/lock/outcome.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <atomic>
#include <deque>
#include <vector>

namespace tst_lockraces {

using namespace Holdfast;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Wait = GlobalLock::Wait;

namespace {

const QString op = QStringLiteral("operation");

} // namespace

//! Tests the properties that only show in large numbers: the order, and the coincidence of a grant
//! with a timeout.
class TestLockRaces : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aGrantThatRacesItsTimeoutIsAGrant();
    void noInversionsInAHundredThousandGrants();
};

void TestLockRaces::aGrantThatRacesItsTimeoutIsAGrant()
{
    constexpr int races = 3000;
    GlobalLock lock;
    int granted = 0;
    int refused = 0;
    // Moves towards the outcome that did not happen, and so stays where the two coincide.
    auto offset = 0us;
    for (int i = 0; i < races; ++i) {
        const bool blocking = i % 3 == 0;
        LockGuard hold = lock.acquire(op);
        Outcome outcome;
        const auto deadline = Clock::now() + 1ms;
        std::future<Attempt> sleeper;
        if (blocking)
            sleeper =
                std::async(std::launch::async, [&lock] { return attempt(lock, Wait::upTo(1ms)); });
        else
            lock.request(Holder {}, op, Wait::upTo(1ms), outcome.callback());
        std::this_thread::sleep_until(deadline + offset);
        hold.release();
        bool isGrant = false;
        if (blocking) {
            const Attempt done = sleeper.get();
            QVERIFY(done.granted != done.refusal.has_value());
            isGrant = done.granted;
        } else {
            QVERIFY(outcome.waitForIt());
            isGrant = outcome.isGrant();
            offset += isGrant ? 7us : -7us;
            QCOMPARE(lock.status().isHeld(), isGrant);
            outcome.drop();
        }
        (isGrant ? granted : refused)++;
        QVERIFY2(attempt(lock, Wait::none()).granted, "the lock was lost in a race");
        if (!blocking)
            QCOMPARE(outcome.calls(), 1);
    }
    qInfo("%d granted, %d refused, at an offset of %d us", granted, refused, int(offset.count()));
    QVERIFY2(granted > 0 && refused > 0, "there was no race");
}

void TestLockRaces::noInversionsInAHundredThousandGrants()
{
    constexpr int requesters = 4;
    constexpr int workers = 3;
    constexpr quint64 total = 100'000;
    GlobalLock lock(QStringLiteral("global lock"), GlobalLock::defaultWait, unlimitedQueue());

    std::mutex arrival; // makes the order of arrival known
    quint64 arrived = 0;

    std::mutex mutex;
    std::condition_variable news;
    std::deque<std::pair<quint64, LockGrant>> granted;

    // Guarded by nothing but the lock itself.
    quint64 served = 0;
    quint64 inversions = 0;
    std::atomic<bool> done {false};

    std::vector<std::thread> threads;
    for (int i = 0; i < workers; ++i) {
        threads.emplace_back([&] {
            std::unique_lock waiting(mutex);
            while (true) {
                news.wait(waiting, [&] { return done || !granted.empty(); });
                if (granted.empty())
                    return;
                auto [number, grant] = std::move(granted.front());
                granted.pop_front();
                waiting.unlock();
                {
                    const LockGuard work = grant.enter();
                    inversions += number == served ? 0 : 1;
                    if (++served == total) {
                        const std::lock_guard end(mutex);
                        done = true;
                        news.notify_all();
                    }
                }
                waiting.lock();
            }
        });
    }
    for (int i = 0; i < requesters; ++i) {
        threads.emplace_back([&] {
            for (quint64 n = 0; n < total / requesters; ++n) {
                const std::lock_guard inOrder(arrival);
                lock.request(
                    Holder {}, op, Wait::unlimited(), [&, number = arrived++](LockOutcome outcome) {
                        const std::lock_guard handing(mutex);
                        granted.emplace_back(number, std::get<LockGrant>(std::move(outcome)));
                        news.notify_one();
                    });
            }
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(served, total);
    QCOMPARE(inversions, 0U);
    QCOMPARE(lock.status().generation, total);
}

HOLDFAST_GUILESS_TEST(TestLockRaces)

} // namespace tst_lockraces

#include "tst_lockraces.moc"
