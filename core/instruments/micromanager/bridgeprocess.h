// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QString>

#include <mutex>
#include <sys/types.h>

namespace Holdfast {

//! \brief The program holdfast-mmcore as a child process: its pipes, and the memory for pictures that it shares.
//!
//! QProcess needs an event loop; this one is read by a thread of its own, and killed by any. The program gets a
//! process group of its own, so that Ctrl+C does not end it before Holdfast has stopped the devices.
class BridgeProcess
{
public:
    //! Starts \a program. Throws a ThingError that says what the system says.
    explicit BridgeProcess(const QString &program);
    //! Kills it, if it is still there, and waits for its end.
    ~BridgeProcess();
    Q_DISABLE_COPY_MOVE(BridgeProcess)

    //! Writes as much of \a bytes as it takes now, and returns how many that were; -1 when it has ended. Does not
    //! block.
    qint64 write(const QByteArray &bytes) const;
    //! Says that nothing more will be written, so that it ends. Does not block.
    void closeInput() const;
    //! Returns the descriptor to poll before writing and after.
    int input() const { return m_input; }
    //! Returns the descriptor of its answers, which does not block.
    int output() const { return m_output; }
    //! Returns the descriptor of its messages for people, which does not block.
    int errors() const { return m_errors; }

    //! Returns a picture. Throws a ThingError when it is not there.
    QByteArray picture(qint64 offset, qint64 size) const;

    //! Returns its number.
    qint64 pid() const { return m_pid; }
    //! Kills it. May be called in any thread.
    void kill() const;
    //! Waits for its end, and returns how it ended, as a part of a sentence: "crashed (Segmentation fault)".
    QString waitForEnd();

private:
    void closeAll();

    pid_t m_pid = -1;
    int m_input = -1;
    int m_output = -1;
    int m_errors = -1;
    int m_memory = -1;
    mutable std::mutex m_mutex; //!< guards what follows
    QString m_end;              //!< how it ended; empty: not yet
};

} // namespace Holdfast
