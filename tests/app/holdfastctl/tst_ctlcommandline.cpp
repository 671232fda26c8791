// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/holdfastctl/ctlcommandline.h"
#include "app/holdfastctl/ctlhelp.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_ctlcommandline {

using namespace Holdfast::Ctl;
using namespace std::chrono_literals;

namespace {

using Parsed = std::variant<CtlCommandLine, CtlAnswer>;

Parsed parsed(const QString &words, const QString &environment = {})
{
    return parseCtlCommandLine(QStringLiteral("holdfastctl %1").arg(words).split(u' '),
                               environment);
}

Parsed parsed(const char *words)
{
    return parsed(QString::fromLatin1(words));
}

const CtlCommandLine &good(const Parsed &parsed)
{
    static const CtlCommandLine none;
    const auto *line = std::get_if<CtlCommandLine>(&parsed);
    return line ? *line : none;
}

} // namespace

class TestCtlCommandLine : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void knowsItsCommands_data();
    void knowsItsCommands();
    void refuses_data();
    void refuses();
    void helps_data();
    void helps();
    void findsTheServer_data();
    void findsTheServer();
    void findsTheToken();
    void readsTheOptionsOfLockRun();
    void leavesTheCommandsOwnOptionsAlone_data();
    void leavesTheCommandsOwnOptionsAlone();
    void keepsAReasonAsItIs();
};

void TestCtlCommandLine::knowsItsCommands_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<int>("command");
    QTest::addColumn<bool>("json");
    const auto row = [](const char *name, const char *words, CtlCommand command, bool json) {
        QTest::newRow(name) << QString::fromLatin1(words) << static_cast<int>(command) << json;
    };
    row("status", "lock status", CtlCommand::LockStatus, false);
    row("an option at the end", "lock status --json", CtlCommand::LockStatus, true);
    row("an option at the start", "--json lock status", CtlCommand::LockStatus, true);
    row("an option in the middle", "lock --json status", CtlCommand::LockStatus, true);
    row("watch", "lock watch --json", CtlCommand::LockWatch, true);
    row("run", "lock run -- sleep 1", CtlCommand::LockRun, false);
    row("ask", "lock ask --reason please", CtlCommand::LockAsk, false);
    row("break", "lock break --reason=lunch --json", CtlCommand::LockBreak, true);
    row("history", "history --last 8h --json", CtlCommand::History, true);
    row("stop needs no reason", "stop", CtlCommand::Stop, false);
    row("clear-stop", "clear-stop --reason fixed", CtlCommand::ClearStop, false);
    row("the lab", "lab status --json", CtlCommand::LabStatus, true);
    row("the lab to watch", "lab watch", CtlCommand::LabWatch, false);
    row("the lab to stop", "lab stop --reason fire", CtlCommand::LabStop, false);
    row("a token to make", "token create --name a --role admin", CtlCommand::TokenCreate, false);
    row("tokens to list", "token list --json", CtlCommand::TokenList, true);
    row("a token to revoke", "token revoke --name a --file f", CtlCommand::TokenRevoke, false);
}

void TestCtlCommandLine::knowsItsCommands()
{
    QFETCH(const QString, words);
    QFETCH(const int, command);
    QFETCH(const bool, json);
    const Parsed line = parsed(words);
    QVERIFY(std::holds_alternative<CtlCommandLine>(line));
    QCOMPARE(static_cast<int>(good(line).command), command);
    QCOMPARE(good(line).json, json);
}

void TestCtlCommandLine::refuses_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("problem");
    QTest::addColumn<int>("exitCode");
    const auto row = [](const char *name, const char *words, const char *problem, int code = 2) {
        QTest::newRow(name) << QString::fromUtf8(words) << QString::fromUtf8(problem) << code;
    };
    row("half a command", "lock", "\"lock\" is not a complete command. Try holdfastctl --help.");
    row("options alone", "--json", "A command is missing.");
    row("an unknown command", "unlock", "There is no command \"unlock\".");
    row("an unknown command of the lock", "lock steal", "There is no command \"lock steal\".");
    row("a word too much", "lock status now",
        "\"now\" is an unexpected argument after \"lock status\".");
    row("an unknown option", "lock status --jsn", "There is no option \"--jsn\".");
    row("an unknown letter", "lock status -x", "There is no option \"-x\".");
    row("a word after one dash", "lock status -json", "There is no option \"-json\".");
    row("an option of another command", "lock status --reason x",
        "\"lock status\" has no option --reason. Try holdfastctl lock status --help.");
    row("a switch with a value", "lock status --json=yes", "--json takes no value.");
    row("a value that is missing", "lock ask --reason", "--reason needs a value.");
    row("no reason to ask", "lock ask", "\"lock ask\" needs a reason: --reason TEXT.");
    row("no reason to break", "lock break --generation 3", "\"lock break\" needs a reason");
    row("an empty reason", "lock break --reason=", "\"lock break\" needs a reason");
    row("a generation that is a word", "lock break --reason x --generation last",
        "\"last\" is not a generation");
    row("a negative generation", "lock ask --reason x --generation -1", "\"-1\" is not a");
    row("a server without scheme", "stop --url lab:5000",
        "\"lab:5000\" (--url) is not the address");
    row("a server that is no web address", "stop --url ftp://lab", "is not the address");
    row("a server with a query", "stop --url http://lab/?a=b", "is not the address");
    row("nothing to run", "lock run", "The command to run is missing", 125);
    row("nothing to run after the dashes", "lock run --", "The command to run is missing", 125);
    row("JSON of a run", "lock run --json -- ls", "\"lock run\" has no option --json.", 125);
    row("a ttl too short", "lock run --ttl 1.9 -- ls", "number of seconds from 2 to 600.", 125);
    row("a ttl too long", "lock run --ttl 601 -- ls", "\"601\" is not a value of --ttl", 125);
    row("a wait that is a word", "lock run --wait long ls", "\"long\" is not a value of --wait",
        125);
    row("a negative wait", "lock run --wait=-1 ls", "\"-1\" is not a value of --wait", 125);
    row("a wait that is no number at all", "lock run --wait nan ls", "not a value of --wait", 125);
    row("a span without a unit", "history --last 8", "\"8\" is not a value of --last");
    row("a time that is none", "history --from yesterday",
        "\"yesterday\" is not a value of --from");
    row("two beginnings", "history --last 8h --from 22:00", "each says where to begin");
    row("a limit of nothing", "history --limit 0", "\"0\" is not a value of --limit");
    row("a token without a name", "token create --role admin", "needs the name of the token");
    row("a token with a wrong name", "token revoke --name a/b", "needs the name of the token");
    row("a token without a role", "token create --name a", "needs the role of the token");
    row("a token with a wrong role", "token create --name a --role god",
        "one of viewer, operator, station, admin.");
    row("a token that is none", "stop --token=", "The value of --token is no token");
    row("a fingerprint that is none", "stop --url https://lab --fingerprint AB:CD",
        "The value of --fingerprint is no fingerprint");
    row("a fingerprint without TLS",
        "stop --url http://lab --fingerprint "
        "0000000000000000000000000000000000000000000000000000000000000000",
        "--fingerprint needs a server with https in its address, and not http://lab.");
    row("control characters", "lock \x1b[2J", "There is no command \"lock \\u001b[2J\".");
}

void TestCtlCommandLine::refuses()
{
    QFETCH(const QString, words);
    QFETCH(const QString, problem);
    QFETCH(const int, exitCode);
    const Parsed line = parsed(words);
    const auto *answer = std::get_if<CtlAnswer>(&line);
    QVERIFY(answer);
    QVERIFY2(answer->text.startsWith(QStringLiteral("holdfastctl: ")), qPrintable(answer->text));
    QVERIFY2(answer->text.contains(problem), qPrintable(answer->text));
    QVERIFY(answer->text.endsWith(QStringLiteral("--help.\n")));
    QCOMPARE(toInt(answer->exitCode), exitCode);
}

void TestCtlCommandLine::helps_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("start");
    const auto row = [](const char *words, const char *start) {
        QTest::newRow(words) << QString::fromLatin1(words) << QString::fromLatin1(start);
    };
    row("--help", "Usage: holdfastctl COMMAND");
    row("-h", "Usage: holdfastctl COMMAND");
    row("lock --help", "Usage: holdfastctl COMMAND");
    row("lock status --help", "Usage: holdfastctl lock status ");
    row("lock watch -h", "Usage: holdfastctl lock watch ");
    row("lock run --help", "Usage: holdfastctl lock run ");
    row("lock ask --help", "Usage: holdfastctl lock ask ");
    row("lock break --help", "Usage: holdfastctl lock break ");
    row("history --help", "Usage: holdfastctl history ");
    row("stop --help", "Usage: holdfastctl stop ");
    row("clear-stop --help", "Usage: holdfastctl clear-stop ");
    row("lab status --help", "Usage: holdfastctl lab status ");
    row("lab watch --help", "Usage: holdfastctl lab watch ");
    row("lab stop --help", "Usage: holdfastctl lab stop ");
    row("token create --help", "Usage: holdfastctl token create ");
    row("token list --help", "Usage: holdfastctl token list ");
    row("token revoke --help", "Usage: holdfastctl token revoke ");
    row("--version", "holdfastctl " HOLDFAST_VERSION "\n");
    row("lock status -v", "holdfastctl " HOLDFAST_VERSION "\n");
}

void TestCtlCommandLine::helps()
{
    QFETCH(const QString, words);
    QFETCH(const QString, start);
    const Parsed line = parsed(words);
    const auto *answer = std::get_if<CtlAnswer>(&line);
    QVERIFY(answer);
    QCOMPARE(toInt(answer->exitCode), 0);
    QVERIFY2(answer->text.startsWith(start), qPrintable(answer->text));
    for (const QString &textLine : answer->text.split(u'\n'))
        QVERIFY2(textLine.size() <= 96, qPrintable(textLine));
}

void TestCtlCommandLine::findsTheServer_data()
{
    QTest::addColumn<QString>("environment");
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("server");
    const auto row = [](const char *name, const char *environment, const char *words,
                        const char *server) {
        QTest::newRow(name) << QString::fromLatin1(environment) << QString::fromLatin1(words)
                            << QString::fromLatin1(server);
    };
    row("by default", "", "stop", "http://127.0.0.1:5000");
    row("the environment's", "http://lab:1", "stop", "http://lab:1");
    row("the option's, rather than the environment's", "http://lab:1", "stop --url http://x:2",
        "http://x:2");
    row("the option's, whatever is in the environment", "nonsense", "stop --url=http://x:2",
        "http://x:2");
    row("without slashes at the end", "", "stop --url http://x:2//", "http://x:2");
    row("with its prefix", "", "stop --url http://x:2/api/v3/", "http://x:2/api/v3");
    row("with encryption", "", "stop --url https://[::1]:2", "https://[::1]:2");
}

void TestCtlCommandLine::findsTheServer()
{
    QFETCH(const QString, environment);
    QFETCH(const QString, words);
    QFETCH(const QString, server);
    QCOMPARE(good(parsed(words, environment)).server.toString(), server);
}

void TestCtlCommandLine::findsTheToken()
{
    const auto tokenIn = [](const char *words, const QString &environment) {
        const QStringList arguments =
            QStringLiteral("holdfastctl %1").arg(QLatin1String(words)).split(u' ');
        const auto line = parseCtlCommandLine(arguments, {}, environment);
        const auto *good = std::get_if<CtlCommandLine>(&line);
        return good ? good->token : QByteArray("wrong usage");
    };
    QCOMPARE(tokenIn("stop", {}), QByteArray());
    QCOMPARE(tokenIn("stop", QStringLiteral("abc\n")), QByteArray("abc"));
    QCOMPARE(tokenIn("stop --token x", QStringLiteral("abc")), QByteArray("x"));
    QCOMPARE(tokenIn("stop", QStringLiteral("a b")), QByteArray("wrong usage"));
}

void TestCtlCommandLine::readsTheOptionsOfLockRun()
{
    const Parsed line = parsed(
        "lock run --label scan --note overnight --ttl 2.5 --wait 0 --keep-running -- /bin/sh -c x");
    QCOMPARE(good(line).label, QStringLiteral("scan"));
    QCOMPARE(good(line).note, QStringLiteral("overnight"));
    QCOMPARE(good(line).ttl.count(), 2500);
    QCOMPARE(good(line).wait, std::optional(std::chrono::milliseconds {0}));
    QVERIFY(good(line).keepRunning);

    const Parsed plain = parsed("lock run /bin/sh");
    QCOMPARE(good(plain).label, QStringLiteral("sh"));
    QCOMPARE(good(plain).ttl.count(), 30'000);
    QVERIFY(!good(plain).wait);
    QVERIFY(!good(plain).keepRunning);
}

void TestCtlCommandLine::leavesTheCommandsOwnOptionsAlone_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QString>("program");
    QTest::newRow("after two dashes") << "lock run -- ls --json -l"
                                      << "ls --json -l";
    QTest::newRow("without dashes") << "lock run ls --help"
                                    << "ls --help";
    QTest::newRow("with dashes of its own") << "lock run -- git log -- x"
                                            << "git log -- x";
    QTest::newRow("with dashes of its own only") << "lock run git -- x"
                                                 << "git -- x";
    QTest::newRow("a command that begins with a dash") << "lock run -- -x"
                                                       << "-x";
}

void TestCtlCommandLine::leavesTheCommandsOwnOptionsAlone()
{
    QFETCH(const QString, words);
    QFETCH(const QString, program);
    QCOMPARE(good(parsed(words)).program.join(u' '), program);
}

void TestCtlCommandLine::keepsAReasonAsItIs()
{
    const QString reason = QStringLiteral("a = b, \"--json\"");
    const Parsed line =
        parseCtlCommandLine({QStringLiteral("holdfastctl"), QStringLiteral("lock"),
                             QStringLiteral("break"), QStringLiteral("--reason=") + reason,
                             QStringLiteral("--generation"), QStringLiteral("17")},
                            {});
    QCOMPARE(good(line).reason, reason);
    QCOMPARE(good(line).generation, std::optional(quint64 {17}));
}

HOLDFAST_GUILESS_TEST(TestCtlCommandLine)

} // namespace tst_ctlcommandline

#include "tst_ctlcommandline.moc"
