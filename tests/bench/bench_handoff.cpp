// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures the time from the release until the thread that slept in line runs. A waiter that is never
// served keeps the program from ending, which run_bench.py reports.

#include "tests/bench/contenders.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"

#include <QFile>
#include <QSemaphore>

#include <atomic>
#include <thread>
#include <unistd.h>

namespace Holdfast {

namespace {

//! Returns the state that the kernel reports: 'S' while the thread sleeps.
char stateOf(pid_t thread)
{
    QFile stat(QStringLiteral("/proc/self/task/%1/stat").arg(thread));
    if (!stat.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = stat.readAll();
    const qsizetype nameEnd = text.lastIndexOf(')');
    return nameEnd >= 0 && nameEnd + 2 < text.size() ? text.at(nameEnd + 2) : char(0);
}

//! \brief A lock, and a thread that requests it on command.
template<typename Lock>
class Relay
{
public:
    Relay()
        : m_waiter(&Relay::wait, this)
    {
    }
    ~Relay()
    {
        m_isOver = true;
        m_go.release();
        m_waiter.join();
    }
    Relay(const Relay &) = delete;
    Relay &operator=(const Relay &) = delete;

    //! Returns microseconds.
    double handOff()
    {
        auto hold = m_lock.hold(m_giver);
        m_asks = false;
        m_go.release();
        while (!m_asks || stateOf(m_thread) != 'S')
            std::this_thread::yield();
        const auto released = BenchClock::now();
        hold = {};
        m_done.acquire();
        return in<std::chrono::microseconds>(m_runs - released);
    }

private:
    void wait()
    {
        m_thread = ::gettid();
        for (m_go.acquire(); !m_isOver; m_go.acquire()) {
            m_asks = true;
            {
                const auto hold = m_lock.hold(m_taker);
                m_runs = BenchClock::now();
            }
            m_done.release();
        }
    }

    Lock m_lock;
    const typename Lock::Asker m_giver {benchClient(1)};
    const typename Lock::Asker m_taker {benchClient(2)};
    QSemaphore m_go;
    QSemaphore m_done;
    std::atomic<bool> m_asks {false};
    std::atomic<bool> m_isOver {false};
    std::atomic<pid_t> m_thread {0};
    BenchClock::time_point m_runs;
    std::thread m_waiter;
};

void addOne(Report &report, const QString &what, double ours, double qt, double std, double goal)
{
    const QString us = QStringLiteral("us");
    report.add(
        {.name = QStringLiteral("hand-off to a sleeping thread, %1, vs QRecursiveMutex").arg(what),
         .value = ours,
         .unit = us,
         .baseline = qt,
         .goal = goal});
    report.add(
        {.name = QStringLiteral("hand-off to a sleeping thread, %1, vs std::recursive_timed_mutex")
                     .arg(what),
         .value = ours,
         .unit = us,
         .baseline = std,
         .goal = goal});
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    Report report(argc, argv);
    Relay<HoldfastLock> ours;
    Relay<QtLock> qt;
    Relay<StdLock> std;
    Samples oursTook;
    Samples qtTook;
    Samples stdTook;
    const int rounds = report.times(2000, 5);
    for (int i = -rounds / 20; i < rounds; ++i) {
        const double a = ours.handOff();
        const double b = qt.handOff();
        const double c = std.handOff();
        if (i < 0)
            continue; // warming up
        oursTook.add(a);
        qtTook.add(b);
        stdTook.add(c);
    }
    addOne(report, QStringLiteral("p50"), oursTook.median(), qtTook.median(), stdTook.median(), 50);
    addOne(report, QStringLiteral("p99"), oursTook.p99(), qtTook.p99(), stdTook.p99(), 3000);
    return report.finish();
}
