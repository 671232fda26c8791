// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/stopjson.h"

#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"
#include "core/wire/lockjson.h"

namespace Holdfast {

namespace {

Json thingsJson(const QList<StopReport::Entry> &things)
{
    Json json = Json::array();
    for (const StopReport::Entry &entry : things) {
        json.push_back(Json {
            {"thing", entry.thing},
            {"outcome", toWord(entry.outcome)},
            {"message", JsonWrite::textOrNull(entry.message)},
        });
    }
    return json;
}

// An outcome that is unknown here is not a stop.
QList<StopReport::Entry> readThings(const Json &json)
{
    using enum StopReport::Outcome;
    QList<StopReport::Entry> things;
    if (!json.is_array())
        return things;
    for (const Json &each : json)
        things << StopReport::Entry {
            JsonRead::text(each, "thing"),
            JsonRead::word(each, "outcome", {Stopped, Late, Failed}).value_or(Failed),
            JsonRead::text(each, "message")};
    return things;
}

} // namespace

Json toJson(const StopReport &report)
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

Json toJson(const BreakReport &report)
{
    const bool isFreed = report.outcome == BreakOutcome::Freed;
    return Json {{"outcome", isFreed ? "freed" : "asked"},
                 {"broken", toJson(report.broken)},
                 {"things", thingsJson(report.things)}};
}

std::optional<StopReport> readStopReport(const Json &json)
{
    StopReport report;
    report.by = JsonRead::principal(json, "by");
    report.at = JsonRead::time(json, "at");
    report.cancelled = int(JsonRead::number(json, "cancelled").value_or(0));
    report.latched = JsonRead::flag(json, "latched");
    report.things = readThings(JsonRead::member(json, "things"));
    const bool isSaid = JsonRead::member(json, "complete").is_boolean();
    if (!isSaid || JsonRead::flag(json, "complete") != report.isComplete())
        return {};
    return report;
}

std::optional<BreakReport> readBreakReport(const Json &json)
{
    const QString outcome = JsonRead::text(json, "outcome");
    const bool isFreed = outcome == QStringLiteral("freed");
    if (!isFreed && outcome != QStringLiteral("asked"))
        return {};
    BreakReport report;
    report.outcome = isFreed ? BreakOutcome::Freed : BreakOutcome::Asked;
    report.broken = readLockBreak(JsonRead::member(json, "broken")).value_or(LockBreak());
    report.things = readThings(JsonRead::member(json, "things"));
    return report;
}

} // namespace Holdfast
