// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/lockjson.h"

#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"

#include <algorithm>

namespace Holdfast {

namespace {

using namespace JsonRead;

constexpr std::chrono::milliseconds s_none {0};

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
        {"kind", toWord(waiter.principal.kind)},
        {"label", waiter.principal.toString()},
        {"class", toWord(waiter.lockClass)},
        {"operation", waiter.operation},
        {"waited_ms", waiter.waited.count()},
        {"remaining_ms", countOrNull(waiter.remaining)},
        {"takes", waiter.takes},
    };
}

LockClass readClass(const Json &json)
{
    return word(json, "class", {LockClass::Operator, LockClass::Remote})
        .value_or(LockClass::Remote);
}

LockWaiter readWaiter(const Json &json)
{
    LockWaiter waiter;
    waiter.position = int(number(json, "position").value_or(0));
    waiter.ticketId = number(json, "ticket").value_or(0);
    waiter.holderId = number(json, "holder").value_or(0);
    waiter.principal = principal(json, "label", "kind");
    waiter.lockClass = readClass(json);
    waiter.operation = text(json, "operation");
    waiter.waited = duration(json, "waited_ms").value_or(s_none);
    waiter.remaining = duration(json, "remaining_ms");
    waiter.takes = flag(json, "takes");
    return waiter;
}

LockModeRecord readMode(const Json &json)
{
    LockModeRecord mode;
    mode.mode = word(json, "mode", {LockMode::Shared, LockMode::LocalOnly, LockMode::Stopped})
                    .value_or(LockMode::Shared);
    mode.by = principal(json, "mode_by");
    mode.since = time(json, "mode_since");
    mode.reason = text(json, "mode_reason");
    return mode;
}

} // namespace

Json toJson(const std::optional<LockOwner> &owner)
{
    if (!owner)
        return nullptr;
    return Json {
        {"holder", owner->holderId},
        {"kind", toWord(owner->principal.kind)},
        {"label", owner->principal.toString()},
        {"class", toWord(owner->lockClass)},
        {"operation", owner->operation},
        {"since", JsonWrite::timeOrNull(owner->since)},
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
        {"label", lease.principal.toString()},
        {"kind", toWord(lease.principal.kind)},
        {"class", toWord(lease.lockClass)},
        {"note", lease.note},
        {"state", toWord(lease.state)},
        {"operation", JsonWrite::textOrNull(lease.operation)},
        {"generation", lease.generation},
        {"since", JsonWrite::timeOrNull(lease.since)},
        {"ttl_ms", countOrNull(lease.ttl)},
        {"expires_in_ms", countOrNull(lease.remaining)},
        {"idle_ms", lease.idle.count()},
    };
}

Json toJson(const LockAsk &ask)
{
    return Json {
        {"by", ask.by.toString()}, {"reason", ask.reason}, {"at", JsonWrite::timeOrNull(ask.when)}};
}

Json toJson(const LockBreak &broken)
{
    return Json {
        {"generation", broken.generation}, {"victim", broken.victim.toString()},
        {"operation", broken.operation},   {"by", broken.by.toString()},
        {"reason", broken.reason},         {"at", JsonWrite::timeOrNull(broken.when)},
    };
}

Json toJson(const EndedLease &lease)
{
    const bool hasCulprit = lease.end == LeaseEnd::Broken || lease.end == LeaseEnd::Stopped;
    return Json {
        {"reason", toWord(lease.end)},
        {"by", hasCulprit ? Json(lease.by.toString()) : Json(nullptr)},
        {"why", JsonWrite::textOrNull(lease.reason)},
        {"at", JsonWrite::timeOrNull(lease.when)},
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
        {"mode_since", JsonWrite::timeOrNull(mode.since)},
        {"mode_reason", JsonWrite::textOrNull(mode.reason)},
        {"generation", status.generation},
        {"version", status.version},
        {"time", JsonWrite::timeOrNull(status.taken)},
    };
}

Json toJson(const LeaseStatus &lease, const QList<LockAsk> &asks)
{
    Json json = toJson(lease);
    json["asks"] = asksJson(asks);
    return json;
}

Json toJson(const NewLease &lease)
{
    Json json = toJson(lease.status);
    json["token"] = lease.token.toStdString();
    return json;
}

std::optional<LockOwner> readLockOwner(const Json &json)
{
    if (!json.is_object())
        return {};
    LockOwner owner;
    owner.holderId = number(json, "holder").value_or(0);
    owner.principal = principal(json, "label", "kind");
    owner.lockClass = readClass(json);
    owner.operation = text(json, "operation");
    owner.since = time(json, "since");
    owner.held = duration(json, "held_ms").value_or(s_none);
    owner.depth = int(number(json, "depth").value_or(0));
    owner.stuck = flag(json, "stuck");
    owner.operationFor = duration(json, "operation_ms").value_or(s_none);
    owner.progress = real(json, "progress");
    owner.breaking = readLockBreak(member(json, "breaking"));
    owner.lease = readLeaseStatus(member(json, "lease"));
    owner.asks = readLockAsks(json);
    if (const Json &warning = member(json, "warning"); warning.is_string())
        owner.warning = text(json, "warning");
    return owner;
}

std::optional<LeaseStatus> readLeaseStatus(const Json &json)
{
    if (!json.is_object())
        return {};
    LeaseStatus lease;
    lease.id = number(json, "id").value_or(0);
    lease.principal = principal(json, "label", "kind");
    lease.lockClass = readClass(json);
    lease.note = text(json, "note");
    lease.state = word(json, "state", {LeaseState::Active, LeaseState::Suspended})
                      .value_or(LeaseState::Active);
    lease.operation = text(json, "operation");
    lease.generation = number(json, "generation").value_or(0);
    lease.since = time(json, "since");
    lease.ttl = duration(json, "ttl_ms");
    lease.remaining = duration(json, "expires_in_ms");
    lease.idle = duration(json, "idle_ms").value_or(s_none);
    return lease;
}

std::optional<LockAsk> readLockAsk(const Json &json)
{
    if (!json.is_object())
        return {};
    return LockAsk {principal(json, "by"), text(json, "reason"), time(json, "at")};
}

QList<LockAsk> readLockAsks(const Json &json)
{
    QList<LockAsk> asks;
    if (const Json &list = member(json, "asks"); list.is_array()) {
        for (const Json &each : list) {
            if (const auto ask = readLockAsk(each))
                asks << *ask;
        }
    }
    return asks;
}

std::optional<LockBreak> readLockBreak(const Json &json)
{
    if (!json.is_object())
        return {};
    LockBreak broken;
    broken.generation = number(json, "generation").value_or(0);
    broken.victim = principal(json, "victim");
    broken.operation = text(json, "operation");
    broken.by = principal(json, "by");
    broken.reason = text(json, "reason");
    broken.when = time(json, "at");
    return broken;
}

std::optional<EndedLease> readEndedLease(const Json &json)
{
    using enum LeaseEnd;
    const auto end = word(json, "reason", {Released, Expired, Broken, Stopped, Closed, Restarted});
    if (!end)
        return {};
    EndedLease lease;
    lease.end = *end;
    lease.by = principal(json, "by");
    lease.reason = text(json, "why");
    lease.when = time(json, "at");
    return lease;
}

std::optional<NewLease> readNewLease(const Json &json)
{
    const std::optional<LeaseStatus> status = readLeaseStatus(json);
    const QByteArray token = text(json, "token").toUtf8();
    const bool canBeSent = !token.isEmpty() && std::all_of(token.begin(), token.end(), [](char c) {
        return c > 0x20 && c < 0x7f;
    });
    if (!status || !canBeSent)
        return {};
    return NewLease {*status, token};
}

std::optional<LockStatus> readLockStatus(const Json &json)
{
    if (!json.is_object())
        return {};
    LockStatus status;
    status.name = text(json, "name");
    status.owner = readLockOwner(member(json, "owner"));
    if (const Json &queue = member(json, "queue"); queue.is_array()) {
        for (const Json &waiter : queue)
            status.queue << readWaiter(waiter);
    }
    status.mode = readMode(json);
    status.generation = number(json, "generation").value_or(0);
    status.version = number(json, "version").value_or(0);
    status.taken = time(json, "time");
    return status;
}

} // namespace Holdfast
