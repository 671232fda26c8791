// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/axis.h"

#include <QObject>
#include <QSet>

class QKeyEvent;
class QWidget;

namespace Holdfast {

//! \brief The keys that move the stage, in a whole window: arrows, Page Up and Page Down, with Shift for
//! larger steps.
//!
//! They belong to the stage only while the focus is not in something that needs them itself: a
//! text, a number, a list, a table.
class StageKeys : public QObject
{
    Q_OBJECT
public:
    //! In the window that \a widget is, or will be, in.
    explicit StageKeys(QWidget *widget);

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    //! \a direction is 1 or -1; \a fast: with Shift.
    void pressed(Holdfast::Axis axis, int direction, bool fast);
    //! It is held down: comes again and again.
    void held(Holdfast::Axis axis, int direction, bool fast);
    //! No key is down any more, or none is known to be: the focus has gone elsewhere.
    void released();

private:
    bool isForStage(const QObject *watched) const;

    bool keyPressed(const QObject *watched, const QKeyEvent &key);
    void keyReleased(const QKeyEvent &key);
    void releaseAll();

    QWidget *m_widget;
    QSet<int> m_down;
};

} // namespace Holdfast
