// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/program/testprogram.h"
#include "tests/server/routes/routebench.h"

#include <QRegularExpression>
#include <QTest>

namespace Holdfast::tst_streams {

namespace {

constexpr int s_patience = 30'000;

QByteArray picture(char content)
{
    return "\xff\xd8" + QByteArray(1000, content) + "\xff\xd9";
}

QByteArray part(char content)
{
    return "--frame\r\nContent-Type: image/jpeg\r\n\r\n" + picture(content) + "\r\n";
}

} // namespace

// Pictures over HTTP: live ones, and single ones.
class StreamsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void viewersGetEachFrameUntilTheyLeave();
    void snapshotIsTheNextFrame();
    void snapshotGivesUpWhenNothingComes();
    void noViewerIsLeftAfterASnapshotWhoseClientLeft();
    void headIsAnsweredWithoutPictures();
};

void StreamsTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void StreamsTest::viewersGetEachFrameUntilTheyLeave()
{
    RouteBench bench;
    FrameStream &stream = bench.thing().stream();
    stream.publish(picture('o'));
    {
        HttpClient client(bench);
        client.begin("GET", "/bench/stream");
        QTRY_VERIFY_WITH_TIMEOUT(stream.isWatched(), s_patience);
        QByteArray seen;
        while (!seen.endsWith("\r\n\r\n")) {
            const QByteArray more = client.raw().read(1);
            QVERIFY(!more.isEmpty());
            seen += more;
        }
        QVERIFY(seen.startsWith("HTTP/1.1 200 "));
        QVERIFY(
            seen.toLower().contains("content-type: multipart/x-mixed-replace; boundary=frame\r\n"));
        for (const char content : {'a', 'b', 'c'}) {
            stream.publish(picture(content));
            QCOMPARE(client.raw().read(part(content).size()), part(content));
        }
    }
    QTRY_VERIFY_WITH_TIMEOUT(!stream.isWatched(), s_patience);
}

void StreamsTest::snapshotIsTheNextFrame()
{
    RouteBench bench;
    FrameStream &stream = bench.thing().stream();
    stream.publish(picture('o'));
    HttpClient client(bench);
    client.begin("GET", "/bench/snapshot");
    QTRY_VERIFY_WITH_TIMEOUT(stream.isWatched(), s_patience);
    stream.publish(picture('n'));
    stream.publish(picture('n'));
    const RawReply reply = client.raw().reply();
    QCOMPARE(reply.status, 200);
    QCOMPARE(reply.headers.value("content-type"), QByteArray("image/jpeg"));
    QCOMPARE(reply.body, picture('n'));
    QTRY_VERIFY_WITH_TIMEOUT(!stream.isWatched(), s_patience);
    QCOMPARE(client.get("/bench/level").status, 200);
}

void StreamsTest::snapshotGivesUpWhenNothingComes()
{
    RouteBench bench;
    HttpClient client(bench);
    const RawReply reply = client.get("/bench/snapshot");
    QCOMPARE(reply.status, 503);
    QCOMPARE(reply.body, QByteArray("{\"detail\":\"The stream has shown no picture for 3 s.\"}"));
    QTRY_VERIFY_WITH_TIMEOUT(!bench.thing().stream().isWatched(), s_patience);
}

void StreamsTest::noViewerIsLeftAfterASnapshotWhoseClientLeft()
{
    RouteBench bench;
    {
        HttpClient client(bench);
        client.begin("GET", "/bench/snapshot");
        QTRY_VERIFY_WITH_TIMEOUT(bench.thing().stream().isWatched(), s_patience);
        client.raw().reset();
    }
    QTRY_VERIFY_WITH_TIMEOUT(!bench.thing().stream().isWatched(), s_patience);
}

void StreamsTest::headIsAnsweredWithoutPictures()
{
    RouteBench bench;
    HttpClient client(bench);
    client.begin("HEAD", "/bench/stream");
    QCOMPARE(client.raw().reply(false).status, 200);
    QVERIFY(client.raw().isClosed());
    QTRY_VERIFY_WITH_TIMEOUT(!bench.thing().stream().isWatched(), s_patience);
}

HOLDFAST_GUILESS_TEST(StreamsTest)

} // namespace Holdfast::tst_streams

#include "tst_streams.moc"
