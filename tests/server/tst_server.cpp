// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/server.h"
#include "core/session/station.h"
#include "tests/program/testprogram.h"
#include "tests/server/http/rawclient.h"
#include "tests/server/routes/testthing.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTest>

namespace Holdfast::tst_server {

namespace {

std::unique_ptr<Station> stationWith(const QString &thing)
{
    std::vector<ThingSpec> things;
    things.push_back({thing, [] { return std::make_unique<TestThing>(); }});
    auto station = std::make_unique<Station>(StationOptions(), std::move(things));
    return station->start() ? std::move(station) : nullptr;
}

ServerOptions at(quint16 port)
{
    ServerOptions options;
    options.port = port;
    return options;
}

} // namespace

// Starting and stopping to serve, as the program does it.
class ServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void servesAtAFreePort();
    void portInUseIsSaidAndAnotherOneWorks();
    void stopsServingAndStartsAgain();
    void cutsOffClientsThatStay();
    void refusesWhatItCannotServe_data();
    void refusesWhatItCannotServe();
};

void ServerTest::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
}

void ServerTest::servesAtAFreePort()
{
    const auto station = stationWith(QStringLiteral("bench"));
    Server server(*station);
    const QSignalSpy started(&server, &Server::started);
    const auto url = server.start(at(0));
    QVERIFY(bool(url));
    QCOMPARE(started.size(), 1);
    QCOMPARE(server.url(), *url);
    QVERIFY(url->port() > 0);
    RawClient client(quint16(url->port()));
    QCOMPARE(client.request("GET /bench/level HTTP/1.1\r\nHost: localhost\r\n\r\n").body,
             QByteArray("1"));
}

void ServerTest::portInUseIsSaidAndAnotherOneWorks()
{
    QTcpServer other;
    QVERIFY(other.listen(QHostAddress(QHostAddress::LocalHost)));
    const auto station = stationWith(QStringLiteral("bench"));
    Server server(*station);
    const QSignalSpy failed(&server, &Server::failed);
    const auto url = server.start(at(other.serverPort()));
    QVERIFY(!url);
    QCOMPARE(url.error().message(),
             QStringLiteral("Port %1 of 127.0.0.1 is in use by another program. Choose another "
                            "port.")
                 .arg(other.serverPort()));
    QCOMPARE(failed.size(), 1);
    QVERIFY(!server.isRunning());
    QVERIFY(bool(server.start(at(0))));
}

void ServerTest::stopsServingAndStartsAgain()
{
    const auto station = stationWith(QStringLiteral("bench"));
    Server server(*station);
    const QSignalSpy stopped(&server, &Server::stopped);
    const auto first = server.start(at(0));
    QVERIFY(bool(first));
    RawClient idle(quint16(first->port()));
    QCOMPARE(idle.request("GET /lock HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
    QVERIFY(server.shutdown(std::chrono::seconds {30}));
    QCOMPARE(stopped.size(), 1);
    QVERIFY(!server.isRunning());
    QVERIFY(idle.isClosed());
    QVERIFY(!RawClient(quint16(first->port())).isConnected());

    const auto second = server.start(at(0));
    QVERIFY(bool(second));
    RawClient client(quint16(second->port()));
    QCOMPARE(client.request("GET /lock HTTP/1.1\r\nHost: localhost\r\n\r\n").status, 200);
}

void ServerTest::cutsOffClientsThatStay()
{
    const auto station = stationWith(QStringLiteral("bench"));
    Server server(*station);
    const auto url = server.start(at(0));
    QVERIFY(bool(url));
    RawClient holder(quint16(url->port()));
    RawClient waiter(quint16(url->port()));
    const auto taken = std::make_shared<std::optional<LockGrant>>();
    std::ignore = station->lock()->request(Holder(), QStringLiteral("test"),
                                           GlobalLock::Wait::none(), [taken](LockOutcome outcome) {
                                               if (auto *grant = std::get_if<LockGrant>(&outcome))
                                                   taken->emplace(std::move(*grant));
                                           });
    QVERIFY(taken->has_value());
    waiter.send("PUT /bench/level HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n5");
    holder.send("GET /bench/stream HTTP/1.1\r\nHost: localhost\r\n\r\n");
    QVERIFY(!holder.read(10).isEmpty());
    // No wait at all: a client whose reply is not complete is disconnected.
    server.shutdown(std::chrono::milliseconds {0});
    QVERIFY(!server.isRunning());
    taken->reset();
}

void ServerTest::refusesWhatItCannotServe_data()
{
    QTest::addColumn<QString>("thing");
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("host");
    QTest::addColumn<QString>("reason");
    const QString bench = QStringLiteral("bench");
    const QString local = QStringLiteral("127.0.0.1");
    QTest::newRow("a Thing with a name of the server")
        << QStringLiteral("lock") << QString() << local
        << QStringLiteral("No Thing may be called \"lock\"");
    QTest::newRow("a prefix that ends with a slash")
        << bench << QStringLiteral("/api/") << local << QStringLiteral("The API prefix \"/api/\"");
    QTest::newRow("a prefix that does not begin with one")
        << bench << QStringLiteral("api") << local << QStringLiteral("The API prefix \"api\"");
    QTest::newRow("an address of another computer")
        << bench << QString() << QStringLiteral("192.0.2.1")
        << QStringLiteral("192.0.2.1 is not an address of this computer.");
}

void ServerTest::refusesWhatItCannotServe()
{
    QFETCH(QString, thing);
    QFETCH(QString, prefix);
    QFETCH(QString, host);
    QFETCH(QString, reason);
    const auto station = stationWith(thing);
    Server server(*station);
    ServerOptions options = at(0);
    options.apiPrefix = prefix;
    options.host = host;
    const auto url = server.start(options);
    QVERIFY(!url);
    QVERIFY2(url.error().message().startsWith(reason), qPrintable(url.error().message()));
}

HOLDFAST_GUILESS_TEST(ServerTest)

} // namespace Holdfast::tst_server

#include "tst_server.moc"
