// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/processsignals.h"

#include <QSocketNotifier>

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <system_error>
#include <unistd.h>

namespace Holdfast::Ctl {

namespace {

// A signal handler reaches nothing else.
volatile std::sig_atomic_t writeEnd = -1;

extern "C" void writeSignalToPipe(int signal)
{
    const int before = errno;
    const auto byte = static_cast<unsigned char>(signal);
    if (::write(writeEnd, &byte, 1) < 0) {
        // The pipe is full of signals already.
    }
    errno = before;
}

} // namespace

ProcessSignals::ProcessSignals(const QList<int> &more, QObject *parent)
    : QObject(parent)
    , m_caught(QList<int> {SIGINT, SIGTERM, SIGHUP, SIGQUIT} + more)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
        throw std::system_error(errno, std::generic_category(), "Cannot create a pipe for signals");
    m_readEnd = ends[0];
    writeEnd = ends[1];
    for (const int signal : m_caught) {
        struct sigaction action = {};
        if (sigaction(signal, nullptr, &action) != 0 || action.sa_handler == SIG_IGN)
            continue;
        action = {};
        action.sa_handler = writeSignalToPipe;
        action.sa_flags = SA_RESTART;
        sigemptyset(&action.sa_mask);
        sigaction(signal, &action, nullptr);
    }
    auto *notifier = new QSocketNotifier(m_readEnd, QSocketNotifier::Read, this);
    connect(notifier, &QSocketNotifier::activated, this, &ProcessSignals::readPipe);
}

ProcessSignals::~ProcessSignals()
{
    for (const int signal : m_caught) {
        struct sigaction action = {};
        if (sigaction(signal, nullptr, &action) == 0 && action.sa_handler != SIG_IGN)
            std::signal(signal, SIG_DFL);
    }
    ::close(m_readEnd);
    ::close(writeEnd);
    writeEnd = -1;
}

void ProcessSignals::readPipe()
{
    unsigned char byte = 0;
    while (::read(m_readEnd, &byte, 1) == 1)
        Q_EMIT caught(byte);
}

} // namespace Holdfast::Ctl
