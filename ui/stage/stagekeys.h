// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"

#include <QHash>
#include <QObject>
#include <QSet>

class QKeyEvent;
class QWidget;

namespace Holdfast {

class HeldControl;
class UserSettings;

//! \brief The keys that move the stage, in a whole window and the docks that float beside it:
//! usually arrows, Page Up and Page Down, with Shift for larger steps.
//!
//! StageKeyRule decides which keys belong to the stage. A key that was pressed for the stage
//! belongs to it until it is let go: its repetitions act nowhere else, wherever the focus is by
//! then.
class StageKeys : public QObject
{
    Q_OBJECT
public:
    //! Handles the keys of the window that \a pad is, or will be, in. \a held and \a settings outlive it.
    StageKeys(QWidget *pad, HeldControl *held, const UserSettings *settings);

    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Move
    {
        Axis axis;
        int direction;
    };

    void readKeys(const UserSettings *settings);
    bool isForStage(const QObject *watched) const;

    bool keyPressed(const QObject *watched, const QKeyEvent &key);
    bool keyReleased(const QKeyEvent &key);

    QWidget *m_pad;
    HeldControl *m_held;
    QHash<int, Move> m_moves; //!< by the key
    QSet<int> m_down;         //!< that were pressed for the stage
};

} // namespace Holdfast
