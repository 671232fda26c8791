// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/server/http/gate/gateserver.h"

#include "core/server/http/gate/clientsocket.h"
#include "core/server/http/gate/openfiles.h"
#include "core/server/http/qthttpadapter.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace Holdfast {

namespace {

constexpr int s_otherDescriptors = 256; // for files, devices, threads and pipes of the process
constexpr int s_spareDescriptors = 8;
constexpr int s_acceptedAtOnce = 256; // afterwards the existing connections get a turn
constexpr std::chrono::milliseconds s_acceptAgain {200};
constexpr std::chrono::milliseconds s_watchStalls {250};

// A client that waits for an answer and loses its network, or its power, sends no FIN. Linux
// applies these options to the accepted connections too.
void watchSilentClients(qintptr listener)
{
    const auto set = [listener](int level, int name, int value) {
        ::setsockopt(static_cast<int>(listener), level, name, &value, sizeof(value));
    };
    set(SOL_SOCKET, SO_KEEPALIVE, 1);
    set(IPPROTO_TCP, TCP_KEEPIDLE, 15); // seconds of silence before the first probe
    set(IPPROTO_TCP, TCP_KEEPINTVL, 5);
    set(IPPROTO_TCP, TCP_KEEPCNT, 3); // unanswered probes before the connection is closed
}

} // namespace

GateServer::GateServer(const Limits &limits, Handler handler, const OriginPolicy &origins,
                       QObject *parent)
    : QTcpServer(parent)
    , m_adapter(std::make_unique<QtHttpAdapter>())
    , m_outgoing(limits.totalBacklogBytes)
    , m_quotas(limits)
    , m_context {limits,      origins,  std::move(handler), m_adapter.get(),
                 &m_outgoing, &m_turns, &m_quotas}
    , m_spares(s_spareDescriptors)
    , m_silent(limits.reservedIdle)
{
    setListenBacklogSize(4096);
    connect(&m_silent, &SilentConnections::spoke, this,
            [this](int descriptor, const std::optional<LimitHit> &why) {
                admit(descriptor, {ConnectionGate::Admission::UrgentOnly, nullptr, why});
            });
    connect(&m_silent, &SilentConnections::refused, this, [this](int status) {
        AnswerTeller(m_context.observer).refused(status);
        m_spares.refill();
        tellConnections();
    });
    m_shutdownDeadline.setSingleShot(true);
    connect(&m_shutdownDeadline, &QTimer::timeout, this, [this] {
        const auto gates = m_gates;
        for (ConnectionGate *gate : gates)
            gate->abort();
    });
    m_nextAccept.setSingleShot(true);
    m_nextAccept.setInterval(s_acceptAgain);
    connect(&m_nextAccept, &QTimer::timeout, this, [this] {
        if (m_incoming)
            m_incoming->setEnabled(true);
    });
    m_stallWatch.setInterval(s_watchStalls);
    connect(&m_stallWatch, &QTimer::timeout, this, &GateServer::cutTheStalled);
    connect(&m_outgoing, &OutgoingBytes::crowded, this, [this] { m_stallWatch.start(); });
    connect(&m_outgoing, &OutgoingBytes::relieved, this, &GateServer::goOn);
}

GateServer::~GateServer()
{
    stopListening();
    m_outgoing.disconnect(this);
    // This includes connections that are closed and not deleted yet: they use members of this
    // object.
    for (ConnectionGate *gate : findChildren<ConnectionGate *>(Qt::FindDirectChildrenOnly)) {
        gate->disconnect(this);
        delete gate;
    }
}

bool GateServer::start(const QHostAddress &address, quint16 port)
{
    qint64 &connections = m_context.limits.connections.total;
    int &reserved = m_context.limits.reservedConnections;
    const long files = raiseOpenFileLimit(connections + reserved + s_otherDescriptors);
    reserved = static_cast<int>(std::min<long>(reserved, files / 8));
    const long forOthers = std::min<long>(s_otherDescriptors, files / 4);
    connections = std::min<qint64>(connections, files - reserved - forOthers);
    m_quotas.limits().connections.total = connections;
    if (!listen(address, port))
        return false;
    watchSilentClients(socketDescriptor());
    m_silent.setSpeaksTls(m_tls != nullptr);
    const auto adopt = [this](QTcpSocket *socket) {
        addPendingConnection(socket);
        pauseAccepting(); // the caller that takes it lets Qt accept again
    };
    if (!m_adapter->bind(this, adopt)) {
        close();
        return false;
    }
    // Without a free descriptor Qt 6.4 supposes that there is nothing to accept, and tries for
    // ever.
    pauseAccepting();
    // Qt watches the socket again for a moment whenever QHttpServer takes a channel, and a
    // descriptor can have only one notifier.
    m_listener = ::fcntl(static_cast<int>(socketDescriptor()), F_DUPFD_CLOEXEC, 0);
    if (m_listener < 0) {
        close();
        return false;
    }
    m_incoming = std::make_unique<QSocketNotifier>(m_listener, QSocketNotifier::Read);
    connect(m_incoming.get(), &QSocketNotifier::activated, this, &GateServer::acceptSome);
    return true;
}

void GateServer::stopListening()
{
    m_incoming.reset();
    if (m_listener >= 0)
        ::close(std::exchange(m_listener, -1));
    close();
}

void GateServer::acceptSome()
{
    // The last turn may have ended between giving up a spare descriptor and accepting with it. Whether there
    // is still a need for that shows now.
    if (std::exchange(m_isOutOfDescriptors, false))
        m_spares.refill();
    // No connection makes room for another one before it was looked at.
    m_reservedNow = 0;
    const auto mayAccept = [this] {
        return m_reservedNow <= (m_reserved.size() + m_silent.count()) / 2;
    };
    for (int i = 0; i < s_acceptedAtOnce && mayAccept(); ++i) {
        const int descriptor = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        if (descriptor >= 0) {
            incomingConnection(descriptor);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            // The client for which the spare descriptor was released has left: the next one is
            // treated normally.
            if (std::exchange(m_isOutOfDescriptors, false))
                m_spares.refill();
            return;
        } else if (errno != EINTR && errno != ECONNABORTED) {
            m_isOutOfDescriptors = m_spares.release() || makeRoom();
            if (m_isOutOfDescriptors)
                continue;
            m_incoming->setEnabled(false);
            m_nextAccept.start();
            return;
        }
    }
}

void GateServer::incomingConnection(qintptr socket)
{
    const int descriptor = static_cast<int>(socket);
    std::optional<LimitHit> denied;
    if (!isShort(descriptor)) {
        ClientQuotas::Outcome taken = m_quotas.take(Counted::Connections, clientAt(descriptor));
        if (taken.share) {
            admit(descriptor, {ConnectionGate::Admission::Full, std::move(taken.share), {}});
            return;
        }
        denied = taken.hit;
    }
    ++m_reservedNow;
    if (!mayStay(descriptor)) {
        ::close(descriptor);
        return;
    }
    if (!SilentConnections::isSilent(descriptor) || !m_silent.add(descriptor, denied))
        admit(descriptor, {ConnectionGate::Admission::UrgentOnly, nullptr, denied});
    else
        tellConnections();
}

ClientId GateServer::clientAt(int descriptor) const
{
    const QHostAddress peer = NetworkSocket::peerOf(descriptor);
    return m_context.origins.isTrustedProxy(peer) ? ClientId::ofProxy() : ClientId::ofPeer(peer);
}

void GateServer::admit(int descriptor, ConnectionGate::Place place)
{
    const ConnectionGate::Admission admission = place.admission;
    auto *socket = new ClientSocket(m_context.limits, m_outgoing);
    if (!socket->setSocketDescriptor(descriptor)) {
        delete socket;
        ::close(descriptor);
        return;
    }
    if (m_tls)
        socket->startTls(m_tls);
    auto *gate = new ConnectionGate(socket, m_context, std::move(place), this);
    m_gates.insert(gate);
    if (admission == ConnectionGate::Admission::UrgentOnly)
        m_reserved.append(gate);
    tellConnections();
    connect(gate, &ConnectionGate::closed, this, [this, gate] { forget(gate); });
}

// Returns whether there are too few descriptors for a usual connection, \a descriptor being the
// latest one.
bool GateServer::isShort(int descriptor)
{
    const bool isSpare = std::exchange(m_isOutOfDescriptors, false);
    const long left = openFilesLeft(descriptor);
    return isSpare || left < keptDescriptors(left + descriptor + 1);
}

// Returns whether one more urgent-only connection has room, closing another one if necessary.
bool GateServer::mayStay(int descriptor)
{
    const long left = openFilesLeft(descriptor);
    const bool mustMakeRoom =
        m_reserved.size() + m_silent.count() >= m_context.limits.reservedConnections
        || left < keptDescriptors(left + descriptor + 1) / 2;
    return !mustMakeRoom || makeRoom();
}

// Returns how many of \a all are not for usual connections. The rest of the process needs some as
// well: a process without a descriptor for a new thread ends at once. So the urgent connections use
// up half of them at most.
long GateServer::keptDescriptors(long all) const
{
    return std::min<long>(m_context.limits.reservedConnections + s_otherDescriptors / 4, all / 4);
}

// Closes the urgent-only connection that has had the most time to send its request, a silent one
// first. One with a pending answer stays.
bool GateServer::makeRoom()
{
    if (m_silent.refuseOldest())
        return true;
    const auto oldest =
        std::find_if(m_reserved.cbegin(), m_reserved.cend(), [](const ConnectionGate *gate) {
            return gate->state() != ConnectionGate::State::Replying;
        });
    if (oldest == m_reserved.cend())
        return false;
    (*oldest)->abort();
    return true;
}

void GateServer::closeUnless(const std::function<bool(const Access &)> &isStillGood)
{
    const auto gates = m_gates;
    for (ConnectionGate *gate : gates) {
        if (!isStillGood(gate->access()))
            gate->abort();
    }
}

void GateServer::goOn()
{
    const auto gates = m_gates;
    for (ConnectionGate *gate : gates)
        gate->goOn();
}

// Disconnects the clients that do not take their replies, because these delay the other clients.
void GateServer::cutTheStalled()
{
    if (!m_outgoing.isCrowded()) {
        m_stallWatch.stop();
        return;
    }
    const auto gates = m_gates;
    for (ConnectionGate *gate : gates) {
        const auto limit = m_context.limits.crowdedStall;
        if (m_outgoing.isFull() ? gate->socket().hasOwedFor(limit)
                                : gate->socket().hasStalledFor(limit))
            gate->abort();
    }
}

void GateServer::shutDown()
{
    if (std::exchange(m_shuttingDown, true))
        return;
    stopListening();
    m_silent.refuseAll();
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
    m_reserved.removeOne(gate);
    m_spares.refill();
    tellConnections();
    if (m_shuttingDown && m_gates.isEmpty()) {
        m_shutdownDeadline.stop();
        QMetaObject::invokeMethod(this, &GateServer::finished, Qt::QueuedConnection);
    }
}

} // namespace Holdfast
