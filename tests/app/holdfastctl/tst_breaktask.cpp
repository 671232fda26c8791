// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_breaktask {

using namespace Holdfast;

namespace {

const QString s_words = QStringLiteral("lock break --reason smoke");

FakeReply answer(const Json &body, int status = 200)
{
    return {status, body, {}, FakeReply::Kind::Answer};
}

Json report(const char *outcome)
{
    return Json {{"outcome", outcome},
                 {"broken", {{"victim", "tile scan"}, {"operation", "stage.home"}}},
                 {"things", Json::array({Json {{"thing", "stage"}, {"outcome", "late"}}})}};
}

} // namespace

class TestBreakTask : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void breaksWhomItHasShown()
    {
        FakeLockServer server;
        server.tell("GET /lock", {answer(lockMemory(lockOwner(QStringLiteral("tile scan"))))});
        server.tell("POST /lock/break", {answer(report("freed"))});
        CtlProcess ctl(server.url());
        QVERIFY(ctl.runToEnd(s_words));
        QCOMPARE(ctl.exitCode(), 0);
        QVERIFY2(ctl.notes(QStringLiteral("breaking generation 17: tile scan holds it for "
                                          "stage.move_relative since ")),
                 ctl.said().constData());
        QVERIFY2(ctl.says(QStringLiteral("tile scan does not hold the lock any more.\n"
                                         "  stage: has not stopped yet\n")),
                 ctl.said().constData());
        QCOMPARE(server.count("POST /lock/break"), 1);
        QVERIFY((server.requests("POST /lock/break").first().body
                 == Json {{"reason", "smoke"}, {"generation", 17}}));
    }

    void breaksTheGenerationThatIsNamed()
    {
        FakeLockServer server;
        server.tell("POST /lock/break", {answer(report("freed"))});
        CtlProcess ctl(server.url());
        QVERIFY(ctl.runToEnd(s_words + QStringLiteral(" --generation 12 --json")));
        QCOMPARE(ctl.exitCode(), 0);
        QCOMPARE(server.count("GET /lock"), 0);
        QVERIFY(server.requests("POST /lock/break").first().body["generation"] == 12);
        QVERIFY(Json::parse(ctl.output().toStdString()) == report("freed"));
    }

    void saysWhenTheOperationHasNotEnded()
    {
        FakeLockServer server;
        server.tell("POST /lock/break", {answer(report("asked"))});
        CtlProcess ctl(server.url());
        QVERIFY(ctl.runToEnd(s_words + QStringLiteral(" --generation 12")));
        QCOMPARE(ctl.exitCode(), 1);
        QVERIFY2(ctl.says(QStringLiteral(
                     "tile scan was asked to end stage.home, but has not ended it yet")),
                 ctl.said().constData());
    }

    void aFreeLockIsNotBroken()
    {
        FakeLockServer server;
        server.tell("GET /lock", {answer(lockMemory())});
        CtlProcess ctl(server.url());
        QVERIFY(ctl.runToEnd(s_words));
        QCOMPARE(ctl.exitCode(), 1);
        QVERIFY(ctl.notes(QStringLiteral("The lock is free.")));
        QCOMPARE(server.count("POST /lock/break"), 0);
    }

    void saysWhyItMayNot_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("body");
        QTest::addColumn<int>("exitCode");
        QTest::addColumn<QString>("note");
        QTest::newRow("from another machine")
            << 403 << R"({"detail": "Local clients only."})" << 4 << "Refused: Local clients only.";
        QTest::newRow("it has another owner by now")
            << 412 << R"({"generation": 18})" << 1 << "the generation is 18 now";
        QTest::newRow("the lock is free by now")
            << 409 << R"({"detail": "The global lock is free."})" << 1
            << "The global lock is free.";
        QTest::newRow("an answer from elsewhere")
            << 200 << R"({"outcome": "tea"})" << 5 << "is not";
    }

    void saysWhyItMayNot()
    {
        QFETCH(const int, status);
        QFETCH(const QString, body);
        QFETCH(const int, exitCode);
        QFETCH(const QString, note);
        FakeLockServer server;
        server.tell("GET /lock", {answer(lockMemory(lockOwner(QStringLiteral("tile scan"))))});
        server.tell("POST /lock/break", {answer(Json::parse(body.toStdString()), status)});
        CtlProcess ctl(server.url());
        QVERIFY(ctl.runToEnd(s_words));
        QCOMPARE(ctl.exitCode(), exitCode);
        QVERIFY2(ctl.notes(note), ctl.said().constData());
    }
};

HOLDFAST_GUILESS_TEST(TestBreakTask)

} // namespace tst_breaktask

#include "tst_breaktask.moc"
