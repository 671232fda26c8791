// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/operation/operation.h"
#include "ui/stage/stageaccess.h"

#include <QObject>
#include <QTimer>

namespace Holdfast {

//! \brief Moves the stage for as long as a button or key is held down, with the stage's action
//! `jog`.
//!
//! The jogger asks again every 100 ms, from this window's event loop: should that stall, the stage
//! stops soon after by itself. The move does not go on by itself then: it is not known whether the
//! operator still holds the control. Waits up to two seconds for the lock; a control that is let go
//! meanwhile has moved nothing.
class StageJogger : public QObject
{
    Q_OBJECT
public:
    enum class Phase {
        Idle,
        Waiting, //!< for the lock
        Moving,
        Ending, //!< let go; the stage has not said yet that it is over
    };

    static constexpr std::chrono::milliseconds renewalInterval {100};
    //! A small step is moved so often between two renewals: the stage is slow where steps are small.
    static constexpr int stepsPerRenewal = 2;

    explicit StageJogger(const StageAccess &access, QObject *parent = nullptr);
    ~StageJogger() override;

    //! Moves the way of \a step until end(); another one meanwhile changes the direction.
    void begin(const StageSteps &step);
    //! Ends the move: the control was let go.
    void end();

    Phase phase() const;
    bool isGoingOn() const { return m_isHeld && m_operation.isUnderWay(); }
    //! Returns why the move ended by itself; empty after a good end.
    QString problem() const { return m_problem; }
    void forgetProblem();

Q_SIGNALS:
    void changed();

private:
    Json command() const;
    void renew();
    void finish(const Outcome &outcome);

    const QString m_stage;
    Operation m_operation;
    bool m_isHeld = false; //!< the finger is down
    StageSteps m_step;
    double m_speed = 0; //!< steps per second; 0: the stage does not say
    QTimer m_renewal;
    QString m_problem;
};

} // namespace Holdfast
