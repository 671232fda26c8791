// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/taskthread.h"
#include "core/thing/json/jsonconversion.h"
#include "core/thing/workcontext.h"

#include <QList>

#include <chrono>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>

namespace Holdfast {

//! \brief One run of an action in a thread of its own, as in a server's worker.
class RunningAction
{
public:
    //! Starts \a run, which does the action's work, in a new thread; \a name is for the message
    //! when it never ends.
    RunningAction(QString name, std::function<Payload()> run);
    //! Cancels the action if it still runs, and waits for it. An action that then does not end
    //! within 30 s ends the test program.
    ~RunningAction();
    Q_DISABLE_COPY_MOVE(RunningAction)

    //! Asks the action to end.
    void cancel();
    //! Waits for the action's end. Returns false when it is still running after \a limit.
    bool waitForEnd(std::chrono::milliseconds limit);
    //! Returns the action's output, or throws its exception. Waits 30 s, then ends the test
    //! program.
    Payload wait();

    //! Returns whether the action has ended.
    bool isFinished() const;
    //! Returns what the action has logged so far.
    QList<LogEntry> log() const;
    //! Returns the last progress that it reported.
    std::optional<Progress> progress() const;

private:
    void work(const std::function<Payload()> &run);

    const QString m_name;
    mutable std::mutex m_mutex;
    Payload m_output;
    std::exception_ptr m_thrown;
    QList<LogEntry> m_log;
    std::optional<Progress> m_progress;
    WorkContext m_context;
    TaskThread m_thread;
};

} // namespace Holdfast
