// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/simulatedstage.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/ui/fakeinstrument.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/length/lengthbox.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/stagemover.h"
#include "ui/stage/stagepad.h"

#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

#include <algorithm>

namespace tst_stagetargets {

using namespace Holdfast;

namespace {

const QString stage = QStringLiteral("stage");

//! A pad over a simulated stage, whose moves take their time.
class Desk
{
public:
    explicit Desk(LengthUnit unit = LengthUnit::Steps)
        : station(options(), {{stage, [] { return std::make_unique<SimulatedStage>(fast()); }}})
    {
        if (const Result<void> started = station.start(); !started)
            qFatal("%s", qPrintable(started.error().message()));
        settings.setLengthUnit(unit);
        session = std::make_unique<Session>(
            station, Principal {Principal::Kind::Operator, QStringLiteral("operator"), {}});
        monitor = session->monitor();
    }

    void open()
    {
        pad = std::make_unique<StagePad>(StageAccess {{*session, monitor.get()}}, &settings);
        pad->show();
    }
    bool move(const Json &to)
    {
        const auto begun = session->invoke(stage, QStringLiteral("move_absolute"), to);
        return begun
               && QTest::qWaitFor(
                   [&] {
                       return session->invocation(begun->id)->state == InvocationState::Completed;
                   },
                   30'000);
    }
    Json position() const { return session->read(stage, QStringLiteral("position")).wait()->json; }
    LengthBox *box(const char *name) const
    {
        return pad->findChild<LengthBox *>(QLatin1StringView(name));
    }
    QString remark() const
    {
        return pad->findChild<QLabel *>(QStringLiteral("stageRemark"))->text();
    }
    QString label(const char *name) const
    {
        return pad->findChild<QLabel *>(QLatin1StringView(name))->text();
    }
    void press(const char *name) const
    {
        QTest::mouseClick(pad->findChild<QPushButton *>(QLatin1StringView(name)), Qt::LeftButton);
    }
    QMessageBox *question() const
    {
        return pad->findChild<QMessageBox *>(QStringLiteral("stageQuestion"));
    }
    void type(const char *name, const QString &text) const
    {
        box(name)->setFocus();
        box(name)->selectAll();
        QTest::keyClicks(box(name), text);
    }
    //! Returns the inputs of all moves that were asked for.
    QList<Json> inputs() const
    {
        QList<Json> list;
        for (const InvocationRecord &invocation : session->invocations())
            list << (invocation.input ? invocation.input->json : Json());
        return list;
    }

    UserSettings settings {{}};
    Station station;
    std::unique_ptr<Session> session;
    std::unique_ptr<StationMonitor> monitor;
    std::unique_ptr<StagePad> pad;

private:
    static StationOptions options()
    {
        StationOptions options;
        options.journal = JournalOptions::inMemory();
        return options;
    }
    static SimulatedStageOptions fast()
    {
        SimulatedStageOptions options;
        options.stepRate = 10'000;
        return options;
    }
};

} // namespace

class TestStageTargets : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QLocale::setDefault(QLocale::c());
        failOnAnyWarning();
    }

    void onlyWhatWasEnteredMoves()
    {
        Desk desk;
        QVERIFY(desk.move({{"x", 1000}, {"y", 1500}, {"z", 300}}));
        desk.open();
        QVERIFY(QTest::qWaitForWindowActive(desk.pad.get()));
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_x")->text(), QStringLiteral("x 1000"), 30'000);
        QCOMPARE(desk.box("target_y")->text(), QStringLiteral("y 1500"));
        QCOMPARE(desk.box("target_z")->text(), QStringLiteral("z 300"));
        desk.type("target_x", QStringLiteral("1200"));
        QCOMPARE(desk.remark(), QStringLiteral("Return moves to x 1200; the other axes stay."));
        QTest::keyClick(desk.box("target_x"), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.position().at("x").get<int>(), 1200, 30'000);
        QCOMPARE(desk.position(), Json({{"x", 1200}, {"y", 1500}, {"z", 300}}));
        // A number that was left out is null there.
        const auto inputs = desk.inputs();
        QVERIFY(std::any_of(inputs.begin(), inputs.end(), [](const Json &input) {
            return input.value("x", Json()) == 1200 && input.at("y").is_null()
                   && input.at("z").is_null();
        }));
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_x")->text(), QStringLiteral("x 1200"), 30'000);
        QVERIFY(desk.remark().startsWith(QStringLiteral("Limits: ")));
    }

    void withNothingEnteredNothingMoves()
    {
        Desk desk;
        QVERIFY(desk.move({{"x", 700}}));
        desk.open();
        QVERIFY(QTest::qWaitForWindowActive(desk.pad.get()));
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_x")->text(), QStringLiteral("x 700"), 30'000);
        desk.box("target_x")->setFocus();
        QTest::keyClick(desk.box("target_x"), Qt::Key_Return);
        desk.pad->findChild<QPushButton *>(QStringLiteral("goToButton"))->click();
        QCOMPARE(desk.remark(), QStringLiteral("Not moved. Nothing is entered."));
        QCOMPARE(desk.session->invocations().size(), 1);
        // A number that is deleted again was not entered.
        desk.type("target_y", QStringLiteral("5"));
        QTest::keyClick(desk.box("target_y"), Qt::Key_Backspace);
        QTest::keyClick(desk.box("target_y"), Qt::Key_Return);
        QCOMPARE(desk.session->invocations().size(), 1);
        desk.box("target_x")->setFocus();
        QCOMPARE(desk.box("target_y")->text(), QStringLiteral("y 0"));
    }

    void theBoxesFollowTheStageWhileNothingIsEntered()
    {
        Desk desk;
        desk.open();
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_x")->text(), QStringLiteral("x 0"), 30'000);
        desk.type("target_y", QStringLiteral("33"));
        QVERIFY(desk.move({{"x", 400}, {"y", 90}}));
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_x")->text(), QStringLiteral("x 400"), 30'000);
        QCOMPARE(desk.box("target_y")->text(), QStringLiteral("y 33"));
    }

    void aTargetOutOfRangeIsSaidBesideItAndNothingMoves_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("said");
        QTest::newRow("too far") << QStringLiteral("250000")
                                 << QStringLiteral("x: 250000 is too large: at most 100000.");
        QTest::newRow("grouped") << QStringLiteral("1.000,5")
                                 << QStringLiteral("more than one decimal sign");
        QTest::newRow("a fraction")
            << QStringLiteral("10,5") << QStringLiteral("not a whole number");
    }

    void aTargetOutOfRangeIsSaidBesideItAndNothingMoves()
    {
        QFETCH(QString, typed);
        QFETCH(QString, said);
        Desk desk;
        desk.open();
        QVERIFY(QTest::qWaitForWindowActive(desk.pad.get()));
        QTRY_VERIFY_WITH_TIMEOUT(desk.remark().startsWith(QStringLiteral("Limits: ")), 30'000);
        QVERIFY2(desk.remark().contains(QStringLiteral("x ±100000")), qPrintable(desk.remark()));
        desk.type("target_x", typed);
        QVERIFY2(desk.remark().contains(said), qPrintable(desk.remark()));
        QTest::keyClick(desk.box("target_x"), Qt::Key_Return);
        QVERIFY2(desk.remark().startsWith(QStringLiteral("Not moved. "))
                     && desk.remark().contains(said),
                 qPrintable(desk.remark()));
        desk.pad->findChild<QPushButton *>(QStringLiteral("goToButton"))->click();
        QVERIFY(desk.session->invocations().isEmpty());
        QCOMPARE(desk.box("target_x")->text(), QStringLiteral("x ") + typed);
    }

    void newLimitsMakeNoOtherNumberOfWhatIsEntered()
    {
        Desk desk;
        desk.open();
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_x")->text(), QStringLiteral("x 0"), 30'000);
        desk.type("target_x", QStringLiteral("99900"));
        desk.box("target_y")->setFocus();
        QVERIFY(desk.move({{"x", 500}}));
        const auto zero =
            desk.session->invoke(stage, QStringLiteral("set_zero_position"), Json::object());
        QVERIFY(bool(zero));
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_x")->maximum(), 99'500, 30'000);
        QCOMPARE(desk.box("target_x")->text(), QStringLiteral("x 99900"));
        QVERIFY2(desk.remark().contains(QStringLiteral("too large")), qPrintable(desk.remark()));
    }

    void inMicrometresNumbersMeanMicrometres()
    {
        Desk desk(LengthUnit::Micrometres);
        QVERIFY(desk.move({{"x", 1000}, {"y", 1500}, {"z", 300}}));
        desk.open();
        QVERIFY(QTest::qWaitForWindowActive(desk.pad.get()));
        // 0.08 and 0.05 micrometres per step
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_x")->text(), QStringLiteral("x 80"), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_z")->text(), QStringLiteral("z 15"), 30'000);
        QCOMPARE(desk.label("position_x"), QStringLiteral("80.00"));
        QCOMPARE(desk.label("position_z"), QStringLiteral("15.00"));
        QCOMPARE(desk.label("positionUnit"), QStringLiteral("\u00b5m"));
        QCOMPARE(desk.box("stepXYBox")->text(), QStringLiteral("16 \u00b5m"));
        QCOMPARE(desk.box("stepZBox")->text(), QStringLiteral("2.5 \u00b5m"));
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.remark(),
            QStringLiteral("Limits: x \u00b18000, y \u00b18000, z \u00b15000 \u00b5m"), 30'000);
        desk.type("target_x", QStringLiteral("96,08"));
        QCOMPARE(desk.remark(),
                 QStringLiteral("Return moves to x 96.08 \u00b5m; the other axes stay."));
        QTest::keyClick(desk.box("target_x"), Qt::Key_Return);
        QTRY_COMPARE_WITH_TIMEOUT(desk.position().at("x").get<int>(), 1201, 30'000);
        QCOMPARE(desk.position(), Json({{"x", 1201}, {"y", 1500}, {"z", 300}}));
        QTRY_COMPARE_WITH_TIMEOUT(desk.box("target_x")->text(), QStringLiteral("x 96.08"), 30'000);

        desk.type("target_x", QStringLiteral("8001"));
        QVERIFY2(desk.remark().contains(QStringLiteral("x: 8001 is too large: at most 8000.")),
                 qPrintable(desk.remark()));
        desk.type("stepXYBox", QStringLiteral("0,01"));
        QVERIFY2(desk.remark().contains(
                     QStringLiteral("0,01 \u00b5m is too small: at least 0.08 \u00b5m.")),
                 qPrintable(desk.remark()));
        desk.type("stepXYBox", QStringLiteral("8"));
        QTest::keyClick(desk.box("stepXYBox"), Qt::Key_Return);
        QCOMPARE(desk.settings.stepXY(), 100);
        desk.pad->findChild<QAbstractButton *>(QStringLiteral("moveRightButton"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(desk.position().at("x").get<int>(), 1301, 30'000);
    }

    void theUnitChangesWhileNothingMoves()
    {
        Desk desk(LengthUnit::Micrometres);
        QVERIFY(desk.move({{"x", 1000}}));
        desk.open();
        QTRY_COMPARE_WITH_TIMEOUT(desk.label("position_x"), QStringLiteral("80.00"), 30'000);
        desk.settings.setLengthUnit(LengthUnit::Steps);
        QCOMPARE(desk.label("position_x"), QStringLiteral("1000"));
        QCOMPARE(desk.label("positionUnit"), QString());
        QCOMPARE(desk.box("target_x")->text(), QStringLiteral("x 1000"));
        QCOMPARE(desk.box("stepXYBox")->text(), QStringLiteral("200 steps"));
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.remark(), QStringLiteral("Limits: x \u00b1100000, y \u00b1100000, z \u00b1100000"),
            30'000);
        QCOMPARE(desk.session->invocations().size(), 1);
    }

    void zeroAsksFirst()
    {
        Desk desk;
        QVERIFY(desk.move({{"x", 100}, {"y", 20}, {"z", -30}}));
        desk.open();
        QTRY_COMPARE_WITH_TIMEOUT(desk.label("position_x"), QStringLiteral("100"), 30'000);
        QVERIFY(!desk.question());
        desk.press("zeroButton");
        QVERIFY(desk.question() && desk.question()->isVisible());
        QVERIFY2(desk.question()->informativeText().contains(
                     QStringLiteral("x 100 steps, y 20 steps, z -30 steps")),
                 qPrintable(desk.question()->informativeText()));
        QVERIFY(!desk.question()->isModal()); // so STOP can be pressed
        // The key Return, and Escape, leave the zero where it is.
        for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Escape}) {
            desk.press("zeroButton");
            QTest::keyClick(desk.question(), key);
            QTRY_VERIFY_WITH_TIMEOUT(!desk.question(), 30'000);
            QCOMPARE(desk.session->invocations().size(), 1);
        }
        desk.press("zeroButton");
        desk.press("confirmZeroButton");
        QTRY_COMPARE_WITH_TIMEOUT(desk.position(), Json({{"x", 0}, {"y", 0}, {"z", 0}}), 30'000);
        QTRY_VERIFY_WITH_TIMEOUT(!desk.question(), 30'000);
    }

    void noOtherPlaceThanThatWasAskedAboutBecomesZero()
    {
        Desk desk;
        QVERIFY(desk.move({{"x", 100}}));
        desk.open();
        QTRY_COMPARE_WITH_TIMEOUT(desk.label("position_x"), QStringLiteral("100"), 30'000);
        desk.press("zeroButton");
        QVERIFY(desk.move({{"x", 150}}));
        QTRY_COMPARE_WITH_TIMEOUT(desk.label("position_x"), QStringLiteral("150"), 30'000);
        desk.press("confirmZeroButton");
        QCOMPARE(desk.remark(),
                 QStringLiteral("Not done. The stage was moved while the question was open."));
        QCOMPARE(desk.session->invocations().size(), 2);
    }

    void anOriginThatDrivesZAsksFirst_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("z");
        QTest::newRow("only x and y") << QByteArray("originWithoutZButton") << 300;
        QTest::newRow("all axes") << QByteArray("originWithZButton") << 0;
    }

    void anOriginThatDrivesZAsksFirst()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const int, z);
        Desk desk;
        QVERIFY(desk.move({{"x", 100}, {"y", 20}, {"z", 300}}));
        desk.open();
        QTRY_COMPARE_WITH_TIMEOUT(desk.label("position_z"), QStringLiteral("300"), 30'000);
        desk.press("originButton");
        QVERIFY(desk.question());
        QCOMPARE(desk.session->invocations().size(), 1);
        desk.press(answer.constData());
        QTRY_COMPARE_WITH_TIMEOUT(desk.position(), Json({{"x", 0}, {"y", 0}, {"z", z}}), 30'000);
        // Back is where it was.
        QTRY_COMPARE_WITH_TIMEOUT(desk.label("moveStatusText"), QStringLiteral("Ready"), 30'000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.label("position_x"), QStringLiteral("0"), 30'000);
        QCOMPARE(desk.pad->goBack(), QString());
        QTRY_COMPARE_WITH_TIMEOUT(desk.position(), Json({{"x", 100}, {"y", 20}, {"z", 300}}),
                                  30'000);
    }

    void anOriginAtTheSameHeightNeedsNoQuestion()
    {
        Desk desk;
        QVERIFY(desk.move({{"x", 100}, {"y", 20}}));
        desk.open();
        QTRY_COMPARE_WITH_TIMEOUT(desk.label("position_x"), QStringLiteral("100"), 30'000);
        desk.press("originButton");
        QVERIFY(!desk.question());
        QTRY_COMPARE_WITH_TIMEOUT(desk.position(), Json({{"x", 0}, {"y", 0}, {"z", 0}}), 30'000);
    }

    void whileAStepIsNoStepNothingMovesByIt()
    {
        Desk desk;
        desk.open();
        QVERIFY(QTest::qWaitForWindowActive(desk.pad.get()));
        desk.type("stepXYBox", QStringLiteral("250000"));
        QVERIFY2(desk.remark().contains(QStringLiteral("250000 steps is too large: at most 10000")),
                 qPrintable(desk.remark()));
        QTest::keyClick(desk.box("stepXYBox"), Qt::Key_Return);
        QVERIFY(desk.box("stepXYBox")->hasFocus());
        desk.pad->findChild<QAbstractButton *>(QStringLiteral("moveRightButton"))->click();
        QVERIFY(desk.session->invocations().isEmpty());
        QCOMPARE(desk.settings.stepXY(), 200);
        desk.type("stepXYBox", QStringLiteral("25"));
        QTest::keyClick(desk.box("stepXYBox"), Qt::Key_Return);
        QCOMPARE(desk.settings.stepXY(), 25);
        desk.pad->findChild<QAbstractButton *>(QStringLiteral("moveRightButton"))->click();
        QTRY_COMPARE_WITH_TIMEOUT(desk.position().at("x").get<int>(), 25, 30'000);
    }
};

HOLDFAST_TEST(TestStageTargets)

} // namespace tst_stagetargets

#include "tst_stagetargets.moc"
