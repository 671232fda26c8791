// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/scan/scanstate.h"

#include "core/thing/json/jsonconversion.h"

#include <exception>
#include <vector>

namespace Holdfast {

namespace {

QString textOf(const Json &json, const char *key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? toQString(found->get<std::string>())
                                                     : QString();
}

ScanVector vectorOf(const Json &json)
{
    return {json.at(0).get<double>(), json.at(1).get<double>()};
}

StagePosition positionOf(const Json &json)
{
    return {json.at("x").get<int>(), json.at("y").get<int>(), json.at("z").get<int>()};
}

template<typename Value>
Value gadgetOf(const Json &json)
{
    return fromJson(json, QMetaType::fromType<Value>()).template value<Value>();
}

} // namespace

std::optional<ScanState> ScanState::fromJson(const Json &json)
{
    if (!json.is_object())
        return {};
    try {
        ScanState state;
        state.name = textOf(json, "name");
        state.phase = textOf(json, "phase");
        state.result = textOf(json, "result");
        state.folder = textOf(json, "folder");
        state.isRunning = json.value("running", false);
        state.isPaused = json.value("paused", false);
        state.isWaiting = json.value("waiting", false);
        state.tilesDone = json.value("tiles_done", 0);
        state.tilesTotal = json.value("tiles_total", 0);
        state.set = json.value("set", 0);
        state.sets = json.value("sets", 1);
        if (const auto left = json.find("seconds_left"); left != json.end() && left->is_number())
            state.left = std::chrono::seconds(left->get<qint64>());
        state.at = positionOf(json.at("at"));
        state.start = positionOf(json.at("start"));
        state.spacing = {.right = vectorOf(json.at("spacing").at("right")),
                         .down = vectorOf(json.at("spacing").at("down"))};
        state.plan = gadgetOf<ScanPlan>(json.at("plan"));
        if (const auto found = json.find("stitching"); found != json.end() && found->is_object())
            state.stitching = {.percent = found->value("percent", 0.0),
                               .step = textOf(*found, "step"),
                               .problem = textOf(*found, "problem")};
        return state;
    } catch (const std::exception &) { // of another station, which has other words
        return {};
    }
}

MosaicPlacement placementFromJson(const Json &json)
{
    try {
        const auto placement = gadgetOf<MosaicPlacement>(json);
        const bool isWhole = placement.width > 0 && placement.height > 0
                             && placement.corner.size() == 2 && placement.down.size() == 2
                             && placement.right.size() == 2;
        return isWhole ? placement : MosaicPlacement();
    } catch (const std::exception &) {
        return {};
    }
}

std::optional<ScanSpacing> pictureFromJson(const Json &matrix, const Json &resolution)
{
    try {
        const auto rows = matrix.get<std::array<std::array<double, 2>, 2>>();
        const auto size = resolution.get<std::array<int, 2>>(); // height, width
        if (size[0] < 1 || size[1] < 1)
            return {};
        return ScanSpacing::ofPicture(rows, size[1], {size[1], size[0]});
    } catch (const std::exception &) {
        return {};
    }
}

Json toJson(const ScanPlan &plan)
{
    return toPayload(QVariant::fromValue(plan)).json;
}

} // namespace Holdfast
