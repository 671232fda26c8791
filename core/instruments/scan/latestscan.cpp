// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/latestscan.h"

#include "core/instruments/scan/mosaic/mosaic.h"
#include "core/instruments/scan/scanfolder.h"
#include "core/thing/json/jsonconversion.h"

#include <QDateTime>

#include <algorithm>

namespace Holdfast {

namespace {

Json word(ScanProgress::Phase phase)
{
    switch (phase) {
    case ScanProgress::Phase::Setup:
        return "Setup";
    case ScanProgress::Phase::Scanning:
        return "Scanning";
    case ScanProgress::Phase::Stitching:
        return "Stitching";
    case ScanProgress::Phase::Complete:
        break;
    }
    return "Complete";
}

} // namespace

//! Returns the scan; it begins with the first thing that is known of it.
LatestScan::Scan &LatestScan::scan()
{
    return m_scan ? *m_scan : m_scan.emplace();
}

//! Returns the scan if it is in the set \a name, otherwise null.
LatestScan::Scan *LatestScan::scanOf(const QString &name)
{
    return m_scan && m_scan->progress.scan == name ? &*m_scan : nullptr;
}

void LatestScan::clear()
{
    const std::lock_guard lock(m_mutex);
    m_scan.reset();
}

void LatestScan::setProgress(const ScanProgress &progress)
{
    const std::lock_guard lock(m_mutex);
    scan().progress = progress;
}

void LatestScan::beginSet(const ScanFolder &folder, const ScanRecord &record,
                          const ScanResume &resume, const std::shared_ptr<Mosaic> &mosaic)
{
    const std::lock_guard lock(m_mutex);
    Scan &current = scan();
    current.record = record;
    current.plan = resume.plan;
    current.spacing = resume.spacing;
    current.mosaic = mosaic;
    current.previewTime.reset();
    current.folder = folder.path();
}

void LatestScan::setRecord(const ScanRecord &record)
{
    const std::lock_guard lock(m_mutex);
    scan().record = record;
}

void LatestScan::notePreview()
{
    const std::lock_guard lock(m_mutex);
    if (m_scan)
        m_scan->previewTime = double(QDateTime::currentMSecsSinceEpoch()) / 1000;
}

bool LatestScan::setPhase(const QString &scan, ScanProgress::Phase phase)
{
    const std::lock_guard lock(m_mutex);
    Scan *current = scanOf(scan);
    if (current)
        current->progress.phase = phase;
    return current != nullptr;
}

bool LatestScan::setStitching(const QString &scan, const StitchState &state)
{
    const std::lock_guard lock(m_mutex);
    Scan *current = scanOf(scan);
    if (current)
        current->stitching = state;
    return current != nullptr;
}

QString LatestScan::name() const
{
    const std::lock_guard lock(m_mutex);
    return m_scan ? m_scan->progress.scan : QString();
}

Json LatestScan::liveDetails() const
{
    const std::lock_guard lock(m_mutex);
    if (!m_scan || m_scan->progress.scan.isEmpty())
        return nullptr;
    const ScanRecord &record = m_scan->record;
    const auto duration =
        record.duration
            ? record.duration->count()
            : std::max<qint64>(0, record.startTime.secsTo(QDateTime::currentDateTime()));
    Json json = Json::object();
    json["name"] = m_scan->progress.scan;
    json["stitch_timestamp"] = m_scan->previewTime ? Json(*m_scan->previewTime) : Json();
    json["image_count"] = m_scan->progress.images;
    json["scan_phase"] = word(m_scan->progress.phase);
    json["duration_seconds"] = double(duration);
    json["workflow"] = record.workflow;
    json["settings"] = record.workflowSettings;
    json["stitching_settings"] = nullptr;
    if (record.stitching) {
        json["stitching_settings"] = {{"correlation_resize", record.stitching->correlationResize},
                                      {"overlap", record.stitching->overlap}};
    }
    json["save_resolution"] = {record.saveResolution.width(), record.saveResolution.height()};
    return json;
}

Json LatestScan::previewPlacement() const
{
    const std::lock_guard lock(m_mutex);
    return m_scan && m_scan->mosaic
               ? toPayload(QVariant::fromValue(m_scan->mosaic->placement())).json
               : Json();
}

Json LatestScan::progressDetails(bool isRunning) const
{
    const std::lock_guard lock(m_mutex);
    if (!m_scan)
        return nullptr;
    const ScanProgress &progress = m_scan->progress;
    const auto position = [](const StagePosition &at) {
        return Json {{"x", at.x}, {"y", at.y}, {"z", at.z}};
    };
    const auto vector = [](const ScanVector &way) { return Json::array({way.x, way.y}); };
    Json json = Json::object();
    json["name"] = progress.scan.isEmpty() ? Json() : Json(progress.scan);
    json["phase"] = word(progress.phase);
    json["running"] = isRunning;
    json["paused"] = progress.isPaused;
    json["waiting"] = progress.isWaiting;
    json["tiles_done"] = progress.tilesDone;
    json["tiles_total"] = progress.tilesTotal;
    json["images"] = progress.images;
    json["set"] = progress.set;
    json["sets"] = progress.sets;
    json["seconds_left"] = progress.left ? Json(progress.left->count()) : Json();
    json["at"] = position(progress.at);
    json["start"] = position(m_scan->record.start);
    json["spacing"] = {{"right", vector(m_scan->spacing.right)},
                       {"down", vector(m_scan->spacing.down)}};
    json["result"] = m_scan->record.result.isEmpty() ? Json() : Json(m_scan->record.result);
    json["folder"] = m_scan->folder;
    json["stitching"] = nullptr;
    if (const auto &stitching = m_scan->stitching) {
        json["stitching"] = {
            {"percent", stitching->percent},
            {"step", stitching->step},
            {"problem", stitching->problem.isEmpty() ? Json() : Json(stitching->problem)}};
    }
    json["plan"] = toPayload(QVariant::fromValue(m_scan->plan)).json;
    return json;
}

} // namespace Holdfast
