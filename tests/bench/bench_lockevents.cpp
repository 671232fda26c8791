// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures the time from a change of the lock until a client has read it from GET /lock/events, over a real
// connection (one thread reads for all clients in turn), and how many bytes that takes.

#include "core/server/stream/lockstream.h"
#include "tests/bench/contenders.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"
#include "tests/server/routes/routebench.h"

#include <deque>

namespace Holdfast {

namespace {

// Longer than the server's pause after each event.
constexpr std::chrono::milliseconds s_quiet = LockHub::interval * 3 / 2;

class Watcher
{
public:
    explicit Watcher(const RouteBench &bench)
        : m_client(bench.port())
    {
        m_client.send("GET /lock/events HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    }

    //! Reads until an event with \a mark is complete. Returns an empty text when none comes.
    QByteArray eventWith(const QByteArray &mark)
    {
        for (;;) {
            const qsizetype found = m_text.indexOf(mark);
            const qsizetype end = found < 0 ? -1 : m_text.indexOf("\n\n", found);
            if (end >= 0) {
                const qsizetype begin = m_text.lastIndexOf("\n\n", found);
                const QByteArray event = m_text.sliced(begin + 2, end - begin);
                m_text.remove(0, end);
                return event;
            }
            const QByteArray more = m_client.read(1);
            if (more.isEmpty())
                return {};
            m_text += more;
        }
    }
    void waitForQuiet()
    {
        while (!m_client.isSilent(s_quiet))
            m_text += m_client.read(1);
    }

private:
    RawClient m_client;
    QByteArray m_text;
};

LockGuard hold(GlobalLock &lock)
{
    return lock.acquire(Holder(benchClient(1)), QStringLiteral("stage.move_relative"),
                        GlobalLock::Wait::none());
}

void measure(Report &report, int clients)
{
    RouteBench bench;
    GlobalLock &lock = *bench.station().lock();
    std::deque<Watcher> watchers;
    for (int i = 0; i < clients; ++i)
        watchers.emplace_back(bench);
    Samples latencies;
    for (int i = 1; i <= report.times(200, 3); ++i) {
        watchers.back().waitForQuiet();
        const auto start = BenchClock::now();
        const LockGuard guard = hold(lock);
        const QByteArray mark = "\"generation\":" + QByteArray::number(i) + ",\"version\"";
        for (Watcher &watcher : watchers) {
            if (watcher.eventWith(mark).isEmpty())
                return report.wrong(QStringLiteral("a client did not get a change"));
            latencies.add(in<std::chrono::milliseconds>(BenchClock::now() - start));
        }
    }
    const QString name =
        QStringLiteral("lock change until read as an event, %1 clients").arg(clients);
    report.add({.name = name + QStringLiteral(", p50"),
                .value = latencies.median(),
                .unit = QStringLiteral("ms")});
    report.add({.name = name + QStringLiteral(", p99"),
                .value = latencies.p99(),
                .unit = QStringLiteral("ms"),
                .goal = 20});
}

void weigh(Report &report, int waiters)
{
    RouteBench bench;
    GlobalLock &lock = *bench.station().lock();
    const LockGuard guard = hold(lock);
    std::vector<LockTicket> places;
    for (int i = 0; i < waiters; ++i)
        places.push_back(lock.request(Holder(benchClient(i + 2)),
                                      QStringLiteral("stage.move_relative"),
                                      GlobalLock::Wait::unlimited(), [](LockOutcome) {}));
    const QByteArray event = Watcher(bench).eventWith("\"held\":true");
    if (event.isEmpty())
        report.wrong(QStringLiteral("a client did not get the state"));
    report.add({.name = QStringLiteral("bytes of a lock event, %1 in line").arg(waiters),
                .value = double(event.size()),
                .unit = QStringLiteral("B")});
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    Report report(argc, argv);
    for (const int clients : {1, 100})
        measure(report, clients);
    for (const int waiters : {0, 10})
        weigh(report, waiters);
    return report.finish();
}
