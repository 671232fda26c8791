// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/core/lockask.h"
#include "core/lock/holder.h"
#include "core/lock/lockbreak.h"
#include "core/lock/lockclass.h"

#include <QList>
#include <QString>

#include <chrono>
#include <optional>
#include <utility>

namespace Holdfast {

//! \brief One holder's time with a lock, from the grant to the last release. It continues while its
//! owner has given way to another one, so that its guards stay valid; and between the operations of
//! a lease.
struct LockHold
{
    using Clock = std::chrono::steady_clock;

    //! Makes a hold that begins at \a now.
    template<typename Owner>
    LockHold(quint64 hold, Owner &&owner, const QString &what, LockClass ofClass,
             Clock::time_point now)
        : id(hold)
        , holder(std::forward<Owner>(owner))
        , operation(what)
        , lockClass(ofClass)
        , since(now)
        , operationSince(now)
        , progressSince(now)
    {
    }

    quint64 id; //!< unique within this lock; a new one for each operation of a lease
    Holder holder;
    QString operation;
    LockClass lockClass;
    Clock::time_point since;
    Clock::time_point operationSince;
    Clock::duration waited {};         //!< the time in the queue before the operation began
    std::optional<double> progress {}; //!< in percent
    Clock::time_point progressSince;
    quint64 lease = 0; //!< continues when the operation ends; 0 for none
    //! The lease under which the operation began, though it may have ended meanwhile; 0 for none.
    quint64 operationLease = 0;
    bool rests = false; //!< no operation of the lease runs or is granted
    int depth = 0;
    int base = 0;         //!< the part of the depth that is not the operation's own
    quint64 threadId = 0; //!< of the working thread; 0 while there is none yet
    bool stuck = false;
    bool isForThread = false; //!< a thread that has waited works under it, or is about to
    bool threadEnded = false;
    int lostGuards = 0; //!< those that ended in another thread, and so released nothing
    QList<LockAsk> asks {};
    std::optional<LockBreak> breaking {};
    Clock::time_point brokenUntil {}; //!< when it is shown as stuck; zero for never
    quint64 safety = 0;  //!< the current round of making the instrument safe; 0 for none
    bool isOver = false; //!< it only lasts until the instrument is safe
    std::optional<QString> warning {}; //!< of a LockWatchdog

    //! Returns whether no thread is left that could release it.
    bool isGone() const { return threadEnded || (stuck && lostGuards >= depth); }
    //! Returns whether it was granted, and no thread has begun to work.
    bool isIdle() const { return depth == 0 && threadId == 0 && !isForThread; }
};

//! \brief The state that a hold resumes with when it is served after giving way.
struct PausedHold
{
    quint64 hold;
    int base = 0;
    std::optional<double> progress {};
    std::optional<LockBreak> breaking {};
};

} // namespace Holdfast
