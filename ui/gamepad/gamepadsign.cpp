// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gamepad/gamepadsign.h"

#include "ui/base/text/literal.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/gamepad/gamepad.h"

namespace Holdfast {

GamepadSign::GamepadSign(const Gamepad *gamepad, QWidget *parent)
    : QToolButton(parent)
    , m_gamepad(gamepad)
{
    setObjectName(QStringLiteral("gamepadSign"));
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    connect(gamepad, &Gamepad::changed, this, &GamepadSign::refresh);
    refresh();
}

void GamepadSign::refresh()
{
    const QString name = literal(m_gamepad->name());
    setVisible(m_gamepad->isUsed());
    setText(name.isEmpty() ? tr("No gamepad") : tr("Gamepad"));
    QString says = tr("A gamepad that is plugged in moves the stage. The settings change that.");
    if (!m_gamepad->problem().isEmpty())
        says = m_gamepad->problem();
    else if (!name.isEmpty())
        says = tr("%1 moves the stage: the left stick along x and y, the right one focuses, each "
                  "the faster the farther it is "
                  "pushed. B or circle: STOP. A or cross: take a picture. Y or triangle: "
                  "autofocus. Left and right shoulder: "
                  "finer and coarser steps. A stick that was pushed when it was plugged in has to "
                  "be let go first.")
                   .arg(name);
    setToolTip(plainToolTip(says));
    setAccessibleName(text());
    setAccessibleDescription(says);
}

} // namespace Holdfast
