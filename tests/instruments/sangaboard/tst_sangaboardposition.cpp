// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/gridscan.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "tests/instruments/sangaboard/sangaboardbench.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QTest>

namespace tst_sangaboardposition {

using namespace Holdfast;
using namespace std::chrono_literals;
using SimulatedSangaboard::Profile;
using SimulatedSangaboard::Simulator;

namespace {

QString errorOf(ThingFixture &fixture, const QString &action, const Json &input = Json::object())
{
    try {
        fixture.invoke(action, input);
    } catch (const ThingError &error) {
        return error.title() + QStringLiteral(": ") + error.message();
    }
    return {};
}

//! A program with a SangaboardStage, whose settings are kept.
class Run
{
public:
    Run(const QString &port, const QString &settings)
        : station(options(settings), {{QStringLiteral("stage"), [this, port] {
                                           auto made = std::make_unique<SangaboardStage>(
                                               at(port), SangaboardBench::times());
                                           stage = made.get();
                                           return made;
                                       }}})
    {
        QVERIFY(station.start());
        WAIT_UNTIL(stage->isConnected());
    }

    void invoke(const QString &action, const Json &input = Json::object())
    {
        Session session(station, Principal::client(QStringLiteral("test"), {}));
        const auto begun = session.invoke(QStringLiteral("stage"), action, input);
        QVERIFY(begun);
        WAIT_UNTIL(session.invocation(begun->id)->isFinished());
        QVERIFY(session.invocation(begun->id)->state == InvocationState::Completed);
    }

    static StationOptions options(const QString &settings)
    {
        StationOptions options;
        options.settingsFolder = settings;
        return options;
    }
    static SangaboardStageOptions at(const QString &port)
    {
        SangaboardStageOptions options = SangaboardBench::straight();
        options.port = port;
        return options;
    }

    SangaboardStage *stage = nullptr;
    Station station;
};

} // namespace

//! Tests when the position is known, and what is refused while it is not.
class TestSangaboardPosition : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void isNotKnownBeforeItWasZeroed()
    {
        auto options = SangaboardBench::fast(Profile::V1_0_4);
        options.firmware.stored = {1000, -2000, 3000};
        SangaboardBench bench(options);
        WAIT_UNTIL(bench.isConnected());
        QCOMPARE(bench.stage.position(), (StagePosition {1000, -2000, 3000}));
        QVERIFY(!bench.stage.isPositionKnown());
        WAIT_UNTIL(bench.faultText().contains(QStringLiteral("not known")));
        QVERIFY(bench.stage.fault()->remedy.contains(QStringLiteral("set_zero_position")));

        bench.fixture.invoke(QStringLiteral("set_zero_position"));
        QVERIFY(bench.stage.isPositionKnown());
        QVERIFY(!bench.stage.fault());
        QCOMPARE(bench.stage.position(), StagePosition());
        QCOMPARE(bench.counted(), StagePosition());
    }

    void isKnownWhenItWasConfirmed()
    {
        auto options = SangaboardBench::fast(Profile::V1_0_4);
        options.firmware.stored = {1000, -2000, 3000};
        SangaboardBench bench(options);
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.invoke(QStringLiteral("confirm_position"));
        QVERIFY(bench.stage.isPositionKnown());
        bench.fixture.invoke(QStringLiteral("move_to_origin"));
        QCOMPARE(bench.counted(), StagePosition());
    }

    void refusesMovesToAPositionWhileItIsNotKnown_data()
    {
        QTest::addColumn<QString>("action");
        QTest::newRow("to a position") << QStringLiteral("move_absolute");
        QTest::newRow("to the origin") << QStringLiteral("move_to_origin");
    }
    void refusesMovesToAPositionWhileItIsNotKnown()
    {
        QFETCH(QString, action);
        SangaboardBench bench;
        WAIT_UNTIL(bench.isConnected());
        const QString error = errorOf(bench.fixture, action);
        QVERIFY2(error.startsWith(QStringLiteral("StagePositionUnknownError")), qPrintable(error));
        QVERIFY2(error.contains(QStringLiteral("confirm_position")), qPrintable(error));
        QCOMPARE(bench.received("mr"), 0);
    }

    void refusesScansWhileItIsNotKnown()
    {
        Simulator board(SangaboardBench::fast(Profile::V1_0_4));
        SangaboardStageOptions options = Run::at(QString::fromStdString(board.path()));
        ThingFixture scan([] { return std::make_unique<GridScan>(GridScanOptions {}); },
                          {{QStringLiteral("stage"), [options] {
                                return std::make_unique<SangaboardStage>(options,
                                                                         SangaboardBench::times());
                            }}});
        auto &stage = scan.neighbour<SangaboardStage>(QStringLiteral("stage"));
        WAIT_UNTIL(stage.isConnected());
        const QString error = errorOf(scan, QStringLiteral("scan"));
        QVERIFY2(error.startsWith(QStringLiteral("StagePositionUnknownError")), qPrintable(error));
        QCOMPARE(board.position(), SimulatedSangaboard::Steps {});
    }

    void limitsRelativeMovesWhileItIsNotKnown()
    {
        auto options = SangaboardBench::fast(Profile::V1_0_4);
        options.firmware.stored = {1'000'000, 0, 0}; // outside the soft limits, which mean nothing
        SangaboardBench bench(options);
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.invoke(QStringLiteral("move_relative"), steps(500, -500, 0));
        QCOMPARE(bench.counted(), (StagePosition {1'000'500, -500, 0}));
        const QString error =
            errorOf(bench.fixture, QStringLiteral("move_relative"), steps(0, 0, 501));
        QVERIFY2(error.contains(QStringLiteral("at most 500 steps")), qPrintable(error));
        QVERIFY2(error.contains(QStringLiteral("z")), qPrintable(error));
        QCOMPARE(bench.counted(), (StagePosition {1'000'500, -500, 0}));
        QVERIFY(!bench.stage.isPositionKnown());
    }

    void limitsAJogWhileItIsNotKnown_data()
    {
        QTest::addColumn<bool>("isNew");
        QTest::newRow("firmware 0.4") << false;
        QTest::newRow("firmware 1.0.4") << true;
    }
    void limitsAJogWhileItIsNotKnown()
    {
        QFETCH(bool, isNew);
        SangaboardBench bench(isNew ? Profile::V1_0_4 : Profile::V0_4);
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.write(QStringLiteral("min_step_delay"),
                            100); // 3,000 steps in the time of a jog
        bench.fixture.invoke(QStringLiteral("jog"), steps(-90'000, 0, 0));
        QVERIFY(bench.counted().x >= -SangaboardStage::blindSteps);
        QVERIFY(bench.counted().x < 0);
        QCOMPARE(bench.stage.position(), bench.counted());
    }

    void zeroingMovesTheLimitsButNotTheStage()
    {
        SangaboardBench bench(SangaboardBench::fast(Profile::V1_0_4, 2000));
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.invoke(QStringLiteral("set_zero_position"));
        bench.fixture.invoke(QStringLiteral("move_absolute"), steps(40'000, 0, 0));
        bench.fixture.invoke(QStringLiteral("set_zero_position"));
        QCOMPARE(bench.fixture.read(QStringLiteral("soft_limits")).at("x"),
                 (Json {{"minimum", -140'000}, {"maximum", 60'000}}));
        QVERIFY(errorOf(bench.fixture, QStringLiteral("move_absolute"), steps(60'001, 0, 0))
                    .startsWith(QStringLiteral("StageLimit")));
    }

    void zeroingWhileItIsNotKnownBringsTheLimitsOfTheConfigurationBack()
    {
        SangaboardBench bench(SangaboardBench::fast(Profile::V1_0_4, 2000));
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.invoke(QStringLiteral("set_zero_position"));
        bench.fixture.invoke(QStringLiteral("move_absolute"), steps(40'000, 0, 0));
        bench.fixture.invoke(QStringLiteral("set_zero_position"));
        bench.board.reset();
        WAIT_UNTIL(!bench.stage.isPositionKnown() && bench.isConnected());
        bench.fixture.invoke(QStringLiteral("set_zero_position"));
        QCOMPARE(bench.fixture.read(QStringLiteral("soft_limits")).at("x"),
                 (Json {{"minimum", -100'000}, {"maximum", 100'000}}));
    }

    void isNotKnownAfterARestartOfTheBoard_data() { limitsAJogWhileItIsNotKnown_data(); }
    void isNotKnownAfterARestartOfTheBoard()
    {
        QFETCH(bool, isNew);
        SangaboardBench bench(isNew ? Profile::V1_0_4 : Profile::V0_4);
        WAIT_UNTIL(bench.isConnected());
        // Only after a while a version that comes is surely no late answer of the start.
        QVERIFY(bench.board.waitForCommand("p?", 30s));
        bench.fixture.invoke(QStringLiteral("set_zero_position"));
        QTest::qWait(0);
        if (!isNew)
            bench.fixture.invoke(QStringLiteral("move_relative"), steps(100, 0, 0));
        bench.board.setStored({7, 7, 7});
        bench.board.reset();
        WAIT_UNTIL(!bench.stage.isPositionKnown());
        WAIT_UNTIL(bench.isConnected() && bench.stage.position() == (StagePosition {7, 7, 7}));
        QVERIFY(errorOf(bench.fixture, QStringLiteral("move_to_origin"))
                    .startsWith(QStringLiteral("StagePositionUnknown")));
    }

    void isNotKnownWhenTheBoardCountsSomethingElse()
    {
        SangaboardBench bench;
        WAIT_UNTIL(bench.isConnected());
        bench.fixture.invoke(QStringLiteral("set_zero_position"));
        bench.board.setStored({100, 0, 0}); // another program has moved it
        WAIT_UNTIL(!bench.stage.isPositionKnown());
        QCOMPARE(bench.stage.position(), (StagePosition {100, 0, 0}));
        WAIT_UNTIL(bench.faultText().contains(QStringLiteral("although nothing has moved it")));
    }

    void survivesARestartOfTheProgram_data()
    {
        QTest::addColumn<bool>("isMoved");
        QTest::newRow("when the board counts the same") << false;
        QTest::newRow("not when it counts something else") << true;
    }
    void survivesARestartOfTheProgram()
    {
        QFETCH(bool, isMoved);
        const QTemporaryDir settings;
        Simulator board(SangaboardBench::fast(Profile::V1_0_4));
        const QString port = QString::fromStdString(board.path());
        {
            Run first(port, settings.path());
            QVERIFY(!first.stage->isPositionKnown());
            first.invoke(QStringLiteral("set_zero_position"));
            first.invoke(QStringLiteral("move_relative"), steps(100, 200, 300));
            first.invoke(QStringLiteral("set_zero_position"));
            first.invoke(QStringLiteral("move_relative"), steps(5, 6, 7));
            first.invoke(QStringLiteral("invert_axis_direction"), Json {{"axis", "y"}});
        }
        if (isMoved)
            board.setStored({5, 6, 8});
        const Run second(port, settings.path());
        QCOMPARE(second.stage->isPositionKnown(), !isMoved);
        QCOMPARE(second.stage->position(), (StagePosition {5, -6, isMoved ? 8 : 7}));
        QVERIFY(second.stage->axisInverted().y);
        QCOMPARE(second.stage->softLimits().x, (AxisLimits {-100'100, 99'900}));
        QCOMPARE(second.stage->softLimits().y, (AxisLimits {-99'800, 100'200}));
    }
};

HOLDFAST_GUILESS_TEST(TestSangaboardPosition)

} // namespace tst_sangaboardposition

#include "tst_sangaboardposition.moc"
