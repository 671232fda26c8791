// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/stopjson.h"
#include "tests/program/testprogram.h"
#include "tests/wire/wiresamples.h"

#include <QTest>

namespace tst_stopjson {

using namespace Holdfast;
using namespace Samples;

namespace {

QList<StopReport::Entry> things()
{
    using enum StopReport::Outcome;
    return {{text("camera"), Stopped, {}},
            {text("stage"), Late, {}},
            {text("laser"), Failed, text("no port")}};
}

} // namespace

//! What came of a stop or a break, written and read again.
class TestStopJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aStopComesBackAsItWas()
    {
        const StopReport sent {client(), at(1), 2, true, things()};
        const auto read = readStopReport(toJson(sent));
        QVERIFY(read && !read->isComplete());
        QVERIFY(read->by == sent.by);
        COMPARE_JSON(toJson(*read), toJson(sent));
    }

    void aStopThatContradictsItselfIsNone()
    {
        Json json = toJson(StopReport {client(), at(1), 2, true, things()});
        json["complete"] = true;
        QVERIFY(!readStopReport(json));
        json["things"] = Json::array();
        QVERIFY(readStopReport(json) && readStopReport(json)->isComplete());
        json["complete"] = false;
        QVERIFY(!readStopReport(json));
        json.erase("complete");
        QVERIFY(!readStopReport(json) && !readStopReport(nullptr));
    }

    void anOutcomeThatIsUnknownHereIsNoStop()
    {
        const auto read = readStopReport(Json::parse(
            R"({"complete": false, "things": [{"thing": "stage", "outcome": "resting"}]})"));
        QVERIFY(read && !read->isComplete());
    }

    void aBreakComesBackAsItWas()
    {
        for (const BreakOutcome outcome : {BreakOutcome::Freed, BreakOutcome::Asked}) {
            const BreakReport sent {outcome, lockBreak(), things()};
            const auto read = readBreakReport(toJson(sent));
            QVERIFY(read && read->outcome == outcome);
            COMPARE_JSON(toJson(*read), toJson(sent));
        }
        QVERIFY(!readBreakReport(Json {{"outcome", "tea"}}));
    }
};

HOLDFAST_GUILESS_TEST(TestStopJson)

} // namespace tst_stopjson

#include "tst_stopjson.moc"
