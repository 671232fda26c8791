// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/system/systemthing.h"
#include "core/thing/testing/thingcheck.h"
#include "core/thing/testing/thingfixture.h"
#include "tests/program/testprogram.h"

#include <QFile>
#include <QRegularExpression>
#include <QSysInfo>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

namespace tst_systemthing {

using namespace Holdfast;
using namespace std::chrono_literals;

class TestSystemThing : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init()
    {
        QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
        m_folder.emplace();
    }

    void saysWhatTheComputerIs()
    {
        ThingFixture fixture(make());
        QCOMPARE(fixture.read(name("hostname")), Json(QSysInfo::machineHostName()));
        QCOMPARE(fixture.read(name("version_data")),
                 (Json {{"version", HOLDFAST_VERSION}, {"version_source", "Holdfast"}}));
        QVERIFY(fixture.read(name("os_version")).is_string());
        QCOMPARE(fixture.read(name("is_raspberrypi")), Json(false));
        QCOMPARE(fixture.read(name("hardware_id")), Json(nullptr));
    }

    void knowsARaspberryPiByItsKernel()
    {
        write("model", QByteArray("Raspberry Pi 4 Model B Rev 1.4\0", 31));
        write("serial-number", QByteArray("10000000a1b2c3d4\0", 17));
        ThingFixture fixture(make());
        QCOMPARE(fixture.read(name("is_raspberrypi")), Json(true));
        QCOMPARE(fixture.read(name("hardware_id")), Json("10000000a1b2c3d4"));
    }

    void hasAnIdentityOfItsOwn()
    {
        ThingFixture one(make());
        ThingFixture other(make());
        const auto id = one.read(name("microscope_id")).get<QString>();
        QVERIFY(!QUuid::fromString(id).isNull());
        QVERIFY(other.read(name("microscope_id")) != Json(id));
        QVERIFY(one.thing().affordances().property(u"microscope_id")->isSetting);
    }

    void whatIsToBeRecordedIsInItsStateAndAllStates()
    {
        ThingFixture fixture(make());
        QVERIFY(!fixture.thing().state().contains("sample"));
        fixture.write(name("sample"), "onion, slide 3");
        fixture.write(name("operator"), "Ada");
        fixture.write(name("notes"), "stained with iodine");
        const Json state = fixture.thing().state();
        QCOMPARE(state.at("sample"), Json("onion, slide 3"));
        QCOMPARE(state.at("operator"), Json("Ada"));
        QCOMPARE(state.at("notes"), Json("stained with iodine"));
        QCOMPARE(state.at("hostname"), Json(QSysInfo::machineHostName()));
        QCOMPARE(state.at("microscope-uuid"), fixture.read(name("microscope_id")));
        QCOMPARE(fixture.invoke(name("get_things_state")).json.at("thing"), state);
        for (const auto property : {u"sample", u"operator", u"notes"})
            QVERIFY(fixture.thing().affordances().property(property)->isSetting);
    }

    void refusesTextsThatWouldNotFitIntoAPicture()
    {
        ThingFixture fixture(make());
        const auto text = [](int length) { return Json(QString(length, u'x')); };
        fixture.write(name("sample"), text(SystemThing::longestLine));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 fixture.write(name("sample"), text(SystemThing::longestLine + 1)));
        QVERIFY_THROWS_EXCEPTION(std::invalid_argument,
                                 fixture.write(name("notes"), text(SystemThing::longestNotes + 1)));
    }

    void hasNoPowerActionUnlessTheConfigurationSaysSo()
    {
        ThingFixture fixture([] { return std::make_unique<SystemThing>(); });
        for (const auto action : {u"shutdown", u"reboot"})
            QVERIFY(!fixture.thing().affordances().action(action));
        QVERIFY_THROWS_EXCEPTION(ThingError, fixture.thing<SystemThing>().shutdown());
        ThingFixture allowed(make());
        for (const auto action : {u"shutdown", u"reboot"}) {
            QVERIFY(allowed.thing().affordances().action(action));
            QVERIFY(allowed.thing().affordances().action(action)->isForAdmins);
        }
    }

    void asksSystemd_data()
    {
        QTest::addColumn<QString>("action");
        QTest::addColumn<QByteArray>("given");
        QTest::newRow("to switch off")
            << name("shutdown") << QByteArray("--no-ask-password poweroff\n");
        QTest::newRow("to restart") << name("reboot") << QByteArray("--no-ask-password reboot\n");
    }
    void asksSystemd()
    {
        QFETCH(QString, action);
        QFETCH(QByteArray, given);
        ThingFixture fixture(make());
        program("echo \"$@\" > \"$0.asked\"; echo Going down");
        QCOMPARE(fixture.invoke(action).json, (Json {{"output", "Going down"}, {"error", ""}}));
        QFile asked(m_folder->filePath(name("systemctl.asked")));
        QVERIFY(asked.open(QIODevice::ReadOnly));
        QCOMPARE(asked.readAll(), given);
    }

    void saysWhyNothingHappens_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<QString>("error");
        QTest::newRow("it is refused")
            << QByteArray("echo 'Interactive authentication required.' >&2; exit 1")
            << name("^Interactive authentication required\\.$");
        QTest::newRow("it fails without a word")
            << QByteArray("exit 3") << name("has failed with code 3\\.$");
        QTest::newRow("it never answers")
            << QByteArray("exec sleep 60") << name("has not answered for 0\\.3 s\\.$");
        QTest::newRow("it is not there") << QByteArray() << name("systemctl cannot be started: ");
    }
    void saysWhyNothingHappens()
    {
        QFETCH(QByteArray, script);
        QFETCH(QString, error);
        ThingFixture fixture(make(300ms));
        if (!script.isEmpty())
            program(script);
        const QRegularExpression expected(error);
        QTest::ignoreMessage(QtCriticalMsg, expected);
        const Json answer = fixture.invoke(name("shutdown")).json;
        const auto said = answer.at("error").get<QString>();
        QVERIFY2(expected.match(said).hasMatch(), qPrintable(said));
    }

    void refusesStrangers()
    {
        ThingFixture fixture(make());
        QCOMPARE(ThingCheck::lockedMutatorsRefuseStrangers(fixture).failures(), QStringList());
    }

private:
    static QString name(const char *text) { return QString::fromUtf8(text); }

    //! Returns what makes a Thing that may switch a fake computer off.
    ThingFixture::Make make(std::chrono::milliseconds patience = 30s) const
    {
        return [this, patience] {
            return std::make_unique<SystemThing>(
                SystemThingOptions {.allowPower = true},
                PowerSwitch(m_folder->filePath(name("systemctl")), patience), m_folder->path());
        };
    }

    void write(const char *file, const QByteArray &text) const
    {
        QFile out(m_folder->filePath(QString::fromUtf8(file)));
        if (!out.open(QIODevice::WriteOnly) || out.write(text) != text.size())
            qFatal("A test's file cannot be written.");
    }

    void program(const QByteArray &script) const
    {
        write("systemctl", "#!/bin/sh\n" + script + '\n');
        QFile::setPermissions(m_folder->filePath(name("systemctl")),
                              QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }

    std::optional<QTemporaryDir> m_folder;
};

HOLDFAST_GUILESS_TEST(TestSystemThing)

} // namespace tst_systemthing

#include "tst_systemthing.moc"
