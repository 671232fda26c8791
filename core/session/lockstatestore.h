// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockmemory.h"

#include <QString>

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace Holdfast {

class GlobalLock;

//! \brief Keeps on the disk what of the lock has to outlive the process: that everything is stopped,
//! or reserved for this machine, and which generations may have been handed out. A thread of its own
//! writes that, at once; the lock never waits for a disk.
//!
//! Generations are reserved there in blocks, ahead of their use, so that after a kill the first new one
//! is above all earlier ones. A file that cannot be read may have said that everything is stopped: then
//! it is. What cannot be written is said in the log, and tried again and again. Of two programs with one
//! file, the second one says so and writes nothing. Thread-safe.
class LockStateStore
{
public:
    //! So many generations are reserved at a time; half of them are left when more are asked for.
    static constexpr quint64 block = 1'000'000;
    //! After a write that failed.
    static constexpr std::chrono::milliseconds retry = std::chrono::seconds {10};

    //! In \a file; nothing is kept where that is empty. \a retryAfter is for tests.
    explicit LockStateStore(const QString &file, std::chrono::milliseconds retryAfter = retry);
    //! Writes what there is to be written. A disk that does not answer is given up after a second.
    ~LockStateStore();
    Q_DISABLE_COPY_MOVE(LockStateStore)

    //! Lets \a lock go on from what was kept, and keeps it from now on. Waits for the disk: to be
    //! called at the start, before anybody uses the lock.
    void keep(GlobalLock &lock);

    //! Calls \a done as soon as what has changed by now is on the disk, or could not be written: then
    //! the log says so. At once when there is nothing to write; else in the writing thread, for which
    //! \a done has to be quick.
    void whenSaved(std::function<void()> done);

private:
    class Writer;

    const std::shared_ptr<Writer>
        m_writer; //!< the thread's too: it may be stuck in a write at the end
    std::thread m_thread;
};

} // namespace Holdfast
