// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of the gate that is about what others want the owner to know, and the owner the others.

#include "core/lock/callowner.h"
#include "core/lock/lockgate.h"
#include "core/lock/threadrecord.h"

#include <cmath>
#include <utility>

namespace Holdfast {

namespace {

constexpr qsizetype s_mostAsks = 8;

void tellOwner(const AskCallback &callback, const LockAsk &ask)
{
    callOwner("hears of those who ask for the lock", callback, ask);
}

} // namespace

AskOutcome LockGate::ask(const HolderLabel &by, const QString &reason, quint64 expectedGeneration)
{
    const LockAsk asked {by, reason, QDateTime::currentDateTimeUtc()};
    Locked lock(m_mutex);
    if (!m_owner)
        return AskOutcome::NotHeld;
    if (m_generation != expectedGeneration)
        return AskOutcome::OtherGeneration;
    QList<LockAsk> &asks = m_owner->asks;
    asks.removeIf([&by](const LockAsk &earlier) { return earlier.by == by; });
    if (asks.size() == s_mostAsks)
        asks.removeFirst();
    asks.append(asked);
    ++m_version;
    const AskCallback callback = m_owner->onAsked;
    lock.unlock();
    m_announcer.announce();
    tellOwner(callback, asked);
    return AskOutcome::Asked;
}

void LockGate::onAsked(quint64 hold, AskCallback callback)
{
    const quint64 here = ThreadRecord::here()->id();
    Locked lock(m_mutex);
    if (!m_owner || m_owner->id != hold || m_owner->threadId != here)
        return;
    m_owner->onAsked = callback;
    const QList<LockAsk> asks = m_owner->asks;
    lock.unlock();
    for (const LockAsk &asked : asks)
        tellOwner(callback, asked);
}

void LockGate::noteProgress(const Holder &holder, double percent)
{
    Locked lock(m_mutex);
    if (!m_owner || m_owner->holder != holder || m_owner->rests)
        return;
    // What is shown is shown in whole percents: more changes are not worth anybody's time.
    const bool isNews = !m_owner->progress || std::floor(*m_owner->progress) != std::floor(percent);
    m_owner->progress = percent;
    m_owner->progressSince = now();
    if (!isNews)
        return;
    ++m_version;
    lock.unlock();
    m_announcer.announce();
}

void LockGate::noteLife(const Holder &holder)
{
    const Locked lock(m_mutex);
    if (m_owner && m_owner->holder == holder && !m_owner->rests)
        m_owner->progressSince = now();
}

} // namespace Holdfast
