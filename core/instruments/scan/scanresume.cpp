// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanresume.h"

#include "core/thing/json/jsonconversion.h"
#include "core/thing/thingerror.h"

#include <stdexcept>

namespace Holdfast {

namespace {

template<typename T>
Json jsonOf(const T &value)
{
    return toPayload(QVariant::fromValue(value)).json;
}

template<typename T>
T valueOf(const Json &json)
{
    return fromJson(json, QMetaType::fromType<T>()).template value<T>();
}

Json jsonOf(const ScanVector &vector)
{
    return Json::array({vector.x, vector.y});
}

ScanVector vectorOf(const Json &json)
{
    return {json.at(0).get<double>(), json.at(1).get<double>()};
}

} // namespace

QByteArray ScanResume::toFile() const
{
    Json json = Json::object();
    json["version"] = version;
    json["base_name"] = baseName;
    json["scans"] = Json::array();
    for (const QString &scan : scans)
        json["scans"].push_back(scan);
    json["finished"] = isFinished;
    json["start"] = jsonOf(start);
    json["spacing"] = {{"right", jsonOf(spacing.right)}, {"down", jsonOf(spacing.down)}};
    json["focus"] = focus ? Json(*focus) : Json();
    json["background"] = Json::array();
    for (const ScanCell &cell : background)
        json["background"].push_back(Json::array({cell.column, cell.row}));
    json["soft_limits"] = jsonOf(limits);
    json["mapping"] = mapping;
    json["plan"] = jsonOf(plan);
    return toBytes(json) + '\n';
}

ScanResume ScanResume::fromFile(const QByteArray &file)
{
    try {
        const Json json = Json::parse(file.begin(), file.end());
        if (json.at("version") != version) {
            throw ThingError(
                QStringLiteral("The file resume.json has the version %1; this Holdfast "
                               "can read version %2.")
                    .arg(toQString(json["version"].dump()))
                    .arg(version));
        }
        ScanResume resume;
        resume.baseName = json.at("base_name").get<QString>();
        for (const Json &scan : json.at("scans"))
            resume.scans << scan.get<QString>();
        resume.isFinished = json.at("finished").get<bool>();
        resume.start = valueOf<StagePosition>(json.at("start"));
        resume.spacing = {.right = vectorOf(json.at("spacing").at("right")),
                          .down = vectorOf(json.at("spacing").at("down"))};
        if (!json.at("focus").is_null())
            resume.focus = json["focus"].get<int>();
        for (const Json &cell : json.at("background"))
            resume.background << ScanCell {cell.at(0).get<int>(), cell.at(1).get<int>()};
        resume.limits = valueOf<SoftLimits>(json.at("soft_limits"));
        resume.mapping = json.value("mapping", Json());
        resume.plan = valueOf<ScanPlan>(json.at("plan"));
        resume.plan.check();
        if (resume.scans.isEmpty() || resume.scans.size() > resume.plan.sets())
            throw std::invalid_argument("the number of its scans does not fit its plan");
        return resume;
    } catch (const nlohmann::json::exception &error) {
        throw ThingError(QStringLiteral("The file resume.json cannot be read: %1.")
                             .arg(QString::fromUtf8(error.what())));
    } catch (const std::invalid_argument &error) {
        throw ThingError(QStringLiteral("The file resume.json cannot be used: %1.")
                             .arg(QString::fromUtf8(error.what())));
    }
}

} // namespace Holdfast
