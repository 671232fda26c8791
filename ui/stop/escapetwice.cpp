// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stop/escapetwice.h"

#include <QShortcut>
#include <QWidget>

namespace Holdfast {

EscapeTwice::EscapeTwice(QWidget *parent) : QObject(parent)
{
    auto *escape = new QShortcut(QKeySequence(Qt::Key_Escape), parent);
    escape->setContext(Qt::ApplicationShortcut);
    escape->setAutoRepeat(false);
    connect(escape, &QShortcut::activated, this, &EscapeTwice::count);
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
