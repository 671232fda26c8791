// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A bare handler behind Holdfast's gate: shows what every request costs before a handler sees it. PORT
// is the argument.

#include "core/server/http/gate/gateserver.h"

#include <QCoreApplication>
#include <QHostAddress>

int main(int argc, char **argv)
{
    using namespace Holdfast;
    qputenv("QT_NO_GLIB", "1"); // the event loop that the program's HTTP thread has
    const QCoreApplication application(argc, argv);
    int number = 42;
    const auto handle = [&number](const Request &request, const Responder &responder) {
        if (request.method == Method::Put) {
            number = request.body.toInt();
            responder.reply(Response::json("null", 201));
        } else {
            responder.reply(Response::json(QByteArray::number(number)));
        }
    };
    GateServer server({}, handle);
    const quint16 port = QCoreApplication::arguments().value(1).toUShort();
    if (!server.start(QHostAddress(QHostAddress::LocalHost), port))
        return 1;
    return QCoreApplication::exec();
}
