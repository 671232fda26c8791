// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/operation/operation.h"
#include "ui/stage/stageaccess.h"

#include <QObject>

#include <optional>

namespace Holdfast {

//! \brief Moves the stage as the operator asks, one move at a time.
//!
//! The requests that come while a move waits or runs add up, within bounds, into one move that
//! follows it. When a move is refused, fails or is withdrawn, the move that should have followed is
//! dropped. Waits up to two seconds for the lock; does not block.
class StageMover : public QObject
{
    Q_OBJECT
public:
    //! So many of the steps asked for may add up while a move is under way.
    static constexpr int mostFollowing = 10;

    explicit StageMover(const StageAccess &access, QObject *parent = nullptr);

    //! Moves by \a steps, now or in the move that follows.
    void jog(const StageSteps &steps);
    //! Starts any other action of the stage, if nothing is under way.
    void run(const QString &action, const Json &input);
    //! Withdraws the move that waits, or stops the one that runs; nothing follows.
    void cancel();
    //! Drops the move that should follow the one under way. To be called when everything is
    //! stopped, at once: the move may have ended already before this object has been notified.
    void forgetFollowing();

    //! Returns the move under way, or the last one.
    const Operation &operation() const { return m_operation; }
    //! Returns why the last move was not made, or not to its end; empty after a good one.
    QString problem() const { return m_problem; }
    //! Returns whether problem() is out of date: the owner has released the lock, or everything has
    //! been stopped since.
    bool isProblemPast() const { return m_problemIsPast; }
    //! Returns the steps that will follow the move under way.
    StageSteps following() const { return m_following; }

Q_SIGNALS:
    //! Emitted when any of the above is different.
    void changed();

private:
    void start(const QString &action, const Json &input);
    void end(const Outcome &outcome);
    void notice(const LockStatus &status);

    Session m_session;
    const QString m_stage;
    Operation m_operation;
    StageSteps m_following;
    QString m_problem;
    bool m_problemIsPast = false;
    std::optional<LockStatus> m_refusal; //!< the lock as it was when it refused the last move
};

} // namespace Holdfast
