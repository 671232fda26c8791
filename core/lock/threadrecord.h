// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QtGlobal>

#include <condition_variable>
#include <memory>
#include <vector>

namespace Holdfast {

class LockGate;

//! \brief What a thread is to the locks: an identity that no other thread of this process ever
//! has (the system recycles its thread ids), a place to be woken, and word of its end.
class ThreadRecord
{
public:
    ThreadRecord();
    Q_DISABLE_COPY_MOVE(ThreadRecord)

    //! This thread's record.
    static const std::shared_ptr<ThreadRecord> &here();

    quint64 id() const { return m_id; }

    //! Lets \a gate know when this thread ends. Only for the thread itself.
    void tellEndTo(LockGate &gate);

    //! The thread has ended: tells the gates.
    void end();

    //! What the thread sleeps on while it waits in line; it can only be in one line at a time.
    std::condition_variable &served() { return m_served; }

private:
    static const std::shared_ptr<ThreadRecord> &firstHere();

    struct Told
    {
        const LockGate *which; //!< not reused while `gate` is there: they share their memory block
        std::weak_ptr<LockGate> gate;
    };

    const quint64 m_id;
    std::vector<Told> m_told;
    std::condition_variable m_served;
};

} // namespace Holdfast
