// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationreader.h"
#include "tests/config/lamps.h"
#include "tests/config/refusal.h"
#include "tests/program/testprogram.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <optional>
#include <sys/stat.h>

namespace tst_configuration {

using namespace Holdfast;

namespace {

QByteArray withThings(const QByteArray &things)
{
    return "{\"things\": " + things + '}';
}

QByteArray withKey(const QByteArray &member)
{
    return "{\"things\": {}, " + member + '}';
}

QByteArray withEntry(const QByteArray &members)
{
    return withThings("{\"a\": {" + members + "}}");
}

QByteArray nested(int levels)
{
    return QByteArray(levels, '[') + QByteArray(levels, ']');
}

QByteArray withLamp(const QByteArray &kwargs)
{
    return withEntry("\"class\": \"Lamp\", \"kwargs\": " + kwargs);
}

void addRefusalColumns()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("beginning");
    QTest::addColumn<QString>("part");
}

void row(const char *name, const QByteArray &json, const char *beginning, const char *part)
{
    QTest::newRow(name) << json << QString::fromUtf8(beginning) << QString::fromUtf8(part);
}

//! Writes a file into \a folder, and returns its path.
QString written(const QTemporaryDir &folder, const char *name, const QByteArray &text)
{
    QFile file(folder.filePath(QString::fromLatin1(name)));
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("A test's file cannot be written.");
    return file.fileName();
}

} // namespace

class TestConfiguration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void refusesFiles_data();
    void refusesFiles() { compareRefusal(); }
    void refusesKeys_data();
    void refusesKeys() { compareRefusal(); }
    void refusesThings_data();
    void refusesThings() { compareRefusal(); }
    void refusesOptions_data();
    void refusesOptions() { compareRefusal(); }
    void readsAllKeys();
    void findsTheFolderForData_data();
    void findsTheFolderForData();
    void findsThePlaceOfTheJournal_data();
    void findsThePlaceOfTheJournal();
    void readsValuesNestedAsDeepAsAllowed();
    void hasDefaults();
    void keepsTheOrderOfTheFile();
    void acceptsAPrefix_data();
    void acceptsAPrefix();
    void acceptsALogLevel_data();
    void acceptsALogLevel();
    void acceptsWhatLabThingsWrites();
    void readsWhichThingsASlotTakes();
    void namesAFileThatCannotBeRead();
    void refusesWhatIsNotARegularFile();
    void refusesALargeFile();
    void readsAFile();
    void readsComments();
    void standsOnAnotherOne_data();
    void standsOnAnotherOne();
    void findsItsBase_data();
    void findsItsBase();
    void refusesAFaultyBase_data();
    void refusesAFaultyBase();
    void servesAWebAppFromAFolder();
    void refusesAFolderWithoutAWebApp_data();
    void refusesAFolderWithoutAWebApp();
    void namesAllUnknownClassesAtOnce();
    void leavesOutThingsOfUnknownClasses();
    void leavesOutThingsThatTheRestWorksWithout();
    void findsAllErrorsAtOnce();
    void findsAllErrorsOfAThing();
    void findsNoErrorTwice();

private:
    QStringList errorsIn(const QByteArray &json) const;
    void compareRefusal();
    QString refusalOf(const QString &file) const;
    Configuration parsed(const QByteArray &json) const
    {
        return ConfigurationReader(m_registry, m_reserved).parse(json, QStringLiteral("lab.json"));
    }

    ThingRegistry m_registry;
    const QStringList m_reserved {QStringLiteral("lock"), QStringLiteral("thing_descriptions")};
};

void TestConfiguration::initTestCase()
{
    m_registry.add<Lamp, LampOptions>(QStringLiteral("Lamp"))
        .range(QStringLiteral("max_power"), Range {0, 100});
    m_registry.add<Candle>(QStringLiteral("Candle"));
    m_registry.addAlias(QStringLiteral("other.lamps:LampThing"), QStringLiteral("Lamp"));
    m_registry.addAlias(QStringLiteral("other.lamps:DimLamp"), QStringLiteral("Lamp"),
                        {.kwargs = Json {{"max_power", 3}}, .ignored = {QStringLiteral("board")}});
    m_registry.addDispensable(QStringLiteral("other.lamps:Shade"), QStringLiteral("It is bright."));
}

void TestConfiguration::compareRefusal()
{
    Holdfast::compareRefusal([this](const QByteArray &json) { parsed(json); });
}

// Returns "KEY: MESSAGE" for each error.
QStringList TestConfiguration::errorsIn(const QByteArray &json) const
{
    QStringList errors;
    const auto checked =
        ConfigurationReader(m_registry, m_reserved).check(json, QStringLiteral("lab.json"));
    for (const ConfigurationError &error : checked.errors) {
        if (error.file != QStringLiteral("lab.json"))
            errors << QStringLiteral("(an error of another file)");
        errors << error.key + QStringLiteral(": ") + error.message;
    }
    if (checked.configuration.has_value() != errors.isEmpty())
        errors << QStringLiteral("(a configuration in spite of errors, or none without any)");
    return errors;
}

// Returns the error message for a file; empty when it is accepted.
QString TestConfiguration::refusalOf(const QString &file) const
{
    try {
        ConfigurationReader(m_registry, m_reserved).read(file);
    } catch (const ConfigurationError &error) {
        return error.toString();
    }
    return {};
}

void TestConfiguration::refusesFiles_data()
{
    addRefusalColumns();
    row("an empty file", "", ":1:1: ", "This is not JSON");
    row("a missing comma, with its place", "{\n  \"things\": {}\n  \"port\": 1\n}",
        ":3:8: ", "expected '}'");
    row("an end that comes too early", "{\"things\": {", ":1:13: ", "unexpected end of input");
    row("a second value", "{} {}", ":1:4: ", "This is not JSON");
    row("a number that nothing can hold", withKey("\"port\": 1e999"), ": ", "number overflow");
    row("a long word that is none", "{\"things\": \"" + QByteArray(500, 'w') + '\n',
        ":1:513: ", (QByteArray(76, 'w') + "...'").constData());
    row("a list", "[]", ": [] is not allowed here.", "an object with things");
    row("null", "null", ": This is missing.", "an object with things");
    row("a key that is there twice", withKey("\"port\": 1, \"port\": 2"), ": port: ", "twice");
    row("a Thing that is there twice", withThings("{\"a\": \"Lamp\", \"a\": \"Candle\"}"),
        ": things.a: ", "twice");
    row("a key that is there twice, deep inside",
        withKey("\"application_config\": {\"b\": {\"c\": 1}, \"d\": [{\"e\": 1, \"e\": 2}]}"),
        ": application_config.d.e: ", "twice");
    const char *tooDeep = "Arrays and objects may be nested at most 100 deep.";
    row("objects in objects", withThings(QByteArray("{\"a\":\n").repeated(20'000)),
        ":100:1: ", tooDeep);
    row("objects in objects, all closed",
        QByteArray("{\"a\":").repeated(150'000) + '1' + QByteArray(150'000, '}'),
        ":1:501: ", tooDeep);
    row("lists in lists", withKey("\"application_config\":\n" + nested(100)), ":2:100: ", tooDeep);
    row("an application_config of 200 lists", withKey("\"application_config\": " + nested(200)),
        ":1:", tooDeep);
}

void TestConfiguration::refusesKeys_data()
{
    addRefusalColumns();
    row("a long key", withKey('"' + QByteArray(500, 'k') + "\": 1"),
        (": " + QByteArray(77, 'k') + "...: There is no such key here.").constData(), "things");
    row("a key that would colour a terminal", withKey("\"a\\u001b[31mb\\u202e\": 1"),
        ": a\\u001b[31mb\\u202e: There is no such key here.", "things");
    row("a long value", withKey("\"host\": [\"" + QByteArray(500, 'h') + "\"]"),
        (": host: [\"" + QByteArray(75, 'h') + "... is not allowed here.").constData(), "a string");
    row("no things", "{}", ": things: This is missing.", "an object");
    row("an unknown key", withKey("\"colour\": 1"), ": colour: There is no such key here.",
        "Allowed: things, settings_folder, api_prefix, enable_global_lock, global_lock_log_level, "
        "global_lock_timeout_ms, global_lock_ageing_ms, global_lock_operators_in_a_row, "
        "global_lock_tickets_per_client, global_lock_tickets, global_lock_break_patience_ms, "
        "journal, host, port, public_url, allowed_hosts, allowed_origins, trusted_proxies, "
        "require_token, tls, limits, "
        "metrics, "
        "serve, "
        "announce, lab, "
        "application_config, plugin_folders, $schema.");
    row("a misspelt key", withKey("\"enable_globel_lock\": true"),
        ": enable_globel_lock: ", "Did you mean \"enable_global_lock\"?");
    row("a misspelt key that is required", "{\"thigns\": {}}",
        ": thigns: ", "Did you mean \"things\"?");
    row("things that are a list", withThings("[]"), ": things: [] is not allowed here.",
        "an object");
    row("a port that is text", withKey("\"port\": \"5000\""), ": port: \"5000\" is not allowed",
        "an integer from 0 to 65535");
    row("a port that is too large", withKey("\"port\": 65536"), ": port: 65536 is not allowed",
        "an integer from 0 to 65535");
    row("a negative port", withKey("\"port\": -1"), ": port: -1 ", "from 0 to 65535");
    row("a port with a fraction", withKey("\"port\": 1.5"), ": port: 1.5 ", "an integer");
    row("a port beyond 64 bits", withKey("\"port\": 99999999999999999999999"),
        ": port: a number that is too large is not allowed here.", "an integer from 0 to 65535");
    row("a port far below 64 bits", withKey("\"port\": -99999999999999999999999"),
        ": port: a number that is too small is not allowed here.", "an integer");
    row("a port that is null", withKey("\"port\": null"), ": port: null ", "an integer");
    row("a port that is true", withKey("\"port\": true"), ": port: true ", "an integer");
    row("a host that is a number", withKey("\"host\": 1"), ": host: 1 ", "a string");
    row("an empty host", withKey("\"host\": \"\""), ": host: \"\" ", "a string that is not empty");
    row("a lock switch that is a word", withKey("\"enable_global_lock\": \"yes\""),
        ": enable_global_lock: \"yes\" ", "true or false");
    row("a lock switch that is a number", withKey("\"enable_global_lock\": 1"),
        ": enable_global_lock: 1 ", "true or false");
    row("a log level in small letters", withKey("\"global_lock_log_level\": \"info\""),
        ": global_lock_log_level: \"info\" ", "DEBUG, INFO, WARNING, ERROR");
    row("a queue without places", withKey("\"global_lock_tickets\": 0"),
        ": global_lock_tickets: 0 ", "an integer from 1 to 10000");
    row("a negative wait", withKey("\"global_lock_timeout_ms\": -1"),
        ": global_lock_timeout_ms: -1 ", "an integer from 0 to 3600000");
    row("an empty settings folder", withKey("\"settings_folder\": \"\""),
        ": settings_folder: ", "a string that is not empty");
    row("a journal that is true", withKey("\"journal\": true"), ": journal: true ",
        "false, or an object");
    row("a journal in two places", withKey("\"journal\": {\"file\": \"a\", \"folder\": \"b\"}"),
        ": journal.file: The journal has both a file and a folder.", "either file or folder");
    row("a journal without a name", withKey("\"journal\": {\"file\": \"\"}"),
        ": journal.file: \"\" ", "a string that is not empty");
    row("a journal for no day", withKey("\"journal\": {\"days\": 0}"), ": journal.days: 0 ",
        "an integer from 1 to 3650");
    row("a misspelt key of the journal", withKey("\"journal\": {\"fodler\": \"b\"}"),
        ": journal.fodler: ", "Did you mean \"folder\"?");
    row("a folder for data that is no text",
        withKey("\"application_config\": {\"data_folder\": 3}"),
        ": application_config.data_folder: 3 ", "the path of a folder, as text");
    row("an application_config that is a list", withKey("\"application_config\": []"),
        ": application_config: [] ", "an object, or null");
    for (const char *url : {"scope3.lab", "ftp://scope3.lab", "https://scope3.lab/path", "https://",
                            "https://a@scope3.lab", "https://scope3.lab/?a=b", "not an address"})
        QTest::addRow("the public address %s", url)
            << withKey("\"public_url\": \"" + QByteArray(url) + '"')
            << QStringLiteral(": public_url: ")
            << QStringLiteral("an address like https://scope3.lab.example");
    row("a public address that is a number", withKey("\"public_url\": 1"), ": public_url: 1 ",
        "a string that is not empty");
    row("allowed hosts that are a word", withKey("\"allowed_hosts\": \"a\""),
        ": allowed_hosts: \"a\" ", "a list");
    for (const char *host : {"a:80", "http://a", "a/b", "*", "-a", "a..b", "[::1]"})
        QTest::addRow("the allowed host %s", host)
            << withKey("\"allowed_hosts\": [\"a\", \"" + QByteArray(host) + "\"]")
            << QStringLiteral(": allowed_hosts[1]: ")
            << QStringLiteral("the name of a host, like scope3.lab.example, without a port");
    for (const char *proxy : {"proxy.lab", "127.0.0.1:80", "10.0.0.0/33", "*"})
        QTest::addRow("the trusted proxy %s", proxy)
            << withKey("\"trusted_proxies\": [\"" + QByteArray(proxy) + "\"]")
            << QStringLiteral(": trusted_proxies[0]: ")
            << QStringLiteral("an address like 127.0.0.1, or a network like 192.168.1.0/24");
    for (const char *origin : {"*", "null", "dashboard.lab", "ftp://dashboard.lab",
                               "https://dashboard.lab/page", "https://*.lab.example"})
        QTest::addRow("the allowed origin %s", origin)
            << withKey("\"allowed_origins\": [\"" + QByteArray(origin) + "\"]")
            << QStringLiteral(": allowed_origins[0]: ")
            << QStringLiteral("an origin like https://dashboard.lab.example");
    row("another need for a token", withKey("\"require_token\": \"never\""),
        ": require_token: \"never\" ", "remote");
    for (const char *prefix : {"api", "/", "/api/", "/api\\n", "/äpi", "//api"})
        QTest::addRow("the prefix %s", prefix)
            << withKey("\"api_prefix\": \"" + QByteArray(prefix) + '"')
            << QStringLiteral(": api_prefix: ") << QStringLiteral("a path like /api/v3");
}

void TestConfiguration::refusesThings_data()
{
    addRefusalColumns();
    row("a name with a slash", withThings("{\"a/b\": \"Lamp\"}"), ": things.a/b: ",
        "letters from A to Z and a to z, digits, _ and -, but none of lock, thing_descriptions");
    row("an empty name", withThings("{\"\": \"Lamp\"}"), ": things.: ", "letters from A to Z");
    for (const char *name : {"lock", "thing_descriptions"})
        QTest::addRow("the reserved name %s", name)
            << withThings("{\"" + QByteArray(name) + "\": \"Lamp\"}")
            << QStringLiteral(": things.%1: ").arg(QString::fromUtf8(name))
            << QStringLiteral("is a reserved name");
    row("an unknown class", withThings("{\"a\": \"Microscope\"}"),
        ": things.a: There is no class \"Microscope\".", "Allowed: Candle, Lamp.");
    row("an unknown class with a long name",
        withThings("{\"a\": \"" + QByteArray(500, 'c') + "\"}"),
        (": things.a: There is no class \"" + QByteArray(77, 'c') + "...\".").constData(),
        "Allowed: Candle, Lamp.");
    row("a misspelt class", withEntry("\"class\": \"Candel\""),
        ": things.a.class: ", "Did you mean \"Candle\"?");
    row("a misspelt alias", withEntry("\"cls\": \"other.lamps:LampThign\""),
        ": things.a.cls: ", "Did you mean \"other.lamps:LampThing\"?");
    row("a number", withThings("{\"a\": 7}"), ": things.a: 7 is not allowed here.",
        "the name of a class, or an object with class and kwargs");
    row("no class", withEntry(""), ": things.a.class: This is missing.", "class");
    row("both class and cls", withEntry("\"class\": \"Lamp\", \"cls\": \"Lamp\""),
        ": things.a.cls: ", "either class or cls");
    row("a class that is a number", withEntry("\"class\": 1"), ": things.a.class: 1 ", "a string");
    row("an unknown key", withEntry("\"class\": \"Lamp\", \"kwarg\": {}"),
        ": things.a.kwarg: ", "Did you mean \"kwargs\"?");
    row("arguments without a name", withEntry("\"class\": \"Lamp\", \"args\": [1]"),
        ": things.a.args: ", "use kwargs");
    row("slots that name Things", withEntry("\"class\": \"Lamp\", \"thing_slots\": {\"b\": \"c\"}"),
        ": things.a.thing_slots.b: ", "There is no Thing \"c\"");
    row("a slot for a part of no Thing",
        withEntry("\"class\": \"Lamp\", \"thing_slots\": {\"b\": \"c.d\"}"),
        ": things.a.thing_slots.b: ", "There is no Thing \"c\"");
    row("a slot for a part without a name",
        withEntry("\"class\": \"Lamp\", \"thing_slots\": {\"b\": \"a.\"}"),
        ": things.a.thing_slots.b: ", "\"a.\" is no part of a Thing.");
    row("a slot for a number", withEntry("\"class\": \"Lamp\", \"thing_slots\": {\"b\": [1]}"),
        ": things.a.thing_slots.b: ", "a list of names, or null");
}

void TestConfiguration::refusesOptions_data()
{
    addRefusalColumns();
    row("below its range", withLamp("{\"max_power\": -1}"), ": things.a.kwargs.max_power: -1 ",
        "an integer from 0 to 100");
    row("above its range", withLamp("{\"max_power\": 101}"), ": things.a.kwargs.max_power: 101 ",
        "an integer from 0 to 100");
    row("a number that is text", withLamp("{\"warm_up\": \"2\"}"),
        ": things.a.kwargs.warm_up: \"2\" ", "a number");
    row("an unknown word", withLamp("{\"colour\": \"blue\"}"),
        ": things.a.kwargs.colour: \"blue\" ", "white, deep_red");
    row("a misspelt option", withLamp("{\"max_powr\": 1}"), ": things.a.kwargs.max_powr: ",
        "Did you mean \"max_power\"? Allowed: max_power, warm_up, fan, port, colour, channels.");
    row("a wrong item of a list", withLamp("{\"channels\": [1, \"2\"]}"),
        ": things.a.kwargs.channels[1]: \"2\" ", "an integer");
    row("beyond its type", withLamp("{\"channels\": [3000000000]}"),
        ": things.a.kwargs.channels[0]: 3000000000 ",
        "Allowed: an integer from -2147483648 to 2147483647.");
    row("what does not fit together", withLamp("{\"fan\": true, \"max_power\": 0}"),
        ": things.a.kwargs: ", "A lamp without power needs no fan.");
    row("a list", withLamp("[]"), ": things.a.kwargs: [] ", "an object");
    row("of a class that has none", withEntry("\"class\": \"Candle\", \"kwargs\": {\"x\": 1}"),
        ": things.a.kwargs.x: There is no such key here.", "no keys at all");
}

void TestConfiguration::readsAllKeys()
{
    const Configuration read = parsed(R"({
        "things": {"left": {"class": "Lamp", "kwargs": {"max_power": 7, "colour": "deep_red",
                                                        "channels": [3, 4]}}},
        "settings_folder": "/var/lib/holdfast", "api_prefix": "/api/v3",
        "enable_global_lock": false, "global_lock_log_level": "WARNING",
        "global_lock_ageing_ms": 10000, "global_lock_operators_in_a_row": 2,
        "global_lock_tickets_per_client": 4, "global_lock_tickets": 16,
        "global_lock_break_patience_ms": 1000,
        "global_lock_timeout_ms": 250, "host": "::1", "port": 0, "metrics": false,
        "public_url": "https://scope3.lab.example:8443/", "allowed_hosts": ["alias.lab"],
        "allowed_origins": ["https://dashboard.lab", "http://127.0.0.1:8080/"],
        "trusted_proxies": ["127.0.0.1", "192.168.1.0/24"], "require_token": "always",
        "application_config": {"data_folder": "/data", "deep": [1, {"er": null}]}})");
    QCOMPARE(read.things.size(), std::size_t {1});
    QCOMPARE(read.things.front().name, QStringLiteral("left"));
    QCOMPARE(read.things.front().className, QStringLiteral("Lamp"));
    const auto made = read.things.front().make();
    const auto *lamp = qobject_cast<Lamp *>(made.get());
    QVERIFY(lamp);
    QCOMPARE(lamp->options().maxPower, 7);
    QCOMPARE(lamp->options().colour, LampOptions::DeepRed);
    QCOMPARE(lamp->options().channels, (QList<int> {3, 4}));
    QCOMPARE(lamp->options().port, QStringLiteral("/dev/lamp"));
    QCOMPARE(read.allowedOrigins, (QList<QUrl> {QUrl(QStringLiteral("https://dashboard.lab")),
                                                QUrl(QStringLiteral("http://127.0.0.1:8080"))}));
    QCOMPARE(read.settingsFolder, QStringLiteral("/var/lib/holdfast"));
    QCOMPARE(read.apiPrefix, QStringLiteral("/api/v3"));
    QCOMPARE(read.globalLockEnabled, false);
    QCOMPARE(toWord(read.globalLockLogLevel), QStringLiteral("WARNING"));
    QCOMPARE(read.globalLockTimeout, std::chrono::milliseconds(250));
    QCOMPARE(read.globalLockPolicy.ageing, std::chrono::milliseconds(10'000));
    QCOMPARE(read.globalLockPolicy.operatorsInARow, 2);
    QVERIFY((read.globalLockPolicy.limits == LockLimits {.perClient = 4, .inAll = 16}));
    QCOMPARE(read.globalLockPolicy.breakPatience, std::chrono::milliseconds(1000));
    QCOMPARE(read.host, QStringLiteral("::1"));
    QCOMPARE(read.port, quint16 {0});
    QCOMPARE(read.metricsEnabled, false);
    QCOMPARE(read.publicUrl, QUrl(QStringLiteral("https://scope3.lab.example:8443")));
    QCOMPARE(read.allowedHosts, QStringList(QStringLiteral("alias.lab")));
    QVERIFY(read.alwaysNeedsToken);
    QCOMPARE(read.tokenFile, QStringLiteral("/var/lib/holdfast/tokens.json"));
    QCOMPARE(read.trustedProxies.size(), 2);
    QCOMPARE(read.trustedProxies[0], QHostAddress::parseSubnet(QStringLiteral("127.0.0.1/32")));
    QCOMPARE(read.trustedProxies[1], QHostAddress::parseSubnet(QStringLiteral("192.168.1.0/24")));
    QCOMPARE(toBytes(read.application),
             QByteArray(R"({"data_folder":"/data","deep":[1,{"er":null}]})"));
    QCOMPARE(read.dataFolder, QStringLiteral("/data"));
}

void TestConfiguration::findsTheFolderForData_data()
{
    QTest::addColumn<QByteArray>("application");
    QTest::addColumn<QByteArray>("stateDirectory");
    QTest::addColumn<QString>("folder");
    QTest::newRow("that of the account")
        << QByteArray("null") << QByteArray() << QStringLiteral("/home/me/data/holdfast/data");
    QTest::newRow("that of the account when another program's key is there")
        << QByteArray(R"({"lab": 3})") << QByteArray()
        << QStringLiteral("/home/me/data/holdfast/data");
    QTest::newRow("that of the service") << QByteArray("null") << QByteArray("/var/lib/holdfast")
                                         << QStringLiteral("/var/lib/holdfast/data");
    QTest::newRow("the first one of a service with several")
        << QByteArray("null") << QByteArray("/var/lib/one:/var/lib/two")
        << QStringLiteral("/var/lib/one/data");
    QTest::newRow("the one that is named")
        << QByteArray(R"({"data_folder": "/srv/microscope/"})") << QByteArray("/var/lib/holdfast")
        << QStringLiteral("/srv/microscope");
}

void TestConfiguration::findsTheFolderForData()
{
    QFETCH(const QByteArray, application);
    QFETCH(const QByteArray, stateDirectory);
    const QByteArray home = qgetenv("XDG_DATA_HOME");
    const auto restore = qScopeGuard([&home] {
        home.isNull() ? qunsetenv("XDG_DATA_HOME") : qputenv("XDG_DATA_HOME", home);
        qunsetenv("STATE_DIRECTORY");
    });
    qputenv("XDG_DATA_HOME", "/home/me/data");
    qputenv("STATE_DIRECTORY", stateDirectory);
    QTEST(parsed(withKey("\"application_config\": " + application)).dataFolder, "folder");
}

void TestConfiguration::findsThePlaceOfTheJournal_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("file");
    QTest::addColumn<int>("days");
    const auto row = [](const char *name, const QByteArray &keys, JournalOptions::Place place,
                        const char *file, int days) {
        QTest::newRow(name) << keys << int(place) << QString::fromLatin1(file) << days;
    };
    using enum JournalOptions::Place;
    row("for this run, without a folder", "", Memory, "", 30);
    row("switched off", ", \"settings_folder\": \"/s\", \"journal\": false", Off, "", 30);
    row("with the settings", ", \"settings_folder\": \"/s\"", File, "/s/lock_journal.sqlite", 30);
    row("with the settings, for a week",
        ", \"settings_folder\": \"/s\", \"journal\": {\"days\": 7}", File, "/s/lock_journal.sqlite",
        7);
    row("in a folder of its own", ", \"journal\": {\"folder\": \"/j\"}", File,
        "/j/lock_journal.sqlite", 30);
    row("under a name of its own",
        ", \"settings_folder\": \"/s\", \"journal\": {\"file\": \"/j/x.db\"}", File, "/j/x.db", 30);
}

void TestConfiguration::findsThePlaceOfTheJournal()
{
    QFETCH(const QByteArray, keys);
    const JournalOptions journal = parsed("{\"things\": {}" + keys + "}").journal;
    QTEST(int(journal.place), "place");
    QTEST(journal.file, "file");
    QTEST(journal.days, "days");
}

void TestConfiguration::readsValuesNestedAsDeepAsAllowed()
{
    const QByteArray lists = nested(98);
    // Brackets within a string nest nothing.
    const QByteArray text = "\"\\\"" + QByteArray(200, '[') + "\\\\\"";
    const Configuration read = parsed(
        withKey("\"application_config\": {\"deep\": " + lists + ", \"text\": " + text + "}"));
    QCOMPARE(toBytes(read.application.at("deep")), lists);
    QCOMPARE(toBytes(read.application.at("text")), text);
}

void TestConfiguration::hasDefaults()
{
    const Configuration read = parsed("{\"things\": {}}");
    QVERIFY(read.things.empty());
    QVERIFY(!read.alwaysNeedsToken);
    QVERIFY2(read.tokenFile.contains(QStringLiteral("/holdfast/tokens-")),
             qPrintable(read.tokenFile));
    QCOMPARE(read.settingsFolder, QStringLiteral("./settings"));
    QCOMPARE(read.apiPrefix, QString());
    QCOMPARE(read.globalLockEnabled, true);
    QCOMPARE(toWord(read.globalLockLogLevel), QStringLiteral("INFO"));
    QCOMPARE(read.globalLockTimeout, GlobalLock::defaultWait);
    QVERIFY(read.globalLockPolicy.limits == LockLimits {});
    QCOMPARE(read.host, QStringLiteral("127.0.0.1"));
    QCOMPARE(read.port, quint16 {5000});
    QVERIFY(!read.announceAs);
    QVERIFY(read.application.is_null());
}

void TestConfiguration::keepsTheOrderOfTheFile()
{
    QStringList names;
    const Configuration read = parsed(withThings(R"({"z": "Lamp", "a": "Candle", "m": "Lamp"})"));
    for (const ConfiguredThing &thing : read.things)
        names.append(thing.name);
    QCOMPARE(names, (QStringList {QStringLiteral("z"), QStringLiteral("a"), QStringLiteral("m")}));
}

void TestConfiguration::acceptsAPrefix_data()
{
    QTest::addColumn<QByteArray>("prefix");
    for (const char *prefix : {"", "/api", "/api/v3", "/a-b/c_d"})
        QTest::addRow("\"%s\"", prefix) << QByteArray(prefix);
}

void TestConfiguration::acceptsAPrefix()
{
    QFETCH(const QByteArray, prefix);
    QCOMPARE(parsed(withKey("\"api_prefix\": \"" + prefix + '"')).apiPrefix,
             QString::fromUtf8(prefix));
}

void TestConfiguration::acceptsALogLevel_data()
{
    QTest::addColumn<int>("level");
    QTest::newRow("DEBUG") << 10;
    QTest::newRow("INFO") << 20;
    QTest::newRow("WARNING") << 30;
    QTest::newRow("ERROR") << 40;
}

void TestConfiguration::acceptsALogLevel()
{
    QFETCH(const int, level);
    const QByteArray word = QTest::currentDataTag();
    const Configuration read = parsed(withKey("\"global_lock_log_level\": \"" + word + '"'));
    QCOMPARE(static_cast<int>(read.globalLockLogLevel), level);
}

void TestConfiguration::acceptsWhatLabThingsWrites()
{
    const Configuration read = parsed(withEntry(
        R"("cls": "other.lamps:LampThing", "args": [], "kwargs": {}, "thing_slots": {})"));
    QCOMPARE(read.things.front().className, QStringLiteral("Lamp"));
    QCOMPARE(read.things.front().calledClass, QStringLiteral("LampThing"));
    QVERIFY(qobject_cast<Lamp *>(read.things.front().make().get()));
    QVERIFY(parsed(withKey("\"application_config\": null")).application.is_null());
}

void TestConfiguration::readsWhichThingsASlotTakes()
{
    const Configuration read = parsed(withThings(
        R"({"a": {"class": "Lamp", "thing_slots": {"one": "b", "none": null, "many": ["b.part", "a"]}},
            "b": "Lamp"})"));
    const SlotChoices choices = read.things.front().slotChoices;
    QCOMPARE(choices.value(QStringLiteral("one")), QStringList(QStringLiteral("b")));
    QVERIFY(choices.contains(QStringLiteral("none")));
    QVERIFY(choices.value(QStringLiteral("none")).isEmpty());
    QCOMPARE(choices.value(QStringLiteral("many")),
             QStringList({QStringLiteral("b.part"), QStringLiteral("a")}));
    QVERIFY(read.things.back().slotChoices.isEmpty());
}

void TestConfiguration::namesAFileThatCannotBeRead()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("absent.json"));
    const QString text = refusalOf(file);
    QVERIFY2(text.startsWith(file + QStringLiteral(": The file cannot be read: ")),
             qPrintable(text));
}

void TestConfiguration::refusesWhatIsNotARegularFile()
{
    const QTemporaryDir folder;
    const QString pipe = folder.filePath(QStringLiteral("pipe"));
    QCOMPARE(::mkfifo(qPrintable(pipe), 0600), 0);
    for (const QString &file : {pipe, folder.path(), QStringLiteral("/dev/zero")})
        QCOMPARE(refusalOf(file),
                 file
                     + QStringLiteral(": The file cannot be read: it is a folder, a device or a "
                                      "pipe. Allowed: a regular file."));
}

void TestConfiguration::refusesALargeFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("lab.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QVERIFY(file.resize(4 * 1024 * 1024 + 1));
    QCOMPARE(refusalOf(file.fileName()),
             file.fileName() + QStringLiteral(": The file is larger than 4 MiB."));
}

void TestConfiguration::readsAFile()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("lab.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("\xEF\xBB\xBF{\"things\": {}, \"port\": 6000}\n"); // some editors put a mark first
    file.close();
    QCOMPARE(ConfigurationReader(m_registry, m_reserved).read(file.fileName()).port,
             quint16 {6000});
}

void TestConfiguration::readsComments()
{
    const Configuration read = parsed("// A lab\n{ /* {[ */ \"things\": {}, // \"port\": 1,\r\n"
                                      "\"port\": /**/ 6000, \"host\": \"//::1\" }\n// the end");
    QCOMPARE(read.port, quint16 {6000});
    QCOMPARE(read.host, QStringLiteral("//::1"));
    // The end of a comment is where the parser sees it, so nothing can hide from the limits.
    for (const char *end : {"\n", "\r"})
        QCOMPARE(errorsIn("{\"things\": {}, \"application_config\": //" + QByteArray(end)
                          + nested(200) + '}')
                     .value(0)
                     .section(u'.', 0, 0),
                 QStringLiteral(": Arrays and objects may be nested at most 100 deep"));
    QVERIFY(errorsIn("{\"things\": {} /* no end").value(0).contains(QStringLiteral("not JSON")));
    QVERIFY(errorsIn("{\"things\": {} / }").value(0).contains(QStringLiteral("not JSON")));
}

void TestConfiguration::standsOnAnotherOne_data()
{
    QTest::addColumn<QByteArray>("patch");
    QTest::addColumn<int>("port");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<int>("maxPower");
    const auto row = [](const char *name, const char *patch, int port, const char *prefix,
                        int maxPower) {
        QTest::newRow(name) << QByteArray(patch) << port << QString::fromLatin1(prefix) << maxPower;
    };
    row("without changes", "", 6000, "/api/v3", 7);
    row("with an empty patch", R"(, "patch": {})", 6000, "/api/v3", 7);
    row("with another port", R"(, "patch": {"port": 6001})", 6001, "/api/v3", 7);
    row("without a key", R"(, "patch": {"api_prefix": null})", 6000, "", 7);
    row("with another option of a Thing",
        R"(, "patch": {"things": {"a": {"kwargs": {"max_power": 8}}}})", 6000, "/api/v3", 8);
    row("with a Thing in its short form", R"(, "patch": {"things": {"a": "Lamp"}})", 6000,
        "/api/v3", 50);
}

void TestConfiguration::standsOnAnotherOne()
{
    QFETCH(QByteArray, patch);
    QFETCH(int, port);
    QFETCH(QString, prefix);
    QFETCH(int, maxPower);
    const QTemporaryDir folder;
    written(folder, "base.json",
            R"({"things": {"a": {"class": "Lamp", "kwargs": {"max_power": 7}}, "b": "Candle"},
                "port": 6000, "api_prefix": "/api/v3"} // a comment)");
    const QString file =
        written(folder, "lab.json", R"({"base_config_file": "base.json")" + patch + '}');
    const Configuration read = ConfigurationReader(m_registry, m_reserved).read(file);
    QCOMPARE(read.file, file);
    QCOMPARE(int(read.port), port);
    QCOMPARE(read.apiPrefix, prefix);
    QCOMPARE(read.things.size(), std::size_t {2});
    const auto made = read.things.front().make();
    QCOMPARE(qobject_cast<Lamp *>(made.get())->options().maxPower, maxPower);
}

void TestConfiguration::findsItsBase_data()
{
    QTest::addColumn<QString>("path");
    QTest::newRow("beside it") << QStringLiteral("below/base.json");
    QTest::newRow("above it") << QStringLiteral("./below/../below/base.json");
    QTest::newRow("by a variable") << QStringLiteral("$HOLDFAST_TEST_PLACE/base.json");
    QTest::newRow("by a variable in braces") << QStringLiteral("${HOLDFAST_TEST_PLACE}/base.json");
    QTest::newRow("by an absolute path") << QStringLiteral("%1/below/base.json");
}

void TestConfiguration::findsItsBase()
{
    QFETCH(QString, path);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("below")));
    written(folder, "below/base.json", R"({"things": {}, "port": 6000})");
    qputenv("HOLDFAST_TEST_PLACE", "below");
    const auto forget = qScopeGuard([] { qunsetenv("HOLDFAST_TEST_PLACE"); });
    const QString named = path.startsWith(u'%') ? path.arg(folder.path()) : path;
    const QString file =
        written(folder, "lab.json", R"({"base_config_file": ")" + named.toUtf8() + R"("})");
    QCOMPARE(ConfigurationReader(m_registry, m_reserved).read(file).port, quint16 {6000});
}

void TestConfiguration::refusesAFaultyBase_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("error");
    const auto row = [](const char *name, const char *json, const char *error) {
        QTest::newRow(name) << QByteArray(json) << QString::fromLatin1(error);
    };
    row("that is no path", R"({"base_config_file": 7})",
        "lab.json: base_config_file: 7 is not allowed here. Allowed: the path of a configuration "
        "file.");
    row("that is not there", R"({"base_config_file": "nowhere.json"})",
        "nowhere.json: The file cannot be read: No such file or directory.");
    row("with a variable that is not set", R"({"base_config_file": "$HOLDFAST_NOT_SET/a.json"})",
        "/$HOLDFAST_NOT_SET/a.json: The file cannot be read: ");
    row("that is no JSON", R"({"base_config_file": "broken.json"})",
        "broken.json:1:2: This is not JSON: ");
    row("that has a base", R"({"base_config_file": "lab.json"})",
        "lab.json: base_config_file: A configuration on which another one is based has to be a "
        "whole one");
    row("beside other keys", R"({"base_config_file": "base.json", "port": 1})",
        "lab.json: port: Beside base_config_file, changes stand in patch.");
    row("with a patch that is a list", R"({"base_config_file": "base.json", "patch": []})",
        "lab.json: patch: [] is not allowed here. Allowed: an object with the keys that change.");
    row("with an error in the patch",
        R"({"base_config_file": "base.json", "patch": {"port": "x"}})",
        "/base.json): port: \"x\" is not allowed here.");
    row("that a patch leaves without Things",
        R"({"base_config_file": "base.json", "patch": {"things": null}})",
        "/base.json): things: This is missing.");
}

void TestConfiguration::refusesAFaultyBase()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, error);
    const QTemporaryDir folder;
    written(folder, "base.json", R"({"things": {}})");
    written(folder, "broken.json", "{");
    const QString refusal = refusalOf(written(folder, "lab.json", json));
    QVERIFY2(refusal.contains(error), qPrintable(refusal));
}

void TestConfiguration::servesAWebAppFromAFolder()
{
    const QTemporaryDir folder;
    written(folder, "index.html", "the app");
    QCOMPARE(
        parsed(withKey("\"serve\": {\"/\": \"" + folder.path().toUtf8() + "/\"}")).webAppFolder,
        folder.path());
    QCOMPARE(parsed(withKey("\"serve\": {}")).webAppFolder, QString());
}

void TestConfiguration::refusesAFolderWithoutAWebApp_data()
{
    addRefusalColumns();
    row("another place", withKey("\"serve\": {\"/app\": \"/tmp\"}"),
        ": serve./app: Nothing can be served at this place.", "only / as the place");
    row("no path", withKey("\"serve\": {\"/\": 1}"), ": serve./: 1 is not allowed",
        "the path of a folder");
    row("a folder that is not there", withKey("\"serve\": {\"/\": \"/nowhere\"}"),
        ": serve./: There is no file index.html in /nowhere.", "a web app that was built");
    row("a list", withKey("\"serve\": []"), ": serve: [] is not allowed", "an object");
}

void TestConfiguration::refusesAFolderWithoutAWebApp()
{
    compareRefusal();
}

void TestConfiguration::namesAllUnknownClassesAtOnce()
{
    const QByteArray json =
        R"({"things": {"a": "Lamp", "b": "Torch", "c": {"class": "other.fire:Fire"},
                                           "d": "other.lamps:Shade", "e": "other.lamps:DimLamp"}})";
    const auto checked =
        ConfigurationReader(m_registry, m_reserved).check(json, QStringLiteral("lab.json"));
    QVERIFY(!checked.configuration);
    QCOMPARE(checked.unknownClasses,
             (QStringList {QStringLiteral("b (Torch)"), QStringLiteral("c (other.fire:Fire)")}));
    QCOMPARE(checked.errors.size(), std::size_t {2});
}

void TestConfiguration::leavesOutThingsOfUnknownClasses()
{
    const ConfigurationReader reader(m_registry, m_reserved, PluginUse::None,
                                     UnknownClasses::LeftOut);
    const Configuration read = reader.parse(
        R"({"things": {"a": {"class": "Lamp", "thing_slots": {"x": "b", "y": ["b", "d"]}}, "b": "Torch",
                       "c": {"class": "other.fire:Fire", "kwargs": {"hot": true}}, "d": "Candle"}})",
        QStringLiteral("lab.json"));
    QCOMPARE(read.things.size(), std::size_t {2});
    QCOMPARE(read.things[0].slotChoices.value(QStringLiteral("x")), QStringList());
    QCOMPARE(read.things[0].slotChoices.value(QStringLiteral("y")),
             QStringList(QStringLiteral("d")));
    QCOMPARE(read.leftOut.size(), std::size_t {2});
    QCOMPARE(read.leftOut[0].name, QStringLiteral("b"));
    QVERIFY(read.leftOut[0].because == LeftOutThing::Because::Unknown);
    QVERIFY(read.leftOut[1].reason.contains(QStringLiteral("other.fire:Fire")));
    // What is wrong otherwise is an error all the same.
    QVERIFY(!reader
                 .check(R"({"things": {"a": {"class": "Lamp", "kwargs": {"max_power": 1000}}}})",
                        QStringLiteral("lab.json"))
                 .configuration);
    QVERIFY(!reader.check(R"({"things": {"lock": "Torch"}})", QStringLiteral("lab.json"))
                 .configuration);
}

void TestConfiguration::leavesOutThingsThatTheRestWorksWithout()
{
    const Configuration read = parsed(
        R"({"things": {"shade": "other.lamps:Shade", "dim": {"class": "other.lamps:DimLamp", "kwargs":
                      {"board": "v2"}}, "bright": {"class": "other.lamps:DimLamp", "kwargs": {"max_power": 9}}}})");
    QCOMPARE(read.leftOut.size(), std::size_t {1});
    QVERIFY(read.leftOut[0].because == LeftOutThing::Because::Dispensable);
    QCOMPARE(read.leftOut[0].reason, QStringLiteral("It is bright."));
    QCOMPARE(read.things.size(), std::size_t {2});
    const auto dim = read.things[0].make();
    QCOMPARE(qobject_cast<Lamp *>(dim.get())->options().maxPower, 3);
    const auto bright = read.things[1].make();
    QCOMPARE(qobject_cast<Lamp *>(bright.get())->options().maxPower, 9);
}

void TestConfiguration::findsAllErrorsAtOnce()
{
    QCOMPARE(errorsIn(R"({
        "hots": "::1", "port": "5000", "port": 70000, "api_prefix": "x", "journal": {"days": 0},
        "things": {"lock": "Lamp", "a": 7, "b": "Lampe", "c": "Lamp"}, "public_url": "x",
        "allowed_hosts": ["a", ""], "announce": 1, "enable_global_lock": 1})"),
             (QStringList {
                 QStringLiteral("port: This key occurs twice."),
                 QStringLiteral("hots: There is no such key here. Did you mean \"host\"?"),
                 QStringLiteral("port: 70000 is not allowed here."),
                 QStringLiteral("allowed_hosts[1]: \"\" is not allowed here."),
                 QStringLiteral("enable_global_lock: 1 is not allowed here."),
                 QStringLiteral("things.lock: \"lock\" is a reserved name: the server uses it "
                                "itself."),
                 QStringLiteral("things.a: 7 is not allowed here."),
                 QStringLiteral("things.b: There is no class \"Lampe\". Did you mean \"Lamp\"?"),
                 QStringLiteral("api_prefix: \"x\" is not allowed here."),
                 QStringLiteral("journal.days: 0 is not allowed here."),
                 QStringLiteral("public_url: \"x\" is not allowed here."),
                 QStringLiteral("announce: 1 is not allowed here."),
             }));
    QCOMPARE(errorsIn("[]"), QStringList(QStringLiteral(": [] is not allowed here.")));
    QCOMPARE(errorsIn("{\"things\": {\"a\": \"Lamp\"}}"), QStringList());
}

void TestConfiguration::findsAllErrorsOfAThing()
{
    QCOMPARE(errorsIn(withEntry(R"("class": "Lamp", "kwarg": {}, "args": [1],
        "kwargs": {"max_power": 101, "colour": "blue", "channels": [1, "2", 3.5]},
        "thing_slots": {"one": "x", "two": ["a", 1]})")),
             (QStringList {
                 QStringLiteral("things.a.kwarg: There is no such key here. Did you mean "
                                "\"kwargs\"?"),
                 QStringLiteral("things.a.args: Arguments without a name are not supported."),
                 QStringLiteral("things.a.thing_slots.one: There is no Thing \"x\"."),
                 QStringLiteral("things.a.thing_slots.two: 1 is not allowed here."),
                 QStringLiteral("things.a.kwargs.max_power: 101 is not allowed here."),
                 QStringLiteral("things.a.kwargs.colour: \"blue\" is not allowed here."),
                 QStringLiteral("things.a.kwargs.channels[2]: 3.5 is not allowed here."),
                 QStringLiteral("things.a.kwargs.channels[1]: \"2\" is not allowed here."),
             }));
}

void TestConfiguration::findsNoErrorTwice()
{
    QCOMPARE(errorsIn(withEntry(R"("clas": "Lamp")")),
             QStringList(QStringLiteral("things.a.clas: There is no such key here. Did you mean "
                                        "\"class\"?")));
    QCOMPARE(errorsIn("{\"things\": []}"),
             QStringList(QStringLiteral("things: [] is not allowed here.")));
}

HOLDFAST_GUILESS_TEST(TestConfiguration)

} // namespace tst_configuration

#include "tst_configuration.moc"
