// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/instruments/remote/upstream/upstreamconnection.h"
#include "core/instruments/remote/upstream/upstreamdescription.h"
#include "core/instruments/remote/upstream/upstreaminvocations.h"

#include <QMap>
#include <QMetaType>
#include <QObject>
#include <QStringList>
#include <QTimer>

namespace Holdfast {

//! \brief How another server is.
struct UpstreamState
{
    QString down {};          //!< why it cannot be used; empty while it can
    QStringList otherwise {}; //!< the Things that describe themselves otherwise than at the start

    friend bool operator==(const UpstreamState &, const UpstreamState &) = default;
};

//! \brief What is known of the global lock of another server.
enum class UpstreamLock { Unknown, On, Off };

//! \brief Asks another server twice a second whether it is there, and what runs there.
//!
//! Lives in the connection's thread; so its signals are emitted there.
class UpstreamWatch : public QObject
{
    Q_OBJECT
public:
    //! \brief The addresses that it asks.
    struct Places
    {
        //! The server's list of invocations; empty where it has none.
        QString invocations {};
        //! Where the descriptions are: of one Thing, or of all by their names.
        QString descriptions {};
        bool isForAll = true;
    };

    //! The pause between two questions, and the limit for an answer.
    static constexpr std::chrono::milliseconds interval {500};
    static constexpr std::chrono::milliseconds limit {2500};

    //! \a connection and \a invocations live longer.
    UpstreamWatch(UpstreamConnection &connection, UpstreamInvocations &invocations, Places places,
                  QMap<QString, UpstreamDescription> expected);

    //! Begins. \a down: why the server is not there now; empty if it is.
    void start(const QString &down);
    //! Asks now: a request has failed.
    void askNow();
    //! Compares the descriptions now: the server may have been started anew.
    void compareNow();
    //! Notes that the server's lock has refused a request of this station.
    void noteBusy();

    //! Reads the descriptions that were answered.
    static QMap<QString, UpstreamDescription> read(const Json &body, const Places &places,
                                                   const QUrl &origin);

Q_SIGNALS:
    void stateChanged(const Holdfast::UpstreamState &state);
    //! The server is there again.
    void cameBack();
    //! Clients use that server directly: a sentence, or empty when none does any more.
    void directUseChanged(const QString &use);
    void lockChanged(Holdfast::UpstreamLock lock);

private:
    void ask();
    void answered(const StationAnswer &answer, quint64 begun);
    void compare(const StationAnswer &answer);
    void lookForOthers(const Json &list);
    void setDown(const QString &why);
    void setState(const UpstreamState &state);
    void setDirectUse(const QString &use);
    void setLock(UpstreamLock lock);
    void cancelAbandoned();

    UpstreamConnection &m_connection;
    UpstreamInvocations &m_invocations;
    const Places m_places;
    const QMap<QString, UpstreamDescription> m_expected;
    QTimer m_timer;
    bool m_isAsking = false;
    UpstreamState m_state;
    QString m_directUse;
    UpstreamLock m_lock = UpstreamLock::Unknown;
};

} // namespace Holdfast

Q_DECLARE_METATYPE(Holdfast::UpstreamState)
