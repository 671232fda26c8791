// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/thing/json/json.h"
#include "tests/app/holdfastprocess.h"
#include "tests/app/httpclient.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

namespace tst_plugins {

using namespace Holdfast;

namespace {

//! Returns where the build has put a plug-in.
QString built(const QString &plugin)
{
    const QString project =
        plugin == QStringLiteral("lamp") ? QStringLiteral("template") : QStringLiteral("faulty");
    return QStringLiteral(HOLDFAST_PLUGINS "/%1/build/%2.so").arg(project, plugin);
}

QString installed(const QString &path)
{
    return QStringLiteral(HOLDFAST_PLUGINS "/installed/") + path;
}

} // namespace

//! Plug-ins in folders, and Holdfast as it is installed, driven by a client.
class TestPlugins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void loadsTheTemplate_data();
    void loadsTheTemplate();
    void checksTheOptionsOfAPlugIn();
    void loadsOnlyWhatIsNamed();
    void leavesOutWhatCannotBeUsed_data();
    void leavesOutWhatCannotBeUsed();
    void takesTheFirstOfTwo();
    void takesTheSecondWhenTheFirstCannotBeUsed_data();
    void takesTheSecondWhenTheFirstCannotBeUsed();
    void saysWhereItHasSearched();
    void checksWhetherPlugInsCanBeUsed();
    void listsThemInATerminal();

private:
    //! Returns a folder with copies of \a plugins.
    QString folderWith(const QString &name, const QStringList &plugins);
    QString written(const Json &configuration);
    QUrl serve(HoldfastProcess &program, const Json &configuration);
    Json get(const QUrl &server, const QString &path);
    Json pluginAt(const QUrl &server, const QString &file);

    std::unique_ptr<QTemporaryDir> m_folder;
    HttpClient m_client {"plug-in test"};
};

void TestPlugins::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_folder = std::make_unique<QTemporaryDir>();
}

QString TestPlugins::folderWith(const QString &name, const QStringList &plugins)
{
    const QString folder = m_folder->filePath(name);
    QDir().mkpath(folder);
    for (const QString &plugin : plugins) {
        if (!QFile::copy(built(plugin), folder + u'/' + plugin + QStringLiteral(".so")))
            return {};
    }
    return folder;
}

QString TestPlugins::written(const Json &configuration)
{
    QFile file(m_folder->filePath(QStringLiteral("lab.json")));
    const QByteArray text = toBytes(configuration);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        return {};
    return file.fileName();
}

QUrl TestPlugins::serve(HoldfastProcess &program, const Json &configuration)
{
    QProcessEnvironment environment = program.processEnvironment();
    environment.insert(QStringLiteral("XDG_DATA_HOME"), m_folder->filePath(QStringLiteral("data")));
    program.setProcessEnvironment(environment);
    program.setProgram(installed(QStringLiteral("bin/holdfast")));
    return program.serve({QStringLiteral("--headless"), QStringLiteral("--port"),
                          QStringLiteral("0"), QStringLiteral("-c"), written(configuration)});
}

Json TestPlugins::get(const QUrl &server, const QString &path)
{
    const HttpAnswer answer = m_client.ask("GET", server.resolved(QUrl(path)));
    return answer.status == 200 ? Json::parse(answer.body.toStdString())
                                : Json("status " + std::to_string(answer.status));
}

//! Returns what the server says of the plug-in \a file; null when it does not know it.
Json TestPlugins::pluginAt(const QUrl &server, const QString &file)
{
    const Json report = get(server, QStringLiteral("/plugins"));
    for (const Json &plugin : report.at("plugins")) {
        if (plugin.at("file").get<QString>() == file)
            return plugin;
    }
    return nullptr;
}

void TestPlugins::loadsTheTemplate_data()
{
    QTest::addColumn<QString>("place");
    QTest::newRow("from the user's folder") << "data/holdfast/plugins";
    QTest::newRow("from a folder of the configuration") << "configured";
    QTest::newRow("from the installation") << "";
}

void TestPlugins::loadsTheTemplate()
{
    QFETCH(const QString, place);
    Json configuration {
        {"things", {{"lamp", {{"class", "Lamp"}, {"kwargs", {{"most_milliwatts", 20}}}}}}}};
    QString folder;
    if (place.isEmpty()) {
        // Where "cmake --install" of the plug-in puts it.
        folder = installed(QStringLiteral(HOLDFAST_LIBRARY_FOLDER "/holdfast/plugins"));
        QDir().mkpath(folder);
        QFile::copy(built(QStringLiteral("lamp")), folder + QStringLiteral("/lamp.so"));
    } else {
        folder = folderWith(place, {QStringLiteral("lamp")});
        configuration["plugin_folders"] =
            Json::array({m_folder->filePath(QStringLiteral("nowhere")), folder});
    }
    const auto clean = qScopeGuard([&] {
        if (place.isEmpty())
            QDir(folder).removeRecursively();
    });
    HoldfastProcess program;
    const QUrl server = serve(program, configuration);
    QVERIFY2(server.isValid(), program.said().constData());
    const QUrl brightness = server.resolved(QUrl(QStringLiteral("/lamp/brightness")));
    QCOMPARE(m_client.ask("PUT", brightness, "12.5").status, 201);
    QCOMPARE(m_client.ask("GET", brightness).body, QByteArray("12.5"));
    QCOMPARE(m_client.ask("PUT", brightness, "20.5").status, 422);
    const Json description = get(server, QStringLiteral("/lamp/"));
    QCOMPARE(description.at("properties").at("brightness").at("maximum"), Json(20));
    const Json plugin = pluginAt(server, folder + QStringLiteral("/lamp.so"));
    QCOMPARE(plugin, Json({{"file", folder + QStringLiteral("/lamp.so")},
                           {"version", "1.0.0"},
                           {"description", "A lamp whose brightness can be set."},
                           {"classes", Json::array({"Lamp"})},
                           {"state", "loaded"},
                           {"reason", nullptr}}));
    const Json schema = get(server, QStringLiteral("/configuration.schema.json"));
    QVERIFY(schema.at("definitions").contains("LampOptions"));
}

void TestPlugins::checksTheOptionsOfAPlugIn()
{
    const QString folder = folderWith(QStringLiteral("a"), {QStringLiteral("lamp")});
    const QString file = written(
        {{"plugin_folders", Json::array({folder})},
         {"things", {{"lamp", {{"class", "Lamp"}, {"kwargs", {{"most_milliwatts", 1000}}}}}}}});
    HoldfastProcess program;
    program.setProgram(installed(QStringLiteral("bin/holdfast")));
    QVERIFY(program.runToEnd({QStringLiteral("--check"), QStringLiteral("-c"), file}));
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.errorOutput().contains(
                 QStringLiteral("things.lamp.kwargs.most_milliwatts: 1000 is not allowed here. "
                                "Allowed: a number from 0.1 to 100.")),
             program.said().constData());
}

void TestPlugins::loadsOnlyWhatIsNamed()
{
    const QString folder =
        folderWith(QStringLiteral("a"), {QStringLiteral("crashing"), QStringLiteral("lamp")});
    HoldfastProcess program;
    const QUrl server = serve(program, {{"plugin_folders", Json::array({folder})},
                                        {"things", {{"stage", "SimulatedStage"}}}});
    QVERIFY2(server.isValid(), program.said().constData());
    for (const char *plugin : {"/crashing.so", "/lamp.so"})
        QCOMPARE(pluginAt(server, folder + QLatin1String(plugin)).at("state"), Json("not_needed"));
    QVERIFY2(program.errorOutput().isEmpty()
                 || !program.errorOutput().contains(QStringLiteral("plug-in")),
             program.said().constData());
    QFile maps(QStringLiteral("/proc/%1/maps").arg(program.processId()));
    QVERIFY(maps.open(QIODevice::ReadOnly));
    QVERIFY(!maps.readAll().contains(folder.toUtf8()));
}

void TestPlugins::leavesOutWhatCannotBeUsed_data()
{
    QTest::addColumn<QString>("plugin");
    QTest::addColumn<QString>("className");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char *name, const char *plugin, const char *className,
                        const char *reason) {
        QTest::newRow(name) << QString::fromLatin1(plugin) << QString::fromLatin1(className)
                            << QString::fromLatin1(reason);
    };
    row("of another version", "twin_old", "Twin",
        "It was built for Holdfast 0.0.1 (interface 00000000), and this is Holdfast ");
    row("that throws", "twin_throwing", "Twin", "It fails when it is loaded: the cable is missing");
    row("whose constructor throws", "constructor", "Constructor",
        "It fails when it is loaded: no licence");
    row("that crashes", "crashing", "Crashing", "It crashes when it is loaded (signal 11, ");
    row("that ends the program", "ending", "Ending", "It ends the program when it is loaded.");
    row("with a class that Holdfast has", "duplicate", "Duplicate",
        "It brings the class SimulatedStage, which Holdfast has itself.");
    row("that adds another class than it says", "undeclared", "Declared",
        "Its metadata names the classes Declared, and it adds Undeclared.");
    row("that lacks a function", "incomplete", "Incomplete", "It cannot be loaded: ");
}

void TestPlugins::leavesOutWhatCannotBeUsed()
{
    QFETCH(const QString, plugin);
    QFETCH(const QString, className);
    QFETCH(const QString, reason);
    const QString folder = folderWith(QStringLiteral("a"), {plugin, QStringLiteral("lamp")});
    HoldfastProcess program;
    const QUrl server = serve(
        program, {{"plugin_folders", Json::array({folder})},
                  {"things", {{"bad", className}, {"stage", "SimulatedStage"}, {"lamp", "Lamp"}}}});
    // The rest works.
    QVERIFY2(server.isValid(), program.said().constData());
    QCOMPARE(get(server, QStringLiteral("/stage/position")).at("x"), Json(0));
    QCOMPARE(get(server, QStringLiteral("/lamp/brightness")), Json(0.0));
    QCOMPARE(get(server, QStringLiteral("/bad/")), Json("status 404"));
    // It is named, with the reason.
    const QString file = folder + u'/' + plugin + QStringLiteral(".so");
    const Json told = pluginAt(server, file);
    QCOMPARE(told.at("state"), Json("left_out"));
    QVERIFY2(told.at("reason").get<QString>().startsWith(reason), toBytes(told).constData());
    QVERIFY2(program.errorOutput().contains(QStringLiteral("things.bad"))
                 && program.errorOutput().contains(file + QStringLiteral(": ") + reason),
             program.said().constData());
}

void TestPlugins::takesTheFirstOfTwo()
{
    const QString first = folderWith(QStringLiteral("a"), {QStringLiteral("twin_one")});
    const QString second = folderWith(QStringLiteral("b"), {QStringLiteral("twin_two")});
    HoldfastProcess program;
    const QUrl server = serve(program, {{"plugin_folders", Json::array({first, second})},
                                        {"things", {{"left", "Twin"}, {"right", "Twin"}}}});
    QVERIFY2(server.isValid(), program.said().constData());
    QCOMPARE(get(server, QStringLiteral("/left/plugin")), Json("twin_one"));
    QCOMPARE(get(server, QStringLiteral("/right/plugin")), Json("twin_one"));
    const Json hidden = pluginAt(server, second + QStringLiteral("/twin_two.so"));
    QCOMPARE(hidden.at("state"), Json("hidden"));
    QCOMPARE(hidden.at("reason"),
             Json(first
                  + QStringLiteral("/twin_one.so was found earlier, and brings the class Twin as "
                                   "well.")));
}

void TestPlugins::takesTheSecondWhenTheFirstCannotBeUsed_data()
{
    QTest::addColumn<QString>("first");
    QTest::newRow("another version") << "twin_old";
    QTest::newRow("one that throws") << "twin_throwing";
}

void TestPlugins::takesTheSecondWhenTheFirstCannotBeUsed()
{
    QFETCH(const QString, first);
    const QString folder = folderWith(QStringLiteral("a"), {first});
    folderWith(QStringLiteral("data/holdfast/plugins"), {QStringLiteral("twin_two")});
    HoldfastProcess program;
    const QUrl server =
        serve(program, {{"plugin_folders", Json::array({folder})}, {"things", {{"twin", "Twin"}}}});
    QVERIFY2(server.isValid(), program.said().constData());
    QCOMPARE(get(server, QStringLiteral("/twin/plugin")), Json("twin_two"));
    QCOMPARE(pluginAt(server, folder + u'/' + first + QStringLiteral(".so")).at("state"),
             Json("left_out"));
}

void TestPlugins::saysWhereItHasSearched()
{
    const QString folder =
        folderWith(QStringLiteral("a"), {QStringLiteral("unnamed"), QStringLiteral("other")});
    QFile text(folder + QStringLiteral("/text.so"));
    QVERIFY(text.open(QIODevice::WriteOnly) && text.write("This is no library.") > 0);
    text.close();
    HoldfastProcess program;
    const QUrl absent = serve(
        program, {{"plugin_folders", Json::array({folder})}, {"things", {{"bad", "Unnamed"}}}});
    QVERIFY(!absent.isValid());
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.errorOutput().contains(
                 QStringLiteral("There is no class \"Unnamed\". No plug-in in %1 or %2")
                     .arg(folder, m_folder->filePath(QStringLiteral("data/holdfast/plugins")))),
             program.said().constData());
    HoldfastProcess other;
    const QUrl server =
        serve(other, {{"plugin_folders", Json::array({folder})}, {"things", Json::object()}});
    QVERIFY2(server.isValid(), other.said().constData());
    const auto reasonOf = [&](const char *plugin) {
        return pluginAt(server, folder + QLatin1String(plugin)).at("reason").get<QString>();
    };
    QVERIFY(
        reasonOf("/text.so").startsWith(QStringLiteral("It is not a plug-in that can be read: ")));
    QCOMPARE(reasonOf("/other.so"), QStringLiteral("It is not a plug-in for Holdfast."));
    QCOMPARE(reasonOf("/unnamed.so"),
             QStringLiteral("Its metadata does not name its classes, as {\"classes\": [\"Lamp\"]} "
                            "does."));
}

void TestPlugins::checksWhetherPlugInsCanBeUsed()
{
    const QString folder =
        folderWith(QStringLiteral("a"), {QStringLiteral("crashing"), QStringLiteral("lamp")});
    const QString file =
        written({{"plugin_folders", Json::array({folder})},
                 {"things", {{"lamp", "Lamp"}, {"bad", {{"class", "Crashing"}}}}}});
    HoldfastProcess program;
    program.setProgram(installed(QStringLiteral("bin/holdfast")));
    QVERIFY(program.runToEnd({QStringLiteral("--check"), QStringLiteral("-c"), file}));
    QCOMPARE(program.exitCode(), 3);
    QVERIFY2(program.errorOutput().contains(
                 file
                 + QStringLiteral(": things.bad: Its class cannot be used. %1/crashing.so: It "
                                  "crashes when it is loaded")
                       .arg(folder)),
             program.said().constData());
    QVERIFY2(program.errorOutput().contains(QStringLiteral("would not start: 1 error.")),
             program.said().constData());
}

void TestPlugins::listsThemInATerminal()
{
    const QString folder =
        folderWith(QStringLiteral("a"), {QStringLiteral("crashing"), QStringLiteral("lamp"),
                                         QStringLiteral("twin_one")});
    HoldfastProcess program;
    const QUrl server = serve(program, {{"plugin_folders", Json::array({folder})},
                                        {"things", {{"lamp", "Lamp"}, {"bad", "Crashing"}}}});
    QVERIFY2(server.isValid(), program.said().constData());
    QProcess ctl;
    ctl.start(installed(QStringLiteral("bin/holdfastctl")),
              {QStringLiteral("plugins"), QStringLiteral("--url"), server.toString()});
    QVERIFY(ctl.waitForFinished());
    const QString said = QString::fromUtf8(ctl.readAllStandardOutput());
    QCOMPARE(ctl.exitCode(), 0);
    for (const QString &line :
         {QStringLiteral("loaded      %1/lamp.so 1.0.0: Lamp\n").arg(folder),
          QStringLiteral("not needed  %1/twin_one.so 1.0 of twin_one: Twin\n").arg(folder),
          QStringLiteral("left out    %1/crashing.so 1.0 of crashing: Crashing\n"
                         "            It crashes when it is loaded (signal 11, ")
              .arg(folder),
          QStringLiteral("Searched: %1, ").arg(folder)})
        QVERIFY2(said.contains(line), qPrintable(said));
}

HOLDFAST_GUILESS_TEST(TestPlugins)

} // namespace tst_plugins

#include "tst_plugins.moc"
