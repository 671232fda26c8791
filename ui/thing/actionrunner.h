// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/lock/lockstatus.h"
#include "core/session/session.h"

#include <QObject>

#include <optional>

namespace Holdfast {

//! \brief Runs an action of a Thing for the operator, one run at a time, and knows what came of it.
//! Waits up to two seconds for the lock; blocks nothing.
class ActionRunner : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Idle,
        Waiting, //!< in the lock's queue
        Running, //!< or just about to
    };

    //! \a action lives as long as the station.
    ActionRunner(const Session &session, const QString &thing, const ActionAffordance &action,
                 QObject *parent = nullptr);

    const ActionAffordance &action() const { return m_action; }
    const QString &thing() const { return m_thing; }

    //! Starts it, unless it is under way.
    void run(const Json &input);
    void cancel();

    //! To be called with what the station's monitor tells.
    void hear(const InvocationRecord &invocation);
    void hear(const LockStatus &status);
    //! Asks how the run is doing: for whoever has not listened for a while.
    void refresh();

    Phase phase() const { return m_phase; }
    QString waitingFor() const { return m_waitingFor; }
    //! Why the last run was not made, or not to its end; empty after a good one.
    QString problem() const { return m_problem; }
    //! The last run as it is; empty before the first one.
    const std::optional<InvocationRecord> &invocation() const { return m_invocation; }

Q_SIGNALS:
    void changed();

private:
    void end();

    Session m_session;
    QString m_thing;
    const ActionAffordance &m_action;
    std::optional<InvocationRecord> m_invocation;
    Phase m_phase = Phase::Idle;
    bool m_isCancelled = false; //!< by the operator, here
    QString m_waitingFor;
    QString m_problem;
};

} // namespace Holdfast
