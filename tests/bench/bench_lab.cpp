// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures what it costs to share a resource with other stations, by one node of etcd and by three on this machine, beside the two
// transactions that it cannot do without.

#include "core/lab/labagent.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"
#include "tests/lab/etcd/etcdcluster.h"

#include <QEventLoop>
#include <QTimer>

#include <algorithm>
#include <array>
#include <functional>

namespace Holdfast {

namespace {

using namespace std::chrono_literals;

const QString s_laser = QStringLiteral("laser");

using Done = std::function<void()>;

//! Runs an event loop until \a start has called what it is given; false after a minute. Its connections need the context, with which
//! they end.
bool waitFor(const std::function<void(QObject &context, const Done &done)> &start)
{
    QEventLoop loop;
    QObject context;
    bool isDone = false;
    start(context, [&] {
        isDone = true;
        loop.quit();
    });
    QTimer::singleShot(60s, &loop, &QEventLoop::quit);
    if (!isDone)
        loop.exec();
    return isDone;
}

//! \brief A station that asks for the laser, and gives it back.
class Asker
{
public:
    Asker(const QString &name, const EtcdCluster &cluster)
        : agent({.station = name, .etcd = {.endpoints = cluster.endpoints(), .timeout = 10s}})
    {
        agent.start();
    }

    bool enter()
    {
        return agent.state() == LabAgent::State::Connected
               || waitFor([this](QObject &context, const Done &done) {
                      QObject::connect(&agent, &LabAgent::stateChanged, &context,
                                       [done] { done(); });
                  });
    }
    QString take()
    {
        QString ticket;
        const bool isTaken = waitFor([&](QObject &context, const Done &done) {
            QObject::connect(&agent, &LabAgent::granted, &context, [done] { done(); });
            ticket = agent.request({.resources = {s_laser}});
        });
        return isTaken ? ticket : QString();
    }
    bool giveBack(const QString &ticket)
    {
        return waitFor([&](QObject &context, const Done &done) {
            QObject::connect(&agent, &LabAgent::changed, &context, [this, done, ticket] {
                if (!agent.snapshot().tickets.contains(ticket))
                    done();
            });
            agent.release(ticket);
        });
    }
    bool sees(const QString &ticket)
    {
        return agent.snapshot().tickets.contains(ticket)
               || waitFor([&](QObject &context, const Done &done) {
                      QObject::connect(&agent, &LabAgent::changed, &context, [this, done, ticket] {
                          if (agent.snapshot().tickets.contains(ticket))
                              done();
                      });
                  });
    }

    LabAgent agent;
};

// Of no kind that a lab knows, but among its keys: so the stations' watches report it, as they do with a ticket and its owner.
const QByteArray s_bare = "hf/v1/lab/z/bare";

//! Puts a key that is not there, and deletes it by its revision. Returns false when that fails.
bool bareTransactions(EtcdClient &client)
{
    return waitFor([&](QObject &context, const Done &done) {
        client.commit(
            {.compares = {EtcdCompare::created(s_bare, 0)}, .success = {EtcdPut {s_bare, "x", 0}}},
            &context, [&client, &context, done](const EtcdResult<EtcdTxnAnswer> &answer) {
                if (!answer || !answer->isSucceeded)
                    return;
                client.commit({.compares = {EtcdCompare::modified(s_bare, answer->header.revision)},
                               .success = {EtcdDelete {EtcdKeys::one(s_bare)}}},
                              &context, [done](const EtcdResult<EtcdTxnAnswer> &deleted) {
                                  if (deleted && deleted->isSucceeded)
                                      done();
                              });
            });
    });
}

void measure(Report &report, int nodes)
{
    const EtcdCluster cluster(nodes);
    const QString at =
        nodes == 1 ? QStringLiteral("1 node") : QStringLiteral("%1 nodes").arg(nodes);
    if (!cluster.waitUntilHealthy()) {
        report.wrong(QStringLiteral("etcd does not start"));
        return;
    }
    Asker one(QStringLiteral("one"), cluster);
    Asker two(QStringLiteral("two"), cluster);
    EtcdClient client({.endpoints = cluster.endpoints(), .timeout = 10s});
    bool isGood = one.enter() && two.enter();

    Samples shared;
    const quint64 atBegin = one.agent.figures().transactions;
    Samples bare;
    for (int i = 0; i < report.times(500, 5) && isGood; ++i) {
        const auto begin = BenchClock::now();
        isGood = bareTransactions(client);
        const auto middle = BenchClock::now();
        const QString ticket = one.take();
        isGood = isGood && !ticket.isEmpty() && one.giveBack(ticket);
        bare.add(in<std::chrono::microseconds>(middle - begin) / 1000);
        shared.add(in<std::chrono::microseconds>(BenchClock::now() - middle) / 1000);
    }
    report.add({QStringLiteral("lab: take and give back, %1").arg(at), shared.median(),
                QStringLiteral("ms"), bare.median(), 1.3 * bare.median()});

    report.add({QStringLiteral("lab: transactions to take and give back, %1").arg(at),
                static_cast<double>(one.agent.figures().transactions - atBegin)
                    / static_cast<double>(std::max<size_t>(shared.size(), 1)),
                QStringLiteral("transactions")});

    Samples handOvers;
    const quint64 before = one.agent.figures().transactions + two.agent.figures().transactions;
    const std::array<Asker *, 2> askers {&one, &two};
    QString ticket = one.take();
    const int times = report.times(300, 5);
    for (int i = 0; i < times && isGood; ++i) {
        Asker &giver = *askers[static_cast<size_t>(i % 2)];
        Asker &taker = *askers[static_cast<size_t>((i + 1) % 2)];
        const QString next = taker.agent.request({.resources = {s_laser}});
        isGood = giver.sees(next);
        BenchClock::time_point begin;
        isGood =
            isGood && waitFor([&](QObject &context, const Done &done) {
                QObject::connect(&taker.agent, &LabAgent::granted, &context, [done] { done(); });
                begin = BenchClock::now();
                giver.agent.release(ticket);
            });
        handOvers.add(in<std::chrono::microseconds>(BenchClock::now() - begin) / 1000);
        ticket = next;
    }
    const quint64 sent =
        one.agent.figures().transactions + two.agent.figures().transactions - before;
    report.add({QStringLiteral("lab: hand over to another station, %1").arg(at),
                handOvers.median(),
                QStringLiteral("ms"),
                {},
                10.0});
    report.add({QStringLiteral("lab: transactions for each hand-over, %1").arg(at),
                static_cast<double>(sent) / times, QStringLiteral("transactions")});
    if (!isGood)
        report.wrong(QStringLiteral("a ticket was not served, or a transaction failed"));
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    Holdfast::Report report(argc, argv);
    const QString absence = Holdfast::EtcdCluster::absence();
    if (absence.isEmpty()) {
        for (const int nodes : {1, 3})
            Holdfast::measure(report, nodes);
    } else if (Holdfast::EtcdCluster::isRequired()) {
        report.wrong(absence);
    }
    return report.finish();
}
