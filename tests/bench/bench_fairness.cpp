// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures how long a thread waits whose competitors take the lock again as soon as they release it.

#include "tests/bench/contenders.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace Holdfast {

namespace {

using std::chrono::milliseconds;

struct Contest
{
    int hogs;
    milliseconds hold; //!< how long each hog holds the lock before it requests it again
    Principal victim;
};

//! \brief Hogs, and a victim that requests the lock repeatedly, for a while.
template<typename Lock>
class Arena
{
public:
    Arena(Report &report, const Contest &contest)
        : m_report(report)
        , m_contest(contest)
        , m_victim(contest.victim)
    {
    }

    //! Returns the victim's waits in milliseconds. A wait that lasts until the end is served when the
    //! hogs have ended; it would have been longer otherwise.
    void fightFor(milliseconds time)
    {
        const auto end = BenchClock::now() + time;
        std::vector<std::thread> hogs;
        for (int i = 0; i < m_contest.hogs; ++i)
            hogs.emplace_back([this, end, i] {
                const typename Lock::Asker hog {benchClient(i)};
                while (BenchClock::now() < end)
                    work(m_lock.hold(hog), m_contest.hold);
            });
        while (BenchClock::now() < end) {
            std::this_thread::sleep_for(milliseconds {1});
            const auto asks = BenchClock::now();
            auto hold = m_lock.hold(m_victim);
            m_waits.add(in<milliseconds>(BenchClock::now() - asks));
            work(std::move(hold), milliseconds::zero());
        }
        for (std::thread &hog : hogs)
            hog.join();
        if (m_together)
            m_report.wrong(QStringLiteral("two held the lock at the same time"));
    }

    const Samples &waits() const { return m_waits; }

private:
    //! Holds the lock for \a time, like a thread that waits for a device.
    template<typename Hold>
    void work(Hold hold, milliseconds time)
    {
        if (m_inside.fetch_add(1) != 0)
            m_together = true;
        if (time > milliseconds::zero())
            std::this_thread::sleep_for(time);
        m_inside.fetch_sub(1);
        hold = {};
    }

    Report &m_report;
    const Contest m_contest;
    const typename Lock::Asker m_victim;
    Lock m_lock;
    std::atomic<int> m_inside {0};
    std::atomic<bool> m_together {false};
    Samples m_waits;
};

void fight(Report &report, const QString &name, const Contest &contest, milliseconds slice,
           double goal)
{
    Arena<HoldfastLock> ours(report, contest);
    Arena<QtLock> qt(report, contest);
    for (int i = 0; i < report.times(4, 1); ++i) {
        ours.fightFor(slice);
        qt.fightFor(slice);
    }
    const QString ms = QStringLiteral("ms");
    report.add({.name = name + QStringLiteral(", p50, vs QRecursiveMutex"),
                .value = ours.waits().median(),
                .unit = ms,
                .baseline = qt.waits().median()});
    report.add({.name = name + QStringLiteral(", p99, vs QRecursiveMutex"),
                .value = ours.waits().p99(),
                .unit = ms,
                .baseline = qt.waits().p99(),
                .goal = goal});
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    using std::chrono::milliseconds;
    Report report(argc, argv);
    fight(report, QStringLiteral("victim's wait beside a hog that holds 10 ms"),
          {1, milliseconds {10}, benchClient(9)}, milliseconds {report.times(2000, 50)}, 13);
    fight(report, QStringLiteral("operator's wait with 3 workers that hold 100 ms"),
          {3, milliseconds {100}, {Principal::Kind::Operator, QStringLiteral("operator"), {}}},
          milliseconds {report.times(4000, 150)}, 205);
    return report.finish();
}
