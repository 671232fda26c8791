// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"
#include "ui/stage/positions/stageframe.h"
#include "ui/stage/stageaccess.h"

#include <QList>
#include <QWidget>

#include <optional>

class QGridLayout;
class QToolButton;

namespace Holdfast {

class ArrowButton;
class HeldControl;
class LengthBox;
class LengthScale;
class MoveStatus;
class PositionReadout;
class StageJogger;
class StageMover;
class StageTargets;
class StepPresets;
struct StagePush;
struct StageRate;
class TextBox;
class UserSettings;

//! \brief Moves the stage: buttons and keys, step sizes, position, and the outcome of the moves.
class StagePad : public QWidget
{
    Q_OBJECT
public:
    //! With Shift a step is so many times as long.
    static constexpr int fastFactor = 10;

    //! \a settings outlive it.
    StagePad(const StageAccess &access, UserSettings *settings, QWidget *parent = nullptr);
    ~StagePad() override;
    Q_DISABLE_COPY_MOVE(StagePad)

    //! Moves as clicks do: now, or in the move that follows the one under way.
    void moveBy(const Holdfast::StageSteps &steps);
    //! Moves to \a position along those of \a axes that the stage has. Returns why not, in a sentence; empty when
    //! the move is asked for.
    QString goTo(const Holdfast::StageSteps &position, const QList<Axis> &axes);
    //! Goes to where the stage was before it went somewhere, other than by steps; again: there and back. Returns why
    //! not, as goTo().
    QString goBack();
    //! Moves the focus by so many steps; negative ones are down.
    void focusBy(int clicks);

    //! \name Moves as a stick is deflected: see HeldControl.
    //! @{
    void deflect(const Holdfast::StagePush &push);
    void loseStick();
    //! @}

    //! Drops the clicks that have added up, for when everything is stopped: they move nothing any
    //! more.
    void forgetFollowing();

private:
    struct Arrow
    {
        ArrowButton *button;
        Axis axis;
    };

    void refresh(LockMode mode);
    QWidget *createArrows();
    QWidget *createSteps();
    LengthBox *createStepBox(const QString &objectName, const QString &name, int value);
    void showUnits();
    void addArrow(QGridLayout *layout, int row, int column, Axis axis, int direction);
    void showRemark();
    //! Returns the signed step along \a axis, as the operator has set it, for a whole \a push; 0 while the entered text is
    //! no step, or the stage may not move that way.
    double step(Axis axis, const StagePush &push) const;
    StageSteps steps(const StagePush &push) const;
    StageRate rate(const StagePush &push) const;
    bool mayMove(const StageSteps &steps) const;
    void move(const StageSteps &steps);
    void hold(const StagePush &push);
    void changeHold();
    void showKeys();
    void showSteps();
    void followFrame(const OperatorAccess &access);
    void leave();
    void noteDeparture();

    Session m_session;
    const QString m_stage;
    UserSettings *m_settings;
    LengthScale *m_lengths;
    PositionReadout *m_readout;
    StageMover *m_mover;
    StageJogger *m_jogger;
    HeldControl *m_held;
    MoveStatus *m_status;
    StageTargets *m_targets;
    LengthBox *m_stepXY;
    LengthBox *m_stepZ;
    StepPresets *m_presets;
    TextBox *m_remark; //!< about the entries above and below it
    QList<Arrow> m_arrows;
    StageFrame m_frame;
    std::optional<StagePlace> m_before; //!< where the stage was before it went somewhere
    std::optional<StagePlace>
        m_leaving;                      //!< the same, while it is not known whether the move begins
    LockMode m_mode = LockMode::Shared; //!< that the arrows know of
};

} // namespace Holdfast
