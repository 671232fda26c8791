// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/terminationsignals.h"
#include "core/server/http/gate/gateserver.h"
#include "core/server/http/router.h"
#include "core/server/http/websockettalk.h"

#include <QCoreApplication>

#include <cstdio>

namespace {

using namespace Holdfast;
using namespace std::chrono_literals;

constexpr qint64 s_messageBytes = 16 * 1024 * 1024;

// Returns each message to its sender.
class Echo : public WebSocketTalk
{
public:
    using WebSocketTalk::WebSocketTalk;

protected:
    void received(const QString &text) override { send(text); }
    void receivedBinary(const QByteArray &bytes) override { sendBinary(bytes); }
};

void addEcho(Router &router)
{
    router.add(Method::Get, QStringLiteral("/echo"),
               [](const Request &request, const auto &, const Responder &responder) {
                   if (const auto refusal = objectionToWebSocket(request))
                       responder.reply(*refusal);
                   else
                       responder.openWebSocket(std::make_unique<Echo>(request));
               });
}

} // namespace

// Serves an echo at /echo of a free port of this computer, for tests of WebSockets. Prints its address and ends
// like Holdfast.
int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    TerminationSignals signalsToEnd;
    QObject::connect(&signalsToEnd, &TerminationSignals::requested, &application,
                     &QCoreApplication::quit);
    Limits limits;
    limits.messageBytes = s_messageBytes;
    limits.messages = {.client = s_messageBytes, .local = s_messageBytes, .total = s_messageBytes};
    limits.ping = 600s; // so that the server sends no pings, which the tests do not expect
    Router router;
    addEcho(router);
    GateServer server(limits, [&router](const Request &request, const Responder &responder) {
        router.route(request, responder);
    });
    if (!server.start(QHostAddress::LocalHost, 0)) {
        std::fputs(qPrintable(server.errorString() + u'\n'), stderr);
        return 1;
    }
    std::printf("The echo serves 0 Things at http://127.0.0.1:%d/\n", server.serverPort());
    std::fflush(stdout);
    signalsToEnd.listen();
    return QCoreApplication::exec();
}
