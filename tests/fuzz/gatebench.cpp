// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/fuzz/gatebench.h"

#include "tests/fuzz/fuzztarget.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace Holdfast::Fuzz {

GateBench::GateBench(const Limits &limits, GateServer::Handler handler)
    : m_server(limits, std::move(handler), OriginPolicy(QStringLiteral("lab")))
{
    m_server.setObserver(this);
    m_server.setUrgent([](const Request &request) { return request.rawPath == "/stop"; });
    require(m_server.start(QHostAddress::LocalHost, 0), "The server can listen.");
    m_turns.setInterval(0);
    QObject::connect(&m_turns, &QTimer::timeout, &m_server, [this] { takeTurn(); });
}

QByteArrayList GateBench::inPieces(QByteArrayView input)
{
    if (input.isEmpty())
        return {};
    const QByteArrayView rest = input.sliced(1);
    qsizetype size = rest.size();
    if (input.front() != '\n')
        size = std::max<qsizetype>({1, uchar(input.front()), rest.size() / 32});
    QByteArrayList pieces;
    for (qsizetype at = 0; at < rest.size(); at += size)
        pieces << rest.sliced(at, std::min(size, rest.size() - at)).toByteArray();
    return pieces;
}

QByteArray GateBench::talk(const QByteArrayList &pieces)
{
    std::array<int, 2> ends {};
    require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends.data()) == 0,
            "The system has sockets.");
    m_client = ends[0];
    m_pieces = pieces;
    m_hasFinished = false;
    m_hasEnded = false;
    m_answered.clear();
    m_server.incomingConnection(ends[1]);
    m_turns.start();
    QCoreApplication::exec();
    m_turns.stop();
    ::close(std::exchange(m_client, -1));
    return std::exchange(m_received, {});
}

void GateBench::takeTurn()
{
    receive();
    if (m_hasEnded)
        m_pieces.clear();
    if (!m_pieces.isEmpty()) {
        sendPiece();
    } else if (!std::exchange(m_hasFinished, true)) {
        ::shutdown(m_client, SHUT_WR);
    } else if (m_hasEnded && m_server.connectionCount() == 0) {
        QCoreApplication::quit();
    }
}

void GateBench::receive()
{
    std::array<char, 16 * 1024> bytes; // not filled, so it costs nothing
    while (!m_hasEnded) {
        const ssize_t count = ::recv(m_client, bytes.data(), bytes.size(), 0);
        if (count > 0)
            m_received.append(bytes.data(), count);
        else if (count == 0 || (errno != EAGAIN && errno != EINTR))
            m_hasEnded = true;
        else if (errno == EAGAIN)
            return;
    }
}

void GateBench::sendPiece()
{
    QByteArray &piece = m_pieces.front();
    const ssize_t count = ::send(m_client, piece.constData(), size_t(piece.size()), MSG_NOSIGNAL);
    if (count >= 0)
        piece.remove(0, count);
    else if (errno != EAGAIN && errno != EINTR)
        piece.clear(); // the server has closed
    if (piece.isEmpty())
        m_pieces.removeFirst();
}

} // namespace Holdfast::Fuzz
