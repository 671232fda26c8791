// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/sangaboard/sangaboardstage.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/sangaboard/simulator.h"

#include <QTemporaryDir>

#include <algorithm>

namespace Holdfast {

//! \brief A simulated Sangaboard and a SangaboardStage at its port.
class SangaboardBench
{
public:
    using Profile = SimulatedSangaboard::Profile;
    using Simulator = SimulatedSangaboard::Simulator;
    using SimulatorOptions = SimulatedSangaboard::SimulatorOptions;

    //! Makes a board that is 50 times faster than a real one, and a stage whose axes count as the board does.
    explicit SangaboardBench(Profile profile = Profile::V1_0_4,
                             const SangaboardStageOptions &options = straight())
        : SangaboardBench(fast(profile), options)
    {
    }

    explicit SangaboardBench(SimulatorOptions simulator,
                             const SangaboardStageOptions &options = straight(),
                             const SangaboardTimes &times = SangaboardBench::times())
        : link(folder.filePath(QStringLiteral("board")))
        , board(withLink(std::move(simulator)))
        , stageOptions(options)
        , stageTimes(times)
        , fixture([this] { return make(); }, {}, ThingFixture::Lock::Enabled,
                  QStringLiteral("stage"))
        , stage(fixture.thing<SangaboardStage>())
    {
    }

    //! Makes another stage at the same port.
    std::unique_ptr<SangaboardStage> make() const
    {
        SangaboardStageOptions options = stageOptions;
        if (options.port == QLatin1String("auto"))
            options.port = link;
        return std::make_unique<SangaboardStage>(options, stageTimes);
    }

    static SimulatorOptions fast(Profile profile, double timeScale = 50)
    {
        SimulatorOptions options;
        options.firmware.profile = profile;
        options.firmware.timeScale = timeScale;
        return options;
    }

    static SangaboardStageOptions straight()
    {
        SangaboardStageOptions options;
        options.axisInverted = {};
        return options;
    }

    //! Returns times with which a test does not wait long, and which a busy machine keeps.
    static SangaboardTimes times()
    {
        using namespace std::chrono_literals;
        return {.answer = 250ms,
                .boot = 100ms,
                .search = 20ms,
                .silence = 100ms,
                .idle = 30ms,
                .poll = 5ms};
    }

    bool isConnected() const { return stage.isConnected(); }
    //! Returns what the board has counted.
    StagePosition counted() const
    {
        const SimulatedSangaboard::Steps steps = board.position();
        return {steps[0], steps[1], steps[2]};
    }
    //! Returns how often the board has got a command that begins so.
    int received(const std::string &command) const
    {
        const auto commands = board.received();
        return int(
            std::count_if(commands.begin(), commands.end(), [&command](const std::string &each) {
                return each.starts_with(command);
            }));
    }
    QString faultText() const
    {
        const auto fault = stage.fault();
        return fault ? fault->what : QString();
    }

    const QTemporaryDir folder;
    const QString link;
    Simulator board;
    const SangaboardStageOptions stageOptions;
    const SangaboardTimes stageTimes;
    ThingFixture fixture;
    SangaboardStage &stage;

private:
    SimulatorOptions withLink(SimulatorOptions options) const
    {
        options.link = link.toStdString();
        return options;
    }
};

inline Json steps(int x, int y, int z)
{
    return Json {{"x", x}, {"y", y}, {"z", z}};
}

} // namespace Holdfast
