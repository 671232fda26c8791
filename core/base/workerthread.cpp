// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/workerthread.h"

#include <condition_variable>
#include <mutex>
#include <sys/prctl.h>
#include <thread>
#include <utility>

namespace Holdfast {

struct WorkerThread::State
{
    State(Work what, TimePoint first)
        : work(std::move(what))
        , next(first)
    {
    }

    void wake()
    {
        const std::lock_guard lock(mutex);
        isWoken = true;
        woken.notify_one();
    }

    template<typename Condition>
    bool waitUntil(std::unique_lock<std::mutex> &lock, const QDeadlineTimer &deadline,
                   Condition condition)
    {
        if (!deadline.isForever())
            return idle.wait_for(lock, deadline.remainingTimeAsDuration(), condition);
        idle.wait(lock, condition);
        return true;
    }

    void run();

    Work work;
    std::mutex mutex;
    std::condition_variable woken; //!< the thread's own
    std::condition_variable idle;  //!< of those that wait for the thread
    TimePoint next;
    bool isWoken = false;
    bool isWorking = false;
    bool isOver = false;
    bool hasEnded = false;
    std::thread thread {}; //!< until a caller of end() has taken it
};

void WorkerThread::State::run()
{
    const auto isDue = [this] { return isWoken || isOver; };
    std::unique_lock lock(mutex);
    for (;;) {
        if (next == never)
            woken.wait(lock, isDue);
        else
            woken.wait_until(lock, next, isDue);
        if (isOver && !isWoken)
            break;
        isWoken = false;
        isWorking = true;
        lock.unlock();
        const TimePoint again = work();
        lock.lock();
        isWorking = false;
        next = again;
        idle.notify_all();
    }
    // Its captures may include a waker, which keeps this alive; and their destructors may use it.
    Work done = std::exchange(work, {});
    lock.unlock();
    done = {};
    lock.lock();
    hasEnded = true;
    idle.notify_all();
}

WorkerThread::WorkerThread(const QString &name, Work work, TimePoint first)
    : m_state(std::make_shared<State>(std::move(work), first))
{
    m_state->thread = std::thread([state = m_state, name = name.toUtf8()] {
        ::prctl(PR_SET_NAME, name.constData()); // cuts a name that is too long
        state->run();
    });
}

WorkerThread::~WorkerThread()
{
    end();
}

void WorkerThread::wake()
{
    m_state->wake();
}

std::function<void()> WorkerThread::waker() const
{
    return [state = m_state] { state->wake(); };
}

bool WorkerThread::waitForDone(const QDeadlineTimer &deadline) const
{
    std::unique_lock lock(m_state->mutex);
    return m_state->waitUntil(lock, deadline, [state = m_state.get()] {
        return state->hasEnded || (!state->isWoken && !state->isWorking);
    });
}

bool WorkerThread::end(const QDeadlineTimer &deadline)
{
    std::unique_lock lock(m_state->mutex);
    m_state->isOver = true;
    m_state->woken.notify_one();
    std::thread thread = std::exchange(m_state->thread, {});
    if (!thread.joinable())
        return m_state->hasEnded;
    const bool isHere = thread.get_id() == std::this_thread::get_id();
    const auto isDone = [state = m_state.get()] { return state->hasEnded; };
    const bool hasEnded = !isHere && m_state->waitUntil(lock, deadline, isDone);
    lock.unlock();
    if (hasEnded)
        thread.join();
    else
        thread.detach();
    return hasEnded;
}

} // namespace Holdfast
