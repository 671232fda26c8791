// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/instruments/sangaboard/sangaboardbench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/soak.h"

#include <QTest>

#include <random>

namespace tst_sangaboardsoak {

using namespace Holdfast;
using namespace std::chrono_literals;
using SimulatedSangaboard::FaultKind;
using SimulatedSangaboard::Profile;

//! Moves with random faults. `./dev soak sangaboard` runs the long form; HOLDFAST_SEED repeats a run.
class TestSangaboardSoak : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void agreesWithTheBoardOrSaysThatItDoesNotKnow_data()
    {
        QTest::addColumn<Profile>("profile");
        QTest::newRow("firmware 0.4") << Profile::V0_4;
        QTest::newRow("firmware 1.0.4") << Profile::V1_0_4;
    }
    void agreesWithTheBoardOrSaysThatItDoesNotKnow()
    {
        QFETCH(Profile, profile);
        bool hasSeed = false;
        const int given = qEnvironmentVariableIntValue("HOLDFAST_SEED", &hasSeed);
        const auto seed = std::uint32_t(hasSeed    ? given
                                        : isSoak() ? int(std::random_device()())
                                                   : 1);
        qInfo("HOLDFAST_SEED=%u", seed);
        std::mt19937 random(seed);
        const auto upTo = [&random](int most) {
            return std::uniform_int_distribution(-most, most)(random);
        };

        auto options = SangaboardBench::fast(profile, 100);
        options.firmware.stored = {10, 20, 30};
        SangaboardBench bench(options);
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.invoke(QStringLiteral("set_zero_position"));
        bench.board.makeTruth({});
        bench.board.injectAtRandom(
            {.probability = 0.05,
             .seed = seed,
             .kinds = {FaultKind::Late, FaultKind::Dropped, FaultKind::Ignored, FaultKind::Split,
                       FaultKind::Garbage, FaultKind::Unsolicited, FaultKind::NotRecognised,
                       FaultKind::Reset, FaultKind::Unplugged},
             .longestDelay = 320ms});
        int known = 0;
        int lost = 0;
        const int times = soakTimes(12, 3000);
        for (int i = 0; i < times; ++i) {
            try {
                switch (std::uniform_int_distribution(0, 5)(random)) {
                case 0:
                    bench.fixture.invoke(QStringLiteral("move_absolute"),
                                         steps(upTo(3000), upTo(3000), upTo(300)));
                    break;
                case 1:
                    bench.fixture.invoke(QStringLiteral("move_to_origin"));
                    break;
                case 2: {
                    const auto move = bench.fixture.start(QStringLiteral("move_relative"),
                                                          steps(upTo(20'000), 0, 0));
                    if (!move->waitForEnd(std::chrono::milliseconds(20)))
                        bench.stage.emergencyStop();
                    move->wait();
                    break;
                }
                case 3: {
                    const auto move = bench.fixture.start(QStringLiteral("move_relative"),
                                                          steps(0, upTo(20'000), 0));
                    if (!move->waitForEnd(std::chrono::milliseconds(20)))
                        move->cancel();
                    move->wait();
                    break;
                }
                default:
                    bench.fixture.invoke(QStringLiteral("move_relative"),
                                         steps(upTo(500), upTo(500), upTo(500)));
                }
            } catch (const ThingError &) {
                // An error is allowed, but no wrong position.
            } catch (const InvocationCancelled &) {
            }
            // The driver may find out within its next look at an idle board.
            const auto agrees = [&bench] {
                const auto truth = bench.board.truth();
                return !bench.stage.isPositionKnown()
                       || bench.stage.position() == (StagePosition {truth[0], truth[1], truth[2]});
            };
            WAIT_UNTIL(!bench.board.isMoving() && agrees());
            if (bench.stage.isPositionKnown()) {
                ++known;
                continue;
            }
            // The user zeroes it again; the faults go on meanwhile.
            ++lost;
            const auto deadline = QDeadlineTimer(60s);
            while (!bench.stage.isPositionKnown() && !deadline.hasExpired()) {
                WAIT_UNTIL(bench.isConnected());
                try {
                    bench.fixture.invoke(QStringLiteral("set_zero_position"));
                    const auto truth = bench.board.position();
                    bench.board.makeTruth(truth);
                } catch (const ThingError &) {
                }
            }
            QVERIFY(bench.stage.isPositionKnown());
        }
        qInfo("%d moves, %d faults: the position was known after %d of them, and lost after %d",
              times, bench.board.faultsMet(), known, lost);
        QVERIFY(bench.board.faultsMet() > 0);
    }
};

HOLDFAST_GUILESS_TEST(TestSangaboardSoak)

} // namespace tst_sangaboardsoak

#include "tst_sangaboardsoak.moc"
