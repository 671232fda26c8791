// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/serveroptions.h"
#include "core/thing/result.h"

#include <QObject>
#include <QThread>
#include <QUrl>

#include <chrono>
#include <functional>

namespace Holdfast {

class HttpService;
class Station;

//! \brief A station's HTTP server, in a thread of its own.
//!
//! Used in the thread that it lives in, usually the main one. Clients are served from start() to
//! shutdown() without any help of that thread.
class Server : public QObject
{
    Q_OBJECT
public:
    //! Makes a server. \a station must outlive it.
    explicit Server(Station &station, QObject *parent = nullptr);
    //! Shuts down if that was not done.
    ~Server() override;

    //! Serves the station, which must have started. Returns the server's address, prefix included,
    //! or an error that names the obstacle (a port in use, for example); then it may be tried
    //! again. Waits for the server's thread, for no longer than it takes to listen.
    Result<QUrl> start(const ServerOptions &options);

    bool isRunning() const { return m_url.isValid(); }
    //! Returns the address; empty when it does not serve.
    QUrl url() const { return m_url; }

    //! Returns, while it runs, whether only programs on this computer can reach it, by whatever
    //! name it is configured.
    bool isLocalOnly() const { return m_isLocalOnly; }

    //! Calls \a call in the server's thread, soon. Returns false when the server does not run. Does not
    //! block.
    bool callInThread(const std::function<void()> &call);

    //! Accepts no new clients, ends streams, sends pending answers, and at \a limit cuts the rest
    //! off. Returns false when not all clients were served to the end.
    bool shutdown(std::chrono::milliseconds limit = std::chrono::seconds {2});

Q_SIGNALS:
    void started(const QUrl &url);
    void failed(const QString &reason);
    void stopped();

private:
    void beginThread();
    Result<QUrl> listen(const ServerOptions &options);

    Station &m_station;
    QThread m_thread;
    QObject *m_home = nullptr; //!< lives in the thread, and owns the objects that serve there
    QUrl m_url;
    bool m_isLocalOnly = true;
};

} // namespace Holdfast
