// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/openfiles.h"

#include <algorithm>
#include <fcntl.h>
#include <limits>
#include <sys/resource.h>
#include <unistd.h>
#include <utility>

namespace Holdfast {

long raiseOpenFileLimit(long wanted)
{
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    const rlim_t target = std::min(static_cast<rlim_t>(wanted), limit.rlim_max);
    if (limit.rlim_cur < target) {
        const rlim_t before = std::exchange(limit.rlim_cur, target);
        if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
            limit.rlim_cur = before;
    }
    return static_cast<long>(limit.rlim_cur);
}

long openFilesLeft(int descriptor)
{
    rlimit limit {};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY)
        return std::numeric_limits<long>::max() / 2;
    return static_cast<long>(limit.rlim_cur) - 1 - descriptor;
}

SpareDescriptors::SpareDescriptors(int count)
    : m_count(count)
{
    refill();
}

SpareDescriptors::~SpareDescriptors()
{
    while (release()) { }
}

bool SpareDescriptors::release()
{
    if (m_descriptors.empty())
        return false;
    ::close(m_descriptors.back());
    m_descriptors.pop_back();
    return true;
}

void SpareDescriptors::refill()
{
    while (static_cast<int>(m_descriptors.size()) < m_count) {
        const int descriptor = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
        if (descriptor < 0)
            return;
        m_descriptors.push_back(descriptor);
    }
}

} // namespace Holdfast
