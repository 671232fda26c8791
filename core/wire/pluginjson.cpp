// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/pluginjson.h"

#include "core/wire/jsonread.h"
#include "core/wire/jsonwrite.h"

namespace Holdfast {

namespace {

Json namesJson(const QStringList &names)
{
    Json json = Json::array();
    for (const QString &name : names)
        json.push_back(name);
    return json;
}

QStringList readNames(const Json &json)
{
    QStringList names;
    if (!json.is_array())
        return names;
    for (const Json &name : json) {
        if (name.is_string())
            names << name.get<QString>();
    }
    return names;
}

Json toJson(const PluginReport &plugin)
{
    return Json {
        {"file", plugin.file},
        {"version", JsonWrite::textOrNull(plugin.version)},
        {"description", JsonWrite::textOrNull(plugin.description)},
        {"classes", namesJson(plugin.classes)},
        {"state", toWord(plugin.state)},
        {"reason", JsonWrite::textOrNull(plugin.reason)},
    };
}

} // namespace

Json toJson(const PluginsReport &report)
{
    Json plugins = Json::array();
    for (const PluginReport &plugin : report.plugins)
        plugins.push_back(toJson(plugin));
    return Json {{"folders", namesJson(report.folders)}, {"plugins", std::move(plugins)}};
}

std::optional<PluginsReport> readPluginsReport(const Json &json)
{
    using enum PluginReport::State;
    const Json &plugins = JsonRead::member(json, "plugins");
    if (!plugins.is_array())
        return {};
    PluginsReport report;
    report.folders = readNames(JsonRead::member(json, "folders"));
    for (const Json &each : plugins) {
        PluginReport plugin {JsonRead::text(each, "file")};
        plugin.version = JsonRead::text(each, "version");
        plugin.description = JsonRead::text(each, "description");
        plugin.classes = readNames(JsonRead::member(each, "classes"));
        plugin.state =
            JsonRead::word(each, "state", {Loaded, NotNeeded, Hidden, LeftOut}).value_or(LeftOut);
        plugin.reason = JsonRead::text(each, "reason");
        report.plugins << plugin;
    }
    return report;
}

} // namespace Holdfast
