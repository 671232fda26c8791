// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/session/stationmonitor.h"
#include "tests/program/diary.h"
#include "tests/program/testprogram.h"
#include "tests/thing/openthing.h"
#include "tests/ui/nowarnings.h"
#include "ui/settings/usersettings.h"
#include "ui/stage/stageaccess.h"
#include "ui/stage/stagepanel.h"

#include <QComboBox>
#include <QLabel>
#include <QSpinBox>
#include <QTest>
#include <QToolButton>

namespace tst_stagepanel {

using namespace Holdfast;

namespace {

constexpr int s_limit = 30'000; // milliseconds; only a test that fails takes so long

//! Returns a stage as those of Micro-Manager are: with some axes, in micrometres, and without a jog.
ThingSpec stageWith(const QString &name, const QStringList &axes, Diary &moves)
{
    return {name, [name, axes, &moves] {
                return std::make_unique<OpenThing>([&](OpenThing &self) {
                    Json schema = {{"type", "object"}, {"properties", Json::object()}};
                    Json here = Json::object();
                    for (const QString &axis : axes) {
                        schema["properties"][toUtf8String(axis)] = {{"type", "number"},
                                                                    {"unit", "\u00b5m"}};
                        here[toUtf8String(axis)] = 7.6;
                    }
                    RuntimeProperty position;
                    position.name = QStringLiteral("position");
                    position.schema = schema;
                    position.readNow = [here] { return here; };
                    self.addProperty(position);
                    for (const char *action : {"move_relative", "move_absolute"}) {
                        RuntimeAction move;
                        move.name = QLatin1String(action);
                        move.input = schema;
                        move.run = [name, &moves](const Json &input, const QList<Blob> &) {
                            for (const auto &[axis, way] : input.items())
                                moves.write(QStringLiteral("%1 %2 %3")
                                                .arg(name, toQString(axis))
                                                .arg(way.get<double>()));
                            return Payload();
                        };
                        self.addAction(move);
                    }
                });
            }};
}

//! \brief A panel in a window of its own, at a station with these Things.
class Bench
{
public:
    explicit Bench(std::vector<ThingSpec> things)
        : m_station({}, std::move(things))
        , m_session(started(m_station), {Principal::Kind::Operator, QStringLiteral("operator"), {}})
        , m_monitor(m_session.monitor())
        , panel({m_session, m_monitor.get()}, &m_settings)
    {
        panel.show();
    }

    const Session &session() const { return m_session; }
    template<typename T>
    T *find(const char *name) const
    {
        return panel.findChild<T *>(QLatin1StringView(name));
    }

private:
    static Station &started(Station &station)
    {
        if (!station.start())
            qFatal("The station has not started.");
        return station;
    }

    UserSettings m_settings {{}};
    Station m_station;
    Session m_session;
    std::unique_ptr<StationMonitor> m_monitor;

public:
    StagePanel panel;
};

} // namespace

//! The choice of the stage that the pad moves.
class TestStagePanel : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { failOnAnyWarning(); }

    void aStageMayHaveAnyName()
    {
        Diary moves;
        const Bench bench(
            {stageWith(QStringLiteral("table"),
                       {QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")}, moves)});
        QVERIFY2(!bench.find<QComboBox>("stageChoice"), "there is nothing to choose");
        QTRY_COMPARE_WITH_TIMEOUT(bench.find<QLabel>("position_x")->text(), QStringLiteral("8"),
                                  s_limit);
        QCOMPARE(bench.find<QSpinBox>("stepXYBox")->suffix(), QStringLiteral(" \u00b5m"));
        bench.find<QToolButton>("moveRightButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(moves.lines(), QStringList(QStringLiteral("table x 200")),
                                  s_limit);
    }

    void severalStagesCanBeChosen()
    {
        Diary moves;
        const Bench bench(
            {stageWith(QStringLiteral("z"), {QStringLiteral("z")}, moves),
             stageWith(QStringLiteral("xy"), {QStringLiteral("x"), QStringLiteral("y")}, moves)});
        auto *choice = bench.find<QComboBox>("stageChoice");
        QVERIFY(choice);
        QCOMPARE(choice->count(), 2);
        QCOMPARE(choice->currentText(), QStringLiteral("xy")); // it has more axes
        QVERIFY(bench.find<QToolButton>("moveRightButton")->isEnabled());
        const auto *focus = bench.find<QToolButton>("focusUpButton");
        QVERIFY(!focus->isEnabled());
        QVERIFY2(focus->toolTip().contains(QStringLiteral("This stage has no z axis.")),
                 qPrintable(focus->toolTip()));
        QVERIFY(!bench.find<QSpinBox>("target_z")->isEnabled());
        QVERIFY(bench.find<QSpinBox>("target_x")->isEnabled());

        choice->setCurrentText(QStringLiteral("z"));
        QVERIFY(!bench.find<QToolButton>("moveRightButton")->isEnabled());
        QVERIFY(!bench.find<QSpinBox>("target_x")->isEnabled());
        bench.find<QToolButton>("focusUpButton")->click();
        QTRY_COMPARE_WITH_TIMEOUT(moves.lines(), QStringList(QStringLiteral("z z 50")), s_limit);
    }

    void theOneCalledStageComesFirst()
    {
        Diary moves;
        const Bench bench(
            {stageWith(QStringLiteral("table"),
                       {QStringLiteral("x"), QStringLiteral("y"), QStringLiteral("z")}, moves),
             stageWith(QStringLiteral("stage"), {QStringLiteral("x")}, moves)});
        QCOMPARE(bench.find<QComboBox>("stageChoice")->currentText(), QStringLiteral("stage"));
        QCOMPARE(stagesOf(bench.session()),
                 (QStringList {QStringLiteral("table"), QStringLiteral("stage")}));
    }

    void aStageWithoutAJogMovesByAStepWhenAControlIsHeld()
    {
        Diary moves;
        const Bench bench({stageWith(QStringLiteral("xy"), {QStringLiteral("x")}, moves)});
        QVERIFY(QTest::qWaitForWindowActive(bench.panel.windowHandle()));
        auto *right = bench.find<QToolButton>("moveRightButton");
        QTest::mousePress(right, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(moves.lines(), QStringList(QStringLiteral("xy x 200")), s_limit);
        QTest::mouseRelease(right, Qt::LeftButton);
    }
};

HOLDFAST_TEST(TestStagePanel)

} // namespace tst_stagepanel

#include "tst_stagepanel.moc"
