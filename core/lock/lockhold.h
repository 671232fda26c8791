// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/holder.h"
#include "core/lock/lockask.h"
#include "core/lock/lockbreak.h"
#include "core/lock/lockclass.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace Holdfast {

//! \brief One holder's time with a lock, from the grant to the last release. It goes on while its
//! owner has given way to another one, so that its guards stay good; and between the operations of a
//! lease.
struct LockHold
{
    using Clock = std::chrono::steady_clock;

    //! Begins \a now.
    LockHold(quint64 hold, const Holder &owner, const QString &what, LockClass ofClass,
             Clock::time_point now)
        : id(hold)
        , holder(owner)
        , operation(what)
        , lockClass(ofClass)
        , since(now)
        , operationSince(now)
        , progressSince(now)
    {
    }

    quint64 id; //!< like no other of this lock; a new one for each operation of a lease
    Holder holder;
    QString operation;
    LockClass lockClass;
    Clock::time_point since;
    Clock::time_point operationSince;
    Clock::duration waited {};         //!< in line, before the operation began
    std::optional<double> progress {}; //!< in percent
    Clock::time_point progressSince;
    quint64 lease = 0; //!< that goes on when the operation ends; 0 for none
    //! Under which the operation began, though it may have ended meanwhile; 0 for none.
    quint64 operationLease = 0;
    bool rests = false; //!< no operation of the lease goes on, nor is one granted
    int depth = 0;
    int base = 0;         //!< so many of the depth are not the operation's own
    quint64 threadId = 0; //!< of the thread that works under it; 0 while none does yet
    bool stuck = false;
    bool isForThread = false; //!< a thread that has waited is about to work under it, or does
    bool threadEnded = false;
    int lostGuards = 0; //!< which ended in another thread, and so released nothing
    QList<LockAsk> asks {};
    std::optional<LockBreak> breaking {};
    Clock::time_point brokenUntil {};  //!< it is shown as stuck then; zero for never
    quint64 safety = 0;                //!< the round of making things safe that goes on; 0 for none
    bool isOver = false;               //!< it only lasts until things are safe
    std::optional<QString> warning {}; //!< of a LockWatchdog

    //! No thread is left that could let go of it.
    bool isGone() const { return threadEnded || (stuck && lostGuards >= depth); }
    //! Granted, and no thread has begun to work.
    bool isIdle() const { return depth == 0 && threadId == 0 && !isForThread; }
};

//! \brief What a hold that has given way takes up again when it is served.
struct PausedHold
{
    quint64 hold;
    int base = 0;
    std::optional<double> progress {};
    std::optional<LockBreak> breaking {};
};

} // namespace Holdfast
