// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/camera/simulatedcamera.h"
#include "core/instruments/focus/autofocus.h"
#include "core/instruments/mapping/camerastagemapping.h"
#include "core/instruments/stage/simulatedstage.h"
#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"
#include "tests/ui/nowarnings.h"
#include "ui/base/length/lengthscale.h"
#include "ui/focus/focuscurve.h"
#include "ui/focus/focuspanel.h"
#include "ui/focus/focusplot.h"
#include "ui/live/imagescale.h"
#include "ui/mapping/mappingpanel.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QSpinBox>
#include <QTest>

namespace tst_focuspanel {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

StationOptions inMemory()
{
    StationOptions options;
    options.journal = JournalOptions::inMemory();
    return options;
}

template<typename Made, typename Options>
std::function<std::unique_ptr<Thing>()> making(const Options &options)
{
    return [options] { return std::make_unique<Made>(options); };
}

//! A simulated microscope, with an operator.
class Desk
{
public:
    explicit Desk(bool isWhole = true, int stepRate = 50'000)
        : station(inMemory(), things(isWhole, stepRate))
        , session(station, {Principal::Kind::Operator, QStringLiteral("operator"), {}})
    {
        if (const Result<void> started = station.start(); !started)
            qFatal("%s", qPrintable(started.error().message()));
        monitor = session.monitor();
        lengths = std::make_unique<LengthScale>(access(), QStringLiteral("stage"));
        lengths->setWish(LengthUnit::Steps);
    }

    OperatorAccess access() const { return {session, monitor.get()}; }

    Station station;
    Session session;
    std::unique_ptr<StationMonitor> monitor;
    std::unique_ptr<LengthScale> lengths;

private:
    static std::vector<ThingSpec> things(bool isWhole, int stepRate)
    {
        SimulatedStageOptions stage;
        stage.stepRate = stepRate;
        SimulatedCameraOptions camera;
        camera.frameRate = 60;
        std::vector<ThingSpec> things {{QStringLiteral("stage"), making<SimulatedStage>(stage)},
                                       {QStringLiteral("camera"), making<SimulatedCamera>(camera)}};
        if (isWhole) {
            things.push_back({QStringLiteral("autofocus"), making<Autofocus>(AutofocusOptions())});
            things.push_back({QStringLiteral("camera_stage_mapping"),
                              making<CameraStageMapping>(
                                  CameraStageMappingOptions {.backlash = 100, .settle = 0})});
        }
        return things;
    }
};

template<typename Widget>
Widget *find(const QWidget &parent, const char *name)
{
    auto *found = parent.findChild<Widget *>(QLatin1String(name));
    if (!found)
        qFatal("There is no %s.", name);
    return found;
}

QString textOf(const QWidget &parent, const char *name)
{
    return find<QLabel>(parent, name)->text();
}

} // namespace

class TestFocusPanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void readsWhatAnAutofocusReturns()
    {
        const auto own = FocusCurve::from(
            Json {{"z", {-10, 0, 10}}, {"sharpness", {1.0, 3.0, 2.0}}, {"focus_z", 2}});
        QVERIFY(own);
        QCOMPARE(own->points[1], QPointF(0, 3));
        QCOMPARE(own->focusZ, 2.0);
        // OpenFlexure's, without positions of the pictures.
        const auto theirs = FocusCurve::from(
            Json {{"jpeg_times", {1.0, 1.5, 2.0}},
                  {"jpeg_sizes", {100, 200, 150}},
                  {"stage_times", {1.0, 2.0}},
                  {"stage_positions",
                   {{{"x", 0}, {"y", 0}, {"z", -50}}, {{"x", 0}, {"y", 0}, {"z", 50}}}}});
        QVERIFY(theirs);
        QCOMPARE(theirs->points[1], QPointF(0, 200));
        QVERIFY(!theirs->focusZ);
    }

    void whatIsNoCurveIsNotShown()
    {
        for (
            const char *text :
            {"null", "[]", "{}", R"({"z": [1], "sharpness": []})", R"({"z": "x", "sharpness": 3})",
             R"({"jpeg_times": [1], "jpeg_sizes": [5], "stage_times": [1], "stage_positions": [3]})"})
            QVERIFY2(!FocusCurve::from(Json::parse(text)), text);
    }

    void focusesAndShowsTheCurve()
    {
        const Desk desk;
        FocusPanel panel(desk.access(), desk.lengths.get());
        const auto *plot = find<FocusPlot>(panel, "focusPlot");
        QCOMPARE(plot->accessibleDescription(), QStringLiteral("There is no curve yet."));
        QVERIFY(!find<QPushButton>(panel, "lastGoodButton")->isEnabled());
        find<QPushButton>(panel, "fastAutofocusButton")->click();
        QVERIFY(!find<QPushButton>(panel, "zSweepButton")->isEnabled());
        WAIT_UNTIL(textOf(panel, "focusStatusText") == QStringLiteral("Ready"));
        WAIT_UNTIL(plot->accessibleDescription().contains(QStringLiteral("The focus is at z")));
        WAIT_UNTIL(textOf(panel, "lastGoodZ").startsWith(QStringLiteral("Last good z: ")));
        QVERIFY(find<QPushButton>(panel, "lastGoodButton")->isEnabled());
        panel.resize(560, 200);
        QVERIFY(!panel.grab().isNull());
    }

    void theLimitTowardsTheObjectiveIsSetWhereTheStageIs()
    {
        const Desk desk;
        FocusPanel panel(desk.access(), desk.lengths.get());
        const auto *here = find<QPushButton>(panel, "focusLimitHereButton");
        const auto *none = find<QPushButton>(panel, "noFocusLimitButton");
        QCOMPARE(textOf(panel, "focusLimit"),
                 QStringLiteral("Limit towards the objective: that of the stage"));
        QVERIFY(!none->isEnabled());
        const auto move = desk.session.invoke(QStringLiteral("stage"),
                                              QStringLiteral("move_absolute"), Json {{"z", 400}});
        QVERIFY(move);
        WAIT_UNTIL(desk.session.invocation(move->id)->state == InvocationState::Completed);
        WAIT_UNTIL(here->isEnabled());
        QTest::mouseClick(find<QPushButton>(panel, "focusLimitHereButton"), Qt::LeftButton);
        WAIT_UNTIL(textOf(panel, "focusLimit")
                   == QStringLiteral("Limit towards the objective: z = 400 steps"));
        QCOMPARE(
            desk.session.read(QStringLiteral("autofocus"), QStringLiteral("z_limit")).wait()->json,
            Json(400));
        desk.lengths->setWish(LengthUnit::Micrometres);
        WAIT_UNTIL(textOf(panel, "focusLimit")
                   == QStringLiteral("Limit towards the objective: z = 20 \u00b5m"));
        WAIT_UNTIL(none->isEnabled());
        QTest::mouseClick(find<QPushButton>(panel, "noFocusLimitButton"), Qt::LeftButton);
        WAIT_UNTIL(textOf(panel, "focusLimit")
                   == QStringLiteral("Limit towards the objective: that of the stage"));
    }

    void atTheSideOfTheWindowTheCurveIsBelowTheForm()
    {
        const Desk desk;
        QScrollArea area;
        area.setWidgetResizable(true);
        auto *panel = new FocusPanel(desk.access(), desk.lengths.get());
        area.setWidget(panel);
        area.resize(900, 500);
        area.show();
        const auto *plot = find<FocusPlot>(*panel, "focusPlot");
        const auto *range = find<QSpinBox>(*panel, "focusRange");
        const auto isBeside = [&] { return plot->x() > range->parentWidget()->geometry().right(); };
        WAIT_UNTIL(isBeside());
        area.resize(270, 500);
        WAIT_UNTIL(!isBeside() && plot->y() > range->y());
        QVERIFY2(panel->width() <= area.viewport()->width(),
                 qPrintable(QString::number(panel->width())));
        area.resize(900, 500);
        WAIT_UNTIL(isBeside());
    }

    void aRunThatTakesTooLongIsCancelled()
    {
        const Desk desk(true, 500);
        FocusPanel panel(desk.access(), desk.lengths.get());
        auto *cancel = find<QPushButton>(panel, "focusStatusCancel");
        QVERIFY(cancel->isHidden());
        find<QPushButton>(panel, "fastAutofocusButton")->click();
        WAIT_UNTIL(textOf(panel, "focusStatusText").startsWith(QStringLiteral("Focusing: ")));
        QVERIFY(!cancel->isHidden());
        cancel->click();
        WAIT_UNTIL(textOf(panel, "focusStatusText") == QStringLiteral("Cancelled."));
        QVERIFY(cancel->isHidden());
    }

    void saysWhyNothingWasFound()
    {
        const Desk desk;
        FocusPanel panel(desk.access(), desk.lengths.get());
        find<QSpinBox>(panel, "focusRange")->setValue(600);
        const auto moved = desk.session.invoke(QStringLiteral("stage"),
                                               QStringLiteral("move_absolute"), {{"z", 500}});
        WAIT_UNTIL(desk.session.invocation(moved->id)->isFinished());
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(QStringLiteral("fast_autofocus failed")));
        find<QPushButton>(panel, "fastAutofocusButton")->click();
        WAIT_UNTIL(
            textOf(panel, "focusStatusText").contains(QStringLiteral("at the end of the range")));
        QVERIFY(find<QPushButton>(panel, "fastAutofocusButton")->isEnabled());
    }

    void aWrongRangeIsExplainedBeforeAnythingMoves()
    {
        const Desk desk;
        FocusPanel panel(desk.access(), desk.lengths.get());
        auto *range = find<QSpinBox>(panel, "focusRange");
        auto *edit = range->findChild<QLineEdit *>();
        edit->selectAll();
        QTest::keyClicks(edit, QStringLiteral("5"));
        const auto *button = find<QPushButton>(panel, "fastAutofocusButton");
        QVERIFY(!button->isEnabled());
        QVERIFY2(button->toolTip().contains(QStringLiteral("20 steps")),
                 qPrintable(button->toolTip()));
    }

    void withoutTheThingsTheButtonsSayWhatIsMissing()
    {
        const Desk desk(false);
        FocusPanel focus(desk.access(), desk.lengths.get());
        MappingPanel mapping(desk.access());
        QVERIFY(!find<QPushButton>(focus, "fastAutofocusButton")->isEnabled());
        QCOMPARE(textOf(focus, "focusStatusText"), QStringLiteral("No autofocus is configured."));
        QVERIFY(!find<QPushButton>(mapping, "calibrateButton")->isEnabled());
        QCOMPARE(textOf(mapping, "mappingStatusText"),
                 QStringLiteral("No camera-stage mapping is configured."));
    }

    void whileEverythingIsStoppedTheButtonsSayWhatToDoFirst()
    {
        const Desk desk;
        FocusPanel panel(desk.access(), desk.lengths.get());
        QVERIFY(find<QPushButton>(panel, "fastAutofocusButton")->isEnabled());
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("Emergency stop by")));
        (void)desk.session.stop();
        WAIT_UNTIL(!find<QPushButton>(panel, "fastAutofocusButton")->isEnabled());
        QVERIFY(textOf(panel, "focusStatusText").contains(QStringLiteral("clear the stop")));
    }

    void calibratesAndShowsThePixels()
    {
        const Desk desk;
        MappingPanel panel(desk.access());
        ImageScale scale(desk.access());
        QCOMPARE(textOf(panel, "mappingMatrix"), QStringLiteral("not calibrated"));
        QCOMPARE(textOf(panel, "mappingTime"), QStringLiteral("never"));
        // Until it is calibrated, the matrix of the simulated camera counts.
        WAIT_UNTIL(scale.isKnown());
        find<QPushButton>(panel, "calibrateButton")->click();
        WAIT_UNTIL(textOf(panel, "mappingMatrix").contains(QStringLiteral("to the right")));
        WAIT_UNTIL(textOf(panel, "mappingSize") == QStringLiteral("820 x 616 pixels"));
        QVERIFY2(textOf(panel, "mappingPixel").contains(QStringLiteral("\u00b5m")),
                 qPrintable(textOf(panel, "mappingPixel")));
        WAIT_UNTIL(textOf(panel, "mappingTime") != QStringLiteral("never"));
        const auto steps = scale.stepsTo({100, 40});
        QVERIFY(steps);
        QVERIFY(std::abs((*steps)[Axis::X] + 50) <= 1);
        QVERIFY(std::abs((*steps)[Axis::Y] - 20) <= 1);
    }
};

HOLDFAST_TEST(TestFocusPanel)

} // namespace tst_focuspanel

#include "tst_focuspanel.moc"
