// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"
#include "core/server/http/gate/connectiongate.h"
#include "core/server/http/gate/openfiles.h"
#include "core/server/http/gate/outgoingbytes.h"
#include "core/server/http/gate/silentconnections.h"
#include "core/server/http/gate/turns.h"
#include "core/server/http/request.h"
#include "core/server/http/responder.h"
#include "core/server/http/site/originpolicy.h"

#include <QList>
#include <QSet>
#include <QSocketNotifier>
#include <QTcpServer>
#include <QTimer>

#include <functional>
#include <memory>

namespace Holdfast {

class QtHttpAdapter;
class TlsContext;

//! \brief The HTTP server: listens, and has a ConnectionGate for each client.
//!
//! Build it, use it and delete it in the thread that it serves in; that thread needs an event loop
//! and must never be blocked. Deleting it cuts all connections; shutDown() closes them in order.
//!
//! Clients are served in turns, so that none waits for the requests of another. An urgent request
//! does not wait for other clients, and there are connections and descriptors that only it may use.
class GateServer : public QTcpServer
{
    Q_OBJECT

public:
    //! Answers a request, at once or later; Router::route() for instance. An exception becomes a
    //! 500.
    using Handler = std::function<void(const Request &, const Responder &)>;

    GateServer(const Limits &limits, Handler handler, const OriginPolicy &origins = OriginPolicy(),
               QObject *parent = nullptr);
    ~GateServer() override;

    //! Sets the observer of all answers from now on; it must outlive this.
    void setObserver(RequestObserver *observer)
    {
        m_context.observer = observer;
        m_quotas.setObserver(observer);
    }

    //! Sets which requests are urgent: decided by the head alone, and quickly.
    void setUrgent(std::function<bool(const Request &)> isUrgent)
    {
        m_context.isUrgent = std::move(isUrgent);
    }

    //! Sets what finds out what the sender of a request may do (Request::access): decided by the head alone, and quickly.
    void setIdentify(std::function<Access(const Request &)> identify)
    {
        m_context.identify = std::move(identify);
    }
    //! Closes the connections, streams and WebSockets included, whose clients are not allowed any more what they were.
    void closeUnless(const std::function<bool(const Access &)> &isStillGood);

    //! Speaks TLS with all clients; null: none. Set before start().
    void setTls(std::shared_ptr<const TlsContext> tls) { m_tls = std::move(tls); }

    //! Listens on \a address; port 0 takes a free one. Returns false, with errorString(), if it
    //! cannot.
    bool start(const QHostAddress &address, quint16 port);

    //! Stops listening, ends streams, closes idle connections, and waits for pending replies, at
    //! most for Limits::shutdown. Then finished() is emitted; never before this returns.
    void shutDown();

    //! Returns what the clients of this server have of everything that is limited.
    ClientQuotas &quotas() { return m_quotas; }

    //! Returns the number of open connections, including refused ones that still linger.
    int connectionCount() const { return static_cast<int>(m_gates.size() + m_silent.count()); }

    //! Returns the bytes of all connections that are written and not taken yet.
    const OutgoingBytes &outgoing() const { return m_outgoing; }

Q_SIGNALS:
    //! Is emitted after shutDown(), when no connection is left.
    void finished();

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    bool isShort(int descriptor);
    bool mayStay(int descriptor);
    ClientId clientAt(int descriptor) const;
    void admit(int descriptor, ConnectionGate::Place place);
    long keptDescriptors(long all) const;
    bool makeRoom();
    void acceptSome();
    void stopListening();
    void cutTheStalled();
    void goOn();
    void forget(ConnectionGate *gate);
    void tellConnections() const;

    std::unique_ptr<QtHttpAdapter> m_adapter;
    OutgoingBytes m_outgoing;
    Turns m_turns;
    ClientQuotas m_quotas;
    std::shared_ptr<const TlsContext> m_tls;
    GateContext m_context;
    SpareDescriptors m_spares;
    QSet<ConnectionGate *> m_gates;
    QList<ConnectionGate *> m_reserved; //!< of these, the urgent-only ones; oldest first
    SilentConnections m_silent;         //!< those that may become such
    qsizetype m_reservedNow = 0;        //!< of both, accepted in the present turn of the event loop
    bool m_isOutOfDescriptors = false;  //!< the next connection uses a spare one
    int m_listener = -1;                //!< a second descriptor of the socket, while it listens
    std::unique_ptr<QSocketNotifier> m_incoming; //!< the notifier of that
    QTimer m_nextAccept;
    QTimer m_stallWatch;
    QTimer m_shutdownDeadline;
    bool m_shuttingDown = false;
};

} // namespace Holdfast
