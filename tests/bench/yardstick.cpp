// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the cost of a build is measured by: build_bench.py compiles this file and counts how often it could have done so
// in the time of the build. It includes what most files of the tree do, and uses it as they do, and is never run. It stays
// as it is: with a change, build_record.json means nothing any more.

#include <QHash>
#include <QObject>
#include <QString>
#include <QTimer>

#include <nlohmann/json.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace Holdfast::Yardstick {

using Json = nlohmann::json;

struct Entry
{
    std::string name;
    std::vector<double> values;
    std::map<std::string, int> counts;
};

void to_json(Json &json, const Entry &entry)
{
    json = {{"name", entry.name}, {"values", entry.values}, {"counts", entry.counts}};
}

void from_json(const Json &json, Entry &entry)
{
    json.at("name").get_to(entry.name);
    json.at("values").get_to(entry.values);
    json.at("counts").get_to(entry.counts);
}

std::vector<Entry> yardstick(QObject *context, const Json &json)
{
    QHash<QString, std::vector<Entry>> found;
    for (const auto &[key, value] : json.items())
        found[QString::fromStdString(key)] = value.get<std::vector<Entry>>();
    auto *timer = new QTimer(context);
    QObject::connect(timer, &QTimer::timeout, context, [found, timer] {
        for (const auto &entries : found)
            timer->setInterval(int(entries.size()));
    });
    const std::function<Json(const std::vector<Entry> &)> written =
        [](const std::vector<Entry> &each) { return Json(each); };
    return written(found.value(QStringLiteral("first"))).get<std::vector<Entry>>();
}

} // namespace Holdfast::Yardstick
