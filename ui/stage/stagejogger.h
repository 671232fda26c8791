// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/operation/operation.h"
#include "ui/stage/stageaccess.h"

#include <QObject>
#include <QTimer>

#include <array>
#include <optional>

namespace Holdfast {

//! \brief A speed along each axis, in motor steps per second.
struct StageRate
{
    std::array<double, 3> perSecond {};

    double &operator[](Axis axis) { return perSecond[static_cast<std::size_t>(axis)]; }
    double operator[](Axis axis) const { return perSecond[static_cast<std::size_t>(axis)]; }
    //! Returns the speed of the fastest axis.
    double fastest() const;
};

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
    //! A control that is held moves so many of the operator's steps between two renewals: the stage is slow where steps are
    //! small.
    static constexpr int stepsPerRenewal = 2;

    explicit StageJogger(const StageAccess &access, QObject *parent = nullptr);
    ~StageJogger() override;

    //! Moves all axes of \a rate together until end(); another one meanwhile changes direction and speed. The stage does not
    //! move faster than it can, nor slower than a step in each interval.
    void begin(const StageRate &rate);
    //! Ends the move: the control was let go.
    void end();

    Phase phase() const;
    bool isGoingOn() const { return m_isHeld && m_operation.isUnderWay(); }
    //! Returns how fast the stage is asked to move; nothing while it does not say how fast it can.
    std::optional<StageRate> rate() const;
    //! Returns whether it moves as fast as it can.
    bool isFastest() const { return m_speed > 0 && m_rate.fastest() >= m_speed; }
    //! Returns why the move ended by itself; empty after a good end.
    QString problem() const { return m_problem; }
    void forgetProblem();

Q_SIGNALS:
    void changed();

private:
    Json command();
    void renew();
    void finish(const Outcome &outcome);

    const QString m_stage;
    Operation m_operation;
    bool m_isHeld = false; //!< the finger is down
    StageRate m_rate;
    std::array<double, 3> m_remainder {}; //!< parts of steps that the commands so far have left out
    double m_speed = 0;                   //!< steps per second; 0: the stage does not say
    QTimer m_renewal;
    QString m_problem;
};

} // namespace Holdfast
