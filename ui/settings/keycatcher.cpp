// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/settings/keycatcher.h"

#include <QContextMenuEvent>
#include <QKeyEvent>

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

bool isForDialog(int key)
{
    constexpr std::array keys {Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Escape, Qt::Key_Return,
                               Qt::Key_Enter};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool isAlone(int key)
{
    constexpr std::array modifiers {Qt::Key_Shift,   Qt::Key_Control,   Qt::Key_Alt,
                                    Qt::Key_AltGr,   Qt::Key_Meta,      Qt::Key_CapsLock,
                                    Qt::Key_NumLock, Qt::Key_Multi_key, Qt::Key_unknown};
    return key == 0 || std::find(modifiers.begin(), modifiers.end(), key) != modifiers.end();
}

} // namespace

KeyCatcher::KeyCatcher(QWidget *parent)
    : QLineEdit(parent)
{
    setReadOnly(true);
    setAttribute(Qt::WA_InputMethodEnabled, false);
}

bool KeyCatcher::event(QEvent *event)
{
    // No shortcut of the window while a key is chosen.
    if (event->type() == QEvent::ShortcutOverride
        && !isForDialog(static_cast<QKeyEvent *>(event)->key())) {
        event->accept();
        return true;
    }
    return QLineEdit::event(event);
}

void KeyCatcher::keyPressEvent(QKeyEvent *event)
{
    if (isForDialog(event->key())) {
        event->ignore();
        return;
    }
    if (event->isAutoRepeat() || isAlone(event->key()))
        return;
    Qt::KeyboardModifiers modifiers =
        event->modifiers()
        & (Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    // Shift is part of how a sign such as the question mark is typed.
    const QString text = event->text();
    if (text.size() == 1 && text.front().isPrint() && !text.front().isLetter()
        && !text.front().isSpace())
        modifiers &= ~Qt::ShiftModifier;
    Q_EMIT caught(QKeySequence(QKeyCombination(modifiers, Qt::Key(event->key()))));
}

void KeyCatcher::contextMenuEvent(QContextMenuEvent *event)
{
    event->accept(); // there is nothing to copy or paste
}

} // namespace Holdfast
