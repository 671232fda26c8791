// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/client/fakelockserver.h"

#include <algorithm>

using namespace Holdfast;

FakeLockServer::FakeLockServer()
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = nextPendingConnection()) {
            m_sockets.insert(socket, {});
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
            connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
                m_sockets.remove(socket);
                m_streams.removeAll(socket);
                socket->deleteLater();
            });
        }
    });
    if (!listen(QHostAddress::LocalHost))
        qFatal("There is no port for the fake server.");
    m_port = serverPort();
}

QUrl FakeLockServer::url(const QString &prefix) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(prefix));
}

void FakeLockServer::tell(const QByteArray &line, const QList<FakeReply> &replies)
{
    m_replies.insert(line, replies);
}

void FakeLockServer::push(const QByteArray &event)
{
    for (QTcpSocket *socket : std::as_const(m_streams))
        socket->write(event);
}

void FakeLockServer::pushState(const Json &state)
{
    push("id: 1-2\ndata: " + toBytes(state) + "\n\n");
}

void FakeLockServer::endStreams()
{
    for (QTcpSocket *socket : QList<QTcpSocket *>(m_streams))
        socket->disconnectFromHost();
}

void FakeLockServer::vanish()
{
    close();
    for (QTcpSocket *socket : m_sockets.keys())
        socket->abort();
}

void FakeLockServer::comeBack()
{
    if (!listen(QHostAddress::LocalHost, m_port))
        qFatal("The fake server's port is gone.");
}

QList<FakeRequest> FakeLockServer::requests(const QByteArray &line) const
{
    QList<FakeRequest> found;
    std::copy_if(m_requests.begin(), m_requests.end(), std::back_inserter(found),
                 [&line](const FakeRequest &request) { return request.line == line; });
    return found;
}

void FakeLockServer::read(QTcpSocket *socket)
{
    QByteArray &text = m_sockets[socket];
    text += socket->readAll();
    const qsizetype end = text.indexOf("\r\n\r\n");
    if (end < 0)
        return;
    FakeRequest request;
    const QList<QByteArray> lines = text.left(end).replace('\r', "").split('\n');
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (text.size() < end + 4 + length)
        return;
    if (length > 0)
        request.body = Json::parse(text.mid(end + 4, length).toStdString(), nullptr, false);
    text.remove(0, end + 4 + length);
    const QList<QByteArray> words = lines.first().split(' ');
    request.line = words.value(0) + ' ' + words.value(1);
    m_requests.append(request);
    answer(socket, request.line);
}

void FakeLockServer::answer(QTcpSocket *socket, const QByteArray &line)
{
    FakeReply reply {404, Json {{"detail", "Not Found"}}, {}, FakeReply::Kind::Answer};
    if (QList<FakeReply> &told = m_replies[line]; !told.isEmpty())
        reply = told.size() > 1 ? told.takeFirst() : told.first();
    switch (reply.kind) {
    case FakeReply::Kind::Hang:
        return;
    case FakeReply::Kind::Drop:
        socket->disconnectFromHost();
        return;
    case FakeReply::Kind::Stream:
        socket->write("HTTP/1.1 200 Told\r\nContent-Type: text/event-stream\r\n"
                      "Connection: close\r\n\r\n");
        m_streams.append(socket);
        return;
    case FakeReply::Kind::Answer:
        break;
    }
    const QByteArray body = reply.body.is_null() ? QByteArray() : toBytes(reply.body);
    socket->write("HTTP/1.1 " + QByteArray::number(reply.status) + " Told\r\n" + reply.headers
                  + "Content-Type: application/json\r\nContent-Length: "
                  + QByteArray::number(body.size()) + "\r\n\r\n" + body);
}

Json lockMemory(const Json &owner, int generation)
{
    return Json {
        {"enabled", true},          {"name", "global lock"},  {"held", !owner.is_null()},
        {"owner", owner},           {"queue", Json::array()}, {"mode", "shared"},
        {"mode_by", nullptr},       {"mode_since", nullptr},  {"mode_reason", nullptr},
        {"generation", generation}, {"version", 1},           {"time", "2026-01-02T03:04:05.678Z"},
        {"devices", Json::array()}};
}

Json lockOwner(const QString &label)
{
    return Json {{"holder", 12},
                 {"kind", "client"},
                 {"label", label},
                 {"class", "remote"},
                 {"operation", "stage.move_relative"},
                 {"since", "2026-01-02T03:04:05.678Z"},
                 {"held_ms", 38'000},
                 {"depth", 1},
                 {"stuck", false},
                 {"operation_ms", 2000},
                 {"progress", 40},
                 {"breaking", nullptr},
                 {"lease", nullptr},
                 {"asks", Json::array()},
                 {"warning", nullptr}};
}

FakeReply grantedLease(int ttlMs)
{
    FakeReply reply;
    reply.status = 201;
    reply.body = Json {{"id", 3},           {"label", "sh (127.0.0.1:1)"},
                       {"state", "active"}, {"generation", 18},
                       {"ttl_ms", ttlMs},   {"token", "s3cret-t0ken"}};
    return reply;
}
