// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lock/gate/delivery.h"

#include "core/base/threadlocalscope.h"
#include "core/lock/events/locklog.h"

#include <deque>
#include <exception>
#include <utility>

namespace Holdfast {

namespace {

struct Parcel
{
    GlobalLock::Callback callback;
    LockOutcome outcome;
};

thread_local std::deque<Parcel> *s_pending = nullptr;

void hand(Parcel parcel) noexcept
{
    try {
        parcel.callback(std::move(parcel.outcome));
    } catch (const std::exception &error) {
        qCCritical(lockLog, "A lock's callback must not throw, but did: %s", error.what());
    } catch (...) {
        qCCritical(lockLog, "A lock's callback must not throw, but did.");
    }
}

} // namespace

bool isDelivering()
{
    return s_pending != nullptr;
}

void deliver(GlobalLock::Callback callback, LockOutcome outcome)
{
    if (s_pending) {
        s_pending->push_back({std::move(callback), std::move(outcome)});
        return;
    }
    std::deque<Parcel> pending;
    const ThreadLocalScope scope(s_pending, &pending);
    hand({std::move(callback), std::move(outcome)});
    while (!pending.empty()) {
        Parcel next = std::move(pending.front());
        pending.pop_front();
        hand(std::move(next));
    }
}

} // namespace Holdfast
