// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/openfiles.h"

#include <algorithm>
#include <sys/resource.h>
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

} // namespace Holdfast
