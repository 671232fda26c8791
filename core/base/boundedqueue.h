// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QHash>

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <list>
#include <utility>

namespace Holdfast {

//! \brief The numbers of events that a BoundedQueue holds at most.
struct QueueLimits
{
    std::size_t ofATopic = 0;
    std::size_t ofAll = 0;
};

//! \brief A queue of events about several topics, for a reader that may be slow.
//!
//! When a topic has too many events it loses its oldest one, so that a busy topic takes nothing
//! from the others; when all together are too many the oldest of all is lost. The next event of the
//! topic says how many were lost before it. Topics need qHash(). Not thread-safe: see Inbox.
template<typename Topic, typename Event>
class BoundedQueue
{
public:
    struct Entry
    {
        Topic topic;
        Event event;
        quint64 lost = 0; //!< how many events of the topic before this one were lost
    };
    using Entries = std::list<Entry>;

    explicit BoundedQueue(QueueLimits limits)
        : m_limits(limits)
    {
    }

    //! Adds \a event. \a lost events of its topic were already lost before it came here.
    void put(const Topic &topic, Event event, quint64 lost = 0)
    {
        const auto known = m_topics.constFind(topic);
        if (known != m_topics.cend() && known->waiting >= m_limits.ofATopic)
            lose(std::find_if(m_entries.begin(), m_entries.end(),
                              [&topic](const Entry &entry) { return entry.topic == topic; }));
        else if (m_entries.size() >= m_limits.ofAll)
            lose(m_entries.begin());
        m_entries.push_back({topic, std::move(event), lost});
        State &state = m_topics[topic];
        ++state.waiting;
        state.latest = std::prev(m_entries.end());
    }

    //! Puts \a event in the place of its topic's latest event, or adds it when there is none: for
    //! topics of which only the latest event counts. None counts as lost.
    void putLatest(const Topic &topic, Event event)
    {
        const auto known = m_topics.constFind(topic);
        if (known != m_topics.cend() && known->waiting > 0)
            known->latest->event = std::move(event);
        else
            put(topic, std::move(event));
    }

    bool isEmpty() const { return m_entries.empty(); }

    //! Returns the oldest entry; there must be one.
    Entry take()
    {
        Entry first = std::move(m_entries.front());
        m_entries.pop_front();
        settle(first);
        return first;
    }

    //! Returns all entries, the oldest first.
    Entries takeAll()
    {
        for (Entry &entry : m_entries)
            settle(entry);
        return std::exchange(m_entries, {});
    }

private:
    struct State
    {
        std::size_t waiting = 0;
        quint64 lost = 0;                     //!< for which no later entry was taken yet
        typename Entries::iterator latest {}; //!< valid while an entry waits
    };

    void lose(typename Entries::iterator entry)
    {
        State &state = m_topics[entry->topic];
        --state.waiting;
        state.lost += 1 + entry->lost;
        // The number of topics is bounded as well: of one without an entry the loss is forgotten.
        if (state.waiting == 0 && std::size_t(m_topics.size()) > m_limits.ofAll)
            m_topics.remove(entry->topic);
        m_entries.erase(entry);
    }

    //! Completes an entry that leaves the queue.
    void settle(Entry &entry)
    {
        const auto state = m_topics.find(entry.topic);
        entry.lost += std::exchange(state->lost, 0);
        if (--state->waiting == 0)
            m_topics.erase(state);
    }

    const QueueLimits m_limits;
    Entries m_entries;
    QHash<Topic, State> m_topics;
};

} // namespace Holdfast
