// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/routes/invocationjson.h"

#include "core/server/routes/outputjson.h"

#include <cmath>

namespace Holdfast {

namespace {

Json orNull(const QString &text)
{
    return text.isEmpty() ? Json(nullptr) : Json(text);
}

// Local time with its zone as +hh:mm: a 'Z' is too new for some of our clients.
Json localTime(const QDateTime &time)
{
    if (!time.isValid())
        return nullptr;
    const QDateTime local = time.toLocalTime();
    const int minutes = local.offsetFromUtc() / 60;
    return local.toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzz"))
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
