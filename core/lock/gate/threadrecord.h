// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <QtGlobal>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace Holdfast {

class LockGate;
class ThreadRecord;

//! \brief The target of a thread's wait: a lock, or another thread.
struct ThreadWait
{
    std::weak_ptr<LockGate> lock {};       //!< set where a lock is waited for
    std::weak_ptr<ThreadRecord> thread {}; //!< set where no lock is waited for
    QString
        what {}; //!< the operation that waits for the lock, or the other thread's name for people
    quint64 number = 0; //!< unique among the waits of the thread
};

//! \brief A thread as the locks see it: an identity that no other thread of this process ever has
//! (the system recycles its thread ids), a condition to be woken by, and notice of its end.
class ThreadRecord : public std::enable_shared_from_this<ThreadRecord>
{
public:
    ThreadRecord();
    Q_DISABLE_COPY_MOVE(ThreadRecord)

    //! Returns this thread's record.
    static const std::shared_ptr<ThreadRecord> &here() { return s_here ? *s_here : firstHere(); }
    //! Returns the id of this thread's record.
    static quint64 idHere() { return s_id ? s_id : firstHere()->id(); }

    //! Returns the number of the thread, which no other thread of this process ever has.
    quint64 id() const { return m_id; }

    //! Lets \a gate know when this thread ends. Only for the thread itself.
    void tellEndTo(LockGate &gate);

    //! Tells the gates that the thread has ended.
    void end();

    //! Returns the condition that the thread sleeps on in the queue; it can only be in one queue at a
    //! time.
    std::condition_variable &served() { return m_served; }

    //! Returns the target of the thread's current wait, as far as it is known. May be called in any
    //! thread.
    std::optional<ThreadWait> waitsFor() const;

private:
    friend class ThreadWaitScope;
    struct Sentinel;
    static const std::shared_ptr<ThreadRecord> &firstHere();
    static void setHere(const std::shared_ptr<ThreadRecord> *record);

    struct Told
    {
        const LockGate *which; //!< not reused while `gate` is there: they share their memory block
        std::weak_ptr<LockGate> gate;
    };

    // These have no destructors: they can be read while the thread's other objects are destroyed.
    inline static constinit thread_local const std::shared_ptr<ThreadRecord> *s_here = nullptr;
    inline static constinit thread_local quint64 s_id = 0; //!< of that record; 0 for none

    const quint64 m_id;
    std::vector<Told> m_told;
    std::condition_variable m_served;
    mutable std::mutex m_waitMutex; //!< no other mutex is locked while it is
    std::optional<ThreadWait> m_wait;
    quint64 m_waits = 0;
};

//! \brief While it lives, this thread is marked as waiting.
class ThreadWaitScope
{
public:
    //! Marks this thread as waiting for what \a wait says.
    explicit ThreadWaitScope(ThreadWait wait);
    ~ThreadWaitScope();
    Q_DISABLE_COPY_MOVE(ThreadWaitScope)

private:
    const std::shared_ptr<ThreadRecord> m_here;
    std::optional<ThreadWait> m_outer;
};

//! \brief While it lives, this thread is marked as blocked until another one has done something.
//! For code with its own way of waiting, so that a LockWatchdog finds out when the other thread
//! waits for this one.
//!
//!     const WaitsForThread waits(m_record, tr("the thread of %1").arg(name()));
//!     answer.wait();
class WaitsForThread
{
public:
    //! \a other is ThreadRecord::here() of the other thread; \a name is for people.
    WaitsForThread(const std::shared_ptr<ThreadRecord> &other, const QString &name)
        : m_scope({.thread = other, .what = name})
    {
    }
    Q_DISABLE_COPY_MOVE(WaitsForThread)

private:
    const ThreadWaitScope m_scope;
};

} // namespace Holdfast
