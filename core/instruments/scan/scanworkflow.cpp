// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/scanworkflow.h"

#include "core/thing/thingresource.h"

#include <QMetaObject>

namespace Holdfast {

namespace {

Json element(const char *type)
{
    return Json {{"element_type", type}};
}

} // namespace

ScanWorkflow::ScanWorkflow(const QString &displayName, const QString &blurb)
    : m_displayName(displayName)
    , m_blurb(blurb)
{
    constexpr double tiles = ScanPlan::mostTiles;
    constexpr double far = ScanPlan::farthest;
    describeThing(blurb, displayName);
    describe("ready",
             tr("Whether a scan may begin: the mapping of camera and stage is calibrated."));
    describe("displayName", tr("What people call this kind of scan."));
    describe("captureMode", tr("The mode in which the camera takes the pictures.")).setting();
    describe("overlap", tr("The share of a picture that its neighbour shows as well."))
        .range({0.1, 0.7})
        .setting();
    describe("xCount", tr("Pictures in a row.")).range({1, double(ScanPlan::mostInARow)}).setting();
    describe("yCount", tr("Rows of pictures.")).range({1, double(ScanPlan::mostInARow)}).setting();
    describe("autofocusDz", tr("The range of each autofocus along z."))
        .unit(Unit::Step)
        .range({1, far})
        .setting();
    describe("autofocusEvery", tr("Focus again after so many tiles; 0: never."))
        .range({0, tiles})
        .setting();
    describe("planes", tr("Pictures of each tile, at different z around the focus."))
        .range({1, double(ScanPlan::mostPlanes)})
        .setting();
    describe("planeStep", tr("From plane to plane.")).unit(Unit::Step).range({1, far}).setting();
    describe("timePoints", tr("How often to repeat the scan."))
        .range({1, double(ScanPlan::mostTimePoints)})
        .setting();
    describe("interval", tr("From the begin of a time point to that of the next."))
        .unit(Unit::Second)
        .range({0, ScanPlan::longestInterval})
        .setting();
    describe("settlingTime", tr("Between the end of a move and the picture."))
        .unit(Unit::Second)
        .range({0, ScanPlan::longestSettling})
        .setting();
    addResource(
        {.path = QStringLiteral("settings_ui"),
         .get =
             [this](const QString &) {
                 return ResourceAnswer {.mediaType = QByteArrayLiteral("application/json"),
                                        .contents = toBytes(settingsUi())};
             },
         .description = tr("The settings as elements of a program's window, as OpenFlexure's "
                           "web app shows them.")});
}

bool ScanWorkflow::isReady() const
{
    return m_mapping && m_mapping->imageToStageDisplacementMatrix().has_value();
}

QString ScanWorkflow::className() const
{
    return QString::fromLatin1(metaObject()->className()).section(QStringLiteral("::"), -1);
}

ScanPlan ScanWorkflow::plan() const
{
    ScanPlan plan;
    plan.captureMode = m_captureMode;
    plan.overlap = m_overlap;
    plan.columns = m_xCount;
    plan.rows = m_yCount;
    plan.autofocusDz = m_autofocusDz;
    plan.autofocusEvery = m_autofocusEvery;
    plan.planes = m_planes;
    plan.planeStep = m_planeStep;
    plan.timePoints = m_timePoints;
    plan.interval = m_interval;
    plan.settlingTime = m_settlingTime;
    return plan;
}

Json ScanWorkflow::control(const QString &property, const QString &label, Json step) const
{
    Json json = element("property_control");
    json["thing"] = name();
    json["property_name"] = property;
    json["label"] = label;
    json["read_back"] = false;
    json["read_back_delay"] = 1000;
    json["options"] = nullptr;
    json["step"] = std::move(step);
    json["broken"] = false;
    return json;
}

Json ScanWorkflow::mainControls() const
{
    return Json::array({control(QStringLiteral("overlap"), tr("Image Overlap (0.1-0.7)"), 0.05),
                        control(QStringLiteral("x_count"), tr("Number of columns")),
                        control(QStringLiteral("y_count"), tr("Number of rows"))});
}

Json ScanWorkflow::settingsUi() const
{
    Json header = element("header_block");
    header["text"] = m_displayName;
    header["level"] = 4;
    Json blurb = element("text_block");
    blurb["text"] = m_blurb;
    Json more = element("accordion");
    more["title"] = tr("More settings");
    more["children"] = {
        control(QStringLiteral("autofocus_dz"), tr("Autofocus range (steps)"), 200),
        control(QStringLiteral("autofocus_every"), tr("Autofocus every n tiles")),
        control(QStringLiteral("planes"), tr("Planes of each tile")),
        control(QStringLiteral("plane_step"), tr("From plane to plane (steps)"), 10),
        control(QStringLiteral("time_points"), tr("Time points")),
        control(QStringLiteral("interval"), tr("Interval (seconds)")),
        control(QStringLiteral("settling_time"), tr("Settling time (seconds)"), 0.1)};
    Json all = Json::array({header, blurb});
    for (const Json &one : mainControls())
        all.push_back(one);
    all.push_back(more);
    return all;
}

RasterWorkflow::RasterWorkflow()
    : ScanWorkflow(tr("Raster Scan"), tr("Scans a rectangle; every row is scanned in the same "
                                         "direction."))
{
}

ScanPlan RasterWorkflow::plan() const
{
    ScanPlan plan = ScanWorkflow::plan();
    plan.order = ScanPlan::Order::Raster;
    return plan;
}

SnakeWorkflow::SnakeWorkflow()
    : ScanWorkflow(tr("Snake Scan"), tr("Scans a rectangle; every other row is scanned backwards, "
                                        "which is the shortest way."))
{
}

ScanPlan SnakeWorkflow::plan() const
{
    ScanPlan plan = ScanWorkflow::plan();
    plan.order = ScanPlan::Order::Snake;
    return plan;
}

} // namespace Holdfast
