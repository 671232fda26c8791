// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/stopjson.h"

namespace Holdfast {

Json thingsJson(const QList<StopReport::Entry> &things)
{
    Json json = Json::array();
    for (const StopReport::Entry &entry : things) {
        json.push_back(Json {
            {"thing", entry.thing},
            {"outcome", toWord(entry.outcome)},
            {"message", entry.message.isEmpty() ? Json(nullptr) : Json(entry.message)},
        });
    }
    return json;
}

Json stopJson(const StopReport &report)
{
    return Json {
        {"complete", report.isComplete()},
        {"cancelled", report.cancelled},
        {"things", thingsJson(report.things)},
        {"by", report.by.toString()},
        {"at", report.at.toUTC().toString(Qt::ISODateWithMs)},
        {"latched", report.latched},
    };
}

} // namespace Holdfast
