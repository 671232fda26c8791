// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures the time from a client's connect() until its POST /stop has reached the Thing, over a new
// connection each time, while other clients attack the server; and the memory that the attack costs.

#include "core/server/server.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/thing.h"
#include "tests/bench/attacks.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QLoggingCategory>

#include <atomic>
#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace Holdfast {

//! \brief A Thing that records when it was stopped.
class StopClock : public Thing
{
    Q_OBJECT
    Q_PROPERTY(int number READ number WRITE setNumber NOTIFY numberChanged)
public:
    int number() const { return m_number; }
    void setNumber(int number)
    {
        const auto hold = holdGlobalLock();
        m_number = number;
        Q_EMIT numberChanged(number);
    }
    void emergencyStop() override { m_stoppedAt = BenchClock::now().time_since_epoch().count(); }

    BenchClock::time_point stoppedAt() const
    {
        return BenchClock::time_point(BenchClock::duration(m_stoppedAt));
    }

Q_SIGNALS:
    void numberChanged(int number);

private:
    std::atomic_int m_number {0};
    std::atomic<BenchClock::rep> m_stoppedAt {0};
};

namespace {

const QByteArray s_stop = "POST /stop HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n"
                          "Content-Length: 0\r\n\r\n";

//! Limits the number of files that this process may open, for as long as it lives.
class FewDescriptors
{
public:
    explicit FewDescriptors(long count)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        rlimit limit = m_before;
        if (count > 0)
            limit.rlim_cur = rlim_t(count);
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
    ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(FewDescriptors)

private:
    rlimit m_before {};
};

//! Sockets for the client, made before the limit of descriptors is set: a real client has a process, and a
//! limit, of its own. Their numbers are above the limit, so that the server can use all below it.
class PreparedSockets
{
public:
    explicit PreparedSockets(int count)
    {
        constexpr int beyondAnyLimitHere = 4096;
        for (int i = 0; i < count; ++i) {
            const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
            m_sockets.push_back(::fcntl(socket, F_DUPFD_CLOEXEC, beyondAnyLimitHere));
            ::close(socket);
        }
    }
    ~PreparedSockets()
    {
        for (const int socket : m_sockets)
            ::close(socket);
    }
    Q_DISABLE_COPY_MOVE(PreparedSockets)

    //! Returns a socket, which the caller owns.
    int take()
    {
        if (m_sockets.empty())
            return ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int socket = m_sockets.back();
        m_sockets.pop_back();
        return socket;
    }

private:
    std::vector<int> m_sockets;
};

class AttackedLab
{
public:
    AttackedLab()
        : m_station({}, {{QStringLiteral("clock"),
                          [this] {
                              auto clock = std::make_unique<StopClock>();
                              m_clock = clock.get();
                              return clock;
                          }}})
        , m_server(m_station)
    {
    }

    bool start()
    {
        ServerOptions options;
        options.port = 0;
        if (!m_station.start())
            return false;
        const Result<QUrl> url = m_server.start(options);
        m_port = url ? quint16(url->port()) : 0;
        return bool(url);
    }

    ~AttackedLab()
    {
        m_server.shutdown(std::chrono::seconds {30});
        m_station.shutdown(std::chrono::seconds {30});
    }
    Q_DISABLE_COPY_MOVE(AttackedLab)

    quint16 port() const { return m_port; }

    //! Returns the milliseconds from connecting until the Thing was stopped; empty if that took over 30 s.
    std::optional<double> stop(PreparedSockets &sockets)
    {
        const int socket = sockets.take();
        const auto begin = BenchClock::now();
        RawClient client(m_port, socket);
        client.send(s_stop);
        client.reply();
        while (m_clock->stoppedAt() < begin) {
            if (BenchClock::now() - begin > std::chrono::seconds {30})
                return {};
            std::this_thread::yield();
        }
        const double latency = in<std::chrono::milliseconds>(m_clock->stoppedAt() - begin);
        // A random pause, so that the load goes on, and the stops are not synchronous with it.
        (void)Session(m_station, {}).lock().clearStop({});
        ::poll(nullptr, 0, 5);
        return latency;
    }

private:
    const StopClock *m_clock = nullptr;
    Station m_station;
    Server m_server;
    quint16 m_port = 0;
};

void measure(const Attack &attack, Report &report)
{
    AttackedLab lab;
    const QString what = QString::fromLatin1(attack.description);
    if (!lab.start()) {
        report.wrong(QStringLiteral("the server did not start"));
        return;
    }
    const int times = report.times(200, 3);
    PreparedSockets sockets(attack.descriptors > 0 ? times + 1 : 0);
    lab.stop(sockets); // the first stop creates what is kept afterwards
    const qint64 idle = residentMemory();
    qint64 most = idle;
    const FewDescriptors few(attack.descriptors);
    AttackProcess attacker(attack, lab.port());
    if (attack.run && !attacker.waitUntilUnderWay()) {
        report.wrong(QStringLiteral("there was no attack: ") + what);
        return;
    }
    Samples latencies;
    for (int i = 0; i < times; ++i) {
        const auto latency = lab.stop(sockets);
        if (!latency) {
            report.wrong(QStringLiteral("a stop did not reach the Thing within 30 s under ")
                         + what);
            break;
        }
        latencies.add(*latency);
        most = std::max(most, residentMemory());
    }
    if (attack.run && !attacker.isRunning())
        report.wrong(QStringLiteral("the attack ended early: ") + what);
    const auto add = [&](const char *measure, double value, std::optional<double> goal = {}) {
        report.add({.name = QStringLiteral("stop under %1, %2").arg(what, QLatin1String(measure)),
                    .value = value,
                    .unit = QStringLiteral("ms"),
                    .goal = goal});
    };
    add("p50", latencies.median());
    add("p99", latencies.p99(), 50);
    add("max", latencies.max());
    report.add({.name = QStringLiteral("memory above idle under ") + what,
                .value = double(most - idle),
                .unit = QStringLiteral("B"),
                .goal = 60e6});
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    attackIfAsked(argc, argv);
    qputenv("QT_NO_THREADED_GLIB", "1"); // as the program itself does
    Report report(argc, argv);
    // The log of each stop and each refusal is not measured.
    QLoggingCategory::setFilterRules(QStringLiteral("*=false"));
    // The attack to run; all when it is empty.
    const QString only = qEnvironmentVariable("HOLDFAST_ATTACK");
    for (const Attack &attack : allAttacks()) {
        if (!only.isEmpty() && only != QLatin1String(attack.name))
            continue;
        if (attack.isTriedAlways || !report.isQuick())
            measure(attack, report);
    }
    return report.finish();
}

#include "bench_stopattacks.moc"
