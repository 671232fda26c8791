// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QByteArray>
#include <QFuture>
#include <QNetworkAccessManager>
#include <QThread>
#include <QUrl>

//! \brief The answer of a server.
struct HttpAnswer
{
    int status = 0; //!< 0 when there was no answer
    QByteArray body;
};

//! \brief An HTTP client in a thread of its own, as far away from the test's thread as a remote one.
class HttpClient
{
public:
    //! Calls itself \a label.
    explicit HttpClient(const QByteArray &label);
    ~HttpClient();

    //! Asks for \a path; a \a body is JSON.
    QFuture<HttpAnswer> send(const QByteArray &verb, const QUrl &url, const QByteArray &body = {});
    //! Sends the same, and waits for the answer (in the test's event loop).
    HttpAnswer ask(const QByteArray &verb, const QUrl &url, const QByteArray &body = {});

private:
    const QByteArray m_label;
    QThread m_thread;
    QNetworkAccessManager *m_manager;
};
