// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "ui/base/operatoraccess.h"

#include <QObject>

#include <optional>

namespace Holdfast {

//! \brief The operator's control of the instrument: taken, held until it is given back, and given back
//! at the latest with this object.
//!
//! Waits in the queue for as long as it takes; blocks nothing. Everything is in the thread of the window.
class ControlLease : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        None,
        Waiting, //!< in the lock's queue
        Held,
    };
    Q_ENUM(Phase)

    explicit ControlLease(const OperatorAccess &access, QObject *parent = nullptr);
    //! Gives control back, or leaves the queue for it.
    ~ControlLease() override;

    //! Asks for control, unless that is under way.
    void take();
    //! Gives control back, or leaves the queue for it: nothing is granted any more.
    void letGo();

    Phase phase() const;
    bool isHeld() const { return phase() == Phase::Held; }
    bool isWaiting() const { return m_asked.has_value(); }
    //! Returns the owner of the lock and its operation while the lease waits; empty otherwise, or
    //! when the lock is free.
    QString waitingFor() const { return m_waitingFor; }

Q_SIGNALS:
    //! Emitted when any of the above is different, also where another caller has ended the lease: a
    //! STOP, or a break.
    void changed();
    //! Emitted when control was not granted. \a why names the client that has the lock, or has
    //! stopped it, and since when.
    void refused(const QString &why);

private:
    void hear(const LockStatus &status);
    void finish(const Result<void> &taken);
    void tell();

    OperatorAccess m_access;
    std::optional<Reply<void>> m_asked; //!< while it waits
    bool m_isUnwanted = false;          //!< has left the queue, perhaps too late
    QString m_waitingFor;
    Phase m_told = Phase::None; //!< the phase when changed() was emitted last
};

} // namespace Holdfast
