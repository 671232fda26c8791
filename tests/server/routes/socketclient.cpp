// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/routes/socketclient.h"

#include <QTest>

namespace Holdfast {

namespace {

constexpr int s_patience = 30'000;

} // namespace

SocketClient::SocketClient(RouteBench &bench, const QString &thing)
{
    QObject::connect(&m_socket, &QWebSocket::textMessageReceived, &m_socket,
                     [this](const QString &text) { m_texts << text; });
    m_socket.open(QUrl(
        QStringLiteral("ws://127.0.0.1:%1%2/%3/ws").arg(bench.port()).arg(bench.prefix(), thing)));
    if (!QTest::qWaitFor([this] { return isConnected(); }, s_patience))
        qWarning("No WebSocket: %s", qUtf8Printable(m_socket.errorString()));
}

QString SocketClient::next()
{
    const bool hasCome = QTest::qWaitFor([this] { return !m_texts.isEmpty(); }, s_patience);
    return hasCome ? m_texts.takeFirst() : QString();
}

Json SocketClient::nextJson()
{
    const Json parsed = Json::parse(next().toStdString(), nullptr, false);
    return parsed.is_discarded() ? Json() : parsed;
}

} // namespace Holdfast
