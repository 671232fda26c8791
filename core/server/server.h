// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/server/serveroptions.h"
#include "core/thing/result.h"

#include <QObject>
#include <QThread>
#include <QUrl>

#include <chrono>

namespace Holdfast {

class HttpService;
class Station;

//! \brief The HTTP door to a station, on a thread of its own.
//!
//! Used in the thread that it lives in, usually the main one. Clients are served from start() to
//! shutdown() without any help of that thread.
class Server : public QObject
{
    Q_OBJECT
public:
    //! \a station must outlive it.
    explicit Server(Station &station, QObject *parent = nullptr);
    //! Shuts down if that was not done.
    ~Server() override;

    //! Serves what the station has; the station must have started. Returns the server's address,
    //! prefix included, or what stands in the way (a port in use, say); then it may be tried again.
    //! Waits for the server's thread, for no longer than it takes to listen.
    Result<QUrl> start(const ServerOptions &options);

    bool isRunning() const { return m_url.isValid(); }
    //! Where it serves; empty when it does not.
    QUrl url() const { return m_url; }

    //! While it runs: only programs on this computer reach it, by whatever name it is configured.
    bool isLocalOnly() const { return m_isLocalOnly; }

    //! No new clients; streams end, owed answers are given, and at \a limit the rest is cut off.
    //! False when not all clients were served to the end.
    bool shutdown(std::chrono::milliseconds limit = std::chrono::seconds {2});

Q_SIGNALS:
    void started(const QUrl &url);
    void failed(const QString &reason);
    void stopped();

private:
    Result<QUrl> listen(const ServerOptions &options);

    Station &m_station;
    QThread m_thread;
    QObject *m_home = nullptr; //!< lives in the thread, and owns what serves there
    QUrl m_url;
    bool m_isLocalOnly = true;
};

} // namespace Holdfast
