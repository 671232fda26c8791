// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/terminationsignals.h"

#include "app/exitcode.h"

#include <QLoggingCategory>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <system_error>
#include <unistd.h>

namespace Holdfast {

namespace {

Q_LOGGING_CATEGORY(signalsLog, "holdfast.app")

// A signal handler reaches nothing else.
volatile std::sig_atomic_t writeEnd = -1;

extern "C" void writeToPipe(int signal)
{
    const int before = errno;
    if (signal == SIGINT || signal == SIGQUIT)
        std::signal(signal, SIG_DFL);
    const char byte = 0;
    if (::write(writeEnd, &byte, 1) < 0) {
        // The pipe is full: the request is in there already.
    }
    errno = before;
}

void handle(int signal)
{
    struct sigaction action = {};
    action.sa_handler = writeToPipe;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(signal, &action, nullptr);
}

} // namespace

TerminationSignals::TerminationSignals(QObject *parent)
    : QObject(parent)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        throw std::system_error(errno, std::generic_category(), "Cannot create a pipe for signals");
    m_readEnd = ends[0];
    writeEnd = ends[1];
    handle(SIGINT);
    handle(SIGTERM);
    handle(SIGQUIT);
    // The terminal was closed; under nohup that does not count.
    struct sigaction before = {};
    if (sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
        handle(SIGHUP);
}

TerminationSignals::~TerminationSignals()
{
    for (const int signal : {SIGINT, SIGTERM, SIGQUIT, SIGHUP})
        std::signal(signal, SIG_DFL);
    m_ends = true;
    const char byte = 0;
    if (::write(writeEnd, &byte, 1) < 0) {
        // The pipe is full: the thread is awake.
    }
    if (m_thread.joinable())
        m_thread.join();
    ::close(m_readEnd);
    ::close(writeEnd);
    writeEnd = -1;
}

void TerminationSignals::listen(Call first, Call last)
{
    {
        const std::lock_guard lock(m_mutex);
        m_first = std::move(first);
        m_last = std::move(last);
    }
    if (!m_thread.joinable())
        m_thread = std::thread([this] { run(); });
}

void TerminationSignals::forget()
{
    const std::lock_guard lock(m_mutex);
    m_first = {};
    m_last = {};
}

bool TerminationSignals::readAll()
{
    char bytes[64];
    bool any = false;
    while (::read(m_readEnd, bytes, sizeof bytes) > 0)
        any = true;
    return any;
}

void TerminationSignals::run()
{
    pollfd end {m_readEnd, POLLIN, 0};
    constexpr int forever = -1;
    int limit = forever;
    for (;;) {
        const int woken = ::poll(&end, 1, limit);
        if (m_ends)
            return;
        if (woken == 0) {
            qCCritical(signalsLog,
                       "Holdfast still ran %lld s after it was asked to end: it is ended by force.",
                       static_cast<long long>(patience.count()));
            const std::lock_guard lock(m_mutex);
            if (m_last)
                m_last();
            std::_Exit(toInt(ExitCode::ThingHangs));
        }
        if (!readAll() || limit != forever)
            continue;
        {
            const std::lock_guard lock(m_mutex);
            if (m_first)
                m_first();
        }
        Q_EMIT requested();
        limit = int(std::chrono::milliseconds(patience).count());
    }
}

} // namespace Holdfast
