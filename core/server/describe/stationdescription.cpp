// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/describe/stationdescription.h"

#include "core/server/describe/thingdescription.h"

namespace Holdfast {

namespace {

Json property(const char *title, const char *description, const QString &href)
{
    return Json {
        {"description", description},
        {"title", title},
        {"readOnly", true},
        {"type", "object"},
        {"forms", Json::array({Json {{"href", href}, {"op", Json::array({"readproperty"})}}})},
    };
}

Json stopAction(const QString &href)
{
    const Json reason {{"reason", {{"type", "string"}, {"maxLength", 200}}}};
    return Json {
        {"description",
         "Cancels everything and makes every Thing safe, at once and without the lock. The lock "
         "refuses all requests until the stop is cleared at the machine."},
        {"title", "Emergency stop"},
        {"synchronous", true},
        {"safe", false},
        {"idempotent", true},
        {"input", {{"type", "object"}, {"properties", reason}}},
        {"output", {{"type", "object"}, {"properties", {{"complete", {{"type", "boolean"}}}}}}},
        {"forms", Json::array({Json {{"href", href}, {"op", Json::array({"invokeaction"})}}})},
    };
}

Json stationJson(const QStringList &things, const QString &prefix, Security security)
{
    Json links = Json::array();
    for (const QString &thing : things)
        links.push_back(Json {{"href", prefix + u'/' + thing + u'/'},
                              {"rel", "item"},
                              {"type", "application/td+json"}});
    Json json {
        {"title", "Holdfast"},
        {"properties",
         {{"lock", property("Global lock", "Who holds it, and who waits for it.",
                            prefix + QStringLiteral("/lock"))},
          {"things", property("Things", "The address of each Thing's description, by its name.",
                              prefix + QStringLiteral("/things/"))}}},
        {"actions", {{"stop", stopAction(prefix + QStringLiteral("/stop"))}}},
        {"description", "A control station for lab instruments with one global lock."},
        {"links", std::move(links)},
    };
    addDescriptionFrame(json, prefix + u'/', security);
    return json;
}

} // namespace

StationDescription::StationDescription(const QStringList &things, const QString &prefix,
                                       Security security)
    : m_text(stationJson(things, prefix, security))
{
}

} // namespace Holdfast
