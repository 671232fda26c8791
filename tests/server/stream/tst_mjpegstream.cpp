// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/stream/mjpegstream.h"
#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/http/testserver.h"

#include <QTest>

namespace tst_mjpegstream {

using namespace Holdfast;
using namespace std::chrono_literals;

class TestMjpegStream : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_server.reset(); }
    void framesArrive();
    void http10MayWatchToo();
    void headOnlyIsTheHead();
    void aSlowViewerSkipsFramesAndGetsTheNewest();
    void aViewerThatNeverReadsIsCut();
    void aViewerThatLeavesTakesTheStreamAlong();
    void theEndOfTheSourceEndsTheReply();
    void aStreamThatEndedBeforeItBeganIsEmpty();

private:
    void serve(const Limits &limits = {});
    void push(const QByteArray &frame);
    template<typename F>
    auto ask(F question)
    {
        return m_server->run([&] { return question(m_stream.data()); });
    }

    std::unique_ptr<TestServer> m_server;
    QPointer<MjpegStream> m_stream; // used in the server's thread
    bool m_endsAtOnce = false;
};

namespace {

const QByteArray request = "GET /stream HTTP/1.1\r\nHost: lab\r\n\r\n";

QByteArray part(const QByteArray &frame)
{
    return "--frame\r\nContent-Type: image/jpeg\r\n\r\n" + frame + "\r\n";
}

} // namespace

void TestMjpegStream::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_endsAtOnce = false;
}

void TestMjpegStream::serve(const Limits &limits)
{
    m_server = std::make_unique<TestServer>(limits);
    m_server->add(Method::Get, QStringLiteral("/stream"),
                  [this](const Request &, const Router::Captures &, const Responder &responder) {
                      auto stream = std::make_unique<MjpegStream>();
                      m_stream = stream.get();
                      if (m_endsAtOnce)
                          stream->end();
                      responder.stream(std::move(stream));
                  });
}

void TestMjpegStream::push(const QByteArray &frame)
{
    m_server->run([&] { m_stream->push(frame); });
}

void TestMjpegStream::framesArrive()
{
    serve();
    RawClient client(m_server->port());
    client.send(request);
    const RawReply head = client.reply(false);
    QCOMPARE(head.status, 200);
    QCOMPARE(head.headers.value("content-type"), "multipart/x-mixed-replace; boundary=frame");
    QCOMPARE(head.headers.value("connection"), "close");
    QCOMPARE(head.headers.value("cache-control"), "no-store");
    QVERIFY(!head.headers.contains("content-length"));
    for (int i = 0; i < 50; ++i) {
        const QByteArray frame = "\xff\xd8" + QByteArray(i * 100, 'p') + "\xff\xd9";
        push(frame);
        QCOMPARE(client.read(part(frame).size()), part(frame));
    }
    QCOMPARE(ask([](MjpegStream *stream) { return stream->sentFrames(); }), 50U);
}

void TestMjpegStream::http10MayWatchToo()
{
    serve();
    RawClient client(m_server->port());
    client.send("GET /stream HTTP/1.0\r\nHost: lab\r\n\r\n");
    QCOMPARE(client.reply(false).status, 200);
    push("picture");
    QCOMPARE(client.read(part("picture").size()), part("picture"));
}

void TestMjpegStream::headOnlyIsTheHead()
{
    serve();
    RawClient client(m_server->port());
    client.send("HEAD /stream HTTP/1.1\r\nHost: lab\r\n\r\n");
    QCOMPARE(client.reply(false).headers.value("content-type"),
             "multipart/x-mixed-replace; boundary=frame");
    QVERIFY(client.isClosed());
}

void TestMjpegStream::aSlowViewerSkipsFramesAndGetsTheNewest()
{
    serve();
    RawClient client(m_server->port());
    client.takeLittle();
    client.send(request);
    QCOMPARE(client.reply(false).status, 200);
    const qint64 before = residentMemory();
    QVERIFY2(before > 0, "/proc must be mounted");
    constexpr int frames = 500;
    const qsizetype size = 1024 * 1024;
    for (int i = 0; i < frames; ++i)
        push(QByteArray(size, 'f'));
    push("the newest");
    QVERIFY(residentMemory() - before < memoryAllowance);
    QVERIFY(ask([](MjpegStream *stream) { return stream->skippedFrames(); }) > frames / 2);
    QVERIFY(ask([](MjpegStream *stream) { return stream->backlog(); }) < 3 * size);
    QByteArray tail;
    while (!tail.endsWith(part("the newest"))) {
        const QByteArray more = client.read(1);
        QVERIFY(!more.isEmpty());
        tail = (tail + more).right(100);
    }
}

void TestMjpegStream::aViewerThatNeverReadsIsCut()
{
    Limits limits;
    limits.writeStall = 200ms;
    serve(limits);
    RawClient client(m_server->port());
    client.takeLittle();
    client.send(request);
    QTRY_VERIFY_WITH_TIMEOUT(ask([](MjpegStream *stream) { return stream != nullptr; }), 20'000);
    m_server->run([this] {
        while (m_stream->skippedFrames() == 0)
            m_stream->push(QByteArray(8 * 1024 * 1024, 'f'));
    });
    QTRY_VERIFY_WITH_TIMEOUT(ask([](MjpegStream *stream) { return stream == nullptr; }), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 0, 20'000);
}

void TestMjpegStream::aViewerThatLeavesTakesTheStreamAlong()
{
    serve();
    for (int i = 0; i < 50; ++i) {
        RawClient client(m_server->port());
        client.send(request);
        QCOMPARE(client.reply(false).status, 200);
        push(QByteArray(100'000, 'f'));
        if (i % 2)
            client.reset();
        client.close();
        QTRY_VERIFY_WITH_TIMEOUT(ask([](MjpegStream *stream) { return stream == nullptr; }),
                                 20'000);
    }
    QTRY_COMPARE_WITH_TIMEOUT(m_server->connectionCount(), 0, 20'000);
}

void TestMjpegStream::theEndOfTheSourceEndsTheReply()
{
    serve();
    RawClient client(m_server->port());
    client.send(request);
    QCOMPARE(client.reply(false).status, 200);
    const QByteArray frame(3'000'000, 'f');
    m_server->run([&] {
        m_stream->push(frame);
        m_stream->end();
    });
    QCOMPARE(client.read(part(frame).size()).size(), part(frame).size());
    QVERIFY(client.isClosed());
}

void TestMjpegStream::aStreamThatEndedBeforeItBeganIsEmpty()
{
    m_endsAtOnce = true;
    serve();
    RawClient client(m_server->port());
    client.send(request);
    QCOMPARE(client.reply(false).status, 200);
    QVERIFY(client.isClosed());
}

HOLDFAST_GUILESS_TEST(TestMjpegStream)

} // namespace tst_mjpegstream

#include "tst_mjpegstream.moc"
