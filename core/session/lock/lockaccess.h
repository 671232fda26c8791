// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/history/historyquery.h"
#include "core/lock/lockstatus.h"
#include "core/session/lock/leasedesk.h"
#include "core/session/reply.h"
#include "core/thing/breakreport.h"

#include <QList>

#include <memory>
#include <optional>

namespace Holdfast {

class OperatorControl;
class Station;

//! \brief A client's or operator's access to the global lock itself: to read its state, and to
//! lease, take, break or reserve it. Made by Session::lock(); like a session, it may be used in any
//! thread, and no call waits.
//!
//! Where the lock is switched off, all functions fail with Conflict except reading, setLocalOnly()
//! and clearStop(): which users the instrument serves at all does not depend on the lock.
class LockAccess
{
public:
    LockAccess(Station &station, Principal principal, std::shared_ptr<OperatorControl> control);

    bool isEnabled() const;
    //! Returns the lock's status; that of a free lock where it is switched off.
    LockStatus status() const;
    //! Returns the locks of the Things' devices, in the order of the configuration.
    QList<LockStatus> devices() const;
    //! Returns the leases that are alive, the oldest first.
    QList<LeaseStatus> leases() const;
    std::optional<LeaseStatus> leaseStatus(quint64 id) const;

    //! Returns the journal's entries on the global lock. Fails with Unavailable when it cannot be
    //! read now; a page without entries says why there are none.
    Reply<HistoryPage> history(const HistoryQuery &query) const;
    JournalState journal() const;
    //! Returns a number that grows with every change of journal().
    quint64 journalVersion() const;

    //! \name Leases for clients, and the tokens to use them. See LeaseDesk.
    //! @{
    Reply<NewLease> lease(const LeaseWish &wish) const;
    Result<LeaseUse> use(const QByteArray &token) const;
    Result<void> release(const QByteArray &token) const;
    //! @}

    //! \name The operator's control of the whole instrument, until it is given back. Meanwhile all
    //! operations of copies of the same session run under it. It ends with the last of these
    //! copies.
    //! @{

    //! Waits for the next point where the owner can be asked to step aside: the end of its
    //! operation (of a lease or not), or a point where it gives way. Fails with Busy when
    //! everything is stopped meanwhile. Withdrawing the reply leaves the queue.
    Reply<void> takeControl(const QString &note = {}) const;
    //! Ends the control. Fails with Conflict when there is none.
    Result<void> giveControlBack() const;
    bool hasControl() const;
    //! @}

    //! Tells the owner that the lock is wanted, and why. Fails with Invalid without a reason, with
    //! Conflict when the lock has no owner, and with Outdated when its owner is no longer the one
    //! of \a generation (empty: any owner).
    Result<void> ask(const QString &reason, std::optional<quint64> generation = {}) const;

    //! Ends another holder's hold: asks its operation to end, and makes all Things safe before the
    //! next waiter is let in. Fails as ask().
    Reply<BreakReport> breakHold(const QString &reason, quint64 generation) const;

    //! Reserves the lock for this machine, or ends that. Clients can go on reading.
    Result<void> setLocalOnly(bool localOnly, const QString &reason = {}) const;

    //! Ends the stop of Session::stop(). Fails with Conflict when nothing is stopped.
    Result<void> clearStop(const QString &reason = {}) const;

    //! Returns the breaks whose victim was of the same kind as this session's user, and which were
    //! not acknowledged yet, the oldest first.
    QList<LockBreak> notices() const;
    void acknowledge(const LockBreak &notice) const;

private:
    Station *m_station;
    Principal m_principal;
    std::shared_ptr<OperatorControl> m_control; //!< null unless for an operator
};

} // namespace Holdfast
