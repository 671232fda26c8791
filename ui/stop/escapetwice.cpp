// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stop/escapetwice.h"

#include <QGuiApplication>
#include <QKeyEvent>

namespace Holdfast {

EscapeTwice::EscapeTwice(QObject *parent)
    : QObject(parent)
{
    qGuiApp->installEventFilter(this);
}

bool EscapeTwice::eventFilter(QObject *watched, QEvent *event)
{
    // A key reaches one window once, but any number of widgets in it.
    if (event->type() == QEvent::KeyPress && watched->isWindowType()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && !key->isAutoRepeat())
            count();
    }
    return false;
}

void EscapeTwice::count()
{
    constexpr qint64 longestGap = 1000;
    if (m_first.isValid() && m_first.elapsed() <= longestGap) {
        m_first.invalidate();
        Q_EMIT pressed();
    } else {
        m_first.start();
    }
}

} // namespace Holdfast
