// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/sangaboard/recording.h"

#include <QTest>

#include <stdexcept>

namespace tst_recording {

using namespace SimulatedSangaboard;

class TestRecording : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void findsTheAnswersToCommands()
    {
        const Recording recording = Recording::parse("10.0 = opened /dev/ttyACM0\n"
                                                     "10.1 < banner\\r\\n\n"
                                                     "11.000000 > p?\\n\n"
                                                     "11.002500 < 1 2 3\\r\n"
                                                     "11.003000 < \\n\n"
                                                     "12 > odd \\\\ \\x7f\\n\n"
                                                     "12.1 < done\\r\\n\n"
                                                     "13 > p?\\n\n"); // without an answer
        QCOMPARE(recording.greeting(), std::string("banner\r\n"));
        QCOMPARE(recording.exchanges().size(), 2U);
        QCOMPARE(recording.exchanges()[0].command, std::string("p?"));
        QCOMPARE(recording.exchanges()[0].answers.size(), 2U);
        QCOMPARE(recording.exchanges()[0].answers[0].delay.count(), 2500);
        QCOMPARE(recording.exchanges()[0].answers[0].bytes, std::string("1 2 3\r"));
        QCOMPARE(recording.exchanges()[1].command, std::string("odd \\ \x7f"));
    }

    void saysWhichLineIsWrong_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("no time") << QByteArray("1 > p?\\n\nhello\n");
        QTest::newRow("no sign") << QByteArray("1 > p?\\n\n2 p?\n");
        QTest::newRow("another sign") << QByteArray("1 > p?\\n\n2 ! p?\n");
        QTest::newRow("a backslash before a letter without a meaning")
            << QByteArray("1 > p?\\n\n2 > \\q\n");
    }
    void saysWhichLineIsWrong()
    {
        QFETCH(QByteArray, text);
        try {
            (void)Recording::parse(text.toStdString());
            QFAIL("It was taken.");
        } catch (const std::runtime_error &error) {
            QVERIFY2(std::string(error.what()).starts_with("line 2:"), error.what());
        }
    }

    void playsQueriesAsOftenAsTheyAreAsked()
    {
        const Recording recording =
            Recording::parse("1 > mr 1 0 0\\n\n1 < done.\\r\\n\n"
                             "2 > moving?\\n\n2 < true\\r\\n\n"
                             "3 > moving?\\n\n3 < false\\r\\n\n"
                             "4 > p?\\n\n4 < 1 0 0\\r\\n\n"
                             "5 > zero\\n\n5 < position reset to 0 0 0\\r\\n\n");
        Recording::Player player;
        const auto reply = [&](const char *command) {
            const auto answers = player.play(recording, command);
            return answers ? answers->at(0).bytes : std::string("none");
        };
        QCOMPARE(reply("zero"), std::string("none")); // the move comes first
        QCOMPARE(reply("mr 1 0 0"), std::string("done.\r\n"));
        QCOMPARE(reply("p?"), std::string("1 0 0\r\n")); // moving? was left out
        QCOMPARE(reply("p?"), std::string("1 0 0\r\n"));
        QCOMPARE(reply("zero"), std::string("position reset to 0 0 0\r\n"));
        QCOMPARE(reply("mr 1 0 0"), std::string("none"));
    }
};

HOLDFAST_GUILESS_TEST(TestRecording)

} // namespace tst_recording

#include "tst_recording.moc"
