// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/events/locklog.h"

#include <exception>

namespace Holdfast {

//! Calls \a callback with \a news, if the owner has set one. An exception that it throws is logged
//! and goes no further. \a task names the callback's purpose in the log: "ends a broken operation".
template<typename Callback, typename News>
void callOwner(const char *task, const Callback &callback, const News &news) noexcept
{
    try {
        if (callback)
            callback(news);
    } catch (const std::exception &error) {
        qCCritical(lockLog, "The code that %s must not throw, but did: %s", task, error.what());
    } catch (...) {
        qCCritical(lockLog, "The code that %s must not throw, but did.", task);
    }
}

} // namespace Holdfast
