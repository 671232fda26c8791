// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/taskthread.h"
#include "core/lock/events/lockrecorder.h"
#include "core/lock/lockstatus.h"

#include <memory>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief Gives another sink what happens to a lock, in a thread of its own and from a bounded queue, so
//! that neither the recorder nor its other sinks wait for that sink: for instance for a journal on a disk
//! that hangs.
//!
//! What waits is given in one batch when the sink comes back. Of the looks that wait only the latest is
//! given.
class LockSinkThread : public LockEventSink
{
public:
    //! When \a limit events wait, the newest are lost, and counted in LockFeed::Batch::lost. Throws
    //! std::system_error when no thread can be started.
    LockSinkThread(const QString &name, std::shared_ptr<LockEventSink> sink,
                   std::size_t limit = LockFeed::defaultLimit);
    //! Waits until the sink has been given everything.
    ~LockSinkThread() override;
    Q_DISABLE_COPY_MOVE(LockSinkThread)

    void take(const LockFeed::Batch &batch, const ClockPair &clocks) override;
    void look(const LockStatus &status, const ClockPair &clocks) override;
    //! Waits until the sink has been given everything that was given to this one.
    void flush();
    //! Ends the sink, after everything that it was given, and then the thread.
    void end() override;

private:
    struct Look
    {
        LockStatus status;
        ClockPair clocks;
    };
    //! What waits, in this order.
    struct Waiting
    {
        LockFeed::Batch before {};
        std::optional<Look> look {};
        LockFeed::Batch after {};
        ClockPair clocks {}; //!< of the latest batch
    };

    void add(const LockFeed::Batch &batch, LockFeed::Batch &to);
    void schedule();
    void giveOn();

    const std::shared_ptr<LockEventSink> m_sink;
    const std::size_t m_limit;
    std::mutex m_mutex;
    Waiting m_waiting;
    bool m_isScheduled = false;
    std::unique_ptr<TaskThread> m_thread; //!< null after end()
};

} // namespace Holdfast
