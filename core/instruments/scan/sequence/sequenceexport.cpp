// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The part of MDASequence that writes a sequence.

#include "core/instruments/scan/sequence/mdasequence.h"
#include "core/thing/thingerror.h"

namespace Holdfast {

namespace {

//! Refuses a plan that no sequence can express.
[[noreturn]] void refuseToExport(const QString &what)
{
    throw ThingError(
        QStringLiteral("SequenceError"),
        QStringLiteral("This plan cannot be exported as an MDASequence: %1.").arg(what));
}

Json gridOf(const ScanPlan &plan, const SequenceScale &scale)
{
    const bool isSpiral = plan.order == ScanPlan::Order::Spiral;
    if (isSpiral && (plan.columns % 2 == 0 || plan.rows % 2 == 0))
        refuseToExport(
            QStringLiteral(
                "its spiral has %1 columns and %2 rows, and a sequence can express only odd "
                "numbers of a spiral that begins in the middle tile")
                .arg(plan.columns)
                .arg(plan.rows));
    Json grid = Json::object();
    grid["rows"] = plan.rows;
    grid["columns"] = plan.columns;
    grid["relative_to"] =
        isSpiral || plan.anchor == ScanPlan::Anchor::Centre ? "center" : "top_left";
    grid["overlap"] = {100 * plan.overlap, 100 * plan.overlap};
    grid["mode"] = isSpiral                                ? "spiral"
                   : plan.order == ScanPlan::Order::Raster ? "row_wise"
                                                           : "row_wise_snake";
    if (scale.picture) {
        grid["fov_width"] = scale.picture->right.length() * scale.micrometresPerStep;
        grid["fov_height"] = scale.picture->down.length() * scale.micrometresPerStep;
    }
    return grid;
}

} // namespace

Json sequenceFromPlan(const ScanPlan &given, const SequenceScale &scale)
{
    given.check();
    if (given.skipBackground)
        refuseToExport(
            QStringLiteral("skip_background: a sequence has all its positions from the start"));
    if (given.stepX != 0)
        refuseToExport(
            QStringLiteral("step_x and step_y: a sequence has an overlap of the pictures instead"));
    ScanPlan plan = given;
    if (plan.width > 0 || plan.height > 0) {
        if (!scale.picture)
            refuseToExport(QStringLiteral(
                "width and height: how many tiles that is, is known only when camera and "
                "stage are calibrated"));
        plan = plan.resolved(plan.spacing(scale.picture), scale.picture);
    }

    Json sequence = Json::object();
    sequence["axis_order"] = Json::array();
    for (const char *axis = axesOfSequence; *axis; ++axis)
        sequence["axis_order"].push_back(std::string(1, *axis));
    Json positions = Json::array();
    for (const ScanSite &site : plan.positions) {
        Json position = Json::object();
        position["x"] = site.x * scale.micrometresPerStep;
        position["y"] = site.y * scale.micrometresPerStep;
        if (site.z)
            position["z"] = *site.z * scale.micrometresPerStepZ;
        if (!site.name.isEmpty())
            position["name"] = toUtf8String(site.name);
        positions.push_back(position);
    }
    sequence["stage_positions"] = positions;
    sequence["grid_plan"] = gridOf(plan, scale);
    if (plan.timePoints > 1)
        sequence["time_plan"] = {{"interval", plan.interval}, {"loops", plan.timePoints}};
    if (plan.planes > 1) {
        const double step = plan.planeStep * scale.micrometresPerStepZ;
        sequence["z_plan"] = {{"range", step * (plan.planes - 1)}, {"step", step}, {"go_up", true}};
    }
    Json own = Json::object();
    if (plan.autofocusEvery > 0) {
        sequence["autofocus_plan"] = {{"axes", {"t", "p", "g"}}};
        own["autofocus_every"] = plan.autofocusEvery;
        own["autofocus_dz"] = plan.autofocusDz;
    }
    own["capture_mode"] = toUtf8String(plan.captureMode);
    own["settling_time"] = plan.settlingTime;
    own["return_to_start"] = plan.returnToStart;
    own["micrometres_per_step"] = scale.micrometresPerStep;
    own["micrometres_per_step_z"] = scale.micrometresPerStepZ;
    sequence["metadata"] = {{"holdfast", own}};
    return sequence;
}

} // namespace Holdfast
