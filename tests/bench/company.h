// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

namespace Holdfast {

//! \brief A thread that sleeps. In a process with only one thread, the C and C++ libraries omit atomic
//! operations; a program with a lock never has only one.
class Company
{
public:
    Company()
        : m_thread([this] {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [this] { return m_isOver; });
        })
    {
    }
    ~Company()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_isOver = true;
        }
        m_changed.notify_one();
        m_thread.join();
    }
    Company(const Company &) = delete;
    Company &operator=(const Company &) = delete;

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_isOver = false;
    std::thread m_thread;
};

} // namespace Holdfast
