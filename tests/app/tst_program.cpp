// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/json.h"
#include "tests/app/holdfastprocess.h"
#include "tests/app/httpclient.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QElapsedTimer>
#include <QRegularExpression>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

namespace tst_program {

using namespace Holdfast;

class TestProgram : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void answersAndEnds_data();
    void answersAndEnds();
    void refusesABadConfiguration_data();
    void refusesABadConfiguration();
    void checksAConfiguration();
    void leavesOutWhatItDoesNotKnow();
    void checksWhatOnlyTheThingsKnow();
    void writesAnExampleThatStarts();
    void replacesNoFileByAnExample();
    void endsWhenAThingCannotStart();
    void namesTheFileWhoseHostIsWrong();
    void servesTheBuiltInMicroscope();
    void servesWhatAFileSays();
    void servesWhatTheCommandLineSays();
    void keepsSettingsFromOneStartToTheNext();
    void servesAtEveryAddress_data();
    void servesAtEveryAddress();
    void staysStoppedWhenItIsKilled_data();
    void staysStoppedWhenItIsKilled();
    void withoutASettingsFolderItsStateIsTheUsers();
    void endsWhenThePortIsTaken();
    void opensItsWindowWhenThePortIsTaken();
    void withoutAConfigurationItAsksAndServesNothing();
    void saysThatTheDisplayCannotBeReached();
#ifdef HOLDFAST_XVFB
#ifdef HOLDFAST_XDOTOOL
    void startsWhatIsChosen_data();
    void startsWhatIsChosen();
#endif
    void makesTheThingsSafeWhenTheDisplayIsLost();
#endif
    void endsOnASignalWithClientsConnected_data();
    void endsOnASignalWithClientsConnected();

private:
    const QStringList m_headless {QStringLiteral("--headless"), QStringLiteral("--port"),
                                  QStringLiteral("0")};
    const QStringList m_withWindow {QStringLiteral("--simulation"), QStringLiteral("--port"),
                                    QStringLiteral("0")};
    QTemporaryDir m_folder;
    HttpClient m_client {"program test"};
};

void TestProgram::answersAndEnds_data()
{
    QTest::addColumn<QString>("arguments");
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<QString>("says"); // on stdout when all is well, else on stderr
    const auto row = [](const char *name, const char *arguments, int exitCode, const char *says) {
        QTest::newRow(name) << QString::fromLatin1(arguments) << exitCode
                            << QString::fromUtf8(says);
    };
    row("help", "--help", 0, "Usage: holdfast [options]");
    row("help names the port", "-h", 0, "--port <PORT>");
    row("the version", "--version", 0, "Holdfast " HOLDFAST_VERSION "\n");
    row("an unknown option", "--headles", 2,
        "holdfast: There is no option \"--headles\". Try holdfast --help.");
    row("an unknown option with a value", "--headless --foo=1", 2, "no option \"--foo=1\". Try");
    row("an unknown word after one dash", "-stylesheet x", 2, "no option \"-stylesheet\". Try");
    row("a value that is missing", "--headless --port", 2, "--port'. Try");
    row("a port that is a word", "--headless --port http", 2, "\"http\" is not a port");
    row("a port that is too large", "--headless --port 65536", 2, "from 0 (any free one) to 65535");
    row("a negative port", "--headless --port=-1", 2, "\"-1\" is not a port");
    row("help names the exit codes", "--help", 0, "Exit codes: 0");
    row("help names the fallback", "--help", 0, "--fallback");
    row("two configurations", "--headless -c lab.json -j {}", 2, "not from both. Try");
    row("an empty configuration", "--headless --json=", 2, "The value of --json is empty.");
    row("a configuration that is no JSON", "--headless -j {", 3, "--json:1:2: ");
    row("a configuration without Things", "--headless --json {}", 3, "--json: things: ");
    row("a file that is not there", "--headless -c nowhere.json", 3, "nowhere.json: ");
    row("a file without -c", "--headless lab.json", 2, "given with -c");
    row("an insecure server that wants tokens always",
        R"(--insecure --headless -j {"things":{"stage":"SimulatedStage"},"require_token":"always"})",
        2, "--insecure contradicts the configuration");
    row("two errands", "--check --schema", 2, "Give only one of --check, --write-config and");
    row("an example of a file", "--write-config - -c lab.json", 2, "reads no configuration");
    row("a check of what is built in", "--check", 0,
        " Things, and serve at the host 127.0.0.1, port 5000.");
    row("a check of a file that is not there", "--check -c nowhere.json", 3,
        "nowhere.json would not start: 1 error.");
    row("the schema", "--schema", 0, "\"SimulatedStageOptions\"");
    row("help says what 0.0.0.0 is", "--help", 0, "every IPv4 address");
    row("help says what :: is", "--help", 0, ":: is every");
    row("a serial log of what is simulated", "--headless --serial-log wire.log", 2,
        "--serial-log needs a configuration");
    row("a serial log without a name", "--headless -c lab.json --serial-log=", 2,
        "The value of --serial-log is empty.");
    row("a serial log without a serial line",
        R"(--serial-log wire.log --headless -j {"things":{"stage":"SimulatedStage"}})", 3,
        "--json: --serial-log: There is no Thing whose serial line could be recorded");
    row("no display for a window", "--port 0", 2, "Use --headless");
    row("a simulation with a configuration", "--simulation -c lab.json", 2,
        "--simulation starts the built-in simulated microscope");
    row("help names the simulation", "--help", 0, "--simulation");
    row("a host that is not this computer", "--headless --port 0 --host 192.0.2.1", 3, "192.0.2.1");
}

void TestProgram::answersAndEnds()
{
    QFETCH(const QString, arguments);
    QFETCH(const int, exitCode);
    QFETCH(const QString, says);
    HoldfastProcess program;
    QVERIFY2(program.runToEnd(arguments.split(u' ')), program.said().constData());
    QCOMPARE(program.exitCode(), exitCode);
    const QString said = exitCode == 0 ? program.output() : program.errorOutput();
    QVERIFY2(said.contains(says), program.said().constData());
}

void TestProgram::refusesABadConfiguration_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("key");
    QTest::addColumn<QString>("allowed");
    const auto row = [](const char *name, const char *json, const char *key, const char *allowed) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(key)
                            << QString::fromUtf8(allowed);
    };
    row("not JSON", "{\n oops", ":2:2: ", "This is not JSON");
    row("an unknown key", R"({"things": {}, "hots": "::1"})", ": hots: ", "Did you mean \"host\"?");
    row("an unknown class", R"({"things": {"stage": "Stage"}})", ": things.stage: ",
        "Allowed: Autofocus, CameraStageMapping, FolderCamera, Gallery, GridScan, "
        "HistoScanWorkflow, "
        "RasterWorkflow, SimulatedCamera, SimulatedIllumination, SimulatedStage, SmartScan, "
        "SnakeWorkflow, SystemThing.");
    row("a class of the OpenFlexure Microscope that Holdfast does not have",
        R"({"things": {"eye": "openflexure_microscope_server.things.stage.moonraker:MoonrakerStage"}})",
        ": things.eye: ", "use a SimulatedStage");
    row("a class of another program", R"({"things": {"eye": "my.things:Eye"}})",
        ": things.eye: ", "Python class \"my.things:Eye\". Leave this Thing out");
    row("a reserved name", R"({"things": {"lock": "SimulatedStage"}})",
        ": things.lock: ", "none of");
    row("an option out of its range",
        R"({"things": {"stage": {"class": "SimulatedStage", "kwargs": {"step_rate": 0}}}})",
        ": things.stage.kwargs.step_rate: ", "Allowed: an integer from 1 to 1000000.");
}

void TestProgram::refusesABadConfiguration()
{
    QFETCH(const QByteArray, json);
    QFETCH(const QString, key);
    QFETCH(const QString, allowed);
    const QString file = writeConfiguration(m_folder, json);
    HoldfastProcess program;
    QVERIFY(program.runToEnd({QStringLiteral("--headless"), QStringLiteral("-c"), file}));
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.errorOutput().contains(file + key), program.said().constData());
    QVERIFY2(program.errorOutput().contains(allowed), program.said().constData());
}

void TestProgram::checksAConfiguration()
{
    const QString file =
        writeConfiguration(m_folder, R"({"things": {"stage": {"class": "SimulatedStage",
        "kwargs": {"step_rate": 0}}, "eye": "Camera"}, "port": 70000})");
    HoldfastProcess program;
    QVERIFY(program.runToEnd({QStringLiteral("--check"), QStringLiteral("-c"), file}));
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.output().isEmpty(), program.said().constData());
    for (const QString &part :
         {file
              + QStringLiteral(": port: 70000 is not allowed here. Allowed: an integer from 0 to "
                               "65535.\n"),
          file
              + QStringLiteral(
                  ": things.stage.kwargs.step_rate: 0 is not allowed here. Allowed: an "
                  "integer from 1 to 1000000.\n"),
          file + QStringLiteral(": things.eye: There is no class \"Camera\"."),
          QStringLiteral("holdfast: %1 would not start: 3 errors.\n").arg(file)})
        QVERIFY2(program.errorOutput().contains(part), program.said().constData());
}

void TestProgram::leavesOutWhatItDoesNotKnow()
{
    const QString file = writeConfiguration(m_folder, R"({
        "things": {"stage": "openflexure_microscope_server.things.stage.dummy:DummyStage",
                   "new": "openflexure_microscope_server.things.new:NewThing", "torch": "Torch"}})");
    const QStringList check {QStringLiteral("--check"), QStringLiteral("-c"), file};
    HoldfastProcess refusing;
    QVERIFY(refusing.runToEnd(check));
    QCOMPARE(refusing.exitCode(), 3);
    QVERIFY2(refusing.said().contains(
                 "Holdfast has no class for new (openflexure_microscope_server.things."
                 "new:NewThing), torch (Torch). With --skip-unknown it starts without "
                 "them."),
             refusing.said().constData());
    HoldfastProcess checking;
    QVERIFY(checking.runToEnd(check + QStringList {QStringLiteral("--skip-unknown")}));
    QVERIFY2(checking.exitCode() == 0, checking.said().constData());
    QVERIFY2(checking.output().contains(QStringLiteral("would start 1 Thing, ")),
             checking.said().constData());
    QVERIFY2(checking.output().contains(
                 QStringLiteral("things.torch is left out, as --skip-unknown asks.")),
             checking.said().constData());
    HoldfastProcess program;
    const QUrl url = program.serve(
        m_headless + QStringList {QStringLiteral("-c"), file, QStringLiteral("--skip-unknown")});
    QVERIFY2(url.port() > 0, program.said().constData());
    QVERIFY2(program.said().contains("things.new is left out, as --skip-unknown asks."),
             program.said().constData());
    program.interrupt(SIGINT);
    QVERIFY2(program.end(), program.said().constData());
}

void TestProgram::checksWhatOnlyTheThingsKnow()
{
    const QString file = writeConfiguration(
        m_folder, R"({"things": {"left": "SimulatedStage", "right": "SimulatedStage",
                                                "eye": "SimulatedCamera", "scan": "GridScan"}})");
    HoldfastProcess program;
    QVERIFY(program.runToEnd({QStringLiteral("--check"), QStringLiteral("-c"), file}));
    QCOMPARE(program.exitCode(), 3);
    // Which of the two stages shall they use?
    for (const char *thing : {"eye", "scan"})
        QVERIFY2(program.errorOutput().contains(file + QStringLiteral(": things.")
                                                + QLatin1String(thing) + QStringLiteral(": ")),
                 program.said().constData());
    QVERIFY2(program.errorOutput().contains(QStringLiteral("would not start: 2 errors.")),
             program.said().constData());
}

void TestProgram::writesAnExampleThatStarts()
{
    const QString file = m_folder.filePath(QStringLiteral("example.json"));
    HoldfastProcess writer;
    QVERIFY(writer.runToEnd({QStringLiteral("--write-config"), file}));
    QVERIFY2(writer.exitCode() == 0, writer.said().constData());
    HoldfastProcess checker;
    QVERIFY(checker.runToEnd({QStringLiteral("--check"), QStringLiteral("-c"), file}));
    QVERIFY2(checker.exitCode() == 0, checker.said().constData());
    HoldfastProcess program;
    const QUrl url = program.serve(m_headless + QStringList {QStringLiteral("-c"), file});
    QVERIFY2(url.isValid(), program.said().constData());
    const HttpAnswer schema =
        m_client.ask("GET", url.resolved(QUrl(QStringLiteral("/configuration.schema.json"))));
    QCOMPARE(schema.status, 200);
    HoldfastProcess printer;
    QVERIFY(printer.runToEnd({QStringLiteral("--schema"), QStringLiteral("-c"), file}));
    QCOMPARE(Json::parse(printer.output().toStdString()), Json::parse(schema.body.toStdString()));
    HoldfastProcess toOutput;
    QVERIFY(toOutput.runToEnd({QStringLiteral("--write-config"), QStringLiteral("-")}));
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    QCOMPARE(toOutput.output(), QString::fromUtf8(written.readAll()));
}

void TestProgram::replacesNoFileByAnExample()
{
    const QString file = writeConfiguration(m_folder, "{}");
    HoldfastProcess program;
    QVERIFY(program.runToEnd({QStringLiteral("--write-config"), file}));
    QCOMPARE(program.exitCode(), 2);
    QVERIFY2(program.errorOutput().contains(file
                                            + QStringLiteral(" exists already, and was not "
                                                             "changed.")),
             program.said().constData());
    QCOMPARE(QFileInfo(file).size(), 2);
}

void TestProgram::endsWhenAThingCannotStart()
{
    // Which of the two stages shall the camera follow?
    const QString file = writeConfiguration(
        m_folder, R"({"things": {"left": "SimulatedStage", "right": "SimulatedStage",
                                                "eye": "SimulatedCamera"}})");
    HoldfastProcess program;
    QVERIFY(program.runToEnd(m_headless + QStringList {QStringLiteral("-c"), file}));
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.errorOutput().contains(file + QStringLiteral(": things: ")),
             program.said().constData());
    QVERIFY2(program.errorOutput().contains(QStringLiteral("eye")), program.said().constData());
    QVERIFY2(program.output().isEmpty(), program.said().constData());
}

void TestProgram::namesTheFileWhoseHostIsWrong()
{
    const QString file = writeConfiguration(m_folder, R"({"things": {}, "host": "192.0.2.1"})");
    HoldfastProcess program;
    QVERIFY(program.runToEnd(m_headless + QStringList {QStringLiteral("-c"), file}));
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.errorOutput().contains(QStringLiteral("192.0.2.1 is not an address of this "
                                                           "computer. The configuration is %1.")
                                                .arg(file)),
             program.said().constData());
}

void TestProgram::servesTheBuiltInMicroscope()
{
    HoldfastProcess program;
    const QUrl url = program.serve(m_headless);
    QVERIFY2(url.port() > 0, program.said().constData());
    static const QRegularExpression serves(QStringLiteral(
        "^Holdfast " HOLDFAST_VERSION " serves \\d+ Things at http://127\\.0\\.0\\.1:"));
    QVERIFY2(serves.match(program.output()).hasMatch(), program.said().constData());
    const HttpAnswer things = m_client.ask("GET", url.resolved(QUrl(QStringLiteral("/things/"))));
    QCOMPARE(things.status, 200);
    for (const char *name : {"stage", "camera", "global_lock"})
        QVERIFY2(things.body.contains(name), things.body.constData());
    // Nothing of it switches the computer off.
    const HttpAnswer descriptions =
        m_client.ask("GET", url.resolved(QUrl(QStringLiteral("/thing_descriptions/"))));
    QVERIFY(descriptions.body.contains("\"get_things_state\""));
    for (const char *action : {"\"shutdown\"", "\"reboot\""})
        QVERIFY(!descriptions.body.contains(action));
    program.interrupt(SIGINT);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 0);
}

void TestProgram::servesWhatAFileSays()
{
    const QString file = writeConfiguration(m_folder, R"({
        "things": {"xyz": "openflexure_microscope_server.things.stage.dummy:DummyStage"},
        "api_prefix": "/api/v3", "port": 1, "host": "192.0.2.1"})");
    HoldfastProcess program;
    const QUrl url =
        program.serve(m_headless
                      + QStringList {QStringLiteral("-c"), file, QStringLiteral("--host"),
                                     QStringLiteral("127.0.0.1")});
    QVERIFY2(program.output().contains(QStringLiteral("serves 1 Thing at ")),
             program.said().constData());
    const auto path = [&url](const char *relative) {
        return url.resolved(QUrl(QString::fromLatin1(relative)));
    };
    QCOMPARE(m_client.ask("GET", path("/api/v3/xyz/position")).status, 200);
    QCOMPARE(m_client.ask("GET", path("/xyz/position")).status, 404);
    QCOMPARE(url.path(), QStringLiteral("/api/v3/"));
    const HttpAnswer announced = m_client.ask("GET", url);
    QCOMPARE(announced.status, 200);
    QVERIFY2(announced.body.contains("content=\"/api/v3\""), announced.body.constData());
}

void TestProgram::servesWhatTheCommandLineSays()
{
    HoldfastProcess program;
    const QUrl url = program.serve(
        m_headless
        + QStringList {QStringLiteral("--json"),
                       QStringLiteral(R"({"things": {"xyz": "SimulatedStage"}, "port": 1})")});
    QVERIFY2(url.isValid(), program.said().constData());
    QCOMPARE(m_client.ask("GET", url.resolved(QUrl(QStringLiteral("/xyz/position")))).status, 200);
    const QUrl isFallback = url.resolved(QUrl(QStringLiteral("/labthings_fallback")));
    QCOMPARE(m_client.ask("GET", isFallback).status, 404);
}

void TestProgram::keepsSettingsFromOneStartToTheNext()
{
    const QString file = writeConfiguration(
        m_folder, R"({"things": {"camera": "SimulatedCamera"}, "settings_folder": ")"
                      + m_folder.filePath(QStringLiteral("kept")).toUtf8() + "\"}");
    const QStringList arguments = m_headless + QStringList {QStringLiteral("-c"), file};
    QByteArray taken;
    {
        HoldfastProcess program;
        const QUrl url =
            program.serve(arguments).resolved(QUrl(QStringLiteral("/camera/exposure_time")));
        const QByteArray first = m_client.ask("GET", url).body;
        QCOMPARE(m_client.ask("PUT", url, "8000").status, 201);
        taken = m_client.ask("GET", url).body;
        QVERIFY(!taken.isEmpty() && taken != first);
        program.interrupt(SIGTERM);
        QVERIFY2(program.end(), program.said().constData());
    }
    HoldfastProcess program;
    const QUrl url =
        program.serve(arguments).resolved(QUrl(QStringLiteral("/camera/exposure_time")));
    QCOMPARE(m_client.ask("GET", url).body, taken);
    QVERIFY(QFile::exists(
        m_folder.filePath(QStringLiteral("kept/camera/Settings-SimulatedCamera.json"))));
}

void TestProgram::servesAtEveryAddress_data()
{
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isBoth");
    QTest::newRow("IPv4") << "0.0.0.0" << false;
    QTest::newRow("both") << "::" << true;
    QTest::newRow("both, written out") << "0:0:0:0:0:0:0:0" << true;
}

void TestProgram::servesAtEveryAddress()
{
    QFETCH(const QString, host);
    QFETCH(const bool, isBoth);
    HoldfastProcess program;
    const QUrl url = program.serve(m_headless + QStringList {QStringLiteral("--host"), host});
    QVERIFY2(url.isValid(), program.said().constData());
    const auto statusAt = [&](const char *address) {
        return m_client
            .ask("GET", QUrl(QStringLiteral("http://%1:%2/lock")
                                 .arg(QString::fromLatin1(address))
                                 .arg(url.port())))
            .status;
    };
    QCOMPARE(statusAt("127.0.0.1"), 200);
    QCOMPARE(statusAt("[::1]"), isBoth ? 200 : 0);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QVERIFY2(program.errorOutput().contains(isBoth ? QStringLiteral("every address, IPv4 and IPv6")
                                                   : QStringLiteral("every IPv4 address")),
             program.said().constData());
}

void TestProgram::staysStoppedWhenItIsKilled_data()
{
    QTest::addColumn<QByteArray>("more");
    QTest::newRow("with the lock") << QByteArray();
    QTest::newRow("without a lock") << QByteArray(R"(, "enable_global_lock": false)");
}

void TestProgram::staysStoppedWhenItIsKilled()
{
    QFETCH(const QByteArray, more);
    const QTemporaryDir kept;
    const QString file = writeConfiguration(
        m_folder, R"({"things": {"stage": "SimulatedStage"}, "settings_folder": ")"
                      + kept.path().toUtf8() + '"' + more + '}');
    const QStringList arguments = m_headless + QStringList {QStringLiteral("-c"), file};
    const auto generation = [this](const QUrl &server) {
        const QByteArray lock =
            m_client.ask("GET", server.resolved(QUrl(QStringLiteral("/lock")))).body;
        return Json::parse(lock.toStdString())["generation"].get<quint64>();
    };
    const QUrl stop(QStringLiteral("/stop"));
    const QUrl move(QStringLiteral("/stage/move_relative"));
    quint64 last = 0;
    {
        HoldfastProcess program;
        const QUrl server = program.serve(arguments);
        QCOMPARE(m_client.ask("POST", server.resolved(move), R"({"x": 1})").status, 201);
        QTRY_COMPARE_WITH_TIMEOUT(
            Json::parse(
                m_client.ask("GET", server.resolved(QUrl(QStringLiteral("/stage/position"))))
                    .body.toStdString())["x"],
            Json(1), 30'000);
        last = generation(server);
        const HttpAnswer answer =
            m_client.ask("POST", server.resolved(stop), R"({"reason": "smoke"})");
        QCOMPARE(answer.status, 200);
        QVERIFY2(answer.body.contains(R"("latched":true)"), answer.body.constData());
        program.interrupt(SIGKILL);
        QVERIFY(!program.end());
    }
    HoldfastProcess program;
    const QUrl server = program.serve(arguments);
    const Json state = Json::parse(m_client.ask("GET", server.resolved(stop)).body.toStdString());
    QCOMPARE(state["stopped"], Json(true));
    QCOMPARE(state["reason"], Json("smoke"));
    const Json moved =
        Json::parse(m_client.ask("POST", server.resolved(move), R"({"x": 1})").body.toStdString());
    const QUrl invocation = server.resolved(QUrl(moved["href"].get<QString>()));
    QTRY_COMPARE_WITH_TIMEOUT(
        Json::parse(m_client.ask("GET", invocation).body.toStdString())["status"], Json("error"),
        30'000);
    QCOMPARE(m_client.ask("DELETE", server.resolved(stop)).status, 200);
    QVERIFY(more.isEmpty() ? generation(server) > last : last == 0);
}

void TestProgram::withoutASettingsFolderItsStateIsTheUsers()
{
    const QString file = writeConfiguration(m_folder, R"({"things": {"stage": "SimulatedStage"}})");
    HoldfastProcess program;
    const QUrl server = program.serve(m_headless + QStringList {QStringLiteral("-c"), file});
    QVERIFY(server.isValid());
    const QDir state(program.stateFolder() + QStringLiteral("/holdfast"));
    QCOMPARE(state.entryList({QStringLiteral("lock-lab-*.json")}, QDir::Files).size(), 1);
}

void TestProgram::endsWhenThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString port = QString::number(other.serverPort());
    HoldfastProcess program;
    QVERIFY(program.runToEnd({QStringLiteral("--headless"), QStringLiteral("--port"), port}));
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.errorOutput().contains(QStringLiteral("Port %1").arg(port)),
             program.said().constData());
    QVERIFY2(program.output().isEmpty(), program.said().constData());
}

void TestProgram::opensItsWindowWhenThePortIsTaken()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    const QString port = QString::number(other.serverPort());
    HoldfastProcess program(HoldfastProcess::Display::Offscreen);
    program.setArguments({QStringLiteral("--simulation"), QStringLiteral("--port"), port});
    program.start();
    QTRY_VERIFY_WITH_TIMEOUT(program.errorOutput().contains(QStringLiteral("Port %1").arg(port)),
                             60'000);
    QCOMPARE(program.state(), QProcess::Running);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 0);
}

void TestProgram::withoutAConfigurationItAsksAndServesNothing()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress::LocalHost));
    HoldfastProcess program(HoldfastProcess::Display::Offscreen);
    program.setArguments({QStringLiteral("--port"), QString::number(other.serverPort())});
    program.start();
    // It asks what has the port, and says so; it does not serve there itself.
    QTRY_VERIFY_WITH_TIMEOUT(other.hasPendingConnections(), 60'000);
    QCOMPARE(program.state(), QProcess::Running);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 0);
    QVERIFY2(program.output().isEmpty(), program.said().constData());
}

void TestProgram::endsOnASignalWithClientsConnected_data()
{
    QTest::addColumn<int>("signal");
    QTest::addColumn<bool>("window");
    QTest::newRow("SIGTERM, headless") << SIGTERM << false;
    QTest::newRow("SIGINT, headless") << SIGINT << false;
    QTest::newRow("SIGHUP, headless") << SIGHUP << false;
    QTest::newRow("SIGQUIT, headless") << SIGQUIT << false;
    QTest::newRow("SIGTERM, with a window") << SIGTERM << true;
}

void TestProgram::endsOnASignalWithClientsConnected()
{
    QFETCH(const int, signal);
    QFETCH(const bool, window);
    HoldfastProcess program(window ? HoldfastProcess::Display::Offscreen
                                   : HoldfastProcess::Display::None);
    const QUrl url = program.serve(window ? m_withWindow : m_headless);
    QVERIFY2(url.isValid(), program.said().constData());

    // This one would take a minute and a half. Were it not stopped, the exit code would be 4.
    const auto path = [&url](const QString &relative) { return url.resolved(QUrl(relative)); };
    const HttpAnswer move =
        m_client.ask("POST", path(QStringLiteral("/stage/move_relative")), "{\"x\": 90000}");
    QCOMPARE(move.status, 201);
    const QUrl moving = path(QStringLiteral("/stage/moving"));
    QTRY_COMPARE_WITH_TIMEOUT(m_client.ask("GET", moving).body, QByteArray("true"), 30'000);
    QTcpSocket stream;
    stream.connectToHost(url.host(), static_cast<quint16>(url.port()));
    stream.write("GET /camera/mjpeg_stream HTTP/1.1\r\nHost: " + url.host().toUtf8() + "\r\n\r\n");
    QByteArray streamed;
    connect(&stream, &QTcpSocket::readyRead, &stream, [&] { streamed += stream.readAll(); });
    QTRY_VERIFY_WITH_TIMEOUT(streamed.size() > 20'000, 30'000);
    QVERIFY(streamed.startsWith("HTTP/1.1 200"));
    QTcpSocket idle;
    idle.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QTRY_COMPARE_WITH_TIMEOUT(idle.state(), QAbstractSocket::ConnectedState, 30'000);

    QElapsedTimer clock;
    clock.start();
    program.interrupt(signal);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(stream.state(), QAbstractSocket::UnconnectedState, 30'000);
    QTRY_COMPARE_WITH_TIMEOUT(idle.state(), QAbstractSocket::UnconnectedState, 30'000);
    qInfo("It ended after %lld ms.", static_cast<long long>(clock.elapsed()));
}

void TestProgram::saysThatTheDisplayCannotBeReached()
{
    HoldfastProcess program(HoldfastProcess::Display::Unreachable);
    QVERIFY2(program.runToEnd({}), program.said().constData());
    QCOMPARE(program.exitCode(), 2);
    QVERIFY2(program.errorOutput().contains(QStringLiteral("no display can be reached")),
             program.said().constData());
    QVERIFY2(program.errorOutput().contains(QStringLiteral("--headless")),
             program.said().constData());
    QCOMPARE(program.errorOutput().count(u'\n'), 1);
}

#ifdef HOLDFAST_XVFB
namespace {

//! \brief A display of the test's own.
class Screen : public QProcess
{
public:
    //! Returns its name, ":5"; empty when there is none.
    QString open()
    {
        start(QStringLiteral(HOLDFAST_XVFB), {QStringLiteral("-displayfd"), QStringLiteral("1"),
                                              QStringLiteral("-nolisten"), QStringLiteral("tcp")});
        QByteArray number;
        const bool isReady = QTest::qWaitFor(
            [&] { return (number += readAllStandardOutput()).endsWith('\n'); }, 30'000);
        return isReady ? u':' + QString::fromLatin1(number.trimmed()) : QString();
    }
    ~Screen() override
    {
        kill();
        waitForFinished();
    }
};

} // namespace

#ifdef HOLDFAST_XDOTOOL
void TestProgram::startsWhatIsChosen_data()
{
    QTest::addColumn<bool>("isFile");
    QTest::addColumn<QString>("says");
    QTest::newRow("the simulated microscope") << false << QStringLiteral("serves 12 Things");
    QTest::newRow("a file that was used before") << true << QStringLiteral("serves 1 Thing at");
}

void TestProgram::startsWhatIsChosen()
{
    QFETCH(const bool, isFile);
    QFETCH(const QString, says);
    Screen screen;
    const QString display = screen.open();
    QVERIFY(!display.isEmpty());
    const QTemporaryDir home;
    const QString file =
        writeConfiguration(m_folder, R"({"things": {"stage": "SimulatedStage"}, "port": 0})");
    if (isFile) {
        QVERIFY(QDir(home.path()).mkpath(QStringLiteral("holdfast")));
        QFile settings(home.filePath(QStringLiteral("holdfast/window.ini")));
        QVERIFY(settings.open(QIODevice::WriteOnly));
        settings.write("[start]\nrecent=\"" + file.toUtf8() + "\"\n");
    }
    HoldfastProcess program;
    program.useDisplay(display);
    QProcessEnvironment environment = program.processEnvironment();
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
    program.setProcessEnvironment(environment);
    program.setArguments({QStringLiteral("--port"), QStringLiteral("0")});
    program.start();
    // The first one is chosen already, so the key Return starts it.
    QProcess keys;
    environment.insert(QStringLiteral("DISPLAY"), display);
    keys.setProcessEnvironment(environment);
    keys.start(QStringLiteral(HOLDFAST_XDOTOOL),
               {QStringLiteral("search"), QStringLiteral("--sync"), QStringLiteral("--onlyvisible"),
                QStringLiteral("--name"), QStringLiteral("choose an instrument"),
                QStringLiteral("windowfocus"), QStringLiteral("--sync"), QStringLiteral("key"),
                QStringLiteral("Return")});
    QTRY_VERIFY2_WITH_TIMEOUT(program.output().contains(says), program.said().constData(), 60'000);
    QTRY_COMPARE_WITH_TIMEOUT(keys.state(), QProcess::NotRunning, 30'000);
    program.interrupt(SIGTERM);
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 0);
}
#endif

void TestProgram::makesTheThingsSafeWhenTheDisplayIsLost()
{
    Screen screen;
    const QString display = screen.open();
    QVERIFY(!display.isEmpty());
    HoldfastProcess program;
    program.useDisplay(display);
    const QUrl url = program.serve(m_withWindow);
    QVERIFY2(url.isValid(), program.said().constData());
    // The first picture of the simulation takes long on a busy machine.
    QCOMPARE(m_client.ask("GET", url.resolved(QUrl(QStringLiteral("/camera/snapshot")))).status,
             200);
    const HttpAnswer move = m_client.ask(
        "POST", url.resolved(QUrl(QStringLiteral("/stage/move_relative"))), "{\"x\": 90000}");
    QCOMPARE(move.status, 201);
    const QUrl moving = url.resolved(QUrl(QStringLiteral("/stage/moving")));
    QTRY_COMPARE_WITH_TIMEOUT(m_client.ask("GET", moving).body, QByteArray("true"), 30'000);
    screen.kill();
    QVERIFY2(program.end(), program.said().constData());
    QCOMPARE(program.exitCode(), 5);
    QVERIFY2(program.errorOutput().contains(QStringLiteral("The display is lost.")),
             program.said().constData());
    // The move was ended before the program was.
    QVERIFY2(program.errorOutput().contains(QStringLiteral("Cancelled at")),
             program.said().constData());
}
#endif

HOLDFAST_GUILESS_TEST(TestProgram)

} // namespace tst_program

#include "tst_program.moc"
