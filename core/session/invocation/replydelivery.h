// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QObject>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <vector>

namespace Holdfast {

//! \brief Tells the listeners of a Reply that it is there, each in its own thread.
//!
//! Every request of a client waits for one, so it is kept small: one event for one listener, where
//! a QFutureWatcher needs several.
class ReplyDelivery
{
public:
    ReplyDelivery() = default;
    Q_DISABLE_COPY_MOVE(ReplyDelivery)

    //! Grants the right to finish(); only once.
    bool claim() { return !m_claimed.exchange(true); }
    //! Notes that the result is there.
    void finish();
    bool isFinished() const { return m_finished.load(std::memory_order_acquire); }

    //! Calls \a told from the event loop of \a context once the result is there; not if \a context
    //! is destroyed by then. Must be called in the thread of \a context.
    void add(QObject *context, std::function<void()> told);

    //! Waits for the result in the calling thread.
    void wait();

private:
    class Receiver;

    std::atomic<bool> m_claimed {false};
    std::atomic<bool> m_finished {false};
    std::mutex m_mutex;
    std::condition_variable m_news;
    std::vector<Receiver *> m_receivers;
};

} // namespace Holdfast
