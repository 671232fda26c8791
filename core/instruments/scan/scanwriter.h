// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/taskthread.h"

#include <QtGlobal>

#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>

namespace Holdfast {

//! \brief Writes the files of a scan in a thread of its own, so that the stage moves on meanwhile. At most \ref mostWaiting
//! tasks wait, so that a slow disk slows the scan down instead of filling the memory.
//!
//! What a task throws is thrown by the next call of write() or finish(); the tasks after it are left out.
class ScanWriter
{
public:
    static constexpr int mostWaiting = 4; //!< tasks

    //! Starts the thread.
    ScanWriter();
    //! Waits some seconds for the tasks that were given to it. A thread that hangs on the disk is left alone.
    ~ScanWriter();
    Q_DISABLE_COPY_MOVE(ScanWriter)

    //! Runs \a task after those that were given before it. Waits while too many do. Throws what a task before has thrown;
    //! InvocationCancelled when the action is cancelled meanwhile.
    void write(std::function<void()> task);
    //! Waits until all tasks are done. Throws as write().
    void finish();

private:
    struct State
    {
        std::mutex mutex;
        std::condition_variable changed;
        int waiting = 0;
        std::exception_ptr thrown;
    };

    void waitUntilFewer(int limit);

    const std::shared_ptr<State> m_state;
    TaskThread m_thread;
};

} // namespace Holdfast
