// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationreader.h"
#include "tests/config/lamps.h"
#include "tests/config/refusal.h"
#include "tests/program/testprogram.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

namespace tst_labentry {

using namespace Holdfast;

namespace {

//! Returns \a text with quotes where it has apostrophes.
QByteArray json(QByteArray text)
{
    return text.replace('\'', '"');
}

Configuration parsed(const QByteArray &lab)
{
    ThingRegistry registry;
    registry.add<Candle>(QStringLiteral("Candle"));
    return ConfigurationReader(registry, {})
        .parse("{\"things\": {\"laser\": \"Candle\", \"robot\": \"Candle\"}, "
               "\"public_url\": \"https://table2.lab.example\", \"lab\": "
                   + json(lab) + '}',
               QStringLiteral("lab.json"));
}

void row(const char *name, const QByteArray &json, const char *beginning, const char *part)
{
    QTest::newRow(name) << json << QString::fromUtf8(beginning) << QString::fromUtf8(part);
}

//! An entry with \a more members than it must have.
QByteArray entry(const QByteArray &more)
{
    return "{'station': 'table-2', 'endpoints': ['http://127.0.0.1:2379'], " + more + '}';
}

} // namespace

//! The lab in a configuration.
class TestLabEntry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void isNoneWithoutIt();
    void hasDefaults();
    void readsWhatIsShared();
    void takesTheFiles();
    void refuses_data();
    void refuses() { compareRefusal(parsed); }
    void reportsAllErrorsAtOnce();
};

void TestLabEntry::isNoneWithoutIt()
{
    QVERIFY(!parsed("null").lab);
    const ThingRegistry nothing;
    QVERIFY(!ConfigurationReader(nothing, {}).parse("{\"things\": {}}", QString()).lab);
}

void TestLabEntry::hasDefaults()
{
    const LabEntry lab =
        *parsed("{'station': 'table-2', 'endpoints': ['https://[::1]:2379/']}").lab;
    QCOMPARE(lab.lab, QStringLiteral("lab"));
    QCOMPARE(lab.station, QStringLiteral("table-2"));
    QCOMPARE(lab.url, QUrl(QStringLiteral("https://table2.lab.example")));
    QCOMPARE(lab.endpoints, QList<QUrl> {QUrl(QStringLiteral("https://[::1]:2379"))});
    QCOMPARE(lab.ttl, std::chrono::seconds {10});
    QVERIFY(lab.user.isEmpty() && lab.passwordFile.isEmpty() && lab.caFile.isEmpty());
    QVERIFY(lab.certificateFile.isEmpty() && lab.keyFile.isEmpty() && lab.resources.isEmpty());
}

void TestLabEntry::readsWhatIsShared()
{
    const LabEntry lab =
        *parsed(entry("'name': 'optics', 'url': 'http://table2:5000', 'ttl_s': 4, 'resources': { "
                      "'laser': {'title': 'Laser 488', 'members': ['laser', 'robot']}, "
                      "'room-light': {'unreachable': 'open'}, 'sample.robot': {'home': 'arm-1', "
                      "'members': ['robot']}}"))
             .lab;
    QCOMPARE(lab.lab, QStringLiteral("optics"));
    QCOMPARE(lab.url, QUrl(QStringLiteral("http://table2:5000")));
    QCOMPARE(lab.ttl, std::chrono::seconds {4});
    QCOMPARE(lab.resources.size(), 3);
    QCOMPARE(lab.resources[0].name, QStringLiteral("laser"));
    QCOMPARE(lab.resources[0].title, QStringLiteral("Laser 488"));
    QCOMPARE(lab.resources[0].home, QStringLiteral("table-2"));
    QCOMPARE(lab.resources[0].members,
             (QStringList {QStringLiteral("laser"), QStringLiteral("robot")}));
    QVERIFY(!lab.resources[0].staysOpen);
    QVERIFY(lab.resources[1].staysOpen);
    QVERIFY(lab.resources[1].members.isEmpty());
    QCOMPARE(lab.resources[2].home, QStringLiteral("arm-1"));
}

void TestLabEntry::takesTheFiles()
{
    QTemporaryFile file;
    QVERIFY(file.open());
    const QByteArray path = '\'' + file.fileName().toUtf8() + '\'';
    const LabEntry lab = *parsed(entry("'user': 'table-2', 'password_file': " + path
                                       + ", 'ca_file': " + path + ", 'certificate_file': " + path
                                       + ", 'key_file': " + path + ", 'token_file': " + path))
                              .lab;
    const QString absolute = QFileInfo(file).absoluteFilePath();
    QCOMPARE(lab.user, QStringLiteral("table-2"));
    QCOMPARE(lab.passwordFile, absolute);
    QCOMPARE(lab.caFile, absolute);
    QCOMPARE(lab.certificateFile, absolute);
    QCOMPARE(lab.keyFile, absolute);
    QCOMPARE(lab.tokenFile, absolute);
}

void TestLabEntry::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("beginning");
    QTest::addColumn<QString>("part");
    row("a word", "'yes'", ": lab: \"yes\" ", "an object");
    row("no station", "{'endpoints': ['http://a:1']}", ": lab.station: This is missing.", "");
    row("no endpoints", "{'station': 'a'}", ": lab.endpoints: This is missing.", "");
    row("an empty list of endpoints", "{'station': 'a', 'endpoints': []}",
        ": lab.endpoints: This list is empty.", "https://etcd1.lab.example:2379");
    row("an endpoint without a port", "{'station': 'a', 'endpoints': ['http://a:1', 'http://b']}",
        ": lab.endpoints[1]: \"http://b\" ", "with its port");
    row("an endpoint that is no address", "{'station': 'a', 'endpoints': ['127.0.0.1:2379']}",
        ": lab.endpoints[0]: \"127.0.0.1:2379\" ", "https://etcd1.lab.example:2379");
    row("a name with a slash", "{'station': 'a/b', 'endpoints': ['http://a:1']}",
        ": lab.station: \"a/b\" ", "1 to 64 letters");
    row("a lab without a name", entry("'name': ''"), ": lab.name: \"\" ", "");
    row("a misspelt key", entry("'recources': {}"),
        ": lab.recources: ", "Did you mean \"resources\"?");
    row("an address with a path", entry("'url': 'http://a/b'"), ": lab.url: \"http://a/b\" ",
        "https://scope3.lab.example:5000");
    row("too short a time", entry("'ttl_s': 2"), ": lab.ttl_s: 2 ", "from 3 to 600");
    row("a user without a password", entry("'user': 'a'"),
        ": lab.password_file: This is missing: lab.user needs it.", "file");
    row("a password without a user", entry("'password_file': '/dev/null'"),
        ": lab.user: This is missing: lab.password_file needs it.", "");
    row("a key without a certificate", entry("'key_file': '/etc/hostname'"),
        ": lab.certificate_file: This is missing", "");
    row("a file that is not there", entry("'ca_file': '/nowhere/ca.pem'"),
        ": lab.ca_file: There is no file /nowhere/ca.pem.", "PEM");
    row("a file of a token that is not there", entry("'token_file': '/nowhere/token'"),
        ": lab.token_file: There is no file /nowhere/token.", "token");
    row("a resource that is no object", entry("'resources': {'laser': true}"),
        ": lab.resources.laser: true ", "an object");
    row("a resource with a bad name", entry("'resources': {'a b': {}}"),
        ": lab.resources.a b: \"a b\" ", "1 to 64 letters");
    row("a Thing that there is not", entry("'resources': {'laser': {'members': ['lasr']}}"),
        ": lab.resources.laser.members[0]: There is no Thing \"lasr\".", "names of Things");
    row("another word for open", entry("'resources': {'laser': {'unreachable': 'free'}}"),
        ": lab.resources.laser.unreachable: \"free\" ", "closed");
    row("open elsewhere",
        entry("'resources': {'laser': {'unreachable': 'open', 'home': 'table-3'}}"),
        ": lab.resources.laser.unreachable: \"open\" is only possible at the home", "closed");
}

void TestLabEntry::reportsAllErrorsAtOnce()
{
    const ThingRegistry nothing;
    const auto checked =
        ConfigurationReader(nothing, {})
            .check(json("{'things': {}, 'lab': {'station': 'a b', 'endpoints': ['x'], "
                        "'ttl_s': 0, 'resources': {'laser': {'members': "
                        "['laser']}}}}"),
                   QStringLiteral("lab.json"));
    QStringList keys;
    for (const ConfigurationError &error : checked.errors)
        keys << error.key;
    keys.sort();
    QCOMPARE(keys, (QStringList {QStringLiteral("lab.endpoints[0]"),
                                 QStringLiteral("lab.resources.laser.members[0]"),
                                 QStringLiteral("lab.station"), QStringLiteral("lab.ttl_s")}));
}

HOLDFAST_GUILESS_TEST(TestLabEntry)

} // namespace tst_labentry

#include "tst_labentry.moc"
