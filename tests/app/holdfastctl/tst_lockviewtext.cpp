// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/task/lockviewtext.h"
#include "tests/client/fakelockserver.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_lockviewtext {

using namespace Holdfast;
using namespace Holdfast::Ctl;
using namespace std::chrono_literals;

namespace {

QString textOf(const Json &state, std::chrono::milliseconds age = {})
{
    const auto view = readLockOverview(state);
    return view ? linesFor(*view, age).join(u'\n') : QStringLiteral("(not read)");
}

Json heldState()
{
    return lockMemory(lockOwner(QStringLiteral("tile scan (127.0.0.1:40112)")));
}

} // namespace

class TestLockViewText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void saysWhatThereIs_data();
    void saysWhatThereIs();
    void letsTheTimesGoOn();
    void escapesWhatATerminalWouldObey();
    void refusesWhatIsNoLock_data();
    void refusesWhatIsNoLock();
    void takesWhatAServerLeavesOut();
};

void TestLockViewText::saysWhatThereIs_data()
{
    QTest::addColumn<QString>("patch"); // the difference from a lock that a tile scan holds
    QTest::addColumn<QString>("line");
    const auto row = [](const char *name, const char *patch, const char *line) {
        QTest::newRow(name) << QString::fromUtf8(patch) << QString::fromUtf8(line);
    };
    row("the owner", "{}", "global lock: held by tile scan (127.0.0.1:40112)");
    row("the operation", "{}", "for       stage.move_relative, 40 %, running for 2 s");
    row("the hold", "{}", " (38 s), generation 17, class remote");
    row("the depth", R"({"owner": {"depth": 2}})", ", depth 2");
    row("a free lock", R"({"held": false, "owner": null})", "global lock: free");
    row("a lock that is switched off", R"({"enabled": false})", "global lock: switched off");
    row("a stuck owner", R"({"owner": {"stuck": true}})", "(127.0.0.1:40112), STUCK");
    row("a lease at rest",
        R"({"owner": {"operation": "", "lease": {"state": "active", "note": "overnight",
            "expires_in_ms": 12000}}})",
        "lease     active, \"overnight\", ends in 12 s unless it is used");
    row("what a lease at rest does",
        R"({"owner": {"operation": "", "lease": {"state": "active"}}})",
        "for       nothing at the moment (a lease)");
    row("a suspended lease", R"({"owner": {"lease": {"state": "suspended"}}})",
        "lease     suspended");
    row("who asks", R"({"owner": {"asks": [{"by": "anna", "reason": "lunch", "at": null}]}})",
        "asked by  anna: \"lunch\"");
    row("who breaks", R"({"owner": {"breaking": {"by": "bob", "reason": "smoke", "at": ""}}})",
        "broken by bob: \"smoke\"");
    row("the watchdog", R"({"owner": {"warning": "no progress for 12 s"}})",
        "warning   no progress for 12 s");
    row("the first in line",
        R"({"queue": [{"position": 1, "label": "anna", "class": "operator",
            "operation": "camera.capture", "waited_ms": 3000, "remaining_ms": 2000}]})",
        "waiting   1. anna (operator) for camera.capture, waiting for 3 s, at most 2 s more");
    row("who has no deadline",
        R"({"queue": [{"position": 1, "label": "anna", "waited_ms": 3000, "remaining_ms": null,
            "takes": true}]})",
        "1. anna, waiting for 3 s, takes it at the next safe point");
    row("the second in line",
        R"({"queue": [{"position": 1, "label": "a"}, {"position": 2, "label": "b"}]})",
        "\n            2. b, waiting for 0 ms");
    row("local only", R"({"mode": "local_only", "mode_by": "operator", "mode_reason": "aligning"})",
        "mode      local only, remote clients are refused; by operator: \"aligning\"");
    row("stopped", R"({"mode": "stopped", "mode_by": "bob"})",
        "mode      STOPPED, all requests are refused; by bob");
    row("a device's lock",
        R"({"devices": [{"name": "laser port", "held": false, "owner": null, "queue": []}]})",
        "\nlaser port: free");
}

void TestLockViewText::saysWhatThereIs()
{
    QFETCH(const QString, patch);
    QFETCH(const QString, line);
    Json state = heldState();
    state.merge_patch(Json::parse(patch.toStdString()));
    QVERIFY2(textOf(state).contains(line), qPrintable(textOf(state)));
}

void TestLockViewText::letsTheTimesGoOn()
{
    Json state = heldState();
    state["owner"]["lease"] = Json {{"state", "active"}, {"expires_in_ms", 12'000}};
    const QString later = textOf(state, 10s);
    QVERIFY2(later.contains(QStringLiteral("(48 s)")), qPrintable(later));
    QVERIFY2(later.contains(QStringLiteral("running for 12 s")), qPrintable(later));
    QVERIFY2(later.contains(QStringLiteral("ends in 2 s")), qPrintable(later));
    QVERIFY2(textOf(state, 60s).contains(QStringLiteral("ends in 0 ms")), "below zero");
}

void TestLockViewText::escapesWhatATerminalWouldObey()
{
    const QString evil = QStringLiteral("\x1b]0;x\a\r\n\u009b2J\u202e");
    Json state = lockMemory(lockOwner(evil));
    Json &owner = state["owner"];
    owner["operation"] = evil;
    owner["class"] = evil;
    owner["warning"] = evil;
    owner["lease"] = Json {{"state", evil}, {"note", evil}};
    owner["asks"] = Json::array({Json {{"by", evil}, {"reason", evil}, {"at", evil}}});
    owner["breaking"] = Json {{"by", evil}, {"reason", evil}, {"at", evil}};
    state["queue"] = Json::array({Json {{"label", evil}, {"class", evil}, {"operation", evil}}});
    state["mode"] = "stopped";
    state["mode_by"] = evil;
    state["mode_reason"] = evil;
    state["devices"] = Json::array({Json {{"name", evil}}});

    const QString text = textOf(state);
    QVERIFY(text.contains(QStringLiteral("\\u001b]0;x\\u0007\\u000d\\u000a\\u009b2J\\u202e")));
    for (const QChar c : text)
        QVERIFY2(c == u'\n' || c.isPrint(), qPrintable(QString::number(c.unicode(), 16)));
    QCOMPARE(text.count(u'\n'), 9);
}

void TestLockViewText::refusesWhatIsNoLock_data()
{
    QTest::addColumn<QString>("json");
    QTest::newRow("null") << "null";
    QTest::newRow("a list") << "[]";
    QTest::newRow("an empty object") << "{}";
    QTest::newRow("a flag that is none") << R"({"held": "no", "queue": []})";
    QTest::newRow("a queue that is none") << R"({"held": false, "queue": 3})";
}

void TestLockViewText::refusesWhatIsNoLock()
{
    QFETCH(const QString, json);
    QVERIFY(!readLockOverview(Json::parse(json.toStdString())));
}

void TestLockViewText::takesWhatAServerLeavesOut()
{
    const QString text = textOf(
        Json {{"held", true}, {"queue", Json::array({nullptr})}, {"owner", Json {{"label", 3}}}});
    QVERIFY2(text.startsWith(QStringLiteral("global lock: held by ")), qPrintable(text));
    const Json huge = Json::parse(R"({"held": true, "queue": [], "generation": 18446744073709551615,
        "owner": {"held_ms": 1e300, "operation": "x", "operation_ms": 9223372036854775807}})");
    QVERIFY2(textOf(huge, 1h).contains(QStringLiteral("generation 0")), qPrintable(textOf(huge)));
}

HOLDFAST_GUILESS_TEST(TestLockViewText)

} // namespace tst_lockviewtext

#include "tst_lockviewtext.moc"
