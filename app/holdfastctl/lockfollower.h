// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/lockclient.h"
#include "app/holdfastctl/lockfailure.h"
#include "app/holdfastctl/serverevents.h"

#include <QNetworkReply>
#include <QObject>
#include <QTimer>

namespace Holdfast::Ctl {

//! \brief Follows what a server says of its lock (GET /lock/events). A server that is away, or that
//! says nothing for too long, is tried again and again.
class LockFollower : public QObject
{
    Q_OBJECT
public:
    explicit LockFollower(LockClient &client, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    //! The lock as it is, at each change and after each connection.
    void stateCame(const Holdfast::Json &state);
    //! Somebody did not get the lock.
    void refusalCame(const Holdfast::Json &refusal);
    //! The connection is lost, or could not be made; it is tried again.
    void lost(const QString &problem);
    //! There is nothing to follow. It is not tried again.
    void failed(const Holdfast::Ctl::LockFailure &failure, const Holdfast::Ctl::LockAnswer &answer);

private:
    void read();
    void readEvents();
    void end();

    LockClient &m_client;
    QNetworkReply *m_reply = nullptr; //!< null while it is not connected
    ServerEvents m_events;
    QTimer m_next;
};

} // namespace Holdfast::Ctl
