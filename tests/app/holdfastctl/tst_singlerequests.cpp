// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/app/holdfastctl/ctlprocess.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_singlerequests {

using namespace Holdfast;

//! lock status, lock ask, stop and clear-stop.
class TestSingleRequests : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhatTheServerSays_data();
    void saysWhatTheServerSays();
    void printsJsonForPrograms();
    void printsErrorsAsJsonToo();
    void asksWithReasonAndGeneration();
    void stopsWithAndWithoutReason();
    void usesThePrefix();
    void saysWhenNoServerAnswers();
    void givesUpWhenThereIsNoAnswer_data();
    void givesUpWhenThereIsNoAnswer();
};

void TestSingleRequests::saysWhatTheServerSays_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("body");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says"); // in stdout when the answer is good, else in stderr
    const auto row = [](const char *name, const char *words, const char *line, int status,
                        const char *body, int exitCode, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(words) << QByteArray(line) << status
                            << QString::fromUtf8(body) << exitCode << QString::fromUtf8(says);
    };
    const char *status = "lock status";
    row("free", status, "GET /lock", 200, R"({"held": false, "queue": [], "mode": "shared"})", 0,
        "global lock: free");
    row("held", status, "GET /lock", 200,
        R"({"held": true, "queue": [], "owner": {"label": "tile scan"}})", 1,
        "global lock: held by tile scan");
    row("free, but stopped", status, "GET /lock", 200,
        R"({"held": false, "queue": [], "mode": "stopped"})", 4, "STOPPED");
    row("free, but local only", status, "GET /lock", 200,
        R"({"held": false, "queue": [], "mode": "local_only"})", 4, "local only");
    row("no lock at all", status, "GET /lock", 200, R"({"hello": "world"})", 5,
        "is not that of a Holdfast server");
    row("no such path", status, "GET /lock", 404, R"({"detail": "Not Found"})", 5,
        "does its address need a path prefix");
    row("an error", status, "GET /lock", 500, R"({"detail": "Broken\u001b[2J"})", 5,
        "answered with the status 500. Broken\\u001b[2J");
    row("a redirection, which is not followed", status, "GET /lock", 302, "null", 5,
        "the status 302");

    const char *ask = "lock ask --reason lunch";
    row("asked", ask, "POST /lock/ask", 200, R"({"asked": "tile scan"})", 0,
        "Asked tile scan to release the lock.");
    row("a free lock to ask for", ask, "POST /lock/ask", 409, R"({"detail": "The lock is free."})",
        1, "holdfastctl: The lock is free.");
    row("another owner to ask", ask, "POST /lock/ask", 412, R"({"generation": 19})", 1,
        "the generation is 19 now");
    row("a reason that is refused", ask, "POST /lock/ask", 422,
        R"({"detail": [{"loc": ["body", "reason"], "msg": "is too long"}]})", 2,
        "does not accept this: reason: is too long");

    row("no plug-ins", "plugins", "GET /plugins", 200,
        R"({"folders": ["/a", "/b\u001b"], "plugins": []})", 0,
        "There are no plug-ins.\nSearched: /a, /b\\u001b");
    row("a plug-in that is left out", "plugins", "GET /plugins", 200,
        R"({"folders": [], "plugins": [{"file": "/a/x.so", "classes": ["Lamp", "X"],
            "state": "left_out", "reason": "It crashes."}]})",
        0, "left out    /a/x.so: Lamp, X\n            It crashes.\n");
    row("a server without plug-ins", "plugins", "GET /plugins", 404, R"({"detail": "Not Found"})",
        5, "does its address need a path prefix");

    row("stopped", "stop", "POST /stop", 200,
        R"({"complete": true, "cancelled": 1, "things": [], "latched": true})", 0,
        "Everything stands still; 1 action was cancelled.\nThe lock refuses all requests until");
    row("not all stopped", "stop", "POST /stop", 200,
        R"({"complete": false, "cancelled": 0, "things": [
            {"thing": "camera", "outcome": "stopped", "message": null},
            {"thing": "stage", "outcome": "late", "message": null},
            {"thing": "laser", "outcome": "failed", "message": "no port"}]})",
        1,
        "NOT everything stands still; 0 actions were cancelled.\n  stage: has not stopped yet\n"
        "  laser: could not be stopped (no port)\n");
    row("a stop that is not understood", "stop", "POST /stop", 200, "{}", 5, "is not that of");

    row("cleared", "clear-stop", "DELETE /stop", 200, R"({"cleared": true})", 0,
        "The stop is cleared");
    row("nothing to clear", "clear-stop", "DELETE /stop", 200, R"({"cleared": false})", 1,
        "Nothing was stopped.");
    row("cleared from elsewhere", "clear-stop", "DELETE /stop", 403, R"({"detail": "Not you."})", 4,
        "Refused: Not you.");

    const char *lab = "lab status";
    row("the lab", lab, "GET /lab", 200,
        R"({"lab": "cellar", "station": "scope-1", "connection": "connected", "stations": [],
            "resources": [{"name": "laser\u001b"}]})",
        0,
        "The station \"scope-1\" is in the lab \"cellar\".\nstations:\nresources:\n  laser\\u001b");
    row("a lab that cannot be reached", lab, "GET /lab", 200,
        R"({"lab": "cellar", "station": "scope-1", "connection": "unreachable", "stations": [],
            "resources": []})",
        1, "The lab \"cellar\" has been unreachable.");
    row("no lab", lab, "GET /lab", 404, R"({"detail": "It is in no lab.", "lab": null})", 1,
        "holdfastctl: It is in no lab.");
    row("a server that knows no labs", lab, "GET /lab", 404, R"({"detail": "Not Found"})", 5,
        "does its address need a path prefix");
    row("a lab that is none", lab, "GET /lab", 200, R"({"connection": "tea"})", 5,
        "is not that of a Holdfast server");

    row("without a token", status, "GET /lock", 401, R"({"detail": "Send one."})", 4,
        "wants a valid token, by --token or HOLDFAST_TOKEN. Send one.");
    const char *create = "token create --name anna --role viewer";
    row("a token", create, "POST /tokens", 201,
        R"({"name": "anna", "role": "viewer", "token": "abc"})", 0, "abc\n");
    row("a token whose name is taken", create, "POST /tokens", 409, R"({"detail": "Taken."})", 4,
        "Taken.");
    row("a token that may not be made", create, "POST /tokens", 403, R"({"detail": "Admins."})", 4,
        "Refused: Admins.");
    row("a token that does not come", create, "POST /tokens", 201, "{}", 5, "is not that of");
    row("no tokens", "token list", "GET /tokens", 200, "[]", 0, "There are no tokens.");
    row("the tokens", "token list", "GET /tokens", 200,
        R"([{"name": "anna", "role": "admin", "created": "2026-11-30T12:00:00.000Z"}])", 0,
        "admin    anna ");
    row("a token that is revoked", "token revoke --name anna", "DELETE /tokens/anna", 204, "null",
        0, "The token anna is revoked.");
    row("a token that is not there", "token revoke --name anna", "DELETE /tokens/anna", 404,
        R"({"detail": "There is no token \"anna\"."})", 1, "There is no token \"anna\".");
}

void TestSingleRequests::saysWhatTheServerSays()
{
    QFETCH(const QString, words);
    QFETCH(const QByteArray, line);
    QFETCH(const int, status);
    QFETCH(const QString, body);
    QFETCH(const int, exitCode);
    QFETCH(const QString, says);
    FakeLockServer server;
    server.tell(line, {{status, Json::parse(body.toStdString()), {}, FakeReply::Kind::Answer}});
    CtlProcess ctl(server.url());
    QVERIFY2(ctl.runToEnd(words), ctl.said().constData());
    QCOMPARE(ctl.exitCode(), exitCode);
    const bool isResult = exitCode == 0 || (status == 200 && exitCode != 5);
    QVERIFY2((isResult ? ctl.output() : ctl.errorOutput()).contains(says), ctl.said().constData());
    QCOMPARE((isResult ? ctl.errorOutput() : ctl.output()), QString());
    QCOMPARE(server.count(line), 1);
}

void TestSingleRequests::printsJsonForPrograms()
{
    FakeLockServer server;
    const Json state = lockMemory(lockOwner(QStringLiteral("t\x1b\u009bz")));
    server.tell("GET /lock", {{200, state, {}, FakeReply::Kind::Answer}});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock status --json")));
    QCOMPARE(ctl.exitCode(), 1);
    QCOMPARE(ctl.output().count(u'\n'), 1);
    QVERIFY(ctl.says(QStringLiteral("\"t\\u001b\\u009bz\"")));
    QVERIFY(Json::parse(ctl.output().toStdString()) == state);
}

void TestSingleRequests::printsErrorsAsJsonToo()
{
    FakeLockServer server;
    const Json body {{"detail", "The lock is free."}};
    server.tell("POST /lock/ask", {{409, body, {}, FakeReply::Kind::Answer}});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock ask --reason x --json")));
    QCOMPARE(ctl.exitCode(), 1);
    const Json said = Json::parse(ctl.output().toStdString(), nullptr, false);
    QVERIFY2((said
              == Json {{"error", "The lock is free."},
                       {"exit_code", 1},
                       {"status", 409},
                       {"answer", body}}),
             ctl.said().constData());
    QVERIFY(ctl.notes(QStringLiteral("The lock is free.")));
}

void TestSingleRequests::asksWithReasonAndGeneration()
{
    FakeLockServer server;
    server.tell("POST /lock/ask",
                {{200, Json {{"asked", "tile scan"}}, {}, FakeReply::Kind::Answer}});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock ask --generation 17 --reason"),
                         {QStringLiteral("my turn, \"please\"")}));
    QCOMPARE(ctl.exitCode(), 0);
    QCOMPARE(server.count("POST /lock/ask"), 1);
    const FakeRequest request = server.requests("POST /lock/ask").first();
    QVERIFY((request.body == Json {{"reason", "my turn, \"please\""}, {"generation", 17}}));
    QVERIFY(request.headers.value("holdfast-client").startsWith("anna@"));
    QVERIFY(request.headers.value("holdfast-client").size() <= 64);
}

void TestSingleRequests::stopsWithAndWithoutReason()
{
    FakeLockServer server;
    server.tell("POST /stop", {{200, Json {{"complete", true}}, {}, FakeReply::Kind::Answer}});
    CtlProcess first(server.url());
    QVERIFY(first.runToEnd(QStringLiteral("stop")));
    CtlProcess second(server.url());
    QVERIFY(second.runToEnd(QStringLiteral("stop --reason smoke")));
    QCOMPARE(server.count("POST /stop"), 2);
    QVERIFY(server.requests("POST /stop").first().body.is_null());
    QVERIFY((server.requests("POST /stop").last().body == Json {{"reason", "smoke"}}));
}

void TestSingleRequests::usesThePrefix()
{
    FakeLockServer server;
    server.tell("GET /api/v3/lock", {{200, lockMemory(), {}, FakeReply::Kind::Answer}});
    CtlProcess ctl(server.url(QStringLiteral("/api/v3/")));
    QVERIFY(ctl.runToEnd(QStringLiteral("lock status")));
    QCOMPARE(ctl.exitCode(), 0);
}

void TestSingleRequests::saysWhenNoServerAnswers()
{
    FakeLockServer server;
    server.vanish();
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock status")));
    QCOMPARE(ctl.exitCode(), 3);
    QVERIFY2(ctl.notes(QStringLiteral("%1 cannot be reached: the connection was refused.")
                           .arg(server.url().toString())),
             ctl.said().constData());
}

void TestSingleRequests::givesUpWhenThereIsNoAnswer_data()
{
    QTest::addColumn<bool>("hangs");
    QTest::newRow("the server hangs") << true;
    QTest::newRow("the server closes the connection") << false;
}

void TestSingleRequests::givesUpWhenThereIsNoAnswer()
{
    QFETCH(const bool, hangs);
    FakeLockServer server;
    server.tell("GET /lock", {hangs ? FakeReply::hang() : FakeReply::drop()});
    CtlProcess ctl(server.url());
    QVERIFY(ctl.runToEnd(QStringLiteral("lock status")));
    QCOMPARE(ctl.exitCode(), 3);
    QVERIFY2(ctl.notes(hangs ? QStringLiteral("it does not answer")
                             : QStringLiteral("the connection was closed")),
             ctl.said().constData());
}

HOLDFAST_GUILESS_TEST(TestSingleRequests)

} // namespace tst_singlerequests

#include "tst_singlerequests.moc"
