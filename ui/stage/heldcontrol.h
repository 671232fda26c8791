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

//! \brief What a control that moves the stage stands for.
struct StageWish
{
    Axis axis = Axis::X;
    int direction = 1;   //!< or -1
    bool isFast = false; //!< with Shift
};

//! \brief The key or button that moves the stage while it is held down: one rule for all of them.
//!
//! Who lets go soon has wanted one step; longer than a key takes to repeat is a hold. A hold ends when
//! the control is let go, wherever the pointer is, and with everything that makes it doubtful whether
//! it is still held: the pointer has left the button, the button has moved, was hidden or disabled, the
//! focus or the window is another one. That a key repeats says nothing. Only the control that was
//! pressed last counts.
class HeldControl : public QObject
{
    Q_OBJECT
public:
    //! \a pad is shown while its controls may be used.
    explicit HeldControl(QWidget *pad);

    void pressKey(int key, const StageWish &wish);
    void releaseKey(int key);
    //! From now on. \a wish is asked for when the button is pressed.
    void addButton(QAbstractButton *button, const std::function<StageWish()> &wish);

    //! Nothing counts as held any more: whoever goes on holding presses anew.
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
        Pressed, //!< a step or a hold, nobody knows yet
        LetGo,   //!< a button, which has not said yet whether that was a click
        Held,
    };

    void press(QAbstractButton *button, int key, const StageWish &wish);
    void beginHold();
    //! It is doubtful whether it is still held.
    void doubt();
    void end();
    void buttonClicked(const QAbstractButton *button);
    bool endsButton(const QObject *watched, const QEvent &event) const;
    bool endsAny(const QObject *watched, const QEvent &event) const;

    QWidget *m_pad;
    QTimer m_patience;
    State m_state = State::Up;
    StageWish m_wish;
    QPointer<QAbstractButton> m_button; //!< null: it is a key
    int m_key = 0;
    QPointer<QWidget> m_focus; //!< that the key was pressed in
};

} // namespace Holdfast
