// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/workerthread.h"
#include "core/lock/lockmemory.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Holdfast {

class GlobalLock;

//! \brief Keeps on the disk the part of the lock's state that outlives the process: that everything
//! is stopped, or reserved for this machine, and which generations may have been handed out. A
//! thread of its own writes it, at once; the lock never waits for a disk.
//!
//! Generations are reserved there in blocks, ahead of their use, so that after a kill the first new
//! one is above all earlier ones. A file that cannot be read may have recorded a stop: so
//! everything is stopped. A failed write is logged, and repeated until it succeeds. Of two programs
//! with one file, the second one logs that and writes nothing. Thread-safe.
class LockMemoryStore
{
public:
    //! The number of generations that are reserved at a time; half of them are left when more are
    //! requested.
    static constexpr quint64 block = 1'000'000;
    //! The pause after a failed write.
    static constexpr std::chrono::milliseconds retry = std::chrono::seconds {10};

    //! Keeps the state in \a file; nowhere when that is empty. \a retryAfter is for tests.
    explicit LockMemoryStore(const QString &file, std::chrono::milliseconds retryAfter = retry);
    //! Writes the remaining changes. Gives up after a second when the disk does not answer.
    ~LockMemoryStore();
    Q_DISABLE_COPY_MOVE(LockMemoryStore)

    //! Lets \a lock continue from the kept state, and keeps it from now on. Waits for the disk:
    //! must be called at the start, before the first use of the lock.
    void keep(GlobalLock &lock);

    //! Calls \a done as soon as the changes so far are on the disk, or could not be written: then
    //! that is logged. At once when there is nothing to write; else in the writing thread, so \a
    //! done must be quick.
    void whenSaved(std::function<void()> done);

private:
    class Writer;

    //! Shared with the thread, which may be stuck in a write at the end.
    const std::shared_ptr<Writer> m_writer;
    std::optional<WorkerThread> m_thread {}; //!< empty while nothing is kept
};

} // namespace Holdfast
