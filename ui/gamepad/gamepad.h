// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gamepad/gamepadstate.h"
#include "ui/stage/stagepush.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace Holdfast {

class GamepadReader;
class UserSettings;

//! \brief The gamepad of the operator, if the settings say that one is used. Without that SDL is not even loaded.
//!
//! A gamepad that is unplugged, or not heard of for a moment while a stick is deflected, is lost: the stage has to stop.
class Gamepad : public QObject
{
    Q_OBJECT
public:
    //! How long a deflected stick counts without a report, which comes in each GamepadReader::interval.
    static constexpr std::chrono::milliseconds patience {150};

    //! \a settings outlive it.
    explicit Gamepad(const UserSettings *settings, QObject *parent = nullptr);
    ~Gamepad() override;

    bool isUsed() const { return m_reader != nullptr; }
    //! Returns the name of the gamepad that is plugged in; empty when there is none, or none is used.
    QString name() const { return m_state.name; }
    //! Returns why no gamepad can be used, in a sentence.
    QString problem() const { return m_problem; }

Q_SIGNALS:
    //! Emitted when any of the above is different.
    void changed();
    //! Emitted when the sticks are deflected in another way; with a null push when they are in the middle.
    void deflected(const Holdfast::StagePush &push);
    //! Emitted when it is not known any more how the sticks are deflected.
    void lost();
    void pressed(Holdfast::GamepadButton button);

private:
    void use(bool isUsed);
    void hear(const GamepadState &state);

    std::unique_ptr<GamepadReader> m_reader;
    GamepadState m_state;
    QString m_problem;
    QTimer m_watch;
};

} // namespace Holdfast
