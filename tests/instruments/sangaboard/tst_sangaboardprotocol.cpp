// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/sangaboard/sangaboardprotocol.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_sangaboardprotocol {

using namespace Holdfast;
using namespace Holdfast::SangaboardProtocol;

class TestSangaboardProtocol : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void readsTheVersion_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<int>("major");
        QTest::addColumn<int>("minor");
        const auto row = [](const char *line, int major, int minor) {
            QTest::addRow("%s", line) << QByteArray(line) << major << minor;
        };
        row("OpenFlexure Motor Board v0.4", 0, 4);
        row("Sangaboard Firmware v0.5.1", 0, 5);
        row("Sangaboard Firmware v1.0-beta", 1, 0);
        row("Sangaboard Firmware v1.0.4", 1, 0);
        row("Sangaboard Firmware v1.12.4-dev", 1, 12);
        row("Marlin v1.0", -1, 0);
        row("Sangaboard v0.5.5", -1, 0);
        row("Sangaboard Firmware v", -1, 0);
        row("nonsense Sangaboard Firmware v1.0.4", -1, 0);
        row("Sangaboard Firmware v99999999999.1", -1, 0);
    }
    void readsTheVersion()
    {
        QFETCH(QByteArray, line);
        QFETCH(int, major);
        QFETCH(int, minor);
        const auto firmware = toFirmware(line);
        QCOMPARE(firmware.has_value(), major >= 0);
        QCOMPARE(fits(Expected::Version, line), major >= 0);
        if (firmware) {
            QCOMPARE(firmware->major, major);
            QCOMPARE(firmware->minor, minor);
            QCOMPARE(firmware->name, QString::fromLatin1(line));
            QCOMPARE(firmware->isV1(), major == 1);
        }
    }

    void readsThePosition_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("good");
        QTest::newRow("three numbers") << QByteArray("1 -20 300") << true;
        QTest::newRow("the ends of the numbers") << QByteArray("2147483647 -2147483648 0") << true;
        QTest::newRow("two numbers") << QByteArray("1 -20") << false;
        QTest::newRow("four numbers") << QByteArray("1 2 3 4") << false;
        QTest::newRow("a number that is too large") << QByteArray("2147483648 0 0") << false;
        QTest::newRow("a word") << QByteArray("1 2 z") << false;
        QTest::newRow("nothing") << QByteArray() << false;
    }
    void readsThePosition()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, good);
        QCOMPARE(toPosition(line).has_value(), good);
        if (line == "1 -20 300")
            QCOMPARE(*toPosition(line), (StagePosition {1, -20, 300}));
    }

    void takesBothSpellings()
    {
        for (const char *line : {"ramp time 250", "ramp_time 250"}) {
            QVERIFY(fits(Expected::RampTime, line));
            QCOMPARE(toNumber(line), std::optional(250));
        }
        for (const char *line : {"done", "done.", "motors released"})
            QVERIFY(fits(Expected::Acknowledgement, line));
    }

    void takesAnyWordForTheEndOfAMove_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("answers");
        for (const char *line : {"done", "done.", "stopped", "finished"})
            QTest::addRow("%s", line) << QByteArray(line) << true;
        for (const char *line :
             {"Move aborted", "1 2 3", "true", "Sangaboard Firmware v1.0.4", "\x7f#"})
            QTest::addRow("not %s", line) << QByteArray(line) << false;
    }
    void takesAnyWordForTheEndOfAMove()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, answers);
        QCOMPARE(fits(Expected::Move, line), answers);
    }

    void knowsRefusals()
    {
        for (const char *line : {"Command not recognised: 'x', Type 'help' for a list of commands.",
                                 "Type 'help' for a list of commands.", "Invalid command",
                                 "Bad command.", "Error: stage is not moving"})
            QVERIFY(isRefusal(line));
        QVERIFY(!isRefusal("done."));
    }

    void writesMoves() { QCOMPARE(moveCommand({1, -2, 3}), QByteArray("mr 1 -2 3")); }

    void countsLedChannels()
    {
        QCOMPARE(toLedChannels("CC:1 PWM:2"), 1);
        QCOMPARE(toLedChannels("CC:0 PWM:2"), 0);
    }
};

HOLDFAST_GUILESS_TEST(TestSangaboardProtocol)

} // namespace tst_sangaboardprotocol

#include "tst_sangaboardprotocol.moc"
