// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/parse/headparser.h"
#include "tests/program/testprogram.h"

#include <QTest>

namespace tst_headparser {

using namespace Holdfast;

namespace {

constexpr int incomplete = -1;

// Returns the outcome: the status of a refusal, 200 for a head.
int outcome(const ParsedHead &parsed)
{
    if (const auto *refused = std::get_if<HeadRefused>(&parsed))
        return refused->status;
    return std::holds_alternative<HeadIncomplete>(parsed) ? incomplete : 200;
}

} // namespace

class TestHeadParser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void aHeadIsTakenApart();
    void anAbsoluteTargetBeatsTheHost();
    void everyBeginningOfAHeadIsIncomplete();
    void strictness_data();
    void strictness();
    void limitsHold_data();
    void limitsHold();
    void theConnectionIsKeptOrNot_data();
    void theConnectionIsKeptOrNot();
    void onlyHttp11IsToldToContinue();
    void theServerAsAWholeIsAsked_data();
    void theServerAsAWholeIsAsked();
    void aPlusInTheQueryIsASpace();
};

void TestHeadParser::aHeadIsTakenApart()
{
    const QByteArray bytes = "PUT /stage/a%20b?x=1&y=%41 HTTP/1.1\r\nHOST: lab:80\r\nX-A:  b\t\r\n"
                             "Content-Length: 12\r\nExpect: 100-Continue\r\n\r\nbody and more";
    const auto parsed = parseHead(bytes, {});
    const auto *head = std::get_if<RequestHead>(&parsed);
    QVERIFY(head);
    QCOMPARE(head->request.method, Method::Put);
    QCOMPARE(head->request.rawPath, "/stage/a%20b");
    QCOMPARE(head->request.path, QStringLiteral("/stage/a b"));
    QCOMPARE(head->request.query.queryItemValue(QStringLiteral("y"), QUrl::FullyDecoded),
             QStringLiteral("A"));
    QCOMPARE(head->request.headers.value("x-a"), "b");
    QCOMPARE(head->request.headers.value("Host"), "lab:80");
    QCOMPARE(head->request.baseUrl(), QStringLiteral("http://lab:80"));
    QCOMPARE(head->contentLength, 12);
    QCOMPARE(head->size, bytes.indexOf("body and"));
    QVERIFY(head->keepAlive);
    QVERIFY(head->expectsContinue);
}

void TestHeadParser::anAbsoluteTargetBeatsTheHost()
{
    const auto parsed = parseHead("GET http://lab:81?a=b HTTP/1.1\r\nHost: elsewhere\r\n\r\n", {});
    const auto *head = std::get_if<RequestHead>(&parsed);
    QVERIFY(head);
    QCOMPARE(head->request.rawPath, "/");
    QCOMPARE(head->request.query.toString(), QStringLiteral("a=b"));
    QCOMPARE(head->request.baseUrl(), QStringLiteral("http://lab:81"));
}

void TestHeadParser::everyBeginningOfAHeadIsIncomplete()
{
    const QByteArray bytes = "GET /stage/ HTTP/1.1\r\nHost: lab\r\nContent-Length: 3\r\n\r\n";
    for (qsizetype size = 0; size < bytes.size(); ++size)
        QCOMPARE(outcome(parseHead(bytes.first(size), {})), incomplete);
    QCOMPARE(outcome(parseHead(bytes, {})), 200);
}

void TestHeadParser::strictness_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("expected");
    const auto row = [](const QByteArray &name, const QByteArray &bytes, int expected) {
        QTest::newRow(name.constData()) << bytes << expected;
    };
    const auto line = [row](const char *name, const QByteArray &requestLine, int expected) {
        row(name, requestLine + "\r\nHost: lab\r\n\r\n", expected);
    };
    const auto field = [row](const QByteArray &name, const QByteArray &fields, int expected) {
        row(name, "PUT / HTTP/1.1\r\nHost: lab\r\n" + fields + "\r\n\r\n", expected);
    };
    line("HTTP/1.1", "GET / HTTP/1.1", 200);
    line("HTTP/1.0", "GET / HTTP/1.0", 200);
    line("HTTP/9.9", "GET / HTTP/9.9", 505);
    line("HTTP/2.0", "GET / HTTP/2.0", 505);
    line("HTTPxA/B", "GET / HTTPxA/B", 400);
    line("lower case http", "GET / http/1.1", 400);
    line("HTTP/0.9", "GET /", 400);
    line("one word", "garbage", 400);
    line("two spaces", "GET  / HTTP/1.1", 400);
    line("a space in the target", "GET /a b HTTP/1.1", 400);
    line("a space before the method", " GET / HTTP/1.1", 400);
    line("an absolute target", "GET http://lab:5000/hello HTTP/1.1", 200);
    line("an absolute target without a path", "GET http://lab HTTP/1.1", 200);
    line("an absolute target with a query only", "GET http://lab?a=b HTTP/1.1", 200);
    line("an absolute target in capitals", "GET HTTP://lab/ HTTP/1.1", 200);
    line("an absolute target without a host", "GET http:///hello HTTP/1.1", 400);
    line("an absolute target with a user", "GET http://a@lab/hello HTTP/1.1", 400);
    line("an absolute target with a wrong port", "GET http://lab:x/hello HTTP/1.1", 400);
    line("an absolute target of another scheme", "GET https://lab/hello HTTP/1.1", 400);
    line("an absolute target with a fragment", "GET http://lab#a HTTP/1.1", 400);
    line("an absolute target that is encoded wrongly", "GET http://lab/%zz HTTP/1.1", 400);
    row("an absolute target without a Host", "GET http://lab/ HTTP/1.1\r\n\r\n", 400);
    line("no slash first", "GET hello HTTP/1.1", 400);
    line("a fragment", "GET /a#b HTTP/1.1", 400);
    line("a broken percent sign", "GET /a%4 HTTP/1.1", 400);
    line("no hexadecimal digits", "GET /a%zz HTTP/1.1", 400);
    line("an encoded NUL", "GET /a%00 HTTP/1.1", 400);
    line("an encoded line end in the query", "GET /a?%0d%0a HTTP/1.1", 400);
    line("an encoding that is not UTF-8", "GET /%ff HTTP/1.1", 400);
    line("a NUL in the target", QByteArray("GET /a\0b HTTP/1.1", 17), 400);
    line("CONNECT", "CONNECT / HTTP/1.1", 501);
    line("an unknown method", "BREW / HTTP/1.1", 501);
    line("a lower case method", "get / HTTP/1.1", 501);
    line("a method that is no token", "G(T / HTTP/1.1", 400);
    row("a TLS greeting", QByteArray("\x16\x03\x01\x02", 4), 400);
    row("LF only", "GET / HTTP/1.1\nHost: lab\n\n", 400);
    row("LF only in the fields", "GET / HTTP/1.1\r\nHost: lab\nA: b\r\n\r\n", 400);
    row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
    row("no Host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", 200);
    row("two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", 400);
    row("a wrong Host in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a/b\r\n\r\n", 400);
    row("an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 400);
    row("a Host with a path", "GET / HTTP/1.1\r\nHost: a/b?c#d\r\n\r\n", 400);
    row("a Host with a user", "GET / HTTP/1.1\r\nHost: a@b\r\n\r\n", 400);
    row("a Host with a wrong port", "GET / HTTP/1.1\r\nHost: a:b\r\n\r\n", 400);
    row("a Host that is an IPv6 address", "GET / HTTP/1.1\r\nHost: [::1]:5000\r\n\r\n", 200);
    field("two Hosts", "Host: lab", 400);
    field("no colon", "nonsense", 400);
    field("a space before the colon", "A : b", 400);
    field("an empty name", ": b", 400);
    field("a folded field", "A: b\r\n c", 400);
    field("a NUL", QByteArray("A: b\0c", 6), 400);
    field("a bare CR", "A: b\rc", 400);
    field("a tab", "A: b\tc", 200);
    field("UTF-8 in a value", "A: \xc3\xa4", 200);
    field("length -5", "Content-Length: -5", 400);
    field("length +5", "Content-Length: +5", 400);
    field("length 0x5", "Content-Length: 0x5", 400);
    field("length abc", "Content-Length: abc", 400);
    field("length 5 5", "Content-Length: 5 5", 400);
    field("length 5, 5", "Content-Length: 5, 5", 400);
    field("an empty length", "Content-Length:", 400);
    field("length 2^63", "Content-Length: 9223372036854775808", 413);
    field("length 2^64-1", "Content-Length: 18446744073709551615", 413);
    field("length 2^64", "Content-Length: 18446744073709551616", 413);
    field("500 MB", "Content-Length: 500000000", 413);
    field("two lengths", "Content-Length: 3\r\nContent-Length: 5", 400);
    field("the same length twice", "Content-Length: 3\r\nContent-Length: 3", 400);
    field("length and chunks", "Content-Length: 3\r\nTransfer-Encoding: chunked", 400);
    field("chunks", "Transfer-Encoding: chunked", 200);
    field("CHUNKED", "Transfer-Encoding: CHUNKED", 200);
    field("chunks twice", "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked", 400);
    row("chunks in HTTP/1.0", "PUT / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400);
    field("chunks of gzip", "Transfer-Encoding: gzip, chunked", 501);
    for (const char c : {'\x0b', '\x0c'}) {
        const QByteArray name = QByteArray("no white space: 0x") + QByteArray::number(c, 16);
        field(name + " before chunks", QByteArray("Transfer-Encoding: ") + c + "chunked", 400);
        field(name + " behind chunks", QByteArray("Transfer-Encoding: chunked") + c, 400);
        field(name + " before a length", QByteArray("Content-Length: ") + c + '5', 400);
        field(name + " before a value", QByteArray("A: ") + c + 'b', 400);
    }
    field("xchunked", "Transfer-Encoding: xchunked", 501);
    row("an Upgrade in HTTP/1.0", "GET / HTTP/1.0\r\nUpgrade: websocket\r\n\r\n", 200);
    field("another expectation", "Expect: the-unexpected", 417);
    field("another expectation in a second field", "Expect: 100-continue\r\nExpect: more", 417);
    row("another expectation in HTTP/1.0", "GET / HTTP/1.0\r\nExpect: the-unexpected\r\n\r\n", 200);
    line("OPTIONS of the server as a whole", "OPTIONS * HTTP/1.1", 200);
    line("another method of the server as a whole", "GET * HTTP/1.1", 400);
    line("a path that begins like that", "OPTIONS *x HTTP/1.1", 400);
}

void TestHeadParser::strictness()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, expected);
    QCOMPARE(outcome(parseHead(bytes, {})), expected);
}

void TestHeadParser::limitsHold_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("expected");
    const QByteArray first = "GET / HTTP/1.1\r\nHost: lab\r\n";
    QTest::newRow("an endless line") << QByteArray(9000, 'G') << 414;
    QTest::newRow("a long target") << "GET /" + QByteArray(8192, 'a') + " HTTP/1.1\r\n" << 414;
    QTest::newRow("the longest target")
        << "GET /" + QByteArray(8191, 'a') + " HTTP/1.1\r\nHost: lab\r\n\r\n"
        << 200;
    QTest::newRow("an endless field") << first + "A: " + QByteArray(17'000, 'a') << 431;
    QTest::newRow("endless fields") << first + QByteArray("A: b\r\n").repeated(5000) << 431;
    QTest::newRow("too many fields") << first + QByteArray("A: b\r\n").repeated(100) + "\r\n"
                                     << 431;
    QTest::newRow("as many fields as allowed")
        << first + QByteArray("A: b\r\n").repeated(99) + "\r\n"
        << 200;
}

void TestHeadParser::limitsHold()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, expected);
    QCOMPARE(outcome(parseHead(bytes, {})), expected);
}

void TestHeadParser::theConnectionIsKeptOrNot_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<bool>("kept");
    QTest::newRow("HTTP/1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
    QTest::newRow("close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                           << false;
    QTest::newRow("a list with Close in it")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n") << false;
    QTest::newRow("a second field with close")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: x\r\nConnection: close\r\n\r\n")
        << false;
    QTest::newRow("something like close")
        << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: closet\r\n\r\n") << true;
    QTest::newRow("HTTP/1.0, whatever it asks for")
        << QByteArray("GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n") << false;
}

void TestHeadParser::theConnectionIsKeptOrNot()
{
    QFETCH(const QByteArray, bytes);
    const auto parsed = parseHead(bytes, {});
    const auto *head = std::get_if<RequestHead>(&parsed);
    QVERIFY(head);
    QTEST(head->keepAlive, "kept");
}

void TestHeadParser::onlyHttp11IsToldToContinue()
{
    for (const char *version : {"1.0", "1.1"}) {
        const auto parsed = parseHead(QByteArray("PUT / HTTP/") + version
                                          + "\r\nHost: a\r\nContent-Length: 1\r\n"
                                            "Expect: 100-continue\r\n\r\n",
                                      {});
        const auto *head = std::get_if<RequestHead>(&parsed);
        QVERIFY(head);
        QCOMPARE(head->expectsContinue, QByteArrayView(version) == "1.1");
    }
}

void TestHeadParser::theServerAsAWholeIsAsked_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("as a star") << QByteArray("*");
    QTest::newRow("as an address without a path") << QByteArray("http://lab:81");
}

void TestHeadParser::theServerAsAWholeIsAsked()
{
    QFETCH(const QByteArray, target);
    const auto parsed = parseHead("OPTIONS " + target + " HTTP/1.1\r\nHost: lab:81\r\n\r\n", {});
    const auto *head = std::get_if<RequestHead>(&parsed);
    QVERIFY(head);
    QCOMPARE(head->request.rawPath, "*");
    QCOMPARE(head->request.headers.value("host"), "lab:81");
}

void TestHeadParser::aPlusInTheQueryIsASpace()
{
    const auto parsed =
        parseHead("GET /a+b?who=tile+scan&sum=1%2B2 HTTP/1.1\r\nHost: a\r\n\r\n", {});
    const auto *head = std::get_if<RequestHead>(&parsed);
    QVERIFY(head);
    QCOMPARE(head->request.path, QStringLiteral("/a+b"));
    const auto value = [head](const QString &name) {
        return head->request.query.queryItemValue(name, QUrl::FullyDecoded);
    };
    QCOMPARE(value(QStringLiteral("who")), QStringLiteral("tile scan"));
    QCOMPARE(value(QStringLiteral("sum")), QStringLiteral("1+2"));
}

HOLDFAST_GUILESS_TEST(TestHeadParser)

} // namespace tst_headparser

#include "tst_headparser.moc"
