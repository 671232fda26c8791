// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/globallock.h"

#include <chrono>
#include <exception>
#include <future>
#include <optional>
#include <thread>
#include <utility>

namespace Holdfast {

inline constexpr std::chrono::milliseconds patience {30'000};

//! Runs \a work in a thread of its own and returns its result, or throws its exception.
template<typename Work>
auto elsewhere(Work work)
{
    return std::async(std::launch::async, std::move(work)).get();
}

//! How a try ended that must not wait longer than it has to.
struct Attempt
{
    bool granted = false;
    std::chrono::steady_clock::duration took {};
    std::optional<GlobalLockBusyError> refusal;
};

inline Attempt attempt(GlobalLock &lock, GlobalLock::Wait wait, const Holder &holder = Holder {})
{
    Attempt made;
    const auto start = std::chrono::steady_clock::now();
    try {
        const LockGuard hold = lock.acquire(holder, QStringLiteral("attempt"), wait);
        made.granted = hold.isHolding();
    } catch (const GlobalLockBusyError &error) {
        made.refusal = error;
    }
    made.took = std::chrono::steady_clock::now() - start;
    return made;
}

//! Returns true when another thread, and so another holder, can have the lock right now.
inline bool isFreeForOthers(GlobalLock &lock)
{
    return elsewhere([&lock] { return attempt(lock, GlobalLock::Wait::none()); }).granted;
}

} // namespace Holdfast
