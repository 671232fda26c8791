// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/session/session.h"
#include "core/session/station.h"
#include "core/thing/thingslot.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_surroundings {

using namespace Holdfast;

class Probe : public Thing
{
    Q_OBJECT
public:
    explicit Probe(Json state)
        : m_state(std::move(state))
    {
    }
    Json state() const override
    {
        if (m_state == Json("broken"))
            throw ThingError(QStringLiteral("The wire is cut."));
        return m_state;
    }

private:
    Json m_state;
};

class Recorder : public Thing
{
    Q_OBJECT
public:
    void open() override { configWhenOpened = applicationConfig(); }
    Q_INVOKABLE QString chosen() const { return m_probe->name(); }
    Json statesOfAll() const { return thingStates(); }

    Json configWhenOpened;

private:
    ThingSlot<Probe> m_probe {this, "probe"};
};

//! Tests the information that Things get from the station about each other and about the
//! configuration.
class TestSurroundings : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aThingKnowsTheApplicationsConfiguration()
    {
        StationOptions options;
        options.applicationConfig = {{"site", "cellar"}};
        Station station(options, specs({{QStringLiteral("probe"), {QStringLiteral("left")}}}));
        QVERIFY(station.start());
        QCOMPARE(m_recorder->configWhenOpened, options.applicationConfig);
    }

    void aThingWorksWithTheOneThatIsChosen()
    {
        Station station({}, specs({{QStringLiteral("probe"), {QStringLiteral("right")}}}));
        QVERIFY(station.start());
        QCOMPARE(m_recorder->chosen(), QStringLiteral("right"));
    }

    void aSlotThatCannotBeConnectedPreventsTheStart_data()
    {
        QTest::addColumn<SlotChoices>("choices");
        QTest::addColumn<QString>("part");
        QTest::newRow("several fit and none is chosen")
            << SlotChoices() << QStringLiteral("any of left, right: choose one.");
        QTest::newRow("the slot does not exist")
            << SlotChoices {{QStringLiteral("prob"), {}}}
            << QStringLiteral("things.recorder.thing_slots.prob: A Recorder has no such slot");
        QTest::newRow("nothing is chosen for one that is required")
            << SlotChoices {{QStringLiteral("probe"), {}}}
            << QStringLiteral("things.recorder.thing_slots.probe: The slot needs a Thing");
        QTest::newRow("the Thing does not exist")
            << SlotChoices {{QStringLiteral("probe"), {QStringLiteral("up")}}}
            << QStringLiteral("There is no Thing 'up'");
    }

    void aSlotThatCannotBeConnectedPreventsTheStart()
    {
        QFETCH(SlotChoices, choices);
        QFETCH(QString, part);
        Station station({}, specs(choices));
        const auto started = station.start();
        QVERIFY(!started);
        QVERIFY2(started.error().message().startsWith(
                     QStringLiteral("The Thing 'recorder' could not be started: ")),
                 qPrintable(started.error().message()));
        QVERIFY2(started.error().message().contains(part), qPrintable(started.error().message()));
    }

    void statesAreCollectedByName()
    {
        Station station({}, specs({{QStringLiteral("probe"), {QStringLiteral("left")}}}));
        QVERIFY(station.start());
        QTest::ignoreMessage(QtWarningMsg, "right could not say its state: The wire is cut.");
        QCOMPARE(m_recorder->statesOfAll(), Json::parse(R"({"left": {"angle": 3}})"));
    }

private:
    std::vector<ThingSpec> specs(const SlotChoices &choices)
    {
        return {{QStringLiteral("recorder"),
                 [this] {
                     auto made = std::make_unique<Recorder>();
                     m_recorder = made.get();
                     return made;
                 },
                 {},
                 choices},
                {QStringLiteral("left"),
                 [] {
                     return std::make_unique<Probe>(Json {{"angle", 3}});
                 }},
                {QStringLiteral("right"), [] { return std::make_unique<Probe>(Json("broken")); }}};
    }

    Recorder *m_recorder = nullptr;
};

HOLDFAST_GUILESS_TEST(TestSurroundings)

} // namespace tst_surroundings

#include "tst_surroundings.moc"
