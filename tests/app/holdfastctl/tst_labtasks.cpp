// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/lab/view/labstatusjson.h"
#include "core/wire/stopjson.h"
#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/client/fakelockserver.h"
#include "tests/lab/labstatussamples.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

#include <csignal>

namespace tst_labtasks {

using namespace Holdfast;
using namespace LabSamples;

namespace {

constexpr int s_limit = 60'000; // milliseconds; only a test that fails takes so long

FakeReply answer(int status, const Json &body)
{
    return {status, body, {}, FakeReply::Kind::Answer};
}

FakeReply stopReply()
{
    return answer(200, toJson(StopReport {.by = person("ann"), .at = at(1), .latched = true}));
}

//! A lab of two stations: the one that is asked, and \a other.
FakeReply labWith(const QString &other)
{
    LabStatus lab {.lab = text("cellar"),
                   .station = text("scope-1"),
                   .connection = LabConnection::Unreachable};
    lab.stations = {{.name = text("scope-1"), .isOwn = true},
                    {.name = text("table-2"), .url = other}};
    return answer(200, toJson(lab));
}

} // namespace

//! lab watch and lab stop.
class TestLabTasks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void watchesTheLab()
    {
        FakeLockServer server;
        server.tell("GET /lab/events", {FakeReply::stream()});
        CtlProcess ctl(server.url());
        ctl.launch(QStringLiteral("lab watch"));
        QTRY_COMPARE_WITH_TIMEOUT(server.streams(), qsizetype {1}, s_limit);
        server.push("event: alive\ndata: 1\n\n");
        LabSituation lab = situation();
        server.pushState(toJson(labStatus(lab)));
        QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("robot       free")), s_limit);
        server.vanish();
        QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("Trying again ...")), s_limit);
        server.comeBack();
        QTRY_COMPARE_WITH_TIMEOUT(server.streams(), qsizetype {1}, s_limit);
        lab.snapshot.owners[text("robot")] = {text("t2"), 50};
        server.pushState(toJson(labStatus(lab)));
        QTRY_VERIFY_WITH_TIMEOUT(ctl.says(QStringLiteral("robot       held by tile scan")),
                                 s_limit);
        ctl.interrupt(SIGINT);
        QVERIFY(ctl.end());
        QCOMPARE(ctl.exitCode(), 0);
        QCOMPARE(ctl.errorOutput(), QString());
    }

    void watchesNoLab()
    {
        FakeLockServer server;
        server.tell("GET /lab/events",
                    {answer(404, Json {{"detail", "In no lab."}, {"lab", nullptr}})});
        CtlProcess ctl(server.url());
        QVERIFY(ctl.runToEnd(QStringLiteral("lab watch")));
        QCOMPARE(ctl.exitCode(), 1);
        QVERIFY(ctl.notes(QStringLiteral("In no lab.")));
    }

    void stopsEveryStation()
    {
        FakeLockServer server;
        FakeLockServer other;
        server.tell("GET /lab", {labWith(other.url().toString())});
        server.tell("POST /stop", {stopReply()});
        other.tell("POST /stop", {stopReply()});
        CtlProcess ctl(server.url());
        QVERIFY(ctl.runToEnd(QStringLiteral("lab stop --reason fire --token secret")));
        QVERIFY2(ctl.exitCode() == 0, ctl.said().constData());
        QVERIFY(ctl.says(QStringLiteral("scope-1: everything stands still")));
        QVERIFY(ctl.says(QStringLiteral("table-2: everything stands still")));
        const FakeRequest asked = other.requests("POST /stop").first();
        QCOMPARE(asked.headers["authorization"], QByteArray("Bearer secret"));
        QCOMPARE(asked.body["reason"].get<std::string>(), std::string("fire"));
    }

    void saysWhichStationHasNotStopped()
    {
        FakeLockServer server;
        FakeLockServer other;
        server.tell("GET /lab", {labWith(other.url().toString())});
        server.tell("POST /stop", {stopReply()});
        other.vanish();
        CtlProcess ctl(server.url());
        QVERIFY(ctl.runToEnd(QStringLiteral("lab stop --json")));
        QCOMPARE(ctl.exitCode(), 1);
        QStringList outcomes;
        for (const QString &line : ctl.output().split(u'\n', Qt::SkipEmptyParts)) {
            const Json told = Json::parse(line.toStdString());
            outcomes << toQString(told["station"].get<std::string>()) + u' '
                            + toQString(told["outcome"].get<std::string>());
        }
        outcomes.sort();
        QCOMPARE(outcomes, (QStringList {text("scope-1 stopped"), text("table-2 unreachable")}));
    }
};

HOLDFAST_GUILESS_TEST(TestLabTasks)

} // namespace tst_labtasks

#include "tst_labtasks.moc"
