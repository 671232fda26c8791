// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/stream.h"
#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QFile>
#include <QRegularExpression>
#include <QSemaphore>
#include <QTest>

namespace tst_halfclose {

using namespace Holdfast;

namespace {

constexpr int s_patience = 20'000;

QByteArray get(const QByteArray &path)
{
    return "GET " + path + " HTTP/1.1\r\nHost: lab\r\n\r\n";
}

class EndlessStream : public Stream
{
public:
    Response head() const override { return {200, "text/plain", {}, {}}; }

protected:
    void drained() override { }
};

// Keeps the server's thread busy until it goes, so that all that comes meanwhile is read at once.
class BusyServer
{
public:
    explicit BusyServer(TestServer &server)
        : m_server(server)
    {
        server.add(Method::Get, QStringLiteral("/busy"),
                   [this](const Request &, const Router::Captures &, const Responder &responder) {
                       responder.reply({200, "text/plain", {}, "was busy"});
                       m_begun.release();
                       m_ended.acquire();
                   });
        m_client = std::make_unique<RawClient>(server.port());
        m_client->send(get("/busy"));
        m_begun.acquire();
    }
    ~BusyServer()
    {
        m_ended.release();
        m_server.run([] {}); // until the handler has returned
    }
    Q_DISABLE_COPY_MOVE(BusyServer)

private:
    TestServer &m_server;
    QSemaphore m_begun;
    QSemaphore m_ended;
    std::unique_ptr<RawClient> m_client;
};

// Returns whether the kernel would probe whether the client of our port is still there.
bool isWatched(quint16 serverPort)
{
    QFile file(QStringLiteral("/proc/net/tcp"));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray port =
        ':' + QByteArray::number(serverPort, 16).toUpper().rightJustified(4, '0');
    for (const QByteArray &line : file.readAll().split('\n')) {
        const QByteArrayList words = line.simplified().split(' ');
        const bool isOurs = words.value(1).endsWith(port) && words.value(3) == "01";
        if (isOurs && words.value(5).startsWith("02:"))
            return true;
    }
    return false;
}

} // namespace

// Clients that say that they send nothing more, and clients that are gone.
class HalfCloseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void whatWasAskedBeforeIsAnswered_data();
    void whatWasAskedBeforeIsAnswered();
    void aLateAnswerStillArrives();
    void everythingThatWasAskedIsAnswered();
    void theHandlerHearsOfIt();
    void halfARequestEndsTheConnection();
    void aStreamEnds();
    void aResetTakesTheRequestBack();
    void clientsThatWaitAreWatched();
};

void HalfCloseTest::whatWasAskedBeforeIsAnswered_data()
{
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("atOnce");
    QTest::newRow("in the same moment") << QByteArray("/hello") << true;
    QTest::newRow("a moment later") << QByteArray("/hello") << false;
    QTest::newRow("a large answer in the same moment") << QByteArray("/big") << true;
    QTest::newRow("a large answer a moment later") << QByteArray("/big") << false;
}

void HalfCloseTest::whatWasAskedBeforeIsAnswered()
{
    QFETCH(const QByteArray, path);
    QFETCH(const bool, atOnce);
    TestServer server;
    RawClient client(server.port());
    if (atOnce) {
        const BusyServer busy(server);
        client.finishWith(get(path));
    } else {
        client.send(get(path));
        QVERIFY(!client.isClosed());
        client.finish();
    }
    const RawReply reply = client.reply();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.body.size(), path == "/big" ? qsizetype {1 << 20} : path.size());
    QVERIFY(client.isClosed());
    client.close();
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, s_patience);
}

void HalfCloseTest::aLateAnswerStillArrives()
{
    TestServer server;
    RawClient client(server.port());
    client.finishWith(get("/later/x"));
    QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, s_patience);
    QVERIFY(client.isSilent(std::chrono::milliseconds(100)));
    QCOMPARE(server.goneCount(), 0);
    server.answerAll();
    QCOMPARE(client.reply().body, "x");
    QVERIFY(client.isClosed());
}

void HalfCloseTest::everythingThatWasAskedIsAnswered()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/big") + get("/later/a") + get("/big") + get("/later/b") + get("/hello"));
    client.finish();
    QCOMPARE(client.reply().body.size(), 1 << 20);
    for (const char *name : {"a", "b"}) {
        QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, s_patience);
        server.answerAll();
        QCOMPARE(client.reply().body, name);
        if (name[0] == 'a')
            QCOMPARE(client.reply().body.size(), 1 << 20);
    }
    QCOMPARE(client.reply().body, "/hello");
    QVERIFY(client.isClosed());
}

void HalfCloseTest::theHandlerHearsOfIt()
{
    TestServer server;
    server.add(Method::Get, QStringLiteral("/wait"),
               [&server](const Request &, const Router::Captures &, const Responder &responder) {
                   // Code that waits for a result keeps the responder as well.
                   responder.onFinished(server.context(), [responder] {
                       responder.reply({200, "text/plain", {}, "finished"});
                   });
               });
    RawClient client(server.port());
    client.send(get("/wait"));
    QVERIFY(client.isSilent(std::chrono::milliseconds(50)));
    client.finish();
    QCOMPARE(client.reply().body, "finished");
    QVERIFY(client.isClosed());

    RawClient both(server.port());
    both.finishWith(get("/wait") + get("/wait"));
    QCOMPARE(both.reply().body, "finished");
    QCOMPARE(both.reply().body, "finished");
    QVERIFY(both.isClosed());
}

void HalfCloseTest::halfARequestEndsTheConnection()
{
    TestServer server;
    for (const char *half : {"", "GET /hel",
                             "PUT /echo HTTP/1.1\r\nHost: lab\r\n"
                             "Content-Length: 5\r\n\r\nabc"}) {
        RawClient client(server.port());
        client.send(half);
        client.finish();
        QVERIFY(client.isClosed());
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, s_patience);
}

void HalfCloseTest::aStreamEnds()
{
    TestServer server;
    server.add(Method::Get, QStringLiteral("/stream"),
               [](const Request &, const Router::Captures &, const Responder &responder) {
                   responder.stream(std::make_unique<EndlessStream>());
               });
    RawClient later(server.port());
    later.send(get("/stream"));
    QCOMPARE(later.reply(false).status, 200);
    QVERIFY(later.isSilent(std::chrono::milliseconds(50)));
    later.finish();
    QVERIFY(later.isClosed());

    RawClient atOnce(server.port());
    atOnce.finishWith(get("/stream"));
    QCOMPARE(atOnce.reply(false).status, 200);
    QVERIFY(atOnce.isClosed());
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, s_patience);
}

void HalfCloseTest::aResetTakesTheRequestBack()
{
    TestServer server;
    std::atomic_int served = 0;
    const auto count = [&served](const Request &, const Router::Captures &,
                                 const Responder &responder) {
        ++served;
        responder.reply(Response::noContent());
    };
    server.add(Method::Get, QStringLiteral("/count"), count);
    {
        const BusyServer busy(server);
        RawClient client(server.port());
        client.send(get("/count"));
        client.reset();
        RawClient polite(server.port());
        polite.send(get("/count"));
        polite.close();
    }
    QTRY_COMPARE_WITH_TIMEOUT(server.connectionCount(), 0, s_patience);
    QCOMPARE(served.load(), 1); // of the polite one, which may be waiting
}

void HalfCloseTest::clientsThatWaitAreWatched()
{
    TestServer server;
    RawClient client(server.port());
    client.send(get("/later/x"));
    QTRY_COMPARE_WITH_TIMEOUT(server.owedCount(), 1, s_patience);
    QTRY_VERIFY_WITH_TIMEOUT(isWatched(server.port()), s_patience);
}

HOLDFAST_GUILESS_TEST(HalfCloseTest)

} // namespace tst_halfclose

#include "tst_halfclose.moc"
