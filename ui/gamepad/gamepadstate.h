// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/base/axis.h"

#include <QList>
#include <QString>

#include <array>

namespace Holdfast {

//! \brief What the buttons of a gamepad do.
enum class GamepadButton {
    Stop,      //!< STOP
    Snap,      //!< takes a picture
    Autofocus, //!< focuses
    Finer,     //!< the next finer steps
    Coarser,   //!< the next coarser ones
};

//! \brief A gamepad, as it is at one moment.
struct GamepadState
{
    QString name;       //!< empty: there is none
    int connection = 0; //!< another number each time that a gamepad is plugged in
    std::array<double, 3>
        deflection {}; //!< of the sticks, for each axis of the stage: from -1 to 1, and 0 in the middle
    QList<GamepadButton> pressed {}; //!< since the state before

    bool isThere() const { return !name.isEmpty(); }
};

//! Returns how fast a stick moves the stage that is deflected by \a raw along two axes, each from -1 to 1: nothing near the middle, slowly
//! for a good part of the way, and never faster than straight ahead when it is deflected diagonally.
std::array<double, 2> stickSpeed(const std::array<double, 2> &raw);

} // namespace Holdfast
