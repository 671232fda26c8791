// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/instruments/remote/upstream/upstreamobserver.h"
#include "core/wire/jsonread.h"
#include "tests/program/testprogram.h"
#include "tests/program/waituntil.h"

#include <QTest>
#include <QWebSocketServer>

#include <mutex>

namespace tst_upstreamobserver {

using namespace Holdfast;

//! Tests what comes by the WebSocket of another Holdfast.
class TestUpstreamObserver : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void passesOnEvents()
    {
        QWebSocketServer server({}, QWebSocketServer::NonSecureMode);
        QVERIFY(server.listen(QHostAddress::LocalHost));
        QString path;
        connect(&server, &QWebSocketServer::newConnection, this, [&server, &path] {
            QWebSocket *socket = server.nextPendingConnection();
            socket->setParent(&server); // which does not own it
            path = socket->requestUrl().path();
            connect(socket, &QWebSocket::textMessageReceived, socket, [socket](const QString &text) {
                const Json message = Json::parse(text.toStdString());
                if (JsonRead::text(message, "operation") != QLatin1String("subscribeevent"))
                    return;
                for (
                    const char *answer :
                    {R"({"messageType": "response", "operation": "subscribeevent", "name": "bumped"})",
                     R"({"messageType": "notification", "operation": "observeproperty", "name": "bumped", "value": 6})",
                     R"({"messageType": "notification", "operation": "subscribeevent", "name": "bumped", "data": 7})"})
                    socket->sendTextMessage(QString::fromLatin1(answer));
            });
        });
        UpstreamConnection connection(
            {.origin = QUrl(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()))});
        UpstreamDescription thing;
        thing.path = QStringLiteral("/stage/");
        thing.events << UpstreamEvent {.name = QStringLiteral("bumped")};
        std::mutex mutex;
        QStringList events;
        std::unique_ptr<UpstreamObserver> observer;
        connection.call([&] {
            observer = std::make_unique<UpstreamObserver>(
                connection, thing,
                UpstreamObserver::Sinks {.changed = [](const QString &, const Json &) {},
                                         .emitted =
                                             [&](const QString &event, const Json &data) {
                                                 const std::lock_guard lock(mutex);
                                                 events << event + u' '
                                                               + QString::fromUtf8(toBytes(data));
                                             },
                                         .isHeard = [] { return false; },
                                         .lost = [] {}},
                true);
            observer->start();
        });
        const auto heard = [&] {
            const std::lock_guard lock(mutex);
            return events;
        };
        WAIT_UNTIL(!heard().isEmpty());
        QCOMPARE(heard(), QStringList(QStringLiteral("bumped 7")));
        QCOMPARE(path, QStringLiteral("/stage/ws"));
        connection.call([&observer] { observer.reset(); });
    }
};

HOLDFAST_GUILESS_TEST(TestUpstreamObserver)

} // namespace tst_upstreamobserver

#include "tst_upstreamobserver.moc"
