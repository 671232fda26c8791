// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagekeys.h"

#include "ui/stage/heldcontrol.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
#include <QDockWidget>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTabBar>
#include <QTextEdit>

#include <optional>

namespace Holdfast {

namespace {

struct Move
{
    Axis axis;
    int direction;
};

std::optional<Move> moveOf(int key)
{
    switch (key) {
    case Qt::Key_Left:
        return Move {Axis::X, -1};
    case Qt::Key_Right:
        return Move {Axis::X, 1};
    case Qt::Key_Up:
        return Move {Axis::Y, 1};
    case Qt::Key_Down:
        return Move {Axis::Y, -1};
    case Qt::Key_PageUp:
        return Move {Axis::Z, 1};
    case Qt::Key_PageDown:
        return Move {Axis::Z, -1};
    default:
        return {};
    }
}

template<typename... Kinds>
bool isAnyOf(const QWidget *widget)
{
    return (qobject_cast<const Kinds *>(widget) || ...);
}

bool needsKeysItself(const QWidget *widget)
{
    return isAnyOf<QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit,
                   QMenu, QPlainTextEdit, QTabBar, QTextEdit>(widget);
}

//! The main window, also of what is in a dock that floats.
const QWidget *mainWindowOf(const QWidget *widget)
{
    while (widget->parentWidget())
        widget = widget->parentWidget();
    return widget;
}

} // namespace

StageKeys::StageKeys(QWidget *pad, HeldControl *held)
    : QObject(pad)
    , m_pad(pad)
    , m_held(held)
{
    qApp->installEventFilter(this);
}

bool StageKeys::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (!key->isAutoRepeat() || !m_down.contains(key->key()))
            return false;
        event->accept(); // no shortcut either
        return true;
    }
    case QEvent::KeyPress:
        return keyPressed(watched, *static_cast<QKeyEvent *>(event));
    case QEvent::KeyRelease:
        return keyReleased(*static_cast<QKeyEvent *>(event));
    default:
        return false;
    }
}

bool StageKeys::keyPressed(const QObject *watched, const QKeyEvent &key)
{
    const auto move = moveOf(key.key());
    if (!move)
        return false;
    if (key.isAutoRepeat() && m_down.contains(key.key()))
        return true;
    const Qt::KeyboardModifiers modifiers = key.modifiers() & ~Qt::KeypadModifier;
    const bool isFast = modifiers == Qt::ShiftModifier;
    // One that repeats without having been pressed here was meant for somebody else.
    if (key.isAutoRepeat() || (modifiers != Qt::NoModifier && !isFast) || !isForStage(watched)) {
        m_down.remove(key.key());
        return false;
    }
    m_down.insert(key.key());
    m_held->pressKey(key.key(), {move->axis, move->direction, isFast});
    return true;
}

bool StageKeys::keyReleased(const QKeyEvent &key)
{
    if (!m_down.contains(key.key()))
        return false;
    if (key.isAutoRepeat())
        return true;
    m_down.remove(key.key());
    m_held->releaseKey(key.key());
    return true;
}

bool StageKeys::isForStage(const QObject *watched) const
{
    const QWidget *window = m_pad->window();
    const QWidget *receiver = QApplication::focusWidget();
    if (!receiver)
        receiver = window->focusWidget() ? window->focusWidget() : window;
    const QWidget *main = mainWindowOf(m_pad);
    const bool isOurs = receiver->window() == main
                        || (qobject_cast<const QDockWidget *>(receiver->window())
                            && mainWindowOf(receiver) == main);
    // Not the parents to which an ignored key goes on: a table at its end ignores keys.
    return watched == receiver && isOurs && !QApplication::activePopupWidget()
           && !needsKeysItself(receiver);
}

} // namespace Holdfast
