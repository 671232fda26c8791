// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/testing/runningaction.h"

#include <utility>

namespace Holdfast {

namespace {
constexpr std::chrono::seconds s_actionPatience {30};
}

RunningAction::RunningAction(QString name, std::function<Payload()> run)
    : m_name(std::move(name))
    , m_context(
          [this](const LogEntry &entry) {
              const std::lock_guard lock(m_mutex);
              m_log << entry;
          },
          [this](const Progress &progress) {
              const std::lock_guard lock(m_mutex);
              m_progress = progress;
          })
    , m_thread(m_name)
{
    m_thread.start([this, run = std::move(run)] { work(run); });
}

RunningAction::~RunningAction()
{
    cancel();
    if (!waitForEnd(s_actionPatience))
        qFatal("The action '%s' was cancelled, but does not end.", qUtf8Printable(m_name));
}

void RunningAction::work(const std::function<Payload()> &run)
{
    const WorkScope scope(&m_context);
    Payload output;
    std::exception_ptr thrown;
    try {
        output = run();
    } catch (...) {
        thrown = std::current_exception();
    }
    const std::lock_guard lock(m_mutex);
    m_output = std::move(output);
    m_thrown = thrown;
}

void RunningAction::cancel()
{
    m_context.requestCancel();
}

bool RunningAction::waitForEnd(std::chrono::milliseconds limit)
{
    return m_thread.waitForDone(QDeadlineTimer(limit));
}

Payload RunningAction::wait()
{
    if (!waitForEnd(s_actionPatience))
        qFatal("The action '%s' did not end.", qUtf8Printable(m_name));
    const std::lock_guard lock(m_mutex);
    if (m_thrown)
        std::rethrow_exception(m_thrown);
    return m_output;
}

bool RunningAction::isFinished() const
{
    return m_thread.waitForDone(QDeadlineTimer(0));
}

QList<LogEntry> RunningAction::log() const
{
    const std::lock_guard lock(m_mutex);
    return m_log;
}

std::optional<Progress> RunningAction::progress() const
{
    const std::lock_guard lock(m_mutex);
    return m_progress;
}

} // namespace Holdfast
