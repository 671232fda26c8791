// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json/json.h"

#include <QHash>
#include <QList>
#include <QMap>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

//! \brief What a FakeLockServer does with a request.
struct FakeReply
{
    enum class Kind {
        Answer,
        Hang,   //!< takes the request, and never answers
        Drop,   //!< closes the connection instead
        Stream, //!< begins an event stream, see FakeLockServer::push()
    };

    int status = 200;
    Holdfast::Json body;
    QByteArray headers; //!< each with its line break
    Kind kind = Kind::Answer;

    static FakeReply hang() { return {0, {}, {}, Kind::Hang}; }
    static FakeReply stream() { return {200, {}, {}, Kind::Stream}; }
    static FakeReply drop() { return {0, {}, {}, Kind::Drop}; }
};

//! \brief A request that a FakeLockServer has had.
struct FakeRequest
{
    QByteArray line;                      //!< "PUT /lock/leases/3"
    QMap<QByteArray, QByteArray> headers; //!< names in lower case
    Holdfast::Json body;
};

//! \brief A server that says what a test has told it to say, in the test's thread.
class FakeLockServer : public QTcpServer
{
    Q_OBJECT
public:
    FakeLockServer();

    QUrl url(const QString &prefix = {}) const;

    //! To "PUT /lock/leases/3" come these answers one after the other, the last of them for ever.
    //! A path that was not told is answered with 404.
    void tell(const QByteArray &line, const QList<FakeReply> &replies);

    //! An event to all who read a stream, as it goes over the wire.
    void push(const QByteArray &event);
    //! A state of the lock as an event.
    void pushState(const Holdfast::Json &state);
    //! How many read a stream.
    qsizetype streams() const { return m_streams.size(); }
    //! Ends all streams.
    void endStreams();

    //! Closes the port and all connections.
    void vanish();
    //! Is there again, at the same port.
    void comeBack();

    QList<FakeRequest> requests(const QByteArray &line) const;
    qsizetype count(const QByteArray &line) const { return requests(line).size(); }
    //! How many clients are connected.
    int connections() const { return m_sockets.size(); }

private:
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &line);

    QHash<QByteArray, QList<FakeReply>> m_replies;
    QList<FakeRequest> m_requests;
    QHash<QTcpSocket *, QByteArray> m_sockets; //!< and what they sent so far
    QList<QTcpSocket *> m_streams;
    quint16 m_port = 0;
};

//! The state of a lock as GET /lock says it: free, or held by \a owner.
Holdfast::Json lockMemory(const Holdfast::Json &owner = nullptr, int generation = 17);
//! An owner of that label, at work.
Holdfast::Json lockOwner(const QString &label);
//! What POST /lock/leases answers.
FakeReply grantedLease(int ttlMs = 30'000);
