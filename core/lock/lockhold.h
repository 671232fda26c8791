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

class ThreadRecord;

//! \brief One holder's time with a lock, from the grant to the last release. It goes on while its
//! owner has given way to somebody, so that its guards stay good; and between the operations of a
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
    Clock::time_point since; //!< by the policy's clock, as all that follow
    //! The same as a time of day; empty until somebody looks, because few holds are looked at.
    mutable std::optional<std::chrono::system_clock::time_point> sinceWall {};
    Clock::time_point operationSince;
    Clock::duration waited {};         //!< in line, before the operation began
    std::optional<double> progress {}; //!< in percent
    Clock::time_point progressSince;
    quint64 lease = 0; //!< that goes on when the operation ends; 0 for none
    //! Under which the operation began, though it may have ended meanwhile; 0 for none.
    quint64 operationLease = 0;
    bool rests = false; //!< no operation of the lease goes on, nor is one granted
    int depth = 0;
    int base = 0;                   //!< so many of the depth are not the operation's own
    quint64 threadId = 0;           //!< who works under it; 0 while nobody does yet
    ThreadRecord *thread = nullptr; //!< the same; to be used only until threadEnded
    bool stuck = false;
    bool isForSleeper = false; //!< a thread is about to work under it, or does
    bool threadEnded = false;
    int lostGuards = 0; //!< which ended in another thread, and so released nothing
    BreakCallback onBreak {};
    AskCallback onAsked {};
    QList<LockAsk> asks {};
    std::optional<LockBreak> breaking {};
    quint64 breakTimer = 0; //!< until when it may go on before it is shown as stuck; 0 for none
    quint64 safety = 0;     //!< the round of making things safe that goes on; 0 for none
    bool isOver = false;    //!< it only lasts until things are safe
    std::optional<QString> warning {}; //!< of a LockWatchdog

    //! Nobody is left to let go of it.
    bool isGone() const { return threadEnded || (stuck && lostGuards >= depth); }
    //! Granted, and nobody has begun to work.
    bool isIdle() const { return depth == 0 && threadId == 0 && !isForSleeper; }
};

} // namespace Holdfast
