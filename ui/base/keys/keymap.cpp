// SPDX-FileCopyrightText: 2026 The Holdfast authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/base/keys/keymap.h"

#include "ui/base/text/translated.h"

#include <algorithm>
#include <array>

namespace Holdfast {

namespace {

const QString none = QStringLiteral("none");

constexpr std::array fixedKeys {
    Qt::Key_Escape, Qt::Key_Return, Qt::Key_Enter,     Qt::Key_Tab, Qt::Key_Backtab, Qt::Key_Space,
    Qt::Key_Delete, Qt::Key_Menu,   Qt::Key_Backspace, Qt::Key_F2,  Qt::Key_F5,
};

QList<KeyCommand> changeable()
{
    QList<KeyCommand> commands = keyCommands();
    commands.removeIf(
        [](const KeyCommand &command) { return command.kind == KeyCommand::Kind::Fixed; });
    return commands;
}

std::optional<KeyCommand> find(const QString &id)
{
    for (const KeyCommand &command : changeable()) {
        if (command.id == id)
            return command;
    }
    return {};
}

//! Returns whether \a key, for \a command, would be pressed for \a other, which has \a its: keys that move the stage are the
//! stage's with Shift and with Ctrl as well.
bool areTheSame(const KeyCommand &command, const QKeySequence &key, const KeyCommand &other,
                const QKeySequence &its)
{
    if (key == its)
        return true;
    const bool isMove = command.kind == KeyCommand::Kind::Move;
    const bool isOtherMove = other.kind == KeyCommand::Kind::Move;
    const Qt::KeyboardModifiers speeds = Qt::ShiftModifier | Qt::ControlModifier;
    const auto isAtAnotherSpeed = [&](const QKeySequence &moves, const QKeySequence &acts) {
        return moves[0].key() == acts[0].key() && (acts[0].keyboardModifiers() | speeds) == speeds;
    };
    return (isMove && isAtAnotherSpeed(key, its)) || (isOtherMove && isAtAnotherSpeed(its, key));
}

//! Returns why \a key cannot be had by any command, or not by \a command; empty when it can.
QString whyNever(const KeyCommand &command, const QKeySequence &key)
{
    if (key.count() != 1)
        return tr("One key, with or without Shift, Ctrl or Alt, is needed.");
    const QKeyCombination only = key[0];
    const Qt::KeyboardModifiers modifiers = only.keyboardModifiers() & ~Qt::KeypadModifier;
    const QString name = key.toString(QKeySequence::NativeText);
    if (std::find(fixedKeys.begin(), fixedKeys.end(), only.key()) != fixedKeys.end())
        return tr("%1 has a meaning of its own in lists, forms and dialogs.").arg(name);
    if (command.kind == KeyCommand::Kind::Move && modifiers != Qt::NoModifier)
        return tr("A key that moves the stage has no Shift, Ctrl or Alt: these choose the speed.");
    if (modifiers == Qt::AltModifier)
        return tr("%1 may be needed to open a menu.").arg(name);
    const bool isArrow = only.key() >= Qt::Key_Home && only.key() <= Qt::Key_PageDown;
    if (isArrow && command.kind != KeyCommand::Kind::Move && modifiers == Qt::ControlModifier)
        return tr("%1 chooses in lists.").arg(name);
    const std::array copies {Qt::Key_A, Qt::Key_C, Qt::Key_F, Qt::Key_V, Qt::Key_X};
    if (modifiers == Qt::ControlModifier
        && std::find(copies.begin(), copies.end(), only.key()) != copies.end())
        return tr("%1 is for texts and lists: it searches, selects, copies, cuts or pastes.")
            .arg(name);
    return {};
}

QString noCommand()
{
    return tr("There is no such command.");
}

QString ownerOf(const QKeySequence &key, const KeyCommand &owner)
{
    return tr("%1 is the key for: %2.").arg(key.toString(QKeySequence::NativeText), owner.does);
}

} // namespace

KeyMap KeyMap::fromTexts(const QMap<QString, QString> &texts)
{
    KeyMap map;
    for (const KeyCommand &command : changeable()) {
        const auto text = texts.constFind(command.id);
        if (text == texts.constEnd())
            continue;
        QList<QKeySequence> keys;
        if (*text != none) {
            keys = QKeySequence::listFromString(*text);
            keys.removeIf([&command](const QKeySequence &key) {
                return key.isEmpty() || !whyNever(command, key).isEmpty();
            });
            if (keys.isEmpty())
                continue;
        }
        map.setKeys(command.id, keys);
    }
    QList<KeyCommand> before;
    for (const KeyCommand &command : changeable()) {
        QList<QKeySequence> keys = map.keys(command.id);
        keys.removeIf([&](const QKeySequence &key) {
            return std::any_of(before.cbegin(), before.cend(), [&](const KeyCommand &other) {
                const QList<QKeySequence> its = map.keys(other.id);
                return std::any_of(its.cbegin(), its.cend(), [&](const QKeySequence &of) {
                    return areTheSame(command, key, other, of);
                });
            });
        });
        map.setKeys(command.id, keys);
        before.append(command);
    }
    return map;
}

QMap<QString, QString> KeyMap::toTexts() const
{
    QMap<QString, QString> texts;
    for (auto own = m_own.constBegin(); own != m_own.constEnd(); ++own)
        texts[own.key()] = own->isEmpty() ? none : QKeySequence::listToString(*own);
    return texts;
}

QList<QKeySequence> KeyMap::keys(const QString &id) const
{
    const auto own = m_own.constFind(id);
    return own == m_own.constEnd() ? usualKeys(id) : *own;
}

QString KeyMap::text(const KeyCommand &command) const
{
    if (command.kind == KeyCommand::Kind::Fixed)
        return command.fixedKeys;
    return keysText(keys(command.id));
}

bool KeyMap::isUsual(const QString &id) const
{
    return !m_own.contains(id);
}

std::optional<KeyConflict> KeyMap::conflict(const QString &id, const QKeySequence &key) const
{
    const std::optional<KeyCommand> command = find(id);
    if (!command)
        return KeyConflict {noCommand(), {}};
    if (const QString never = whyNever(*command, key); !never.isEmpty())
        return KeyConflict {never, {}};
    for (const KeyCommand &other : changeable()) {
        if (other.id == id)
            continue;
        for (const QKeySequence &its : keys(other.id)) {
            if (areTheSame(*command, key, other, its))
                return KeyConflict {ownerOf(its, other), other.id};
        }
    }
    return {};
}

void KeyMap::set(const QString &id, const QKeySequence &key)
{
    const std::optional<KeyConflict> against = conflict(id, key);
    if (against && against->id.isEmpty())
        return;
    take(id, {key});
    setKeys(id, {key});
}

void KeyMap::clear(const QString &id)
{
    if (find(id))
        setKeys(id, {});
}

void KeyMap::reset(const QString &id)
{
    take(id, usualKeys(id));
    m_own.remove(id);
}

void KeyMap::setKeys(const QString &id, const QList<QKeySequence> &keys)
{
    if (keys == usualKeys(id))
        m_own.remove(id);
    else
        m_own.insert(id, keys);
}

void KeyMap::take(const QString &id, const QList<QKeySequence> &keys)
{
    for (const QKeySequence &key : keys) {
        // A key of the stage may stand against several others.
        while (const std::optional<KeyConflict> against = conflict(id, key)) {
            const std::optional<KeyCommand> command = find(id);
            const std::optional<KeyCommand> other = find(against->id);
            if (!command || !other)
                break;
            QList<QKeySequence> left = this->keys(other->id);
            left.removeIf(
                [&](const QKeySequence &its) { return areTheSame(*command, key, *other, its); });
            setKeys(other->id, left);
        }
    }
}

} // namespace Holdfast
