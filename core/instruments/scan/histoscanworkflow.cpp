// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/scan/histoscanworkflow.h"

#include "core/instruments/camera/imageformat.h"

namespace Holdfast {

HistoScanWorkflow::HistoScanWorkflow()
    : ScanWorkflow(tr("Histology Scan"),
                   tr("Scans a sample from where the stage is outwards, as far as "
                      "there is sample."))
{
    describe("maxRange", tr("How far from its begin a scan may lead."))
        .unit(Unit::Step)
        .range({1, double(ScanPlan::farthest)})
        .setting();
    describe("skipBackground",
             tr("Whether tiles without a sample are left out; otherwise a spiral of "
                "x_count times y_count tiles is scanned."))
        .setting();
    describe("channelTolerance",
             tr("By how many grey levels of 255 a part of a picture must differ "
                "from the background."))
        .range({0, 255})
        .setting();
    describe("minSampleCoverage", tr("How much of a picture must show a sample, in percent."))
        .range({0, 100})
        .setting();
    describe("background",
             tr("What the background looks like: the means of red, green and blue, and "
                "their deviations. Empty: not known."))
        .setting();
    describe("setBackground",
             tr("Takes a picture of the background, and learns what it looks like."));
    describe("checkBackground", tr("Takes a picture, and says how much of it shows a sample."));
}

void HistoScanWorkflow::setBackground()
{
    const auto hold = holdGlobalLock();
    const ColourStatistics found =
        BackgroundDetector::statisticsOf(decoded(m_camera->grabJpeg({}).data()));
    QList<double> background;
    for (const double mean : found.mean)
        background << mean;
    for (const double deviation : found.deviation)
        background << deviation;
    m_background = background;
}

QString HistoScanWorkflow::checkBackground()
{
    const auto hold = holdGlobalLock();
    const BackgroundDetector detector = backgroundDetector();
    const double coverage = detector.coverage(decoded(m_camera->grabJpeg({}).data()));
    return (coverage >= detector.leastCoverage
                ? tr("%1 % of the picture show a sample: it is taken for sample.")
                : tr("%1 % of the picture show a sample: it is taken for background."))
        .arg(coverage, 0, 'f', 0);
}

ScanPlan HistoScanWorkflow::plan() const
{
    ScanPlan plan = ScanWorkflow::plan();
    plan.order = ScanPlan::Order::Spiral;
    plan.skipBackground = m_skipBackground;
    plan.maxRange = m_maxRange;
    return plan;
}

BackgroundDetector HistoScanWorkflow::backgroundDetector() const
{
    BackgroundDetector detector {.tolerance = m_channelTolerance,
                                 .leastCoverage = m_minSampleCoverage};
    const QList<double> known = m_background;
    if (known.size() == 6) {
        detector.background = ColourStatistics {.mean = {known[0], known[1], known[2]},
                                                .deviation = {known[3], known[4], known[5]}};
    }
    return detector;
}

Json HistoScanWorkflow::mainControls() const
{
    return Json::array(
        {control(QStringLiteral("overlap"), tr("Image Overlap (0.1-0.7)"), 0.05),
         control(QStringLiteral("max_range"), tr("Maximum Distance (steps)"), 1000),
         control(QStringLiteral("skip_background"), tr("Detect and Skip Empty Fields")),
         control(QStringLiteral("min_sample_coverage"), tr("Sample Coverage Required (%)"), 5)});
}

} // namespace Holdfast
