// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/invocationjson.h"

#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"
#include "core/wire/payloadjson.h"

#include <chrono>
#include <cstdlib>
#include <utility>

namespace Holdfast {

namespace {

// The local zone's offset from UTC then. Asking for it looks for a file, and an invocation has three
// times; no zone changes but at a quarter of an hour.
std::chrono::seconds localOffset(const QDateTime &time)
{
    constexpr qint64 quarter = 15 * 60;
    static thread_local qint64 lastQuarter = -1;
    static thread_local std::chrono::seconds lastOffset {0};
    const qint64 now = time.toSecsSinceEpoch() / quarter;
    if (now != std::exchange(lastQuarter, now))
        lastOffset = std::chrono::seconds {time.toLocalTime().offsetFromUtc()};
    return lastOffset;
}

// Local time with its zone as +hh:mm: a 'Z' is too new for some of our clients.
Json localTime(const QDateTime &time)
{
    if (!time.isValid())
        return nullptr;
    const std::chrono::seconds offset = localOffset(time);
    const qint64 minutes = offset.count() / 60;
    QString text = time.toUTC().addSecs(offset.count()).toString(Qt::ISODateWithMs);
    text.chop(1); // the 'Z'
    return text
           + QStringLiteral("%1%2:%3")
                 .arg(minutes < 0 ? QLatin1Char('-') : QLatin1Char('+'))
                 .arg(std::abs(minutes) / 60, 2, 10, QLatin1Char('0'))
                 .arg(std::abs(minutes) % 60, 2, 10, QLatin1Char('0'));
}

Json linkJson(const QString &href, const char *rel)
{
    return Json {{"href", href}, {"type", nullptr}, {"rel", rel}, {"anchor", nullptr}};
}

Json logJson(const QList<LogEntry> &log)
{
    Json entries = Json::array();
    for (const LogEntry &entry : log)
        entries.push_back(logEntryJson(entry));
    return entries;
}

void addHead(Json &json, const InvocationRecord &record, const InvocationAddresses &addresses)
{
    const QString href = addresses.base + addresses.prefix + QStringLiteral("/action_invocations/")
                         + record.id.toString(QUuid::WithoutBraces);
    json["status"] = toWord(record.state);
    json["id"] = record.id.toString(QUuid::WithoutBraces);
    json["action"] = addresses.prefix + u'/' + record.thing + u'/' + record.action;
    json["href"] = href;
    json["timeStarted"] = localTime(record.started);
    json["timeRequested"] = localTime(record.requested);
    json["timeCompleted"] = localTime(record.completed);
    json["links"] =
        Json::array({linkJson(href, "self"), linkJson(href + QStringLiteral("/output"), "output")});
}

// What LabThings does not have stands behind what it has.
void addTail(Json &json, const InvocationRecord &record)
{
    json["progress"] = record.progress ? Json(record.progress->percent) : Json(nullptr);
    json["progressMessage"] =
        record.progress ? JsonWrite::textOrNull(record.progress->message) : Json(nullptr);
    json["by"] = record.by.toString();
    json["queuePosition"] = record.queuePosition;
    json["lockGeneration"] = record.generation ? Json(record.generation) : Json(nullptr);
}

std::shared_ptr<const Payload> readPayload(const Json &json, const char *key)
{
    const Json &value = JsonRead::member(json, key);
    return value.is_null() ? nullptr : std::make_shared<const Payload>(Payload {value, {}});
}

std::optional<Progress> readProgress(const Json &json)
{
    const std::optional<double> percent = JsonRead::real(json, "progress");
    if (!percent)
        return {};
    return Progress {*percent, JsonRead::text(json, "progressMessage")};
}

} // namespace

Json logEntryJson(const LogEntry &entry)
{
    return Json {
        {"message", entry.message},
        {"levelname", toWord(entry.level)},
        {"levelno", static_cast<int>(entry.level)},
        {"lineno", entry.line},
        {"filename", entry.fileName},
        {"created", entry.created.toUTC().toString(Qt::ISODateWithMs)},
        {"exception_type", JsonWrite::textOrNull(entry.exceptionType)},
        {"traceback", JsonWrite::textOrNull(entry.traceback)},
    };
}

Json invocationSummary(const InvocationRecord &record, const InvocationAddresses &addresses)
{
    Json json = Json::object();
    addHead(json, record, addresses);
    addTail(json, record);
    return json;
}

Json invocationJson(const InvocationRecord &record, const InvocationAddresses &addresses,
                    const std::optional<Problem> &error)
{
    Json json = Json::object();
    addHead(json, record, addresses);
    const QString root = addresses.base + addresses.prefix;
    json["input"] = record.input ? payloadJson(*record.input, root) : Json(nullptr);
    json["output"] = record.output ? payloadJson(*record.output, root) : Json(nullptr);
    json["log"] = logJson(record.log);
    json["error"] = error ? toJson(*error) : Json(nullptr);
    addTail(json, record);
    return json;
}

LogEntry readLogEntry(const Json &json)
{
    using enum LogLevel;
    return {.message = JsonRead::text(json, "message"),
            .level = JsonRead::word(json, "levelname", {Debug, Info, Warning, LogLevel::Error})
                         .value_or(Info),
            .fileName = JsonRead::text(json, "filename"),
            .line = int(JsonRead::number(json, "lineno").value_or(0)),
            .created = JsonRead::time(json, "created"),
            .exceptionType = JsonRead::text(json, "exception_type"),
            .traceback = JsonRead::text(json, "traceback")};
}

std::optional<InvocationRecord> readInvocation(const Json &json)
{
    using State = InvocationState;
    const QUuid id = QUuid::fromString(JsonRead::text(json, "id"));
    const auto state = JsonRead::word(
        json, "status",
        {State::Pending, State::Running, State::Completed, State::Cancelled, State::Error});
    if (id.isNull() || !state)
        return {};
    const QString path = JsonRead::text(json, "action");
    InvocationRecord record;
    record.id = id;
    record.thing = path.section(u'/', -2, -2);
    record.action = path.section(u'/', -1);
    record.by = JsonRead::principal(json, "by");
    record.state = *state;
    record.requested = JsonRead::time(json, "timeRequested");
    record.started = JsonRead::time(json, "timeStarted");
    record.completed = JsonRead::time(json, "timeCompleted");
    record.input = readPayload(json, "input");
    record.output = readPayload(json, "output");
    if (const auto problem = readProblem(JsonRead::member(json, "error")))
        record.error = toError(*problem);
    record.progress = readProgress(json);
    if (const Json &log = JsonRead::member(json, "log"); log.is_array()) {
        for (const Json &entry : log)
            record.log << readLogEntry(entry);
    }
    record.queuePosition = int(JsonRead::number(json, "queuePosition").value_or(0));
    record.generation = JsonRead::number(json, "lockGeneration").value_or(0);
    return record;
}

} // namespace Holdfast
