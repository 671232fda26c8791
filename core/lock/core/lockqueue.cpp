// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/core/lockqueue.h"

#include <algorithm>
#include <utility>

namespace Holdfast {

LockQueue::LockQueue(const LockRules &rules)
    : m_ageing(rules.ageing)
    , m_operatorsInARow(std::max(rules.operatorsInARow, 1))
{
}

int LockQueue::countOf(const QString &clientKey) const
{
    const auto isOfClient = [&clientKey](const LockQueueEntry &entry) {
        return entry.clientKey == clientKey;
    };
    return int(std::count_if(m_operators.begin(), m_operators.end(), isOfClient)
               + std::count_if(m_remotes.begin(), m_remotes.end(), isOfClient));
}

LockQueue::List &LockQueue::listOf(LockClass lockClass)
{
    return lockClass == LockClass::Operator ? m_operators : m_remotes;
}

bool LockQueue::hasAged(const LockQueueEntry &entry, Clock::time_point now) const
{
    return now - entry.agesFrom >= m_ageing;
}

void LockQueue::append(LockQueueEntry entry)
{
    entry.agesFrom = entry.arrival;
    entry.rank = entry.id;
    List &list = listOf(entry.lockClass);
    list.push_back(std::move(entry));
}

void LockQueue::insertFirst(LockQueueEntry entry, Clock::time_point now)
{
    List &list = listOf(entry.lockClass);
    auto place = list.begin();
    if (entry.lockClass == LockClass::Remote)
        place = std::find_if(list.begin(), list.end(), [this, now](const LockQueueEntry &other) {
            return !hasAged(other, now);
        });
    insert(list, place, std::move(entry));
}

void LockQueue::insertAfterFirst(LockQueueEntry entry, Clock::time_point now)
{
    List &list = listOf(entry.lockClass);
    const bool isRemote = entry.lockClass == LockClass::Remote;
    const auto place = std::find_if(list.begin(), list.end(), [&](const LockQueueEntry &other) {
        return !other.isPrivileged && !(isRemote && hasAged(other, now));
    });
    insert(list, place, std::move(entry));
}

void LockQueue::insert(List &list, List::iterator place, LockQueueEntry entry)
{
    const bool isLast = place == list.end();
    entry.agesFrom = isLast ? entry.arrival : place->agesFrom;
    entry.rank = isLast ? entry.id : place->rank;
    entry.isPrivileged = true;
    list.insert(place, std::move(entry));
}

bool LockQueue::hasBefore(LockClass lockClass, Clock::time_point now) const
{
    if (lockClass == LockClass::Operator)
        return false;
    return !m_operators.empty() || (!m_remotes.empty() && hasAged(m_remotes.front(), now));
}

bool LockQueue::hasTaker() const
{
    return std::any_of(m_operators.begin(), m_operators.end(),
                       [](const LockQueueEntry &entry) { return entry.takes; });
}

bool LockQueue::hasOfLease(quint64 lease) const
{
    const auto isOfLease = [lease](const LockQueueEntry &entry) { return entry.lease == lease; };
    return std::any_of(m_operators.begin(), m_operators.end(), isOfLease)
           || std::any_of(m_remotes.begin(), m_remotes.end(), isOfLease);
}

bool LockQueue::operatorIsNext(const Heads &heads, Clock::time_point now) const
{
    if (heads.nextOperator == m_operators.end())
        return false;
    if (heads.nextRemote == m_remotes.end())
        return true;
    if (heads.inARow >= m_operatorsInARow)
        return false;
    return !hasAged(*heads.nextRemote, now) || heads.nextOperator->rank < heads.nextRemote->rank;
}

LockQueue::List::const_iterator LockQueue::step(Heads &heads, Clock::time_point now) const
{
    if (operatorIsNext(heads, now)) {
        heads.inARow = heads.nextRemote == m_remotes.end() ? 0 : heads.inARow + 1;
        return heads.nextOperator++;
    }
    heads.inARow = 0;
    return heads.nextRemote++;
}

std::optional<LockQueueEntry> LockQueue::takeNext(Clock::time_point now)
{
    if (isEmpty())
        return {};
    Heads after = heads();
    const bool isOperator = operatorIsNext(after, now);
    step(after, now);
    m_inARow = after.inARow;
    List &list = isOperator ? m_operators : m_remotes;
    std::optional<LockQueueEntry> next(std::move(list.front()));
    list.pop_front();
    return next;
}

std::optional<LockQueueEntry> LockQueue::take(quint64 id)
{
    return takeFirst([id](const LockQueueEntry &entry) { return entry.id == id; });
}

std::optional<LockQueueEntry> LockQueue::takeOfLease(quint64 lease)
{
    return takeFirst([lease](const LockQueueEntry &entry) { return entry.lease == lease; });
}

template<typename Matches>
std::optional<LockQueueEntry> LockQueue::takeFirst(Matches matches)
{
    for (List *list : {&m_operators, &m_remotes}) {
        const auto place = std::find_if(list->begin(), list->end(), matches);
        if (place == list->end())
            continue;
        std::optional<LockQueueEntry> entry(std::move(*place));
        list->erase(place);
        return entry;
    }
    return {};
}

int LockQueue::position(quint64 id, Clock::time_point now, quint64 firstLease) const
{
    const auto order = inOrder(now, firstLease);
    const auto place = std::find_if(order.begin(), order.end(),
                                    [id](const LockQueueEntry *entry) { return entry->id == id; });
    return place == order.end() ? 0 : int(place - order.begin()) + 1;
}

std::vector<const LockQueueEntry *> LockQueue::inOrder(Clock::time_point now,
                                                       quint64 firstLease) const
{
    std::vector<const LockQueueEntry *> order;
    order.reserve(size_t(size()));
    Heads rest = heads();
    while (qsizetype(order.size()) < size())
        order.push_back(&*step(rest, now));
    if (firstLease)
        std::stable_partition(
            order.begin(), order.end(),
            [firstLease](const LockQueueEntry *entry) { return entry->lease == firstLease; });
    return order;
}

} // namespace Holdfast
