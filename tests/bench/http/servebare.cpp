// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A bare handler of QHttpServer, as Qt's manual shows it. PORT is the argument.

#include <QCoreApplication>
#include <QHttpServer>
#include <QTcpServer>

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString path = QStringLiteral("/bench/number");
    const QByteArray json("application/json");
    int number = 42;
    QHttpServer server;
    server.route(path, QHttpServerRequest::Method::Get,
                 [&number, json] { return QHttpServerResponse(json, QByteArray::number(number)); });
    server.route(
        path, QHttpServerRequest::Method::Put, [&number, json](const QHttpServerRequest &request) {
            number = request.body().toInt();
            return QHttpServerResponse(json, "null", QHttpServerResponse::StatusCode::Created);
        });
    auto *sockets = new QTcpServer;
    if (!sockets->listen(QHostAddress::LocalHost,
                         QCoreApplication::arguments().value(1).toUShort()))
        return 1;
    static_cast<void>(server.bind(sockets)); // which takes ownership
    return QCoreApplication::exec();
}
