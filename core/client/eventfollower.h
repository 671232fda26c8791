// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/client/eventreader.h"
#include "core/client/remotestation.h"

#include <QNetworkReply>
#include <QObject>
#include <QTimer>

namespace Holdfast {

//! \brief Follows a stream of server-sent events of a station. A station that is away, or that says nothing for too long, is
//! tried again and again.
class EventFollower : public QObject
{
    Q_OBJECT
public:
    //! Follows the stream at \a path ("/lock/events"). \a station lives longer.
    EventFollower(RemoteStation &station, QString path, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void eventCame(const Holdfast::ServerEvent &event);
    //! The connection is lost, or could not be made; it is tried again.
    void lost(const Holdfast::StationAnswer &answer);
    //! There is nothing to follow. It is not tried again.
    void failed(const Holdfast::StationAnswer &answer);

private:
    void read();
    void end();

    RemoteStation &m_station;
    const QString m_path;
    QNetworkReply *m_reply = nullptr; //!< null while it is not connected
    EventReader m_events;
    QTimer m_next;
};

} // namespace Holdfast
