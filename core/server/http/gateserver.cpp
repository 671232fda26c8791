// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gateserver.h"

#include "core/server/http/clientsocket.h"
#include "core/server/http/openfiles.h"
#include "core/server/http/qthttpadapter.h"

#include <algorithm>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

constexpr int s_refusedAtOnce = 256;    // clients that are told 503; more are just cut
constexpr int s_otherDescriptors = 256; // files, devices and pipes of the rest of the process

// A client that waits for an answer and loses its network, or its power, says nothing any more. Linux
// hands this on to the connections that are accepted.
void watchSilentClients(qintptr listener)
{
    const auto set = [listener](int level, int name, int value) {
        ::setsockopt(static_cast<int>(listener), level, name, &value, sizeof(value));
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 15); // seconds without a word before it is asked
    set(IPPROTO_TCP, TCP_KEEPINTVL, 5);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3); // questions without an answer
}

} // namespace

GateServer::GateServer(const Limits &limits, Handler handler, const OriginPolicy &origins,
                       QObject *parent)
    : QTcpServer(parent)
    , m_adapter(std::make_unique<QtHttpAdapter>())
    , m_context {limits, origins, std::move(handler), m_adapter.get()}
{
    setListenBacklogSize(512);
    m_shutdownDeadline.setSingleShot(true);
    connect(&m_shutdownDeadline, &QTimer::timeout, this, [this] {
        const auto gates = m_gates;
        for (ConnectionGate *gate : gates)
            gate->abort();
    });
    // Qt stops accepting when the process is out of descriptors, and leaves the rest to us.
    connect(this, &QTcpServer::acceptError, this, [this] {
        QTimer::singleShot(std::chrono::milliseconds(200), this, [this] {
            if (isListening())
                resumeAccepting();
        });
    });
}

GateServer::~GateServer()
{
    close();
    for (ConnectionGate *gate : std::exchange(m_gates, {})) {
        gate->disconnect(this);
        delete gate;
    }
}

bool GateServer::start(const QHostAddress &address, quint16 port)
{
    int &connections = m_context.limits.connections;
    const long others = s_refusedAtOnce + s_otherDescriptors;
    const long files = raiseOpenFileLimit(connections + others);
    connections = static_cast<int>(std::min<long>(connections, std::max(files - others, 64L)));
    if (!listen(address, port))
        return false;
    watchSilentClients(socketDescriptor());
    if (m_adapter->bind(this, [this](QTcpSocket *socket) { addPendingConnection(socket); }))
        return true;
    close();
    return false;
}

void GateServer::incomingConnection(qintptr descriptor)
{
    const bool isFull = m_gates.size() - m_refused.size() >= m_context.limits.connections;
    auto *socket = new ClientSocket(m_context.limits);
    if ((isFull && m_refused.size() >= s_refusedAtOnce)
        || !socket->setSocketDescriptor(descriptor)) {
        delete socket;
        ::close(static_cast<int>(descriptor));
        return;
    }
    auto *gate = new ConnectionGate(socket, m_context, this);
    m_gates.insert(gate);
    tellConnections();
    connect(gate, &ConnectionGate::closed, this, [this, gate] { forget(gate); });
    if (isFull) {
        m_refused.insert(gate);
        gate->refuse(503, QStringLiteral("There are too many connections. Try again later."));
    }
}

void GateServer::shutDown()
{
    if (std::exchange(m_shuttingDown, true))
        return;
    close();
    m_shutdownDeadline.start(m_context.limits.shutdown);
    const auto gates = m_gates;
    for (ConnectionGate *gate : gates)
        gate->shutDown();
    if (m_gates.isEmpty())
        QMetaObject::invokeMethod(this, &GateServer::finished, Qt::QueuedConnection);
}

void GateServer::tellConnections() const
{
    if (m_context.observer)
        m_context.observer->connectionsChanged(connectionCount());
}

void GateServer::forget(ConnectionGate *gate)
{
    m_gates.remove(gate);
    m_refused.remove(gate);
    tellConnections();
    if (m_shuttingDown && m_gates.isEmpty()) {
        m_shutdownDeadline.stop();
        QMetaObject::invokeMethod(this, &GateServer::finished, Qt::QueuedConnection);
    }
}

} // namespace Holdfast
