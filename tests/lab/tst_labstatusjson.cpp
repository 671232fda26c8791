// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/labjson.h"
#include "core/lab/view/labstatusjson.h"
#include "tests/lab/labstatussamples.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_labstatusjson {

using namespace Holdfast;
using namespace LabSamples;

//! The lab as JSON, written and read again.
class TestLabStatusJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aLabComesBackAsItWas()
    {
        LabSituation lab = situation();
        lab.problem = text("no leader");
        lab.off[text("robot")] = {text("ann"), text("etcd is gone"), at(9)};
        const LabStatus sent = labStatus(lab);
        const Json json = toJson(sent);
        const auto read = readLabStatus(json);
        QVERIFY(read);
        QCOMPARE(toQString(toJson(*read).dump()), toQString(json.dump()));
        QVERIFY(*read == sent);
        QCOMPARE(toQString(json["resources"][0]["owner"]["label"].get<std::string>()),
                 script().toString());
        QVERIFY(json["resources"][1]["owner"].is_null());
    }

    void anEmptyLabComesBackAsItWas()
    {
        const LabStatus sent = labStatus({.lab = text("cellar"), .station = text("scope-1")});
        const auto read = readLabStatus(toJson(sent));
        QVERIFY(read && *read == sent);
    }

    void eachConnectionComesBack()
    {
        using enum LabConnection;
        for (const LabConnection connection : {Connecting, Connected, Unreachable, NameTaken}) {
            LabStatus sent;
            sent.connection = connection;
            QVERIFY(readLabStatus(toJson(sent))->connection == connection);
        }
    }

    void whatIsNoLabIsRefused_data()
    {
        QTest::addColumn<QString>("json");
        QTest::newRow("null") << "null";
        QTest::newRow("a list") << "[]";
        QTest::newRow("an empty object") << "{}";
        QTest::newRow("an unknown connection")
            << R"({"connection": "tea", "stations": [], "resources": []})";
        QTest::newRow("stations that are none")
            << R"({"connection": "connected", "stations": 3, "resources": []})";
        QTest::newRow("no resources") << R"({"connection": "connected", "stations": []})";
    }
    void whatIsNoLabIsRefused()
    {
        QFETCH(const QString, json);
        QVERIFY(!readLabStatus(Json::parse(json.toStdString())));
    }

    void whatAnotherVersionLeavesOutIsAsInANewValue()
    {
        const auto read = readLabStatus(Json::parse(
            R"({"connection": "connected", "stations": [null, {"name": 7, "lock": {"waiting": 1e300}}],)"
            R"("resources": [3, {"name": "laser", "queue": [null, {"position": 99999999999}],)"
            R"("members": ["a", 7, "a"]}]})"));
        QVERIFY(read);
        QCOMPARE(read->stations.size(), 1);
        QCOMPARE(read->stations[0].lock->waiting, 0);
        QCOMPARE(read->resources.size(), 1);
        QCOMPARE(read->resources[0].members, QStringList {text("a")});
        QCOMPARE(read->resources[0].queue.size(), 1);
        QVERIFY(!read->resources[0].owner);
    }

    void whatTheStoreHasComesBackAsItWas()
    {
        const LabResource light {.name = text("room-light"),
                                 .title = text("Room light"),
                                 .home = text("table-2"),
                                 .members = {text("table-2.light")},
                                 .unreachable = LabUnreachable::Open,
                                 .off = LabOff {text("ann"), text("fire"), at(3)}};
        const LabResource read =
            LabJson::readResource(light.name, {{}, LabJson::write(light), 1, 2, 0});
        QCOMPARE(read.members, light.members);
        QCOMPARE(read.unreachable, light.unreachable);
        QVERIFY(read.off == light.off);
        const LabStation table = situation().snapshot.stations[text("table-2")];
        QVERIFY(LabJson::readStation(table.name, {{}, LabJson::write(table), 1, 2, 7}).lock
                == table.lock);
        // An earlier version tells less.
        QVERIFY(!LabJson::readStation(table.name, {{}, R"({"url": "u"})", 1, 2, 7}).lock);
        QCOMPARE(LabJson::readResource(light.name, {{}, R"({"title": "t"})", 1, 2, 0}).unreachable,
                 LabUnreachable::Closed);
    }
};

HOLDFAST_APPLESS_TEST(TestLabStatusJson)

} // namespace tst_labstatusjson

#include "tst_labstatusjson.moc"
