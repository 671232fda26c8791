// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/upstreamconnection.h"
#include "core/instruments/remote/upstream/upstreamdescription.h"

#include <QObject>
#include <QSet>
#include <QTimer>
#include <QWebSocket>

#include <functional>

namespace Holdfast {

//! \brief Follows the properties of another server's Thing: those that it publishes by its WebSocket, and
//! the others by asking for them, while the changes are heard; and its events, which come by the WebSocket.
//!
//! Lives in the connection's thread.
class UpstreamObserver : public QObject
{
    Q_OBJECT
public:
    //! \brief What it does with what it finds out.
    struct Sinks
    {
        //! Is called with each notification, and with each value that was asked for and is another
        //! than before.
        std::function<void(const QString &property, const Json &value)> changed;
        //! Is called with each event.
        std::function<void(const QString &event, const Json &data)> emitted;
        //! Returns whether it is worth while to ask.
        std::function<bool()> isHeard;
        //! The server has ended the connection: it may have been started anew.
        std::function<void()> lost;
    };

    //! The pause between two questions for all properties.
    static constexpr std::chrono::milliseconds interval {1000};
    //! A property that cannot be read is asked for in one of so many rounds.
    static constexpr int roundsOfFailing = 30;
    //! After so long, a WebSocket that was closed is opened again.
    static constexpr std::chrono::milliseconds reconnectPause {1000};

    UpstreamObserver(UpstreamConnection &connection, const UpstreamDescription &thing, Sinks sinks,
                     bool hasSocket);
    ~UpstreamObserver() override;

    void start();
    //! Asks for all properties soon: an operation may have changed them.
    void askSoon();
    //! Asks for one property now, and publishes it also when it is as before, unless the server itself
    //! publishes it.
    void published(const QString &property);

private:
    void connectSocket();
    void subscribe();
    void take(const QString &text);
    void noteLost();
    void ask();
    void askNext();
    void askFor(const UpstreamProperty &property, bool always, std::function<void()> then);
    void note(const QString &property, const Json &value, bool always);

    UpstreamConnection &m_connection;
    const UpstreamDescription m_thing;
    const Sinks m_sinks;
    const bool m_hasSocket;
    QWebSocket m_socket;
    QTimer m_reconnect;
    QTimer m_ask;
    QSet<QString> m_pushed; //!< the properties that the server publishes
    QSet<QString> m_refused;
    qsizetype m_next = 0; //!< of the properties, while they are asked for
    bool m_isAsking = false;
    bool m_asksAll = true; //!< also those that are pushed: their first value is not
    QHash<QString, Json> m_values;
    QSet<QString> m_failing; //!< those that could not be read are asked for less often
    int m_round = 0;
};

} // namespace Holdfast
