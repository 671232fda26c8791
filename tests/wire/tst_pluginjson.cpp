// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/pluginjson.h"
#include "tests/program/testprogram.h"
#include "tests/wire/wiresamples.h"

#include <QTest>

namespace tst_pluginjson {

using namespace Holdfast;
using namespace Samples;

//! The plug-ins of a station, written and read again.
class TestPluginJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void comesBackAsItWas()
    {
        using enum PluginReport::State;
        PluginsReport sent {{text("/a"), text("/b")}, {}};
        for (const PluginReport::State state : {Loaded, NotNeeded, Hidden, LeftOut})
            sent.plugins << PluginReport {text("/a/x.so"),           text("1.0"), text("Lamps."),
                                          {text("Lamp"), text("X")}, state,       text("Why.")};
        sent.plugins << PluginReport {text("/b/y.so")};
        const Json json = toJson(sent);
        COMPARE_JSON(json.at("plugins").at(1).at("state"), Json("not_needed"));
        COMPARE_JSON(json.at("plugins").at(4).at("reason"), Json(nullptr));
        const auto read = readPluginsReport(json);
        QVERIFY(read);
        QCOMPARE(read->plugins.at(2).state, Hidden);
        COMPARE_JSON(toJson(*read), json);
    }

    void aStateThatIsUnknownHereIsLeftOut()
    {
        const auto read =
            readPluginsReport(Json::parse(R"({"plugins": [{"file": 1, "state": "asleep"}, 7]})"));
        QVERIFY(read);
        QCOMPARE(read->plugins.size(), 2);
        QCOMPARE(read->plugins.first().state, PluginReport::State::LeftOut);
        QCOMPARE(read->plugins.first().file, QString());
    }

    void whatIsNoListIsNone()
    {
        QVERIFY(!readPluginsReport(nullptr));
        QVERIFY(!readPluginsReport(Json {{"plugins", 1}}));
        QVERIFY(!readPluginsReport(Json::array()));
    }
};

HOLDFAST_GUILESS_TEST(TestPluginJson)

} // namespace tst_pluginjson

#include "tst_pluginjson.moc"
