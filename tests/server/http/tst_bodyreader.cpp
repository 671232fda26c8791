// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/bodyreader.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_bodyreader {

using namespace Holdfast;

namespace {

constexpr qint64 s_limit = 32;

RequestHead chunkedHead()
{
    RequestHead head;
    head.isChunked = true;
    return head;
}

} // namespace

// Bodies of a known length and in chunks, whole and byte by byte.
class BodyReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void chunksBecomeABody_data();
    void chunksBecomeABody();
    void aWrongChunkIsRefused_data();
    void aWrongChunkIsRefused();
    void aBodyOfKnownLengthIsTakenFromWhatFollows();
};

void BodyReaderTest::chunksBecomeABody_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("no chunk") << QByteArray("0\r\n\r\n") << QByteArray();
    QTest::newRow("one chunk") << QByteArray("5\r\nhello\r\n0\r\n\r\n") << QByteArray("hello");
    QTest::newRow("two chunks") << QByteArray("2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n")
                                << QByteArray("hello");
    QTest::newRow("line ends in a chunk")
        << QByteArray("6\r\n\r\n0\r\n\n\r\n0\r\n\r\n") << QByteArray("\r\n0\r\n\n");
    QTest::newRow("digits of both cases and leading zeros")
        << QByteArray("00A\r\n0123456789\r\n00b\r\n0123456789a\r\n000\r\n\r\n")
        << QByteArray("01234567890123456789a");
    QTest::newRow("as much as is allowed") << "20\r\n" + QByteArray(s_limit, 'x') + "\r\n0\r\n\r\n"
                                           << QByteArray(s_limit, 'x');
    QTest::newRow("an extension") << QByteArray("1 ; a=\"b\"\r\nx\r\n0;c\r\n\r\n")
                                  << QByteArray("x");
    QTest::newRow("fields behind it")
        << QByteArray("1\r\nx\r\n0\r\nA: b\r\nC: d\r\n\r\n") << QByteArray("x");
}

void BodyReaderTest::chunksBecomeABody()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QByteArray, body);

    QByteArray atOnce = bytes + "next";
    BodyReader reader(chunkedHead(), s_limit);
    QVERIFY(reader.read(atOnce));
    QVERIFY(!reader.refusal());
    QCOMPARE(reader.take(), body);
    QCOMPARE(atOnce, "next");

    BodyReader slow(chunkedHead(), s_limit);
    QByteArray buffer;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        buffer += bytes[i];
        QCOMPARE(slow.read(buffer), i == bytes.size() - 1);
    }
    QVERIFY(!slow.refusal());
    QCOMPARE(slow.take(), body);
}

void BodyReaderTest::aWrongChunkIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");
    const auto row = [](const char *name, const QByteArray &bytes, int status) {
        QTest::newRow(name) << bytes << status;
    };
    row("no size", "\r\nx\r\n", 400);
    row("no number", "xyz\r\n", 400);
    row("a negative size", "-5\r\nhello\r\n", 400);
    row("a sign", "+5\r\nhello\r\n", 400);
    row("0x", "0x5\r\nhello\r\n", 400);
    row("a space before it", " 5\r\nhello\r\n", 400);
    row("two numbers", "5 5\r\nhello\r\n", 400);
    row("lines that end in LF alone", "5\nhello\n0\n\n", 400);
    row("CR in an extension", "5;a\rb\r\nhello\r\n", 400);
    row("NUL in an extension", QByteArray("5;a\0b\r\nhello\r\n", 14), 400);
    row("a chunk that is longer than it says", "4\r\nhello\r\n", 400);
    row("a chunk that is shorter than it says", "6\r\nhello\r\n0\r\n\r\n", 400);
    row("an endless extension", "5;" + QByteArray(300, 'a'), 400);
    row("too large a chunk", "21\r\n", 413);
    row("too many chunks", "20\r\n" + QByteArray(s_limit, 'x') + "\r\n1\r\n", 413);
    row("2^63", "8000000000000000\r\n", 413);
    row("2^64", "10000000000000000\r\n", 413);
    row("too many fields behind it", "0\r\n" + QByteArray("A: b\r\n").repeated(17), 431);
}

void BodyReaderTest::aWrongChunkIsRefused()
{
    QFETCH(QByteArray, bytes);
    QFETCH(const int, status);
    BodyReader reader(chunkedHead(), s_limit);
    QVERIFY(reader.read(bytes));
    QVERIFY(reader.refusal());
    QCOMPARE(reader.refusal()->status, status);
}

void BodyReaderTest::aBodyOfKnownLengthIsTakenFromWhatFollows()
{
    RequestHead head;
    head.contentLength = 5;
    BodyReader reader(head, s_limit);
    QByteArray bytes = "hell";
    QVERIFY(!reader.read(bytes));
    bytes += "o next";
    QVERIFY(reader.read(bytes));
    QCOMPARE(reader.take(), "hello");
    QCOMPARE(bytes, " next");
}

HOLDFAST_GUILESS_TEST(BodyReaderTest)

} // namespace tst_bodyreader

#include "tst_bodyreader.moc"
