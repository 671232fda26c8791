// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QToolButton>

namespace Holdfast {

class Gamepad;

//! \brief Says that a gamepad may move the stage, which one, and what its buttons do. Hidden while none is used.
class GamepadSign : public QToolButton
{
    Q_OBJECT
public:
    //! \a gamepad outlives it.
    explicit GamepadSign(const Gamepad *gamepad, QWidget *parent = nullptr);

private:
    void refresh();

    const Gamepad *m_gamepad;
};

} // namespace Holdfast
