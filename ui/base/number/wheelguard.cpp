// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/number/wheelguard.h"

#include <QEvent>
#include <QWidget>

namespace Holdfast {

WheelGuard::WheelGuard(QWidget *input)
    : QObject(input)
{
    input->setFocusPolicy(Qt::StrongFocus);
    input->installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    const auto *input = qobject_cast<const QWidget *>(watched);
    if (event->type() != QEvent::Wheel || !input || input->hasFocus())
        return QObject::eventFilter(watched, event);
    event->ignore(); // so that the surrounding area scrolls
    return true;
}

} // namespace Holdfast
