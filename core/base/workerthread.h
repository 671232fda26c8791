// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QDeadlineTimer>
#include <QString>
#include <QtGlobal>

#include <chrono>
#include <functional>
#include <memory>

namespace Holdfast {

//! \brief A thread that calls one function: when it is woken, and at the time that the function asked
//! for. It is created beforehand, because the system may have no thread left later. Thread-safe.
class WorkerThread
{
public:
    //! A time of the monotonic clock.
    using TimePoint = std::chrono::steady_clock::time_point;
    //! The time of a call that is not wanted.
    static constexpr TimePoint never = TimePoint::max();

    //! Does all the work that there is, and returns when it must be called again without being woken.
    //! Must not throw.
    using Work = std::function<TimePoint()>;

    //! Calls \a work first when it is woken, or at \a first. Throws std::system_error when the system
    //! cannot create a thread. \a name is what the system calls the thread, in at most 15 bytes.
    WorkerThread(const QString &name, Work work, TimePoint first = never);
    //! Ends the thread, however long that takes.
    ~WorkerThread();
    Q_DISABLE_COPY_MOVE(WorkerThread)

    //! Lets the thread call the work, once more if it is doing it now. Has no effect after its end.
    void wake();
    //! Returns a function that does the same, and that may outlive this.
    std::function<void()> waker() const;

    //! Waits until the work is done for which the thread was woken. Returns false when that is not so
    //! at \a deadline.
    bool waitForDone(const QDeadlineTimer &deadline) const;

    //! Ends the thread when the work is done for which it was woken. Returns false when it is still at
    //! work at \a deadline, or when it is the caller: then the thread is left alone, and ends when the
    //! work returns. The work is destroyed at the end of the thread. May be repeated.
    bool end(const QDeadlineTimer &deadline = QDeadlineTimer::Forever);

private:
    struct State;

    const std::shared_ptr<State> m_state; //!< shared with the thread, which may outlive this
};

} // namespace Holdfast
