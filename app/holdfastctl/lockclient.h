// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/thing/json.h"

#include <QByteArray>
#include <QNetworkAccessManager>
#include <QObject>
#include <QString>
#include <QUrl>
#include <QUrlQuery>

#include <chrono>
#include <functional>

class QNetworkReply;

namespace Holdfast::Ctl {

//! \brief A request about the lock.
struct LockRequest
{
    QByteArray verb = "GET";
    QString path; //!< below the server's address: "/lock"
    QUrlQuery query {};
    Json body; //!< null: none
    QByteArray token;
    QByteArray knownTag; //!< the answer is 304 when this is still the present one
    std::chrono::milliseconds limit {10'000}; //!< no longer without a byte from the server
};

//! \brief What the server answered, or why there is no answer.
struct LockAnswer
{
    int status = 0;  //!< 0: there is no answer
    QString failure; //!< why there is none: a phrase, "Connection refused"
    Json body;       //!< null when there is none, or it is not JSON
    QByteArray tag;
    std::chrono::milliseconds retryAfter {0};

    bool isGood() const { return status >= 200 && status < 300; }
};

//! \brief Speaks HTTP with one server. Lives in the main thread, waits for nothing.
//!
//! When it is deleted, requests that are not answered yet are given up, their connections closed.
class LockClient : public QObject
{
    Q_OBJECT
public:
    using Then = std::function<void(const LockAnswer &)>;

    explicit LockClient(QUrl server, QObject *parent = nullptr);

    const QUrl &server() const { return m_server; }

    //! Calls \a then with the answer, unless \a context is gone by then.
    void send(const LockRequest &request, const QObject *context, Then then);

    //! For an answer that is to be read as it comes. The caller deletes it, and within its lifetime.
    QNetworkReply *open(const LockRequest &request);
    //! What an answer that has ended comes to.
    static LockAnswer answerOf(QNetworkReply &reply);

private:
    const QUrl m_server;
    QNetworkAccessManager m_manager;
};

} // namespace Holdfast::Ctl
