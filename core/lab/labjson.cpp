// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labjson.h"

#include "core/lab/view/labstatusjson.h"
#include "core/thing/json/foreignjson.h"
#include "core/wire/jsonread.h"

#include <algorithm>

namespace Holdfast::LabJson {

namespace {

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

Json writeTexts(const QStringList &texts)
{
    Json list = Json::array();
    for (const QString &text : texts)
        list.push_back(text);
    return list;
}

Json parse(const EtcdKeyValue &stored)
{
    return foreignJsonOrNull(stored.value);
}

} // namespace

QByteArray write(const LabResource &resource)
{
    Json json {{"title", resource.title},
               {"home", resource.home},
               {"members", writeTexts(resource.members)},
               {"unreachable", toWord(resource.unreachable)}};
    if (resource.off)
        json["off"] = toJson(*resource.off);
    return toBytes(json);
}

QByteArray write(const LabStation &station)
{
    Json json {{"url", station.url},
               {"fingerprint", station.fingerprint},
               {"version", station.version},
               {"boot", station.boot},
               {"since", timeText(station.since)}};
    if (station.lock)
        json["lock"] = toJson(*station.lock);
    return toBytes(json);
}

QByteArray write(const LabTicket &ticket)
{
    return toBytes(Json {{"station", ticket.station},
                         {"holder", ticket.principal.toString()},
                         {"kind", toWord(ticket.principal.kind)},
                         {"class", toWord(ticket.lockClass)},
                         {"wants", writeTexts(ticket.resources)},
                         {"operation", ticket.operation},
                         {"since", timeText(ticket.since)},
                         {"aged", ticket.isAged},
                         {"returning", ticket.isReturning}});
}

QByteArray write(const LabRow &row)
{
    return toBytes(Json {{"operators", row.operators}});
}

QByteArray write(const LabNotice &notice)
{
    return toBytes(
        Json {{"by", notice.by}, {"station", notice.station}, {"reason", notice.reason}});
}

LabResource readResource(const QString &name, const EtcdKeyValue &stored)
{
    const Json json = parse(stored);
    return {.name = name,
            .title = JsonRead::text(json, "title"),
            .home = JsonRead::text(json, "home"),
            .members = readLabTexts(JsonRead::member(json, "members")),
            .unreachable =
                JsonRead::word(json, "unreachable", {LabUnreachable::Closed, LabUnreachable::Open})
                    .value_or(LabUnreachable::Closed),
            .off = readLabOff(JsonRead::member(json, "off")),
            .modRevision = stored.modRevision};
}

LabStation readStation(const QString &name, const EtcdKeyValue &stored)
{
    const Json json = parse(stored);
    return {.name = name,
            .url = JsonRead::text(json, "url"),
            .fingerprint = JsonRead::text(json, "fingerprint"),
            .version = JsonRead::text(json, "version"),
            .boot = JsonRead::text(json, "boot"),
            .since = JsonRead::time(json, "since"),
            .lock = readLabStationLock(JsonRead::member(json, "lock")),
            .lease = stored.lease,
            .modRevision = stored.modRevision};
}

std::optional<LabTicket> readTicket(const QString &id, const EtcdKeyValue &stored)
{
    const Json json = parse(stored);
    const QStringList wants = readLabTexts(JsonRead::member(json, "wants"));
    if (wants.isEmpty())
        return {};
    using enum LockClass;
    return LabTicket {.id = id,
                      .station = JsonRead::text(json, "station"),
                      .principal = JsonRead::principal(json, "holder", "kind"),
                      .lockClass =
                          JsonRead::word(json, "class", {Operator, Remote}).value_or(Remote),
                      .resources = wants,
                      .operation = JsonRead::text(json, "operation"),
                      .since = JsonRead::time(json, "since"),
                      .isAged = JsonRead::flag(json, "aged"),
                      .isReturning = JsonRead::flag(json, "returning"),
                      .createRevision = stored.createRevision,
                      .modRevision = stored.modRevision,
                      .lease = stored.lease};
}

LabOwner readOwner(const EtcdKeyValue &stored)
{
    return {QString::fromUtf8(stored.value), stored.modRevision};
}

LabRow readRow(const EtcdKeyValue &stored)
{
    const quint64 operators = JsonRead::number(parse(stored), "operators").value_or(0);
    return {static_cast<int>(std::min<quint64>(operators, 1000)), stored.modRevision};
}

LabNotice readNotice(const EtcdKeyValue &stored)
{
    const Json json = parse(stored);
    return {.by = JsonRead::text(json, "by"),
            .station = JsonRead::text(json, "station"),
            .reason = JsonRead::text(json, "reason")};
}

} // namespace Holdfast::LabJson
