// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/view/labstatusjson.h"

#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"

#include <algorithm>
#include <limits>

namespace Holdfast {

namespace {

using namespace JsonRead;

template<typename T>
Json orNull(const std::optional<T> &value)
{
    return value ? toJson(*value) : Json(nullptr);
}

Json textsJson(const QStringList &texts)
{
    Json list = Json::array();
    for (const QString &each : texts)
        list.push_back(each);
    return list;
}

int readCount(const Json &json, const char *key)
{
    constexpr quint64 most = std::numeric_limits<int>::max();
    return static_cast<int>(std::min(number(json, key).value_or(0), most));
}

Json toJson(const LabTicketStatus &ticket)
{
    return Json {
        {"ticket", ticket.id},
        {"station", ticket.station},
        {"kind", toWord(ticket.principal.kind)},
        {"label", ticket.principal.toString()},
        {"class", toWord(ticket.lockClass)},
        {"operation", ticket.operation},
        {"since", JsonWrite::timeOrNull(ticket.since)},
        {"resources", textsJson(ticket.resources)},
        {"returning", ticket.isReturning},
        {"own", ticket.isOwn},
    };
}

Json ownerJson(const LabResourceStatus &resource)
{
    if (!resource.owner)
        return nullptr;
    Json json = toJson(*resource.owner);
    json["owned_since"] = JsonWrite::timeOrNull(resource.ownedSince);
    json["token"] = resource.token;
    return json;
}

Json waiterJson(const LabTicketStatus &waiter)
{
    Json json {{"position", waiter.position}};
    json.update(toJson(waiter));
    return json;
}

Json toJson(const LabStationStatus &station)
{
    return Json {
        {"name", station.name},
        {"url", JsonWrite::textOrNull(station.url)},
        {"fingerprint", JsonWrite::textOrNull(station.fingerprint)},
        {"version", JsonWrite::textOrNull(station.version)},
        {"present", station.isPresent},
        {"own", station.isOwn},
        {"since", JsonWrite::timeOrNull(station.since)},
        {"lock", orNull(station.lock)},
    };
}

Json toJson(const LabResourceStatus &resource)
{
    Json queue = Json::array();
    for (const LabTicketStatus &waiter : resource.queue)
        queue.push_back(waiterJson(waiter));
    return Json {
        {"name", resource.name},
        {"title", resource.title},
        {"home", JsonWrite::textOrNull(resource.home)},
        {"members", textsJson(resource.members)},
        {"unreachable", toWord(resource.unreachable)},
        {"off", orNull(resource.off)},
        {"owner", ownerJson(resource)},
        {"queue", std::move(queue)},
    };
}

std::optional<LabTicketStatus> readTicket(const Json &json)
{
    if (!json.is_object())
        return {};
    using enum LockClass;
    return LabTicketStatus {
        .id = text(json, "ticket"),
        .station = text(json, "station"),
        .principal = principal(json, "label", "kind"),
        .lockClass = word(json, "class", {Operator, Remote}).value_or(Remote),
        .operation = text(json, "operation"),
        .since = time(json, "since"),
        .resources = readLabTexts(member(json, "resources")),
        .isReturning = flag(json, "returning"),
        .isOwn = flag(json, "own"),
        .position = readCount(json, "position"),
    };
}

LabStationStatus readStation(const Json &json)
{
    return {.name = text(json, "name"),
            .url = text(json, "url"),
            .fingerprint = text(json, "fingerprint"),
            .version = text(json, "version"),
            .isPresent = flag(json, "present"),
            .isOwn = flag(json, "own"),
            .since = time(json, "since"),
            .lock = readLabStationLock(member(json, "lock"))};
}

LabResourceStatus readResource(const Json &json)
{
    using enum LabUnreachable;
    LabResourceStatus resource {
        .name = text(json, "name"),
        .title = text(json, "title"),
        .home = text(json, "home"),
        .members = readLabTexts(member(json, "members")),
        .unreachable = word(json, "unreachable", {Closed, Open}).value_or(Closed),
        .off = readLabOff(member(json, "off")),
    };
    const Json &owner = member(json, "owner");
    resource.owner = readTicket(owner);
    resource.ownedSince = time(owner, "owned_since");
    resource.token = static_cast<qint64>(number(owner, "token").value_or(0));
    if (const Json &queue = member(json, "queue"); queue.is_array()) {
        for (const Json &each : queue) {
            if (const auto waiter = readTicket(each))
                resource.queue.append(*waiter);
        }
    }
    return resource;
}

} // namespace

Json toJson(const LabStatus &status)
{
    Json stations = Json::array();
    for (const LabStationStatus &station : status.stations)
        stations.push_back(toJson(station));
    Json resources = Json::array();
    for (const LabResourceStatus &resource : status.resources)
        resources.push_back(toJson(resource));
    return Json {
        {"lab", status.lab},
        {"station", status.station},
        {"connection", toWord(status.connection)},
        {"since", JsonWrite::timeOrNull(status.connectionSince)},
        {"problem", JsonWrite::textOrNull(status.problem)},
        {"stations", std::move(stations)},
        {"resources", std::move(resources)},
    };
}

Json toJson(const LabStationLock &lock)
{
    const bool wasSet = lock.mode.since.isValid();
    return Json {
        {"held", lock.isHeld()},
        {"owner", JsonWrite::textOrNull(lock.owner)},
        {"operation", lock.operation},
        {"since", JsonWrite::timeOrNull(lock.since)},
        {"waiting", lock.waiting},
        {"mode", toWord(lock.mode.mode)},
        {"mode_by", wasSet ? Json(lock.mode.by.toString()) : Json(nullptr)},
        {"mode_since", JsonWrite::timeOrNull(lock.mode.since)},
        {"mode_reason", JsonWrite::textOrNull(lock.mode.reason)},
    };
}

Json toJson(const LabOff &off)
{
    return Json {
        {"by", off.by}, {"reason", off.reason}, {"since", JsonWrite::timeOrNull(off.since)}};
}

std::optional<LabStatus> readLabStatus(const Json &json)
{
    const Json &stations = member(json, "stations");
    const Json &resources = member(json, "resources");
    using enum LabConnection;
    const auto connection =
        word(json, "connection", {Connecting, Connected, Unreachable, NameTaken});
    if (!connection || !stations.is_array() || !resources.is_array())
        return {};
    LabStatus status {.lab = text(json, "lab"),
                      .station = text(json, "station"),
                      .connection = *connection,
                      .connectionSince = time(json, "since"),
                      .problem = text(json, "problem")};
    for (const Json &each : stations) {
        if (each.is_object())
            status.stations.append(readStation(each));
    }
    for (const Json &each : resources) {
        if (each.is_object())
            status.resources.append(readResource(each));
    }
    return status;
}

std::optional<LabStationLock> readLabStationLock(const Json &json)
{
    if (!json.is_object())
        return {};
    using enum LockMode;
    return LabStationLock {
        .owner = text(json, "owner"),
        .operation = text(json, "operation"),
        .since = time(json, "since"),
        .waiting = readCount(json, "waiting"),
        .mode = {.mode = word(json, "mode", {Shared, LocalOnly, Stopped}).value_or(Shared),
                 .by = principal(json, "mode_by"),
                 .reason = text(json, "mode_reason"),
                 .since = time(json, "mode_since")},
    };
}

std::optional<LabOff> readLabOff(const Json &json)
{
    if (!json.is_object())
        return {};
    return LabOff {text(json, "by"), text(json, "reason"), time(json, "since")};
}

QStringList readLabTexts(const Json &list)
{
    QStringList texts;
    if (!list.is_array())
        return texts;
    for (const Json &each : list) {
        if (!each.is_string())
            continue;
        const QString text = toQString(each.get_ref<const std::string &>());
        if (!texts.contains(text))
            texts.append(text);
    }
    return texts;
}

} // namespace Holdfast
