// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "ui/stage/axis.h"

#include <QList>
#include <QObject>

#include <optional>

namespace Holdfast {

class StationMonitor;

//! \brief Moves the stage for as long as a button or key is held down, under one hold of the lock.
//!
//! The operator's control is taken at the beginning and given back at the end, unless it was there
//! before; so nobody comes in between. In between the stage makes short moves, each of which has to be
//! asked for: should this program hang, or the window be gone, the stage stands still within a third of
//! a second. Who lets go while the lock is still waited for has moved nothing.
class StageJogger : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Idle,
        Waiting, //!< for the lock
        Moving,
        Ending, //!< the last move is being cancelled
    };

    //! No single move takes longer, as far as the stage says how fast it is.
    static constexpr std::chrono::milliseconds longestMove {300};

    //! \a monitor tells about the same station as \a session.
    StageJogger(const Session &session, const StationMonitor *monitor, QObject *parent = nullptr);
    ~StageJogger() override;

    //! Moves by \a step again and again; another one while it goes on changes the direction.
    void begin(const StageSteps &step);
    //! The finger is gone: everything that was asked for is cancelled.
    void end();

    Phase phase() const { return m_phase; }
    //! Why it ended by itself; empty after a good end.
    QString problem() const { return m_problem; }

Q_SIGNALS:
    void changed();

private:
    void ask();
    void go();
    void fill();
    void follow(const InvocationRecord &invocation);
    void fail(const QString &problem);
    void finishIfDone();
    void setPhase(Phase phase);
    StageSteps shortened(const StageSteps &step) const;

    Session m_session;
    Phase m_phase = Phase::Idle;
    StageSteps m_step;
    qint64 m_longest = 0; //!< of a move, in steps; 0: as long as asked for
    std::optional<Reply<void>> m_asked;
    bool m_hasTakenControl = false;
    QList<QUuid> m_moves; //!< that were asked for and have not ended
    QString m_problem;
};

} // namespace Holdfast
