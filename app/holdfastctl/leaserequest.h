// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/ctlcommandline.h"
#include "app/holdfastctl/lease.h"
#include "app/holdfastctl/lockclient.h"
#include "app/holdfastctl/lockfailure.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace Holdfast::Ctl {

//! \brief Stands in line for a lease, as long as the user wants to wait.
//!
//! A server lets nobody wait for more than a minute; then it asks again.
class LeaseRequest : public QObject
{
    Q_OBJECT
public:
    LeaseRequest(LockClient &client, const CtlCommandLine &line, QObject *parent = nullptr);

    void start();

Q_SIGNALS:
    void granted(const Holdfast::Ctl::Lease &lease);
    void failed(const Holdfast::Ctl::LockFailure &failure);
    //! What a person should know while it lasts.
    void noted(const QString &text);

private:
    void ask();
    void answered(const LockAnswer &answer);
    bool isWorthAnotherTry(const LockAnswer &answer) const;
    std::chrono::milliseconds pauseAfter(const LockAnswer &answer) const;
    void lookWhoHoldsIt();
    void lookedUp(const LockAnswer &answer);

    LockClient &m_client;
    Json m_wish; //!< the same each time, with an id, so that an answer that was lost costs nothing
    const std::optional<std::chrono::milliseconds> m_wait;
    QDeadlineTimer m_end;
    std::chrono::milliseconds m_asked {0};
    QElapsedTimer m_sinceAsked;
    QTimer m_again;
    QTimer m_look;
    bool m_wasReached = false; //!< a server that was there once may come back
    bool m_isAway = false;
    bool m_isOver = false;
    QString m_holder;
};

} // namespace Holdfast::Ctl
