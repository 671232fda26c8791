// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

#include <chrono>
#include <list>
#include <memory>
#include <optional>

namespace Holdfast {

class ThreadRecord;

//! \brief A thread that sleeps until it is served. Lives on that thread's stack.
struct SleepingThread
{
    std::shared_ptr<ThreadRecord> thread;
    quint64 generation = 0; //!< of its grant; 0 while there is none
    bool refused = false;   //!< the lock is going away
};

//! \brief One place in line: either a callback or a sleeping thread.
struct LockQueueEntry
{
    using Clock = std::chrono::steady_clock;

    quint64 id;
    Holder holder;
    QString operation;
    Clock::time_point arrival;
    std::optional<Clock::time_point> deadline;
    GlobalLock::Callback callback;
    SleepingThread *sleeper = nullptr;
};

//! \brief The line before a lock. Not thread-safe: the gate guards it.
class LockQueue
{
public:
    bool isEmpty() const { return m_entries.empty(); }
    qsizetype size() const { return qsizetype(m_entries.size()); }

    void append(LockQueueEntry entry);

    //! Takes out whoever is served next. The only place that decides who that is.
    std::optional<LockQueueEntry> takeNext();

    std::optional<LockQueueEntry> take(quint64 id);
    std::list<LockQueueEntry> takeAll();

    //! From 1; 0 when \a id is not in line.
    int position(quint64 id) const;

    auto begin() const { return m_entries.begin(); }
    auto end() const { return m_entries.end(); }

private:
    std::list<LockQueueEntry> m_entries;
};

} // namespace Holdfast
