// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/arrowbutton.h"

#include "ui/base/text/plaintooltip.h"
#include "ui/base/theme/icon.h"

#include <QKeySequence>

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

struct Look
{
    Axis axis;
    int direction;
    Icon icon;
    Qt::Key key;
    const char *objectName;
    const char *name;
};

constexpr std::array looks {
    Look {Axis::X, -1, Icon::ArrowLeft, Qt::Key_Left, "moveLeftButton",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Move left")},
    Look {Axis::X, 1, Icon::ArrowRight, Qt::Key_Right, "moveRightButton",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Move right")},
    Look {Axis::Y, 1, Icon::ArrowUp, Qt::Key_Up, "moveUpButton",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Move up")},
    Look {Axis::Y, -1, Icon::ArrowDown, Qt::Key_Down, "moveDownButton",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Move down")},
    Look {Axis::Z, 1, Icon::FocusUp, Qt::Key_PageUp, "focusUpButton",
          QT_TRANSLATE_NOOP("Holdfast::ArrowButton", "Focus up")},
    Look {Axis::Z, -1, Icon::FocusDown, Qt::Key_PageDown, "focusDownButton",
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
    setObjectName(QLatin1StringView(look.objectName));
    setIcon(toIcon(look.icon));
    setIconSize({26, 26});
    setAccessibleName(tr(look.name));
    m_purpose = tr("%1 (%2). Hold it down to keep moving; with Shift it moves ten times as far.")
                    .arg(tr(look.name), QKeySequence(look.key).toString(QKeySequence::NativeText));
    setToolTip(plainToolTip(m_purpose));
    setFocusPolicy(Qt::StrongFocus);
    setFixedSize(52, 44);
}

void ArrowButton::setPermission(const Permission &permission)
{
    setEnabled(permission.allowed);
    setToolTip(plainToolTip(permission.allowed
                                ? m_purpose
                                : m_purpose + u'\n' + tr("Not now: %1").arg(permission.reason)));
}

} // namespace Holdfast
