// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures what a scan adds to the time that the stage moves and settles.

#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/scan/smartscan.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/bench/report.h"
#include "tests/bench/samples.h"

#include <chrono>
#include <memory>

namespace Holdfast {

namespace {

constexpr int columns = 4;
constexpr int rows = 3;
constexpr int step = 266; // as far as tiles of the simulation with the usual overlap are apart

ThingFixture scanBeside(int stepRate)
{
    return ThingFixture(
        [] { return std::make_unique<SmartScan>(SmartScanOptions {.reservedMegabytes = 1}); },
        {{QStringLiteral("stage"),
          [stepRate] {
              SimulatedStageOptions options;
              options.stepRate = stepRate;
              return std::make_unique<SimulatedStage>(options);
          }},
         {QStringLiteral("camera"), [] { return std::make_unique<SimulatedCamera>(); }}},
        ThingFixture::Lock::Enabled, QStringLiteral("smart_scan"));
}

//! Returns the milliseconds for each tile of the same way without a scan.
double movingAlone(SimulatedStage &stage, double settle)
{
    const auto begin = BenchClock::now();
    for (int row = 0; row < rows; ++row) {
        for (int i = 0; i < columns; ++i) {
            const int column = row % 2 == 0 ? i : columns - 1 - i;
            stage.moveAbsolute({step * column, step * row, 0});
            cancellableSleep(std::chrono::duration<double>(settle));
        }
    }
    return in<std::chrono::milliseconds>(BenchClock::now() - begin) / (columns * rows);
}

} // namespace

} // namespace Holdfast

int main(int argc, char **argv)
{
    using namespace Holdfast;
    Report report(argc, argv);
    const double settle = report.isQuick() ? 0 : 0.2;
    ThingFixture fixture = scanBeside(report.isQuick() ? 50'000 : 1000);
    auto &stage = fixture.neighbour<SimulatedStage>(QStringLiteral("stage"));
    const Json plan {{"columns", columns},      {"rows", rows},
                     {"step_x", step},          {"step_y", step},
                     {"settling_time", settle}, {"autofocus_every", 0},
                     {"return_to_start", false}};
    Samples scanning;
    Samples moving;
    for (int i = 0; i < report.times(3, 1); ++i) {
        stage.moveAbsolute({0, 0, 0});
        const auto begin = BenchClock::now();
        fixture.invoke(QStringLiteral("run_plan"), {{"plan", plan}});
        scanning.add(in<std::chrono::milliseconds>(BenchClock::now() - begin) / (columns * rows));
        stage.moveAbsolute({0, 0, 0});
        moving.add(movingAlone(stage, settle));
    }
    const Json details = fixture.read(QStringLiteral("latest_scan_live_details"));
    if (details["image_count"] != columns * rows)
        report.wrong(QStringLiteral("the scan is not complete"));
    report.add({.name = QStringLiteral("scan, time per tile, vs moving and settling alone"),
                .value = scanning.median(),
                .unit = QStringLiteral("ms"),
                .baseline = moving.median(),
                .goal = 1.1 * moving.median()});
    return report.finish();
}
