// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/lockjson.h"

namespace Holdfast {

namespace {

Json timeJson(const QDateTime &time)
{
    return time.isValid() ? Json(time.toUTC().toString(Qt::ISODateWithMs)) : Json(nullptr);
}

Json textOrNull(const QString &text)
{
    return text.isEmpty() ? Json(nullptr) : Json(text);
}

Json countOrNull(const std::optional<std::chrono::milliseconds> &time)
{
    return time ? Json(time->count()) : Json(nullptr);
}

Json asksJson(const QList<LockAsk> &asks)
{
    Json json = Json::array();
    for (const LockAsk &ask : asks)
        json.push_back(toJson(ask));
    return json;
}

Json waiterJson(const LockWaiter &waiter)
{
    return Json {
        {"position", waiter.position},
        {"ticket", waiter.ticketId},
        {"holder", waiter.holderId},
        {"kind", toWord(waiter.label.kind)},
        {"label", waiter.label.toString()},
        {"class", toWord(waiter.lockClass)},
        {"operation", waiter.operation},
        {"waited_ms", waiter.waited.count()},
        {"remaining_ms", countOrNull(waiter.remaining)},
        {"takes", waiter.takes},
    };
}

} // namespace

Json toJson(const std::optional<LockOwner> &owner)
{
    if (!owner)
        return nullptr;
    return Json {
        {"holder", owner->holderId},
        {"kind", toWord(owner->label.kind)},
        {"label", owner->label.toString()},
        {"class", toWord(owner->lockClass)},
        {"operation", owner->operation},
        {"since", timeJson(owner->since)},
        {"held_ms", owner->held.count()},
        {"depth", owner->depth},
        {"stuck", owner->stuck},
        {"operation_ms", owner->operationFor.count()},
        {"progress", owner->progress ? Json(*owner->progress) : Json(nullptr)},
        {"breaking", owner->breaking ? toJson(*owner->breaking) : Json(nullptr)},
        {"lease", owner->lease ? toJson(*owner->lease) : Json(nullptr)},
        {"asks", asksJson(owner->asks)},
        {"warning", owner->warning ? Json(*owner->warning) : Json(nullptr)},
    };
}

Json toJson(const LeaseStatus &lease)
{
    return Json {
        {"id", lease.id},
        {"label", lease.label.toString()},
        {"kind", toWord(lease.label.kind)},
        {"class", toWord(lease.lockClass)},
        {"note", lease.note},
        {"state", toWord(lease.state)},
        {"operation", textOrNull(lease.operation)},
        {"generation", lease.generation},
        {"since", timeJson(lease.since)},
        {"ttl_ms", countOrNull(lease.ttl)},
        {"expires_in_ms", countOrNull(lease.remaining)},
        {"idle_ms", lease.idle.count()},
    };
}

Json toJson(const LockAsk &ask)
{
    return Json {{"by", ask.by.toString()}, {"reason", ask.reason}, {"at", timeJson(ask.when)}};
}

Json toJson(const LockBreak &broken)
{
    return Json {
        {"generation", broken.generation}, {"victim", broken.victim.toString()},
        {"operation", broken.operation},   {"by", broken.by.toString()},
        {"reason", broken.reason},         {"at", timeJson(broken.when)},
    };
}

Json toJson(const EndedLease &lease)
{
    const bool hasCulprit = lease.end == LeaseEnd::Broken || lease.end == LeaseEnd::Stopped;
    return Json {
        {"reason", toWord(lease.end)},
        {"by", hasCulprit ? Json(lease.by.toString()) : Json(nullptr)},
        {"why", textOrNull(lease.reason)},
        {"at", timeJson(lease.when)},
    };
}

Json toJson(const LockStatus &status)
{
    Json queue = Json::array();
    for (const LockWaiter &waiter : status.queue)
        queue.push_back(waiterJson(waiter));
    const LockModeRecord &mode = status.mode;
    // A lock that was never anything but shared was not set to that by anybody.
    const bool wasSet = mode.since.isValid();
    return Json {
        {"name", status.name},
        {"held", status.isHeld()},
        {"owner", toJson(status.owner)},
        {"queue", std::move(queue)},
        {"mode", toWord(mode.mode)},
        {"mode_by", wasSet ? Json(mode.by.toString()) : Json(nullptr)},
        {"mode_since", timeJson(mode.since)},
        {"mode_reason", textOrNull(mode.reason)},
        {"generation", status.generation},
        {"version", status.version},
        {"time", timeJson(status.taken)},
    };
}

} // namespace Holdfast
