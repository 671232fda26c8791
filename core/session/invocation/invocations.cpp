// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/invocations.h"

#include <algorithm>

namespace Holdfast {

Invocations::Invocations(StationEvents &events, GlobalLock &lock, qint64 keptBytes,
                         int keptFinished, std::chrono::milliseconds abandonedAfter)
    : m_events(events)
    , m_lock(lock)
    , m_mostKeptBytes(keptBytes)
    , m_keptFinished(std::max(1, keptFinished))
    , m_abandonedAfter(abandonedAfter)
{
    m_sweep.setInterval(std::chrono::seconds {1});
    connect(&m_sweep, &QTimer::timeout, this, &Invocations::sweep);
}

void Invocations::watchOver(const std::shared_ptr<Invocation> &invocation)
{
    {
        const std::lock_guard lock(m_mutex);
        m_watchedOver.push_back(invocation);
    }
    planSweep();
}

void Invocations::sweep()
{
    cancelAbandoned();
    expire();
}

void Invocations::cancelAbandoned()
{
    std::vector<std::shared_ptr<Invocation>> abandoned;
    {
        const std::lock_guard lock(m_mutex);
        std::erase_if(m_watchedOver, [&](const std::weak_ptr<Invocation> &watched) {
            const auto invocation = watched.lock();
            if (!invocation || !invocation->isPending())
                return true;
            if (invocation->untouched() < m_abandonedAfter)
                return false;
            abandoned.push_back(invocation);
            return true;
        });
    }
    for (const auto &invocation : abandoned)
        invocation->requestCancel();
}

Result<std::shared_ptr<Invocation>> Invocations::add(const QString &thing,
                                                     const ActionAffordance &action,
                                                     const Principal &by, Payload input)
{
    auto invocation = std::make_shared<Invocation>(
        thing, action, by, std::move(input),
        [this](const Invocation &changed, Invocation::Change change) {
            if (change == Invocation::Change::Ended)
                onEnded(changed);
            if (change == Invocation::Change::Renewed) {
                m_lock.noteLife(Holder::current());
                return; // not a visible change
            }
            if (change == Invocation::Change::Reported)
                m_lock.noteProgress(Holder::current(), changed.percent());
            if (change == Invocation::Change::Started || change == Invocation::Change::Ended) {
                m_events.tell([step = changed.step()](StationListener &listener) {
                    listener.invocationStepped(step);
                });
            }
            m_events.tell(
                [&](StationListener &listener) { listener.invocationChanged(changed.id()); });
        });
    {
        const std::lock_guard lock(m_mutex);
        if (m_unfinished >= maximumUnfinished && !action.isStop) {
            return Error::unavailable(
                QStringLiteral(
                    "%1 invocations are pending or running; try again when some have ended.")
                    .arg(m_unfinished));
        }
        ++m_unfinished;
        Use &use = m_uses[by.clientKey];
        ++use.count;
        use.bytes += invocation->inputBytes();
        m_order.push_back(invocation->id());
        m_byId.insert(invocation->id(), invocation);
    }
    m_events.tell([&](StationListener &listener) {
        listener.invocationStepped(invocation->step());
        listener.invocationChanged(invocation->id());
    });
    return invocation;
}

std::shared_ptr<Invocation> Invocations::find(const QUuid &id)
{
    expire();
    const std::lock_guard lock(m_mutex);
    return m_byId.value(id);
}

QList<std::shared_ptr<Invocation>> Invocations::all()
{
    expire();
    const std::lock_guard lock(m_mutex);
    QList<std::shared_ptr<Invocation>> result;
    result.reserve(qsizetype(m_order.size()));
    for (const QUuid &id : m_order)
        result << m_byId.value(id);
    return result;
}

QList<InvocationRecord> Invocations::records(const QString &thing, const QString &action)
{
    QList<InvocationRecord> result;
    for (const auto &invocation : all()) {
        if ((thing.isEmpty() || invocation->thing() == thing)
            && (action.isEmpty() || invocation->action() == action))
            result << invocation->record();
    }
    return result;
}

std::shared_ptr<Invocation> Invocations::findUnfinished(const QString &thing, const QString &action,
                                                        const Caller &caller)
{
    const QList<std::shared_ptr<Invocation>> known = all();
    const auto found = std::find_if(known.rbegin(), known.rend(), [&](const auto &invocation) {
        return invocation->thing() == thing && invocation->action() == action
               && !invocation->isFinished() && invocation->isOf(caller);
    });
    return found == known.rend() ? nullptr : *found;
}

int Invocations::cancelAll()
{
    int cancelled = 0;
    for (const auto &invocation : all())
        cancelled += invocation->requestCancel() ? 1 : 0;
    return cancelled;
}

int Invocations::countUnfinished() const
{
    const std::lock_guard lock(m_mutex);
    return m_unfinished;
}

Invocations::Use Invocations::use() const
{
    return useOf([](const QString &) { return true; });
}

Invocations::Use
Invocations::useOf(const std::function<bool(const QString &clientKey)> &isMeant) const
{
    const std::lock_guard lock(m_mutex);
    Use sum;
    for (auto use = m_uses.cbegin(); use != m_uses.cend(); ++use) {
        if (!isMeant(use.key()))
            continue;
        sum.count += use->count;
        sum.bytes += use->bytes;
    }
    return sum;
}

void Invocations::leaveThread()
{
    m_sweep.stop();
    m_sweep.moveToThread(nullptr);
    moveToThread(nullptr);
}

void Invocations::onEnded(const Invocation &invocation)
{
    QList<QUuid> removed;
    const qint64 bytes = invocation.bytes();
    const QString client = invocation.by().clientKey;
    qsizetype expired = 0;
    {
        const std::lock_guard lock(m_mutex);
        --m_unfinished;
        Use &use = m_uses[client];
        use.bytes -= invocation.inputBytes();
        if (--use.count == 0)
            m_uses.remove(client);
        const auto expires = Clock::now() + invocation.retention();
        m_finished.push_back({invocation.id(), expires, bytes, client});
        m_keptBytes += bytes;
        m_keptBytesOf[client] += bytes;
        m_nextExpiry = std::min(m_nextExpiry, expires);
        removed = removeExpired();
        expired = removed.size();
        removeLargest(removed);
    }
    planSweep();
    for (qsizetype i = expired; i < removed.size(); ++i)
        m_events.tell(
            [](StationListener &listener) { listener.limitMet(StationLimit::ResultBytes); });
    for (const QUuid &id : std::as_const(removed))
        m_events.tell([&](StationListener &listener) { listener.invocationRemoved(id); });
}

void Invocations::expire()
{
    QList<QUuid> removed;
    {
        const std::lock_guard lock(m_mutex);
        removed = removeExpired();
        if (m_finished.empty() && m_watchedOver.empty() && m_sweepPlanned.exchange(false)) {
            // Only the timer's own thread may stop it; this is done at its next turn.
            QMetaObject::invokeMethod(&m_sweep, [this] {
                if (!m_sweepPlanned)
                    m_sweep.stop();
            });
        }
    }
    for (const QUuid &id : std::as_const(removed))
        m_events.tell([&](StationListener &listener) { listener.invocationRemoved(id); });
}

void Invocations::planSweep()
{
    if (!m_sweepPlanned.exchange(true))
        QMetaObject::invokeMethod(&m_sweep, [this] { m_sweep.start(); });
}

QList<QUuid> Invocations::removeExpired()
{
    QList<QUuid> removed;
    const auto now = Clock::now();
    auto surplus = int(m_finished.size()) - m_keptFinished;
    if (surplus <= 0 && now < m_nextExpiry)
        return removed;
    m_nextExpiry = Clock::time_point::max();
    for (auto it = m_finished.begin(); it != m_finished.end();) {
        if (surplus <= 0 && it->expires > now) {
            m_nextExpiry = std::min(m_nextExpiry, it->expires);
            ++it;
            continue;
        }
        --surplus;
        removed << it->id;
        it = remove(it);
    }
    return removed;
}

std::deque<Invocations::Finished>::iterator
Invocations::remove(std::deque<Finished>::iterator finished)
{
    m_byId.remove(finished->id);
    // It is mostly the first one: the oldest request ends first.
    m_order.erase(std::find(m_order.begin(), m_order.end(), finished->id));
    m_keptBytes -= finished->bytes;
    qint64 &mine = m_keptBytesOf[finished->client];
    mine -= finished->bytes;
    if (mine == 0)
        m_keptBytesOf.remove(finished->client);
    return m_finished.erase(finished);
}

void Invocations::removeLargest(QList<QUuid> &removed)
{
    while (m_keptBytes > m_mostKeptBytes && m_finished.size() > 1) {
        const auto largest = std::max_element(m_keptBytesOf.cbegin(), m_keptBytesOf.cend());
        const QString client = largest.key();
        const auto last = std::prev(m_finished.end()); // it may not even be answered yet
        const auto oldest = std::find_if(m_finished.begin(), last, [&](const Finished &finished) {
            return finished.client == client && finished.bytes > 0;
        });
        const auto next = oldest == last ? m_finished.begin() : oldest;
        removed << next->id;
        remove(next);
    }
}

} // namespace Holdfast
