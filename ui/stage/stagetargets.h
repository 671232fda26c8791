// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "core/session/session.h"
#include "ui/stage/axis.h"

#include <QWidget>

#include <array>

class QLabel;
class QPushButton;
class QSpinBox;

namespace Holdfast {

class StageMover;
class StationMonitor;

//! \brief Goes to a place by its numbers, to the origin, or makes a new zero; and says how far the stage
//! may go.
class StageTargets : public QWidget
{
    Q_OBJECT
public:
    //! \a monitor tells about the same station as \a session; \a mover outlives it.
    StageTargets(const Session &session, const StationMonitor *monitor, StageMover *mover,
                 QWidget *parent = nullptr);

    //! Shows what may be done now, and why not.
    void refresh();

private:
    QSpinBox *createBox(Axis axis);
    QPushButton *createButton(const QString &objectName, const QString &text,
                              const QString &purpose, const QString &action);
    void goTo();
    void showLimits(const Json &limits);

    struct Button
    {
        QPushButton *button;
        QString purpose;
        QString action;
    };

    Session m_session;
    StageMover *m_mover;
    std::array<QSpinBox *, 3> m_boxes {};
    QList<Button> m_buttons;
    QLabel *m_limits;
};

} // namespace Holdfast
