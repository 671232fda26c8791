// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/holdfastctl/lease.h"
#include "app/holdfastctl/lockclient.h"
#include "app/holdfastctl/lockview.h"

#include <QDeadlineTimer>
#include <QObject>
#include <QTimer>

namespace Holdfast::Ctl {

//! \brief Keeps a lease alive, until it is released or lost.
class LeaseKeeper : public QObject
{
    Q_OBJECT
public:
    LeaseKeeper(LockClient &client, Lease lease, QObject *parent = nullptr);

    //! The server says that the lock is as \a view. When that may mean that the lease has ended, the
    //! server is asked at once.
    void look(const LockView &view);

    //! Ends it; lost() or released() says what came of it.
    void release();

Q_SIGNALS:
    //! The lease has ended against our will, \a why: "anna broke it at 14:02:11". Once.
    void lost(const QString &why);
    //! Or it ended as we wished, or nothing more can be done about it.
    void released();
    //! What a person should know.
    void noted(const QString &text);

private:
    void renew();
    void renewed(const LockAnswer &answer, const QDeadlineTimer &validUntil);
    void notRenewed(const LockAnswer &answer);
    void ended(const LockAnswer &answer);
    void noteChanges(const Json &lease);
    void loseFor(const QString &why);
    LockRequest request(const QByteArray &verb) const;

    LockClient &m_client;
    const Lease m_lease;
    QTimer m_next;
    QTimer m_end; //!< when it has not been renewed by then, it must be taken for lost
    bool m_isFailing = false;
    bool m_isAsking = false;  //!< a renewal is on its way
    bool m_asksAgain = false; //!< something has happened since it was sent
    bool m_hasEnded = false;  //!< the command has ended the lease itself
    bool m_isOver = false;    //!< nothing that comes in now counts
    bool m_isSuspended = false;
    QList<LockView::Request> m_asks;
};

} // namespace Holdfast::Ctl
