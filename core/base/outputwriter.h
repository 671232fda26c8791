// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QDeadlineTimer>
#include <QtGlobal>

#include <functional>
#include <memory>
#include <thread>

namespace Holdfast {

//! \brief Writes text to a descriptor that may block (a pipe that nobody reads, a terminal that is
//! paused), in a thread of its own and from a bounded queue: whoever has something to say never waits.
//! Thread-safe.
class OutputWriter
{
public:
    struct Options
    {
        //! More that waits to be written is dropped.
        qsizetype mostBytes = 1024 * 1024;
        //! The line that takes the place of so many texts that were dropped; without it they are only
        //! counted.
        std::function<QByteArray(quint64 dropped)> dropNote {};
        //! Is called in the writer's thread whenever all is written.
        std::function<void()> emptied {};
        //! Is called in the writer's thread when something cannot be written, or when the reader has
        //! gone, with the number of the error. Once.
        std::function<void(int error)> failed {};
    };

    //! \a descriptor stays the caller's. Throws std::system_error when there is no thread to be had.
    OutputWriter(int descriptor, Options options);
    //! Does not wait: what flush() has not waited for is lost.
    ~OutputWriter();
    Q_DISABLE_COPY_MOVE(OutputWriter)

    //! False when \a text was dropped. It is not mixed with other texts, as far as the system can.
    bool write(const QByteArray &text);

    //! Waits until all is written, or cannot be written. False when there is still something at
    //! \a deadline.
    bool flush(const QDeadlineTimer &deadline) const;

    //! How many bytes wait to be written.
    qsizetype pending() const;
    //! How many texts were dropped so far.
    quint64 dropped() const;
    //! The number of the first error; 0 while there was none.
    int error() const;

private:
    struct State;

    const std::shared_ptr<State> m_state; //!< a thread that is stuck outlives this
    std::thread m_thread;
};

} // namespace Holdfast
