// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/stage/stagekeys.h"

#include "ui/settings/usersettings.h"
#include "ui/stage/heldcontrol.h"
#include "ui/stage/stagekeyrule.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

namespace Holdfast {

namespace {

constexpr Qt::KeyboardModifiers speeds = Qt::ShiftModifier | Qt::ControlModifier;

} // namespace

StageKeys::StageKeys(QWidget *pad, HeldControl *held, const UserSettings *settings)
    : QObject(pad)
    , m_pad(pad)
    , m_held(held)
{
    connect(settings, &UserSettings::changed, this, [this, settings] { readKeys(settings); });
    readKeys(settings);
    qApp->installEventFilter(this);
}

void StageKeys::readKeys(const UserSettings *settings)
{
    m_moves.clear();
    const auto read = [&](const char *command, const Move &move) {
        for (const QKeySequence &keys : settings->keys().keys(QLatin1StringView(command)))
            m_moves.insert(keys[0].key(), move);
    };
    read("moveLeft", {Axis::X, -1});
    read("moveRight", {Axis::X, 1});
    read("moveUp", {Axis::Y, 1});
    read("moveDown", {Axis::Y, -1});
    read("focusUp", {Axis::Z, 1});
    read("focusDown", {Axis::Z, -1});
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
    const auto move = m_moves.constFind(key.key());
    if (move == m_moves.constEnd())
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
