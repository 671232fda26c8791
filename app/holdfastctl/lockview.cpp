// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/lockview.h"

#include "app/holdfastctl/jsonread.h"

namespace Holdfast::Ctl {

namespace {

using namespace JsonRead;

constexpr std::chrono::milliseconds s_none {0};

std::optional<LockView::Request> requestOf(const Json &json)
{
    if (!json.is_object())
        return {};
    return LockView::Request {text(json, "by"), text(json, "reason"), time(json, "at")};
}

std::optional<LockView::Lease> leaseOf(const Json &json)
{
    if (!json.is_object())
        return {};
    LockView::Lease lease;
    lease.id = number(json, "id").value_or(0);
    lease.label = text(json, "label");
    lease.operation = text(json, "operation");
    lease.note = text(json, "note");
    lease.suspended = text(json, "state") == QStringLiteral("suspended");
    lease.expiresIn = duration(json, "expires_in_ms");
    return lease;
}

std::optional<LockView::Owner> ownerOf(const Json &json)
{
    if (!json.is_object())
        return {};
    LockView::Owner owner;
    owner.label = text(json, "label");
    owner.lockClass = text(json, "class");
    owner.operation = text(json, "operation");
    owner.since = time(json, "since");
    owner.held = duration(json, "held_ms").value_or(s_none);
    owner.depth = number(json, "depth").value_or(1);
    owner.stuck = flag(json, "stuck");
    owner.operationTime = duration(json, "operation_ms");
    if (const Json &progress = member(json, "progress"); progress.is_number())
        owner.progress = progress.get<double>();
    owner.breaking = requestOf(member(json, "breaking"));
    owner.lease = leaseOf(member(json, "lease"));
    owner.asks = readAsks(json);
    owner.warning = text(json, "warning");
    return owner;
}

LockView::Waiter waiterOf(const Json &json)
{
    LockView::Waiter waiter;
    waiter.position = number(json, "position").value_or(0);
    waiter.label = text(json, "label");
    waiter.lockClass = text(json, "class");
    waiter.operation = text(json, "operation");
    waiter.waited = duration(json, "waited_ms").value_or(s_none);
    waiter.remaining = duration(json, "remaining_ms");
    waiter.takes = flag(json, "takes");
    return waiter;
}

LockView viewOf(const Json &json)
{
    LockView view;
    view.name = text(json, "name");
    if (member(json, "enabled").is_boolean())
        view.enabled = flag(json, "enabled");
    view.owner = ownerOf(member(json, "owner"));
    if (const Json &queue = member(json, "queue"); queue.is_array()) {
        for (const Json &waiter : queue)
            view.queue.append(waiterOf(waiter));
    }
    if (const Json &leases = member(json, "leases"); leases.is_array()) {
        for (const Json &each : leases) {
            if (const auto lease = leaseOf(each))
                view.leases.append(*lease);
        }
    }
    view.mode = text(json, "mode");
    view.modeBy = text(json, "mode_by");
    view.modeSince = time(json, "mode_since");
    view.modeReason = text(json, "mode_reason");
    view.generation = number(json, "generation").value_or(0);
    return view;
}

} // namespace

std::optional<LockView> readLockView(const Json &json)
{
    if (!member(json, "held").is_boolean() || !member(json, "queue").is_array())
        return {};
    LockView view = viewOf(json);
    if (const Json &devices = member(json, "devices"); devices.is_array()) {
        for (const Json &device : devices)
            view.devices.append(viewOf(device));
    }
    return view;
}

QList<LockView::Request> readAsks(const Json &ownerOrLease)
{
    QList<LockView::Request> asks;
    if (const Json &list = member(ownerOrLease, "asks"); list.is_array()) {
        for (const Json &ask : list) {
            if (const auto request = requestOf(ask))
                asks.append(*request);
        }
    }
    return asks;
}

} // namespace Holdfast::Ctl
