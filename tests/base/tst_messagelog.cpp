// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/messagelog.h"
#include "core/base/outputwriter.h"
#include "tests/base/pipe.h"
#include "tests/program/testprogram.h"

#include <QLoggingCategory>
#include <QTest>

#include <thread>
#include <vector>

namespace tst_messagelog {

using namespace Holdfast;

Q_LOGGING_CATEGORY(testLog, "holdfast.test")

class TestMessageLog : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesWhatItsHandlerMakesOfAMessage();
    void textOfClientsIsOneLineWithoutControlCharacters();
    void aThreadThatLogsDoesNotWaitForTheReader();
};

void TestMessageLog::writesWhatItsHandlerMakesOfAMessage()
{
    const Pipe pipe;
    OutputWriter writer(pipe.writer(), {});
    const MessageLog log(writer, [](const LogMessage &message) {
        return QStringLiteral("%1|%2|%3|%4")
            .arg(message.time.timeSpec() == Qt::UTC)
            .arg(int(message.type))
            .arg(message.category, message.text);
    });
    qCWarning(testLog, "The lamp is broken.");
    QCOMPARE(pipe.readUntil("\n"),
             "1|" + QByteArray::number(QtWarningMsg) + "|holdfast.test|The lamp is broken.\n");
}

void TestMessageLog::textOfClientsIsOneLineWithoutControlCharacters()
{
    const Pipe pipe;
    OutputWriter writer(pipe.writer(), {});
    QString seen;
    const MessageLog log(writer, [&seen](const LogMessage &message) {
        seen = message.text;
        return message.text;
    });
    qCWarning(testLog).noquote() << QStringLiteral(
        "Refused x\n2026 error all is lost\x1b[2J\u202e");
    const QByteArray expected = "Refused x\\u000a2026 error all is lost\\u001b[2J\\u202e";
    QCOMPARE(pipe.readUntil("\n"), expected + '\n');
    QCOMPARE(seen, QString::fromUtf8(expected)); // for the window, too
}

void TestMessageLog::aThreadThatLogsDoesNotWaitForTheReader()
{
    const Pipe pipe;
    pipe.fill();
    OutputWriter writer(pipe.writer(), {});
    const MessageLog log(writer, [](const LogMessage &message) { return message.text; });
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([] {
            for (int line = 0; line < 5000; ++line)
                qCWarning(testLog, "%s", QByteArray(100, 'x').constData());
        });
    }
    for (std::thread &thread : threads)
        thread.join(); // would never return if one of the threads waited
    QVERIFY(writer.dropped() > 0);
}

HOLDFAST_APPLESS_TEST(TestMessageLog)

} // namespace tst_messagelog

#include "tst_messagelog.moc"
