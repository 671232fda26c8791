// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gamepad/gamepad.h"

#include "ui/gamepad/gamepadreader.h"
#include "ui/settings/usersettings.h"

#include <utility>

namespace Holdfast {

Gamepad::Gamepad(const UserSettings *settings, QObject *parent)
    : QObject(parent)
{
    m_watch.setSingleShot(true);
    m_watch.setTimerType(Qt::PreciseTimer);
    m_watch.setInterval(patience);
    connect(&m_watch, &QTimer::timeout, this, &Gamepad::lost);
    connect(settings, &UserSettings::changed, this,
            [this, settings] { use(settings->isGamepadUsed()); });
    use(settings->isGamepadUsed());
}

Gamepad::~Gamepad() = default;

void Gamepad::use(bool isUsed)
{
    if (isUsed == this->isUsed())
        return;
    m_problem.clear();
    if (isUsed) {
        m_reader = std::make_unique<GamepadReader>(
            this, [this](const GamepadState &state) { hear(state); },
            [this](const QString &problem) {
                m_problem = problem;
                Q_EMIT changed();
            });
    } else {
        m_reader.reset();
        hear({});
    }
    Q_EMIT changed();
}

void Gamepad::hear(const GamepadState &state)
{
    const GamepadState before = std::exchange(m_state, state);
    if (before.connection != state.connection || before.name != state.name) {
        m_watch.stop();
        Q_EMIT lost();
        Q_EMIT changed();
    }
    if (!state.isThere())
        return;
    const StagePush push {state.deflection};
    if (push.isNull())
        m_watch.stop();
    else
        m_watch.start();
    Q_EMIT deflected(push);
    for (const GamepadButton button : state.pressed)
        Q_EMIT pressed(button);
}

} // namespace Holdfast
