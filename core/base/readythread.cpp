// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/readythread.h"

#include <QThreadPool>

#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <utility>

namespace Holdfast {

class ReadyThread::Loop : public QThread
{
public:
    void give(std::function<void()> task)
    {
        const std::lock_guard lock(m_mutex);
        m_tasks.push_back(std::move(task));
        m_changed.notify_all();
    }

    bool waitUntilIdle(const QDeadlineTimer &deadline)
    {
        std::unique_lock lock(m_mutex);
        const auto isIdle = [this] { return m_tasks.empty() && !m_isBusy; };
        if (deadline.isForever()) {
            m_changed.wait(lock, isIdle);
            return true;
        }
        return m_changed.wait_for(lock, deadline.remainingTimeAsDuration(), isIdle);
    }

    //! Waits until the thread runs. From then on it needs no more resources of the system.
    void waitUntilBegun()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return m_hasBegun; });
    }

    void end()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isOver = true;
            m_changed.notify_all();
        }
        wait();
    }

protected:
    void run() override
    {
        std::unique_lock lock(m_mutex);
        m_hasBegun = true;
        m_changed.notify_all();
        for (;;) {
            m_changed.wait(lock, [this] { return !m_tasks.empty() || m_isOver; });
            if (m_tasks.empty())
                return;
            auto task = std::move(m_tasks.front());
            m_tasks.pop_front();
            m_isBusy = true;
            lock.unlock();
            task();
            task = {}; // its captures are destroyed in this thread, and before it counts as done
            lock.lock();
            m_isBusy = false;
            m_changed.notify_all();
        }
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<std::function<void()>> m_tasks;
    bool m_hasBegun = false;
    bool m_isBusy = false;
    bool m_isOver = false;
};

ReadyThread::ReadyThread(const QString &name)
    : m_loop(std::make_unique<Loop>())
{
    m_loop->setObjectName(name);
    m_loop->start();
    if (!m_loop->isRunning())
        throw std::system_error(EAGAIN, std::generic_category(),
                                "No thread for \"" + name.toStdString() + '"');
    m_loop->waitUntilBegun();
}

ReadyThread::~ReadyThread()
{
    m_loop->end();
}

void ReadyThread::start(std::function<void()> task)
{
    m_loop->give(std::move(task));
}

bool ReadyThread::waitForDone(const QDeadlineTimer &deadline) const
{
    return m_loop->waitUntilIdle(deadline);
}

bool beginThreadsNow(QThreadPool &pool)
{
    struct Meeting
    {
        std::mutex mutex;
        std::condition_variable changed;
        int present = 0;
        bool isOver = false;
    };
    constexpr std::chrono::seconds longest {10};
    const int all = pool.maxThreadCount();
    const auto meeting = std::make_shared<Meeting>();
    pool.setExpiryTimeout(-1);
    // Each task blocks until the last one has begun, so that each needs a thread of its own.
    for (int i = 0; i < all; ++i) {
        pool.start([meeting] {
            std::unique_lock lock(meeting->mutex);
            ++meeting->present;
            meeting->changed.notify_all();
            meeting->changed.wait(lock, [&] { return meeting->isOver; });
        });
    }
    std::unique_lock lock(meeting->mutex);
    const bool areAll =
        meeting->changed.wait_for(lock, longest, [&] { return meeting->present == all; });
    meeting->isOver = true;
    meeting->changed.notify_all();
    return areAll;
}

} // namespace Holdfast
