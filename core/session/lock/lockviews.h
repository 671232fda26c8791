// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/events/lockevents.h"
#include "core/lock/lockstatus.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

// The state that the Thing "global_lock" shows to all clients: labels and operations, but no
// addresses. Times are points in time (ISO 8601, UTC), which stay true while nothing changes.

namespace Holdfast {

//! \brief The lock's owner. All members are null when there is none.
struct LockOwnerView
{
    Q_GADGET
    Q_PROPERTY(std::optional<QString> label MEMBER label)
    Q_PROPERTY(std::optional<QString> kind MEMBER kind)
    Q_PROPERTY(std::optional<QString> operation MEMBER operation)
    Q_PROPERTY(std::optional<QString> since MEMBER since)
    Q_PROPERTY(std::optional<double> progress MEMBER progress)
    Q_PROPERTY(std::optional<QString> note MEMBER note)
public:
    std::optional<QString> label {};
    std::optional<QString> kind {};      //!< "client", "operator" or "system"
    std::optional<QString> operation {}; //!< null while a lease rests
    std::optional<QString> since {};
    std::optional<double> progress {}; //!< in percent
    std::optional<QString> note {};    //!< of the lease, if there is one

    static LockOwnerView of(const std::optional<LockOwner> &owner);
    friend bool operator==(const LockOwnerView &, const LockOwnerView &) = default;
};

//! \brief A waiter in the queue.
struct LockPlaceView
{
    Q_GADGET
    Q_PROPERTY(int position MEMBER position)
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString kind MEMBER kind)
    Q_PROPERTY(QString operation MEMBER operation)
public:
    int position = 0;
    QString label {};
    QString kind {};
    QString operation {};

    static QList<LockPlaceView> of(const QList<LockWaiter> &queue);
    friend bool operator==(const LockPlaceView &, const LockPlaceView &) = default;
};

//! \brief The lock has a new owner.
struct LockAcquiredView
{
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString operation MEMBER operation)
    Q_PROPERTY(qint64 generation MEMBER generation)
public:
    QString label {};
    QString operation {};
    qint64 generation = 0;
};

//! \brief A hold has ended.
struct LockReleasedView
{
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString operation MEMBER operation)
    Q_PROPERTY(Holdfast::LockReleasedView::How how MEMBER how)
    Q_PROPERTY(qint64 generation MEMBER generation)
    Q_PROPERTY(double waited MEMBER waited)
    Q_PROPERTY(double held MEMBER held)
public:
    enum class How { Released, GaveWay, Broken, Unused };
    Q_ENUM(How)

    QString label {};
    QString operation {};
    How how = How::Released;
    qint64 generation = 0;
    double waited = 0; //!< the time in the queue before, in seconds
    double held = 0;   //!< seconds

    static LockReleasedView of(const HoldEnded &ended);
};

//! \brief An asker did not get the lock.
struct LockRefusedView
{
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString operation MEMBER operation)
    Q_PROPERTY(Holdfast::RefusalReason::Value reason MEMBER reason)
    Q_PROPERTY(double waited MEMBER waited)
    Q_PROPERTY(QString at MEMBER at)
public:
    QString label {};
    QString operation {};
    RefusalReason::Value reason = RefusalReason::Value::Busy;
    double waited = 0; //!< seconds
    QString at {};

    static LockRefusedView of(const LockRefused &refused, std::chrono::system_clock::time_point at);
};

//! \brief A holder's hold was broken.
struct LockBrokenView
{
    Q_GADGET
    Q_PROPERTY(QString label MEMBER label)
    Q_PROPERTY(QString operation MEMBER operation)
    Q_PROPERTY(QString by MEMBER by)
    Q_PROPERTY(QString reason MEMBER reason)
    Q_PROPERTY(qint64 generation MEMBER generation)
public:
    QString label {}; //!< the victim
    QString operation {};
    QString by {};
    QString reason {};
    qint64 generation = 0;

    static LockBrokenView of(const LockBreak &broken);
};

//! \brief Everything was stopped: the lock serves no holder until that is cleared.
struct LockStoppedView
{
    Q_GADGET
    Q_PROPERTY(QString by MEMBER by)
    Q_PROPERTY(QString reason MEMBER reason)
public:
    QString by {};
    QString reason {};
};

} // namespace Holdfast
