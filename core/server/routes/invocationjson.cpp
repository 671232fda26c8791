// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/invocationjson.h"

#include "core/server/routes/outputjson.h"

#include <chrono>
#include <cstdlib>
#include <utility>

namespace Holdfast {

namespace {

Json orNull(const QString &text)
{
    return text.isEmpty() ? Json(nullptr) : Json(text);
}

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
    json["progressMessage"] = record.progress ? orNull(record.progress->message) : Json(nullptr);
    json["by"] = record.by.toString();
    json["queuePosition"] = record.queuePosition;
    json["lockGeneration"] = record.generation ? Json(record.generation) : Json(nullptr);
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
        {"exception_type", orNull(entry.exceptionType)},
        {"traceback", orNull(entry.traceback)},
    };
}

Json invocationSummary(const InvocationRecord &record, const InvocationAddresses &addresses)
{
    Json json = Json::object();
    addHead(json, record, addresses);
    addTail(json, record);
    return json;
}

Json invocationJson(const InvocationRecord &record, const InvocationAddresses &addresses)
{
    Json json = Json::object();
    addHead(json, record, addresses);
    const QString root = addresses.base + addresses.prefix;
    json["input"] = record.input ? outputJson(*record.input, root) : Json(nullptr);
    json["output"] = record.output ? outputJson(*record.output, root) : Json(nullptr);
    json["log"] = logJson(record.log);
    json["error"] = record.error ? record.error->problem().toJson() : Json(nullptr);
    addTail(json, record);
    return json;
}

} // namespace Holdfast
