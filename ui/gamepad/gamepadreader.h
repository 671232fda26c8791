// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "ui/gamepad/gamepadstate.h"

#include <chrono>
#include <functional>
#include <memory>

class QObject;

namespace Holdfast {

//! \brief Reads the first gamepad that is plugged in, by SDL, in a thread of its own: a driver that hangs blocks no window. A
//! program that was built without SDL says so.
class GamepadReader
{
public:
    static constexpr std::chrono::milliseconds interval {20};

    //! Called in the thread of \a context, at each change, and in each interval while a stick is deflected.
    using Report = std::function<void(const GamepadState &)>;
    //! Called there with a sentence when gamepads cannot be read.
    using Fail = std::function<void(const QString &)>;

    GamepadReader(QObject *context, const Report &report, const Fail &fail);
    //! Ends the thread; a driver that hangs is left alone.
    ~GamepadReader();
    Q_DISABLE_COPY_MOVE(GamepadReader)

private:
    struct Parts;

    std::unique_ptr<Parts> m_parts;
};

} // namespace Holdfast
