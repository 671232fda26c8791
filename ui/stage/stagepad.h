// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "ui/stage/axis.h"

#include <QWidget>

class QGridLayout;
class QSpinBox;
class QToolButton;

namespace Holdfast {

class ArrowButton;
class MoveStatus;
class StageMover;

//! \brief Moves the stage: buttons and keys, step sizes, position, and what came of it.
class StagePad : public QWidget
{
    Q_OBJECT
public:
    static constexpr int defaultStepXY = 200;
    static constexpr int defaultStepZ = 50;

    //! \a monitor tells about the same station as \a session.
    StagePad(const Session &session, const StationMonitor *monitor, QWidget *parent = nullptr);

    //! For when everything is stopped: clicks that have added up move nothing any more.
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
    QSpinBox *createStepBox(const QString &objectName, const QString &name, int value);
    void addArrow(QGridLayout *layout, int row, int column, Axis axis, int direction);
    void jog(Axis axis, int direction);
    void jogByKey(Axis axis, int direction, bool repeated);

    Session m_session;
    StageMover *m_mover;
    MoveStatus *m_status;
    QSpinBox *m_stepXY;
    QSpinBox *m_stepZ;
    QList<Arrow> m_arrows;
    LockMode m_mode = LockMode::Shared; //!< that the arrows know of
};

} // namespace Holdfast
