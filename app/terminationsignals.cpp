// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/terminationsignals.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace Holdfast {

namespace {

// A signal handler reaches nothing else.
volatile std::sig_atomic_t writeEnd = -1;

extern "C" void writeToPipe(int signal)
{
    const int before = errno;
    if (signal == SIGINT)
        std::signal(SIGINT, SIG_DFL);
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
        throw std::system_error(errno, std::generic_category(), "No pipe for signals");
    m_readEnd = ends[0];
    writeEnd = ends[1];
    handle(SIGINT);
    handle(SIGTERM);
    // The terminal was closed; under nohup that does not count.
    struct sigaction before = {};
    if (sigaction(SIGHUP, nullptr, &before) == 0 && before.sa_handler != SIG_IGN)
        handle(SIGHUP);
}

TerminationSignals::~TerminationSignals()
{
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGHUP, SIG_DFL);
    ::close(m_readEnd);
    ::close(writeEnd);
    writeEnd = -1;
}

void TerminationSignals::listen()
{
    auto *notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, [this] {
        char bytes[64];
        while (::read(m_readEnd, bytes, sizeof bytes) > 0) { }
        Q_EMIT requested();
    });
}

} // namespace Holdfast
