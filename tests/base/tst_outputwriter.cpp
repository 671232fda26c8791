// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/base/outputwriter.h"
#include "tests/base/pipe.h"
#include "tests/program/testprogram.h"

#include <QSemaphore>
#include <QTest>

#include <atomic>
#include <pty.h>
#include <termios.h>

namespace tst_outputwriter {

using namespace Holdfast;

namespace {

constexpr std::chrono::seconds longEnough {60}; // only a test that fails takes so long

OutputWriter::Options small()
{
    return {4096, [](quint64 dropped) { return QByteArray::number(dropped) + " dropped\n"; }, {}};
}

} // namespace

class TestOutputWriter : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void writesAllInOrder();
    void neverWaitsForAReader();
    void countsAndNotesWhatItDrops();
    void reportsThatTheReaderHasGone();
    void reportsThatTheDiskIsFull();
    void writesToADescriptorThatDoesNotBlock();
    void goesOnWhileTheTerminalIsPaused();
};

void TestOutputWriter::writesAllInOrder()
{
    const Pipe pipe;
    OutputWriter writer(pipe.writer(), {});
    QByteArray expected;
    for (int i = 0; i < 1000; ++i) {
        const QByteArray line = QByteArray::number(i) + QByteArray(i % 90, 'x') + '\n';
        QVERIFY(writer.write(line));
        expected += line;
    }
    expected += "end\n";
    QVERIFY(writer.write("end\n"));
    QCOMPARE(pipe.readUntil("end\n"), expected);
    QVERIFY(writer.flush(QDeadlineTimer(longEnough)));
    QCOMPARE(writer.pending(), 0);
    QCOMPARE(writer.error(), 0);
}

void TestOutputWriter::neverWaitsForAReader()
{
    const Pipe pipe;
    pipe.fill();
    OutputWriter writer(pipe.writer(), small());
    // If one of these calls waited, the test would never end.
    for (int i = 0; i < 10'000; ++i)
        writer.write("a line without a reader\n");
    QVERIFY(writer.dropped() > 0);
    QVERIFY(writer.pending() <= 4096);
    QVERIFY(!writer.flush(QDeadlineTimer(0)));
}

void TestOutputWriter::countsAndNotesWhatItDrops()
{
    const Pipe pipe;
    pipe.fill();
    OutputWriter writer(pipe.writer(), small());
    constexpr int all = 1000;
    for (int i = 0; i < all; ++i)
        writer.write("line\n");
    const quint64 dropped = writer.dropped();
    QVERIFY(dropped > 0);
    // The note is written although no further text comes.
    QByteArray text = pipe.readUntil(" dropped\n");
    text = text.mid(text.lastIndexOf('.') + 1);
    QCOMPARE(text, QByteArray("line\n").repeated(int(all - dropped)) + QByteArray::number(dropped)
                       + " dropped\n");
    QVERIFY(writer.flush(QDeadlineTimer(longEnough)));
    QVERIFY(writer.write("later\n"));
    QCOMPARE(pipe.readUntil("later\n"), QByteArray("later\n"));
    QCOMPARE(writer.dropped(), dropped);
}

void TestOutputWriter::reportsThatTheReaderHasGone()
{
    Pipe pipe;
    QSemaphore failed;
    std::atomic<int> error = 0;
    OutputWriter::Options options;
    options.failed = [&](int number) {
        error = number;
        failed.release();
    };
    const OutputWriter writer(pipe.writer(), options);
    pipe.closeReader();
    QVERIFY(failed.tryAcquire(1, longEnough)); // before anything is to be written
    QCOMPARE(error.load(), EPIPE);
    QCOMPARE(writer.error(), EPIPE);
}

void TestOutputWriter::reportsThatTheDiskIsFull()
{
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    QVERIFY(full >= 0);
    {
        OutputWriter writer(full, {});
        writer.write("text\n");
        QVERIFY(writer.flush(QDeadlineTimer(longEnough)));
        QCOMPARE(writer.error(), ENOSPC);
        QCOMPARE(writer.pending(), 0);
    }
    ::close(full);
}

void TestOutputWriter::writesToADescriptorThatDoesNotBlock()
{
    const Pipe pipe;
    pipe.fill();
    ::fcntl(pipe.writer(), F_SETFL, O_NONBLOCK);
    OutputWriter writer(pipe.writer(), {});
    const QByteArray text = QByteArray("0123456789\n").repeated(20'000);
    QVERIFY(writer.write(text + "end\n"));
    QByteArray got = pipe.readUntil("end\n");
    QCOMPARE(got.mid(got.lastIndexOf('.') + 1), text + "end\n");
    QCOMPARE(writer.error(), 0);
}

void TestOutputWriter::goesOnWhileTheTerminalIsPaused()
{
    int user = -1;
    int program = -1;
    QVERIFY(::openpty(&user, &program, nullptr, nullptr, nullptr) == 0);
    {
        OutputWriter writer(program, small());
        QVERIFY(::tcflow(program, TCOOFF) == 0); // what Ctrl+S does
        for (int i = 0; i < 10'000; ++i)
            writer.write("a line\n");
        QVERIFY(writer.dropped() > 0);
        // The destructor must return although the terminal is still paused.
    }
    ::close(user);
    ::close(program);
}

HOLDFAST_APPLESS_TEST(TestOutputWriter)

} // namespace tst_outputwriter

#include "tst_outputwriter.moc"
