// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/journal/historyquery.h"
#include "core/lock/lockstatus.h"
#include "core/session/leasedesk.h"
#include "core/session/reply.h"
#include "core/thing/breakreport.h"

#include <QList>

#include <memory>
#include <optional>

namespace Holdfast {

class OperatorControl;
class Station;

//! \brief Somebody's access to the global lock itself: to look at it, and to have it given, lent,
//! broken or reserved. Made by Session::lock(); as a session, it may be used from any thread, and
//! no call waits.
//!
//! Where the lock is switched off, everything fails with Conflict but looking, setLocalOnly() and
//! clearStop(): whom the instrument serves at all does not depend on who takes turns.
class LockAccess
{
public:
    LockAccess(Station &station, HolderLabel label, std::shared_ptr<OperatorControl> control);

    bool isEnabled() const;
    //! Of a free lock where it is switched off.
    LockStatus status() const;
    //! The locks of the Things' devices, in the order of the configuration.
    QList<LockStatus> devices() const;
    //! The leases that live, the oldest first.
    QList<LeaseStatus> leases() const;
    std::optional<LeaseStatus> leaseStatus(quint64 id) const;

    //! What the journal remembers of the global lock. Fails with Unavailable when it cannot be read
    //! now; a page without entries says why there are none.
    Reply<HistoryPage> history(const HistoryQuery &query) const;
    JournalState journal() const;
    //! Grows with every change of journal().
    quint64 journalVersion() const;

    //! \name For clients: leases, and tokens to use them with. See LeaseDesk.
    //! @{
    Reply<NewLease> lease(const LeaseWish &wish) const;
    Result<LeaseUse> use(const QByteArray &token) const;
    Result<void> release(const QByteArray &token) const;
    //! @}

    //! \name For the operator: control of everything, until it is given back.
    //! Everything that copies of the same session do is done under it meanwhile. It ends with the
    //! last of these copies.
    //! @{

    //! Waits for the next point where the owner can be asked to step aside: the end of its
    //! operation (of a lease or not), or a point where it gives way. Fails with Busy when
    //! everything is stopped meanwhile. Withdrawing the reply leaves the line.
    Reply<void> takeControl(const QString &note = {}) const;
    //! Fails with Conflict when there is none.
    Result<void> giveControlBack() const;
    bool hasControl() const;
    //! @}

    //! Lets the owner know that, and why, the lock is wanted. Fails with Invalid without a reason,
    //! with Conflict when nobody holds it, and with Outdated when somebody else does by now than
    //! the one of \a generation (empty: whoever it is).
    Result<void> ask(const QString &reason, std::optional<quint64> generation = {}) const;

    //! Ends somebody else's hold: asks its operation to end, and makes all Things safe before anybody
    //! else is let in. Fails as ask().
    Reply<BreakReport> breakHold(const QString &reason, quint64 generation) const;

    //! Reserves the lock for this machine, or ends that. Clients can go on reading.
    Result<void> setLocalOnly(bool localOnly, const QString &reason = {}) const;

    //! Ends what Session::stop() began. Fails with Conflict when nothing is stopped.
    Result<void> clearStop(const QString &reason = {}) const;

    //! Breaks whose victim was of the same kind as this session's user, and which nobody has
    //! acknowledged yet, the oldest first.
    QList<LockBreak> notices() const;
    void acknowledge(const LockBreak &notice) const;

private:
    Station *m_station;
    HolderLabel m_label;
    std::shared_ptr<OperatorControl> m_control; //!< null for whoever is no operator
};

} // namespace Holdfast
