// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/lockoverview.h"

#include "core/wire/historyjson.h"
#include "core/wire/jsonread.h"
#include "core/wire/lockjson.h"

namespace Holdfast {

Json toJson(const LockOverview &overview)
{
    Json json {{"enabled", overview.isEnabled}};
    json.update(toJson(overview.global));
    Json &leases = json["leases"] = Json::array();
    for (const LeaseStatus &lease : overview.leases)
        leases.push_back(toJson(lease));
    Json &devices = json["devices"] = Json::array();
    for (const LockStatus &device : overview.devices)
        devices.push_back(toJson(device));
    json["journal"] = toJson(overview.journal);
    return json;
}

std::optional<LockOverview> readLockOverview(const Json &json)
{
    using namespace JsonRead;
    if (!member(json, "held").is_boolean() || !member(json, "queue").is_array())
        return {};
    LockOverview overview;
    overview.isEnabled = !member(json, "enabled").is_boolean() || flag(json, "enabled");
    overview.global = readLockStatus(json).value();
    if (const Json &leases = member(json, "leases"); leases.is_array()) {
        for (const Json &each : leases) {
            if (const auto lease = readLeaseStatus(each))
                overview.leases << *lease;
        }
    }
    if (const Json &devices = member(json, "devices"); devices.is_array()) {
        for (const Json &each : devices) {
            if (const auto device = readLockStatus(each))
                overview.devices << *device;
        }
    }
    overview.journal = readJournalState(member(json, "journal"));
    return overview;
}

} // namespace Holdfast
