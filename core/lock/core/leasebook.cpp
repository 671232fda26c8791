// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/core/leasebook.h"

#include <algorithm>
#include <functional>
#include <utility>

namespace Holdfast {

namespace {

// Late users of a lease are told how it ended. The number is limited so that the records do not
// accumulate.
constexpr size_t s_mostEnded = 1000;

template<typename List, typename Member, typename Value>
auto *findBy(List &list, Member member, const Value &value)
{
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto &item) {
        return std::invoke(member, item) == value;
    });
    return found == list.end() ? nullptr : &*found;
}

quint64 holderIdOf(const LeaseRecord &lease)
{
    return lease.holder.id();
}

std::optional<EndedLease> copied(const EndedLease *ended)
{
    return ended ? std::optional(*ended) : std::nullopt;
}

} // namespace

const LeaseRecord &LeaseBook::add(LeaseRecord lease)
{
    lease.id = ++m_last;
    return m_alive.emplace_back(std::move(lease));
}

LeaseRecord *LeaseBook::find(quint64 id)
{
    return findBy(m_alive, &LeaseRecord::id, id);
}

const LeaseRecord *LeaseBook::find(quint64 id) const
{
    return findBy(m_alive, &LeaseRecord::id, id);
}

LeaseRecord *LeaseBook::ofHolder(quint64 holderId)
{
    return findBy(m_alive, &holderIdOf, holderId);
}

const LeaseRecord *LeaseBook::ofHolder(quint64 holderId) const
{
    return findBy(m_alive, &holderIdOf, holderId);
}

void LeaseBook::end(quint64 id, LeaseEnd how, const Principal &by, const QString &reason,
                    const QDateTime &when)
{
    const auto lease = std::find_if(m_alive.begin(), m_alive.end(),
                                    [id](const LeaseRecord &other) { return other.id == id; });
    if (lease == m_alive.end())
        return;
    if (m_ended.size() == s_mostEnded)
        m_ended.pop_front();
    m_ended.push_back({.id = id,
                       .holderId = lease->holder.id(),
                       .principal = lease->holder.principal(),
                       .note = lease->terms.note,
                       .end = how,
                       .by = by,
                       .reason = reason,
                       .when = when});
    m_alive.erase(lease);
}

std::optional<EndedLease> LeaseBook::ended(quint64 id) const
{
    return copied(findBy(m_ended, &EndedLease::id, id));
}

std::optional<EndedLease> LeaseBook::endedOfHolder(quint64 holderId) const
{
    // The latest is returned: a holder may have had other leases before.
    const auto found =
        std::find_if(m_ended.rbegin(), m_ended.rend(),
                     [holderId](const EndedLease &ended) { return ended.holderId == holderId; });
    return copied(found == m_ended.rend() ? nullptr : &*found);
}

} // namespace Holdfast
