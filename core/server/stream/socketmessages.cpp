// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/socketmessages.h"

#include "core/thing/json/foreignjson.h"

#include <array>

namespace Holdfast {

namespace {

struct Operation
{
    const char *word;
    Topic::Kind kind;
    bool begins;
    bool isForAll;
};

constexpr std::array s_operations {
    Operation {"observeproperty", Topic::Kind::Property, true, false},
    Operation {"unobserveproperty", Topic::Kind::Property, false, false},
    Operation {"observeallproperties", Topic::Kind::Property, true, true},
    Operation {"unobserveallproperties", Topic::Kind::Property, false, true},
    Operation {"subscribeevent", Topic::Kind::Event, true, false},
    Operation {"unsubscribeevent", Topic::Kind::Event, false, false},
    Operation {"subscribeallevents", Topic::Kind::Event, true, true},
    Operation {"unsubscribeallevents", Topic::Kind::Event, false, true},
    Operation {"observeaction", Topic::Kind::Action, true, false},
    Operation {"unobserveaction", Topic::Kind::Action, false, false},
    Operation {"observeallactions", Topic::Kind::Action, true, true},
    Operation {"unobserveallactions", Topic::Kind::Action, false, true},
};

constexpr int s_longestCorrelation = 200;
constexpr JsonLimits s_messageLimits {.depth = 20, .members = 1000, .values = 5000};

const char *beginningOf(Topic::Kind kind)
{
    switch (kind) {
    case Topic::Kind::Property:
    case Topic::Kind::Invocation:
        break;
    case Topic::Kind::Event:
        return "subscribeevent";
    case Topic::Kind::Action:
        return "observeaction";
    }
    return "observeproperty";
}

QString stringIn(const Json &message, const char *key)
{
    const auto found = message.find(key);
    return found != message.end() && found->is_string() ? found->get<QString>() : QString();
}

ParsedMessage refused(const QString &detail, const SocketRequest &request = {})
{
    return {.refusal = SocketRefusal {.detail = detail,
                                      .operation = request.operation,
                                      .correlation = request.correlation}};
}

ParsedMessage parseObservation(const Json &message, Topic::Kind kind)
{
    SocketRequest request {.dialect = SocketRequest::Dialect::LabThings,
                           .operation = QString::fromLatin1(beginningOf(kind)),
                           .kind = kind};
    const auto data = message.find("data");
    if (data == message.end() || !data->is_object())
        return refused(QStringLiteral("\"data\" must be an object with the names as its keys."),
                       request);
    for (const auto &member : data->items())
        request.names << toQString(member.key());
    return {.request = request};
}

ParsedMessage parseRequest(const Json &message)
{
    SocketRequest request {.operation = stringIn(message, "operation")};
    const QString correlation = stringIn(message, "correlationID");
    if (message.contains("correlationID")) {
        if (correlation.isEmpty() || correlation.size() > s_longestCorrelation)
            return refused(
                QStringLiteral("\"correlationID\" must be a string of 1 to %1 characters.")
                    .arg(s_longestCorrelation));
        request.correlation = correlation;
    }
    const auto *known =
        std::find_if(s_operations.begin(), s_operations.end(), [&](const Operation &operation) {
            return request.operation == QLatin1String(operation.word);
        });
    if (known == s_operations.end())
        return refused(QStringLiteral("There is no operation '%1' over a WebSocket.")
                           .arg(request.operation.left(s_longestCorrelation)),
                       {.correlation = request.correlation});
    request.kind = known->kind;
    request.begins = known->begins;
    request.isForAll = known->isForAll;
    if (request.isForAll)
        return {.request = request};
    const auto name = message.find("name");
    if (name == message.end() || !name->is_string())
        return refused(QStringLiteral("\"name\" must be a string."), request);
    request.names << name->get<QString>();
    return {.request = request};
}

Json errorJson(const SocketRefusal &refusal)
{
    const auto error = [&refusal](const char *status, const char *type, const char *title) {
        return Json {
            {"status", status},
            {"type", std::string("https://w3c.github.io/web-thing-protocol/errors#") + type},
            {"title", title},
            {"detail", refusal.detail}};
    };
    switch (refusal.reason) {
    case SocketRefusal::Reason::BadRequest:
        break;
    case SocketRefusal::Reason::NotFound:
        return error("404", "not-found", "Not Found");
    case SocketRefusal::Reason::NotObservable:
        return error("403", "not-observable", "Not Observable");
    case SocketRefusal::Reason::TooMany:
        return error("429", "too-many-requests", "Too Many Requests");
    case SocketRefusal::Reason::Failed:
        return error("500", "internal-server-error", "Internal Server Error");
    }
    return error("400", "bad-request", "Bad Request");
}

QString toText(const Json &json)
{
    return QString::fromUtf8(toBytes(json));
}

} // namespace

ParsedMessage parseSocketMessage(const QString &text)
{
    ParsedJson parsed = parseForeignJson(text.toUtf8(), s_messageLimits);
    const auto *flaw = std::get_if<JsonFlaw>(&parsed);
    if (flaw && flaw->kind == JsonFlaw::Kind::Excess)
        return refused(flaw->reason + u'.');
    const Json message = flaw ? Json() : std::get<Json>(std::move(parsed));
    if (!message.is_object() || !message.contains("messageType"))
        return refused(QStringLiteral("A message must be a JSON object with a \"messageType\"."));
    const QString type = stringIn(message, "messageType");
    if (type == QLatin1String("addPropertyObservation"))
        return parseObservation(message, Topic::Kind::Property);
    if (type == QLatin1String("addActionObservation"))
        return parseObservation(message, Topic::Kind::Action);
    if (type == QLatin1String("request"))
        return parseRequest(message);
    return {};
}

QString refusalMessage(const SocketRefusal &refusal)
{
    Json json {{"messageType", "response"},
               {"operation", refusal.operation.isEmpty() ? Json() : Json(refusal.operation)},
               {"name", refusal.name.isEmpty() ? Json() : Json(refusal.name)}};
    if (!refusal.correlation.is_null())
        json["correlationID"] = refusal.correlation;
    json["error"] = errorJson(refusal);
    return toText(json);
}

QString acknowledgement(const SocketRequest &request, const QStringList &names)
{
    Json json {{"messageType", "response"}, {"operation", request.operation}};
    if (request.isForAll) {
        json["names"] = Json::array();
        for (const QString &name : names)
            json["names"].push_back(name);
    } else {
        json["name"] = names.value(0);
    }
    if (!request.correlation.is_null())
        json["correlationID"] = request.correlation;
    return toText(json);
}

QString statusMessage(const Notification &notification)
{
    const Json name = notification.topic.name;
    if (notification.topic.kind == Topic::Kind::Action)
        return toText({{"messageType", "actionStatus"},
                       {"data", {{"action name", name}, {"status", toWord(notification.state)}}}});
    return QString::fromUtf8(R"({"messageType":"propertyStatus","data":{)" + toBytes(name) + ':'
                             + notification.json + "}}");
}

QString notificationMessage(const NotificationQueue::Entry &entry, const QString &prefix)
{
    const Notification &notification = *entry.event;
    Json json {{"messageType", "notification"},
               {"operation", beginningOf(notification.topic.kind)},
               {"name", notification.topic.name}};
    if (entry.lost > 0)
        json["dropped"] = entry.lost;
    json["timestamp"] = timeText(notification.time);
    if (notification.topic.kind == Topic::Kind::Action) {
        const QString id = notification.invocation.toString(QUuid::WithoutBraces);
        json["invocationID"] = id;
        json["href"] = prefix + QStringLiteral("/action_invocations/") + id;
        json["status"] = toWord(notification.state);
        return toText(json);
    }
    const bool isEvent = notification.topic.kind == Topic::Kind::Event;
    return QString::fromUtf8(toBytes(json).chopped(1) + (isEvent ? ",\"data\":" : ",\"value\":")
                             + notification.json + '}');
}

} // namespace Holdfast
