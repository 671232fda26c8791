// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/invocationjson.h"

#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"
#include "core/wire/payloadjson.h"

#include <chrono>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <utility>

namespace Holdfast {

namespace {

using JsonWrite::Members;

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

std::string padded(qint64 number, std::size_t width)
{
    std::string digits = std::to_string(number);
    if (digits.size() < width)
        digits.insert(0, width - digits.size(), '0');
    return digits;
}

// Local time with its zone as +hh:mm: a 'Z' is too new for some of our clients. QDateTime takes ten times
// as long to write it, and an action's answer has three.
Json localTime(const QDateTime &time)
{
    using namespace std::chrono;
    if (!time.isValid())
        return nullptr;
    const seconds offset = localOffset(time);
    const sys_time<milliseconds> local {milliseconds {time.toMSecsSinceEpoch()} + offset};
    const auto midnight = floor<days>(local);
    const year_month_day date {midnight};
    const hh_mm_ss clock {local - midnight};
    const qint64 zone = std::abs(offset.count()) / 60;
    return padded(int(date.year()), 4) + '-' + padded(unsigned(date.month()), 2) + '-'
           + padded(unsigned(date.day()), 2) + 'T' + padded(clock.hours().count(), 2) + ':'
           + padded(clock.minutes().count(), 2) + ':' + padded(clock.seconds().count(), 2) + '.'
           + padded(clock.subseconds().count(), 3) + (offset.count() < 0 ? '-' : '+')
           + padded(zone / 60, 2) + ':' + padded(zone % 60, 2);
}

Json linkJson(std::string href, const char *rel)
{
    Members link(4);
    link.add("href", std::move(href));
    link.add("type", nullptr);
    link.add("rel", rel);
    link.add("anchor", nullptr);
    return link.take();
}

Json logJson(const QList<LogEntry> &log)
{
    Json entries = Json::array();
    for (const LogEntry &entry : log)
        entries.push_back(logEntryJson(entry));
    return entries;
}

constexpr std::size_t s_headMembers = 8;
constexpr std::size_t s_ownMembers = 4; // of the whole invocation, between head and tail
constexpr std::size_t s_tailMembers = 5;

void addHead(Members &json, const InvocationRecord &record, const InvocationAddresses &addresses)
{
    const std::string id = toUtf8String(record.id.toString(QUuid::WithoutBraces));
    const std::string href =
        toUtf8String(addresses.base + addresses.prefix) + "/action_invocations/" + id;
    json.add("status", toWord(record.state));
    json.add("id", id);
    json.add("action", QString(addresses.prefix + u'/' + record.thing + u'/' + record.action));
    json.add("href", href);
    json.add("timeStarted", localTime(record.started));
    json.add("timeRequested", localTime(record.requested));
    json.add("timeCompleted", localTime(record.completed));
    Json links = Json::array();
    links.push_back(linkJson(href, "self"));
    links.push_back(linkJson(href + "/output", "output"));
    json.add("links", std::move(links));
}

// What LabThings does not have stands behind what it has.
void addTail(Members &json, const InvocationRecord &record)
{
    json.add("progress", record.progress ? Json(record.progress->percent) : Json(nullptr));
    json.add("progressMessage",
             record.progress ? JsonWrite::textOrNull(record.progress->message) : Json(nullptr));
    json.add("by", record.by.toString());
    json.add("queuePosition", record.queuePosition);
    json.add("lockGeneration", record.generation ? Json(record.generation) : Json(nullptr));
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
    Members json(s_headMembers + s_tailMembers);
    addHead(json, record, addresses);
    addTail(json, record);
    return json.take();
}

Json invocationJson(const InvocationRecord &record, const InvocationAddresses &addresses,
                    const std::optional<Problem> &error)
{
    Members json(s_headMembers + s_ownMembers + s_tailMembers);
    addHead(json, record, addresses);
    const QString root = addresses.base + addresses.prefix;
    json.add("input", record.input ? payloadJson(*record.input, root) : Json(nullptr));
    json.add("output", record.output ? payloadJson(*record.output, root) : Json(nullptr));
    json.add("log", logJson(record.log));
    json.add("error", error ? toJson(*error) : Json(nullptr));
    addTail(json, record);
    return json.take();
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
