// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures the time from Session::stop() until each Thing's emergencyStop() was called, while every worker is
// busy and the line is full. A Thing that is not called keeps the program from ending, which run_bench.py
// reports.

#include "tests/bench/busything.h"
#include "tests/bench/contenders.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"

#include <QLoggingCategory>

#include <thread>
#include <vector>

namespace Holdfast {

namespace {

constexpr int s_things = 4;
constexpr int s_waiters = 64;
// The number of threads in core/session/invocation/workers.cpp; more Things would only wait for a thread.
constexpr int s_readers = 8;
constexpr int s_unlocked = 16;

class Lab
{
public:
    Lab()
        : m_station({}, specs())
    {
    }

    //! Returns true when all workers are busy and the line is full.
    bool fill()
    {
        if (!m_station.start())
            return false;
        const Session session(m_station, benchClient(0));
        bool good = bool(session.invoke(name(0), QStringLiteral("compute"), Json::object()));
        for (int i = 0; i < s_unlocked; ++i)
            good &= bool(session.invoke(name(i), QStringLiteral("idle"), Json::object()));
        for (int i = 0; i < s_readers; ++i)
            m_reads.push_back(session.read(name(i), QStringLiteral("slow")));
        m_begun.acquire(1 + s_unlocked + s_readers);
        for (int i = 0; i < s_waiters; ++i)
            good &= bool(Session(m_station, benchClient(i % 8 + 1))
                             .invoke(name(i), QStringLiteral("compute"), Json::object(),
                                     std::chrono::hours {1}));
        while (good && m_station.lock()->status().queue.size() < s_waiters)
            std::this_thread::yield();
        return good;
    }

    //! Returns the milliseconds until each Thing's emergencyStop() was called.
    Samples stop(Report &report)
    {
        const Session client(m_station, benchClient(99));
        const auto start = BenchClock::now();
        const auto stopped = client.stop().wait();
        if (!stopped || !stopped->isComplete())
            report.wrong(QStringLiteral("not every Thing was stopped"));
        Samples latencies;
        for (const BusyThing *thing : m_things) {
            if (thing->stoppedAt() < start)
                report.wrong(QStringLiteral("%1 was not told to stop").arg(thing->name()));
            latencies.add(in<std::chrono::milliseconds>(thing->stoppedAt() - start));
        }
        for (Reply<Payload> &read : m_reads) {
            if (!read.wait())
                report.wrong(QStringLiteral("a read failed"));
        }
        if (!m_station.shutdown(std::chrono::seconds {30}).isEmpty())
            report.wrong(QStringLiteral("something goes on after the stop"));
        return latencies;
    }

private:
    static QString name(int i) { return QStringLiteral("thing%1").arg(i % s_things); }

    std::vector<ThingSpec> specs()
    {
        std::vector<ThingSpec> all;
        for (int i = 0; i < s_things; ++i)
            all.push_back({name(i), [this] {
                               auto made = std::make_unique<BusyThing>(m_begun);
                               m_things.push_back(made.get());
                               return made;
                           }});
        return all;
    }

    QSemaphore m_begun;
    std::vector<const BusyThing *> m_things;
    Station m_station;
    std::vector<Reply<Payload>> m_reads;
};

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    Report report(argc, argv);
    // Each stop is logged, which is right but not useful a hundred times here.
    QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
    Samples latencies;
    for (int i = 0; i < report.times(100, 2); ++i) {
        Lab lab;
        if (!lab.fill()) {
            report.wrong(QStringLiteral("the workers could not be kept busy"));
            break;
        }
        latencies.add(lab.stop(report));
    }
    const QString name =
        QStringLiteral("stop until each Thing is told, with 64 waiters and busy workers");
    report.add({.name = name + QStringLiteral(", p50"),
                .value = latencies.median(),
                .unit = QStringLiteral("ms")});
    report.add({.name = name + QStringLiteral(", p99"),
                .value = latencies.p99(),
                .unit = QStringLiteral("ms"),
                .goal = 50});
    return report.finish();
}
