// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/stage/stagepush.h"

#include <QList>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <functional>

class QAbstractButton;
class QWidget;

namespace Holdfast {

//! \brief The keys, the button or the stick that move the stage while they are held: one rule for all of them.
//!
//! A key or button that is let go soon means one step; one that is held longer than a key takes to
//! repeat is a hold. Keys that are held together add up: they move along several axes at once, and
//! when one of them is let go the others go on. Of two keys for one axis the later one counts. Keys, a button and a stick
//! do not add up: the one that was used last counts.
//!
//! A hold ends when the control is let go, wherever the pointer is, and with
//! every event that makes it doubtful whether it is still held: the pointer has left the button,
//! the button has moved, was hidden or disabled, the focus or the window is another one. The
//! repetition of a key proves nothing. A stick has to be centred before it moves anything again.
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
    //! Handles the position of a stick, which is centred where \a push is null. A stick has no steps: it holds at once, and as
    //! fast as it is deflected. A stick that is not centred when it is first heard of moves nothing until it has been.
    void deflect(const StagePush &push);

    //! Handles that it is not known any more where the stick is: a hold by it ends, and it has to be centred.
    void loseStick();

    //! Counts nothing as held any more: an operator that goes on holding has to press anew, and to centre the stick.
    void giveUp();

    bool isHeld() const { return m_state == State::Held; }
    //! Returns the movement of the controls that are held; null when there are none.
    StagePush push() const;

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void stepWanted(const Holdfast::StagePush &step);
    void holdBegan(const Holdfast::StagePush &push);
    //! Emitted when the direction or the pace of the hold is another one.
    void holdChanged(const Holdfast::StagePush &push);
    void holdEnded();

private:
    enum class State {
        Up,
        Pressed, //!< a step or a hold: not decided yet
        LetGo,   //!< a button, which has not said yet whether that was a click
        Held,
    };
    enum class Source { Keys, Button, Stick };
    struct Key
    {
        int key;
        StageWish wish;
        bool hasStepped = false; //!< the step that it stands for has been made
    };

    void begin(Source source, Pace pace);
    void pressButton(QAbstractButton *button, const StageWish &wish);
    void beginHold();
    bool isStillDown() const;
    //! Handles an event after which it is doubtful whether the control is still held.
    void doubt();
    void end();
    void buttonClicked(const QAbstractButton *button);
    StagePush takeStep();
    void followModifiers(const QEvent &event);
    bool endsButton(const QObject *watched, const QEvent &event) const;
    bool endsAny(const QObject *watched, const QEvent &event) const;

    QWidget *m_pad;
    QTimer m_patience;
    State m_state = State::Up;
    Source m_source = Source::Keys;
    Qt::KeyboardModifiers m_modifiers; //!< Shift and Ctrl, as far as they have been seen
    QList<Key> m_keys;                 //!< that are down, the latest last
    StageWish m_wish;                  //!< of the button
    QPointer<QWidget> m_button;        //!< no QAbstractButton any more while it is destroyed
    StagePush m_stick;
    bool m_isStickCentred = false; //!< since it last moved, or wanted to
    QPointer<QWidget> m_focus;     //!< that the key was pressed in
};

} // namespace Holdfast
