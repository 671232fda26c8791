// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/jobterminal.h"

#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace Holdfast::Ctl {

JobTerminal::JobTerminal()
    : m_descriptor(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY))
{
}

JobTerminal::~JobTerminal()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool JobTerminal::isInForeground(pid_t group) const
{
    return m_descriptor >= 0 && ::tcgetpgrp(m_descriptor) == group;
}

void JobTerminal::giveTo(pid_t group) const
{
    if (m_descriptor < 0)
        return;
    // Otherwise a process that is not in the foreground is stopped for it.
    sigset_t change;
    sigset_t before;
    sigemptyset(&change);
    sigaddset(&change, SIGTTOU);
    ::sigprocmask(SIG_BLOCK, &change, &before);
    ::tcsetpgrp(m_descriptor, group);
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
}

void JobTerminal::stopOurselves(int signal)
{
    struct sigaction before = {};
    struct sigaction usual = {};
    usual.sa_handler = SIG_DFL;
    sigemptyset(&usual.sa_mask);
    sigaction(signal, &usual, &before);
    ::raise(signal);
    sigaction(signal, &before, nullptr);
}

} // namespace Holdfast::Ctl
