// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/session/scarcity.h"

#include <atomic>
#include <cerrno>
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

namespace {

std::atomic<bool> isWithoutThreads {false};

} // namespace

//! Stands in front of the system's own for the whole program, Qt included.
extern "C" __attribute__((visibility("default"))) int
pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*start)(void *),
               void *argument) noexcept
{
    using Create = int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    static const auto create = reinterpret_cast<Create>(::dlsym(RTLD_NEXT, "pthread_create"));
    return isWithoutThreads ? EAGAIN : create(thread, attributes, start, argument);
}

NoNewThread::NoNewThread()
{
    isWithoutThreads = true;
}

NoNewThread::~NoNewThread()
{
    isWithoutThreads = false;
}

NoDescriptor::NoDescriptor()
{
    rlimit limit {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    m_limitBefore = limit.rlim_cur;
    constexpr rlim_t enough = 512; // so that using them up is quick
    limit.rlim_cur = qMin(limit.rlim_cur, enough);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    for (int taken = 0; (taken = ::open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;)
        m_taken.push_back(taken);
}

NoDescriptor::~NoDescriptor()
{
    for (const int descriptor : m_taken)
        ::close(descriptor);
    rlimit limit {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = m_limitBefore;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}
