// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/arrowbutton.h"

#include "ui/base/keys/keycommand.h"
#include "ui/base/text/plaintooltip.h"
#include "ui/base/theme/icon.h"

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

struct Look
{
    Axis axis;
    int direction;
    Icon icon;
    const char *command;
    const char *name;
};

constexpr std::array looks {
    Look {Axis::X, -1, Icon::ArrowLeft, "moveLeft",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Move left")},
    Look {Axis::X, 1, Icon::ArrowRight, "moveRight",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Move right")},
    Look {Axis::Y, 1, Icon::ArrowUp, "moveUp",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Move up")},
    Look {Axis::Y, -1, Icon::ArrowDown, "moveDown",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Move down")},
    Look {Axis::Z, 1, Icon::FocusUp, "focusUp",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Focus up")},
    Look {Axis::Z, -1, Icon::FocusDown, "focusDown",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Focus down")},
};

const Look &lookOf(Axis axis, int direction)
{
    return *std::find_if(looks.begin(), looks.end(), [&](const Look &look) {
        return look.axis == axis && look.direction == direction;
    });
}

} // namespace

ArrowButton::ArrowButton(Axis axis, int direction, QWidget *parent)
    : QToolButton(parent)
{
    const Look &look = lookOf(axis, direction);
    m_command = QLatin1StringView(look.command);
    setObjectName(m_command + QStringLiteral("Button"));
    setIcon(toIcon(look.icon));
    setIconSize({26, 26});
    setAccessibleName(tr(look.name));
    setKeys(usualKeys(m_command));
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(52, 44);
}

void ArrowButton::setKeys(const QList<QKeySequence> &keys)
{
    m_purpose = tr("%1. Hold it down to keep moving; with Shift it moves ten times as far.")
                    .arg(withKeys(accessibleName(), keys));
    showToolTip();
}

void ArrowButton::setPermission(const Permission &permission)
{
    m_permission = permission;
    setEnabled(permission.allowed);
    showToolTip();
}

void ArrowButton::showToolTip()
{
    setToolTip(plainToolTip(m_permission.allowed
                                ? m_purpose
                                : m_purpose + u'\n' + tr("Not now: %1").arg(m_permission.reason)));
}

} // namespace Holdfast
