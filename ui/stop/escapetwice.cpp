// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stop/escapetwice.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace Holdfast {

EscapeTwice::EscapeTwice(QObject *parent)
    : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool EscapeTwice::eventFilter(QObject *watched, QEvent *event)
{
    // A key reaches one window once, but any number of widgets in it.
    if (event->type() == QEvent::KeyPress && watched->isWindowType()) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Escape && !key->isAutoRepeat())
            count();
    } else if (event->type() == QEvent::Hide && m_isUnderWay && isClosing(watched)) {
        m_hasClosed = true;
    }
    return false;
}

bool EscapeTwice::isClosing(const QObject *watched) const
{
    const auto *widget = qobject_cast<const QWidget *>(watched);
    if (!widget)
        return false;
    // A tool tip is hidden by every key. A widget that is no window, like a form in one, has had
    // the key.
    return widget->isWindow() ? widget->windowType() != Qt::ToolTip
                              : m_focus && (widget == m_focus || widget->isAncestorOf(m_focus));
}

void EscapeTwice::count()
{
    constexpr qint64 longestGap = 1000;
    const bool isSecond = m_first.isValid() && m_first.elapsed() <= longestGap;
    if (isSecond && !m_hasFirstClosed) {
        m_first.invalidate();
        Q_EMIT pressed(); // at once
        return;
    }
    // Whether this one closes something is known when it has been delivered.
    m_isUnderWay = true;
    m_hasClosed = false;
    m_focus = QApplication::focusWidget();
    QMetaObject::invokeMethod(
        this,
        [this, isSecond] {
            m_isUnderWay = false;
            if (isSecond && !m_hasClosed) {
                m_first.invalidate();
                Q_EMIT pressed();
            } else {
                m_hasFirstClosed = m_hasClosed;
            }
        },
        Qt::QueuedConnection);
    m_first.start();
    m_hasFirstClosed = false; // until it is known
}

} // namespace Holdfast
