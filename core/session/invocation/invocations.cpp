// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/invocation/invocations.h"

#include <algorithm>

namespace Holdfast {

Invocations::Invocations(StationEvents &events, GlobalLock &lock, int keptFinished,
                         std::chrono::milliseconds abandonedAfter)
    : m_events(events)
    , m_lock(lock)
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
        if (m_unfinished >= maximumUnfinished) {
            return Error::unavailable(
                QStringLiteral(
                    "%1 invocations are pending or running; try again when some have ended.")
                    .arg(m_unfinished));
        }
        ++m_unfinished;
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

void Invocations::leaveThread()
{
    m_sweep.stop();
    m_sweep.moveToThread(nullptr);
    moveToThread(nullptr);
}

void Invocations::onEnded(const Invocation &invocation)
{
    QList<QUuid> removed;
    {
        const std::lock_guard lock(m_mutex);
        --m_unfinished;
        const auto expires = Clock::now() + invocation.retention();
        m_finished.push_back({invocation.id(), expires});
        m_nextExpiry = std::min(m_nextExpiry, expires);
        removed = removeExpired();
    }
    planSweep();
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
        m_byId.remove(it->id);
        // It is mostly the first one: the oldest request ends first.
        m_order.erase(std::find(m_order.begin(), m_order.end(), it->id));
        it = m_finished.erase(it);
    }
    return removed;
}

} // namespace Holdfast
