// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/stage/softlimits.h"
#include "tests/program/testprogram.h"
#include "ui/stage/positions/positionlist.h"

#include <QTest>

namespace tst_positionlist {

using namespace Holdfast;

namespace {

StageSteps steps(qint64 x, qint64 y, qint64 z)
{
    return {{x, y, z}};
}

Json limits(int least, int most)
{
    const Json ends {{"minimum", least}, {"maximum", most}};
    return {{"x", ends}, {"y", ends}, {"z", ends}};
}

StageFrame frame(int least, int most, bool isXInverted = false)
{
    StageFrame result;
    result.setLimits(limits(least, most));
    result.setInverted(Json {{"x", isXInverted}, {"y", false}, {"z", false}});
    return result;
}

PositionList listOf(const QByteArray &text)
{
    const auto read = PositionList::fromText(text);
    if (const auto *problem = std::get_if<QString>(&read))
        qWarning("%s", qPrintable(*problem));
    return std::holds_alternative<PositionList>(read) ? std::get<PositionList>(read)
                                                      : PositionList();
}

} // namespace

//! Tests places that stay where they are on the instrument, and their files.
class TestPositionList : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void aPlaceStaysWhereItIs_data()
    {
        QTest::addColumn<StageFrame>("now");
        QTest::addColumn<StageSteps>("position");
        QTest::newRow("nothing has changed") << frame(-100, 300) << steps(10, 20, 30);
        QTest::newRow("the zero was set at 50") << frame(-150, 250) << steps(-40, -30, -20);
        QTest::newRow("x was inverted")
            << StageFrame {{std::pair {-300, 100}, std::pair {-100, 300}, std::pair {-100, 300}},
                           {true, false, false}}
            << steps(-10, 20, 30);
        // Inverted, and then set to zero where x is 40.
        QTest::newRow("both") << StageFrame {{std::pair {-340, 60}, std::pair {-140, 260},
                                              std::pair {-140, 260}},
                                             {true, false, false}}
                              << steps(-50, -20, -10);
        QTest::newRow("other limits") << frame(-500, 500) << steps(10, 20, 30);
        QTest::newRow("no limits") << StageFrame() << steps(10, 20, 30);
    }

    void aPlaceStaysWhereItIs()
    {
        QFETCH(const StageFrame, now);
        QFETCH(const StageSteps, position);
        const StagePlace place {steps(10, 20, 30), frame(-100, 300)};
        QVERIFY(place.in(now) == position);
        QVERIFY(converted(position, now, place.frame) == place.position);
    }

    //! The rule is that of the stage itself.
    void countsAsTheStageDoes()
    {
        SoftLimits before;
        before.x = {-100, 300};
        const auto json = [](const SoftLimits &of) {
            return Json {{"x", {{"minimum", of.x.minimum}, {"maximum", of.x.maximum}}}};
        };
        const StagePosition zero {70, 0, 0};
        StageFrame from;
        from.setLimits(json(before));
        StageFrame to;
        to.setLimits(json(before.seenFrom(zero)));
        QCOMPARE(converted(steps(70, 0, 0), from, to)[Axis::X], 0);
        StageFrame mirrored;
        mirrored.setLimits(json(before.mirrored(0)));
        mirrored.setInverted(Json {{"x", true}});
        QCOMPARE(converted(steps(70, 0, 0), from, mirrored)[Axis::X], -70);
    }

    void aFileBringsBackWhatWasSaved()
    {
        const StageFrame now = frame(-150, 250);
        PositionList list;
        list.positions = {
            {QStringLiteral("nucleus \u00e4"), {steps(1, -2, 3), now}},
            {QStringLiteral("marked earlier"), {steps(10, 20, 30), frame(-100, 300)}}};
        const PositionList read = listOf(list.toText(now));
        QCOMPARE(read.positions.size(), 2);
        QCOMPARE(read.unit, QString());
        QCOMPARE(read.positions[0].name, QStringLiteral("nucleus \u00e4"));
        QVERIFY(read.positions[0].place.in(now) == steps(1, -2, 3));
        QVERIFY(read.positions[1].place.in(now) == steps(-40, -30, -20));
        // The zero was moved between the two.
        QVERIFY(read.positions[0].place.in(frame(-100, 300)) == steps(51, 48, 53));
    }

    void aBadFileIsSaid_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *text, const char *said) {
            QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(said);
        };
        row("nothing", "", "It is no JSON: ");
        row("no JSON", "{\"positions\": ", "It is no JSON: ");
        row("another file", "{\"things\": {}}", "no list of positions that Holdfast has saved");
        row("a list", "[1, 2]", "no list of positions that Holdfast has saved");
        row("a later version", R"({"holdfast_positions": 2, "positions": []})", "a later Holdfast");
        row("without positions", R"({"holdfast_positions": 1})", "It has no \"positions\".");
        row("a position that is none", R"({"holdfast_positions": 1, "positions": [7]})",
            "Position 1 of it cannot be used: it is no object.");
        row("a position without a name",
            R"({"holdfast_positions": 1, "positions": [{"x": 1, "y": 2, "z": 3}]})",
            "it has no \"name\"");
        row("an empty name",
            R"({"holdfast_positions": 1, "positions": [{"name": " ", "x": 1, "y": 2, "z": 3}]})",
            "must have 1 to 64 letters");
        row("a position without z",
            R"({"holdfast_positions": 1, "positions": [{"name": "a", "x": 1, "y": 2}]})",
            "its \"z\" must be a number from -1000000000 to 1000000000");
        row("a position too far away",
            R"({"holdfast_positions": 1, "positions": [{"name": "a", "x": 1e10, "y": 2, "z": 3}]})",
            "its \"x\" must be a number");
        row("a word", R"({"holdfast_positions": 1, "positions": [{"name": "a", "x": "1"}]})",
            "its \"x\" must be a number");
    }

    void aBadFileIsSaid()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, said);
        const auto read = PositionList::fromText(text);
        const auto *problem = std::get_if<QString>(&read);
        QVERIFY(problem);
        QVERIFY2(problem->contains(said), qPrintable(*problem));
    }

    void tooManyPositionsAreRefused()
    {
        Json positions = Json::array();
        for (int i = 0; i <= PositionList::most; ++i)
            positions.push_back({{"name", "a"}, {"x", i}, {"y", 0}, {"z", 0}});
        const Json file {{"holdfast_positions", 1}, {"positions", positions}};
        const auto read = PositionList::fromText(toBytes(file));
        QVERIFY(std::holds_alternative<QString>(read));
    }
};

HOLDFAST_GUILESS_TEST(TestPositionList)

} // namespace tst_positionlist

#include "tst_positionlist.moc"
