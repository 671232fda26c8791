// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaillumination.h"
#include "core/thing/testing/thingcheck.h"
#include "tests/instruments/sangaboard/sangaboardbench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QTest>

namespace tst_sangaillumination {

using namespace Holdfast;
using namespace std::chrono_literals;
using SimulatedSangaboard::Profile;

namespace {

//! An illumination beside a stage at a simulated board.
class LightBench
{
public:
    explicit LightBench(Profile profile = Profile::V1_0_4)
        : board(withLink(profile))
        , light([] { return std::make_unique<SangaIllumination>(); },
                {{QStringLiteral("stage"),
                  [this] {
                      SangaboardStageOptions options;
                      options.port = folder.filePath(QStringLiteral("board"));
                      return std::make_unique<SangaboardStage>(options, SangaboardBench::times());
                  }}})
        , stage(light.neighbour<SangaboardStage>(QStringLiteral("stage")))
    {
        WAIT_UNTIL(stage.isConnected());
    }

    const QTemporaryDir folder;
    SangaboardBench::Simulator board;
    ThingFixture light;
    SangaboardStage &stage;

private:
    SangaboardBench::SimulatorOptions withLink(Profile profile) const
    {
        auto options = SangaboardBench::fast(profile);
        options.link = folder.filePath(QStringLiteral("board")).toStdString();
        return options;
    }
};

constexpr double usual = 0.3125; // 0.32 in 32 steps

} // namespace

class TestSangaIllumination : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isOnFromTheStart()
    {
        LightBench bench;
        WAIT_UNTIL(bench.board.led() == usual);
        QCOMPARE(bench.light.read(QStringLiteral("led_on")), Json(true));
    }

    void isSwitched()
    {
        LightBench bench;
        WAIT_UNTIL(bench.board.led() == usual);
        bench.light.invoke(QStringLiteral("set_led"), Json {{"led_on", false}});
        QCOMPARE(bench.board.led(), 0.0);
        QCOMPARE(bench.light.read(QStringLiteral("led_on")), Json(false));
        bench.light.invoke(QStringLiteral("set_led"));
        QCOMPARE(bench.board.led(), usual);
        bench.light.write(QStringLiteral("brightness"), 0.5);
        QCOMPARE(bench.board.led(), 0.5);
        bench.light.write(QStringLiteral("led_on"), false);
        QCOMPARE(bench.board.led(), 0.0);
        const auto commands = bench.board.received();
        for (const std::string &command : commands)
            QVERIFY2(command != "led_cc?", "The brightness would sink with each reading.");
    }

    void flashesAndIsAsBefore()
    {
        LightBench bench;
        WAIT_UNTIL(bench.board.led() == usual);
        bench.light.invoke(QStringLiteral("set_led"), Json {{"led_on", false}});
        bench.light.invoke(QStringLiteral("flash"), Json {{"number_of_flashes", 2}, {"dt", 0.05}});
        WAIT_UNTIL(bench.board.led() == 0.0);
        const auto commands = bench.board.received();
        QVERIFY(std::count(commands.begin(), commands.end(), "led_cc 0.3200") >= 3);
    }

    void isToldAgainWhenTheBoardHasRestarted()
    {
        LightBench bench;
        bench.light.write(QStringLiteral("brightness"), 0.5);
        QCOMPARE(bench.board.led(), 0.5);
        bench.board.unplug();
        WAIT_UNTIL(!bench.stage.isConnected());
        QCOMPARE(bench.board.led(), 0.0);
        QVERIFY_THROWS_EXCEPTION(ThingError, bench.light.write(QStringLiteral("led_on"), true));
        bench.board.plugIn();
        WAIT_UNTIL(bench.board.led() == 0.5);
    }

    void aBoardWithoutALedSaysSo()
    {
        LightBench bench(Profile::V0_4);
        QVERIFY_THROWS_EXCEPTION(ThingError, bench.light.invoke(QStringLiteral("set_led")));
    }

    void refusesStrangers()
    {
        LightBench bench;
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(bench.light).failures(), QStringList());
    }
};

HOLDFAST_GUILESS_TEST(TestSangaIllumination)

} // namespace tst_sangaillumination

#include "tst_sangaillumination.moc"
