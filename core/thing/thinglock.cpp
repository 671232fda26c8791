// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of a Thing that deals with the global lock.

#include "core/thing/affordances/operationname.h"
#include "core/thing/affordances/settingsloading.h"
#include "core/thing/sharing/sharedhold.h"
#include "core/thing/thingprivate.h"

#include <optional>

namespace Holdfast {

namespace {

thread_local int s_loading = 0;

} // namespace

SettingsLoading::SettingsLoading()
{
    ++s_loading;
}

SettingsLoading::~SettingsLoading()
{
    --s_loading;
}

bool SettingsLoading::here()
{
    return s_loading > 0;
}

LockGuard Thing::holdGlobalLock(LockNeed need, std::source_location where) const
{
    if (!d->isLocked()) {
        if (need == LockNeed::Always)
            throw GlobalLockDisabledError();
        return {};
    }
    if (SettingsLoading::here())
        return {};
    return d->lock->acquire(operationName(name(), where));
}

bool Thing::isEverythingStopped() const
{
    return d->lock && d->lock->status().mode.mode == LockMode::Stopped;
}

const QList<DeviceLock *> &Thing::deviceLocks() const
{
    return d->deviceLocks;
}

void Thing::addDeviceLock(DeviceLock *lock)
{
    d->deviceLocks << lock;
}

Yielded Thing::yieldIfWanted() const
{
    if (Uninterruptible::here())
        return {};
    throwIfCancelled();
    if (!d->isLocked())
        return {};
    WorkContext *work = WorkContext::current();
    // During the wait a cancellation withdraws the ticket.
    std::optional<CancelHook> hook;
    const auto onTicket = [work, &hook](const LockTicket &place) {
        if (work)
            hook.emplace(*work, [ticket = place]() mutable { ticket.withdraw(); });
    };
    Yielded yielded;
    try {
        SharedHold *const shared = SharedHold::current();
        yielded = shared && shared->isWanted()
                      ? shared->giveWay(*d->lock, onTicket)
                      : d->lock->yieldIfWanted(Holder::current(), onTicket);
    } catch (const GlobalLockBusyError &refusal) {
        if (refusal.reason() != GlobalLockBusyError::Reason::Withdrawn)
            throw;
        throwIfCancelled();
        throw InvocationCancelled();
    }
    if (yielded.gaveWay)
        throwIfCancelled();
    return yielded;
}

} // namespace Holdfast
