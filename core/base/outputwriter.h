// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/workerthread.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QtGlobal>

#include <functional>
#include <memory>

namespace Holdfast {

//! \brief Writes text to a descriptor that may block (a pipe without a reader, a paused terminal), in a
//! thread of its own and from a bounded queue: the callers of write() never wait. Thread-safe.
class OutputWriter
{
public:
    struct Options
    {
        //! Text that would make the queue longer than this is dropped.
        qsizetype mostBytes = 1024 * 1024;
        //! Returns the line that is written in place of \a dropped texts. Without it they are only
        //! counted.
        std::function<QByteArray(quint64 dropped)> dropNote {};
        //! Is called in the writer's thread whenever the queue has become empty.
        std::function<void()> emptied {};
        //! Is called once, in the writer's thread and with the number of the error, when something
        //! cannot be written or the reader has gone.
        std::function<void(int error)> failed {};
        //! Whether texts are dropped after that, instead of being tried: for files that must not have gaps.
        bool endsWhenFailed = false;
    };

    //! \a descriptor still belongs to the caller. Throws std::system_error when no thread can be
    //! started.
    OutputWriter(int descriptor, Options options);
    //! Does not wait for the queue: call flush() before, or what is still queued is lost.
    ~OutputWriter();
    Q_DISABLE_COPY_MOVE(OutputWriter)

    //! Queues \a text. Returns false when it was dropped. As far as the system allows, it is not mixed
    //! with other texts.
    bool write(const QByteArray &text);

    //! Waits until everything is written, or cannot be written. Returns false when something is still
    //! queued at \a deadline.
    bool flush(const QDeadlineTimer &deadline) const;

    //! Returns how many bytes are queued.
    qsizetype pending() const;
    //! Returns how many texts were dropped so far.
    quint64 dropped() const;
    //! Returns the number of the first error, or 0.
    int error() const;

private:
    struct State;

    const std::shared_ptr<State> m_state; //!< shared, because a blocked thread outlives this
    WorkerThread m_thread;                //!< waits for the descriptor, so it is woken by the state
};

} // namespace Holdfast
