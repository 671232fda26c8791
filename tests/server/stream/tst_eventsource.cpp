// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/eventsource.h"
#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QPointer>
#include <QRegularExpression>
#include <QTest>

#include <deque>

namespace tst_eventsource {

using namespace Holdfast;
using namespace std::chrono_literals;

namespace {

constexpr int s_patience = 30'000;
constexpr qint64 s_most = 100'000;
const QByteArray s_request = "GET /events HTTP/1.1\r\nHost: lab\r\n\r\n";

//! Sends the events that it is given, in order.
class Source : public EventSource
{
public:
    explicit Source(std::chrono::milliseconds heartbeat)
        : EventSource(s_most, heartbeat)
    {
    }

    void put(const QByteArray &event)
    {
        m_waiting.push_back(event);
        trySend();
    }
    std::size_t waiting() const { return m_waiting.size(); }
    int beats() const { return m_beats; }

protected:
    void begun() override { write("retry: 7\n\n"); }
    void send() override
    {
        while (!m_waiting.empty() && hasRoom()) {
            write(serverSentEvent({}, {}, m_waiting.front()));
            m_waiting.pop_front();
        }
    }

    QByteArray signOfLife() const override
    {
        ++m_beats;
        return EventSource::signOfLife();
    }

private:
    std::deque<QByteArray> m_waiting;
    mutable int m_beats = 0;
};

Request requestWith(const Headers &headers)
{
    Request request;
    request.headers = headers;
    return request;
}

} // namespace

// Tests what all streams of server-sent events have in common.
class EventSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral(".*"))); }
    void cleanup() { m_server.reset(); }

    void anEventHasTheFieldsThatItNeeds_data();
    void anEventHasTheFieldsThatItNeeds();
    void clientsSayThatTheyWantOneAndWhereTheyResume();
    void theHeadAndTheBeginningComeFirst();
    void eventsThatWaitedForTheHeadFollowIt();
    void eventsThatDoNotFitWaitForTheClient();
    void aQuietStreamShowsThatItIsAlive();
    void aClientThatReadsNothingIsSentNoSignOfLife();
    void theEndEndsTheReply();
    void nothingIsSentAfterTheEnd();
    void itEndsWithTheServer();

private:
    void serve(std::chrono::milliseconds heartbeat = EventSource::usualHeartbeat);
    void put(const QByteArray &event)
    {
        m_server->run([&] { m_source->put(event); });
    }
    template<typename F>
    auto ask(F question)
    {
        return m_server->run([&] { return question(m_source.data()); });
    }

    std::unique_ptr<TestServer> m_server;
    QPointer<Source> m_source; // used in the server's thread
    QByteArrayList m_early;    // put before the stream begins
};

void EventSourceTest::serve(std::chrono::milliseconds heartbeat)
{
    m_early.clear();
    m_server = std::make_unique<TestServer>();
    m_server->add(
        Method::Get, QStringLiteral("/events"),
        [this, heartbeat](const Request &, const Router::Captures &, const Responder &responder) {
            auto source = std::make_unique<Source>(heartbeat);
            m_source = source.get();
            for (const QByteArray &event : std::as_const(m_early))
                source->put(event);
            responder.stream(std::move(source));
        });
}

void EventSourceTest::anEventHasTheFieldsThatItNeeds_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("event");
    QTest::addColumn<QByteArray>("text");
    const QByteArray none;
    QTest::newRow("data alone") << none << none << QByteArray("data: 1\n\n");
    QTest::newRow("with an id") << QByteArray("7") << none << QByteArray("id: 7\ndata: 1\n\n");
    QTest::newRow("with a name") << none << QByteArray("end")
                                 << QByteArray("event: end\ndata: 1\n\n");
    QTest::newRow("with both") << QByteArray("7") << QByteArray("end")
                               << QByteArray("event: end\nid: 7\ndata: 1\n\n");
}

void EventSourceTest::anEventHasTheFieldsThatItNeeds()
{
    QFETCH(const QByteArray, id);
    QFETCH(const QByteArray, event);
    QTEST(serverSentEvent(id, event, "1"), "text");
}

void EventSourceTest::clientsSayThatTheyWantOneAndWhereTheyResume()
{
    QVERIFY(EventSource::isWanted(requestWith({{"accept", "text/event-stream"}})));
    QVERIFY(EventSource::isWanted(requestWith({{"accept", "text/html, text/event-stream;q=0.5"}})));
    QVERIFY(!EventSource::isWanted(requestWith({{"accept", "application/json"}})));
    QVERIFY(!EventSource::isWanted(requestWith({})));
    QCOMPARE(EventSource::lastEventId(requestWith({{"last-event-id", " 5f-41 "}})),
             QByteArray("5f-41"));
    QCOMPARE(EventSource::lastEventId(requestWith({})), QByteArray());
}

void EventSourceTest::theHeadAndTheBeginningComeFirst()
{
    serve();
    RawClient client(m_server->port());
    client.send(s_request);
    const RawReply head = client.reply(false);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-type"), "text/event-stream");
    QCOMPARE(head.headers.value("cache-control"), "no-store");
    QCOMPARE(head.headers.value("x-accel-buffering"), "no");
    QVERIFY(!head.headers.contains("content-length"));
    QCOMPARE(client.read(10), "retry: 7\n\n");
    put("1");
    put("2");
    QCOMPARE(client.read(18), "data: 1\n\ndata: 2\n\n");
}

void EventSourceTest::eventsThatWaitedForTheHeadFollowIt()
{
    serve();
    m_early = {"1", "2"};
    RawClient client(m_server->port());
    client.send(s_request);
    QCOMPARE(client.reply(false).status, 200);
    QCOMPARE(client.read(28), "retry: 7\n\ndata: 1\n\ndata: 2\n\n");
}

void EventSourceTest::eventsThatDoNotFitWaitForTheClient()
{
    constexpr int many = 400;
    const QByteArray event(s_most, 'x');
    serve();
    RawClient client(m_server->port());
    client.takeLittle();
    client.send(s_request);
    QCOMPARE(client.reply(false).status, 200);
    for (int i = 0; i < many; ++i)
        put(event);
    QVERIFY(ask([](Source *source) { return source->waiting(); }) > many / 2);
    // One event may begin as long as fewer bytes than the limit wait.
    QVERIFY(ask([](Source *source) { return source->backlog(); }) < 3 * s_most);
    put("the last");
    QByteArray tail;
    while (!tail.endsWith("data: the last\n\n")) {
        const QByteArray more = client.read(1);
        QVERIFY(!more.isEmpty());
        tail = (tail + more).right(100);
    }
    QCOMPARE(ask([](Source *source) { return source->waiting(); }), 0U);
}

void EventSourceTest::aQuietStreamShowsThatItIsAlive()
{
    serve(1ms);
    RawClient client(m_server->port());
    client.send(s_request);
    QCOMPARE(client.reply(false).status, 200);
    QVERIFY(client.read(16).startsWith("retry: 7\n\n:\n\n:\n\n"));
}

void EventSourceTest::aClientThatReadsNothingIsSentNoSignOfLife()
{
    serve(1ms);
    RawClient client(m_server->port());
    client.takeLittle();
    client.send(s_request);
    QCOMPARE(client.reply(false).status, 200);
    for (int i = 0; i < 400; ++i)
        put(QByteArray(s_most, 'x'));
    const QPointer<Source> deaf = m_source;
    const auto beats = [this, &deaf] { return m_server->run([&] { return deaf->beats(); }); };
    const int before = beats();
    // Its heart beats as often as that of another stream.
    RawClient other(m_server->port());
    other.send(s_request);
    QCOMPARE(other.reply(false).status, 200);
    other.read(10 + 20 * 3);
    QCOMPARE(beats(), before);
}

void EventSourceTest::theEndEndsTheReply()
{
    serve();
    RawClient client(m_server->port());
    client.send(s_request);
    QCOMPARE(client.reply(false).status, 200);
    put("1");
    m_server->run([this] { m_source->end(); });
    QCOMPARE(client.read(19), "retry: 7\n\ndata: 1\n\n");
    QVERIFY(client.isClosed());
    QTRY_VERIFY_WITH_TIMEOUT(ask([](Source *source) { return source == nullptr; }), s_patience);
}

void EventSourceTest::nothingIsSentAfterTheEnd()
{
    serve();
    RawClient client(m_server->port());
    client.send(s_request);
    QCOMPARE(client.reply(false).status, 200);
    m_server->run([this] {
        m_source->end();
        m_source->put("late");
        QCOMPARE(m_source->waiting(), 1U);
    });
    QCOMPARE(client.read(10), "retry: 7\n\n");
    QVERIFY(client.isClosed());
}

void EventSourceTest::itEndsWithTheServer()
{
    serve();
    RawClient client(m_server->port());
    client.send(s_request);
    QCOMPARE(client.reply(false).status, 200);
    QCOMPARE(client.read(10), "retry: 7\n\n");
    m_server->shutDown();
    QVERIFY(client.isClosed());
    QTRY_VERIFY_WITH_TIMEOUT(m_server->isFinished(), s_patience);
}

HOLDFAST_GUILESS_TEST(EventSourceTest)

} // namespace tst_eventsource

#include "tst_eventsource.moc"
