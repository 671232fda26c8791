// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/taskthread.h"

#include <QEventLoop>
#include <QThreadPool>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <utility>

namespace Holdfast {

struct TaskThread::Queue
{
    //! Returns the next task; an empty one when there is none.
    std::function<void()> take()
    {
        const std::lock_guard lock(mutex);
        if (tasks.empty())
            return {};
        std::function<void()> task = std::move(tasks.front());
        tasks.pop_front();
        return task;
    }

    WorkerThread::TimePoint runAll()
    {
        // The captures of a task are destroyed in this thread, and before it counts as done.
        while (const auto task = take())
            task();
        return WorkerThread::never;
    }

    std::mutex mutex;
    std::deque<std::function<void()>> tasks;
};

TaskThread::TaskThread(const QString &name)
    : m_queue(std::make_shared<Queue>())
    , m_thread(name, [queue = m_queue] { return queue->runAll(); })
{
}

TaskThread::~TaskThread() = default;

void TaskThread::start(std::function<void()> task)
{
    {
        const std::lock_guard lock(m_queue->mutex);
        m_queue->tasks.push_back(std::move(task));
    }
    m_thread.wake();
}

bool TaskThread::waitForDone(const QDeadlineTimer &deadline) const
{
    return m_thread.waitForDone(deadline);
}

bool TaskThread::end(const QDeadlineTimer &deadline)
{
    return m_thread.end(deadline);
}

void beginEventDispatcherNow()
{
    const QEventLoop makesTheDispatcher; // and never runs
}

bool beginThreadsNow(QThreadPool &pool)
{
    struct Meeting
    {
        std::mutex mutex;
        std::condition_variable complete; // two conditions, so that no arrival wakes the others
        std::condition_variable over;
        int present = 0;
        bool isOver = false;
    };
    constexpr std::chrono::seconds longest {10};
    const int all = pool.maxThreadCount();
    const auto meeting = std::make_shared<Meeting>();
    pool.setExpiryTimeout(-1);
    // Each task blocks until the last one has begun, so that each needs a thread of its own.
    for (int i = 0; i < all; ++i) {
        pool.start([meeting, all] {
            std::unique_lock lock(meeting->mutex);
            if (++meeting->present == all)
                meeting->complete.notify_one();
            meeting->over.wait(lock, [&] { return meeting->isOver; });
        });
    }
    std::unique_lock lock(meeting->mutex);
    const bool areAll =
        meeting->complete.wait_for(lock, longest, [&] { return meeting->present == all; });
    meeting->isOver = true;
    meeting->over.notify_all();
    return areAll;
}

} // namespace Holdfast
