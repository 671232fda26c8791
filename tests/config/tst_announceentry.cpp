// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/config/configurationreader.h"
#include "tests/config/refusal.h"
#include "tests/program/testprogram.h"

#include <QRegularExpression>
#include <QTest>

namespace tst_announceentry {

using namespace Holdfast;

namespace {

Configuration parsed(const QByteArray &announce)
{
    const ThingRegistry nothing;
    return ConfigurationReader(nothing, {})
        .parse("{\"things\": {}, \"announce\": " + announce + '}', QStringLiteral("lab.json"));
}

void row(const char *name, const QByteArray &json, const char *beginning, const char *part)
{
    QTest::newRow(name) << json << QString::fromUtf8(beginning) << QString::fromUtf8(part);
}

} // namespace

//! What a configuration says about being announced on the local network.
class TestAnnounceEntry : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }

    void readsTheNameOfTheAnnouncement_data();
    void readsTheNameOfTheAnnouncement();
    void refuses_data();
    void refuses() { compareRefusal(parsed); }
};

void TestAnnounceEntry::readsTheNameOfTheAnnouncement_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("announced");
    QTest::addColumn<QString>("name");
    QTest::newRow("not at all") << QByteArray("false") << false << QString();
    QTest::newRow("by the default name") << QByteArray("true") << true << QString();
    QTest::newRow("by a name") << QByteArray(R"({"name": "Mikroskop \u00fc"})") << true
                               << QStringLiteral("Mikroskop ü");
    QTest::newRow("by the longest name")
        << "{\"name\": \"" + QByteArray(63, 'n') + "\"}" << true << QString(63, u'n');
}

void TestAnnounceEntry::readsTheNameOfTheAnnouncement()
{
    QFETCH(const QByteArray, json);
    QFETCH(const bool, announced);
    QFETCH(const QString, name);
    const Configuration read = parsed(json);
    QCOMPARE(read.announceAs.has_value(), announced);
    QCOMPARE(read.announceAs.value_or(QString()), name);
}

void TestAnnounceEntry::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("beginning");
    QTest::addColumn<QString>("part");
    row("an announcement that is a name", ("\"Microscope 3\""), ": announce: \"Microscope 3\" ",
        "Allowed: true, false, or an object with name.");
    row("an announcement that is null", ("null"), ": announce: null ",
        "true, false, or an object with name");
    row("an announcement without a name", ("{}"), ": announce.name: This is missing.",
        "a string that is not empty");
    row("an announcement with an empty name", ("{\"name\": \"\"}"), ": announce.name: \"\" ",
        "a string that is not empty");
    row("an announcement with a misspelt key", ("{\"nmae\": \"a\"}"),
        ": announce.nmae: ", "Did you mean \"name\"?");
    row("an announcement with a name too long for DNS",
        ("{\"name\": \"" + QByteArray("\u00e4").repeated(32) + "\"}"),
        ": announce.name: ", "at most 63 bytes");
    row("an announcement with a name of two lines", ("{\"name\": \"a\\nb\"}"),
        ": announce.name: ", "without control characters");
}

HOLDFAST_APPLESS_TEST(TestAnnounceEntry)

} // namespace tst_announceentry

#include "tst_announceentry.moc"
