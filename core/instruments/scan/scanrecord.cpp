// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanrecord.h"

#include "core/thing/thingerror.h"

namespace Holdfast {

namespace {

using namespace std::chrono_literals;

constexpr auto unknown = "Unknown";

QString timeFormat()
{
    return QStringLiteral("yyyy-MM-dd_HH:mm:ss");
}

Json orUnknown(const QString &text)
{
    return text.isEmpty() ? Json(unknown) : Json(text);
}

QString textOrNone(const Json &json)
{
    const QString text = json.get<QString>();
    return text == QLatin1String(unknown) ? QString() : text;
}

//! Returns "H:MM:SS"; the hours go on after a day.
std::string toText(std::chrono::seconds duration)
{
    const auto count = duration.count();
    return QStringLiteral("%1:%2:%3")
        .arg(count / 3600)
        .arg(count / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(count % 60, 2, 10, QLatin1Char('0'))
        .toStdString();
}

std::optional<std::chrono::seconds> durationFrom(const QString &text)
{
    const QStringList parts = text.split(u':');
    if (parts.size() != 3)
        return {};
    return 3600s * parts[0].toInt() + 60s * parts[1].toInt() + 1s * parts[2].toInt();
}

} // namespace

QByteArray ScanRecord::toFile() const
{
    Json json = Json::object();
    json["schema_version"] = schemaVersion;
    json["scan_name"] = scanName;
    json["starting_position"] = {{"x", start.x}, {"y", start.y}, {"z", start.z}};
    json["start_time"] = startTime.toLocalTime().toString(timeFormat());
    json["stitch_automatically"] = stitchAutomatically;
    json["save_resolution"] = {saveResolution.width(), saveResolution.height()};
    json["image_count"] = imageCount;
    json["duration"] = duration ? Json(toText(*duration)) : Json(unknown);
    json["scan_result"] = orUnknown(result);
    json["completion_reason"] = orUnknown(completionReason);
    json["stitching_settings"] = nullptr;
    if (stitching) {
        json["stitching_settings"] = {{"correlation_resize", stitching->correlationResize},
                                      {"overlap", stitching->overlap}};
    }
    json["workflow"] = workflow;
    json["workflow_settings"] = workflowSettings;
    return QByteArray::fromStdString(json.dump(4, ' ', false, Json::error_handler_t::replace))
           + '\n';
}

ScanRecord ScanRecord::fromFile(const QByteArray &file)
{
    try {
        const Json json = Json::parse(file.begin(), file.end());
        if (json.at("schema_version") != schemaVersion) {
            throw ThingError(QStringLiteral("The file scan_data.json has the version %1; only "
                                            "version %2 can be read.")
                                 .arg(toQString(json["schema_version"].dump()))
                                 .arg(schemaVersion));
        }
        ScanRecord record;
        record.scanName = json.at("scan_name").get<QString>();
        const Json &start = json.at("starting_position");
        record.start = {start.at("x").get<int>(), start.at("y").get<int>(),
                        start.at("z").get<int>()};
        record.startTime =
            QDateTime::fromString(json.at("start_time").get<QString>(), timeFormat());
        record.stitchAutomatically = json.at("stitch_automatically").get<bool>();
        const Json &size = json.at("save_resolution");
        record.saveResolution = QSize(size.at(0).get<int>(), size.at(1).get<int>());
        record.imageCount = json.value("image_count", 0);
        record.duration = durationFrom(json.at("duration").get<QString>());
        record.result = textOrNone(json.at("scan_result"));
        record.completionReason = textOrNone(json.value("completion_reason", Json(unknown)));
        const Json &stitching = json.at("stitching_settings");
        if (!stitching.is_null()) {
            record.stitching = {.correlationResize =
                                    stitching.at("correlation_resize").get<double>(),
                                .overlap = stitching.at("overlap").get<double>()};
        }
        record.workflow = json.at("workflow").get<QString>();
        record.workflowSettings = json.at("workflow_settings");
        return record;
    } catch (const nlohmann::json::exception &error) {
        throw ThingError(QStringLiteral("The file scan_data.json cannot be read: %1.")
                             .arg(QString::fromUtf8(error.what())));
    }
}

} // namespace Holdfast
