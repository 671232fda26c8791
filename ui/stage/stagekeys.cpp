// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagekeys.h"

#include "ui/stage/heldcontrol.h"
#include "ui/stage/stagekeyrule.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

#include <optional>

namespace Holdfast {

namespace {

constexpr Qt::KeyboardModifiers speeds = Qt::ShiftModifier | Qt::ControlModifier;

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
    // Lists have the keys with Ctrl, unless it slows the move down that goes on.
    const bool isOther = modifiers & ~(m_held->isHeld() ? speeds : Qt::ShiftModifier);
    // A key that repeats without having been pressed here was meant for another widget.
    if (key.isAutoRepeat() || isOther || !isForStage(watched)) {
        m_down.remove(key.key());
        return false;
    }
    m_down.insert(key.key());
    m_held->pressKey(key.key(), {move->axis, move->direction, toPace(modifiers)});
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
    const QWidget *receiver = StageKeyRule::receiverIn(m_pad);
    // The parents to which an ignored key goes on are excluded.
    return receiver && watched == receiver && !QApplication::activePopupWidget()
           && !StageKeyRule::takesText(receiver);
}

} // namespace Holdfast
