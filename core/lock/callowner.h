// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/locklog.h"

#include <exception>

namespace Holdfast {

//! Calls what an owner has left to be told through, if anything; what it throws is reported, and ends
//! here. \a task says in the log what it is there for: "ends a broken operation".
template<typename Callback, typename News>
void callOwner(const char *task, const Callback &callback, const News &news) noexcept
{
    try {
        if (callback)
            callback(news);
    } catch (const std::exception &error) {
        qCCritical(lockLog, "What %s must not throw, but did: %s", task, error.what());
    } catch (...) {
        qCCritical(lockLog, "What %s must not throw, but did.", task);
    }
}

} // namespace Holdfast
