// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/labagent.h"

#include <QElapsedTimer>
#include <QMap>
#include <QObject>
#include <QRandomGenerator>
#include <QStringList>
#include <QTimer>

#include <memory>
#include <vector>

namespace Holdfast {

//! \brief What several stations share in a test. It checks that one is in at a time, and that tokens rise.
class SharedDevice
{
public:
    explicit SharedDevice(QString name)
        : m_name(std::move(name))
    {
    }

    void enter(const QString &who, qint64 token)
    {
        if (!m_inside.isEmpty())
            m_problems << QStringLiteral("%1: %2 enters while %3 is in").arg(m_name, who, m_inside);
        if (token <= m_token)
            m_problems << QStringLiteral("%1: token %2 of %3 comes after %4")
                              .arg(m_name)
                              .arg(token)
                              .arg(who)
                              .arg(m_token);
        m_inside = who;
        m_token = token;
    }
    void leave(const QString &who)
    {
        if (m_inside != who)
            m_problems << QStringLiteral("%1: %2 leaves and was not in").arg(m_name, who);
        m_inside.clear();
    }
    const QStringList &problems() const { return m_problems; }

private:
    QString m_name;
    QString m_inside;
    qint64 m_token = 0;
    QStringList m_problems;
};

//! \brief Stations that ask again and again for some of what they share, each in its turn, and give it back after a while.
class LabWorkers : public QObject
{
    Q_OBJECT
public:
    //! What became of a ticket.
    struct Grant
    {
        QStringList resources;
        LockClass lockClass = LockClass::Remote;
        qint64 createRevision = 0;
        qint64 token = 0;
        qint64 waitedMs = 0;
    };

    LabWorkers(const QStringList &resources, quint32 seed)
        : m_resources(resources)
        , m_random(seed)
    {
        for (const QString &resource : resources)
            m_devices.emplace(resource, SharedDevice(resource));
    }

    //! Lets \a agent make \a count requests, one after the other. It lives longer than its work.
    void add(LabAgent &agent, LockClass lockClass, int count)
    {
        m_workers.push_back(std::make_unique<Worker>());
        Worker &worker = *m_workers.back();
        worker.agent = &agent;
        worker.lockClass = lockClass;
        worker.left = count;
        connect(&agent, &LabAgent::granted, this,
                [this, &worker](const QString &ticket, const LabTokens &tokens) {
                    begin(worker, ticket, tokens);
                });
        connect(&agent, &LabAgent::lost, this,
                [this, &worker](const QString &ticket) { lose(worker, ticket); });
        ask(worker);
    }

    bool isDone() const
    {
        return std::all_of(m_workers.begin(), m_workers.end(), [](const auto &worker) {
            return worker->left == 0 && worker->ticket.isEmpty();
        });
    }
    QStringList problems() const
    {
        QStringList problems;
        for (const auto &[name, device] : m_devices)
            problems << device.problems();
        return problems + orderProblems();
    }
    const std::vector<Grant> &grants() const { return m_grants; }
    int losses() const { return m_losses; }
    qint64 longestWaitMs() const
    {
        qint64 longest = 0;
        for (const Grant &grant : m_grants)
            longest = std::max(longest, grant.waitedMs);
        return longest;
    }

private:
    struct Worker
    {
        LabAgent *agent = nullptr;
        LockClass lockClass = LockClass::Remote;
        int left = 0;
        QString ticket;
        QStringList wants;
        bool isIn = false;
        QElapsedTimer since;
    };

    void ask(Worker &worker)
    {
        worker.wants.clear();
        while (worker.wants.isEmpty()) {
            for (const QString &resource : m_resources) {
                if (m_random.bounded(2) == 0)
                    worker.wants << resource;
            }
        }
        worker.since.start();
        worker.ticket =
            worker.agent->request({.resources = worker.wants, .lockClass = worker.lockClass});
    }
    void begin(Worker &worker, const QString &ticket, const LabTokens &tokens)
    {
        if (ticket != worker.ticket)
            return;
        const LabTicket stored = worker.agent->snapshot().tickets.value(ticket);
        m_grants.push_back({worker.wants, worker.lockClass, stored.createRevision, tokens.first(),
                            worker.since.elapsed()});
        worker.isIn = true;
        for (const QString &resource : std::as_const(worker.wants))
            m_devices.at(resource).enter(ticket, tokens.value(resource));
        QTimer::singleShot(static_cast<int>(m_random.bounded(5)), this, [this, &worker, ticket] {
            if (ticket != worker.ticket)
                return; // it was lost meanwhile
            leave(worker);
            worker.agent->release(ticket);
            next(worker);
        });
    }
    void lose(Worker &worker, const QString &ticket)
    {
        if (ticket != worker.ticket)
            return;
        ++m_losses;
        if (worker.isIn)
            leave(worker);
        next(worker);
    }
    void leave(Worker &worker)
    {
        worker.isIn = false;
        for (const QString &resource : std::as_const(worker.wants))
            m_devices.at(resource).leave(worker.ticket);
    }
    void next(Worker &worker)
    {
        worker.ticket.clear();
        if (--worker.left > 0)
            ask(worker);
    }

    //! First come, first served in each class, for tickets that want something in common.
    QStringList orderProblems() const
    {
        QStringList problems;
        for (const Grant &a : m_grants) {
            for (const Grant &b : m_grants) {
                const bool isShared =
                    std::any_of(a.resources.begin(), a.resources.end(),
                                [&b](const QString &each) { return b.resources.contains(each); });
                if (isShared && a.lockClass == b.lockClass && a.createRevision < b.createRevision
                    && a.token > b.token)
                    problems
                        << QStringLiteral(
                               "the ticket of revision %1 got its turn at %2, that of %3 at %4")
                               .arg(a.createRevision)
                               .arg(a.token)
                               .arg(b.createRevision)
                               .arg(b.token);
            }
        }
        return problems;
    }

    const QStringList m_resources;
    QRandomGenerator m_random;
    std::map<QString, SharedDevice> m_devices;
    std::vector<std::unique_ptr<Worker>> m_workers;
    std::vector<Grant> m_grants;
    int m_losses = 0;
};

} // namespace Holdfast
