// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"

#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

class QAbstractButton;
class QWidget;

namespace Holdfast {

//! \brief The movement that a control of the stage stands for.
struct StageWish
{
    Axis axis = Axis::X;
    int direction = 1;   //!< or -1
    bool isFast = false; //!< with Shift
};

//! \brief The key or button that moves the stage while it is held down: one rule for all of them.
//!
//! A control that is let go soon means one step; a control that is held longer than a key takes to
//! repeat is a hold. A hold ends when the control is let go, wherever the pointer is, and with
//! every event that makes it doubtful whether it is still held: the pointer has left the button,
//! the button has moved, was hidden or disabled, the focus or the window is another one. The
//! repetition of a key proves nothing. Only the control that was pressed last counts.
class HeldControl : public QObject
{
    Q_OBJECT
public:
    //! \a pad is shown while its controls may be used.
    explicit HeldControl(QWidget *pad);

    void pressKey(int key, const StageWish &wish);
    void releaseKey(int key);
    //! Handles \a button from now on. \a wish is called when the button is pressed.
    void addButton(QAbstractButton *button, const std::function<StageWish()> &wish);

    //! Counts nothing as held any more: an operator that goes on holding has to press anew.
    void giveUp();

    bool isHeld() const { return m_state == State::Held; }

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void stepWanted(const Holdfast::StageWish &wish);
    void holdBegan(const Holdfast::StageWish &wish);
    void holdEnded();

private:
    enum class State {
        Up,
        Pressed, //!< a step or a hold: not decided yet
        LetGo,   //!< a button, which has not said yet whether that was a click
        Held,
    };

    void press(QAbstractButton *button, int key, const StageWish &wish);
    void beginHold();
    //! Handles an event after which it is doubtful whether the control is still held.
    void doubt();
    void end();
    void buttonClicked(const QAbstractButton *button);
    bool endsButton(const QObject *watched, const QEvent &event) const;
    bool endsAny(const QObject *watched, const QEvent &event) const;

    QWidget *m_pad;
    QTimer m_patience;
    State m_state = State::Up;
    StageWish m_wish;
    QPointer<QWidget>
        m_button; //!< null: it is a key; no QAbstractButton any more while it is destroyed
    int m_key = 0;
    QPointer<QWidget> m_focus; //!< that the key was pressed in
};

} // namespace Holdfast
