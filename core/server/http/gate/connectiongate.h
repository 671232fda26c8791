// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/base/limits/limits.h"
#include "core/server/http/gate/pendingreply.h"
#include "core/server/http/gate/requestobserver.h"
#include "core/server/http/gate/turns.h"
#include "core/server/http/limits/clientquotas.h"
#include "core/server/http/parse/bodyreader.h"
#include "core/server/http/parse/headers.h"
#include "core/server/http/request.h"
#include "core/server/http/responder.h"
#include "core/server/http/site/originpolicy.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>

namespace Holdfast {

class ClientSocket;
class HttpChannel;
class OutgoingBytes;
class QtHttpAdapter;
class WebSocketTalk;

//! The state that all connections of one server share; it outlives them.
struct GateContext
{
    Limits limits;
    OriginPolicy origins;
    std::function<void(const Request &, const Responder &)> handle;
    QtHttpAdapter *adapter = nullptr;
    OutgoingBytes *outgoing = nullptr;
    Turns *turns = nullptr;
    ClientQuotas *quotas = nullptr; //!< of the same limits
    //! Returns whether a request waits for no other client; decided by its head. Unset: none is
    //! urgent.
    std::function<bool(const Request &)> isUrgent {};
    //! Returns what the sender of a request may do; decided by its head. Unset: no request is asked for it.
    std::function<Access(const Request &)> identify {};
    RequestObserver *observer = nullptr; //!< may be null
};

//! \brief One client's connection, from its first byte to its last.
//!
//! It reads strictly and within limits, one request at a time; while an answer is owed, nothing is
//! read, so answers cannot overtake each other. Requests are answered in turns with those of other
//! connections; an urgent one is answered at once. It owns the socket and deletes itself when the
//! socket is disconnected.
class ConnectionGate : public QObject, private ReplySink, private TurnTaker
{
    Q_OBJECT

public:
    enum class State {
        Idle, //!< before the first request, and between two
        ReadingHead,
        ReadingBody,
        Waiting,   //!< a request is complete, and those of others come first
        Replying,  //!< an answer is pending
        Streaming, //!< a Stream has the connection
        Talking,   //!< the connection is a WebSocket
        Closing,   //!< no more is read or answered
    };

    enum class Admission {
        Full,
        UrgentOnly, //!< all places are taken: one urgent request is answered, others are refused
    };

    //! \brief The place of a connection among the others.
    struct Place
    {
        Admission admission = Admission::Full;
        std::shared_ptr<QuotaShare> share {}; //!< of the connections; null without a full admission
        std::optional<LimitHit>
            denied {}; //!< the limit that prevents a full admission, if it is one
    };

    //! Takes \a socket, which is connected.
    ConnectionGate(ClientSocket *socket, const GateContext &context, Place place, QObject *parent);
    ~ConnectionGate() override;

    State state() const { return m_state; }
    Admission admission() const { return m_place.admission; }
    const ClientSocket &socket() const { return *m_socket; }
    //! Returns what its client may do, by the latest request.
    const Access &access() const { return m_access; }

    //! Continues if it has waited for other clients to take their replies.
    void goOn() { process(); }

    //! Answers \a response, whatever the client sent, and closes.
    void refuse(const Response &response);
    //! Closes as soon as the client has its pending answer: at once, if there is none.
    void shutDown();
    //! Closes now.
    void abort();

Q_SIGNALS:
    //! The connection is closed; this object is deleted with the next turn of the event loop.
    void closed();

private:
    void setRoute(int route) override { m_told.setRoute(route); }
    void sendReply(const Response &response) override;
    void sendStream(std::unique_ptr<Stream> stream) override;
    void openWebSocket(std::unique_ptr<WebSocketTalk> talk) override;

    void takeTurn() override;

    void process();
    bool mayAnswer() const;
    std::chrono::milliseconds idleTime() const;
    std::optional<LimitHit> takeRoomForBody(const RequestHead &head);
    void refuse(const HeadRefused &refused);
    bool isReading() const;
    bool readNext();
    bool readHead();
    bool readBody();
    bool acceptHead(RequestHead &&head);
    bool pull();
    void dispatch();
    void answerBy(const Responder &responder, const Request &request);
    void enter(State state, std::chrono::milliseconds deadline);
    void closeSoon();
    void onDeadline();
    void onFinished();
    void onDisconnected();
    void letGo();

    const GateContext &m_context;
    ClientSocket *const m_socket;
    Place m_place;
    State m_state = State::Idle;
    QByteArray m_buffer;
    qsizetype m_looked = 0; //!< bytes of the buffer that are known not to contain a whole head
    int m_emptyLines = 0;   //!< before the head that is being read
    Request m_request;
    BodyReader m_body;
    Access m_access;   //!< of the latest request
    ClientId m_client; //!< of the latest request
    Headers m_replyHeaders;
    bool m_keepAlive = true;
    bool m_headOnly = false;
    bool m_wantsWebSocket = false;
    bool m_isUrgent = false;
    std::shared_ptr<QuotaShare> m_room; //!< reserved for the body, if it is a large one
    bool m_processing = false;
    AnswerTeller m_told;
    std::unique_ptr<HttpChannel> m_channel;
    QPointer<PendingReply> m_pending;
    QPointer<Stream> m_stream;
    std::unique_ptr<WebSocketTalk> m_talk;
    QTimer m_deadline;
};

} // namespace Holdfast
