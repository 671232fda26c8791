// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/instruments/gstreamer/mjpegserver.h"

#include <chrono>

MjpegServer::MjpegServer(const QList<QByteArray> &frames)
    : m_frames(frames)
{
    connect(&m_server, &QTcpServer::newConnection, this, &MjpegServer::accept);
    connect(&m_timer, &QTimer::timeout, this, &MjpegServer::sendNext);
}

MjpegServer::~MjpegServer()
{
    stop(); // while there is still the list from which a client removes itself
}

bool MjpegServer::start()
{
    if (!m_server.listen(QHostAddress::LocalHost, m_port))
        return false;
    m_port = m_server.serverPort();
    m_timer.start(std::chrono::milliseconds(20));
    return true;
}

void MjpegServer::stop()
{
    m_timer.stop();
    m_server.close();
    const QList<QTcpSocket *> clients = m_clients;
    for (QTcpSocket *client : clients)
        client->abort();
}

void MjpegServer::sendGarbage()
{
    send("This is no picture.");
}

QString MjpegServer::url() const
{
    return QStringLiteral("http://127.0.0.1:%1/stream.mjpg").arg(m_port);
}

void MjpegServer::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        ++m_connections;
        m_clients << client;
        connect(client, &QTcpSocket::disconnected, this, [this, client] {
            m_clients.removeAll(client);
            client->deleteLater();
        });
        connect(client, &QTcpSocket::readyRead, this,
                [this, client] { m_asked += client->readAll(); });
        client->write("HTTP/1.0 200 OK\r\n"
                      "Content-Type: multipart/x-mixed-replace; boundary=next\r\n\r\n");
    }
}

void MjpegServer::sendNext()
{
    if (m_isSilent || m_frames.isEmpty())
        return;
    send(m_frames[m_next]);
    m_next = (m_next + 1) % m_frames.size();
}

void MjpegServer::send(const QByteArray &frame)
{
    for (QTcpSocket *client : std::as_const(m_clients)) {
        client->write("--next\r\nContent-Type: image/jpeg\r\nContent-Length: "
                      + QByteArray::number(frame.size()) + "\r\n\r\n" + frame + "\r\n");
    }
}
