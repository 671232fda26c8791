// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/websockettalk.h"
#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

namespace tst_websockettalk {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int s_patience = 20'000;

const QByteArray s_handshake = "GET /talk HTTP/1.1\r\nHost: lab\r\nConnection: Upgrade\r\n"
                               "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                               "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

// Returns a client's text frame, masked with zeros.
QByteArray frame(const QByteArray &text)
{
    return "\x81" + QByteArray(1, char(0x80 | text.size())) + QByteArray(4, '\0') + text;
}

// Sends back the message that it receives, or a great deal.
class EchoTalk : public WebSocketTalk
{
public:
    using WebSocketTalk::send;
    using WebSocketTalk::WebSocketTalk;

    int heard = 0;

protected:
    void received(const QString &text) override
    {
        ++heard;
        send(text);
    }
    void receivedBinary(const QByteArray &bytes) override { sendBinary(bytes); }
};

} // namespace

// WebSockets behind the gate, byte by byte.
class WebSocketTalkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanup() { m_server.reset(); }

    void messagesGoBothWays();
    void whatComesWithTheHandshakeIsHeard();
    void anEarlierRequestMayGoBefore();
    void theHandshakeMayHaveItsListsInSeveralFields();
    void tooLongAMessageEndsIt();
    void framesWithoutAMaskEndIt_data();
    void framesWithoutAMaskEndIt();
    void whoDoesNotAnswerPingsIsCut();
    void whoNeverReadsIsCutAndCostsNothing();
    void pingsWithoutEndCostNothing();
    void manyFramesLeaveTurnsToOthers();
    void closingSaysSoAndDoesNotHang();

private:
    void serve(const Limits &limits = {});

    std::unique_ptr<TestServer> m_server;
    QPointer<EchoTalk> m_talk; // used in the server's thread
};

void WebSocketTalkTest::serve(const Limits &limits)
{
    m_server = std::make_unique<TestServer>(limits);
    m_server->add(
        Method::Get, QStringLiteral("/talk"),
        [this](const Request &request, const Router::Captures &, const Responder &responder) {
            auto talk = std::make_unique<EchoTalk>(request);
            m_talk = talk.get();
            responder.openWebSocket(std::move(talk));
        });
    m_server->add(Method::Get, QStringLiteral("/heard"),
                  [this](const Request &, const Router::Captures &, const Responder &responder) {
                      const int heard = m_talk ? m_talk->heard : -1;
                      responder.reply({200, "text/plain", {}, QByteArray::number(heard)});
                  });
}

void WebSocketTalkTest::messagesGoBothWays()
{
    serve();
    RawClient client(m_server->port());
    client.sendSlowly(s_handshake);
    const RawReply reply = client.reply(false);
    QCOMPARE(reply.status, 101);
    QCOMPARE(reply.headers.value("sec-websocket-accept"), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
    client.sendSlowly(frame("hello"));
    QCOMPARE(client.read(7), QByteArray("\x81\x05hello"));
    client.send("\x82" + frame(QByteArray("\xff\0\xfe", 3)).sliced(1));
    QCOMPARE(client.read(5), QByteArray("\x82\x03\xff\0\xfe", 5));
}

void WebSocketTalkTest::whatComesWithTheHandshakeIsHeard()
{
    serve();
    RawClient client(m_server->port());
    client.send(s_handshake + frame("one") + frame("two"));
    QCOMPARE(client.reply(false).status, 101);
    QCOMPARE(client.read(10), QByteArray("\x81\x03one\x81\x03two"));
}

void WebSocketTalkTest::anEarlierRequestMayGoBefore()
{
    serve();
    RawClient client(m_server->port());
    QCOMPARE(client.request("GET /hello HTTP/1.1\r\nHost: lab\r\n\r\n").status, 200);
    client.send(s_handshake);
    QCOMPARE(client.reply(false).status, 101);
    client.send(frame("hi"));
    QCOMPARE(client.read(4), QByteArray("\x81\x02hi"));
}

void WebSocketTalkTest::theHandshakeMayHaveItsListsInSeveralFields()
{
    serve();
    RawClient client(m_server->port());
    QByteArray handshake = s_handshake;
    client.send(handshake.replace("Connection: ", "Connection: keep-alive\r\nConnection: "));
    QCOMPARE(client.reply(false).status, 101);
}

void WebSocketTalkTest::tooLongAMessageEndsIt()
{
    Limits limits;
    limits.messageBytes = 100;
    serve(limits);
    RawClient client(m_server->port());
    client.send(s_handshake);
    QCOMPARE(client.reply(false).status, 101);
    client.send(frame(QByteArray(110, 'x')));
    const QByteArray answer = client.read(4);
    QCOMPARE(answer.left(1), QByteArray("\x88"));
    QCOMPARE(answer.mid(2, 2), QByteArray("\x03\xf1")); // 1009
    QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 0, s_patience);
}

void WebSocketTalkTest::framesWithoutAMaskEndIt_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("unmasked");
    const QByteArray longText = frame("x").first(1) + "\xfe" + QByteArray("\x03\xe8", 2)
                                + QByteArray(4, '\0') + QByteArray(1000, 'y');
    const QByteArray text = "\x81\x02hi";
    QTest::newRow("the first frame") << QByteArray() << text;
    QTest::newRow("behind a good one") << frame("hello") << text;
    QTest::newRow("behind a long one") << longText << text;
    QTest::newRow("a ping") << frame("hello") << QByteArray("\x89\x01p");
    QTest::newRow("one whose length takes more bytes")
        << frame("hello") << QByteArray("\x82\x7e\x00\xc8", 4) + QByteArray(200, 'z');
}

void WebSocketTalkTest::framesWithoutAMaskEndIt()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, unmasked);
    const QByteArray closed("\x03\xea"); // 1002
    for (const bool slowly : {false, true}) {
        serve();
        RawClient client(m_server->port());
        client.send(s_handshake);
        QCOMPARE(client.reply(false).status, 101);
        if (slowly)
            client.sendSlowly(before + unmasked);
        else
            client.send(before + unmasked);
        QByteArray answer;
        for (QByteArray more; !(more = client.read(1)).isEmpty();)
            answer += more;
        const qsizetype close = answer.indexOf("\x88");
        QCOMPARE(answer.mid(close + 2, 2), closed);
        // The frames before are answered, and an unmasked one is not.
        QCOMPARE(close > 0, !before.isEmpty());
        QVERIFY(!answer.contains("hi") && !answer.contains("zz") && !answer.contains("\x8a"));
        client.close();
        QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 0, s_patience);
    }
}

void WebSocketTalkTest::whoDoesNotAnswerPingsIsCut()
{
    Limits limits;
    limits.ping = 50ms;
    serve(limits);
    RawClient client(m_server->port());
    client.send(s_handshake);
    QCOMPARE(client.reply(false).status, 101);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 0, s_patience);
    QCOMPARE(client.read(1).left(1), QByteArray("\x89"));
}

void WebSocketTalkTest::whoNeverReadsIsCutAndCostsNothing()
{
    Limits limits;
    limits.writeStall = 200ms;
    serve(limits);
    RawClient client(m_server->port());
    client.takeLittle();
    client.send(s_handshake);
    QCOMPARE(client.reply(false).status, 101);
    QTRY_VERIFY_WITH_TIMEOUT(m_server->run([this] { return m_talk && m_talk->isOpen(); }),
                             s_patience);
    m_server->run([this] {
        for (int i = 0; i < 10'000 && m_talk->backlog() < 16 * 1024 * 1024; ++i)
            m_talk->send(QString(64 * 1024, QLatin1Char('x')));
    });
    QTRY_VERIFY_WITH_TIMEOUT(m_server->run([this] { return m_talk.isNull(); }), s_patience);
    QCOMPARE(m_server->connectionCount(), 0);
}

// Each has an answer, which the client does not read.
void WebSocketTalkTest::pingsWithoutEndCostNothing()
{
    serve();
    RawClient client(m_server->port());
    client.takeLittle();
    client.send(s_handshake);
    QCOMPARE(client.reply(false).status, 101);
    const qint64 before = residentMemory();
    QVERIFY2(before > 0, "/proc must be mounted");
    const QByteArray pings =
        (QByteArray("\x89\xfd\0\0\0\0", 6) + QByteArray(125, 'p')).repeated(500);
    qint64 sent = 0;
    for (qint64 last = 1; last > 0 && sent < 2 * memoryAllowance; sent += last)
        last = client.send(pings, 1s);
    QVERIFY2(residentMemory() - before < memoryAllowance,
             QByteArray::number(residentMemory() - before).constData());
    QCOMPARE(RawClient(m_server->port()).request("GET /hello HTTP/1.1\r\nHost: lab\r\n\r\n").status,
             200);
}

void WebSocketTalkTest::manyFramesLeaveTurnsToOthers()
{
    serve();
    RawClient client(m_server->port());
    client.send(s_handshake);
    QCOMPARE(client.reply(false).status, 101);
    RawClient other(m_server->port());
    QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 2, s_patience);
    QSemaphore mayGoOn;
    m_server->post([&mayGoOn] { mayGoOn.acquire(); });
    constexpr int frames = 8000; // some 4 KiB are read in a turn, and an answer takes a few turns
    client.send(frame("abc").repeated(frames));
    other.send("GET /heard HTTP/1.1\r\nHost: lab\r\n\r\n");
    mayGoOn.release();
    const QByteArray heard = other.reply().body;
    QVERIFY2(heard.toInt() < frames / 4, heard.constData());
    QCOMPARE(client.read(5 * frames).size(), 5 * frames);
}

void WebSocketTalkTest::closingSaysSoAndDoesNotHang()
{
    serve();
    RawClient client(m_server->port());
    client.send(s_handshake);
    QCOMPARE(client.reply(false).status, 101);
    client.send(frame("hi"));
    QCOMPARE(client.read(4), QByteArray("\x81\x02hi"));
    m_server->shutDown();
    QCOMPARE(client.read(4).left(4), QByteArray("\x88\x02\x03\xe9", 4)); // 1001
    QTRY_VERIFY_WITH_TIMEOUT(m_server->isFinished(), s_patience);
}

HOLDFAST_GUILESS_TEST(WebSocketTalkTest)

} // namespace tst_websockettalk

#include "tst_websockettalk.moc"
