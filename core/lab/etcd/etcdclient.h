// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lab/etcd/etcdtypes.h"
#include "core/thing/json/json.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QUrl>

#include <functional>
#include <vector>

class QNetworkReply;

namespace Holdfast {

//! \brief Where etcd is, and how it is spoken to.
struct EtcdOptions
{
    QList<QUrl> endpoints {}; //!< "http://..." or "https://..." with a port; at least one
    QString user {};          //!< empty: etcd asks for no password
    QString password {};
    std::optional<QSslConfiguration> tls {};  //!< for https: see loadEtcdTls(); empty: the system's
    std::chrono::milliseconds timeout {2000}; //!< the time after which an endpoint counts as silent
};

//! \brief A client of etcd, by the JSON gateway of its version 3 (3.4 and later), HTTP/1.1.
//!
//! Does not block: each request calls \a then with what came of it, in the thread in which this lives, unless \a context
//! is destroyed by then. Requests go to one endpoint until that is silent or has no leader, then to the next one. A request
//! that may be carried out twice is sent to each endpoint before it fails; the others are sent once, unless it is certain that
//! an endpoint did not get it. When a user is given, this logs in before the first request, and again when etcd no longer
//! knows the token.
class EtcdClient : public QObject
{
    Q_OBJECT
public:
    template<typename T>
    using Then = std::function<void(const EtcdResult<T> &)>;

    explicit EtcdClient(EtcdOptions options, QObject *parent = nullptr);

    void range(const EtcdRange &range, const QObject *context, Then<EtcdRangeAnswer> then);
    //! Writes a key. Sent once.
    void put(const EtcdPut &put, const QObject *context, Then<EtcdHeader> then);
    //! Carries out a transaction. Sent once. One whose conditions do not hold is no error.
    void commit(const EtcdTxn &txn, const QObject *context, Then<EtcdTxnAnswer> then);
    //! Asks for a lease; etcd may give a longer one. One whose answer is lost ends by itself.
    void grantLease(std::chrono::seconds ttl, const QObject *context, Then<EtcdLease> then);
    //! Renews a lease. One that has ended has a time to live of 0 in the answer, which is no error.
    void keepAlive(qint64 lease, const QObject *context, Then<EtcdLease> then);
    //! Ends a lease, and deletes its keys. Refused with EtcdCode::NotFound when it has ended before.
    void revokeLease(qint64 lease, const QObject *context, Then<EtcdHeader> then);

    const EtcdOptions &options() const { return m_options; }

    // --- for a watch, which has connections of its own ---

    //! Returns a request to the endpoint of number \a endpoint, modulo their count, with the token but without a time-out.
    QNetworkRequest request(const QByteArray &path, qsizetype endpoint) const;
    //! Calls \a then when there is a token, at once where none is needed; with \a stale, when there is another one.
    void logIn(const QByteArray &stale, const QObject *context,
               std::function<void(const std::optional<EtcdError> &)> then);
    const QByteArray &token() const { return m_token; }
    //! Makes a manager that speaks HTTP as etcd needs it.
    static void prepare(QNetworkAccessManager &manager);
    //! Returns what went wrong when \a reply was not answered by HTTP.
    static EtcdError errorOf(const QNetworkReply &reply);

private:
    using Answered = std::function<void(const EtcdResult<Json> &)>;

    struct Call
    {
        QByteArray path;
        QByteArray body;
        bool mayRepeat = false;
        QPointer<const QObject> context;
        Answered then;
        bool needsToken = true;
        bool isRenewed = false; //!< whether the token was renewed for it
        qsizetype tried = 0;    //!< endpoints
        qsizetype endpoint = 0; //!< to which it was sent
        QByteArray token {};    //!< with which it was sent
    };
    struct LoginWaiter
    {
        QPointer<const QObject> context;
        std::function<void(const std::optional<EtcdError> &)> then;
    };

    template<typename T>
    void call(const QByteArray &path, const Json &body, bool mayRepeat, const QObject *context,
              std::optional<T> (*read)(const Json &), Then<T> then);
    void start(Call call);
    void send(Call call);
    void finish(QNetworkReply &reply, Call call);
    void failed(Call call, const EtcdError &error);
    void loggedIn(const EtcdResult<Json> &answer);

    const EtcdOptions m_options;
    QNetworkAccessManager m_manager;
    qsizetype m_endpoint = 0; //!< the one that is asked now
    QByteArray m_token;
    bool m_isLoggingIn = false;
    std::vector<LoginWaiter> m_loginWaiters;
};

} // namespace Holdfast
