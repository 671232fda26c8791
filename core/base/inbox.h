// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/boundedqueue.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

namespace Holdfast {

//! \brief The options of an Inbox.
struct InboxOptions
{
    //! Calls a function in this thread after a time, unless the object is destroyed before.
    using CallLater =
        std::function<void(std::chrono::milliseconds, QObject *, std::function<void()>)>;

    QueueLimits limits;
    //! The shortest time from one delivery to the next; 0: every event is delivered at once.
    std::chrono::milliseconds interval {0};
    CallLater callLater = [](std::chrono::milliseconds time, QObject *context,
                             std::function<void()> function) {
        QTimer::singleShot(time, Qt::PreciseTimer, context, std::move(function));
    };
};

//! \brief Brings events from any thread to one receiver, in the thread of that receiver.
//!
//! The senders never wait for the receiver. The first event after a quiet time is delivered at
//! once, and then at most one batch per interval, so that no flood of events can overload the
//! receiver's event loop. The queue between the two is bounded; a batch says what was lost.
//!
//! Made in the receiver's thread, which must have an event loop, and owned by what sends to it (a
//! listener, for instance), because a sender may be sending while the receiver ends. All functions
//! but close() are thread-safe.
template<typename Topic, typename Event>
class Inbox
{
public:
    using Queue = BoundedQueue<Topic, Event>;
    using Entries = typename Queue::Entries;
    //! Gets the events since the last delivery, the oldest first; none after ring() alone.
    using Deliver = std::function<void(Entries)>;

    //! Calls \a deliver from the event loop of the calling thread, until close().
    Inbox(InboxOptions options, Deliver deliver)
        : m_options(std::move(options))
        , m_deliver(std::move(deliver))
        , m_queue(m_options.limits)
    {
    }
    //! Requires that close() was called, or that this is the receiver's thread.
    ~Inbox() { close(); }
    Q_DISABLE_COPY_MOVE(Inbox)

    //! Adds an event: see BoundedQueue::put().
    void put(const Topic &topic, Event event)
    {
        const std::lock_guard lock(m_mutex);
        m_queue.put(topic, std::move(event));
        m_hasNews = true;
        wake();
    }

    //! Adds an event, or replaces the latest one of the topic: see BoundedQueue::putLatest().
    void putLatest(const Topic &topic, Event event)
    {
        const std::lock_guard lock(m_mutex);
        m_queue.putLatest(topic, std::move(event));
        m_hasNews = true;
        wake();
    }

    //! Asks for a delivery without an event, for a receiver that then looks for itself. Costs
    //! almost nothing while a delivery is due anyway.
    void ring()
    {
        if (m_hasNews.exchange(true))
            return;
        const std::lock_guard lock(m_mutex);
        wake();
    }

    //! Delivers nothing any more. To be called in the receiver's thread, also by the delivery
    //! itself, which may destroy the inbox then.
    void close()
    {
        const std::lock_guard lock(m_mutex);
        m_receiver.reset();
    }

private:
    //! Posts an event to the receiver unless a look is due. Requires the mutex.
    void wake()
    {
        if (m_receiver && !std::exchange(m_isLookDue, true))
            QMetaObject::invokeMethod(
                m_receiver.get(), [this] { look(); }, Qt::QueuedConnection);
    }

    //! Delivers what has come. Runs in the receiver's thread.
    void look()
    {
        Entries entries;
        {
            const std::lock_guard lock(m_mutex);
            m_isLookDue = false;
            if (!m_hasNews.exchange(false))
                return; // the interval is over, and nothing has come
            entries = m_queue.takeAll();
            if (m_options.interval.count() > 0) {
                // Events that come until then wait for that look.
                m_isLookDue = true;
                m_options.callLater(m_options.interval, m_receiver.get(), [this] { look(); });
            }
        }
        // A copy, because the receiver may destroy this inbox.
        const Deliver deliver = m_deliver;
        deliver(std::move(entries));
    }

    const InboxOptions m_options;
    const Deliver m_deliver;
    //! Set when something has come since the last look: without the mutex, so that a sender that
    //! rings often does not meet the others.
    std::atomic_bool m_hasNews {false};
    std::mutex m_mutex;
    Queue m_queue;
    bool m_isLookDue = false; //!< an event was posted, or the interval is running
    std::unique_ptr<QObject> m_receiver = std::make_unique<QObject>(); //!< null once closed
};

} // namespace Holdfast
