// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagekeys.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QAbstractSpinBox>
#include <QApplication>
#include <QComboBox>
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

} // namespace

StageKeys::StageKeys(QWidget *widget)
    : QObject(widget)
    , m_widget(widget)
{
    qApp->installEventFilter(this);
}

bool StageKeys::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
        return keyPressed(watched, *static_cast<QKeyEvent *>(event));
    case QEvent::KeyRelease:
        keyReleased(*static_cast<QKeyEvent *>(event));
        return false;
    case QEvent::FocusOut:
    case QEvent::WindowDeactivate:
    case QEvent::Hide:
        if (watched == m_widget->window() || watched == QApplication::focusWidget()
            || watched == m_widget)
            releaseAll();
        return false;
    case QEvent::ApplicationStateChange:
        releaseAll();
        return false;
    default:
        return false;
    }
}

bool StageKeys::keyPressed(const QObject *watched, const QKeyEvent &key)
{
    const Qt::KeyboardModifiers modifiers = key.modifiers() & ~Qt::KeypadModifier;
    const bool isFast = modifiers == Qt::ShiftModifier;
    const auto move = moveOf(key.key());
    if (!move || (modifiers != Qt::NoModifier && !isFast) || !isForStage(watched))
        return false;
    m_down.insert(key.key());
    if (key.isAutoRepeat())
        Q_EMIT held(move->axis, move->direction, isFast);
    else
        Q_EMIT pressed(move->axis, move->direction, isFast);
    return true;
}

void StageKeys::keyReleased(const QKeyEvent &key)
{
    if (!key.isAutoRepeat() && m_down.remove(key.key()) && m_down.isEmpty())
        Q_EMIT released();
}

void StageKeys::releaseAll()
{
    if (m_down.isEmpty())
        return;
    m_down.clear();
    Q_EMIT released();
}

bool StageKeys::isForStage(const QObject *watched) const
{
    const QWidget *window = m_widget->window();
    const QWidget *receiver = QApplication::focusWidget();
    if (!receiver)
        receiver = window->focusWidget() ? window->focusWidget() : window;
    // Not the parents to which an ignored key goes on: a table at its end ignores keys.
    return watched == receiver && receiver->window() == window && !QApplication::activePopupWidget()
           && !needsKeysItself(receiver);
}

} // namespace Holdfast
