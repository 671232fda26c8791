// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/forms.h"

#include "core/server/describe/basedtext.h"

namespace Holdfast {

namespace {

Json refusal(int status, const char *schema)
{
    return Json {{"success", false},
                 {"contentType", "application/json"},
                 {"schema", schema},
                 {"htv:statusCodeValue", status}};
}

// Returns the refusals of a write or an action because of the lock or the input. An action reports
// a busy lock in its invocation instead.
Json refusals(bool saysBusy)
{
    Json refusals = Json::array();
    if (saysBusy)
        refusals.push_back(refusal(409, "problem"));
    refusals.push_back(refusal(410, "problem"));
    refusals.push_back(refusal(412, "problem"));
    refusals.push_back(refusal(422, "invalid"));
    return refusals;
}

Json schema(const char *type)
{
    return Json {{"type", type}};
}

} // namespace

Forms::Forms(const QString &thing, const QString &prefix, const QList<Transport> &transports)
    : m_path(prefix + u'/' + thing + u'/')
    , m_invocations(prefix + QStringLiteral("/action_invocations/{id}"))
    , m_transports(transports)
{
}

Json Forms::of(const PropertyAffordance &property) const
{
    Json plain {{"href", m_path + property.name}, {"op", Json::array({"readproperty"})}};
    if (!property.readOnly) {
        plain["op"].push_back("writeproperty");
        plain["additionalResponses"] = refusals(property.usesGlobalLock);
    }
    Json forms = Json::array({std::move(plain)});
    for (const Transport transport : m_transports) {
        if (property.observable)
            forms.push_back(observing(transport, property.name + QStringLiteral("/observe"),
                                      Json::array({"observeproperty", "unobserveproperty"})));
    }
    return forms;
}

Json Forms::of(const ActionAffordance &action) const
{
    const auto invocation = [this](const char *operation, const char *method) {
        return Json {
            {"href", m_invocations}, {"op", Json::array({operation})}, {"htv:methodName", method}};
    };
    return Json::array({
        Json {{"href", m_path + action.name},
              {"op", Json::array({"invokeaction"})},
              {"additionalResponses", refusals(false)}},
        invocation("queryaction", "GET"),
        invocation("cancelaction", "DELETE"),
    });
}

Json Forms::of(const EventAffordance &event) const
{
    Json forms = Json::array();
    for (const Transport transport : m_transports)
        forms.push_back(observing(transport, QStringLiteral("events/") + event.name,
                                  Json::array({"subscribeevent", "unsubscribeevent"})));
    return forms;
}

Json Forms::uriVariables()
{
    return Json {{"id",
                  {{"title", "Invocation"},
                   {"description", "The \"id\" in the answer to invoking the action."},
                   {"type", "string"}}}};
}

Json Forms::schemaDefinitions()
{
    const Json text = schema("string");
    return Json {
        {"problem",
         {{"title", "Why the request was not carried out"},
          {"type", "object"},
          {"properties", {{"detail", text}, {"status", schema("integer")}, {"title", text}}},
          {"required", Json::array({"detail"})}}},
        {"invalid",
         {{"title", "What is wrong with the input"},
          {"type", "object"},
          {"properties",
           {{"detail",
             {{"type", "array"},
              {"items",
               {{"type", "object"},
                {"properties", {{"type", text}, {"loc", schema("array")}, {"msg", text}}}}}}}}},
          {"required", Json::array({"detail"})}}},
    };
}

Json Forms::observing(Transport transport, const QString &path, Json operations) const
{
    switch (transport) {
    case Transport::LongPoll:
        return Json {
            {"href", m_path + path}, {"op", std::move(operations)}, {"subprotocol", "longpoll"}};
    case Transport::EventStream:
        // The content type is that of the notification, JSON: node-wot decodes each message by it.
        return Json {
            {"href", m_path + path}, {"op", std::move(operations)}, {"subprotocol", "sse"}};
    case Transport::WebSocket:
        break;
    }
    return Json {{"href", QStringLiteral("ws") + BasedText::base() + m_path + QStringLiteral("ws")},
                 {"op", std::move(operations)}};
}

} // namespace Holdfast
